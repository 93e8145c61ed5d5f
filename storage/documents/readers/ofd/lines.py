"""Room: storage. Pieces of text put into lines, and lines into paragraphs, as a reader's eye would."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from statistics import median

from core.document import FLUSH, Align, Paragraph, ParagraphLook, Role, Run, TextLook, join_runs, pt
from storage.documents.readers.ofd.pieces import STEP, Piece, width

MM_PER_PT = 25.4 / 72
WIDE = 0.6  # of the page's width: text that ends before has not reached its right edge
# Font sizes between two baselines of one paragraph at most. GB/T 9704 has 1.8; cells are set tighter than text.
LEADING, CELL_LEADING = 2.9, 2.1
_TOKEN = re.compile(
    r"[（“‘《「『【〈(]*(?:[A-Za-z0-9.,:%/_@\-]*[0-9][年月日号时点分]|[A-Za-z0-9.,:%/_@\-]+|.)[）”’》」』】〉，。、；：！？)]*"
)
_STARTS_ANEW = re.compile(r"[一二三四五六七八九十]+、|（[一二三四五六七八九十]+）|第[一二三四五六七八九十]+[章条节]")
WIDER = 1.4  # what a font's letters may add to their usual width; more is spacing
ENDS = "。；：！？.;:!?"
_HANGING = "、，。；：！？,.;:"


@dataclass(frozen=True, slots=True)
class Line:
    """Pieces on one baseline, left to right. `page` counts from 0."""

    pieces: tuple[Piece, ...]
    page: int = 0

    @property
    def left(self) -> float:
        return self.pieces[0].left

    @property
    def right(self) -> float:
        return max(piece.right for piece in self.pieces)

    @property
    def baseline(self) -> float:
        return self.pieces[0].baseline

    @property
    def size(self) -> float:
        return max(piece.size for piece in self.pieces)

    @property
    def text(self) -> str:
        return "".join(run.text for run in line_runs(self))


def lines_of(pieces: Iterable[Piece], page: int = 0) -> list[Line]:
    """Lines from top to bottom. Text drawn twice, to look bold, counts once."""
    lines: list[list[Piece]] = []
    for piece in sorted(pieces, key=lambda p: (p.baseline, p.left)):
        line = lines[-1] if lines else []
        if line and abs(piece.baseline - line[0].baseline) <= STEP * min(piece.size, line[0].size) and not piece.tall:
            line.append(piece)
        else:
            lines.append([piece])
    return [Line(tuple(_once(sorted(line, key=lambda p: p.left))), page) for line in lines]


def _once(line: list[Piece]) -> list[Piece]:
    kept: list[Piece] = []
    for piece in line:
        if not any(_same_place(piece, other) for other in kept[-3:]):
            kept.append(piece)
    return kept


def _same_place(a: Piece, b: Piece) -> bool:
    return a.text == b.text and abs(a.left - b.left) < 0.3 * a.size and abs(a.baseline - b.baseline) < 0.3 * a.size


def line_runs(line: Line) -> tuple[Run, ...]:
    """The line's runs, with blanks where pieces stand apart."""
    runs: list[Run] = []
    for i, piece in enumerate(line.pieces):
        look = TextLook(piece.font, round(piece.size / MM_PER_PT * 2) / 2, piece.bold)
        runs.append(Run((_blank(line.pieces[i - 1], piece) if i else "") + piece.text, look))
    return join_runs(runs)


def _blank(before: Piece, after: Piece) -> str:
    """Justified Chinese stands slightly apart, so only a whole character's gap is one; Latin words part sooner."""
    gap = (after.left - before.right) / after.size
    if before.text[-1:].isspace() or after.text[:1].isspace():
        return ""
    latin = before.text[-1:].isascii() and after.text[:1].isascii()
    if gap < (0.15 if latin else 0.8):
        return ""
    return " " * min(max(round(gap * 2), 1), 4) if gap >= 0.8 else " "


def paragraphs_in(lines: list[Line], left: float, right: float, leading: float = LEADING) -> list[Paragraph]:
    """Lines between the edges `left` and `right` (mm) joined into paragraphs; `leading` as of LEADING."""
    groups: list[list[Line]] = []
    longest = _longest(lines) if lines else right
    right = longest if len(lines) > 1 and abs(right - longest) < lines[0].size else right
    for line in lines:
        if groups and _goes_on(groups[-1], line, left, right, leading):
            groups[-1].append(line)
        else:
            groups.append([line])
    return [_paragraph(group, left, right) for group in groups]


def _goes_on(group: list[Line], line: Line, left: float, right: float, leading: float) -> bool:
    """Whether `line` continues the paragraph: the line before is full, and this one is neither indented nor far off."""
    last = group[-1]
    if any(p.tall for p in (*last.pieces, *line.pieces)) or abs(line.size - last.size) > 0.12 * line.size:
        return False
    if line.page == last.page and line.baseline - last.baseline > leading * line.size:
        return False
    text, before = line.text, last.text
    if before[-1:] in ENDS and _STARTS_ANEW.match(text):
        return False
    middle = _centred(last, left, right) and _centred(line, left, right)
    if line.left > left + 1.2 * line.size and not middle and not (len(group) > 1 and abs(line.left - last.left) < 1):
        return False
    room = (right - last.right) * (2 if middle and last.left > left + line.size else 1)
    return room < _first_token(line) - 0.05 * line.size


def _first_token(line: Line) -> float:
    """Width of what the line before would have had to take: a character, or a word, with the marks that follow it.

    By the usual widths, and where the piece that it begins is set wider (a font's own "%" and digits), by that.
    """
    token = _TOKEN.match(line.text)
    first = line.pieces[0]
    usual = sum(map(width, first.text)) * line.size
    wider = min(max((first.right - first.left) / usual, 1.0), WIDER) if usual else 1.0
    return (sum(map(width, token[0])) * line.size if token else line.size) * wider


def _centred(line: Line, left: float, right: float) -> bool:
    return line.left - left > line.size and abs((line.left - left) - (right - line.right)) < 1.5 * line.size


def _paragraph(group: list[Line], left: float, right: float) -> Paragraph:
    runs: list[Run] = []
    for i, line in enumerate(group):
        found = line_runs(line)
        if i and runs and runs[-1].text[-1:].isascii() and runs[-1].text[-1:].isalnum() and _is_word(found[0].text):
            found = (Run(" " + found[0].text, found[0].look), *found[1:])
        runs += found
    return Paragraph(join_runs(runs), _role(group, left, right), _look(group, left, right))


def _is_word(text: str) -> bool:
    return text[:1].isascii() and text[:1].isalpha()


def _role(group: list[Line], left: float, right: float) -> Role:
    large = group[0].size / MM_PER_PT >= 19
    return Role.TITLE if large and all(_centred(line, left, right) for line in group) else Role.BODY


def _look(group: list[Line], left: float, right: float) -> ParagraphLook:
    first = group[0]
    if all(_centred(line, left, right) for line in group):
        return ParagraphLook(Align.CENTER)
    if len(group) == 1 and right - first.right < first.size and first.left - left > (right - left) / 3:
        return ParagraphLook(Align.RIGHT)
    indent = first.left - left
    return ParagraphLook(first_line_pt=pt(indent / MM_PER_PT)) if indent > 0.8 * first.size else FLUSH


def usual_right(lines: list[Line], page_width: float) -> float:
    """The right edge of the text: where the longest lines end, when several do, else a margin like the left one."""
    longest = _longest(lines)
    ends = sorted((min(line.right, longest) for line in lines), reverse=True)
    size = median(line.size for line in lines)
    if len(ends) > 1 and ends[0] - ends[1] < size and ends[0] > WIDE * page_width:
        return ends[0]
    return max(ends[0], page_width - min(line.left for line in lines))


def _longest(lines: list[Line]) -> float:
    """Where the longest lines end. Some software lets a stop at the end of a line hang over the text's edge."""
    longest = max(line.right for line in lines)
    inside = sorted((line.right for line in lines if line.text[-1:] not in _HANGING), reverse=True)
    size = median(line.size for line in lines)
    hangs = len(inside) > 1 and inside[0] - inside[1] < 0.5 * size and 0.3 * size < longest - inside[0] < 1.3 * size
    return inside[0] if hangs else longest
