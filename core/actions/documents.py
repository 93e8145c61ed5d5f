"""Room: core. What the actions need of documents; storage/documents satisfies it."""

from collections.abc import Sequence
from datetime import date
from typing import Protocol

from core.document import Document
from core.finding import Finding
from core.intake.summary import Summary
from core.ledger.fill import FormEdits
from core.pages import Pages
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

    def filled(self, edits: FormEdits) -> bytes:
        """The same file with these edits and nothing else changed."""
        ...


class Documents(Protocol):
    """Files in every format, as neutral documents. `place` is a path as text.

    All raise LedgerError in Chinese for what cannot be read or written; a write is whole or absent.
    """

    def read(self, place: str, *, look: bool = False) -> Document: ...

    def kind(self, place: str) -> str:
        """What kind of file this is by its content: docx, ofd, pdf, image …"""
        ...

    def open_form(self, place: str) -> Form: ...

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
