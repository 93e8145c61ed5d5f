"""Room: storage. Writes a Document as a file; the ending chooses the format."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from core.document import Document, Role, paragraphs_of
from core.errors import NotYetSupported
from core.finding import Finding
from core.pages import Pages
from storage.documents.safe_write import safe_write

if TYPE_CHECKING:
    from storage.documents.fonts import FontFinder


def write_document(
    document: Document, target: Path, made_on: date | None = None, fonts: "FontFinder | None" = None
) -> tuple[Finding, ...]:
    """Write the file whole or not at all. `made_on` is the day that a fixed-layout file says it was made, `fonts` what
    it is set in (default: this computer's). Returns what is to be said about it (fonts that were replaced).

    Raises NotYetSupported for an ending that no writer knows, LedgerError where the file cannot be written.
    """
    writer = WRITERS.get(target.suffix.lower())
    if writer is None:
        known = "、".join(sorted(WRITERS))
        raise NotYetSupported(
            f"不能写成「{target.suffix or target.name}」格式。请把输出文件的扩展名改为 {known} 之一。"
        )
    data, findings = writer(document, made_on or date.today(), fonts)
    safe_write(target, data)
    return findings


def endings() -> frozenset[str]:
    return frozenset(WRITERS)


def title_of(document: Document) -> str:
    """What the file calls itself, else its title, else its first line."""
    shown = [p for p in paragraphs_of(document.blocks) if p.text.strip()]
    titles = [p for p in shown if p.role is Role.TITLE] or shown
    return document.title or (titles[0].text.strip().split("\n")[0] if titles else "")


# Each writer is loaded when it is first used: fonts and layout take a while.
def _docx(document: Document, made_on: date, fonts: "FontFinder | None") -> tuple[bytes, tuple[Finding, ...]]:
    from storage.documents.writers.docx import write_docx

    return write_docx(document, title_of(document)), ()


def _html(document: Document, made_on: date, fonts: "FontFinder | None") -> tuple[bytes, tuple[Finding, ...]]:
    from storage.documents.writers.html import write_html

    return write_html(document, title_of(document)), ()


def _xlsx(document: Document, made_on: date, fonts: "FontFinder | None") -> tuple[bytes, tuple[Finding, ...]]:
    from storage.documents.writers.xlsx import write_xlsx

    return write_xlsx(document, title_of(document)), ()


def _ofd(document: Document, made_on: date, fonts: "FontFinder | None") -> tuple[bytes, tuple[Finding, ...]]:
    from storage.documents.writers.info import FileInfo
    from storage.documents.writers.ofd import ofd_bytes

    pages = _pages(document, fonts)
    return ofd_bytes(pages, FileInfo(made_on, title_of(document))), pages.findings


def _pdf(document: Document, made_on: date, fonts: "FontFinder | None") -> tuple[bytes, tuple[Finding, ...]]:
    from storage.documents.writers.info import FileInfo
    from storage.documents.writers.pdf import pdf_bytes

    pages = _pages(document, fonts)
    return pdf_bytes(pages, FileInfo(made_on, title_of(document))), pages.findings


def _pages(document: Document, fonts: "FontFinder | None") -> Pages:
    from storage.documents.fonts import FontFinder
    from storage.documents.paging import make_pages

    return make_pages(document, fonts or FontFinder())


Writer: TypeAlias = Callable[[Document, date, "FontFinder | None"], tuple[bytes, tuple[Finding, ...]]]
WRITERS: dict[str, Writer] = {
    ".docx": _docx,
    ".html": _html,
    ".htm": _html,
    ".xlsx": _xlsx,
    ".ofd": _ofd,
    ".pdf": _pdf,
}
