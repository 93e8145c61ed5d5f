"""Room: storage. How text and paragraphs of a .doc look, laid over their styles ([MS-DOC] 2.6.1, 2.6.2)."""

from dataclasses import replace

from core.document import Align, ParagraphLook, Role, TextLook, pt, told_look
from storage.documents.readers.doc.binary import i16, u8, u16
from storage.documents.readers.doc.sprms import Change
from storage.documents.readers.doc.streams import FONTS, Streams
from storage.documents.readers.doc.styles import Styles

FONT, SIZE, UNDERLINE, CHARACTER_STYLE = 0x4A50, 0x4A43, 0x2A3E, 0x4A30
TOGGLES = {0x0835: "bold", 0x0836: "italic"}
ALIGNS = {1: Align.CENTER, 2: Align.RIGHT, 3: Align.JUSTIFY, 4: Align.JUSTIFY}
ALIGN = (0x2403, 0x2461)
LENGTHS = {  # twips
    0x840F: "left_pt",
    0x845E: "left_pt",
    0x840E: "right_pt",
    0x845D: "right_pt",
    0x8411: "first_line_pt",
    0x8460: "first_line_pt",
    0xA413: "before_pt",
    0xA414: "after_pt",
}
IN_CHARACTERS = {0x4456: "left_pt", 0x4455: "right_pt", 0x4457: "first_line_pt"}  # hundredths; count before twips
FLAGS = {0x2406: "keep_with_next", 0x2407: "page_break_before"}
LINE = 0x6412
BASE = TextLook(size_pt=10)
NATURAL_LINE = 1.3  # of the type size: a least line height below this changes nothing
MAX_FONTS = 2000


class Looks:
    def __init__(self, streams: Streams, styles: Styles) -> None:
        self._fonts = _fonts(streams.part(FONTS))
        self._styles = styles
        self._base = replace(BASE, font=self._font(styles.default_font))
        self._plain: dict[int, TextLook] = {}

    def plain(self, style: int) -> TextLook:
        """Of text without formatting of its own in a paragraph of this style."""
        if style not in self._plain:
            self._plain[style] = self._over(self._base, self._base, self._styles.text(style))
        return self._plain[style]

    def text(self, style: int, changes: tuple[Change, ...], role: Role, in_table: bool) -> TextLook:
        plain = self.plain(style)
        return told_look(self._over(plain, plain, changes), role, in_table)

    def _over(self, look: TextLook, plain: TextLook, changes: tuple[Change, ...]) -> TextLook:
        """A toggle of 0x80 is as the style has it (`plain`), 0x81 the other way round."""
        for code, operand in changes:
            value = u16(operand, 0) if len(operand) > 1 else u8(operand, 0)
            if code == CHARACTER_STYLE:
                plain = look = self._over(look, look, self._without_styles(value))
            elif code == FONT:
                look = replace(look, font=self._font(value) or look.font)
            elif code == SIZE:
                look = replace(look, size_pt=value / 2 if 2 <= value <= 3276 else look.size_pt)
            elif code == UNDERLINE:
                look = replace(look, underline=value not in (0, 5))
            elif code in TOGGLES:
                name = TOGGLES[code]
                own = getattr(plain, name) != bool(value & 1) if value >= 0x80 else bool(value)
                look = replace(look, **{name: own})
        return look

    def _without_styles(self, style: int) -> tuple[Change, ...]:
        return tuple(change for change in self._styles.text(style) if change[0] != CHARACTER_STYLE)

    def _font(self, index: int) -> str:
        return self._fonts[index] if index < len(self._fonts) else ""

    def paragraph(self, style: int, changes: tuple[Change, ...]) -> ParagraphLook:
        size = self.plain(style).size_pt
        found: dict[str, object] = {}
        for code, operand in (*self._styles.paragraph(style), *changes):
            found |= _stands(code, operand, size)
        # An indent in characters, where there is one that is not 0, counts before the one in twips.
        for name in ("left_pt", "right_pt", "first_line_pt"):
            found[name] = found.pop(f"chars {name}", 0) or found.get(name, 0)
        return replace(ParagraphLook(), **found)


def _stands(code: int, operand: bytes, size: float) -> dict[str, object]:
    if code in LENGTHS:
        return {LENGTHS[code]: pt(i16(operand, 0) / 20)}
    if code in IN_CHARACTERS:
        return {f"chars {IN_CHARACTERS[code]}": pt(i16(operand, 0) / 100 * size)}
    if code in ALIGN:
        return {"align": ALIGNS.get(u8(operand, 0), Align.LEFT)}
    if code in FLAGS:
        return {FLAGS[code]: bool(u8(operand, 0))}
    return _line(i16(operand, 0), i16(operand, 2), size) if code == LINE else {}


def _line(height: int, multiple: int, size: float) -> dict[str, object]:
    """A multiple in 240ths of a line; else at least (positive) or exactly (negative) so many twips."""
    if multiple:
        return {"line_pt": 0, "line_factor": height / 240 if height > 0 else 1}
    exact = -height / 20 if height < 0 else height / 20 if height / 20 > size * NATURAL_LINE else 0
    return {"line_pt": pt(exact), "line_factor": 1}


def _fonts(table: bytes) -> tuple[str, ...]:
    """Names in the order of their numbers; a name may be followed by that of a substitute."""
    names: list[str] = []
    at = 4
    for _ in range(min(u16(table, 0), MAX_FONTS)):
        size = u8(table, at)
        names.append(table[at + 40 : at + 1 + size].decode("utf-16-le", "ignore").partition("\x00")[0])
        at += 1 + size
    return tuple(names)
