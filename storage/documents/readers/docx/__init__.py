"""Room: storage. Reads .docx into the neutral Document, from the raw XML (docs/formats/docx.md: what that takes)."""

import posixpath
from collections.abc import Mapping
from functools import cached_property, lru_cache
from pathlib import Path

from core.document import Block, Document, Paragraph, Section
from core.errors import LedgerError, NotYetSupported
from storage.documents.package import SAFE, Package, open_package, parse_xml
from storage.documents.readers.docx.names import RELATION_ID, STRICT, W
from storage.documents.readers.docx.numbering import Numbering
from storage.documents.readers.docx.plain import PlainPart, plain_part
from storage.documents.readers.docx.sections import Part, joined_sections, page_of, sections_of
from storage.documents.readers.docx.styles import Styles
from storage.documents.readers.docx.walker import Walker
from storage.documents.sniff import Kind, kind_of

MAIN = "word/document.xml"
RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
WHAT = "Word 文档"
NAMESPACES_BYTES = 8192  # where a part declares its namespaces


def read_docx(source: bytes | Path | Package, look: bool = False) -> Document:
    """Read a .docx. With `look`, fonts, sizes, indents and borders are resolved along Word's styles (for layout and
    conversion), headers and footers too; without, the text and the tables only, which is what reading a ledger needs
    and much faster.

    Raises LedgerError for a file that is no Word document or is damaged.
    """
    return DocxFile(source, look).document


class DocxFile:
    """A .docx opened once: its package, the tree of its main part, the Document, and the elements behind origins."""

    def __init__(self, source: bytes | Path | Package, look: bool = False, embedded: bool = False) -> None:
        self._embedded = embedded
        self.package = source if isinstance(source, Package) else open_package(source, WHAT)
        self.main = main_part(self.package)
        self.root = parse_part(self.package.read(self.main), self.main)
        body = self.root.find(W + "body")
        if body is None:
            raise LedgerError(f"该 Word 文档没有正文，可能已损坏。{SAFE}请用 WPS 或 Word 打开后另存为 .docx 再试。")
        self._folder = posixpath.dirname(self.main)
        self._look = look
        self._related: Mapping[str, str] | None = None
        self._by_id: Mapping[str, str] = {}
        self._walker = self._make_walker()
        self.document = Document(self._sections(body), title=self._title() if look else "")

    @property
    def cells(self) -> list:
        return self._walker.cells

    @property
    def paragraphs(self) -> list:
        return self._walker.paragraphs

    def _make_walker(self) -> Walker | PlainPart:
        plain = None if self._look else plain_part(self.root, lambda: self._styles)
        return plain or self._walk(self.root, Numbering(self._part("numbering")))

    def _walk(self, root, numbering: Numbering) -> Walker:
        return Walker(self._styles, numbering, self._look, root, self._chunk)

    def _chunk(self, relation: str) -> tuple[Block, ...]:
        """The blocks of a whole document that another program embedded instead of converting it (w:altChunk)."""
        self._relations()
        name = self._by_id.get(relation, "")
        if name not in self.package:
            return ()
        data = self.package.read(name)
        kind = kind_of(data, name)
        if kind is Kind.DOCX and not self._embedded:
            return DocxFile(data, self._look, embedded=True).document.blocks
        if kind in (Kind.HTML, Kind.TXT):
            from storage.documents.readers.html import read_html

            return read_html(data).blocks
        raise NotYetSupported(
            f"该 Word 文档嵌有另一份文档，本版本暂不能读取。{SAFE}请用 WPS 或 Word 打开后另存为 .docx 再试。"
        )

    @cached_property
    def _styles(self) -> Styles:
        return _styles(self._bytes("styles"), self._bytes("theme") if self._look else b"")

    def _part(self, kind: str):
        """The root of the part that the main part is related to as `kind`, or None."""
        data = self._bytes(kind)
        return parse_part(data, self._relations()[kind]) if data else None

    def _bytes(self, kind: str) -> bytes:
        name = self._relations().get(kind, "")
        return self.package.read(name) if name in self.package else b""

    def _sections(self, body) -> tuple[Section, ...]:
        parts: list[Part] = []
        header: tuple[Block, ...] = ()
        footer: tuple[Block, ...] = ()
        for children, properties in sections_of(body):
            blocks = self._walker.blocks(children)
            if self._look:  # a section without a header of its own goes on with the one before it
                header = self._margin_part(properties, "headerReference", header)
                footer = self._margin_part(properties, "footerReference", footer)
            parts.append(Part(Section(blocks, page_of(properties), header, footer), properties))
        return joined_sections(parts)

    def _margin_part(self, properties, name: str, inherited: tuple[Block, ...]) -> tuple[Block, ...]:
        """Header or footer of a section, kept apart from the body; only those of ordinary pages are read."""
        for reference in () if properties is None else properties.findall(W + name):
            if reference.get(W + "type", "default") != "default":
                continue
            self._relations()
            target = self._by_id.get(reference.get(RELATION_ID, ""), "")
            if target in self.package:
                root = parse_part(self.package.read(target), target)
                blocks = self._walk(root, Numbering(None)).blocks(root)
                return blocks if any(not _blank(block) for block in blocks) else ()
        return inherited

    def _relations(self) -> Mapping[str, str]:
        """Kind of relation (styles, numbering, theme …) → part; fills `_by_id` too."""
        if self._related is None:
            rels = posixpath.join(self._folder, "_rels", posixpath.basename(self.main) + ".rels")
            data = self.package.read(rels) if rels in self.package else b""
            self._related, self._by_id = _relations(data, rels, self._folder) if data else ({}, {})
        return self._related

    def _title(self) -> str:
        name = "docProps/core.xml"
        found = (
            self.package.xml(name).findtext("{http://purl.org/dc/elements/1.1/}title") if name in self.package else ""
        )
        return found or ""


# Sixty units return one form: it has the same relations and the same styles in each.
@lru_cache(maxsize=4)
def _relations(data: bytes, name: str, folder: str) -> tuple[Mapping[str, str], Mapping[str, str]]:
    """(kind of relation → part, id → part)."""
    related: dict[str, str] = {}
    by_id: dict[str, str] = {}
    for element in parse_xml(data, name).iter(RELATIONSHIP):
        target = _joined(folder, element.get("Target", ""))
        by_id[element.get("Id", "")] = target
        related[posixpath.basename(element.get("Type", ""))] = target
    return related, by_id


@lru_cache(maxsize=4)
def _styles(styles: bytes, theme: bytes) -> Styles:
    """By the parts' bytes, b"" where there is none."""
    roots = (parse_part(data, name) if data else None for data, name in ((styles, "styles.xml"), (theme, "theme.xml")))
    return Styles(*roots)


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
    if b"http://purl.oclc.org/ooxml/" in data[:NAMESPACES_BYTES]:
        for strict, usual in STRICT.items():
            data = data.replace(strict, usual)
    return parse_xml(data, name)


def _joined(folder: str, target: str) -> str:
    return target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))


def _blank(block: Block) -> bool:
    return isinstance(block, Paragraph) and not block.runs
