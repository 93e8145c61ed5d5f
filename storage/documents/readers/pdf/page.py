"""Room: storage. One PDF page as pieces of text and straight rules, in mm from its upper left corner."""

from collections.abc import Iterator
from ctypes import byref, c_double, c_float, c_int, create_string_buffer
from dataclasses import dataclass
from math import cos, isfinite, sin
from unicodedata import normalize

import pypdfium2.raw as pdfium

from core.errors import LedgerError
from storage.documents.readers.ofd.page import A_SCAN, PageContent
from storage.documents.readers.ofd.pieces import STEP, Piece
from storage.documents.readers.pdf.rules import Place, page_rules

MM_PER_PT = 25.4 / 72
MAX_WORK = 1_500_000  # characters and objects of a whole document
OBJECT = 4
PAPER = (210.0, 297.0)
LEAST, MOST = 10.0, 20_000.0  # mm that a page may measure
TOUCHING = 0.12  # ems: characters this close are one piece
INVISIBLE = 3
COVERING = 0.5  # of the page: a picture this large may be a scan with text of unknown worth behind it
_HYPHEN, _RADICALS = 2, range(0x2E80, 0x2FE0)


@dataclass(slots=True)
class Budget:
    spent: int = 0

    def spend(self, work: int) -> None:
        self.spent += work
        if self.spent > MAX_WORK:
            raise LedgerError("PDF 文件内容过多，未予读取，原文件未作任何改动。请核对文件来源。")


@dataclass(frozen=True, slots=True)
class Glyph:
    char: str
    left: float
    right: float
    baseline: float
    size: float
    down: bool  # written from top to bottom
    index: int


def read_page(document, number: int, budget: Budget) -> PageContent:
    """An unreadable page is empty, as viewers show it."""
    page = pdfium.FPDF_LoadPage(document, number)
    if not page:
        return PageContent(*PAPER)
    try:
        place, width, height = _place(page)
        content = PageContent(width, height)
        covered = page_rules(page, place, content.rules, lambda: budget.spend(OBJECT))
        scan = covered > COVERING * width * height
        content.pictured = covered > A_SCAN * width * height
        content.pieces += (p for p in _pieces(page, place, scan, budget) if p.text.strip())
        return content
    finally:
        pdfium.FPDF_ClosePage(page)


def _place(page) -> tuple[Place, float, float]:
    """Where a point of the page's own space (pt, upwards) stands as it is shown, and the size of the paper in mm."""
    left, bottom, right, top = _box(page)
    wide, high = (right - left) * MM_PER_PT, (top - bottom) * MM_PER_PT
    turns = pdfium.FPDFPage_GetRotation(page) % 4

    def place(x: float, y: float) -> tuple[float, float]:
        across, up = (x - left) * MM_PER_PT, (y - bottom) * MM_PER_PT
        turned = ((across, high - up), (up, across), (wide - across, up), (high - up, wide - across))
        return turned[turns]

    width, height = (high, wide) if turns % 2 else (wide, high)
    return place, round(width, 1), round(height, 1)


def _box(page) -> tuple[float, float, float, float]:
    """What of the page is shown: its crop box, else its media box, else A4."""
    edges = [c_float() for _ in range(4)]
    for read in (pdfium.FPDFPage_GetCropBox, pdfium.FPDFPage_GetMediaBox):
        if read(page, *map(byref, edges)):
            left, bottom, right, top = (edge.value for edge in edges)
            if LEAST < (right - left) * MM_PER_PT < MOST and LEAST < (top - bottom) * MM_PER_PT < MOST:
                return left, bottom, right, top
    return 0.0, 0.0, PAPER[0] / MM_PER_PT, PAPER[1] / MM_PER_PT


def _pieces(page, place: Place, scan: bool, budget: Budget) -> Iterator[Piece]:
    text = pdfium.FPDFText_LoadPage(page)
    if not text:
        return
    try:
        joined: list[Glyph] = []
        for glyph in _glyphs(text, place, scan, budget):
            if joined and not _goes_on(joined, glyph):
                yield _piece(text, joined)
                joined = []
            joined.append(glyph)
        if joined:
            yield _piece(text, joined)
    finally:
        pdfium.FPDFText_ClosePage(text)


def _glyphs(text, place: Place, scan: bool, budget: Budget) -> Iterator[Glyph]:
    x, y, box = c_double(), c_double(), pdfium.FS_RECTF()
    high = ""
    for index in range(pdfium.FPDFText_CountChars(text)):
        budget.spend(1)
        if pdfium.FPDFText_IsGenerated(text, index) or (scan and _is_hidden(text, index)):
            continue
        char, high = _char(pdfium.FPDFText_GetUnicode(text, index), high)
        known = char and pdfium.FPDFText_GetCharOrigin(text, index, byref(x), byref(y))
        if not known or not pdfium.FPDFText_GetLooseCharBox(text, index, byref(box)):
            continue
        start, corners = place(x.value, y.value), (place(box.left, box.bottom), place(box.right, box.top))
        left, right = sorted(corner[0] for corner in corners)
        size = pdfium.FPDFText_GetFontSize(text, index) * MM_PER_PT * _scale(text, index)
        down = abs(_turned(place, x.value, y.value, pdfium.FPDFText_GetCharAngle(text, index))) > 0.7
        yield Glyph(char, left, right, start[1], max(size, 0.01), down, index)


def _turned(place: Place, x: float, y: float, angle: float) -> float:
    """How much the line of text falls on the page as it is shown: 0 level, 1 straight down, -1 straight up."""
    if not isfinite(angle):
        return 0.0
    (x0, y0), (x1, y1) = place(x, y), place(x + cos(angle), y + sin(angle))
    return (y1 - y0) / max(abs(x1 - x0) + abs(y1 - y0), 1e-9)


def _scale(text, index: int) -> float:
    """What the text matrix makes of the font size."""
    matrix = pdfium.FS_MATRIX()
    if not pdfium.FPDFText_GetMatrix(text, index, byref(matrix)):
        return 1.0
    scale = (matrix.c**2 + matrix.d**2) ** 0.5
    return scale if 1e-4 < scale < 1e4 else 1.0


def _is_hidden(text, index: int) -> bool:
    """Text behind a scan, put there by a machine that read the picture: not the unit's words."""
    found = pdfium.FPDFText_GetTextObject(text, index)
    return bool(found) and pdfium.FPDFTextObj_GetTextRenderMode(found) == INVISIBLE


def _char(code: int, high: str) -> tuple[str, str]:
    """The character, and the first half of one that takes two. Radicals stand for the characters they look like."""
    if 0xD800 <= code < 0xDC00:
        return "", chr(code)
    if 0xDC00 <= code < 0xE000:
        pair = (high + chr(code)).encode("utf-16-le", "surrogatepass").decode("utf-16-le", "ignore")
        return pair, ""
    if code == _HYPHEN:
        return "-", ""
    if code < 0x20 or code in (0xFFFE, 0xFFFF) or code > 0x10FFFF:
        return "", ""
    return (normalize("NFKC", chr(code)) if code in _RADICALS else chr(code)), ""


def _goes_on(joined: list[Glyph], glyph: Glyph) -> bool:
    last = joined[-1]
    if glyph.down or last.down:
        return glyph.down and last.down and abs(glyph.left - last.left) < 0.5 * glyph.size
    level = abs(glyph.baseline - last.baseline) <= STEP * min(glyph.size, last.size)
    near = -0.5 * glyph.size < glyph.left - last.right <= TOUCHING * glyph.size
    return level and near and abs(glyph.size - last.size) <= 0.12 * glyph.size


def _piece(text, joined: list[Glyph]) -> Piece:
    first, last = joined[0], joined[-1]
    words = "".join(glyph.char for glyph in joined)
    weight = pdfium.FPDFText_GetFontWeight(text, first.index)
    tall = abs(last.baseline - first.baseline) + first.size if first.down else 0
    baseline = min(first.baseline, last.baseline) if first.down else first.baseline
    return Piece(
        first.left,
        max(g.right for g in joined),
        baseline,
        first.size,
        words,
        _font(text, first.index),
        weight >= 600,
        tall,
    )


def _font(text, index: int) -> str:
    """The font's name without the mark of a subset (ABCDEF+)."""
    flags, buffer = c_int(), create_string_buffer(128)
    size = pdfium.FPDFText_GetFontInfo(text, index, buffer, len(buffer), byref(flags))
    name = buffer.raw[: max(size - 1, 0)].decode("utf-8", "ignore") if size <= len(buffer) else ""
    return name[7:] if name[6:7] == "+" else name
