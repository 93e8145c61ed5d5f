"""Room: storage. A paragraph made into lines of a given width: broken, aligned, justified, each as high as it needs."""

import re
from dataclasses import dataclass, replace
from itertools import accumulate

from core.document import Align, Paragraph, own_look
from storage.documents.layout.breaking import break_lines
from storage.documents.layout.marks import LineRun, TextLine, add_marks
from storage.documents.layout.shaping import Piece, Shaped, Shaper
from storage.documents.layout.style import EM_ASCENT, NATURAL, points, size_of, snap

_INSIDE_WORD = re.compile(r"[!-~](?=[!-~])")


@dataclass(frozen=True, slots=True)
class Column:
    """Where text goes: the width, and what holds in tables."""

    width: int
    scale: float = 1
    blank_pt: float = 0
    in_cell: bool = False


def lines_of(paragraph: Paragraph, column: Column, shaper: Shaper) -> list[TextLine]:
    shaped = shaper.shape(paragraph, column.in_cell, column.scale)
    left, first, width = _indents(paragraph, column, shaped)
    made: list[TextLine] = []
    ends = [0, *accumulate(shaped.advances)]
    for start, end in _segments(shaped.text):
        indent = first if not made else 0
        base = ends[start]
        cuts = break_lines(shaped.text[start:end], [e - base for e in ends[start : end + 1]], width - indent, width)
        for n, (a, b) in enumerate(cuts):
            lead = indent if n == 0 else 0
            last = n == len(cuts) - 1
            made.append(_line(paragraph, shaped, start + a, start + b, left + lead, width - lead, last, column))
    made[0].gap = points(paragraph.look.before_pt)
    if not column.in_cell:
        _keep_together(made, paragraph)
    add_marks(made, paragraph)
    return made


def _segments(text: str) -> list[tuple[int, int]]:
    """(start, end) between hard breaks."""
    found, start = [], 0
    for part in text.split("\n"):
        found.append((start, start + len(part)))
        start += len(part) + 1
    return found


def _indents(paragraph: Paragraph, column: Column, shaped: Shaped) -> tuple[int, int, int]:
    """(left, first line beyond left, width), leaving room for one character however narrow the column is."""
    least = max((p.size for p in shaped.pieces), default=0)
    scale = column.scale
    left, right = (max(points(v * scale), 0) for v in (paragraph.look.left_pt, paragraph.look.right_pt))
    first = points(paragraph.look.first_line_pt * scale)
    if column.width - left - right - max(first, 0) < least:
        left = right = first = 0
    return left, max(first, -left), column.width - left - right


def _line(
    paragraph: Paragraph, shaped: Shaped, start: int, end: int, x: int, width: int, last: bool, column: Column
) -> TextLine:
    advances = shaped.advances[start:end]
    text = shaped.text[start:end]
    shown = len(text.rstrip(" "))
    pieces = _pieces_on(shaped, start, end, start + shown)
    used = sum(advances[:shown])
    free = width - used
    stretched = paragraph.look.align is Align.JUSTIFY and not last
    flush = (paragraph.look.align in (Align.LEFT, Align.JUSTIFY) and not stretched) or shown == 0
    if pieces:
        _shrink_tail(advances, shown, free if flush else 0, pieces[-1].size // 2, max(pieces[-1].start - start, 0))
    if stretched and not flush:
        _stretch(text[:shown], advances, free, pieces)
    elif not flush:
        x += snap(max(free, 0) // (2 if paragraph.look.align is Align.CENTER else 1))
    height, baseline = _height(paragraph, pieces, column)
    return TextLine(height, baseline, _runs(pieces, text, advances, start, x))


def _pieces_on(shaped: Shaped, start: int, end: int, shown: int) -> list[Piece]:
    """The line's pieces; spaces at its end that paint nothing belong to the piece before them."""
    pieces = [p for p in shaped.pieces if p.start < end and p.end > start]
    while len(pieces) > 1 and pieces[-1].start >= shown and not pieces[-1].underline:
        pieces.pop()
        pieces[-1] = replace(pieces[-1], end=end)
    return pieces


def _shrink_tail(advances: list[int], shown: int, free: int, half: int, last_run: int) -> None:
    """Spaces at the end of a line never reach out of the column.

    The last one takes half an em all the same, over the character before it if need be: readers that reckon with
    half an em for a last character would else see it in the next cell.
    """
    for i in range(shown, len(advances)):
        advances[i] = max(min(advances[i], free), 0)
        free -= advances[i]
    lack = half - advances[-1] if shown < len(advances) else 0
    for i in range(len(advances) - 2, last_run - 1, -1):
        given = max(min(lack, advances[i]), 0)
        advances[i] -= given
        advances[-1] += given
        lack -= given


def _stretch(text: str, advances: list[int], free: int, pieces: list[Piece]) -> None:
    """Spread the free width over the gaps between characters, none inside a Latin word."""
    if len(text) < 2 or free <= 0:
        return
    lead = len(text) - len(text.lstrip(" \u3000"))
    closed = {m.start() for m in _INSIDE_WORD.finditer(text)}
    gaps = [i for i in range(lead, len(text) - 1) if i not in closed]
    if not gaps or free > len(gaps) * max(p.size for p in pieces) * 3 // 4:
        return
    each, rest = divmod(free, len(gaps))
    for n, i in enumerate(gaps):
        advances[i] += each + (n < rest)


def _runs(pieces: list[Piece], text: str, advances: list[int], start: int, x: int) -> tuple[LineRun, ...]:
    runs = []
    for piece in pieces:
        a, b = max(piece.start - start, 0), min(piece.end - start, len(text))
        part = tuple(advances[a:b])
        runs.append(LineRun(piece.font, piece.size, x, text[a:b], part, piece.underline))
        x += sum(part)
    return tuple(runs)


def _height(paragraph: Paragraph, pieces: list[Piece], column: Column) -> tuple[int, int]:
    """(height, baseline): the wished height, or more where the ink needs it."""
    size = max((p.size for p in pieces), default=_blank_size(paragraph, column))
    above = max((round(p.top * p.size) for p in pieces), default=0)
    below = max((round(-p.bottom * p.size) for p in pieces), default=0)
    natural = size * NATURAL * (paragraph.look.line_factor or 1)
    height = points(paragraph.look.line_pt * column.scale) if paragraph.look.line_pt > 0 else round(natural)
    baseline = (height - size) // 2 + round(size * EM_ASCENT)
    baseline = max(min(baseline, height - below), above)
    return snap(max(height, baseline + below) + 9), snap(baseline)


def _blank_size(paragraph: Paragraph, column: Column) -> int:
    if paragraph.runs:
        return round(size_of(paragraph.runs[0], paragraph.role, column.in_cell) * column.scale)
    size = column.blank_pt or own_look(paragraph.role, column.in_cell).size_pt
    return points(size * column.scale)


def _keep_together(lines: list[TextLine], paragraph: Paragraph) -> None:
    """Page break and keep-with-next; no single first or last line of a paragraph stands on its own page."""
    lines[0].new_page = paragraph.look.page_break_before
    if len(lines) > 1:
        lines[0].keep = lines[-2].keep = True
    lines[-1].keep = paragraph.look.keep_with_next
