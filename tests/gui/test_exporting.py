"""Checking, exporting, and what becomes of a round; findings are answered where they stand."""

from pathlib import Path

from docx import Document as open_docx
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QLabel, QLineEdit, QPlainTextEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from core.ledger.read import read_ledger
from core.ledger.round import FileKind, SubmissionState
from gui.exporting.page import ExportPage
from tests.gui.conftest import Clerk, part, sample_place


def fill(clerk: Clerk, number: int, text: str) -> None:
    clerk.work.open_page("ledger")
    clerk.choose(number)
    clerk.type_progress(text)
    clerk.panel.editor.commit()
    clerk.settle()


def open_export(clerk: Clerk) -> ExportPage:
    page = clerk.work.open_page("export")
    assert isinstance(page, ExportPage)
    return page


def export(clerk: Clerk, folder: Path, review: bool = False) -> None:
    """The Word alone; fixed-layout copies have tests of their own."""
    page = open_export(clerk)
    for choice in page.more.values():
        choice.setChecked(False)
    part(page, QCheckBox, "reviewBox").setChecked(review)
    clerk.dialogs.folders.append(str(folder))
    clerk.press("writeExportButton")
    clerk.wait(lambda: not clerk.bench.worker.busy and page.export.isEnabled())


def test_the_export_is_the_offices_own_form_with_the_texts_in_it(clerk: Clerk, tmp_path: Path) -> None:
    fill(clerk, 5, "5月18日公开参保政策12条。")
    export(clerk, tmp_path)
    (form,) = [p for p in tmp_path.glob("*.docx") if "台账" in p.name]
    assert form.name.startswith("云岭镇人民政府2026年")
    ledger = read_ledger(clerk.bench.services.documents.read(str(form)))
    assert ledger is not None
    assert ledger.unit == "云岭镇人民政府"
    assert {t.number: t.progress for t in ledger.tasks if t.progress} == {5: "5月18日公开参保政策12条。"}
    assert len(open_docx(str(form)).tables) == len(open_docx(str(sample_place())).tables)


def test_a_list_of_what_to_send_goes_with_it_and_a_review_sheet_on_wish(clerk: Clerk, tmp_path: Path) -> None:
    export(clerk, tmp_path, review=True)
    names = {p.name for p in tmp_path.glob("*.docx")}
    assert {"报送清单（第一期）.docx", "送审单（第一期）.docx"} <= names
    text = "\n".join(
        c.text for row in open_docx(str(tmp_path / "报送清单（第一期）.docx")).tables[0].rows for c in row.cells
    )
    assert clerk.bench.rounds[0].version_code in text
    assert "盖章" in text
    assert clerk.bench.rounds[0].state is SubmissionState.IN_REVIEW


def test_without_a_review_the_round_waits_for_the_seal_and_keeps_what_was_written(clerk: Clerk, tmp_path: Path) -> None:
    export(clerk, tmp_path)
    (round_,) = clerk.bench.rounds
    assert round_.state is SubmissionState.READY
    assert {f.kind for f in round_.files} == {FileKind.FORM, FileKind.LIST}
    clerk.wait(lambda: clerk.there(QLabel, "roundState"))
    states = [w.text() for w in clerk.window.findChildren(QLabel, "roundState") if w.isVisible()]
    assert states == ["待盖章"]


def test_a_second_export_never_overwrites_the_first(clerk: Clerk, tmp_path: Path) -> None:
    export(clerk, tmp_path)
    first = {p.name: p.read_bytes() for p in tmp_path.iterdir() if p.is_file()}
    fill(clerk, 5, "改过。")
    export(clerk, tmp_path)
    assert {p.name: p.read_bytes() for p in tmp_path.iterdir() if p.name in first} == first
    assert len(list(tmp_path.glob("*.docx"))) == 2 * len([n for n in first if n.endswith(".docx")])


def test_changes_after_the_export_are_told(clerk: Clerk, tmp_path: Path) -> None:
    export(clerk, tmp_path)
    fill(clerk, 5, "后来又改了。")
    open_export(clerk)
    clerk.wait(lambda: clerk.there(QWidget, "changedSince"))


def test_a_round_is_sent_returned_answered_and_accepted(clerk: Clerk, tmp_path: Path, qtbot: QtBot) -> None:
    export(clerk, tmp_path)
    clerk.press("move_sent")
    part(clerk.window, QLineEdit, "sentChannel").setText("政务OA")
    clerk.press("keepSentButton")
    assert (clerk.bench.rounds[0].state, clerk.bench.rounds[0].channel) == (SubmissionState.SENT, "政务OA")
    clerk.press("move_returned")
    box = part(clerk.window, QWidget, "returnTask")
    box.setCurrentIndex(5)  # type: ignore[attr-defined]
    part(clerk.window, QPlainTextEdit, "returnText").setPlainText("缺少公开链接")
    clerk.press("keepReturnButton")
    (remark,) = clerk.bench.remarks
    assert (remark.text, clerk.bench.rounds[0].state) == ("缺少公开链接", SubmissionState.RETURNED)
    clerk.work.open_page("ledger")
    assert remark.task_id is not None
    clerk.ledger.show_task(remark.task_id)
    clerk.wait(lambda: clerk.there(QWidget, "remarkCard"))
    remedy = next(e for e in clerk.window.findChildren(QLineEdit, "remedyEdit") if e.isVisible())
    remedy.insert("已补链接")
    remedy.setModified(True)
    qtbot.keyClick(remedy, Qt.Key.Key_Return)
    assert clerk.bench.remarks[0].remedy == "已补链接"


def test_the_next_round_marks_the_texts_as_carried_over_until_they_are_confirmed(clerk: Clerk, tmp_path: Path) -> None:
    fill(clerk, 5, "5月18日公开参保政策12条。")
    export(clerk, tmp_path)
    clerk.press("move_sent")
    clerk.press("keepSentButton")
    part(clerk.window, QLineEdit, "roundDue").setText("12月1日")
    clerk.press("startRoundButton")
    assert [r.name for r in clerk.bench.rounds] == ["第一期", "第二期"]
    assert clerk.stored(5).carried_over
    clerk.work.open_page("ledger")
    assert "第二期 12月1日前报送" in clerk.work.context.whole
    clerk.choose(5)
    clerk.press("confirmCarriedButton")
    assert not clerk.stored(5).carried_over


def test_the_head_is_mended_on_the_page_and_printed(clerk: Clerk, tmp_path: Path, qtbot: QtBot) -> None:
    open_export(clerk)
    edit = part(clerk.window, QLineEdit, "head_contact")
    edit.insert("李四")
    edit.setModified(True)
    qtbot.keyClick(edit, Qt.Key.Key_Return)
    export(clerk, tmp_path)
    (form,) = [p for p in tmp_path.glob("*.docx") if "台账" in p.name]
    ledger = read_ledger(clerk.bench.services.documents.read(str(form)))
    assert ledger is not None
    assert ledger.head.contact is not None
    assert ledger.head.contact.value == "李四"


def wrong_year(clerk: Clerk) -> None:
    fill(clerk, 5, "2024年5月18日在县政府门户网站公开医保参保缴费政策12条。")


def test_a_finding_stands_beside_the_text_and_says_why(clerk: Clerk) -> None:
    wrong_year(clerk)
    clerk.wait(lambda: clerk.there(QWidget, "findingCard"))
    assert not clerk.there(QLabel, "whyText")
    clerk.press("whyButton")
    assert clerk.there(QLabel, "whyText")


def test_a_finding_is_accepted_with_a_reason_taken_back_and_all_of_it_undone(clerk: Clerk, qtbot: QtBot) -> None:
    wrong_year(clerk)
    before = len(clerk.bench.findings)
    clerk.press("acceptButton")
    reason = next(e for e in clerk.window.findChildren(QLineEdit, "reasonEdit") if e.isVisible())
    reason.insert("政策就是2024年公开的")
    qtbot.keyClick(reason, Qt.Key.Key_Return)
    clerk.settle()
    assert len(clerk.bench.findings) == before - 1
    clerk.wait(lambda: clerk.there(QLabel, "answeredReason"))
    clerk.press("takeBackButton")
    clerk.settle()
    assert len(clerk.bench.findings) == before
    clerk.press("undoButton")
    clerk.settle()
    assert len(clerk.bench.findings) == before - 1


def test_a_reason_that_is_blank_is_not_accepted(clerk: Clerk) -> None:
    wrong_year(clerk)
    before = len(clerk.bench.findings)
    clerk.press("acceptButton")
    clerk.press("keepReasonButton")
    clerk.settle()
    assert len(clerk.bench.findings) == before


def test_locate_leads_from_the_export_to_the_text(clerk: Clerk) -> None:
    wrong_year(clerk)
    page = open_export(clerk)
    cards = page.findChildren(QWidget, "findingCard")
    card = next(c for c in cards if "task:5" in c.finding.where)  # type: ignore[attr-defined]
    next(b for b in card.findChildren(QPushButton, "locateButton")).click()
    assert clerk.panel.row is not None
    assert clerk.panel.row.task.number == 5
    assert clerk.panel.editor.hasFocus()


def test_a_finding_of_the_head_leads_to_the_field_that_is_blank(clerk: Clerk) -> None:
    page = open_export(clerk)
    card = next(c for c in page.findChildren(QWidget, "findingCard") if "head:contact" in c.finding.where)  # type: ignore[attr-defined]
    next(b for b in card.findChildren(QPushButton, "locateButton")).click()
    assert part(clerk.window, QLineEdit, "head_contact").hasFocus()
