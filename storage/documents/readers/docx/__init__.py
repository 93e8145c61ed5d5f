"""Room: storage. Reads .docx into the neutral Document, from the raw XML (docs/formats/docx.md says what that takes)."""

import posixpath
from pathlib import Path

from core.document import Document, PageSetup, Section, mm
from core.errors import LedgerError
from storage.documents.package import SAFE, Package, open_package, parse_xml
from storage.documents.readers.docx.names import STRICT_URI, W_URI, W, whole
from storage.documents.readers.docx.numbering import Numbering
from storage.documents.readers.docx.styles import Styles
from storage.documents.readers.docx.walker import MM_PER_TWIP, Walker, sections_of

MAIN = "word/document.xml"
OFFICE = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
WHAT = "Word 文档"


def read_docx(source: bytes | Path, look: bool = False) -> Document:
    """Read a .docx. With `look`, fonts, sizes, indents and borders are resolved along Word's styles (for layout and
    conversion); without, the text and the tables only, which is what reading a ledger needs and much faster.

    Raises LedgerError for a file that is no Word document or is damaged.
    """
    return DocxFile(source, look).document


class DocxFile:
    """A .docx opened once: its package, the tree of its main part, and the Document with the elements behind origins."""

    def __init__(self, source: bytes | Path, look: bool = False) -> None:
        self.package = open_package(source, WHAT)
        self.main = main_part(self.package)
        self._raw = self.package.read(self.main)
        self.root = parse_part(self._raw, self.main)
        body = self.root.find(W + "body")
        if body is None:
            raise LedgerError(f"该 Word 文档没有正文，可能已损坏。{SAFE}请用 WPS 或 Word 打开后另存为 .docx 再试。")
        self._folder = posixpath.dirname(self.main)
        self._look = look
        self._walker = self._make_walker()
        self._targets: dict[str, str] | None = None
        self.document = Document(tuple(self._section(*part) for part in sections_of(body)), title="")

    @property
    def cells(self) -> list:
        return self._walker.cells

    @property
    def paragraphs(self) -> list:
        return self._walker.paragraphs

    def _make_walker(self) -> Walker:
        wants_styles = self._look or b":pStyle" in self._raw
        styles = (
            Styles(self._part("styles.xml"), self._part("theme/theme1.xml") if self._look else None)
            if wants_styles
            else Styles()
        )
        numbered = wants_styles or b":numPr" in self._raw
        return Walker(styles, Numbering(self._part("numbering.xml") if numbered else None), self._look, self.root)

    def _part(self, name: str):
        path = posixpath.join(self._folder, name)
        return parse_part(self.package.read(path), path) if path in self.package else None

    def _section(self, children: list, properties) -> Section:
        blocks = self._walker.blocks(children)
        if properties is None:
            return Section(blocks)
        return Section(
            blocks,
            _page(properties),
            self._margin_part(properties, "headerReference"),
            self._margin_part(properties, "footerReference"),
        )

    def _margin_part(self, properties, name: str):
        """Header or footer of a section, kept apart from the body; only those of ordinary pages are read."""
        for reference in properties.findall(W + name):
            if reference.get(W + "type", "default") != "default":
                continue
            target = self._target(reference.get(OFFICE + "id", ""))
            if target in self.package:
                root = parse_part(self.package.read(target), target)
                return Walker(self._walker.styles, Numbering(None), self._look, root).blocks(root)
        return ()

    def _target(self, relation: str) -> str:
        if self._targets is None:
            rels = posixpath.join(self._folder, "_rels", posixpath.basename(self.main) + ".rels")
            self._targets = {}
            if rels in self.package:
                for element in self.package.xml(rels).iter(RELATIONSHIP):
                    self._targets[element.get("Id", "")] = _joined(self._folder, element.get("Target", ""))
        return self._targets.get(relation, "")


def main_part(package: Package) -> str:
    """The name of the part with the body: almost always word/document.xml, else what the package's relations say."""
    if MAIN in package:
        return MAIN
    if "_rels/.rels" in package:
        for element in package.xml("_rels/.rels").iter(RELATIONSHIP):
            name = _joined("", element.get("Target", ""))
            if element.get("Type", "").endswith("/officeDocument") and name.endswith(".xml") and name in package:
                return name
    raise LedgerError(f"该文件不是 Word 文档，或者缺少正文部件。{SAFE}请用 WPS 或 Word 打开后另存为 .docx 再试。")


def parse_part(data: bytes, name: str):
    """A part's root element; the names of Word's strict format are read as the usual ones."""
    if STRICT_URI.encode() in data:
        data = data.replace(STRICT_URI.encode(), W_URI.encode())
    return parse_xml(data, name)


def _joined(folder: str, target: str) -> str:
    return target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))


def _page(properties) -> PageSetup:
    size, margin = properties.find(W + "pgSz"), properties.find(W + "pgMar")

    def length(element, name: str, default: float) -> float:
        twips = whole(element.get(W + name)) if element is not None else 0
        return mm(abs(twips) * MM_PER_TWIP) if twips else default

    plain = PageSetup()
    return PageSetup(
        width_mm=length(size, "w", plain.width_mm),
        height_mm=length(size, "h", plain.height_mm),
        top_mm=length(margin, "top", plain.top_mm),
        right_mm=length(margin, "right", plain.right_mm),
        bottom_mm=length(margin, "bottom", plain.bottom_mm),
        left_mm=mm(length(margin, "left", plain.left_mm) + length(margin, "gutter", 0)),
    )
