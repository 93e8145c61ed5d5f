"""The report's words, last year's report, taking in and writing out, publishing."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QLabel, QPlainTextEdit, QPushButton, QRadioButton, QWidget

from core.report.read import read_report
from tests.gui.conftest import Clerk, part
from tests.gui.report_clerk import REPORTS, ReportClerk


@pytest.fixture
def bureau(empty: Clerk) -> ReportClerk:
    """医疗保障局's report of 2025, without the one of 2024."""
    return ReportClerk(empty).take_in("云岭县医疗保障局2025年")


def write(clerk: ReportClerk, number: int, text: str) -> None:
    clerk.page.show_section(number)
    editor = clerk.page.views[number].words.editor
    editor.selectAll()
    editor.insertPlainText(text)
    editor.commit()


def test_words_are_stored_by_themselves_and_counted(bureau: ReportClerk) -> None:
    write(bureau, 5, "一是改进 目录。")
    assert bureau.report.section(5).text == "一是改进 目录。"  # type: ignore[union-attr]
    assert part(bureau.page, QLabel, "count5").text() == "7 字"
    assert "7字" in bureau.page.chips[5].text()


def test_more_than_a_thousand_words_in_section_one_are_a_warning(bureau: ReportClerk) -> None:
    write(bureau, 1, "公开" * 501)
    assert "S2" in {f.rule for f in bureau.desk.standing.still}
    assert part(bureau.page, QLabel, "count1").property("look") == "tag-soon"
    write(bureau, 1, "公开" * 400)
    assert "S2" not in {f.rule for f in bureau.desk.standing.still}


def test_questions_offer_figures_to_put_in_and_no_sentences(bureau: ReportClerk) -> None:
    write(bureau, 1, "新收")
    bureau.page.show_section(1)
    buttons = [b for b in bureau.page.findChildren(QPushButton, "insertFigure") if not b.isHidden()]
    received = next(b for b in buttons if "新收" in b.text())
    figure = received.text().split()[-1]
    received.click()
    assert bureau.page.views[1].words.editor.toPlainText() == f"新收{figure}"


def test_a_figure_in_the_words_that_the_table_does_not_hold_is_told_at_once(bureau: ReportClerk) -> None:
    assert "N1" in {f.rule for f in bureau.desk.standing.still}
    text = bureau.report.text_of(1).replace("申请9件", "申请8件")
    write(bureau, 1, text)
    assert "N1" not in {f.rule for f in bureau.desk.standing.still}


def test_undo_outside_the_text_takes_the_words_back(bureau: ReportClerk) -> None:
    before = bureau.report.text_of(5)
    write(bureau, 5, "新的一段。")
    bureau.page.setFocus()
    bureau.clerk.press("undoButton")
    assert bureau.page.views[5].words.editor.toPlainText() == before


def test_ctrl_z_in_the_text_takes_back_typing_and_then_what_was_done_before(bureau: ReportClerk) -> None:
    bureau.type("2.licence", "7", "Enter")
    before = bureau.report.text_of(5)
    bureau.page.show_section(5)
    editor = bureau.page.views[5].words.editor
    editor.setFocus()
    bureau.qtbot.keyClicks(editor, "x")
    bureau.qtbot.keyClick(editor, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert editor.toPlainText() == before
    bureau.qtbot.keyClick(editor, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert bureau.stored["2.licence"] != "7"


def test_last_years_report_from_a_file_brings_the_rules_over_years(bureau: ReportClerk) -> None:
    assert not {"R6", "R7"} & {f.rule for f in bureau.desk.findings}
    (place,) = REPORTS.glob("云岭县医疗保障局2024年*.docx")
    bureau.clerk.dialogs.files.append(str(place))
    bureau.clerk.press("lastYearFileButton")
    bureau.clerk.wait(lambda: bureau.desk.last_year is not None)
    assert {"R6", "R7", "S5"} <= {f.rule for f in bureau.desk.findings}
    assert bureau.page.chooser.findText("2024年度　云岭县医疗保障局") == -1
    bureau.settle()
    bureau.clerk.press("lastYearNone")
    assert bureau.desk.last_year is None
    assert not {"R6", "R7"} & {f.rule for f in bureau.desk.findings}


def test_last_years_report_kept_here_is_found_by_itself_and_its_figures_stand_beside(bureau: ReportClerk) -> None:
    now = bureau.head.report_id
    bureau.take_in("云岭县医疗保障局2024年")
    bureau.desk.read(now)
    assert bureau.last_year_of == 2024
    bureau.at("2.normative.valid")
    assert "上年 3" in bureau.page.views[2].told.whole


def test_a_file_of_the_wrong_year_is_not_compared(bureau: ReportClerk) -> None:
    (place,) = REPORTS.glob("云岭县人民政府办公室2025年*.docx")
    bureau.clerk.dialogs.files.append(str(place))
    bureau.clerk.press("lastYearFileButton")
    bureau.clerk.wait(lambda: "没有用来对照" in bureau.told)
    assert bureau.desk.last_year is None


def test_nothing_is_stored_before_the_import_is_confirmed(empty: Clerk) -> None:
    clerk = ReportClerk(empty)
    clerk.choose_file("云岭镇人民政府2025年")
    assert empty.bench.store.reports.all() == ()
    empty.press("cancelReportImport")
    assert empty.bench.store.reports.all() == ()


def test_a_report_that_is_dropped_into_the_window_is_known_for_one(empty: Clerk) -> None:
    (place,) = REPORTS.glob("云岭镇人民政府2025年*.docx")
    empty.work.read_file(str(place))
    empty.wait(lambda: empty.there(QWidget, "reportImportPage"))
    empty.press("confirmReportImport")
    assert empty.work.title.text() == "年度报告"


def test_a_removed_report_leaves_the_page_empty_and_comes_back_with_undo(bureau: ReportClerk) -> None:
    chooser = bureau.page.chooser
    bureau.clerk.dialogs.yes = False
    chooser.activated.emit(chooser.count() - 1)
    assert bureau.desk.report is not None
    bureau.clerk.dialogs.yes = True
    chooser.activated.emit(chooser.count() - 1)
    assert bureau.desk.report is None
    assert bureau.clerk.there(QWidget, "noReport")
    bureau.clerk.press("undoButton")
    assert bureau.report.unit == "云岭县医疗保障局"


def test_the_same_report_read_again_brings_the_kept_one_up_to_date(bureau: ReportClerk) -> None:
    bureau.type("3.new.person", "99", "Enter")
    bureau.choose_file("云岭县医疗保障局2025年")
    assert bureau.clerk.there(QRadioButton, "replaceReport")
    bureau.clerk.press("confirmReportImport")
    assert len(bureau.desk.own) == 1
    assert bureau.stored["3.new.person"] != "99"
    bureau.clerk.press("undoButton")
    assert bureau.stored["3.new.person"] == "99"


def test_digits_that_ran_together_are_asked_about_and_put_in_as_chosen(empty: Clerk, tmp_path: Path) -> None:
    (source,) = REPORTS.glob("云岭镇人民政府2024年*.docx")
    document = empty.bench.services.documents.read(str(source))
    report, _ = read_report(document, ReportClerk(empty).desk.forms)
    lines = [report.title, "一、总体情况", "云岭镇公开信息。", "三、收到和处理政府信息公开申请情况"]
    for table in report.form.tables[1:2]:
        for row in table.lines:
            values = [str(report.cells[c]) for c in row.cells]
            glued = row.key == "new"
            lines.append("\t".join([row.labels[-1], *(["111000012"] if glued else values)]))
    lines += ["五、存在的主要问题及改进情况", "无。", "六、其他需要报告的事项", "未收取信息处理费。"]
    place = tmp_path / "报告.txt"
    place.write_text("\n".join(lines), encoding="utf-8")
    empty.dialogs.files.append(str(place))
    clerk = ReportClerk(empty)
    clerk.page.import_asked.emit()
    empty.wait(lambda: empty.there(QWidget, "askedCard"))
    chosen = next(b for b in empty.window.findChildren(QRadioButton, "reading0") if b.isVisible())
    figures = chosen.text().split("，")
    chosen.click()
    empty.press("confirmReportImport")
    assert [clerk.stored[f"3.new.{c}"] for c in ("person", "business")] == figures[:2]


def export(clerk: ReportClerk, folder: Path, *formats: str) -> None:
    clerk.page.export_asked.emit()
    for name in formats:
        box = next(b for b in clerk.clerk.window.findChildren(QCheckBox, name) if b.isVisible())
        box.setChecked(True)
    clerk.clerk.dialogs.folders.append(str(folder / "导出"))
    clerk.clerk.press("writeReportButton")
    clerk.clerk.wait(lambda: clerk.clerk.there(QWidget, "reportExported"))


def test_the_written_word_reads_back_as_the_same_report(bureau: ReportClerk, tmp_path: Path) -> None:
    export(bureau, tmp_path, "format.html", "tablesBox")
    written = {p.suffix: p for p in (tmp_path / "导出").iterdir() if "核对表" not in p.name}
    assert set(written) == {".docx", ".html", ".xlsx"}
    documents = bureau.clerk.bench.services.documents
    for ending in (".docx", ".html"):
        again, _ = read_report(documents.read(str(written[ending])), bureau.desk.forms)
        assert (ending, again.cells) == (ending, bureau.report.cells)
        assert (ending, again.year, again.unit) == (ending, 2025, "云岭县医疗保障局")


def test_a_second_export_leaves_the_first_alone(bureau: ReportClerk, tmp_path: Path) -> None:
    export(bureau, tmp_path)
    before = {p.name: p.read_bytes() for p in (tmp_path / "导出").iterdir()}
    bureau.clerk.work.open_page("report")
    bureau.type("3.new.person", "99", "Enter")
    export(bureau, tmp_path)
    assert {name: (tmp_path / "导出" / name).read_bytes() for name in before} == before
    assert len(list((tmp_path / "导出").iterdir())) == 2 * len(before)


def test_a_published_report_gets_a_new_version_only_with_its_correction(bureau: ReportClerk, tmp_path: Path) -> None:
    bureau.page.export_asked.emit()
    bureau.clerk.press("publishButton")
    assert [v.number for v in bureau.desk.versions] == [1]
    button = next(b for b in bureau.clerk.window.findChildren(QPushButton, "publishButton") if b.isVisible())
    assert not button.isEnabled()
    bureau.clerk.work.open_page("report")
    bureau.type("2.licence", "1234", "Enter")
    export(bureau, tmp_path)
    edit = next(e for e in bureau.clerk.window.findChildren(QPlainTextEdit, "correctionEdit") if e.isVisible())
    assert "更正为“1234”" in edit.toPlainText()
    assert [p for p in (tmp_path / "导出").iterdir() if "更正说明" in p.name]
    bureau.clerk.press("publishButton")
    assert [v.number for v in bureau.desk.versions] == [1, 2]
    assert "更正为“1234”" in bureau.desk.versions[1].correction
    before = set((tmp_path / "导出").iterdir())
    bureau.clerk.dialogs.folders.append(str(tmp_path / "导出"))
    bureau.clerk.press("writeVersion")
    bureau.clerk.wait(lambda: len(set((tmp_path / "导出").iterdir()) - before) == 1)
    (first,) = set((tmp_path / "导出").iterdir()) - before
    again, _ = read_report(bureau.clerk.bench.services.documents.read(str(first)), bureau.desk.forms)
    assert again.cells["2.licence"] == int(bureau.desk.versions[0].content.cells["2.licence"])
    bureau.clerk.work.open_page("report")
    assert "已公布第 2 版" in bureau.clerk.work.context.whole
