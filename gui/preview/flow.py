"""Room: gui. From a page of the window to its preview, and back."""

import tempfile
from typing import TYPE_CHECKING

from core.actions.exporting import drafted
from core.document import Document
from core.progress import Progress
from gui.preview.page import MakeDocument, PreviewPage

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
