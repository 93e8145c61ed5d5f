"""收件 as the office's clerk works it: choose or drop, look, mend, confirm, undo, again."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QPushButton, QWidget
from pytestqt.modeltest import ModelTester

from core.actions.planning import begin_review, confirm_as_new, read_pasted
from core.finding import Severity
from core.intake.correction import read_correction
from core.intake.listing import hint_of, shown_message
from core.intake.record import FileState
from core.progress import Progress
from gui.intake.file_model import HINT
from gui.intake.page import EMPTY, NO_BOOK, WORK, IntakePage
from gui.widgets import DayEdit
from tests.cli.test_collect import CASES, County
from tests.gui.conftest import NOW, Clerk, part
from tests.gui.intake_clerk import intake_page, office, read_folder, returned_folder, set_day, shown, stored_names

W = TypeVar("W", bound=QWidget)
PLAN = """云岭县2026年政务公开工作要点
为做好2026年政务公开工作，制定本要点。
一、深化重点领域信息公开
1.推进财政信息公开，公布部门预算决算。（责任单位：县财政局）
2.推进招生信息公开，公布义务教育招生范围和报名条件。（责任单位：县教育局）
二、强化政策解读
3.建好政策问答库，全年不少于12期，按月更新。（责任单位：县政务服务中心）
各单位于6月20日前、12月20日前报送进展情况。
云岭县人民政府办公室
2026年3月27日
"""


@pytest.fixture(scope="session")
def sent_in(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return returned_folder(tmp_path_factory.mktemp("sent"))


@pytest.fixture
def desk(clerk: Clerk) -> Clerk:
    return office(clerk)


@pytest.fixture
def page(desk: Clerk) -> IntakePage:
    return intake_page(desk)


@pytest.fixture
def read(page: IntakePage, desk: Clerk, sent_in: Path) -> IntakePage:
    set_day(page.terms.due, "7月10日")
    set_day(page.terms.received, "7月9日")
    read_folder(desk, page, sent_in)
    return page


@pytest.fixture
def stored(read: IntakePage, desk: Clerk) -> IntakePage:
    confirm(read, desk)
    return read


def confirm(page: IntakePage, desk: Clerk) -> None:
    desk.press("confirmIntakeButton")
    desk.wait(lambda: page.desk.read is None and not desk.bench.worker.busy)
    QApplication.processEvents()


def mended(page: IntakePage, desk: Clerk, do: Callable[[], object]) -> None:
    """Do it, and wait until everything was judged again."""
    before = page.desk.read
    do()
    desk.wait(lambda: page.desk.read is not before and not desk.bench.worker.busy)
    QApplication.processEvents()


def seen(page: IntakePage, kind: type[W], name: str) -> W:
    """The visible one: what the panel showed before may not be gone yet."""
    QApplication.processEvents()
    return next(w for w in page.panel.findChildren(kind, name) if w.isVisible())


def test_without_a_plan_the_page_says_what_comes_first(empty: Clerk) -> None:
    page = intake_page(office(empty))
    assert page.stages.currentIndex() == NO_BOOK
    assert not page.choose.isEnabled()


def test_the_page_invites_and_stores_nothing_by_reading(page: IntakePage, desk: Clerk, sent_in: Path) -> None:
    assert page.stages.currentIndex() == EMPTY
    desk.dialogs.folders.append(str(sent_in))
    desk.press("intakeFirstButton")
    desk.wait(lambda: page.desk.read is not None)
    assert page.stages.currentIndex() == WORK
    assert stored_names(desk) == set()
    assert page.terms.state.text() == "还没有保存；1 份台账还没有单位，收下也不计入"


def test_a_word_and_its_ofd_stand_in_one_row_with_all_that_is_known(read: IntakePage) -> None:
    row = shown(read)["云岭镇/台账.docx"]
    assert row["文件"] == "云岭镇/台账.docx ＋ .ofd"
    assert row["单位（依据）"] == "云岭镇人民政府（表头）"
    assert row["状态"] == "首次报送"
    assert row["盖章"] == "已盖章 07-08 09:00"
    assert row["已填"] == "5"
    assert "云岭镇/台账.ofd" not in shown(read)
    tip = str(
        read.table.files.index(read.table.files.row_of("青坪镇台账.docx"), HINT).data(Qt.ItemDataRole.ToolTipRole)
    )
    messages = [shown_message(f, r) for r in read.desk.rows if r.key == "青坪镇台账.docx" for f in r.findings]
    assert all(words in tip for words in messages[:12]), "what has no room in the cell is told whole"


def test_cards_and_chips_count_what_the_rows_say(read: IntakePage, desk: Clerk) -> None:
    rows = shown(read)
    assert read.chips._chips[""].text() == f"全部 {len(rows)}"
    desk.press("intakeChip_newer")
    assert list(shown(read)) == ["双桥镇（补充）.docx"]
    desk.press("intakeChip_unknown")
    assert set(shown(read)) == {"无名.docx", "坏的.docx"}
    assert "按时" in read.cards.bar.accessibleName()
    assert read.cards.alike[0].accessibleName().endswith("1 / 1")


def test_confirming_stores_every_file_and_the_page_shows_what_is_stored(read: IntakePage, desk: Clerk) -> None:
    assert read.confirm.text() == "确认收件 9 份"
    confirm(read, desk)
    assert stored_names(desk) == {
        "云岭镇/台账.docx",
        "云岭镇/台账.ofd",
        "双桥镇.docx",
        "双桥镇（补充）.docx",
        "青坪镇台账.docx",
        "青坪镇台账（改）.docx",
        "松溪乡.docx",
        "无名.docx",
        "坏的.docx",
    }
    assert "双桥镇.docx" not in shown(read), "an old version waits under its own chip"
    assert shown(read)["双桥镇（补充）.docx"]["已填"] == "6"
    assert not read.confirm.isEnabled()
    assert "共 9 份" in read.terms.state.text()
    desk.press("intakeChip_old")
    assert list(shown(read)) == ["双桥镇.docx"]


def test_the_whole_intake_is_taken_back_in_one_step_and_can_be_confirmed_again(
    stored: IntakePage, desk: Clerk, sent_in: Path
) -> None:
    desk.press("undoIntakeButton")
    assert "撤销" in desk.dialogs.asked[-1]
    desk.wait(lambda: stored.stages.currentIndex() == EMPTY)
    assert stored_names(desk) == set()
    read_folder(desk, stored, sent_in)
    confirm(stored, desk)
    assert len(stored_names(desk)) == 9


def test_ctrl_z_takes_the_intake_back_too(stored: IntakePage, desk: Clerk) -> None:
    desk.press("undoButton")
    desk.wait(lambda: stored.stages.currentIndex() == EMPTY)
    assert stored_names(desk) == set()


def test_the_same_folder_again_adds_nothing(stored: IntakePage, desk: Clerk, sent_in: Path) -> None:
    read_folder(desk, stored, sent_in)
    assert not stored.confirm.isEnabled()
    assert stored.terms.state.text().startswith("没有可以收的新文件")
    assert "本期已经收过" in shown(stored)["松溪乡.docx"]["提示"]
    desk.press("dropReadButton")
    desk.wait(lambda: stored.desk.read is None and bool(stored.desk.rows))
    assert len(stored_names(desk)) == 9


def test_reading_that_is_called_off_leaves_everything_as_it_was(page: IntakePage, desk: Clerk, sent_in: Path) -> None:
    page.take_dropped([str(sent_in)])
    assert page.desk.reading
    desk.bench.worker.cancel()
    desk.wait(lambda: not page.desk.reading and not desk.bench.worker.busy)
    assert page.desk.read is None
    assert page.stages.currentIndex() == EMPTY
    assert "没有保存任何内容" in desk.work.notice.text.text()
    assert stored_names(desk) == set()


def test_confirming_that_is_called_off_keeps_whole_files_and_goes_on_later(
    read: IntakePage, desk: Clerk, monkeypatch: pytest.MonkeyPatch
) -> None:
    step = Progress.step

    def stops(self: Progress, done: int, total: int, note: str = "") -> None:
        if note.startswith("正在保存") and done == total // 2 + 2:
            self.cancel()
        step(self, done, total, note)

    monkeypatch.setattr(Progress, "step", stops)
    desk.press("confirmIntakeButton")
    desk.wait(lambda: "已存入 2 份" in desk.work.notice.text.text())
    assert len(stored_names(desk)) == 2
    monkeypatch.undo()
    confirm(read, desk)
    assert len(stored_names(desk)) == 9


def test_a_file_without_a_name_gets_its_unit_from_the_directory(read: IntakePage, desk: Clerk) -> None:
    read.table.choose("无名.docx")
    box = seen(read, QComboBox, "unitBox")
    box.setCurrentIndex(box.findText("白石镇人民政府"))
    mended(read, desk, lambda: desk.press("giveUnitButton", read.panel))
    row = shown(read)["无名.docx"]
    assert row["单位（依据）"] == "白石镇人民政府（人工指定）"
    assert read.confirm.text() == "确认收件 9 份"


def test_a_file_of_nobody_that_was_stored_gets_its_unit_afterwards(stored: IntakePage, desk: Clerk) -> None:
    key = next(r.key for r in stored.desk.rows if r.names == ("无名.docx",))
    stored.table.choose(key)
    box = seen(stored, QComboBox, "unitBox")
    box.setCurrentIndex(box.findText("白石镇人民政府"))
    desk.press("giveUnitButton", stored.panel)
    desk.wait(lambda: shown(stored)["无名.docx"]["状态"] == "首次报送")
    assert shown(stored)["无名.docx"]["单位（依据）"] == "白石镇人民政府（人工指定）"


def test_a_row_that_may_be_two_tasks_is_decided_by_hand(read: IntakePage, desk: Clerk) -> None:
    read.table.choose("松溪乡.docx")
    before = read.desk.row("松溪乡.docx")
    assert before
    box = seen(read, QComboBox, "placeRow0")
    assert box.itemText(1).startswith("可能：")
    box.setCurrentIndex(1)
    mended(read, desk, lambda: box.activated.emit(1))
    after = read.desk.row("松溪乡.docx")
    assert after
    assert after.first.matched == before.first.matched + 1
    confirm(read, desk)
    assert shown(read)["松溪乡.docx"]["行匹配"] == f"{after.first.matched} / {after.first.total}"


def test_of_two_versions_the_person_says_which_counts(read: IntakePage, desk: Clerk) -> None:
    read.table.choose("青坪镇台账（改）.docx")
    assert read.panel.adopt.isVisible()
    assert any("共3" in w for w in (b.text() for b in read.panel.findChildren(QLabel)))
    mended(read, desk, lambda: desk.press("adoptButton", read.panel))
    confirm(read, desk)
    current = desk.bench.store.intake.current(read.desk.book_id, "第一期")
    assert current["青坪镇人民政府"].name == "青坪镇台账（改）.docx"


def test_a_stored_version_can_be_adopted_afterwards_and_undone(stored: IntakePage, desk: Clerk) -> None:
    key = next(r.key for r in stored.desk.rows if r.names[0] == "青坪镇台账（改）.docx")
    stored.table.choose(key)
    desk.press("adoptButton", stored.panel)
    store = desk.bench.store.intake
    desk.wait(lambda: store.current(stored.desk.book_id, "第一期")["青坪镇人民政府"].name == "青坪镇台账（改）.docx")
    desk.settle()
    desk.press("undoButton")
    desk.wait(lambda: store.current(stored.desk.book_id, "第一期")["青坪镇人民政府"].name == "青坪镇台账.docx")


def test_a_day_of_its_own_makes_one_file_late(read: IntakePage, desk: Clerk) -> None:
    read.table.choose("松溪乡.docx")
    day = seen(read, DayEdit, "fileReceived")
    mended(read, desk, lambda: set_day(day, "7月15日"))
    assert read.desk.tally
    assert "迟报 1" in read.cards.bar.accessibleName()


def test_another_last_day_changes_who_is_late_before_and_after_confirming(read: IntakePage, desk: Clerk) -> None:
    mended(read, desk, lambda: set_day(read.terms.due, "7月8日"))
    assert "按时" not in read.cards.bar.accessibleName()
    confirm(read, desk)
    set_day(read.terms.due, "7月20日")
    desk.wait(lambda: "迟报" not in read.cards.bar.accessibleName())
    assert read.context == "第一期 · 7月20日前"


def test_a_file_may_be_left_out_and_taken_after_all(read: IntakePage, desk: Clerk) -> None:
    read.table.choose("松溪乡.docx")
    mended(read, desk, lambda: desk.press("leaveOutButton", read.panel))
    assert read.confirm.text() == "确认收件 8 份"
    assert shown(read)["松溪乡.docx"]["状态"] == "不收"
    mended(read, desk, lambda: desk.press("leaveOutButton", read.panel))
    assert read.confirm.text() == "确认收件 9 份"


def test_another_round_is_empty_and_the_first_is_found_again(stored: IntakePage, desk: Clerk) -> None:
    box = stored.terms.round
    box.setCurrentIndex(box.findText("第二期"))
    box.activated.emit(box.currentIndex())
    desk.wait(lambda: stored.stages.currentIndex() == EMPTY)
    box.setCurrentIndex(box.findText("第一期"))
    box.activated.emit(box.currentIndex())
    desk.wait(lambda: stored.stages.currentIndex() == WORK)
    assert "松溪乡.docx" in shown(stored)


def test_the_rounds_that_the_plan_names_come_with_their_last_days(desk: Clerk) -> None:
    review = desk.bench.store.plans.get(begin_review(desk.bench.store, read_pasted(PLAN), "", NOW).plan_id)
    book_id, touched = confirm_as_new(desk.bench.store, review, NOW)
    desk.bench.look_again(touched)
    desk.bench.read_books(book_id)
    page = intake_page(desk)
    named = desk.bench.store.plans.rounds(book_id)
    assert [page.terms.round.itemText(i) for i in range(page.terms.round.count())] == [r.name for r in named]
    assert page.terms.due.text() == "6月20日"
    box = page.terms.round
    box.setCurrentIndex(1)
    box.activated.emit(1)
    desk.wait(lambda: page.terms.due.text() == "12月20日")
    assert page.desk.terms.issued_on == date(2026, 3, 27)


def test_a_window_opened_anew_shows_the_round(stored: IntakePage, desk: Clerk) -> None:
    again = IntakePage(desk.bench, desk.work.theme, desk.dialogs)
    desk.wait(lambda: bool(again.desk.rows))
    assert shown(again).keys() == shown(stored).keys()
    again.deleteLater()


def test_keys_go_through_the_problems_open_the_original_and_come_back(
    read: IntakePage, desk: Clerk, sent_in: Path
) -> None:
    troubled = [r.key for r in read.table.files.rows if r.troubled]
    read.table.choose(troubled[-1])
    read.next_problem()
    assert read.table.chosen == troubled[0]
    read.next_problem(-1)
    assert read.table.chosen == troubled[-1]
    read.table.choose("云岭镇/台账.docx")
    desk.qtbot.keyClick(read.table, Qt.Key.Key_Return)
    desk.wait(lambda: desk.there(QWidget, "readingPage"))
    reading = part(desk.window, QWidget, "readingPage")
    desk.settle()
    reading.table.selectRow(2)
    desk.wait(lambda: bool(reading.view._hits))
    assert "读到 5 行" in part(reading, QLabel, "readingTold").text()
    desk.qtbot.keyClick(reading.table, Qt.Key.Key_Escape)
    desk.wait(lambda: desk.work.title.text() == "收件")
    assert read.table.chosen == "云岭镇/台账.docx"


def test_each_file_of_a_pair_leads_to_its_own_original_and_its_seal_to_the_steps(
    stored: IntakePage, desk: Clerk
) -> None:
    row = next(r for r in stored.desk.rows if r.names[0] == "云岭镇/台账.docx")
    stored.table.choose(row.key)
    stored.panel.files.linkActivated.emit("1")
    desk.wait(lambda: desk.there(QWidget, "readingPage"))
    assert desk.work.context.whole == "云岭镇/台账.ofd"
    reading = part(desk.window, QWidget, "readingPage")
    desk.wait(lambda: reading.stages.currentIndex() == 1)
    desk.press("leaveReadingButton")
    desk.press("verifyPartButton", stored.panel)
    desk.wait(lambda: desk.there(QWidget, "verifySteps"))
    assert desk.work.context.whole == "台账.ofd"


def test_files_dropped_later_are_read_beside_the_first_and_what_was_mended_stays(
    read: IntakePage, desk: Clerk, tmp_path: Path
) -> None:
    read.table.choose("无名.docx")
    box = seen(read, QComboBox, "unitBox")
    box.setCurrentIndex(box.findText("白石镇人民政府"))
    mended(read, desk, lambda: desk.press("giveUnitButton", read.panel))
    more = tmp_path / "说明.txt"
    more.write_text("请查收。", encoding="utf-8")
    mended(read, desk, lambda: read.take_dropped([str(more)]))
    rows = shown(read)
    assert rows["说明.txt"]["状态"] == "无法识别"
    assert rows["无名.docx"]["单位（依据）"] == "白石镇人民政府（人工指定）"
    assert read.confirm.text() == "确认收件 10 份"


def test_words_that_a_unit_wrote_are_found(read: IntakePage) -> None:
    read.search.setText("某单位")
    assert list(shown(read)) == ["无名.docx"]
    read.search.setText("双桥镇 更新")
    assert list(shown(read)) == ["双桥镇（补充）.docx"]


def test_the_original_of_a_stored_file_is_shown_from_its_kept_copy(
    stored: IntakePage, desk: Clerk, sent_in: Path
) -> None:
    key = next(r.key for r in stored.desk.rows if r.names[0] == "松溪乡.docx")
    stored.table.choose(key)
    desk.press("originalButton")
    desk.wait(lambda: desk.there(QWidget, "readingPage"))
    reading = part(desk.window, QWidget, "readingPage")
    desk.wait(lambda: reading.stages.currentIndex() == 1)
    desk.press("openOriginalButton")
    assert Path(desk.dialogs.shown[-1]).name == "松溪乡.docx"


def test_while_files_are_read_space_undoes_nothing(page: IntakePage, desk: Clerk, sent_in: Path) -> None:
    page.choose.setFocus()
    page.take_dropped([str(sent_in)])
    focus = desk.window.focusWidget()
    assert focus is None or focus is page or page.isAncestorOf(focus)
    desk.wait(lambda: page.desk.read is not None)


def test_searching_and_sorting_keep_the_chosen_file(read: IntakePage) -> None:
    read.table.choose("松溪乡.docx")
    read.search.setText("松溪")
    assert list(shown(read)) == ["松溪乡.docx"]
    read.search.clear()
    read.table.sort_by(4)
    filled = [r.first.filled for r in read.table.files.rows]
    assert filled == sorted(filled)
    read.table.sort_by(4)
    assert [r.first.filled for r in read.table.files.rows] == sorted(filled, reverse=True)
    assert read.table.chosen == "松溪乡.docx"


def test_columns_are_chosen_by_hand_and_the_file_read_again(read: IntakePage, desk: Clerk) -> None:
    read.table.choose("松溪乡.docx")
    desk.press("mendColumnsButton", read.panel)
    desk.wait(lambda: desk.there(QWidget, "columnMending"))
    columns = part(desk.window, QWidget, "columnMending")
    last = columns.choices[-1]
    last.setCurrentIndex(0)  # 不读取: without its progress column the file says nothing
    desk.press("applyMendingButton")
    desk.wait(lambda: desk.work.title.text() == "收件" and not desk.bench.worker.busy)
    QApplication.processEvents()
    assert shown(read)["松溪乡.docx"]["已填"] == "0"


def test_who_is_to_be_reminded_is_written_with_whom_to_call(stored: IntakePage, desk: Clerk, tmp_path: Path) -> None:
    desk.press("intakeChip_missing")
    silent = [r[0] for r in stored.missing.units.rows]
    assert "白石镇人民政府" in silent
    place = tmp_path / "催报.docx"
    desk.dialogs.files.append(str(place))
    desk.press("remindButton")
    desk.wait(place.exists)
    desk.settle()
    text = str(desk.bench.services.documents.read(str(place)))
    assert "白石镇人民政府" in text
    assert "0999-6210001" in text
    assert "松溪乡人民政府" not in text


def test_what_is_to_be_mended_is_written_for_one_unit_and_for_all(
    stored: IntakePage, desk: Clerk, tmp_path: Path
) -> None:
    key = next(r.key for r in stored.desk.rows if r.unit == "青坪镇人民政府")
    stored.table.choose(key)
    desk.press("sendBackButton", stored.panel)
    desk.wait(lambda: desk.there(QWidget, "sendBackPage"))
    asked = part(desk.window, QWidget, "sendBackPage")
    assert [box.isChecked() for box, found in asked.boxes] == [f.severity is not Severity.HINT for _, f in asked.boxes]
    desk.press("noPointsButton")
    assert not asked.write.isEnabled()
    asked.boxes[0][0].setChecked(True)
    set_day(asked.until, "7月20日")
    one = tmp_path / "一份.docx"
    desk.dialogs.files.append(str(one))
    desk.press("writeSendBackButton")
    desk.wait(one.exists)
    desk.settle()
    read = read_correction(desk.bench.services.documents.read(str(one)))
    assert read
    assert (read.unit, len(read.points)) == ("青坪镇人民政府", 1)
    desk.press("leaveSendBackButton")
    out = tmp_path / "退回"
    out.mkdir()
    desk.dialogs.folders.append(str(out))
    desk.press("sendBackAllButton")
    desk.wait(lambda: "份退回修改单" in desk.work.notice.text.text())
    assert (out / "退回修改单-青坪镇人民政府.docx").is_file()
    assert len(list(out.glob("*.docx"))) >= 4


def test_charts_are_drawn_and_saved_as_png_and_svg(stored: IntakePage, desk: Clerk, tmp_path: Path) -> None:
    desk.press("intakeChip_charts")
    charts = stored.charts.charts
    assert next(c.title for c in charts) == "第一期各单位填报情况（项）"
    for name, head in (("图.png", b"\x89PNG"), ("图.svg", b"<?xml")):
        place = tmp_path / name
        desk.dialogs.files.append(str(place))
        save = next(b for b in stored.charts.findChildren(QPushButton, "saveChartButton") if b.isVisible())
        save.click()
        desk.wait(place.exists)
        desk.settle()
        assert place.read_bytes().startswith(head)
    assert "云岭镇人民政府" in (tmp_path / "图.svg").read_text("utf-8")


def test_a_folder_of_broken_files_says_so_and_offers_nothing_to_confirm(
    page: IntakePage, desk: Clerk, tmp_path: Path
) -> None:
    folder = tmp_path / "坏"
    folder.mkdir()
    (folder / "一.docx").write_bytes(b"PK\x03\x04broken")
    (folder / "二.rtf").write_bytes(b"{\\rtf1 x}")
    read_folder(desk, page, folder)
    assert page.stages.currentIndex() == WORK
    assert not page.confirm.isEnabled()
    assert all(row["状态"] == "无法识别" and row["提示"] for row in shown(page).values())
    assert page.terms.state.text() == "没有可以收的新文件"


def test_an_empty_folder_is_told_and_changes_nothing(page: IntakePage, desk: Clerk, tmp_path: Path) -> None:
    desk.dialogs.folders.append(str(tmp_path / "没有"))
    (tmp_path / "没有").mkdir()
    desk.press("intakeFirstButton")
    desk.wait(lambda: "没有文件" in desk.work.notice.text.text())
    assert page.stages.currentIndex() == EMPTY


def test_more_than_forty_untidy_files_are_shown_for_what_they_are(
    page: IntakePage, desk: Clerk, tmp_path: Path
) -> None:
    county, folder = County(tmp_path), tmp_path / "四十份"
    for case in CASES:
        place = folder / case.name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(case.make(county))
    read_folder(desk, page, folder)
    told = {p.name: (r, p) for r in page.desk.rows for p in r.parts}
    assert sorted(told) == sorted(c.name for c in CASES)
    assert {n: p.status.value for n, (_, p) in told.items()} == {c.name: c.status for c in CASES}
    silent = [name for name, (row, _) in told.items() if row.troubled and not hint_of(row)]
    assert not silent, "a problem without a word"
    confirm(page, desk)
    again = {p.name for r in page.desk.rows for p in r.parts}
    assert again == {c.name for c in CASES}


def test_the_table_keeps_the_rules_of_a_model(read: IntakePage, qtmodeltester: ModelTester) -> None:
    qtmodeltester.check(read.table.files)
    assert read.table.files.rows


def test_every_control_can_be_named_aloud(read: IntakePage) -> None:
    read.table.choose("松溪乡.docx")
    for kind in (QPushButton, QComboBox):
        for control in read.findChildren(kind):
            assert control.accessibleName() or control.text(), control.objectName()
            assert control.objectName()


def test_stored_states_of_the_versions_are_told_apart(stored: IntakePage) -> None:
    states = {f.name: f.state for f in stored.desk.files}
    assert states["双桥镇.docx"] is FileState.SUPERSEDED
    assert states["双桥镇（补充）.docx"] is FileState.CURRENT
    assert states["云岭镇/台账.ofd"] is FileState.BESIDE
