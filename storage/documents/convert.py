"""Room: storage. Writes a Document as a file; the ending chooses the format."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

from core.document import Document, Role, paragraphs_of
from core.errors import LedgerError, NotYetSupported
from core.finding import Finding
from storage.documents.safe_write import safe_write


def write_document(document: Document, target: Path, made_on: date | None = None) -> tuple[Finding, ...]:
    """Write the file whole or not at all; its folder is made where there is none. `made_on` is the day that a
    fixed-layout file says it was made. Returns what is to be said about it (fonts that were replaced).

    Raises NotYetSupported for an ending that no writer knows, LedgerError where the file cannot be written.
    """
    writer = WRITERS.get(target.suffix.lower())
    if writer is None:
        known = "、".join(sorted(WRITERS))
        raise NotYetSupported(
            f"不能写成「{target.suffix or target.name}」格式。请把输出文件的扩展名改为 {known} 之一。"
        )
    data, findings = writer(document, made_on or date.today())
    _make_folder(target.parent)
    safe_write(target, data)
    return findings


def endings() -> frozenset[str]:
    return frozenset(WRITERS)


def title_of(document: Document) -> str:
    """What the file calls itself, else the first title or heading of its text."""
    shown = (p.text for p in paragraphs_of(document.blocks) if p.role is not Role.BODY)
    return document.title or next((text.strip() for text in shown if text.strip()), "")


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as e:
        message = f"无法建立文件夹「{folder}」，没有写入任何文件。请换一个位置，或检查磁盘是否可写。"
        raise LedgerError(message, detail=repr(e)) from e


# Each writer is loaded when it is first used: fonts and layout take a while.
def _docx(document: Document, made_on: date) -> tuple[bytes, tuple[Finding, ...]]:
    from storage.documents.writers.docx import write_docx

    return write_docx(document, title_of(document)), ()


def _html(document: Document, made_on: date) -> tuple[bytes, tuple[Finding, ...]]:
    from storage.documents.writers.html import write_html

    return write_html(document, title_of(document)), ()


def _xlsx(document: Document, made_on: date) -> tuple[bytes, tuple[Finding, ...]]:
    from storage.documents.writers.xlsx import write_xlsx

    return write_xlsx(document, title_of(document)), ()


def _ofd(document: Document, made_on: date) -> tuple[bytes, tuple[Finding, ...]]:
    from storage.documents.writers.info import FileInfo
    from storage.documents.writers.ofd import ofd_bytes

    pages = _pages(document)
    return ofd_bytes(pages, FileInfo(made_on, title_of(document))), pages.findings


def _pdf(document: Document, made_on: date) -> tuple[bytes, tuple[Finding, ...]]:
    from storage.documents.writers.info import FileInfo
    from storage.documents.writers.pdf import pdf_bytes

    pages = _pages(document)
    return pdf_bytes(pages, FileInfo(made_on, title_of(document))), pages.findings


def _pages(document: Document):
    from storage.documents.fonts import FontBook, FontFinder
    from storage.documents.layout import lay_out

    book = FontBook(FontFinder())
    return book.embed(lay_out(document, book))


WRITERS: dict[str, Callable[[Document, date], tuple[bytes, tuple[Finding, ...]]]] = {
    ".docx": _docx,
    ".html": _html,
    ".htm": _html,
    ".xlsx": _xlsx,
    ".ofd": _ofd,
    ".pdf": _pdf,
}
