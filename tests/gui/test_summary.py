"""汇总台账 in the window, by clicking and typing: sentences with their sources, sums, the last round, what goes out."""

import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox
from pytestqt.qtbot import QtBot

from core.intake.by_task import DigestState
from core.intake.digest import figure_sums
from core.settings import UserRole
from gui.main_window import MainWindow
from gui.services import Services
from gui.summary.page import SummaryPage
from tests.gui.conftest import NOW, Clerk, FakeDialogs, opened, part
from tests.storage.test_store_summary import TASK, UNIT, UNITS, renew
from tests.summary_round import fill_round
from tools.demo_window import services


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("round")
    made = services(folder / "pointer.txt")
    store = made.stores.open(str(folder / "data"), NOW)
    fill_round(made, store, folder, UNITS)
    store.close()
    return folder / "data"


@pytest.fixture
def office(frame: MainWindow, dialogs: FakeDialogs, made: Services, tmp_path: Path, qtbot: QtBot, base: Path) -> Clerk:
    shutil.copytree(base, tmp_path / "data")
    return opened(frame, dialogs, made, tmp_path, qtbot)


def summary_page(clerk: Clerk, number: int = TASK, round_: str = "第一期") -> SummaryPage:
    page = clerk.work.open_page("summary")
    assert isinstance(page, SummaryPage)
    clerk.wait(lambda: bool(page.desk.lines))
    clerk.settle()
    if page.desk.round != round_:
        page.round.setCurrentText(round_)
        page.round.textActivated.emit(round_)
        clerk.wait(lambda: bool(page.desk.lines) and not page.desk.reading)
    choose(page, number)
    return page


def choose(page: SummaryPage, number: int) -> None:
    page.table.choose(next(r.task.task_id for r in page.desk.lines if r.task.number == number))


def click_link(page: SummaryPage, href: str) -> None:
    """With the mouse, on the link's second letter."""
    view = page.panel.texts
    cursor = QTextCursor(view.document())
    cursor.setPosition(view.places[href][0] + 1)
    view.setTextCursor(cursor)
    view.ensureCursorVisible()
    place = view.cursorRect(cursor).center() - QPoint(4, 0)
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)


def first_sentence(page: SummaryPage) -> tuple[str, str, str]:
    """(href, unit, sentence) of the first that can be taken over."""
    view = page.panel.texts
    href = next(h for h in view.places if h.startswith("s/"))
    start, end = view.places[href]
    cursor = QTextCursor(view.document())
    cursor.setPosition(start)
    cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
    assert page.panel.line is not None
    unit = page.desk.texts(page.panel.line).texts[int(href.split("/")[1])].unit
    return href, unit, cursor.selectedText()


def stored(clerk: Clerk, page: SummaryPage) -> str:
    assert page.panel.line is not None
    return clerk.bench.store.states.get(page.panel.line.task.task_id).progress


def test_a_clicked_sentence_goes_to_the_cursor_with_its_source_and_comes_out_with_undo(office: Clerk) -> None:
    page = summary_page(office)
    editor = page.panel.editor
    editor.setFocus()
    QTest.keyClicks(editor, "ab")
    QTest.keyClick(editor, Qt.Key.Key_Left)
    href, unit, sentence = first_sentence(page)
    click_link(page, href)
    assert editor.toPlainText() == stored(office, page) == f"a{sentence}b"
    assert [item.text().splitlines()[0] for item in items(page)] == [unit]
    assert "✓" in page.panel.texts.toPlainText()
    assert editor.extraSelections()
    office.press("undoButton")
    assert sentence not in stored(office, page)
    assert items(page) == []


def items(page: SummaryPage):  # type: ignore[no-untyped-def]
    return [page.panel.sources.item(i) for i in range(page.panel.sources.count())]


def test_typing_saves_itself_counts_words_and_marks_the_task_as_written(office: Clerk) -> None:
    page = summary_page(office)
    line = page.panel.line
    assert line is not None
    assert line.digest is DigestState.BLANK
    page.panel.editor.setFocus()
    page.panel.editor.insertPlainText("全县公开检查结果 25 条。\n下一步继续。")
    assert page.panel.words.text() == "18 字"
    office.wait(lambda: stored(office, page).endswith("下一步继续。"))
    assert page.panel.state.text() == "已写"
    assert page.open_count == sum(r.to_write for r in page.desk.lines)
    page.chips.choose("written")
    assert page.table.all_keys == [line.task.task_id]


def test_what_is_typed_stays_with_its_task_when_another_is_chosen(office: Clerk) -> None:
    page = summary_page(office)
    page.panel.editor.insertPlainText("只写给第三项")
    choose(page, 5)
    assert page.panel.editor.toPlainText() == ""
    choose(page, TASK)
    assert stored(office, page) == page.panel.editor.toPlainText() == "只写给第三项"


def test_a_sum_is_only_put_in_when_it_is_clicked_and_names_every_unit(office: Clerk) -> None:
    page = summary_page(office)
    intake = page.desk.intake
    assert intake is not None
    number, figure = next((r.task.number, sums[0]) for r in page.desk.lines if (sums := figure_sums(intake, r.place)))
    choose(page, number)
    assert stored(office, page) == page.panel.editor.toPlainText() == ""
    assert figure.working in page.panel.texts.toPlainText()
    click_link(page, "b/0")
    assert all(f"{unit}{n}" in page.panel.texts.toPlainText() for unit, n in figure.parts)
    assert stored(office, page) == ""
    click_link(page, "f/0")
    assert stored(office, page) == figure.sentence
    assert f"等 {len(figure.parts)} 个单位" in items(page)[0].text()


def test_a_sentence_whose_unit_sends_a_newer_version_is_marked(office: Clerk, made: Services, tmp_path: Path) -> None:
    page = summary_page(office, round_="第二期")
    assert office.bench.book is not None
    store, book_id = office.bench.store, office.bench.book.book_id
    renew(store, made, book_id, tmp_path / "补", "只说一句：已公开检查结果30条。")
    page.desk.look_anew()
    office.settle()
    view = page.panel.texts
    href = next(h for h, (a, b) in view.places.items() if h.startswith("s/") and "30条" in view.toPlainText()[a:b])
    click_link(page, href)
    assert items(page)[0].text().startswith(f"{UNIT}\n")
    renew(store, made, book_id, tmp_path / "再补", "只说一句：已公开检查结果31条。")
    page.desk.look_anew()
    office.settle()
    assert "来源已更新" in items(page)[0].text()
    assert "1 句来源已更新" in page.panel.told.text()
    page.chips.choose("updated")
    assert page.table.all_keys == [page.panel.line.task.task_id] if page.panel.line else False
    sources = page.panel.sources
    place = sources.visualItemRect(items(page)[0]).center()
    QTest.mouseClick(sources.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert page.panel.editor.textCursor().selectedText() == "只说一句：已公开检查结果30条。"


def test_the_text_of_the_last_round_is_laid_beside_this_ones(office: Clerk) -> None:
    page = summary_page(office)
    page.panel.editor.insertPlainText("上半年公开12条。")
    page.panel.commit_typing()
    assert not page.panel.compare.isVisible()
    page = summary_page(office, round_="第二期")
    assert page.panel.state.text() == "沿用上期"
    page.panel.editor.put("全年公开25条。")
    office.press("compareButton")
    html = page.panel.texts.toHtml()
    assert "line-through" in html
    assert all(word in page.panel.texts.toPlainText() for word in ("上半", "全", "12", "25", "第一期 → 第二期"))
    office.press("compareButton")
    assert UNIT in page.panel.texts.toPlainText()


def test_a_units_own_change_unfolds_in_place(office: Clerk) -> None:
    page = summary_page(office, round_="第二期")
    href = next(h for h in page.panel.texts.places if h.startswith("d/"))
    click_link(page, href)
    assert "收起" in page.panel.texts.toPlainText()
    assert "line-through" in page.panel.texts.toHtml()


def test_files_are_written_to_the_folder_and_told(office: Clerk, tmp_path: Path) -> None:
    page = summary_page(office)
    page.panel.editor.put("全县公开25条。")
    office.press("exportSummary")
    for name in ("outByTask.docx", "outDigest.pdf", "outCharts.png"):
        part(page.out, QCheckBox, name).click()
    out = tmp_path / "汇总"
    out.mkdir()
    office.dialogs.folders.append(str(out))
    office.press("outWriteButton")
    office.wait(lambda: len(list(out.iterdir())) >= 6)
    office.settle()
    names = {p.name for p in out.iterdir()}
    assert {"汇总台账（第一期）.xlsx", "汇总（按任务）（第一期）.docx"} <= names
    assert sum(n.endswith(".png") for n in names) == 3
    assert sum("落实情况" in n for n in names) == 2
    office.press("openWrittenFolder")
    assert office.dialogs.shown == [str(out)]
    for check in page.out.findChildren(QCheckBox):
        check.setChecked(False)
    assert not page.out.write.isEnabled()


def test_charts_are_a_chip_away_and_saved_as_a_picture(office: Clerk, tmp_path: Path) -> None:
    page = summary_page(office)
    office.press("summaryChip_charts")
    office.dialogs.files.append(str(tmp_path / "图"))
    office.press("saveChartButton", page.charts)
    office.wait(lambda: (tmp_path / "图.png").is_file())
    assert (tmp_path / "图.png").read_bytes().startswith(b"\x89PNG")


def test_search_and_f8_lead_through_the_tasks(office: Clerk) -> None:
    page = summary_page(office)
    whole = len(page.table.all_keys)
    page.search.setText("松溪乡 检查")
    assert 0 < len(page.table.all_keys) < whole
    page.search.setText("没有这样的词")
    assert page.table.all_keys == []
    assert not page.panel.isEnabled()
    page.search.clear()
    page.table.choose(page.table.all_keys[0])
    QTest.keyClick(page.table, Qt.Key.Key_F8)
    line = page.panel.line
    assert line is not None
    assert line.to_write or line.findings
    assert page.table.keys != page.table.all_keys[:1]


def test_a_sentence_can_be_taken_over_with_the_keyboard_alone(office: Clerk) -> None:
    page = summary_page(office)
    view = page.panel.texts
    _, _, sentence = first_sentence(page)
    view.setFocus()
    for _ in range(40):
        QTest.keyClick(view, Qt.Key.Key_Tab)
        if view.textCursor().selectedText() == sentence:
            break
    QTest.keyClick(view, Qt.Key.Key_Return)
    assert stored(office, page) == sentence


@pytest.mark.parametrize("role", list(UserRole))
def test_the_page_is_for_the_office_and_for_a_unit_that_collects_itself(office: Clerk, role: UserRole) -> None:
    office.bench.change_settings(replace(office.bench.settings, role=role))
    office.work.show_frame()
    assert office.work.page_buttons["summary"].isVisible() is (role is not UserRole.UNIT)


def test_without_an_intake_the_page_leads_to_it(clerk: Clerk) -> None:
    clerk.bench.change_settings(replace(clerk.bench.settings, role=UserRole.BOTH))
    page = clerk.work.open_page("summary")
    clerk.settle()
    assert isinstance(page, SummaryPage)
    assert not page.export.isEnabled()
    clerk.press("toIntakeButton")
    assert clerk.work.page_shown == "intake"
