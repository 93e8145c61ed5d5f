"""登记簿 as a clerk uses it: typing, importing, undoing, searching, seeing when an answer is due, filling the report."""

from pathlib import Path

import pytest
from openpyxl import Workbook
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QMenu, QPlainTextEdit, QPushButton

from core.actions.registering import add_entry, change_value
from core.actions.touched import Touched
from core.document import paragraphs_of
from gui.finding_card import FindingCard
from gui.registers.importing import ImportEntriesPage
from gui.registers.page import RegistersPage
from storage.documents.desk import LocalDocuments
from tests.core.registers.samples import CALENDAR
from tests.gui.conftest import NOW, Clerk, part
from tests.gui.report_clerk import ReportClerk
from tools.sample_county.requests import sixty


@pytest.fixture
def page(empty: Clerk) -> RegistersPage:
    opened = empty.work.open_page("registers")
    assert isinstance(opened, RegistersPage)
    return opened


def type_into(page: RegistersPage, key: str, text: str) -> None:
    edit = part(page.side.form, QLineEdit, f"field_{key}")
    edit.setFocus()
    edit.selectAll()
    edit.insert(text)
    edit.editingFinished.emit()


def choose(page: RegistersPage, key: str, words: str) -> None:
    box = part(page.side.form, QComboBox, f"field_{key}")
    at = next(i for i in range(box.count()) if words in box.itemText(i))
    box.setCurrentIndex(at)
    box.activated.emit(at)


def said(page: RegistersPage, name: str) -> str:
    """Of the card that stands now: one thrown away may still be a child."""
    return page.findChildren(QLabel, name)[-1].text()


def shown(page: RegistersPage) -> list[str]:
    model = page.table.entries
    return [str(model.data(model.index(row, 0))) for row in range(model.rowCount())]


def test_a_request_is_entered_field_by_field_and_its_last_day_is_explained(empty: Clerk, page: RegistersPage) -> None:
    empty.press("firstEntry")
    type_into(page, "number", "2026-001")
    choose(page, "applicant_kind", "自然人")
    choose(page, "channel", "当面")
    type_into(page, "arrived_on", "7月20日")
    assert shown(page) == ["2026-001"]
    assert said(page, "termDue") == "答复期限届满：8月17日"
    empty.press("explainTerm", page)
    lines = said(page, "termLines").split("\n")
    assert lines[0] == "7月20日（周一）　收到之日，当日不计入"
    assert lines[-1] == "8月17日（周一）　第20个工作日"


def test_a_day_that_is_none_is_refused_and_what_stood_there_stays(empty: Clerk, page: RegistersPage) -> None:
    empty.press("firstEntry")
    type_into(page, "arrived_on", "7月20日")
    type_into(page, "arrived_on", "前天")
    assert "看不懂这个日期" in empty.work.notice.text.text()
    assert part(page.side.form, QLineEdit, "field_arrived_on").text() == "2026年7月20日"


def test_an_entry_removed_comes_back_by_undo(empty: Clerk, page: RegistersPage) -> None:
    empty.press("firstEntry")
    type_into(page, "number", "2026-001")
    empty.press("removeEntry", page)
    assert page.entries == ()
    empty.bench.undo()
    assert shown(page) == ["2026-001"]


def platform_export(folder: Path) -> str:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["受理号", "申请人类型", "申请方式", "申请时间", "答复时间", "答复结果"])
    for number, values in enumerate(sixty(CALENDAR, 2026)[:12], 1):
        result = {"grant": "予以公开", "partial": "部分公开"}.get(values["result"], "其他")
        sheet.append([f"X{number}", "公民", "现场申请", values["arrived_on"], values["answered_on"], result])
    place = folder / "平台导出.xlsx"
    book.save(place)
    return str(place)


def test_a_platforms_table_is_mapped_by_hand_once(empty: Clerk, page: RegistersPage, tmp_path: Path) -> None:
    place = platform_export(tmp_path)
    empty.dialogs.files = [place]
    page.bar[0].click()  # type: ignore[attr-defined]
    empty.wait(lambda: isinstance(empty.work.stack.currentWidget(), ImportEntriesPage))
    asked = empty.work.stack.currentWidget()
    assert isinstance(asked, ImportEntriesPage)
    number = asked.choices[0]
    number.setCurrentIndex(number.findData("number"))
    number.activated.emit(number.currentIndex())
    assert "新增 12 件" in asked.words.text()
    empty.press("importEntriesAgree")
    assert shown(page)[:2] == ["X1", "X2"]
    empty.bench.undo()
    assert page.entries == ()
    empty.dialogs.files = [place]
    page.bar[0].click()  # type: ignore[attr-defined]
    empty.wait(lambda: isinstance(empty.work.stack.currentWidget(), ImportEntriesPage))
    again = empty.work.stack.currentWidget()
    assert isinstance(again, ImportEntriesPage)
    assert again.choices[0].currentData() == "number"


@pytest.fixture
def a_year(empty: Clerk) -> RegistersPage:
    opened = empty.work.open_page("registers")
    assert isinstance(opened, RegistersPage)
    with empty.bench.store.step("登记", NOW) as work:
        from core.registers.register import Entry

        for values in sixty(CALENDAR, 2026)[:30]:
            work.registers.add(Entry("requests", values))
    opened.refresh()
    return opened


def test_searching_and_a_figures_entries(empty: Clerk, a_year: RegistersPage) -> None:
    a_year.search.setText("危房改造")
    assert len(shown(a_year)) == 5
    a_year.search.clear()
    figure = next(f for f in a_year.kit.derived("requests", a_year.entries, 2026) if f.cell == "3.partial.total")
    a_year.derived.entries_asked.emit(figure)
    assert len(shown(a_year)) == int(figure.text)
    empty.press("showAllEntries", a_year)
    assert len(shown(a_year)) == 30


def test_figures_go_into_the_years_report_and_back_out_by_undo(empty: Clerk, a_year: RegistersPage) -> None:
    from core.actions.reporting import start_report

    form = a_year.kit.form
    made = start_report(empty.bench.store, form, 2026, "云岭镇人民政府", NOW)
    empty.bench.look_again(made.touched)
    report_id = empty.bench.store.reports.all()[0].report_id
    empty.press("fillReportButton", a_year)
    cells = empty.bench.store.reports.content(report_id).cells
    figures = {f.cell: f.text for f in a_year.kit.derived("requests", a_year.entries, 2026)}
    assert {c: cells.get(c, "") for c in figures} == figures
    empty.bench.undo()
    assert empty.bench.store.reports.content(report_id).cells == {}


def test_without_a_report_of_the_year_nothing_is_filled_and_it_is_said(empty: Clerk, a_year: RegistersPage) -> None:
    empty.press("fillReportButton", a_year)
    assert "还没有2026年的年度报告" in empty.work.notice.text.text()


def test_an_export_leaves_names_at_home(empty: Clerk, page: RegistersPage, tmp_path: Path) -> None:
    add_entry(empty.bench.store, page.register, {"number": "1", "applicant_name": "某某"}, NOW)
    page.refresh()
    place = tmp_path / "登记簿.xlsx"
    empty.dialogs.files = [str(place)]
    page.bar[1].click()  # type: ignore[attr-defined]
    assert place.is_file()
    assert "“申请人（选填）”没有导出" in empty.work.notice.text.text()


def test_a_notice_pasted_in_counts_at_once(empty: Clerk, page: RegistersPage) -> None:
    from tests.core.test_holiday_notice import NOTICE

    values = {"number": "1", "channel": "in_person", "arrived_on": "2026-12-21", "applicant_kind": "person"}
    add_entry(empty.bench.store, page.register, values, NOW)
    page.refresh()
    assert said(page, "termDue") == "待答复，暂不计算届满日"
    empty.press("holidaysButton", page)
    empty.wait(lambda: empty.there(QPlainTextEdit, "noticeText"))
    paste = part(empty.work, QPlainTextEdit, "noticeText")
    paste.insertPlainText("2027年" + NOTICE.replace("2025年", "2027年"))
    empty.press("keepNotice")
    empty.wait(lambda: empty.work.stack.currentWidget() is page)
    assert said(page, "termDue").startswith("答复期限届满：1月")


def test_four_registers_open_by_their_chips_and_the_keyboard_reaches_the_form(
    empty: Clerk, page: RegistersPage
) -> None:
    for register in page.kit.registers:
        empty.press(f"register_{register.register_id}", page)
        page.bar[2].click()  # type: ignore[attr-defined]
        assert len(page.entries) == 1
    page.table.setFocus()
    empty.qtbot.keyClick(page.table, Qt.Key.Key_Return)
    assert page.side.form.isAncestorOf(empty.window.focusWidget())


def test_the_change_form_is_written_for_who_came_and_went(empty: Clerk, page: RegistersPage, tmp_path: Path) -> None:
    empty.press("register_staff", page)
    empty.press("firstEntry")
    type_into(page, "name", "周敏")
    type_into(page, "since_on", "7月1日")
    place = tmp_path / "报备表.docx"
    empty.dialogs.files = [str(place)]
    empty.press("changeForm", page)
    texts = [p.text for p in paragraphs_of(LocalDocuments().read(str(place)).blocks)]
    assert "周敏" in texts
    assert "到岗" in texts


def test_f8_goes_from_one_doubtful_entry_to_the_next(empty: Clerk, a_year: RegistersPage) -> None:
    for number in ("A", "B"):
        add_entry(empty.bench.store, a_year.register, {"number": number, "arrived_on": "2026-07-30"}, NOW)
    a_year.refresh()
    seen: list[str] = []
    for _ in range(40):
        empty.qtbot.keyClick(a_year.table, Qt.Key.Key_F8)
        seen.append(str(a_year.table.entries.data(a_year.table.entries.index(a_year.table.currentIndex().row(), 0))))
    flagged = [e.text("number") for e in a_year.entries if a_year.findings_of(e.entry_id)]
    assert seen[: len(flagged)] == flagged
    assert {"A", "B"} <= set(flagged)


@pytest.fixture
def figures(empty: Clerk) -> Clerk:
    """A year's figures of 2025 and of 2026."""
    from core.registers.register import Entry

    with empty.bench.store.step("登记", NOW) as work:
        for year, value in ((2025, "9"), (2026, "12")):
            values = {"figure": "explained", "year": str(year), "value": value}
            work.registers.add(Entry("figures", values))
    empty.bench.look_again(Touched(subjects=frozenset({"registers"})))
    return empty


def test_the_years_figures_are_put_into_the_reports_words_and_checked_against_them(figures: Clerk) -> None:
    report = ReportClerk(figures).take_in("云岭县医疗保障局2025年")
    report.page.show_section(1)
    words = report.page.views[1].words
    words.editor.selectAll()
    words.editor.insertPlainText("一年来，发布")
    button = next(b for b in words.findChildren(QPushButton, "insertYearFigure") if not b.isHidden())
    assert button.text() == "插入 政策解读9篇"
    button.click()
    words.editor.commit()
    assert words.editor.toPlainText() == "一年来，发布政策解读9篇"
    assert not [f for f in report.desk.findings if "年度数据登记簿" in f.message]
    words.editor.undo()
    assert words.editor.toPlainText() == "一年来，发布"
    words.editor.insertPlainText("政策解读8篇。")
    words.editor.commit()
    (told,) = [f for f in report.desk.findings if "年度数据登记簿" in f.message]
    assert (told.expected, told.found) == ("9", "8")
    entry = figures.bench.store.registers.of("figures")[0]
    register = figures.bench.services.registers("").register("figures")  # type: ignore[misc]
    figures.bench.do(lambda s, now: change_value(s, register, entry.entry_id, "value", "8", now))
    assert not [f for f in report.desk.findings if "年度数据登记簿" in f.message]


def test_a_years_figure_goes_to_the_cursor_of_a_tasks_progress(clerk: Clerk) -> None:
    from core.registers.register import Entry

    with clerk.bench.store.step("登记", NOW) as work:
        work.registers.add(Entry("figures", {"figure": "explained", "year": "2026", "value": "12"}))
    clerk.choose(5)
    clerk.type_progress("上半年发布。")
    editor = clerk.panel.editor
    cursor = editor.textCursor()
    cursor.setPosition(5)
    editor.setTextCursor(cursor)
    menu = part(clerk.panel, QMenu, "yearFigureMenu")
    clerk.panel.fill_figures(menu)
    assert [a.text() for a in menu.actions()] == ["政策解读12篇"]
    menu.actions()[0].trigger()
    assert editor.toPlainText() == "上半年发布政策解读12篇。"
    clerk.settle()
    assert clerk.stored(5).progress == "上半年发布政策解读12篇。"


def test_last_years_figure_stands_beside_this_years(figures: Clerk) -> None:
    page = figures.work.open_page("registers")
    assert isinstance(page, RegistersPage)
    figures.press("register_figures", page)
    texts = [w.text() for w in page.derived.findChildren(QLabel)]
    assert {"12篇", "上年 9篇"} <= set(texts)


def test_r7_is_answered_with_what_the_register_of_files_says(empty: Clerk) -> None:
    from core.registers.register import Entry

    report = ReportClerk(empty).take_in("云岭镇人民政府2024年").take_in("云岭镇人民政府2025年")
    before = report.desk.last_year.number("2.normative.valid")  # type: ignore[union-attr]
    report.type("2.normative.valid", str(int(before or 0) + 5), "Enter")
    with empty.bench.store.step("登记", NOW) as work:
        for number in range(int(before or 0) + 5):
            work.registers.add(Entry("normative", {"title": str(number), "issued_on": "2019-03-01", "state": "valid"}))
    empty.bench.look_again(Touched(subjects=frozenset({"registers"})))
    report.settle()
    cards = report.page.panel.findChildren(FindingCard)
    card = next(c for c in cards if c.finding.rule == "R7" and "2.normative.valid" in c.finding.where)
    assert "相差5件" in card.message.text()
    assert card.reason.text().startswith(f"上年现行有效{before}件")


def test_figures_go_out_and_come_back_without_doubling(figures: Clerk, tmp_path: Path) -> None:
    page = figures.work.open_page("registers")
    assert isinstance(page, RegistersPage)
    figures.press("register_figures", page)
    place = str(tmp_path / "年度数据.xlsx")
    figures.dialogs.files = [place]
    page.bar[1].click()  # type: ignore[attr-defined]
    figures.dialogs.files = [place]
    page.bar[0].click()  # type: ignore[attr-defined]
    figures.wait(lambda: isinstance(figures.work.stack.currentWidget(), ImportEntriesPage))
    asked = figures.work.stack.currentWidget()
    assert isinstance(asked, ImportEntriesPage)
    assert "新增 0 条，修改 0 条，没有变化 2 条" in asked.words.text()
    assert not asked.agree.isEnabled()
