"""Room: core. What the actions need of documents; storage/documents satisfies it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from core.document import Document
from core.finding import Finding
from core.intake.summary import Summary
from core.ledger.fill import FormEdits
from core.ledger.template import TemplateEdits
from core.pages import Pages
from core.progress import Progress
from core.seal import Verdict
from core.sheets import Sheet


class Form(Protocol):
    """An office's own form, opened to be filled in."""

    @property
    def document(self) -> Document: ...

    @property
    def ending(self) -> str:
        """The ending of what `filled` gives, such as ".docx"."""
        ...

    @property
    def rewritten(self) -> str:
        """Why `filled` gives a file in another format than the form's own, in Chinese for the clerk; "" where not."""
        ...

    def filled(self, edits: FormEdits) -> bytes:
        """The same file with these edits and nothing else changed; in another format, in the same layout."""
        ...


class Opened(Protocol):
    """One file in the hands of the intake: read once, whatever is asked of it. All raise LedgerError.

    `kind` is by content: docx, ofd, pdf, image, zip …
    """

    @property
    def name(self) -> str:
        """The file's own name with its ending, without folders."""
        ...

    @property
    def data(self) -> bytes: ...

    @property
    def kind(self) -> str: ...

    @property
    def inside(self) -> tuple[str, ...]:
        """Of a .zip the paths of the files in it, with "/"; () where it is a single file."""
        ...

    def file(self, inside: str) -> "Opened":
        """One of the files `inside`."""
        ...

    def document(self) -> Document: ...

    @property
    def pictured(self) -> tuple[int, ...]:
        """Pages that show a picture and no text, from 1; known once `document` was asked for, also where it raised."""
        ...

    def remarks(self) -> tuple[str, ...]:
        """What else the clerk should know of it (限制编辑), to follow its name."""
        ...

    def told_unit(self) -> str:
        """Whose it is by data that the unit let it carry; "" for none."""
        ...

    def verdict(self) -> Verdict:
        """The seals of an OFD."""
        ...


class OfficeTemplate(Protocol):
    """An office's own blank form, opened to make one form a unit of it."""

    @property
    def document(self) -> Document: ...

    def filled(self, edits: TemplateEdits) -> bytes:
        """A .docx; what the edits do not name stays as it is."""
        ...


@dataclass(frozen=True, slots=True)
class OutFile:
    """One file to be written: bytes, a document whose format the name's ending tells, or the workbook of a summary."""

    name: str
    content: bytes | Document | Summary


class Documents(Protocol):
    """Files in every format, as neutral documents. `place` is a path as text.

    All raise LedgerError in Chinese for what cannot be read or written; a write is whole or absent.
    """

    def read(self, place: str, *, look: bool = False) -> Document: ...

    def opened(self, place: str, inside: str = "") -> Opened:
        """The file at `place`; `inside`: one of those in the .zip there. Nothing is read yet, and nothing raised."""
        ...

    def kind(self, place: str) -> str:
        """What kind of file this is by its content: docx, ofd, pdf, image …"""
        ...

    def open_form(self, place: str) -> Form: ...

    def open_template(self, place: str) -> OfficeTemplate: ...

    def write_folder(self, folder: str, files: Iterable[OutFile], progress: Progress) -> tuple[str, ...]:
        """Write all of them or, when cancelled or one fails, none. Files are taken one by one; returns their places."""
        ...

    def convert(self, document: Document, place: str, made_on: date | None = None) -> tuple[Finding, ...]:
        """Write `document` to `place`, the format by its ending, and tell what differs (fonts that were replaced).

        Raises NotYetSupported for an ending that no writer knows.
        """
        ...

    @property
    def endings(self) -> frozenset[str]:
        """The endings that `convert` can write, such as ".docx"."""
        ...

    def write_summary(self, summary: Summary, place: str) -> None:
        """The workbook of a summary (.xlsx)."""
        ...

    def read_data(self, data: bytes, ending: str) -> Document:
        """A file held in memory, with its look: .docx, or what the clipboard holds, .html and .txt."""
        ...

    def write_sheets(self, sheets: Sequence[Sheet], place: str) -> None:
        """A workbook (.xlsx), remarks as comments on its cells."""
        ...

    def write(self, place: str, data: bytes) -> None: ...

    def without_names(self, data: bytes) -> bytes:
        """The .docx or .xlsx without author, last editor, company, own properties and who wrote remarks."""
        ...

    def make_folder(self, place: str) -> None: ...

    def files(self, folder: str) -> tuple[str, ...]:
        """The places of all files below a folder, in the order of their names; hidden and temporary ones left out."""
        ...

    def read_bytes(self, place: str) -> bytes: ...

    def read_progress(self, place: str) -> dict[int, str]:
        """Task number → progress text, from JSON or an .xlsx."""
        ...

    def pages(self, document: Document, first: int = 0) -> Pages:
        """The document as its very pages, fonts inside; where `first` is not 0 only so many, in the time they take
        (without seal places, and a printed total counts the pages so far)."""
        ...

    def verify(self, place: str, word: Document | None = None) -> Verdict:
        """The seals of the OFD at `place`; with `word`, also where its content differs from that document's."""
        ...
