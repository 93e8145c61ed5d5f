"""Room: storage. Reads a PDF with text into the neutral Document (docs/formats/pdf.md).

A PDF knows only where characters and lines stand, as an OFD does; what they mean is read as it is there.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Lock

from core.document import Document
from core.errors import LedgerError
from storage.documents.package import SAFE, read_file
from storage.documents.readers.ofd import scanned_pages, sections_of
from storage.documents.readers.ofd.page import PageContent
from storage.documents.readers.pdf.bombs import too_large
from storage.documents.readers.pdf.page import Budget, read_page

MAX_PAGES = 2000
PASSWORD, SECURITY = 4, 5  # FPDF_ERR_…
_one_at_a_time = Lock()  # pdfium is not made for threads


NO_TEXT = f"该 PDF 是扫描件，页面只有图片，没有可读取的文字。{SAFE}请向发送方索取可编辑的 Word 文件。"


class Scanned(LedgerError):
    """The PDF opens, but shows pictures only."""


def read_pdf(source: bytes | Path) -> Document:
    """Paragraphs and ruled tables; what is unsure stays a paragraph, no text is left out.

    Raises LedgerError for what is damaged or protected with a password, Scanned where no page has text.
    """
    document, _ = read_pages(source)
    if not document.blocks:
        raise Scanned(NO_TEXT)
    return document


def read_pages(source: bytes | Path) -> tuple[Document, tuple[int, ...]]:
    """The document, without blocks where no page has text, and the pages that are pictures, from 1."""
    data = read_file(source) if isinstance(source, Path) else source
    with _opened(data) as document:
        pages, title = _pages(document), _title(document)
    return Document(tuple(sections_of(pages)), title=title), scanned_pages(pages)


def _pages(document) -> list[PageContent]:
    budget = Budget()
    return [read_page(document, number, budget) for number in range(min(len(document), MAX_PAGES))]


def _title(document) -> str:
    try:
        return " ".join(document.get_metadata_value("Title").split())
    except ValueError:  # half a character
        return ""


@contextmanager
def _opened(data: bytes) -> Iterator:
    from pypdfium2 import PdfDocument, PdfiumError

    with _one_at_a_time:
        if detail := too_large(data):
            raise LedgerError(f"PDF 文件内容过多，未予读取，{SAFE}请核对文件来源。", detail=detail)
        try:
            document = PdfDocument(data)
        except PdfiumError as e:
            raise _refused(e.err_code, repr(e)) from e
        try:
            yield document
        except PdfiumError as e:
            raise _refused(None, repr(e)) from e
        finally:
            document.close()


def _refused(code: int | None, detail: str) -> LedgerError:
    if code in (PASSWORD, SECURITY):
        return LedgerError(f"该 PDF 设有打开密码，无法读取。{SAFE}请向发送方索取没有密码的文件。", detail=detail)
    return LedgerError(f"该 PDF 已损坏，无法读取。{SAFE}请向发送方重新索取。", detail=detail)
