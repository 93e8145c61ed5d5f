"""Room: gui. From a page of the window to its preview, and back."""

import tempfile
from typing import TYPE_CHECKING

from core.actions.exporting import drafted
from core.document import Document, Role, Section, TextLook, paragraph
from core.errors import LedgerError
from core.progress import Progress
from gui.preview.page import MakeDocument, PreviewPage
from gui.workbench import Workbench

if TYPE_CHECKING:
    from gui.work_window import WorkArea


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
    bench = area.bench
    book = bench.book
    if book is None:
        return
    store, documents = bench.store, bench.services.documents

    def make(progress: Progress) -> Document:
        with tempfile.TemporaryDirectory(prefix="mingzhang-") as scratch:
            return drafted(store, documents, book.book_id, scratch)

    show_preview(area, book.title or book.original_name, make)


def warm_fonts(bench: Workbench) -> None:
    """Find and open the usual fonts before anybody waits for them."""
    documents = bench.services.documents
    roles = tuple(paragraph("年", role=role) for role in Role)
    document = Document((Section((*roles, paragraph("月", font=TextLook("宋体")))),))

    def failed(error: LedgerError) -> None:
        """What is wrong with the fonts is told when pages are asked for."""

    bench.worker.run(lambda progress: documents.pages(document), lambda pages: None, failed, quiet=True)
