"""Room: storage. A small TrueType font of the characters used: one glyph a character, the same bytes for OFD and PDF."""

import io
import struct
from collections.abc import Iterable
from typing import Any

from fontTools.fontBuilder import FontBuilder
from fontTools.misc.transform import Identity, Transform
from fontTools.pens.transformPen import TransformPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import newTable
from fontTools.ttLib.tables._g_l_y_f import Glyph

from core.pages import GlyphInk, PageFont
from storage.documents.font_face import Face, compiled

# Characters that paint nothing: their glyph is blank whatever the font holds. Value: the advance in ems.
BLANK = {
    " ": 0.25,
    "\t": 0.25,
    "\n": 0.0,
    "\u00a0": 0.25,
    "\u3000": 1.0,
    "\u2002": 0.5,
    "\u2003": 1.0,
    "\u2009": 0.2,
    "\u202f": 0.2,
}
INVISIBLE = frozenset(map(chr, [0xAD, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2070), 0xFEFF,
                                *range(0xFE00, 0xFE10)]))  # fmt: skip
_EPOCH = 3_500_000_000  # seconds from 1904: a fixed time, so that the same characters give the same bytes
_BOLD = 0.014  # parts of the em; the strokes grow by twice as much
_SLANT = 0.21


def build(face: Face, chars: Iterable[str], bold: bool = False, italic: bool = False) -> PageFont:
    """The font that pages need. `bold` and `italic` here mean: made by us, because no such face is installed.

    Glyph ids follow the code points, so the same characters give the same bytes. A character the face has not is drawn
    as an empty box and keeps its code point.
    """
    ordered = sorted(set(chars))
    outlines = {c: _shape(_outline(face, c), face.units, bold, italic) for c in ordered}
    widths = {c: width(face, c) for c in ordered}
    bounds = {c: _bounds(g) for c, g in outlines.items()}
    info = face.info
    return PageFont(
        family=info.families[0],
        postscript_name=info.postscript_name,
        data=_font_file(face, outlines, widths, bounds) if info.embeddable else b"",
        glyphs={c: n for n, c in enumerate(ordered, 1)},
        ink={c: GlyphInk(*(v / face.units for v in box)) for c, box in bounds.items()},
        widths={c: w / face.units for c, w in widths.items()},
        bold=bold or info.weight >= 600,
        italic=italic or info.italic,
        serif="Sans" not in info.postscript_name and "Hei" not in info.postscript_name,
        ascent=face.heights[0],
        descent=face.heights[1],
    )


def width(face: Face, char: str) -> int:
    """The advance in units of the em."""
    if char in INVISIBLE:
        return 0
    if face.has(char):
        return face.advance(char)
    return round(BLANK.get(char, 1.0) * face.units)


def ink_of(face: Face, char: str) -> tuple[float, float]:
    """(top, bottom) of what the character paints, in ems above the baseline."""
    _, bottom, _, top = _bounds(_outline(face, char))
    return top / face.units, bottom / face.units


def _outline(face: Face, char: str) -> bytes:
    if char in INVISIBLE or char in BLANK:
        return b""
    return face.glyph(char) if face.has(char) else _box(face.units)


def _box(units: int) -> bytes:
    """The empty square that stands for a character which no font has."""
    pen = TTGlyphPen(None)
    for inset, step in ((0.08, 1), (0.12, -1)):
        low, high = round(inset * units), round((1 - inset) * units)
        drop = round(0.12 * units)
        corners = [(low, low - drop), (low, high - drop), (high, high - drop), (high, low - drop)][::step]
        pen.moveTo(corners[0])
        for corner in corners[1:]:
            pen.lineTo(corner)
        pen.closePath()
    return compiled(pen.glyph())


def _shape(outline: bytes, units: int, bold: bool, italic: bool) -> bytes:
    if not (bold or italic) or not outline:
        return outline
    # Slanted about its middle height, so that it leans out equally on both sides.
    slant = Transform(1, 0, _SLANT, 1, -_SLANT * 0.38 * units, 0) if italic else Identity
    pen, glyph = TTGlyphPen(None), Glyph(outline)
    glyph.expand(None)
    # Struck twice, a little apart: overlapping contours of one direction fill as one shape.
    for side in (-1, 1) if bold else (0,):
        shift = Transform(1, 0, 0, 1, side * _BOLD * units, side * _BOLD * units / 2)
        glyph.draw(TransformPen(pen, shift.transform(slant)), None)
    return compiled(pen.glyph())


def _bounds(outline: bytes) -> tuple[int, int, int, int]:
    return struct.unpack(">4h", outline[2:10]) if outline else (0, 0, 0, 0)


def _font_file(face: Face, outlines: dict[str, bytes], widths: dict[str, int], bounds) -> bytes:
    names = {c: f"u{ord(c):05X}" for c in outlines}
    builder = FontBuilder(face.units, isTTF=True)
    builder.font.recalcTimestamp = builder.font.recalcBBoxes = False
    builder.setupGlyphOrder([".notdef", *names.values()])
    builder.setupCharacterMap({ord(c): n for c, n in names.items()})
    _add_glyphs(builder, {".notdef": _box(face.units), **{names[c]: g for c, g in outlines.items()}})
    metrics = {names[c]: (widths[c], bounds[c][0]) for c in outlines}
    builder.setupHorizontalMetrics({".notdef": (face.units, round(0.08 * face.units)), **metrics})
    _add_description(builder, face, _around(bounds.values()))
    file = io.BytesIO()
    builder.save(file)
    return file.getvalue()


def _add_glyphs(builder: FontBuilder, outlines: dict[str, bytes]) -> None:
    """Compiled glyphs as they are: unpacking them only to count points would take most of the time."""
    glyf: Any = newTable("glyf")
    glyf.glyphs = {n: Glyph(o) for n, o in outlines.items()}
    glyf.glyphOrder = list(outlines)
    builder.font["loca"], builder.font["glyf"] = newTable("loca"), glyf
    builder.setupMaxp()
    maxp = builder.font["maxp"]
    maxp.numGlyphs = len(outlines)
    maxp.maxContours = max(_contours(o) for o in outlines.values())
    maxp.maxPoints = max(_points(o) for o in outlines.values())


def _contours(outline: bytes) -> int:
    return struct.unpack(">h", outline[:2])[0] if outline else 0


def _points(outline: bytes) -> int:
    last = 8 + 2 * _contours(outline)
    return struct.unpack(">H", outline[last : last + 2])[0] + 1 if outline else 0


def _around(bounds: Iterable[tuple[int, int, int, int]]) -> tuple[int, int, int, int]:
    left, bottom, right, top = zip((0, 0, 0, 0), *bounds, strict=True)
    return min(left), min(bottom), max(right), max(top)


def _add_description(builder: FontBuilder, face: Face, box: tuple[int, int, int, int]) -> None:
    ascent, descent = (round(h * face.units) for h in face.heights)
    bold = face.info.weight >= 600
    builder.setupHorizontalHeader(ascent=ascent, descent=-descent)
    builder.setupOS2(
        usWeightClass=face.info.weight,
        sTypoAscender=ascent,
        sTypoDescender=-descent,
        usWinAscent=max(ascent, box[3]),
        usWinDescent=max(descent, -box[1]),
    )
    family, postscript = face.info.families[0], face.info.postscript_name
    names = {"familyName": family, "styleName": "Bold" if bold else "Regular", "uniqueFontIdentifier": postscript,
             "fullName": family, "psName": postscript, "version": "Version 1.0"}  # fmt: skip
    builder.setupNameTable(names, mac=False)
    builder.setupPost(keepGlyphNames=False)
    left, bottom, right, top = box
    builder.updateHead(
        created=_EPOCH, modified=_EPOCH, macStyle=int(bold), xMin=left, yMin=bottom, xMax=right, yMax=top
    )
