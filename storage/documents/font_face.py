"""Room: storage. One opened font face: which characters it has, how wide they are, and their outlines as TrueType."""

import struct
import weakref
from array import array
from functools import cached_property
from typing import Any

from fontTools.cffLib import CFFFontSet
from fontTools.pens.cu2quPen import Cu2QuPen
from fontTools.pens.recordingPen import DecomposingRecordingPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont
from fontTools.ttLib.tables._g_l_y_f import Glyph

from storage.documents.font_scan import FaceInfo


class Face:
    """Opened once a session; glyphs are kept once they are converted.

    Tables are read raw where fontTools would name all 65,535 glyphs of a CJK font first (0.2 s a face).
    """

    def __init__(self, info: FaceInfo) -> None:
        self.info = info
        self._font = TTFont(info.path, fontNumber=info.index, lazy=True)
        weakref.finalize(self, self._font.close)
        self._tables: Any = self._font.reader
        self.units: int = self._font["head"].unitsPerEm  # pyright: ignore[reportAttributeAccessIssue]
        self.chars = _read_cmap(self._tables["cmap"])
        self._advances = _read_advances(self._tables)
        self._glyphs: dict[str, bytes] = {}

    def has(self, char: str) -> bool:
        return ord(char) in self.chars

    def advance(self, char: str) -> int:
        """Units of the em; 0-based glyph 0 for a character that is not there."""
        glyph_id = self.chars.get(ord(char), 0)
        return self._advances[min(glyph_id, len(self._advances) - 1)]

    def glyph(self, char: str) -> bytes:
        """The character's outline as a compiled simple glyph without hints; b"" where it paints nothing."""
        if char not in self._glyphs:
            self._glyphs[char] = self._outline(self.chars.get(ord(char), 0))
        return self._glyphs[char]

    @cached_property
    def heights(self) -> tuple[float, float]:
        """(ascent, descent) in parts of the em, both positive."""
        ascent, descent = struct.unpack(">hh", self._tables["hhea"][4:8])
        return ascent / self.units, -descent / self.units

    def _outline(self, glyph_id: int) -> bytes:
        if "CFF " in self._tables:
            return self._converted(self._charstrings[glyph_id])
        start, end = self._loca[glyph_id : glyph_id + 2]
        data = self._glyf[start:end]
        if len(data) < 10:
            return b""
        simple = struct.unpack(">h", data[:2])[0] >= 0
        return _without_hints(data) if simple else self._decomposed(glyph_id)

    def _converted(self, charstring: Any) -> bytes:
        pen = TTGlyphPen(None)
        charstring.draw(Cu2QuPen(pen, self.units / 1000, reverse_direction=True))
        return compiled(pen.glyph())

    def _decomposed(self, glyph_id: int) -> bytes:
        glyphs = self._font.getGlyphSet()
        pen, flat = TTGlyphPen(None), DecomposingRecordingPen(glyphs)
        glyphs[self._font.getGlyphName(glyph_id)].draw(flat)
        flat.replay(pen)
        return compiled(pen.glyph())

    @cached_property
    def _charstrings(self) -> Any:
        cff: CFFFontSet = self._font["CFF "].cff  # pyright: ignore[reportAttributeAccessIssue]
        strings = cff.topDictIndex[0].CharStrings
        if strings.charStringsAreIndexed:
            return strings.charStringsIndex
        return {number: strings[name] for name, number in self._font.getReverseGlyphMap().items()}

    @cached_property
    def _glyf(self) -> bytes:
        return self._tables["glyf"]

    @cached_property
    def _loca(self) -> "array[int]":
        long = struct.unpack(">h", self._tables["head"][50:52])[0]
        offsets = _big_endian("L" if long else "H", self._tables["loca"])
        return offsets if long else array("L", (o * 2 for o in offsets))


def compiled(glyph: Glyph) -> bytes:
    return bytes(glyph.compile(None)) if glyph.numberOfContours else b""


def _big_endian(code: str, data: bytes) -> "array[int]":
    code = "I" if code == "L" else code  # "L" is 8 bytes on 64-bit Linux
    size = array(code).itemsize
    values = array(code, data[: len(data) // size * size])
    values.byteswap()
    return values


def _without_hints(data: bytes) -> bytes:
    """A simple glyph's bytes without instructions, which need tables that the subset leaves out."""
    contours = struct.unpack(">h", data[:2])[0]
    at = 10 + 2 * contours
    length = struct.unpack(">H", data[at : at + 2])[0]
    return data[:at] + b"\0\0" + data[at + 2 + length :] if length else data


def _read_advances(tables: Any) -> "array[int]":
    count = struct.unpack(">H", tables["hhea"][34:36])[0]
    return _big_endian("H", tables["hmtx"][: 4 * count])[::2]


def _read_cmap(data: bytes) -> dict[int, int]:
    """Code point → glyph id from the best Unicode subtable (format 12 or 4); {} for symbol fonts."""
    count = struct.unpack(">H", data[2:4])[0]
    records = [struct.unpack(">HHL", data[4 + 8 * i : 12 + 8 * i]) for i in range(count)]
    unicode = {(3, 10): 0, (0, 6): 1, (0, 4): 1, (3, 1): 2, (0, 3): 3, (0, 2): 3, (0, 1): 3, (0, 0): 3}
    for _, offset in sorted((unicode[p, e], o) for p, e, o in records if (p, e) in unicode):
        kind = struct.unpack(">H", data[offset : offset + 2])[0]
        if kind in _FORMATS:
            return _FORMATS[kind](data, offset)
    return {}


def _format_12(data: bytes, at: int) -> dict[int, int]:
    groups = struct.unpack(">L", data[at + 12 : at + 16])[0]
    chars: dict[int, int] = {}
    for first, last, glyph in struct.iter_unpack(">LLL", data[at + 16 : at + 16 + 12 * groups]):
        chars.update(zip(range(first, min(last, 0x10FFFF) + 1), range(glyph, glyph + last - first + 1), strict=False))
    return chars


def _format_4(data: bytes, at: int) -> dict[int, int]:
    length, segments = struct.unpack(">H2xH", data[at + 2 : at + 8])
    words = _big_endian("H", data[at + 14 : at + max(length, 16)])
    n = segments // 2
    ends, starts, deltas, offsets = (words[i : i + n] for i in (0, n + 1, 2 * n + 1, 3 * n + 1))
    chars: dict[int, int] = {}
    for i, (first, last, delta, offset) in enumerate(zip(starts, ends, deltas, offsets, strict=True)):
        for code in range(first, last + 1 if last != 0xFFFF else last):
            glyph = code
            if offset:
                place = 3 * n + 1 + i + offset // 2 + code - first
                glyph = words[place] if place < len(words) else 0
                if not glyph:
                    continue
            chars[code] = (glyph + delta) & 0xFFFF
    return chars


_FORMATS = {12: _format_12, 4: _format_4}
