"""Room: storage. One file, read from the disk or out of a .zip once; satisfies core.actions.documents.Opened."""

from functools import cached_property
from pathlib import Path

from core.document import Document, paragraphs_of
from core.errors import LedgerError
from core.seal import Verdict
from storage.documents.carried import carried_unit
from storage.documents.open import read_opened
from storage.documents.package import SAFE, Package, open_package, read_file
from storage.documents.readers.archive import open_archive
from storage.documents.remarks import remarks_on
from storage.documents.sniff import Kind, kind_of, package_kind

ZIP = b"PK\x03\x04"
FEW_LETTERS = 20  # beside a picture in a Word document


class OpenedFile:
    """`inside`: a path within the .zip at `place`. Everything is read when it is first asked for, and kept as long as
    this object is; all raise LedgerError."""

    def __init__(self, place: Path, inside: str = "", archive: Package | None = None) -> None:
        self._place, self._inside, self._within = place, inside, archive
        self.name = inside.rpartition("/")[2] if inside else place.name
        self.pictured: tuple[int, ...] = ()

    @property
    def data(self) -> bytes:
        return self._data

    @cached_property
    def _data(self) -> bytes:
        if not self._inside:
            return read_file(self._place)
        return (self._within or open_archive(read_file(self._place))).read(self._inside)

    @cached_property
    def _package(self) -> Package | None:
        """The file as a zip; None where it is none, or a damaged or hostile one."""
        try:
            return open_package(self.data, f"「{self.name}」") if self.data.startswith(ZIP) else None
        except LedgerError:
            return None

    @cached_property
    def _kind(self) -> Kind:
        return package_kind(self._package.names) if self._package else kind_of(self.data, self.name)

    @property
    def kind(self) -> str:
        return self._kind.value

    @cached_property
    def _archive(self) -> Package | None:
        """An archive inside an archive stays closed: that is how bombs are made."""
        return open_archive(self.data) if self._kind is Kind.ZIP and not self._inside else None

    @property
    def inside(self) -> tuple[str, ...]:
        return self._archive.names if self._archive else ()

    def file(self, inside: str) -> "OpenedFile":
        return OpenedFile(self._place, inside, self._archive)

    def document(self) -> Document:
        if self._kind is Kind.DOCX and self._package:
            return self._word(self._package)
        if self._kind is Kind.ZIP and self._inside:
            raise LedgerError(f"是压缩包里的压缩包，没有解开。{SAFE}请先解压到文件夹，再收件。")
        if self._kind is Kind.ZIP and self.inside:
            raise LedgerError(f"是压缩包，不是文档。{SAFE}请先解压，再打开里面的文件。")
        if self._kind in (Kind.PDF, Kind.OFD):
            return self._fixed_layout()
        return read_opened(self.data, self._kind, self.name)

    def _word(self, package: Package) -> Document:
        """A scan is often pasted into an empty Word document."""
        from storage.documents.readers.docx import read_docx

        document = read_docx(package)
        if any(name.startswith("word/media/") for name in package.names):
            letters = sum(len(p.text.strip()) for p in paragraphs_of(document.blocks))
            self.pictured = (1,) if letters < FEW_LETTERS else ()
        return document

    def _fixed_layout(self) -> Document:
        if self._kind is Kind.PDF:
            from storage.documents.readers.pdf import NO_TEXT, read_pages
        else:
            from storage.documents.readers.ofd import NO_TEXT, read_pages
        document, self.pictured = read_pages(self.data)
        if not document.blocks:
            raise LedgerError(NO_TEXT)
        return document

    def remarks(self) -> tuple[str, ...]:
        return remarks_on(self._package, self._kind)

    def told_unit(self) -> str:
        return carried_unit(self.data, self._package, self._kind)

    def verdict(self) -> Verdict:
        from storage.documents.seal import verify_ofd

        return verify_ofd(self.data)
