"""The office's side of the sample county for the pictures: its directory of units, as a clerk would have it."""

from typing import TYPE_CHECKING

from tools.screenshots import NOW

if TYPE_CHECKING:
    from core.actions.ports import Store
    from core.units import UnitDirectory

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
    from dataclasses import replace

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
