"""Room: core. The figures of one matched row: by position, by column where cells are blank, or not to be told apart."""

from collections import Counter
from collections.abc import Iterable, Sequence

from core.report.form import FormTable, Line
from core.report.rows import Entry, Row, label_key
from core.report.values import fold


def figures_of(
    row: Row, label: Entry, line: Line, rows: Sequence[Row], columns: Sequence[int] | None
) -> list[str] | None:
    """The texts of the line's cells, None when they cannot be told apart."""
    count = len(line.cells)
    after = [e for e in row.entries if e.col > label.col]
    filled = [e for e in after if e.text.strip()]
    if len(filled) == count:
        return [e.text for e in filled]
    if columns and not _glued(filled, count):
        by_column = {e.col: e.text for e in after}
        if all(e.col in columns for e in filled):
            return [by_column.get(c, "") for c in columns]
    if len(after) == count and not _glued(filled, count):
        return [e.text for e in after]
    if count == 1:
        return [_decided(filled, row, rows)]
    if (window := _window(after, count)) and not _glued(filled, count):
        return window
    if not filled and row.table >= 0:
        return [""] * count
    return None


def _window(after: Sequence[Entry], count: int) -> list[str] | None:
    """The one run of `count` neighbouring cells that holds everything written, None where several do."""
    texts = [e.text.strip() for e in after]
    starts = [i for i in range(len(texts) - count + 1) if not any(texts[:i]) and not any(texts[i + count :])]
    return texts[starts[0] : starts[0] + count] if len(starts) == 1 and any(texts) else None


def _glued(filled: Sequence[Entry], count: int) -> bool:
    """One cell whose digits are enough for all: they ran together."""
    return len(filled) == 1 and fold(filled[0].text).isdigit() and len(fold(filled[0].text)) >= max(count, 2)


def _decided(filled: Sequence[Entry], row: Row, rows: Sequence[Row]) -> str:
    """A one-figure line under several columns (the trial form's heads): the column of decisions, else the last."""
    if not filled:
        return ""
    heads = [e for other in rows if other.table == row.table and other is not row for e in other.filled]
    wanted = {e.col for e in heads if label_key(e.text).endswith("处理决定数量")}
    at_column = [e for e in filled if e.col in wanted]
    return (at_column or filled)[-1].text


def figure_columns(hits: Iterable[tuple[Row, Entry]], rows: Sequence[Row], table: FormTable) -> dict[int, list[int]]:
    """Physical table → the grid columns of its figures, where as many can be told as the form has."""
    found: dict[int, list[int]] = {}
    by_table: dict[int, list[tuple[Row, Entry]]] = {}
    for row, label in hits:
        if row.table >= 0 and table.columns:
            by_table.setdefault(row.table, []).append((row, label))
    for number, members in by_table.items():
        columns = _figure_columns(members, rows, number, len(table.columns))
        if columns:
            found[number] = columns
    return found


def _figure_columns(
    members: Sequence[tuple[Row, Entry]], rows: Sequence[Row], number: int, count: int
) -> list[int] | None:
    labels = {label.col for _, label in members}
    starts = Counter(e.col for row, label in members for e in row.entries if e.col > label.col)
    filled = Counter(e.col for row, label in members for e in row.entries if e.col > label.col and e.text.strip())
    valued = sorted(c for c in filled if c not in labels and filled[c] * 3 >= len(members))
    if len(valued) == count:
        return valued
    first = min(rows.index(row) for row, _ in members)
    headed = {e.col for row in rows[:first] if row.table == number for e in row.filled}
    usable = sorted(c for c in starts if c not in labels and (c in headed or c in filled))
    usable = [c for c in usable if starts[c] * 2 >= len(members)]
    return usable if len(usable) == count else None
