"""The page 要点与任务 as an office's clerk uses it: import, review by clicking and typing, confirm, correct, last year."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QRadioButton,
    QTableWidget,
    QWidget,
)
from pytestqt.qtbot import QtBot

from core.actions.recording import record_progress
from core.plan.review import Proposed
from core.settings import Settings, UserRole
from gui.main_window import MainWindow
from gui.plan.page import INFO, LOOK_BACK, REVIEW, YEARS, PlanPage
from gui.services import Services
from gui.widgets import Committing
from tests.gui.conftest import NOW, Clerk, FakeDialogs, opened, part

TEXT = """云岭县2026年政务公开工作要点
一、聚焦重点领域
1.推进财政信息公开，2月底前公布部门预算。9月底前公布部门决算。（责任单位：县财政局）
2.推进招生信息公开。各乡镇要及时张贴招生范围。
3.推进养老信息公开，公布养老机构名单和补贴标准。
二、强化保障
4.建好政策问答库，全年不少于12期。（责任单位：县政务服务中心）
各单位于6月20日前、12月20日前报送进展情况。
云岭县人民政府办公室
2026年3月27日
"""
LAST = TEXT.replace("2026", "2025").replace(
    "公布养老机构名单和补贴标准。", "公布养老机构名单和补贴标准。（责任单位：县民政局；完成时限：2025年10月底前）"
)


@pytest.fixture
def office(frame: MainWindow, dialogs: FakeDialogs, made: Services, tmp_path: Path, qtbot: QtBot) -> Clerk:
    store = made.stores.open(str(tmp_path / "data"), NOW)
    store.settings.put(Settings(role=UserRole.OFFICE, unit_name="云岭县人民政府办公室", year=2026, asked=True), NOW)
    store.close()
    return opened(frame, dialogs, made, tmp_path, qtbot)


def page_of(office: Clerk) -> PlanPage:
    page = office.work.open_page("plan")
    assert isinstance(page, PlanPage)
    return page


def plan_file(folder: Path, text: str = TEXT, name: str = "要点.txt") -> str:
    place = folder / name
    place.write_text(text, encoding="utf-8")
    return str(place)


@pytest.fixture
def page(office: Clerk, tmp_path: Path) -> PlanPage:
    """A plan of four tasks under review."""
    found = page_of(office)
    office.dialogs.files = [plan_file(tmp_path)]
    office.press("importFirstPlan")
    office.wait(lambda: found.review.plan_id != 0)
    office.settle()
    return found


def click_row(office: Clerk, page: PlanPage, row: int, more: bool = False) -> None:
    table = page.tasks.table
    spot = table.visualRect(table.tasks.index(row, 1)).center()
    keys = Qt.KeyboardModifier.ControlModifier if more else Qt.KeyboardModifier.NoModifier
    office.qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, keys, spot)


def type_in(office: Clerk, page: QWidget, name: str, text: str) -> None:
    edit = part(page, QLineEdit, name)
    edit.setFocus()
    edit.selectAll()
    edit.insert(text)
    office.qtbot.keyClick(edit, Qt.Key.Key_Return)


def numbers(page: PlanPage) -> list[int]:
    return [row.number for row in page.review.rows]


def test_an_empty_page_offers_the_three_ways_to_begin(office: Clerk) -> None:
    page_of(office)
    for name in ("importFirstPlan", "pasteFirstPlan", "startFromLastYear"):
        assert office.there(QPushButton, name)


def test_importing_shows_text_and_tasks_and_keeps_the_draft(office: Clerk, page: PlanPage) -> None:
    assert page.tasks.source.toPlainText() == TEXT.rstrip()
    assert page.tasks.table.tasks.rowCount() == 4
    assert office.bench.store.plans.all()[0].tasks == 4
    assert page.open_count == 1


def test_a_plan_is_pasted_where_there_is_no_file(office: Clerk) -> None:
    page = page_of(office)
    office.press("pasteFirstPlan")
    part(office.window, QPlainTextEdit, "pastedPlan").setPlainText("云岭县人民政府办公室")
    office.press("readPaste")
    assert "没有找到工作任务" in office.work.notice.text.text()
    part(office.window, QPlainTextEdit, "pastedPlan").setPlainText(TEXT)
    office.press("readPaste")
    assert office.work.stack.currentWidget() is page
    assert len(page.review.tasks) == 4


def test_a_click_on_a_task_scrolls_to_its_text_and_a_click_in_the_text_chooses_its_task(
    office: Clerk, page: PlanPage
) -> None:
    click_row(office, page, 3)
    assert page.review.task_at(page.tasks.source.place) == 3
    source = page.tasks.source
    cursor = QTextCursor(source.document())
    cursor.setPosition(TEXT.index("招生范围"))
    spot = source.cursorRect(cursor).center()
    office.qtbot.mouseClick(source.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    assert page.tasks.positions == [1]
    assert part(page, QPlainTextEdit, "taskContent").toPlainText() == page.review.rows[1].content


def test_every_field_is_typed_and_saved_when_it_is_left(office: Clerk, page: PlanPage) -> None:
    click_row(office, page, 2)
    type_in(office, page, "taskResponsible", "县民政局、各乡镇（街道）")
    type_in(office, page, "taskDeadline", "11月底前")
    type_in(office, page, "taskIndicator", "公开率达到100%")
    type_in(office, page, "taskTopic", "民生领域")
    content = part(page, QPlainTextEdit, "taskContent")
    content.setFocus()
    content.setPlainText("推进养老信息公开。")
    office.qtbot.keyClick(content, Qt.Key.Key_Backtab)
    page.commit_typing()
    row = office.bench.store.plans.get(page.review.plan_id).rows[2]
    assert row.units.responsible == ("县民政局", "各乡镇（街道）")
    assert [str(d.date) for d in row.deadlines] == ["2026-11-30"]
    assert (row.indicator, row.topic, row.content) == ("公开率达到100%", "民生领域", "推进养老信息公开。")


def test_many_tasks_get_a_unit_and_a_deadline_at_once_and_undo_takes_it_back(office: Clerk, page: PlanPage) -> None:
    click_row(office, page, 1)
    click_row(office, page, 2, more=True)
    part(page, Committing, "allResponsible").setText("县教育局、县民政局")
    office.press("assignAll")
    part(page, Committing, "allDeadline").setText("10月底前")
    office.press("deadlineAll")
    assert page.tasks.positions == [1, 2]
    assert {row.units.responsible for row in page.review.rows[1:3]} == {("县教育局", "县民政局")}
    assert all(str(row.deadlines[0].date) == "2026-10-31" for row in page.review.rows[1:3])
    office.window.undo()
    office.window.undo()
    assert page.review.rows[1].units.names == ()


def test_units_that_a_sentence_speaks_of_are_offered_and_taken_by_a_click(office: Clerk, page: PlanPage) -> None:
    click_row(office, page, 1)
    assert office.there(QWidget, "candidates")
    office.press("candidateChip")
    assert page.review.rows[1].units.responsible == ("各乡镇",)
    assert not office.there(QWidget, "candidates")


def test_a_task_is_split_at_the_cursor_merged_moved_and_taken_out(office: Clerk, page: PlanPage) -> None:
    click_row(office, page, 0)
    page.tasks.source.put_cursor(TEXT.index("9月底前公布"))
    office.press("splitTask")
    assert [row.content for row in page.review.rows[:2]] == [
        "推进财政信息公开，2月底前公布部门预算。",
        "9月底前公布部门决算。",
    ]
    assert page.tasks.positions == [0, 1]
    office.press("mergeTasks")
    assert numbers(page) == [1, 2, 3, 4]
    click_row(office, page, 2)
    office.press("moveUp")
    assert "养老" in page.review.rows[1].content
    assert page.tasks.positions == [1]
    office.press("removeTasks")
    assert numbers(page) == [1, 2, 3]
    for _ in range(4):
        office.window.undo()
    assert [row.content for row in page.review.rows][1].startswith("推进招生")
    assert len(page.review.tasks) == 4


def test_a_number_typed_wrong_is_said_and_mended_by_numbering_anew(office: Clerk, page: PlanPage) -> None:
    click_row(office, page, 3)
    type_in(office, page, "taskNumber", "9")
    assert "跳号" in page.tasks.table.tasks.text(3, 5)
    office.press("renumberTasks")
    assert numbers(page) == [1, 2, 3, 4]


def test_findings_stand_beside_their_tasks_and_lead_to_them(office: Clerk, page: PlanPage) -> None:
    doubts = [page.tasks.table.tasks.text(i, 5) for i in range(4)]
    assert doubts == ["早于印发", "待指定、无时限", "待指定、无时限", "无时限"]
    page.show_view(INFO)
    card = next(c for c in page.info.findChildren(QWidget, "findingCard") if "待指定" in c.accessibleName())
    office.press("locateButton", card)
    assert page.views.currentIndex() == REVIEW
    assert page.tasks.positions == [1, 2]


def test_metadata_and_rounds_are_mended_before_confirming(office: Clerk, page: PlanPage) -> None:
    page.show_view(INFO)
    type_in(office, page.info, "planNumber", "云政办发〔2026〕8号")
    type_in(office, page.info, "planIssued", "1月5日")
    assert page.review.metadata.number == "云政办发〔2026〕8号"
    assert str(page.review.issued_on) == "2026-01-05"
    part(page.info, QCheckBox, "round0").click()
    assert [r.name for r in page.review.rounds if r.chosen] == ["第一期"]
    assert str(next(r.due_on for r in page.review.rounds if r.chosen)) == "2026-12-20"


def test_the_draft_is_there_when_the_window_opens_again(office: Clerk, page: PlanPage, made: Services) -> None:
    click_row(office, page, 2)
    type_in(office, page, "taskResponsible", "县民政局")
    folder = office.bench.store.folder
    office.window.put_away()
    store = made.stores.open(folder, NOW)
    try:
        assert store.plans.get(store.plans.all()[0].plan_id).rows[2].units.responsible == ("县民政局",)
    finally:
        store.close()


def confirm(office: Clerk) -> None:
    office.press("confirmPlan")
    office.wait(lambda: office.there(QWidget, "confirmPlanPage"))
    office.press("confirmPlanButton")
    office.settle()


def test_confirming_makes_the_years_ledger_and_locks_the_plan(office: Clerk, page: PlanPage) -> None:
    office.press("confirmPlan")
    words = [w.text() for w in office.window.findChildren(QWidget, "confirmCounts")]  # type: ignore[attr-defined]
    assert words == ["4 项任务，1 项写明时限。"]
    office.press("confirmPlanButton")
    office.settle()
    assert office.work.stack.currentWidget() is page
    assert page.review.confirmed
    assert not page.confirm.isEnabled()
    assert part(page, Committing, "taskResponsible").isReadOnly()
    assert [b.year for b in office.bench.books] == [2026]
    assert len(office.bench.rows) == 4
    assert office.bench.rounds[0].name == "第一期"
    office.window.undo()
    assert office.bench.books == ()
    assert not page.review.confirmed


def test_a_plan_without_a_year_asks_for_it(office: Clerk, page: PlanPage) -> None:
    page.show_view(INFO)
    edit = part(page.info, Committing, "planYear")
    edit.setFocus()
    edit.selectAll()
    office.qtbot.keyClick(edit, Qt.Key.Key_Delete)
    office.qtbot.keyClick(edit, Qt.Key.Key_Return)
    assert page.review.metadata.year is None
    office.press("confirmPlan")
    assert office.work.stack.currentWidget() is page
    assert "年度" in office.work.notice.text.text()


def test_a_corrected_plan_shows_what_changes_and_keeps_progress(office: Clerk, page: PlanPage, tmp_path: Path) -> None:
    confirm(office)
    task = office.bench.rows[3].task
    office.bench.do(lambda store, now: record_progress(store, task.task_id, "已更新4期。", now))
    corrected = TEXT.replace("3.推进养老信息公开，公布养老机构名单和补贴标准。\n", "").replace("4.建好", "3.建好")
    page.read(plan_file(tmp_path, corrected, "要点（更正）.txt"))
    office.wait(lambda: len(page.review.tasks) == 3)
    office.settle()
    office.press("confirmPlan")
    chosen = [b.objectName() for b in office.window.findChildren(QRadioButton) if b.isVisible() and b.isChecked()]
    assert chosen == [f"book{task.book_id}"]
    counts = [w.text() for w in office.window.findChildren(QWidget, "revisionCounts")]  # type: ignore[attr-defined]
    assert counts[-1].startswith("新增 0 项，改动 1 项，取消 1 项，不变 2 项")
    office.press("confirmPlanButton")
    office.settle()
    assert office.bench.store.states.get(task.task_id).progress == "已更新4期。"
    assert [r.task.number for r in office.bench.rows] == [1, 2, 3]
    assert page.review.version == 2
    page.show_view(INFO)
    assert office.there(QWidget, "planChanges")


def test_correcting_by_hand_starts_another_version(office: Clerk, page: PlanPage) -> None:
    confirm(office)
    office.press("correctPlan")
    assert (page.review.confirmed, len(page.review.tasks)) == (False, 4)
    assert [h.version for h in page.heads] == [0, 1]
    assert page.chooser.count() == 2


def test_a_draft_is_given_up_only_when_asked_and_comes_back(office: Clerk, page: PlanPage) -> None:
    office.dialogs.yes = False
    office.press("dropPlan")
    assert len(page.heads) == 1
    office.dialogs.yes = True
    office.press("dropPlan")
    assert page.heads == ()
    assert office.there(QWidget, "noPlan")
    office.window.undo()
    assert len(page.review.tasks) == 4


@pytest.fixture
def with_last_year(office: Clerk, tmp_path: Path) -> PlanPage:
    """2025 confirmed, 2026 under review."""
    page = page_of(office)
    for text, name in ((LAST, "去年.txt"), (TEXT, "今年.txt")):
        page.read(plan_file(tmp_path, text, name))
        office.wait(lambda n=name: page.review.original_name == n)
        office.settle()
        if text is LAST:
            confirm(office)
    return page


def test_last_years_units_and_deadlines_are_taken_over_as_proposals(office: Clerk, with_last_year: PlanPage) -> None:
    page = with_last_year
    page.show_view(YEARS)
    table = part(page, QTableWidget, "yearsTable")
    assert table.item(0, 1).text() == "沿用"
    assert part(page, QComboBox, "lastYearBook").currentText().startswith("2025年")
    office.press("takeAll")
    third = page.review.tasks[2]
    assert third.row.units.responsible == ("县民政局",)
    assert [d.text for d in third.row.deadlines] == ["2026年10月底前"]
    assert third.proposed == {Proposed.UNITS, Proposed.DEADLINE}
    page.show_view(REVIEW)
    page.tasks.choose([2])
    assert office.there(QWidget, "proposal")
    office.press("settleButton")
    assert page.review.tasks[2].proposed == frozenset()


def test_what_was_not_done_last_year_is_listed_and_written(
    office: Clerk, with_last_year: PlanPage, tmp_path: Path
) -> None:
    page = with_last_year
    page.show_view(LOOK_BACK)
    table = part(page, QTableWidget, "lookBackTable")
    assert table.rowCount() == 4
    assert table.item(0, 7).text() == "第1项"
    for ending in (".docx", ".xlsx"):
        place = tmp_path / f"回头看{ending}"
        office.dialogs.files = [str(place)]
        office.press("exportLookBack")
        office.wait(place.exists)
        office.settle()
        assert place.stat().st_size > 2000


def test_this_year_can_start_from_last_years_ledger(office: Clerk, page: PlanPage) -> None:
    confirm(office)
    page.years.start()
    assert page.review.metadata.year == 2027
    assert page.review.metadata.title == "云岭县2027年政务公开工作要点"
    assert len(page.review.tasks) == 4
    assert page.review.tasks[0].proposed
    assert not page.review.confirmed


def test_the_page_fits_a_small_screen(office: Clerk, page: PlanPage) -> None:
    office.window.resize(1093, 574)
    assert page.minimumSizeHint().height() <= 480
    assert page.minimumSizeHint().width() <= 909


def test_the_keyboard_moves_tasks_finds_words_and_goes_from_doubt_to_doubt(office: Clerk, page: PlanPage) -> None:
    table = page.tasks.table
    page.tasks.choose([2])
    table.setFocus()
    office.qtbot.keyClick(table, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert "养老" in page.review.rows[1].content
    assert page.tasks.positions == [1]
    office.qtbot.keyClick(page.tasks, Qt.Key.Key_F8)
    assert page.tasks.positions == [2]
    office.qtbot.keyClick(page.tasks, Qt.Key.Key_F8, Qt.KeyboardModifier.ShiftModifier)
    assert page.tasks.positions == [1]
    office.work.search()
    search = part(page, QLineEdit, "planSearch")
    search.insert("县财政局")
    office.qtbot.keyClick(search, Qt.Key.Key_Return)
    assert page.tasks.positions == [0]


def test_a_plan_opened_on_another_page_leads_here(office: Clerk, tmp_path: Path) -> None:
    office.work.open_page("ledger")
    office.work.read_file(plan_file(tmp_path))
    office.wait(lambda: office.work.page_shown == "plan")
    page = page_of(office)
    office.wait(lambda: len(page.review.tasks) == 4)


def test_what_is_typed_stays_with_its_task_when_another_one_is_chosen(office: Clerk, page: PlanPage) -> None:
    page.tasks.choose([1])
    content = part(page, QPlainTextEdit, "taskContent")
    content.setFocus()
    content.setPlainText("推进招生信息公开。")
    page.tasks.table.selectRow(3)
    assert page.review.rows[1].content == "推进招生信息公开。"
    assert page.review.rows[3].content.startswith("建好政策问答库")
    assert content.toPlainText() == page.review.rows[3].content


def test_a_rare_character_of_a_name_moves_no_mark(office: Clerk, page: PlanPage, tmp_path: Path) -> None:
    text = TEXT.replace("一、聚焦", "𬭁𬭎镇带头。\n一、聚焦").replace("养老机构", "𬭁𬭎养老机构")
    page.read(plan_file(tmp_path, text, "生僻字.txt"))
    office.wait(lambda: page.review.original_name == "生僻字.txt")
    marked = {s.cursor.selectedText() for s in page.tasks.source.extraSelections()}
    assert "（责任单位：县政务服务中心）" in marked
    assert "9月底前" in marked
    page.tasks.choose([2])
    assert page.review.task_at(page.tasks.source.place) == 2
    page.tasks.source.put_cursor(text.index("公布𬭁𬭎养老"))
    office.press("splitTask")
    assert page.review.rows[3].content == "公布𬭁𬭎养老机构名单和补贴标准。"


def test_the_cursor_that_was_put_last_decides_where_a_task_is_split(office: Clerk, page: PlanPage) -> None:
    click_row(office, page, 2)
    content = part(page, QPlainTextEdit, "taskContent")
    content.setFocus()
    cursor = content.textCursor()
    cursor.setPosition(content.toPlainText().index("公布养老"))
    content.setTextCursor(cursor)
    content.insertPlainText("及时")
    office.press("splitTask")
    assert [row.content for row in page.review.rows[2:4]] == ["推进养老信息公开，及时", "公布养老机构名单和补贴标准。"]
    click_row(office, page, 0)
    content.setFocus()
    content.moveCursor(QTextCursor.MoveOperation.End)
    page.tasks.source.put_cursor(TEXT.index("9月底前公布"))
    office.press("splitTask")
    assert page.review.rows[1].content == "9月底前公布部门决算。"


def test_next_years_draft_starts_from_the_ledger_that_is_compared_with(office: Clerk, with_last_year: PlanPage) -> None:
    page = with_last_year
    page.show_view(YEARS)
    office.press("draftFromLast")
    assert page.review.metadata.year == 2026
    assert page.review.source == ""
    assert len(page.heads) == 3
