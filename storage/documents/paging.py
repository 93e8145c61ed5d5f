"""Room: storage. A document as finished pages, fonts inside: what the OFD and PDF writers and the preview take."""

from core.document import Document
from core.pages import Pages
from storage.documents.fonts import FontBook, FontFinder
from storage.documents.layout import Options, first_pages, lay_out

AS_IT_STANDS = Options()
COMPOSED = Options(page_numbers=True)  # our own documents: page numbers in the standard's manner


def make_pages(document: Document, finder: FontFinder, options: Options | None = None) -> Pages:
    """Lay the document out with the fonts of this computer. `findings` say what had to be substituted.

    Without `options` the document itself says whether its pages are numbered.
    """
    book = FontBook(finder)
    return book.embed(lay_out(document, book, options or _options_of(document)))


def make_first_pages(document: Document, finder: FontFinder, count: int, options: Options | None = None) -> Pages:
    """The first pages alone, long before a long document is ready; without seal places, bookmarks and total."""
    book = FontBook(finder)
    return book.embed(first_pages(document, book, count, options or _options_of(document)))


def _options_of(document: Document) -> Options:
    return COMPOSED if document.numbered else AS_IT_STANDS
