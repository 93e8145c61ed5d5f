"""Taking files in: previewed, mended by hand, confirmed; a revised form; a Word that came back changed."""

from pathlib import Path

import pytest
from docx import Document as open_docx
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QComboBox, QLabel, QRadioButton, QSpinBox, QWidget

from core.ledger.headings import COLUMN_LABELS, Column
from gui.exporting.page import ExportPage
from tests.gui.conftest import Clerk, part, sample_place


def counts(clerk: Clerk) -> str:
    clerk.wait(lambda: clerk.there(QLabel, "previewCounts"))
    return next(w.text() for w in clerk.window.findChildren(QLabel, "previewCounts") if w.isVisible())


def test_a_preview_says_what_was_understood_and_stores_nothing(empty: Clerk) -> None:
    empty.read_file(sample_place())
    assert "22 项任务" in counts(empty)
    assert empty.window.findChildren(QWidget, "findingCard")
    assert empty.bench.store.books.all() == ()
    empty.press("cancelImportButton")
    assert empty.bench.store.books.all() == ()


def test_confirming_stores_the_ledger_and_undo_takes_it_out_again(empty: Clerk) -> None:
    empty.import_sample()
    assert len(empty.bench.rows) == 22
    assert "已导入 22 项任务" in empty.work.notice.text.text()
    empty.press("undoButton")
    assert empty.bench.rows == []
    assert empty.there(QWidget, "emptyPage")


def test_the_same_file_again_changes_nothing(clerk: Clerk) -> None:
    name = clerk.bench.store.undo_name
    clerk.read_file(sample_place())
    part(clerk.window, QRadioButton, "way_new").setChecked(True)
    clerk.press("confirmImportButton")
    assert "没有改动" in clerk.work.notice.text.text()
    assert len(clerk.bench.store.books.all()) == 1
    assert clerk.bench.store.undo_name == name


def test_a_file_is_taken_by_dropping_it_on_the_window(empty: Clerk) -> None:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(sample_place()))])
    event = QDropEvent(
        QPoint(300, 300), Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    empty.window.dropEvent(event)
    empty.wait(lambda: empty.there(QWidget, "previewPage"))
    assert "22 项任务" in counts(empty)


def test_the_import_button_asks_for_a_file(empty: Clerk) -> None:
    empty.dialogs.files.append(str(sample_place()))
    empty.press("importFirstButton")
    empty.wait(lambda: empty.there(QWidget, "previewPage"))
    assert empty.bench.store.settings.recall("import_folder") == str(sample_place().parent)


def test_a_file_that_cannot_be_read_is_told_and_the_window_stays(empty: Clerk, tmp_path: Path) -> None:
    broken = tmp_path / "坏的.docx"
    broken.write_bytes(b"PK\x03\x04 this is no document")
    empty.work.read_file(str(broken))
    empty.wait(lambda: empty.work.notice.isVisible())
    assert empty.work.notice.property("look") == "notice-bad"
    assert not empty.there(QWidget, "previewPage")


@pytest.fixture
def unnamed_columns(tmp_path: Path) -> Path:
    """A ledger whose headings no program can know."""
    document = open_docx()
    document.add_paragraph("云岭镇2026年政务公开任务表")
    rows = (
        ("甲", "乙", "丙", "丁"),
        ("1", "公开目录", "各村委会", ""),
        ("2", "更新专栏", "党政办", "已更新"),
    )
    table = document.add_table(len(rows), 4)
    for line, texts in zip(table.rows, rows, strict=True):
        for cell, text in zip(line.cells, texts, strict=True):
            cell.text = text
    place = tmp_path / "任务表.docx"
    document.save(str(place))
    return place


def test_columns_that_nobody_could_know_are_named_by_hand_and_stay_so_for_the_export(
    empty: Clerk, unnamed_columns: Path, tmp_path: Path
) -> None:
    empty.read_file(unnamed_columns)
    assert empty.there(QWidget, "notUnderstood")
    meant = (Column.NUMBER, Column.CONTENT, Column.UNITS, Column.PROGRESS)
    for at, column in enumerate(meant):
        box = part(empty.window, QComboBox, f"columnMeaning{at}")
        box.setCurrentText(COLUMN_LABELS[column])
    empty.press("applyMendingButton")
    assert "2 项任务" in counts(empty)
    empty.press("confirmImportButton")
    empty.settle()
    assert [r.content for r in empty.bench.rows] == ["公开目录", "更新专栏"]
    assert empty.stored(2).progress == "已更新"
    empty.choose(1)
    empty.type_progress("已公开4项。")
    page = empty.work.open_page("export")
    assert isinstance(page, ExportPage)
    for choice in page.more.values():
        choice.setChecked(False)
    empty.dialogs.folders.append(str(tmp_path))
    empty.press("writeExportButton")
    empty.wait(lambda: empty.there(QWidget, "exportResult"))
    (written,) = tmp_path.glob("云岭镇人民政府*.docx")
    assert open_docx(str(written)).tables[0].cell(1, 3).text == "已公开4项。"


def test_the_row_of_headings_may_be_pointed_at(empty: Clerk, unnamed_columns: Path) -> None:
    empty.read_file(unnamed_columns)
    part(empty.window, QSpinBox, "headerRowBox").setValue(2)
    grid = part(empty.window, QWidget, "mendGrid")
    assert grid.item(1, 1).text() == "公开目录"  # type: ignore[attr-defined]


def changed_word(tmp_path: Path, change: dict[int, str], drop: int = 0, add: str = "") -> Path:
    """The sample with progress texts by row of its first table, a row dropped, a row added."""
    document = open_docx(str(sample_place()))
    table = document.tables[0]
    for row, text in change.items():
        table.rows[row].cells[-1].text = text
    if drop:
        table._tbl.remove(table.rows[drop]._tr)  # type: ignore[arg-type]
    if add:
        new = table.add_row()
        for cell, text in zip(new.cells, ("99", "新增的工作", "新增的工作", add), strict=False):
            cell.text = text
    place = tmp_path / "改过.docx"
    document.save(str(place))
    return place


def test_a_word_that_came_back_changed_is_read_back_only_when_confirmed(clerk: Clerk, tmp_path: Path) -> None:
    number = clerk.bench.rows[0].task.number
    clerk.read_file(changed_word(tmp_path, {2: "领导改过的话，共公开8条。"}))
    chosen = next(w for w in clerk.window.findChildren(QRadioButton) if w.isVisible() and w.isChecked())
    assert chosen.objectName() == "way_read_back"
    assert clerk.there(QWidget, "textChange")
    assert clerk.stored(number).progress == ""
    clerk.press("confirmImportButton")
    assert "领导改过的话，共公开8条。" in [r.state.progress for r in clerk.bench.rows]
    clerk.press("undoButton")
    assert not any(r.state.progress for r in clerk.bench.rows)


def test_a_revised_form_shows_new_and_dropped_rows_first_and_keeps_what_was_written(
    clerk: Clerk, tmp_path: Path
) -> None:
    clerk.choose(5)
    clerk.type_progress("已公开12条。")
    clerk.panel.editor.commit()
    before = len(clerk.bench.rows)
    clerk.read_file(changed_word(tmp_path, {}, drop=3))
    assert part(clerk.window, QRadioButton, "way_revise").isChecked()
    said = part(clerk.window, QLabel, "revisionCounts").text()
    assert "取消 1 项" in said
    assert len(clerk.bench.rows) == before
    clerk.press("confirmImportButton")
    assert len(clerk.bench.rows) == before - 1
    assert clerk.stored(5).progress == "已公开12条。"
    clerk.press("undoButton")
    assert len(clerk.bench.rows) == before


def test_an_import_that_is_cancelled_while_it_reads_changes_nothing(empty: Clerk) -> None:
    empty.work.read_file(str(sample_place()))
    empty.bench.worker.cancel()
    empty.settle()
    assert empty.bench.store.books.all() == ()


def test_a_word_is_read_back_from_the_export_page_with_its_differences_in_front(clerk: Clerk, tmp_path: Path) -> None:
    clerk.work.open_page("export")
    clerk.dialogs.files.append(str(changed_word(tmp_path, {2: "领导改过的话，共公开8条。"})))
    clerk.press("readBackButton")
    clerk.wait(lambda: clerk.there(QWidget, "textChange"))
    assert not clerk.there(QWidget, "findingCard")
