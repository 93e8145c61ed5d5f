"""Room: storage. Documents on this machine's disk: satisfies core.actions.documents.Documents.

Readers and writers are imported where they are used: the window makes this at its start and reads nothing then.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from core.actions.documents import OutFile
from core.document import Document
from core.errors import LedgerError, NotYetSupported
from core.finding import Finding
from core.intake.summary import Summary
from core.pages import Pages
from core.progress import Progress
from core.seal import Verdict
from core.sheets import Sheet
from storage.documents.safe_write import safe_write

if TYPE_CHECKING:
    from storage.documents.docx_form import DocxForm
    from storage.documents.docx_template import DocxTemplate
    from storage.documents.fonts import FontFinder
    from storage.documents.opened import OpenedFile
    from storage.documents.xlsx_form import XlsxForm

FIXED_LAYOUT = (".ofd", ".pdf")


class LocalDocuments:
    """`fonts` are this computer's where nothing else is given; they are looked up once a session."""

    def __init__(self, fonts: "FontFinder | None" = None) -> None:
        self._fonts = fonts

    def read(self, place: str, *, look: bool = False) -> Document:
        from storage.documents.open import read_document

        return read_document(Path(place), look=look)

    def opened(self, place: str, inside: str = "") -> "OpenedFile":
        from storage.documents.opened import OpenedFile

        return OpenedFile(Path(place), inside)

    def kind(self, place: str) -> str:
        from storage.documents.sniff import kind_of

        return kind_of(self.read_bytes(place), Path(place).name)

    def open_form(self, place: str) -> "DocxForm | XlsxForm":
        from storage.documents.forms import open_form

        return open_form(Path(place))

    def open_template(self, place: str) -> "DocxTemplate":
        from storage.documents.docx_template import DocxTemplate
        from storage.documents.sniff import Kind, kind_of

        data = self.read_bytes(place)
        if kind_of(data, Path(place).name) is not Kind.DOCX:
            raise NotYetSupported(
                f"「{Path(place).name}」不是 .docx，不能用作模板，没有写入任何文件。请用 WPS 或 Word 另存为 .docx 再选。"
            )
        return DocxTemplate(data)

    def read_bytes(self, place: str) -> bytes:
        from storage.documents.package import read_file

        return read_file(Path(place))

    def read_progress(self, place: str) -> dict[int, str]:
        from storage.documents.progress_file import read_progress

        return read_progress(Path(place))

    def read_data(self, data: bytes, ending: str) -> Document:
        from storage.documents.readers.docx import read_docx
        from storage.documents.readers.html import read_html
        from storage.documents.readers.text import read_text
        from storage.documents.readers.workbook import read_workbook

        if ending == ".html":
            return read_html(data)
        if ending in (".xlsx", ".xlsm"):
            return read_workbook(data)
        return read_text(data) if ending == ".txt" else read_docx(data, look=True)

    @property
    def endings(self) -> frozenset[str]:
        from storage.documents.convert import endings

        return endings()

    def convert(self, document: Document, place: str, made_on: date | None = None) -> tuple[Finding, ...]:
        from storage.documents.convert import write_document

        fonts = self._finder() if place.lower().endswith(FIXED_LAYOUT) else None
        return write_document(document, Path(place), made_on, fonts)

    def write_summary(self, summary: Summary, place: str) -> None:
        from storage.documents.writers.summary_xlsx import write_summary_xlsx

        safe_write(Path(place), write_summary_xlsx(summary))

    def files(self, folder: str) -> tuple[str, ...]:
        from storage.documents.readers.archive import is_junk

        root = Path(folder)
        if not root.is_dir():
            raise LedgerError(f"找不到文件夹「{root.name or folder}」，请核对名称和位置。")
        found = (p for p in root.rglob("*") if p.is_file() and not is_junk(p.name))
        return tuple(str(p) for p in sorted(found))

    def write_sheets(self, sheets: Sequence[Sheet], place: str) -> None:
        from storage.documents.writers.sheets import write_sheets

        safe_write(Path(place), write_sheets(sheets, Path(place).stem))

    def write(self, place: str, data: bytes) -> None:
        safe_write(Path(place), data)

    def without_names(self, data: bytes) -> bytes:
        from storage.documents.without_names import without_names

        return without_names(data)

    def write_folder(self, folder: str, files: Iterable[OutFile], progress: Progress) -> tuple[str, ...]:
        from storage.documents.folder_write import write_folder

        return write_folder(Path(folder), files, progress, self._put)

    def _put(self, file: OutFile, place: Path) -> None:
        if isinstance(file.content, bytes):
            safe_write(place, file.content)
        elif isinstance(file.content, Summary):
            self.write_summary(file.content, str(place))
        else:
            self.convert(file.content, str(place))

    def make_folder(self, place: str) -> None:
        try:
            Path(place).mkdir(parents=True, exist_ok=True)
        except OSError as e:
            message = f"无法建立文件夹「{place}」，没有写入任何文件。请换一个位置，或检查磁盘是否可写。"
            raise LedgerError(message, detail=repr(e)) from e

    def pages(self, document: Document, first: int = 0) -> Pages:
        from storage.documents.paging import make_first_pages, make_pages

        fonts = self._finder()
        return make_first_pages(document, fonts, first) if first else make_pages(document, fonts)

    def verify(self, place: str, word: Document | None = None) -> Verdict:
        from storage.documents.seal import verify_against, verify_ofd

        return verify_ofd(Path(place)) if word is None else verify_against(Path(place), word)

    def _finder(self) -> "FontFinder":
        from storage.documents.fonts import FontFinder

        self._fonts = self._fonts or FontFinder()
        return self._fonts
