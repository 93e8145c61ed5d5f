"""Room: storage. One OFD page with its templates, layers, blocks and composites, walked into pieces and rules."""

import posixpath
from dataclasses import dataclass, field
from functools import lru_cache

from lxml import etree

from core.errors import LedgerError
from storage.documents.ofd_package import OfdDocument, PageRef, locate
from storage.documents.package import parse_xml
from storage.documents.readers.ofd.pieces import UNIT, Face, Matrix, Piece, inside, numbers, text_pieces
from storage.documents.readers.ofd.rules import Rule, path_rules

A4 = (210.0, 297.0)
A_SCAN = 0.2  # of the page: a smaller picture is an ornament, a stamp, a chart
MAX_DEPTH = 12
# What a whole document may hold, in characters; objects and rules take as long as several. A page has about 2 000.
MAX_WORK = 1_500_000
OBJECT, RULE = 4, 2
BYTES_A_UNIT = 64  # of XML, so that what is parsed in vain counts as well
TOO_MUCH = "OFD 文件内容过多，未予读取，原文件未作任何改动。请核对文件来源。"
_CONTAINERS = frozenset({"Content", "Layer", "PageBlock", "Page"})


class TooMuch(LedgerError):
    """More than any office document holds."""


@dataclass(slots=True)
class PageContent:
    width: float
    height: float
    pieces: list[Piece] = field(default_factory=list)
    rules: list[Rule] = field(default_factory=list)
    pictured: bool = False  # it shows a picture large enough to be a page's own

    @property
    def scanned(self) -> bool:
        """Whether the page shows a picture and no text."""
        return self.pictured and not self.pieces


class PageReader:
    """Reads the pages of one document; templates and resources are parsed once."""

    def __init__(self, document: OfdDocument) -> None:
        self._document = document
        self._templates = {t.id: t.part for t in document.templates}
        self._faces: dict[str, Face] = {}
        self._composites: dict[str, etree._Element] = {}
        self._work = 0
        self._template_root = lru_cache(maxsize=16)(self._root)
        area = next(document.root.iterfind("{*}CommonData/{*}PageArea"), None)
        self._size = _size(area) or A4
        for resource in document.root.iterfind("{*}CommonData/*"):
            if etree.QName(resource).localname in ("PublicRes", "DocumentRes"):
                self._resources(locate(document.package, posixpath.dirname(document.part), resource.text))

    def read(self, page: PageRef) -> PageContent:
        """What the page shows, templates first. An unreadable page is an error; a lost template is not."""
        root = self._parsed(page.part)
        area = next(root.iterchildren("{*}Area"), None)
        content = PageContent(*(_size(area) or self._size))
        for resource in root.iterchildren("{*}PageRes"):
            self._resources(locate(self._document.package, posixpath.dirname(page.part), resource.text))
        for template in root.iterchildren("{*}Template"):
            self._template(self._templates.get(template.get("TemplateID") or "", ""), content)
        self._walk(root, UNIT, content, 0)
        return content

    def _template(self, part: str, content: PageContent) -> None:
        root = self._template_root(part)
        if root is not None:
            self._walk(root, UNIT, content, 0)

    def _root(self, part: str) -> etree._Element | None:
        try:
            return self._parsed(part) if part in self._document.package else None
        except TooMuch:
            raise
        except LedgerError:
            return None

    def _parsed(self, part: str) -> etree._Element:
        data = self._document.package.read(part)
        self._spend(len(data) // BYTES_A_UNIT)
        return parse_xml(data, part)

    def _resources(self, part: str) -> None:
        root = self._root(part)
        if root is None:
            return
        for font in root.iterfind("{*}Fonts/{*}Font"):
            name = font.get("FontName") or font.get("FamilyName") or ""
            self._faces[font.get("ID") or ""] = Face(name, (font.get("Bold") or "").lower() == "true")
        for unit in root.iterfind("{*}CompositeGraphicUnits/{*}CompositeGraphicUnit"):
            self._composites[unit.get("ID") or ""] = unit

    def _walk(self, parent: etree._Element, matrix: Matrix, content: PageContent, depth: int) -> None:
        if depth > MAX_DEPTH:
            return
        for element in parent.iterchildren(etree.Element):
            self._spend(OBJECT)
            name = etree.QName(element).localname
            if name in _CONTAINERS:
                self._walk(element, matrix, content, depth + 1)
            elif name.endswith("Object") and (element.get("Visible") or "").strip().lower() != "false":
                self._object(name, element, inside(matrix, element), content, depth)

    def _object(self, name: str, element: etree._Element, matrix: Matrix, content: PageContent, depth: int) -> None:
        if name == "TextObject":
            pieces = list(text_pieces(element, matrix, self._faces))
            self._spend(sum(len(piece.text) for piece in pieces))
            content.pieces += (piece for piece in pieces if piece.text.strip())
        elif name == "PathObject":
            rules = list(path_rules(element, matrix))
            self._spend(RULE * len(rules))
            content.rules += rules
        elif name == "ImageObject":
            content.pictured = content.pictured or _large(element, content)
        elif name == "CompositeObject":
            unit = self._composites.get(element.get("ResourceID") or "")
            if unit is not None:
                self._walk(unit, matrix, content, depth + 1)

    def _spend(self, work: int) -> None:
        self._work += work
        if self._work > MAX_WORK:
            raise TooMuch(TOO_MUCH)


def _large(image: etree._Element, content: PageContent) -> bool:
    box = numbers(image.get("Boundary"))
    return len(box) == 4 and box[2] * box[3] > A_SCAN * content.width * content.height


def _size(area: etree._Element | None) -> tuple[float, float] | None:
    """Width and height of the paper; PhysicalBox starts at the origin in all files seen."""
    if area is None:
        return None
    box = numbers(next((e.text for e in area.iterchildren("{*}PhysicalBox")), None))
    return (box[2], box[3]) if len(box) == 4 and box[2] > 0 and box[3] > 0 else None
