"""通报与评分 by clicking: rules first, then proposals that a person decides, the year, 整改, the 通报."""

import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from core.actions import score_tables, scoring
from core.actions.directory import directory_with
from core.actions.intaking import confirm_intake, read_intake, stored_intake
from core.document import paragraphs_of
from core.intake.returned import Terms
from core.notice.case import CaseState
from core.notice.draft import Part
from core.notice.rules import Event, Per, ScoreRule, ScoreTable
from core.progress import Progress
from core.settings import UserRole
from core.units import Unit
from gui.main_window import MainWindow
from gui.notice.page import CASES, DRAFT, ITEMS, RULES, YEAR, NoticePage
from gui.preview.page import PreviewPage
from gui.services import Services
from storage.documents.desk import LocalDocuments
from tests.gui.conftest import NOW, Clerk, FakeDialogs, opened, part
from tests.gui.intake_clerk import KNOWN, OFFICE, office, returned_folder
from tools.demo_window import services

PUBLISHED = "云政办发〔2026〕9号"
TABLE = ScoreTable(
    "x",
    "政务公开工作考核办法",
    "",
    "",
    (
        ScoreRule("1", "逾期报送", -2, 4, Per.CASE, Event.LATE),
        ScoreRule("2", "未报送", -5, 0, Per.CASE, Event.MISSING),
        ScoreRule("3", "要素不全", -1),
        ScoreRule("4", "报送及时完整", 1, 0, Per.CASE, Event.COMPLETE),
    ),
    100,
)


def notice_page(clerk: Clerk) -> NoticePage:
    page = clerk.work.open_page("notice")
    assert isinstance(page, NoticePage)
    clerk.settle()
    return page


def with_rules(clerk: Clerk) -> NoticePage:
    book_id = clerk.bench.book.book_id if clerk.bench.book else 0
    clerk.bench.do(lambda s, now: score_tables.begin_table(s, book_id, TABLE, now))
    clerk.bench.do(lambda s, now: score_tables.edit_head(s, book_id, TABLE.name, PUBLISHED, 100, now))
    return notice_page(clerk)


@pytest.fixture(scope="session")
def data_of_the_office(data_of_the_unit: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Rules in force, six units' files received two days late, and the cases proposed; closed, copied for every test."""
    folder = tmp_path_factory.mktemp("office")
    shutil.copytree(data_of_the_unit, folder / "data")
    ports = services(folder / "pointer.txt")
    store = ports.stores.open(str(folder / "data"), NOW)
    store.settings.put(replace(store.settings.get(), role=UserRole.OFFICE, unit_name=OFFICE), NOW)
    with store.step("建单位名录", NOW) as work:
        for name in KNOWN:
            work.units.add(Unit(name))
    book_id = store.books.all()[0].book_id
    score_tables.begin_table(store, book_id, TABLE, NOW)
    score_tables.edit_head(store, book_id, TABLE.name, PUBLISHED, 100, NOW)
    assert ports.directory
    directory, today = directory_with(store, ports.directory), NOW.date()
    places, terms = [str(returned_folder(folder))], Terms("第一期", today.replace(day=2), today)
    read = read_intake(store, ports.documents, places, book_id, directory, terms, Progress())
    confirm_intake(store, ports.documents, read, NOW, Progress())
    scoring.propose_cases(store, book_id, stored_intake(store, book_id, "第一期", directory), frozenset(), NOW)
    store.close()
    return folder / "data"


def type_into(edit: QLineEdit, words: str) -> None:
    edit.setText(words)
    edit.setModified(True)
    edit.editingFinished.emit()


def texts(widget: QWidget, *names: str) -> list[str]:
    return [part(widget, QLabel, name).text() for name in names]


@pytest.fixture
def officer(
    frame: MainWindow, dialogs: FakeDialogs, made: Services, tmp_path: Path, qtbot: QtBot, data_of_the_office: Path
) -> Clerk:
    shutil.copytree(data_of_the_office, tmp_path / "data")
    return opened(frame, dialogs, made, tmp_path, qtbot)


@pytest.fixture
def page(officer: Clerk) -> NoticePage:
    made = notice_page(officer)
    officer.wait(lambda: made.desk.intake is not None and not made.desk.reading)
    return made


def chosen(page: NoticePage, happened: str, unit: str = "") -> int:
    case = next(c for c in page.desk.cases if c.happened == happened and unit in c.unit)
    page.cases.lines.choose(case.case_id)
    return case.case_id


def state(clerk: Clerk, case_id: int) -> CaseState:
    return clerk.bench.store.scores.case(case_id).state


# -- beginning --------------------------------------------------------------------------------------------------------


def test_without_a_ledger_the_page_says_what_to_do_first(empty: Clerk) -> None:
    office(empty)
    notice_page(empty)
    assert empty.there(QWidget, "noticeNoBook")
    assert not part(empty.window, QPushButton, "exportNotice").isEnabled()


def test_without_published_rules_the_page_says_why_nothing_is_proposed_and_leads_there(clerk: Clerk) -> None:
    page = notice_page(office(clerk))
    assert "不提出任何评分建议" in page.cases.empty.words.text()
    clerk.press("toRulesButton")
    assert page.inner.currentIndex() == RULES
    page.rules.starts.setCurrentIndex(1)
    clerk.press("beginTable")
    table = page.desk.table
    assert table is not None
    assert len(table.rules) > 5
    assert not table.in_force
    type_into(page.rules.published, PUBLISHED)
    assert page.desk.table is not None
    assert page.desk.table.in_force
    assert PUBLISHED in page.rules.told.text()


def test_rules_are_written_one_by_one_and_a_double_number_is_refused(clerk: Clerk) -> None:
    page = with_rules(office(clerk))
    page.show_view(RULES)
    clerk.press("addRule")
    page.rules.panel.what.setPlainText("依申请公开超期答复")
    type_into(page.rules.panel.points, "－3分")
    rules = page.desk.table.rules if page.desk.table else ()
    assert [(r.rule_id, r.what, r.points) for r in rules][-1] == ("5", "依申请公开超期答复", -3)
    type_into(page.rules.panel.number, "1")
    assert "用了2次" in clerk.work.notice.text.text()
    assert page.rules.panel.number.text() == "5"
    type_into(page.rules.panel.points, "很多")
    assert page.rules.panel.points.property("wrong") == "true"
    clerk.press("ruleUp")
    assert [r.rule_id for r in (page.desk.table.rules if page.desk.table else ())] == ["1", "2", "3", "5", "4"]
    clerk.press("removeRule")
    assert "5" not in [r.rule_id for r in (page.desk.table.rules if page.desk.table else ())]


# -- cases ------------------------------------------------------------------------------------------------------------


def test_what_the_intake_shows_is_proposed_and_waits(page: NoticePage, officer: Clerk) -> None:
    assert {c.state for c in page.desk.cases} == {CaseState.PROPOSED}
    late = {c.unit for c in page.desk.cases if c.happened == "逾期报送台账"}
    assert {"云岭镇人民政府", "双桥镇人民政府"} <= late
    assert late <= set(KNOWN)
    assert {c.unit for c in page.desk.cases if c.happened == "未报送台账"} == {"白石镇人民政府"}
    assert page.open_count == len(page.desk.cases)
    chosen(page, "逾期报送台账", "云岭镇")
    told = "".join(texts(page.cases.panel, "caseUnit", "caseEvidence", "caseRule", "caseBasis"))
    for words in ("云岭镇人民政府", "2026年8月2日", "逾期报送", "每次 -2 分", PUBLISHED):
        assert words in told


def test_confirm_drop_and_waive_with_a_reason_and_take_it_back(page: NoticePage, officer: Clerk) -> None:
    first = chosen(page, "逾期报送台账", "云岭镇")
    officer.press("confirmCase")
    assert state(officer, first) is CaseState.CONFIRMED
    second = chosen(page, "逾期报送台账", "双桥镇")
    officer.press("waiveCase")
    assert state(officer, second) is CaseState.PROPOSED
    assert "先写明理由" in officer.work.notice.text.text()
    page.cases.panel.reason.setText("主管部门要求重报")
    officer.press("waiveCase")
    assert state(officer, second) is CaseState.WAIVED
    assert texts(page.cases.panel, "caseWhy") == ["主管部门要求重报"]
    officer.press("undoButton")
    assert state(officer, second) is CaseState.PROPOSED
    chosen(page, "逾期报送台账", "云岭镇")
    officer.press("reopenCase")
    assert state(officer, first) is CaseState.PROPOSED


def test_several_are_decided_at_once_and_by_keys(page: NoticePage, officer: Clerk, qtbot: QtBot) -> None:
    lines = page.cases.lines
    lines.setFocus()
    lines.selectAll()
    qtbot.keyClick(lines, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert {c.state for c in page.desk.cases} == {CaseState.CONFIRMED}
    qtbot.keyClick(lines, Qt.Key.Key_Backspace, Qt.KeyboardModifier.ControlModifier)
    assert {c.state for c in page.desk.cases} == {CaseState.PROPOSED}
    qtbot.keyClick(lines, Qt.Key.Key_Delete)
    assert page.cases.panel.reason.hasFocus()
    page.cases.panel.reason.setText("重新核对")
    officer.press("dropCase")
    assert {c.state for c in page.desk.cases} == {CaseState.DROPPED}
    officer.press("caseChip_proposed")
    assert lines.rowCount() == 0
    assert page.cases.empty.isVisible()


def test_the_units_reply_is_kept_as_it_is_typed(page: NoticePage, officer: Clerk) -> None:
    case_id = chosen(page, "逾期报送台账", "云岭镇")
    page.cases.panel.reply.setPlainText("当日停电，次日补报。")
    chosen(page, "逾期报送台账", "双桥镇")
    case = officer.bench.store.scores.case(case_id)
    assert (case.reply, case.replied_on) == ("当日停电，次日补报。", NOW.date())
    assert page.cases.panel.reply.toPlainText() == ""


def test_cases_are_found_by_words(page: NoticePage, officer: Clerk) -> None:
    page.show_view(YEAR)
    page.find_here()
    page.cases.search.setText("云岭镇 逾期")
    assert [c.unit for c in page.cases.panel.cases] == ["云岭镇人民政府"]
    assert page.cases.lines.rowCount() == 1
    page.cases.search.setText("没有这个词")
    assert page.cases.empty.isVisible()
    page.cases.search.clear()
    assert page.cases.lines.rowCount() == len(page.desk.cases)


def test_a_case_only_a_person_sees_is_added_by_hand(page: NoticePage, officer: Clerk) -> None:
    officer.press("addCaseButton")
    form = page.cases.adding
    form.unit.setEditText("云岭镇人民政府")
    form.happened.setText("7月3日公开的文件缺少文号")
    officer.press("keepNewCase")
    assert "请填写依据" in officer.work.notice.text.text()
    form.evidence.setPlainText("网页截图")
    form.number.setText("3")
    officer.press("keepNewCase")
    case = page.desk.cases[-1]
    assert (case.rule.rule_id, case.state, case.by_hand) == ("3", CaseState.PROPOSED, True)
    chosen(page, case.happened)
    officer.press("locateCase")
    assert officer.ledger.panel.isVisible()
    notice_page(officer)
    officer.press("removeCase")
    assert case.case_id not in [c.case_id for c in page.desk.cases]


def test_a_later_intake_is_told_and_what_was_decided_stays(page: NoticePage, officer: Clerk) -> None:
    case_id = chosen(page, "逾期报送台账", "云岭镇")
    officer.press("confirmCase")
    assert page.desk.intake is not None
    units = tuple(replace(u, on_time=None) for u in page.desk.intake.units)
    page.desk.take_intake(replace(page.desk.intake, units=units))
    assert "不再成立" in part(page, QLabel, "freshWords").text()
    officer.press("freshButton")
    assert state(officer, case_id) is CaseState.CONFIRMED
    chosen(page, "逾期报送台账", "云岭镇")
    officer.wait(lambda: officer.there(QWidget, "caseFallen"))
    chosen(page, "逾期报送台账", "双桥镇")
    assert not part(page, QPushButton, "confirmCase").isEnabled()


def test_the_returned_file_behind_a_case_is_opened(page: NoticePage, officer: Clerk) -> None:
    chosen(page, "逾期报送台账", "云岭镇")
    officer.press("openCaseFile")
    assert Path(officer.dialogs.shown[-1]).name == "台账.docx"
    assert Path(officer.dialogs.shown[-1]).is_file()


# -- the year and 整改 -------------------------------------------------------------------------------------------------


def test_the_years_score_counts_confirmed_cases_and_is_written_as_a_workbook(
    page: NoticePage, officer: Clerk, tmp_path: Path
) -> None:
    chosen(page, "逾期报送台账", "云岭镇")
    officer.press("confirmCase")
    page.show_view(YEAR)
    scores = {s.unit: s.total for s in page.year.scores}
    assert (scores["云岭镇人民政府"], scores["双桥镇人民政府"]) == (98, 100)
    page.year.ranked.click()
    assert page.year.scores[-1].unit == "云岭镇人民政府"
    officer.dialogs.folders.append(str(tmp_path))
    officer.press("exportYear")
    officer.wait(lambda: (tmp_path / "2026年政务公开年度得分.xlsx").is_file())
    page.year.lines.choose("云岭镇人民政府")
    officer.press("seeYearCase")
    assert page.inner.currentIndex() == CASES


def test_a_case_becomes_an_item_that_is_settled_and_looked_at_again(page: NoticePage, officer: Clerk) -> None:
    chosen(page, "逾期报送台账", "云岭镇")
    officer.press("caseToItem")
    officer.press("seeCaseItem")
    assert page.inner.currentIndex() == ITEMS
    officer.press("closeItem")
    assert "完成日期和佐证" in officer.work.notice.text.text()
    panel = page.items.panel
    panel.evidence.setPlainText("补报件")
    type_into(panel.done, "8月3日")
    officer.press("closeItem")
    assert [i.closed_on for i in page.desk.items] == [NOW.date()]
    officer.press("itemChip_closed")
    panel.note.setText("又停更")
    officer.press("lookRelapsed")
    assert page.desk.items[0].relapsed
    officer.press("itemChip_open")
    assert page.items.lines.rowCount() == 1


def test_an_item_is_added_by_hand(page: NoticePage, officer: Clerk) -> None:
    page.show_view(ITEMS)
    officer.press("addItemButton")
    page.items.panel.unit.setEditText("松溪乡人民政府")
    page.items.panel.what.setPlainText("更新机构设置")
    type_into(page.items.panel.due, "8月20日")
    officer.press("keepItem")
    assert [(i.unit, i.what, i.round) for i in page.desk.items] == [("松溪乡人民政府", "更新机构设置", "第一期")]
    officer.press("removeItem")
    assert page.desk.items == ()


# -- the 通报 ----------------------------------------------------------------------------------------------------------


def test_words_typed_into_the_draft_are_kept_and_given_up_again(page: NoticePage, officer: Clerk) -> None:
    page.show_view(DRAFT)
    area = page.draft.areas[Part.PRAISE]
    area.setFocus()
    area.selectAll()
    area.insertPlainText("云岭镇人民政府报送及时。")
    page.show_view(CASES)
    page.show_view(DRAFT)
    assert page.desk.draft.written == {Part.PRAISE: "云岭镇人民政府报送及时。"}
    assert page.draft.states[Part.PRAISE].text() == "已改写"
    type_into(page.draft.side.mend_by, "8月20日")
    assert "2026年8月20日前" in page.draft.areas[Part.DEMANDS].toPlainText()
    officer.press("follow_praise")
    assert page.desk.draft.written == {}


def test_the_notice_is_written_with_confirmed_cases_alone(page: NoticePage, officer: Clerk, tmp_path: Path) -> None:
    chosen(page, "逾期报送台账", "云岭镇")
    officer.press("confirmCase")
    page.show_view(DRAFT)
    officer.dialogs.folders.append(str(tmp_path))
    officer.press("exportNotice")
    place = tmp_path / "关于2026年第一期政务公开任务落实台账报送情况的通报（送审稿）.docx"
    officer.wait(place.is_file)
    officer.settle()
    text = "\n".join(p.text for p in paragraphs_of(LocalDocuments().read(str(place)).blocks))
    assert text.startswith("送审稿\n文号：")
    assert "云岭县人民政府办公室" in text
    assert text.count("逾期报送台账") == 1
    assert "待确认" not in text
    officer.press("openNotice")
    assert officer.dialogs.shown == [str(place)]
    page.draft.side.working.setChecked(True)
    officer.dialogs.folders.append(str(tmp_path))
    officer.press("exportNotice")
    officer.wait(lambda: any("工作稿" in p.name for p in tmp_path.iterdir()))


def test_the_notice_is_previewed_and_the_way_back_leads_here(page: NoticePage, officer: Clerk) -> None:
    officer.press("previewNotice")
    inner = officer.work.stack.currentWidget()
    assert isinstance(inner, PreviewPage)
    officer.wait(lambda: inner.whole)
    officer.press("leavePreviewButton")
    assert officer.work.stack.currentWidget() is page


def test_the_template_goes_out_to_be_edited_and_comes_back(page: NoticePage, officer: Clerk, tmp_path: Path) -> None:
    page.show_view(DRAFT)
    officer.dialogs.files += [str(tmp_path / "模板.docx"), str(tmp_path / "模板.docx")]
    officer.press("templateOut")
    assert (tmp_path / "模板.docx").is_file()
    officer.press("templateIn")
    assert page.draft.side.template.text() == "本单位模板：模板.docx"
    officer.press("templateUsual")
    assert page.draft.side.template.text() == "程序自带的模板"


def test_another_round_is_chosen_or_begun_by_its_name(page: NoticePage, officer: Clerk) -> None:
    page.round.setEditText("第二期")
    assert page.round.lineEdit() is not None
    page.round.lineEdit().editingFinished.emit()
    assert (page.desk.round, page.desk.cases, page.desk.intake) == ("第二期", (), None)
    officer.press("proposeCases")
    assert "还没有收件" in officer.work.notice.text.text()
    page.round.setCurrentText("第一期")
    page.round.activated.emit(0)
    assert page.desk.round == "第一期"
    assert page.desk.cases
