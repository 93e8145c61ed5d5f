"""单位名录 by clicking and typing: adding, editing in place, ticks, names to decide, groups, changes over the years."""

import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QLineEdit, QListWidget, QPlainTextEdit, QSpinBox, QWidget
from pytestqt.qtbot import QtBot

from core.actions.directory import add_units
from core.settings import Settings, UserRole
from core.units import Concern, Flag, Unit
from gui.main_window import MainWindow
from gui.services import Services
from gui.units.decisions import DecisionCard
from gui.units.page import DECISIONS, ENDED, GROUPS, UnitsPage
from gui.units.table_model import ALIASES, FIRST_FLAG, FLAGS, KIND, NAME, PHONE
from tests.gui.conftest import NOW, Clerk, FakeDialogs, opened, part

OFFICE = Settings(UserRole.OFFICE, "云岭县人民政府办公室", year=2026, asked=True)


@pytest.fixture
def office(
    frame: MainWindow, dialogs: FakeDialogs, made: Services, tmp_path: Path, qtbot: QtBot, data_of_the_unit: Path
) -> Clerk:
    """The office with the sample ledger and no units yet."""
    shutil.copytree(data_of_the_unit, tmp_path / "data")
    store = made.stores.open(str(tmp_path / "data"), NOW)
    store.settings.put(OFFICE, NOW)
    store.close()
    return opened(frame, dialogs, made, tmp_path, qtbot)


def page(clerk: Clerk) -> UnitsPage:
    shown = clerk.work.open_page("units")
    assert isinstance(shown, UnitsPage)
    return shown


def named(clerk: Clerk, name: str) -> Unit:
    return next(u for u in clerk.bench.store.units.all() if u.name == name)


def names(clerk: Clerk) -> list[str]:
    return [u.name for u in clerk.bench.store.units.all()]


def filled(clerk: Clerk, *more: str) -> UnitsPage:
    wanted = ("云岭县财政局", "云岭县司法局", "云岭镇人民政府", "松溪乡人民政府", "松溪街道办事处", *more)
    clerk.bench.do(lambda s, now: add_units(s, [Unit(n) for n in wanted], now))
    return page(clerk)


def cell(shown: UnitsPage, name: str, column: int) -> None:
    """Make this cell the current one."""
    row = next(i for i, u in enumerate(shown.table.units.units) if u.name == name)
    shown.table.choose_row(row, column)


def type_in(shown: UnitsPage, name: str, column: int, text: str) -> None:
    cell(shown, name, column)
    shown.table.setFocus()
    QTest.keyClick(shown.table, Qt.Key.Key_F2)
    editor = next(e for e in shown.table.findChildren(QLineEdit, "unitEditor") if e.isVisible())
    editor.selectAll()
    editor.insert(text)  # QTest types Latin letters only
    QTest.keyClick(editor, Qt.Key.Key_Return)
    QApplication.processEvents()  # what was typed is handed over a moment later


def test_an_empty_directory_offers_to_fill_itself_from_the_ledger(office: Clerk) -> None:
    shown = page(office)
    assert shown.stack.currentIndex() == 0
    office.press("addFirstUnits")
    office.press("proposeUnits")
    assert shown.adding.confirm.text().startswith("新增 ")
    office.press("confirmUnits")
    assert "云岭县司法局" in names(office)
    assert shown.stack.currentIndex() == 1
    assert f"{len(names(office))} 个单位" in shown.context


def test_a_pasted_list_is_looked_through_and_one_can_be_left_out(office: Clerk) -> None:
    shown = filled(office)
    office.press("addUnits")
    part(shown, QPlainTextEdit, "pastedUnits").setPlainText("1. 云岭县民政局、云岭县财政局\n白石街道办事处")
    assert [c.after.name for c in shown.adding.changes] == ["云岭县民政局", "白石街道办事处"]
    item = shown.adding.found.item(0, 0)
    assert item is not None
    item.setCheckState(Qt.CheckState.Unchecked)
    office.press("confirmUnits")
    assert "白石街道办事处" in names(office)
    assert "云岭县民政局" not in names(office)


def test_the_list_goes_out_as_a_workbook_and_comes_back_changed(office: Clerk, tmp_path: Path) -> None:
    shown = filled(office)
    type_in(shown, "云岭县财政局", PHONE, "09996020418")
    office.dialogs.files = [str(tmp_path / "名录")]
    office.press("exportUnits")
    office.settle()
    place = tmp_path / "名录.xlsx"
    assert place.is_file()
    office.bench.undo()
    assert named(office, "云岭县财政局").phone == ""
    office.dialogs.files = [str(place)]
    office.press("addUnits")
    office.press("unitsFromFile")
    office.settle()
    assert [(c.before is None, c.after.phone) for c in shown.adding.changes] == [(False, "09996020418")]
    office.press("confirmUnits")
    assert named(office, "云岭县财政局").phone == "09996020418"


def test_cells_are_typed_in_place_and_undone(office: Clerk) -> None:
    shown = filled(office)
    type_in(shown, "云岭县财政局", ALIASES, "财局、县财局")
    assert named(office, "云岭县财政局").aliases == ("财局", "县财局")
    type_in(shown, "云岭县财政局", NAME, "云岭县财政金融局")
    assert "云岭县财政金融局" in names(office)
    office.bench.undo()
    assert "云岭县财政局" in names(office)
    assert next(u.name for u in shown.table.units.units) == "云岭县财政局"


def test_a_name_that_is_taken_is_refused_in_words_and_the_old_one_stays(office: Clerk, qtbot: QtBot) -> None:
    shown = filled(office)
    with qtbot.waitSignal(office.bench.failed) as told:
        type_in(shown, "云岭县财政局", NAME, "云岭县司法局")
    assert "名录中已经有" in told.args[0]
    assert names(office).count("云岭县司法局") == 1


def test_a_kind_is_chosen_from_a_list(office: Clerk) -> None:
    shown = filled(office)
    cell(shown, "云岭县财政局", KIND)
    shown.table.setFocus()
    QTest.keyClick(shown.table, Qt.Key.Key_F2)
    box = part(shown.table, QComboBox, "kindEditor")
    box.setCurrentText("事业单位")
    box.activated.emit(box.currentIndex())
    assert named(office, "云岭县财政局").kind == "institution"


def test_space_ticks_and_a_click_ticks_for_all_that_are_selected(office: Clerk) -> None:
    shown = filled(office)
    ledger = FIRST_FLAG + FLAGS.index(Flag.LEDGER)
    cell(shown, "云岭县财政局", ledger)
    shown.table.setFocus()
    QTest.keyClick(shown.table, Qt.Key.Key_Space)
    assert Flag.LEDGER not in named(office, "云岭县财政局").flags
    assert "4 个发台账" in shown.context
    shown.table.selectAll()
    index = shown.table.units.index(1, ledger)
    QTest.mouseClick(
        shown.table.viewport(),
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.ControlModifier,
        shown.table.visualRect(index).center(),
    )
    left = [u.name for u in office.bench.store.units.all() if Flag.LEDGER in u.flags]
    assert left == ["云岭县司法局"] or left == []


def test_search_and_sorting_leave_the_stored_order_alone(office: Clerk) -> None:
    shown = filled(office)
    shown.search.setText("松溪")
    assert [u.name for u in shown.table.units.units] == ["松溪乡人民政府", "松溪街道办事处"]
    shown.search.setText("没有这样的")
    assert shown.none.text() != ""
    shown.search.clear()
    shown.sort(NAME)
    shown.sort(NAME)
    assert [u.name for u in shown.table.units.units] == sorted(names(office), reverse=True)
    shown.sort(NAME)
    assert [u.name for u in shown.table.units.units] == names(office)


def test_removing_asks_first(office: Clerk) -> None:
    shown = filled(office)
    cell(shown, "云岭县司法局", NAME)
    office.dialogs.yes = False
    QTest.keyClick(shown.table, Qt.Key.Key_Delete)
    assert "云岭县司法局" in names(office)
    office.dialogs.yes = True
    office.press("removeUnits")
    assert "云岭县司法局" not in names(office)
    assert len(office.dialogs.asked) == 2


def test_a_rename_is_kept_in_the_history(office: Clerk) -> None:
    shown = filled(office)
    cell(shown, "云岭县财政局", NAME)
    office.press("renameUnit")
    part(shown.panel, QLineEdit, "newUnitName").setText("云岭县财政金融局")
    part(shown.panel, QSpinBox, "changeYear").setValue(2026)
    office.press("confirmChange")
    assert named(office, "云岭县财政局").until == 2025
    cell(shown, "云岭县财政金融局", NAME)
    QApplication.processEvents()
    told = [w.text() for w in shown.panel.findChildren(QLabel, "historyLine")]
    assert "2026年，由“云岭县财政局”更名" in told
    shown.show_view(ENDED)
    assert [u.name for u in shown.table.units.units] == ["云岭县财政局"]


def test_two_selected_units_are_merged(office: Clerk) -> None:
    shown = filled(office)
    shown.table.selectRow(2)
    shown.table.selectionModel().select(
        shown.table.units.index(3, 0),
        shown.table.selectionModel().SelectionFlag.Select | shown.table.selectionModel().SelectionFlag.Rows,
    )
    office.press("mergeUnits")
    part(shown.panel, QLineEdit, "mergedName").setText("云岭镇人民政府")
    office.press("confirmChange")
    assert named(office, "松溪乡人民政府").successors == ("云岭镇人民政府",)


# ---- names ----------------------------------------------------------------------------------------------------------


def card(shown: UnitsPage, name: str) -> DecisionCard:
    QApplication.processEvents()
    cards = [c for c in shown.decisions.findChildren(DecisionCard) if c.isVisibleTo(shown) and c.decision.name == name]
    return cards[-1]


def test_a_name_nobody_bears_is_asked_once_and_the_rail_counts_it(office: Clerk) -> None:
    shown = filled(office)
    waiting = [d.name for d in shown.decisions.pending]
    assert "县医保局" in waiting or "县医疗保障局" in waiting
    assert shown.open_count == len(waiting)
    shown.show_view(DECISIONS)
    first = waiting[0]
    office.press("newUnit", card(shown, first))
    assert first not in [d.name for d in shown.decisions.pending]
    assert len(names(office)) == 6
    second = shown.decisions.pending[0].name
    office.press("notAUnit", card(shown, second))
    assert second not in [d.name for d in shown.decisions.pending]
    office.bench.undo()
    assert second in [d.name for d in shown.decisions.pending]


def test_a_name_is_put_to_a_unit_of_the_list_and_the_ledger_follows(office: Clerk) -> None:
    shown = filled(office)
    shown.show_view(DECISIONS)
    name = shown.decisions.pending[0].name
    one = card(shown, name)
    one.known.setCurrentText("云岭县财政局")
    office.press("chooseKnown", one)
    assert named(office, "云岭县财政局").aliases == (name,)
    directory = office.bench.directory
    assert directory is not None
    assert directory.concern("云岭县财政局", (), (name,)).concern is Concern.NAMED


def test_a_group_of_ones_own_is_given_its_members(office: Clerk) -> None:
    shown = filled(office)
    shown.show_view(DECISIONS)
    name = shown.decisions.pending[0].name
    one = card(shown, name)
    office.press("aGroup", one)
    members = part(one, QListWidget, "groupMembers")
    members.item(0).setCheckState(Qt.CheckState.Checked)
    office.press("keepGroup", one)
    (meaning,) = office.bench.store.units.meanings()
    assert (meaning.name, meaning.members) == (name, ("云岭县财政局",))


def test_groups_show_who_is_meant_and_can_be_set_otherwise(office: Clerk) -> None:
    shown = filled(office)
    shown.show_view(GROUPS)
    words = [w.text() for w in shown.groups.findChildren(QLabel, "groupSure")]
    assert "指 2 个单位：云岭镇人民政府、松溪乡人民政府" in words
    assert "指 1 个单位：松溪街道办事处" in words


def test_the_units_clerk_has_no_such_page(clerk: Clerk) -> None:
    assert not clerk.work.page_buttons["units"].isVisible()


def test_a_plans_names_are_decided_before_it_is_confirmed(office: Clerk, tmp_path: Path) -> None:
    filled(office, "云岭县政务服务中心")
    text = "云岭县2026年政务公开工作要点\n一、公开\n1.公开预算。（责任单位：县财政局）\n2.公开账目。（责任单位：县水利管护中心）\n"
    (tmp_path / "要点.txt").write_text(text, "utf-8")
    office.work.open_page("plan")
    office.dialogs.files = [str(tmp_path / "要点.txt")]
    office.press("importFirstPlan")
    office.settle()
    office.press("confirmPlan")
    office.wait(lambda: office.there(QWidget, "confirmNames"))
    office.press("newUnit")
    assert "云岭县水利管护中心" in names(office)


def test_an_edit_that_moves_or_hides_its_row_is_kept(office: Clerk) -> None:
    shown = filled(office)
    shown.sort(NAME)
    type_in(shown, "云岭县财政局", NAME, "三河县财政局")
    assert shown.table.units.units[0].name == "三河县财政局"
    shown.search.setText("司法")
    type_in(shown, "云岭县司法局", NAME, "云岭县法制局")
    assert "云岭县法制局" in names(office)
    assert shown.table.units.units == []
