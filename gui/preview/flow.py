"""Room: gui. From a page of the window to its preview, and back."""

import tempfile
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from core.actions.exporting import drafted
from core.document import Document, Role, Section, TextLook, paragraph
from core.errors import LedgerError
from core.progress import Progress
from gui.preview.laying_out import MakeDocument
from gui.preview.page import PreviewPage
from gui.workbench import Workbench

if TYPE_CHECKING:
    from gui.work_window import WorkArea

WARM_AFTER_MS = 800


def show_preview(area: "WorkArea", heading: str, make: MakeDocument) -> PreviewPage:
    """Open a preview of what `make` gives; 返回 goes to the page from which it was asked."""
    page = PreviewPage(area.bench, area.theme, area.dialogs, heading, make)
    back = area.page_shown
    page.back_asked.connect(lambda: area.open_page(back))
    area.show_inner(page)
    page.start()
    return page


def preview_export(area: "WorkArea") -> None:
    """The open ledger as an export would write it."""
    book = area.bench.book
    if book is not None:
        show_preview(area, book.title or book.original_name, draft_of(area.bench, book.book_id))


def draft_of(bench: Workbench, book_id: int) -> MakeDocument:
    store, documents = bench.store, bench.services.documents

    def make(progress: Progress) -> Document:
        with tempfile.TemporaryDirectory(prefix="mingzhang-") as scratch:
            return drafted(store, documents, book_id, scratch)

    return make


def warm_fonts_soon(bench: Workbench, page: QWidget) -> None:
    """When the page has been open for a moment, as it is where a preview is likely to be asked for."""
    soon = QTimer(page)
    soon.setSingleShot(True)
    soon.timeout.connect(lambda: warm_fonts(bench))
    soon.start(WARM_AFTER_MS)


def warm_fonts(bench: Workbench) -> None:
    """Find and open the fonts, and draw their letters, before anybody waits for them: the open ledger's first page."""
    documents = bench.services.documents
    make = draft_of(bench, bench.book.book_id) if bench.book else _every_role

    def failed(error: LedgerError) -> None:
        """What is wrong is told when the pages are asked for."""

    bench.worker.run(lambda progress: documents.pages(make(progress), 1), lambda pages: None, failed, quiet=True)


def _every_role(progress: Progress) -> Document:
    roles = tuple(paragraph("年", role=role) for role in Role)
    return Document((Section((*roles, paragraph("月", font=TextLook("宋体")))),))
