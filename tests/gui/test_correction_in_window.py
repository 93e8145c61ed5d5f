"""A 退回修改单 that is dropped into the unit's window stands at the tasks it is about."""

from pathlib import Path

from core.document import Document
from storage.documents.convert import write_document
from tests.gui.conftest import Clerk
from tests.returned_files import blank_form
from tests.storage.test_correction_sheet import sheet


def written(document: Document, folder: Path) -> str:
    write_document(document, folder / "退回修改单.docx", None, None)
    return str(folder / "退回修改单.docx")


def test_its_points_are_marked_at_their_tasks_and_undo_takes_them_off(clerk: Clerk, tmp_path: Path) -> None:
    clerk.work.read_file(written(sheet(blank_form()), tmp_path))
    clerk.wait(lambda: not clerk.bench.worker.busy)
    book = clerk.bench.book
    assert book
    clerk.wait(lambda: bool(clerk.bench.store.rounds.remarks(book.book_id)))
    number = {t.task_id: t.number for t in clerk.bench.store.tasks.of(book.book_id)}
    told = [number.get(m.task_id or 0) for m in clerk.bench.store.rounds.remarks(book.book_id)]
    assert told == [5, 7, 3, None]
    assert "退回修改单" in clerk.work.notice.text.text()
    clerk.press("undoButton")
    assert not clerk.bench.store.rounds.remarks(book.book_id)
