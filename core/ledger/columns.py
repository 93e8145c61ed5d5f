"""Room: core. Which column of a table holds what: from its header rows, and from the column itself where they fail."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from core.clauses import read_units
from core.deadline import find_deadlines
from core.document import Cell, Placed
from core.ledger.headings import MAX_HEADING, Column, bare, column_of, cut_off

Grid = Sequence[Sequence[Placed | None]]
WORK = {Column.TOPIC, Column.TASK, Column.CONTENT}
BESIDE = {
    Column.NUMBER, Column.INDICATOR, Column.LEAD, Column.UNITS, Column.HELP, Column.DEADLINE, Column.PROGRESS, Column.SECTION,
}  # fmt: skip
INTEGER = re.compile(r"\s*[（(]?\d{1,3}[）)]?[.．、]?\s*")


@dataclass(frozen=True, slots=True)
class Columns:
    """Grid column → meaning. `inferred`: those that a blank or cut-off heading left to be inferred, with its text."""

    meaning: dict[int, Column]
    header_rows: int
    inferred: dict[int, str]

    def of(self, *wanted: Column) -> list[int]:
        return [c for c, column in sorted(self.meaning.items()) if column in wanted]


def is_header(row: Sequence[Placed | None]) -> bool:
    """A header names the work and, beside it, at least one thing that only a ledger has."""
    return names_columns([cell.text for cell in cells_of(row)])


def names_columns(texts: Sequence[str]) -> bool:
    """`is_header` of a row by its cells' texts."""
    for text in texts:
        if len(text) > MAX_HEADING and len(bare(text)) > MAX_HEADING:
            return False
    found = [column_of(text) for text in texts]
    known = {column for column in found if column}
    return len(found) >= 2 and bool(known & WORK) and bool(known & BESIDE) and len(known) * 2 >= len(found) - 1


def cells_of(row: Sequence[Placed | None]) -> list[Cell]:
    """The row's cells, each once, left to right."""
    seen: dict[int, Cell] = {}
    for placed in row:
        if placed is not None:
            seen.setdefault(id(placed), placed.cell)
    return list(seen.values())


def read_columns(grid: Grid, at: int, body: Sequence[Sequence[Placed | None]], before: Columns | None) -> Columns:
    """Read the header at row `at`; `body` are the rows of tasks under it, `before` the header read last in this form."""
    header_rows = 2 if at + 1 < len(grid) and _is_second_header(grid[at], grid[at + 1]) else 1
    meaning: dict[int, Column] = {}
    inferred: dict[int, str] = {}
    for col in range(len(grid[at])):
        found, text = _heading(grid, at, header_rows, col)
        if found is None and (found := _infer(col, text, body, before)):
            inferred[col] = text
        if found:
            meaning[col] = found
    _find_subtopics(meaning, body, grid[at])
    _find_numbers(meaning, body, grid[at])
    _name_last(meaning, inferred, body, len(grid[at]))
    _settle_work(meaning, grid[at])
    return Columns(meaning, header_rows, inferred)


def _is_second_header(first: Sequence[Placed | None], second: Sequence[Placed | None]) -> bool:
    """A second row of headings: under a heading that spans, or beside one that reaches down."""
    fresh = [p for p in second if p is not None and all(p is not above for above in first)]
    reaching = len(fresh) < len([p for p in second if p is not None])
    words = [p.cell.text for p in fresh]
    known = [column_of(w) for w in words if w.strip()]
    return reaching and bool(known) and all(known) and all(len(bare(w)) <= MAX_HEADING for w in words)


def _heading(grid: Grid, at: int, header_rows: int, col: int) -> tuple[Column | None, str]:
    texts = [placed.cell.text for row in grid[at : at + header_rows] if (placed := row[col]) is not None]
    found = [column_of(text) for text in texts]
    upper, lower = (found[0] if found else None), (found[-1] if found else None)
    if upper is Column.PROGRESS or (upper and lower in (None, Column.OTHER)):
        lower = upper
    return lower or upper, " ".join(dict.fromkeys(t.strip() for t in texts if t.strip()))


def _infer(col: int, text: str, body: Sequence[Sequence[Placed | None]], before: Columns | None) -> Column | None:
    if found := cut_off(text):
        return found
    if before and (col in before.meaning) and not text:
        return before.meaning[col]
    if text:
        return None  # a heading of its own that is none of ours
    texts = [t for t in column_texts(body, col) if t]
    if not texts:
        return None
    deadlines = sum(
        bool(len(t) <= 40 and any(d.kind != "relative" for d in find_deadlines(t, None, column=True))) for t in texts
    )
    if deadlines * 2 > len(texts):
        return Column.DEADLINE
    if sum(_names_units(t) for t in texts) * 2 > len(texts):
        return Column.UNITS
    return None


def _names_units(text: str) -> bool:
    return bool(re.search("(?:责任|牵头|配合)(?:单位|部门|科室)", text)) or (
        len(text) <= 60
        and any(re.search("[局办委镇乡]$|街道$|部门$|单位$|公司$|中心$", n) for n in read_units(text).names)
    )


def column_texts(body: Sequence[Sequence[Placed | None]], col: int) -> list[str]:
    """The texts of one column's cells, a merged cell once, blanks included."""
    seen: dict[int, str] = {}
    for row in body:
        if col < len(row) and (placed := row[col]) is not None:
            seen.setdefault(id(placed), placed.cell.text.strip())
    return list(seen.values())


def _find_subtopics(
    meaning: dict[int, Column], body: Sequence[Sequence[Placed | None]], header: Sequence[Placed | None]
) -> None:
    """A blank heading behind a topic's is the topic's second column, where text lost the merge (pasted, saved as text)."""
    for col, placed in enumerate(header):
        blank = placed is not None and not placed.cell.text.strip()
        if blank and col not in meaning and meaning.get(col - 1) in (Column.TOPIC, Column.TASK):
            texts = [t for t in column_texts(body, col) if t]
            if texts and sum(len(t) for t in texts) <= MAX_HEADING * len(texts):
                meaning[col] = Column.TOPIC


def _find_numbers(
    meaning: dict[int, Column], body: Sequence[Sequence[Placed | None]], header: Sequence[object]
) -> None:
    """A column of integers is 序号, also under another heading's merge or under a blank one."""
    if Column.NUMBER in meaning.values():
        return
    for col in range(len(header)):
        texts = [t for t in column_texts(body, col) if t]
        if texts and all(INTEGER.fullmatch(t) for t in texts) and meaning.get(col) not in BESIDE:
            meaning[col] = Column.NUMBER
            return


def _name_last(
    meaning: dict[int, Column], inferred: dict[int, str], body: Sequence[Sequence[Placed | None]], width: int
) -> None:
    """A last column without a heading, mostly blank or wordy, is where the progress goes."""
    last = width - 1
    if Column.PROGRESS in meaning.values() or last in meaning or last < 2:
        return
    if len(meaning) >= 3 and body:
        meaning[last] = Column.PROGRESS
        inferred[last] = ""


def _settle_work(meaning: dict[int, Column], header: Sequence[Placed | None]) -> None:
    """工作任务 is the content where a topic column stands too, else the topic; a second topic heading is the content."""
    topics = [c for c, column in meaning.items() if column is Column.TOPIC]
    has_content = Column.CONTENT in meaning.values()
    for col in [c for c, column in meaning.items() if column is Column.TASK]:
        meaning[col] = Column.TOPIC if not topics or has_content else Column.CONTENT
    if has_content or not topics:
        return
    headings = Counter(id(header[c]) for c in topics)
    if len(headings) > 1:
        for col in topics:
            if header[col] is not header[topics[0]]:
                meaning[col] = Column.CONTENT
