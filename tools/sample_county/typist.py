"""Types WordprocessingML the way WPS does: every run names its fonts, text is broken into runs by its editing history.

Nothing is random: what looks so is drawn from a checksum of the document's name and a counter.
"""

from dataclasses import dataclass
from itertools import groupby
from zlib import crc32

from .marks import Piece, pieces_of

RSIDS = 9


@dataclass(frozen=True, slots=True)
class Font:
    """An East Asian family with its size in points; `plain` leaves all to the style, as fresh typing in WPS does."""

    family: str
    size: float
    bold: bool = False
    latin: str = "Times New Roman"
    plain: bool = False
    colour: str = "000000"


TITLE = Font("方正小标宋简体", 22)
BODY = Font("仿宋_GB2312", 16)
HEADING_1 = Font("黑体", 16)
HEADING_2 = Font("楷体_GB2312", 16)
CELL = Font("仿宋_GB2312", 10.5)
CELL_HEAD = Font("黑体", 10.5)
CELL_SECTION = Font("黑体", 12)
DEFAULT = Font("", 10.5, plain=True)


@dataclass(frozen=True, slots=True)
class Stand:
    """How a paragraph stands: `indent` and `right` in characters, `line` an exact height in points (0: the style's)."""

    align: str = "both"
    indent: int = 0
    right: int = 0
    line: int = 0
    before: int = 0
    number: int = 0  # w:numId
    style: str = ""
    new_page: bool = False
    rule: str = ""  # colour of a line below


FLUSH = Stand()
CENTER = Stand("center")


class Typist:
    """One document's hand: its rsids, paragraph numbers and revision numbers."""

    def __init__(self, name: str, author: str = "", changed: str = "2026-07-06T09:12:00Z") -> None:
        self._name, self._author, self._changed = name, author, changed
        self._count = 0
        self.rsids = [f"{self._draw(f'rsid{i}') & 0x00FFFFFF:08X}" for i in range(RSIDS)]

    def paragraph(self, text: str = "", font: Font = BODY, stand: Stand = FLUSH, *, ghost: bool = False) -> str:
        """A paragraph. A `ghost` has a run that names a look and holds nothing, as deleted text leaves behind."""
        runs = self.runs(text, font)
        if ghost and not runs:
            runs = f"<w:r>{look(font)}</w:r>"
        return f"<w:p {self._ids()}>{_properties(font, stand)}{runs}</w:p>"

    def lines(self, text: str, font: Font, stand: Stand = FLUSH) -> str:
        """One paragraph for each line of `text`."""
        return "".join(self.paragraph(line, font, stand) for line in text.split("\n"))

    def runs(self, text: str, font: Font) -> str:
        return "".join(self._piece(piece, font) for piece in pieces_of(text))

    def next_id(self) -> int:
        """A number that no other mark of this document has."""
        self._count += 1
        return self._count

    def _draw(self, what: str) -> int:
        return crc32(f"{self._name}/{what}".encode())

    def _ids(self) -> str:
        drawn = self._draw(str(self.next_id()))
        rsid, other = self.rsids[drawn % RSIDS], self.rsids[drawn // RSIDS % RSIDS]
        number = f"{drawn & 0x7FFFFFFF:08X}"
        return f'w14:paraId="{number}" w:rsidR="{rsid}" w:rsidRPr="{other}" w:rsidRDefault="{rsid}" w:rsidP="{other}"'

    def _piece(self, piece: Piece, font: Font) -> str:
        body = "".join(self._run(part, DEFAULT if piece.plain else font) for part in self._history(piece.text))
        if not piece.tag:
            return body
        if piece.tag == "del":
            body = body.replace("<w:t", "<w:delText").replace("</w:t>", "</w:delText>")
        number = self.next_id()
        return (
            f'<w:{piece.tag} w:id="{number}" w:author="{self._author}" w:date="{self._changed}">{body}</w:{piece.tag}>'
        )

    def _history(self, text: str) -> list[str]:
        """Break text as editing leaves it: digits apart from Chinese, and here and there in mid-sentence."""
        broken: list[str] = []
        for part in ("".join(group) for _, group in groupby(text, key=_is_latin)):
            at = self._draw(f"{self.next_id()}") % 90 + 10
            broken += [part[:at], part[at:]] if len(part) > at + 2 else [part]
        return broken

    def _run(self, text: str, font: Font) -> str:
        body = "<w:br/>".join(_text(line) for line in text.split("\n"))
        rsid = f' w:rsidR="{self.rsids[len(text) % RSIDS]}"' if len(text) % 3 == 0 else ""
        return f"<w:r{rsid}>{look(font, latin=all(map(_is_latin, text)))}{body}</w:r>"


def look(font: Font, *, latin: bool = False) -> str:
    """w:rPr of a run, or of a paragraph's mark."""
    hint = "" if latin else ' w:hint="eastAsia"'
    if font.plain:
        return f"<w:rPr><w:rFonts{hint}/></w:rPr>"
    other = font.latin if latin else font.family
    bold = "<w:b/><w:bCs/>" if font.bold else ""
    size = round(font.size * 2)
    return (
        f'<w:rPr><w:rFonts{hint} w:ascii="{other}" w:hAnsi="{other}" w:eastAsia="{font.family}" w:cs="{other}"/>{bold}'
        f'<w:color w:val="{font.colour}"/><w:kern w:val="0"/><w:sz w:val="{size}"/><w:szCs w:val="{size}"/>'
        '<w:lang w:val="en-US" w:eastAsia="zh-CN"/></w:rPr>'
    )


def escape(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _is_latin(sign: str) -> bool:
    return sign.isascii() and (sign.isalnum() or sign in ".-/%")


def _text(line: str) -> str:
    space = ' xml:space="preserve"' if line != line.strip() or "  " in line else ""
    return f"<w:t{space}>{escape(line)}</w:t>" if line else ""


def _properties(font: Font, stand: Stand) -> str:
    """w:pPr, its children in the schema's order."""
    exact = f' w:line="{stand.line * 20}" w:lineRule="exact"' if stand.line else ""
    before = f' w:before="{stand.before * 20}"' if stand.before else ""
    parts = [
        f'<w:pStyle w:val="{stand.style}"/>' if stand.style else "",
        "<w:pageBreakBefore/>" if stand.new_page else "",
        f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{stand.number}"/></w:numPr>' if stand.number else "",
        f'<w:pBdr><w:bottom w:val="single" w:sz="18" w:space="1" w:color="{stand.rule}"/></w:pBdr>'
        if stand.rule
        else "",
        '<w:adjustRightInd w:val="0"/><w:snapToGrid w:val="0"/>' if stand.line else "",
        f"<w:spacing{before}{exact}/>" if before or exact else "",
        _indent(font, stand),
        f'<w:jc w:val="{stand.align}"/>' if stand.align != "both" else "",
        look(font),
    ]
    return f"<w:pPr>{''.join(parts)}</w:pPr>"


def _indent(font: Font, stand: Stand) -> str:
    if stand.number:
        return '<w:ind w:left="0" w:firstLine="0"/>'
    first = f' w:firstLineChars="{stand.indent * 100}" w:firstLine="{round(stand.indent * font.size * 20)}"'
    right = f' w:rightChars="{stand.right * 100}" w:right="{round(stand.right * font.size * 20)}"'
    told = (right if stand.right else "") + (first if stand.indent else "")
    return f"<w:ind{told}/>" if told else ""
