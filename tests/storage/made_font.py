"""Fonts that the tests make, so that no layout depends on what this machine has installed."""

from pathlib import Path

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen

HAN = range(0x4E00, 0x9FA6)
WIDE = [*range(0x3000, 0x3020), *range(0xFF01, 0xFF5F), 0x2014, 0x2026, 0x201C, 0x201D]
NARROW = "ijl.,:;'|!"
LATIN = range(0x20, 0x7F)
EVERYDAY = (*LATIN, *WIDE, *HAN)


def make_font(path: Path, family: str = "云岭宋体", chars=EVERYDAY, fs_type: int = 0, bold: bool = False) -> Path:
    """One black box for all Chinese characters, half as wide for Latin, a quarter for the narrow ones.

    Many characters share a glyph, as in real fonts.
    """
    widths = {".notdef": 1000, "wide": 1000, "half": 500, "thin": 250, "space": 500, "broad": 1000}
    chosen = {c: _glyph_name(c) for c in chars}
    builder = FontBuilder(1000, isTTF=True)
    builder.setupGlyphOrder(list(widths))
    builder.setupCharacterMap(chosen)
    builder.setupGlyf({n: _box(w, blank=n in ("space", "broad")) for n, w in widths.items()})
    builder.setupHorizontalMetrics({n: (w, 40) for n, w in widths.items()})
    builder.setupHorizontalHeader(ascent=880, descent=-120)
    builder.setupOS2(usWeightClass=700 if bold else 400, fsType=fs_type, sTypoAscender=880, sTypoDescender=-120)
    builder.setupNameTable({"familyName": family, "styleName": "Regular", "psName": path.stem}, mac=False)
    builder.setupPost()
    path.parent.mkdir(parents=True, exist_ok=True)
    builder.save(path)
    return path


def _glyph_name(code: int) -> str:
    if code == 0x20:
        return "space"
    if code == 0x3000:
        return "broad"
    if chr(code) in NARROW:
        return "thin"
    return "half" if code < 0x80 else "wide"


def _box(width: int, blank: bool):
    pen = TTGlyphPen(None)
    if not blank:
        corners = [(40, -120), (40, 860), (width - 40, 860), (width - 40, -120)]
        pen.moveTo(corners[0])
        for corner in corners[1:]:
            pen.lineTo(corner)
        pen.closePath()
    return pen.glyph()
