"""The office's side of the sample county for the pictures: its directory of units, as a clerk would have it."""

from dataclasses import replace
from typing import TYPE_CHECKING

from tools.screenshots import NOW, Camera

if TYPE_CHECKING:
    from core.actions.ports import Store
    from core.units import UnitDirectory
    from gui.main_window import MainWindow

TOWNS = "云岭镇人民政府 清河镇人民政府 白石镇人民政府 石桥镇人民政府 双河镇人民政府 松溪乡人民政府 麦田乡人民政府 青山乡人民政府"
STREETS = "松溪街道办事处 清河街道办事处 东山街道办事处"
CALLED = {
    "云岭镇人民政府": ("王丽", "0999-6011023"),
    "松溪街道办事处": ("杨某", "0999-6012256"),
    "云岭县财政局": ("周宁", "0999-6020418"),
    "云岭县医疗保障局": ("陈静", "0999-6025531"),
}


def fill_units(store: "Store", base: "UnitDirectory") -> None:
    """Departments as the ledger names them, the towns and streets, a few telephones, one merger."""
    from core.actions.directory import add_units, change_units, directory_with, proposed_units
    from core.actions.unit_changes import merge_units
    from core.clauses import Responsibility
    from core.units import Flag, Unit

    tasks = [
        Responsibility(t.lead_units, t.responsible_units)
        for book in store.books.all()
        for t in store.tasks.of(book.book_id)
    ]
    proposed = proposed_units(tasks, directory_with(store, base), "云岭县")
    add_units(
        store, [*proposed, *(Unit(n) for n in f"{TOWNS} {STREETS} 云岭县乡村振兴局 云岭县农业农村局".split())], NOW
    )
    units = {u.name: u for u in store.units.all()}
    called = [replace(units[n], contact=who, phone=no) for n, (who, no) in CALLED.items() if n in units]
    called += [replace(u, flags=frozenset({Flag.LEDGER, Flag.VERTICAL})) for n, u in units.items() if "税务局" in n]
    change_units(store, called, NOW)
    by_name = {u.name: u.unit_id for u in store.units.all()}
    merge_units(store, [by_name["云岭县乡村振兴局"], by_name["云岭县农业农村局"]], "云岭县农业农村局", 2025, NOW)


def shoot_office(camera: Camera, window: "MainWindow") -> None:
    """单位名录 and 下发; the window is the office's already."""
    from datetime import date

    from core.actions.directory import change_unit, remove_units
    from core.actions.touched import Touched
    from gui.dispatch.page import DispatchPage
    from gui.units.page import DECISIONS, GROUPS, TABLE, UnitsPage

    work, bench = window.work, window.bench
    assert work is not None
    assert bench is not None
    page = work.open_page("units")
    assert isinstance(page, UnitsPage)
    camera.take(window, "units-empty")
    page.add()
    page.adding.propose()
    camera.take(window, "units-add")
    page.adding.finished.emit()
    base = bench.services.directory
    assert base is not None
    fill_units(bench.store, base)
    bench.look_again(Touched(subjects=frozenset(("units",))))
    row = next(i for i, u in enumerate(page.table.units.units) if u.name == "云岭县农业农村局")
    page.table.choose_row(row)
    camera.take(window, "units")
    units = {u.name: u for u in bench.store.units.all()}
    bench.do(lambda s, now: remove_units(s, [units["云岭县税务局"].unit_id], now))
    like = units["国网云岭供电公司"]
    bench.do(lambda s, now: change_unit(s, replace(like, name="国网云岭县供电公司"), now))
    for view, name in ((DECISIONS, "units-decisions"), (GROUPS, "units-groups")):
        page.show_view(view)
        camera.take(window, name)
    bench.undo()
    bench.undo()
    page.show_view(TABLE)
    dispatch = work.open_page("dispatch")
    assert isinstance(dispatch, DispatchPage)
    dispatch.choices.round.setText("第一期")
    dispatch.choices.due.show_day(date(2026, 7, 10))
    dispatch.look_again()
    camera.settle(window, lambda: bool(dispatch.made.forms))
    dispatch.forms.selectRow(3)
    work.notice.hide()
    camera.take(window, "dispatch")
    dispatch.show_preview()
    camera.take(window, "dispatch-preview")
