"""Room: core. Whether two versions of a document say the same (一致性核对), and where they do not.

A layout breaks lines and pages, repeats header rows and continues merged cells, so texts are matched tolerantly: white
space, full and half width, order and where a paragraph is cut do not matter; a changed, missing or added word does.
Tables of one shape are compared cell by cell, so that two figures that changed places are found too.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz, process
from rapidfuzz.distance import Levenshtein

from core.document import Cell, Document, Paragraph, Table, grid_of, tables_of

ALIKE = 60  # of 100: from here on two texts are versions of one another
SHOWN = 40  # characters of a text that a difference shows
AROUND = 12
MAX_JOINED = 4000  # characters; longer leftovers are listed instead of aligned
_UNSEEN = re.compile(r"[\s\u00ad\u200b-\u200f\u2028-\u202e\u2060\ufeff]+")


@dataclass(frozen=True, slots=True)
class Sides:
    """What the two documents are called in the differences."""

    left: str = "OFD"
    right: str = "Word"


OFD_AND_WORD = Sides()


def normalised(text: str) -> str:
    """The text without white space and invisible characters, full and half width made one."""
    return _UNSEEN.sub("", unicodedata.normalize("NFKC", text))


def compare_documents(left: Document, right: Document, sides: Sides = OFD_AND_WORD) -> tuple[str, ...]:
    """Differences in Chinese between two documents, () when they say the same. Headers and footers do not count.

    `left` is the laid-out one (OFD, PDF), which may repeat header rows and merged cells of `right` on later pages.
    """
    ours, theirs = tuple(_tables(left)), tuple(_tables(right))
    if len(ours) == len(theirs) and all(_shape(a) == _shape(b) for a, b in zip(ours, theirs, strict=True)):
        pairs = enumerate(zip(ours, theirs, strict=True), 1)
        found = [line for number, (a, b) in pairs for line in _compare_tables(number, a, b, sides)]
        return (*compare_texts(_paragraphs(left), _paragraphs(right), sides), *found)
    return compare_texts(_texts(left), _texts(right), sides, frozenset(_repeatable(theirs)))


def compare_texts(
    left: Iterable[str],
    right: Iterable[str],
    sides: Sides = OFD_AND_WORD,
    repeatable: frozenset[str] = frozenset(),
) -> tuple[str, ...]:
    """Differences between two lists of texts. `repeatable` (normalised) may stand in `left` more often."""
    ours, theirs = _without_common(_clean(left), _clean(right), repeatable)
    ours, theirs = _without_composed(ours, theirs)
    theirs, ours = _without_composed(theirs, ours)
    ours, theirs, changed = _paired(ours, theirs, sides)
    return (*changed, *_rest(ours, theirs, sides))


def _clean(texts: Iterable[str]) -> list[str]:
    return [text for text in map(normalised, texts) if text]


def _without_common(ours: list[str], theirs: list[str], repeatable: frozenset[str]) -> tuple[list[str], list[str]]:
    """Both lists without what stands in both, in order."""
    common = Counter(ours) & Counter(theirs)
    known = repeatable & common.keys()
    return [t for t in _less(ours, common) if t not in known], _less(theirs, common)


def _less(texts: list[str], common: Counter[str]) -> list[str]:
    left = Counter(common)
    kept: list[str] = []
    for text in texts:
        if left[text] > 0:
            left[text] -= 1
        else:
            kept.append(text)
    return kept


def _without_composed(pieces: list[str], wholes: list[str]) -> tuple[list[str], list[str]]:
    """Both lists without the wholes that some pieces, in their order, make up: a paragraph cut by lines or pages."""
    rest: list[str] = []
    for whole in wholes:
        taken: list[int] = []
        at = 0
        for i, piece in enumerate(pieces):
            if at < len(whole) and whole.startswith(piece, at):
                taken.append(i)
                at += len(piece)
        if at < len(whole):
            rest.append(whole)
        else:
            gone = set(taken)
            pieces = [piece for i, piece in enumerate(pieces) if i not in gone]
    return pieces, rest


def _paired(ours: list[str], theirs: list[str], sides: Sides) -> tuple[list[str], list[str], list[str]]:
    """Texts that are versions of one another, told as changed, and what is left on either side."""
    alone: list[str] = []
    changed: list[str] = []
    theirs = list(theirs)
    for text in ours:
        best = process.extractOne(text, theirs, scorer=fuzz.ratio, score_cutoff=ALIKE) if theirs else None
        if best is None:
            alone.append(text)
        else:
            changed.append(_differ(text, theirs.pop(best[2]), sides))
    return alone, theirs, changed


def _rest(ours: list[str], theirs: list[str], sides: Sides) -> list[str]:
    """What is left: joined texts may be the same, or differ in places; else each stands on one side only."""
    a, b = "".join(ours), "".join(theirs)
    if a == b:
        return []
    if a and b and max(len(a), len(b)) <= MAX_JOINED and Levenshtein.normalized_similarity(a, b) * 100 >= ALIKE:
        return [_differ_at(a, b, spot, sides) for spot in _spots(a, b)]
    alone = [f"仅{sides.left}中有：「{_excerpt(text)}」；{sides.right}中没有。" for text in ours]
    return alone + [f"仅{sides.right}中有：「{_excerpt(text)}」；{sides.left}中没有。" for text in theirs]


def _spots(a: str, b: str) -> list[tuple[int, int, int, int]]:
    """Differing ranges of both texts, neighbouring ones made one."""
    spots: list[tuple[int, int, int, int]] = []
    for op in Levenshtein.opcodes(a, b):
        if op.tag == "equal":
            continue
        if spots and op.src_start - spots[-1][1] < AROUND // 2:
            spots[-1] = (spots[-1][0], op.src_end, spots[-1][2], op.dest_end)
        else:
            spots.append((op.src_start, op.src_end, op.dest_start, op.dest_end))
    return spots


def _differ_at(a: str, b: str, spot: tuple[int, int, int, int], sides: Sides) -> str:
    ours, theirs = (_around(text, *ends) for text, ends in ((a, spot[:2]), (b, spot[2:])))
    return f"内容不一致：{sides.left}为「{ours}」，{sides.right}为「{theirs}」。"


def _differ(a: str, b: str, sides: Sides) -> str:
    """One text in two versions: whole when short, else around the first difference."""
    if max(len(a), len(b)) <= SHOWN:
        return f"内容不一致：{sides.left}为「{a}」，{sides.right}为「{b}」。"
    spots = _spots(a, b)
    spot = (spots[0][0], spots[-1][1], spots[0][2], spots[-1][3])
    if max(spot[1] - spot[0], spot[3] - spot[2]) > SHOWN:
        spot = spots[0]
    return _differ_at(a, b, spot, sides)


def _around(text: str, start: int, end: int) -> str:
    before, after = max(start - AROUND, 0), min(end + AROUND, len(text))
    inside = _excerpt(text[start:end], SHOWN)
    return f"{'…' if before else ''}{text[before:start]}{inside}{text[end:after]}{'…' if after < len(text) else ''}"


def _excerpt(text: str, limit: int = SHOWN) -> str:
    return text if len(text) <= limit else f"{text[: limit - 10]}…{text[-9:]}"


def _compare_tables(number: int, ours: Table, theirs: Table, sides: Sides) -> Iterable[str]:
    for placed, other in zip(_cells(ours), _cells(theirs), strict=True):
        a, b = normalised(placed[2].text), normalised(other[2].text)
        if a != b:
            where = f"表{number}第{placed[0] + 1}行第{placed[1] + 1}列"
            said = _differ(a, b, sides) if a and b else _one_side(a, b, sides)
            yield f"{where}{said}"


def _one_side(a: str, b: str, sides: Sides) -> str:
    return f"内容不一致：{sides.left}为「{_excerpt(a) or '空白'}」，{sides.right}为「{_excerpt(b) or '空白'}」。"


def _cells(table: Table) -> list[tuple[int, int, Cell]]:
    """(row, column, cell) of the table's cells where they start, as its grid has them."""
    grid = grid_of(table)
    return [(r, c, p.cell) for r, row in enumerate(grid) for c, p in enumerate(row) if p and (p.row, p.col) == (r, c)]


def _shape(table: Table) -> Sequence[tuple[int, int]]:
    return [(row, col) for row, col, _ in _cells(table)]


def _tables(document: Document) -> Iterable[Table]:
    """The outermost tables."""
    return (block for block in document.blocks if isinstance(block, Table))


def _paragraphs(document: Document) -> list[str]:
    return [block.text for block in document.blocks if isinstance(block, Paragraph)]


def _texts(document: Document) -> list[str]:
    """Paragraphs, and cells without what is nested in them, in reading order."""
    texts = _paragraphs(document)
    for table in tables_of(document.blocks):
        for row in table.rows:
            texts += ("".join(b.text for b in cell.blocks if isinstance(b, Paragraph)) for cell in row.cells)
    return texts


def _repeatable(tables: Iterable[Table]) -> Iterable[str]:
    """Header rows, and cells over several rows: a layout may print these again on the next page."""
    for table in tables:
        for number, row in enumerate(table.rows):
            for cell in row.cells:
                if number < table.header_rows or cell.row_span > 1:
                    yield normalised(cell.text)
