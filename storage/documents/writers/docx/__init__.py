"""Room: storage. Writes the neutral Document as .docx (docs/formats/docx.md): what is written reads back equal."""

from core.document import Align, Block, Document, PageField, Paragraph, ParagraphLook, Run, Section, TextLook
from storage.documents.writers.docx.blocks import blocks_xml, paragraph_xml
from storage.documents.writers.docx.page import section_xml
from storage.documents.writers.docx.parts import Parts, part_xml
from storage.documents.writers.docx.text import CARRIER

NUMBER = TextLook("宋体", 14)


def write_docx(document: Document, title: str = "") -> bytes:
    """The document as a .docx. `title` is its metadata (default: the document's own); there is no author and no date,
    so that the same document always gives the same bytes."""
    parts = Parts(facing=document.numbered)
    written = Margins(parts, numbered=document.numbered)
    body: list[str] = []
    last = len(document.sections) - 1
    for index, section in enumerate(document.sections):
        body.append(_section(section, written.references(section), index == last))
    parts.add("document", part_xml("document", f"<w:body>{''.join(body)}</w:body>"))
    return parts.package(title or document.title)


def _section(section: Section, references: str, last: bool) -> str:
    properties = section_xml(section.page, references)
    blocks = list(section.blocks)
    if last:
        return blocks_xml(blocks) + properties
    end = blocks[-1] if blocks else None
    if isinstance(end, Paragraph) and end.runs:  # the break stands in the section's last paragraph
        return blocks_xml(blocks[:-1], followed=True) + paragraph_xml(end, section=properties)
    return blocks_xml(blocks, followed=True) + CARRIER.format(properties)


def page_numbers(parts: Parts) -> str:
    """Footers by GB/T 9704 (7.5): 4号半角宋体 between short rules, odd pages at the right, even ones at the left."""
    references: list[str] = []
    one_in = NUMBER.size_pt  # one letter in from the edge
    sides = ("default", ParagraphLook(Align.RIGHT, right_pt=one_in)), ("even", ParagraphLook(left_pt=one_in))
    for kind, look in sides:
        rule = Run("— ", NUMBER), Run("1", NUMBER, PageField.PAGE), Run(" —", NUMBER)
        relation = parts.add("footer", part_xml("footer", paragraph_xml(Paragraph(rule, look=look))))
        references.append(f'<w:footerReference w:type="{kind}" r:id="{relation}"/>')
    return "".join(references)


class Margins:
    """The headers and footers written so far; a section that says nothing goes on with those of the one before it."""

    def __init__(self, parts: Parts, *, numbered: bool) -> None:
        self._parts = parts
        self._numbers = page_numbers(parts) if numbered else ""
        self._last: dict[str, tuple[Block, ...]] = {"header": (), "footer": ()}

    def references(self, section: Section) -> str:
        return self._reference("header", section.header) + (self._numbers or self._reference("footer", section.footer))

    def _reference(self, kind: str, blocks: tuple[Block, ...]) -> str:
        if blocks == self._last[kind]:
            return ""
        self._last[kind] = blocks
        relation = self._parts.add(kind, part_xml(kind, blocks_xml(blocks) or "<w:p/>"))
        return f'<w:{kind}Reference w:type="default" r:id="{relation}"/>'
