"""Room: storage. Where the sections of a .docx begin and end, and on what paper they stand."""

from dataclasses import dataclass, replace

from lxml import etree

from core.document import PageSetup, Section, mm
from storage.documents.readers.docx.names import SECT_PR, W_URI, W, twips, value

MM_PER_TWIP = 25.4 / 1440
_BREAKS = etree.XPath("w:p/w:pPr/w:sectPr", namespaces={"w": W_URI})


@dataclass(frozen=True, slots=True)
class Part:
    section: Section
    properties: object  # the w:sectPr that ends it, or None


def sections_of(body) -> list[tuple[list, object]]:
    """The body's children a section, each with its w:sectPr (or None): a section ends in a paragraph that holds one."""
    ends = {properties.getparent().getparent(): properties for properties in _BREAKS(body)}
    found: list[tuple[list, object]] = []
    current: list = []
    for child in body:
        if child.tag == SECT_PR:
            found.append((current, child))
            return found
        current.append(child)
        if child in ends:
            found.append((current, ends[child]))
            current = []
    if current or not found:
        found.append((current, None))
    return found


def joined_sections(parts: list[Part]) -> tuple[Section, ...]:
    """The sections that begin a page: a continuous break on the same paper (for columns) begins none."""
    joined: list[Section] = []
    for part in parts:
        section = part.section
        last = joined[-1] if joined else None
        if last and last.page == section.page and value(part.properties, "type") == "continuous":
            joined[-1] = replace(last, blocks=last.blocks + section.blocks)
        else:
            joined.append(section)
    return tuple(joined)


def page_of(properties) -> PageSetup:
    if properties is None:
        return PageSetup()
    size, margin = properties.find(W + "pgSz"), properties.find(W + "pgMar")
    plain = PageSetup()
    return PageSetup(
        width_mm=_length(size, "w", 0) or plain.width_mm,
        height_mm=_length(size, "h", 0) or plain.height_mm,
        top_mm=_length(margin, "top", plain.top_mm),
        right_mm=_length(margin, "right", plain.right_mm),
        bottom_mm=_length(margin, "bottom", plain.bottom_mm),
        left_mm=mm(_length(margin, "left", plain.left_mm) + _length(margin, "gutter", 0)),
    )


def _length(element, name: str, default: float) -> float:
    """In mm. A negative margin means "exactly so much", whatever the header needs."""
    text = None if element is None else element.get(W + name)
    return mm(abs(twips(text)) * MM_PER_TWIP) if text else default
