"""Room: core. The figures of one matched row: by position, by column where cells are blank, or not to be told apart."""

from collections import Counter
from collections.abc import Iterable, Sequence

from core.report.column_heads import OwnColumns
from core.report.form import FormTable, Line
from core.report.rows import Entry, Row, label_key
from core.report.values import fold, looks_like_value

FEW, LONG = 3, 7  # cells of a row without a total; digits that no office's figure has


def figures_of(
    row: Row,
    label: Entry,
    line: Line,
    rows: Sequence[Row],
    columns: Sequence[int] | None,
    own: OwnColumns | None = None,
) -> list[str] | None:
    """The texts of the line's cells, None when they cannot be told apart. `own`: columns in an order of the unit's."""
    count = len(line.cells)
    after = [e for e in row.entries if e.col > label.col]
    filled = [e for e in after if e.text.strip()]
    if own and not _glued(after, count):
        return own.take(after)
    if len(filled) == count:
        return [e.text for e in filled]
    if columns and not _glued(after, count):
        by_column = {e.col: e.text for e in after}
        if all(e.col in columns for e in filled):
            return [by_column.get(c, "") for c in columns]
    if len(after) == count and not _glued(after, count):
        return [e.text for e in after]
    if count == 1:
        decided = _decided(filled, row, rows)
        return None if decided is None else [decided]
    if (window := _window(after, count)) and not _glued(after, count):
        return window
    if not filled and row.table >= 0:
        return [""] * count
    return None


def _window(after: Sequence[Entry], count: int) -> list[str] | None:
    """The one run of `count` neighbouring cells that holds everything written, None where several do."""
    texts = [e.text.strip() for e in after]
    starts = [i for i in range(len(texts) - count + 1) if not any(texts[:i]) and not any(texts[i + count :])]
    return texts[starts[0] : starts[0] + count] if len(starts) == 1 and any(texts) else None


def _glued(after: Sequence[Entry], count: int) -> bool:
    """One cell whose digits are enough for all: they ran together.

    Not where every figure has its cell and this is not the first of them, nor where a figure of that size is likely
    (three cells, as of 规范性文件, with the others left blank).
    """
    filled = [e for e in after if e.text.strip()]
    digits = fold(filled[0].text) if len(filled) == 1 else ""
    if not digits.isdigit():
        return False
    if len(after) == count and (filled[0] is not after[0] or count <= FEW):
        return len(digits) >= LONG
    return len(digits) >= max(count, 2)


def _decided(filled: Sequence[Entry], row: Row, rows: Sequence[Row]) -> str | None:
    """A one-figure line under several columns (the trial form's heads): the column of decisions, else the last.

    None under headings that ask for something else (上一年项目数量, 本年增/减): that is not the figure wanted.
    """
    if len(filled) < 2:
        return filled[0].text if filled else ""
    near = _heads_above(row, rows)
    if any(label_key(e.text).startswith("本年增") for e in near) and not any(_wanted(e) for e in near):
        return None
    heads = near if any(_wanted(e) for e in near) else [e for r in rows if r.table == row.table for e in r.filled]
    wanted = {e.col for e in heads if _wanted(e)}
    return ([e for e in filled if e.col in wanted] or filled)[-1].text


def _wanted(head: Entry) -> bool:
    return label_key(head.text).endswith(("处理决定数量", "收费金额"))


def _heads_above(row: Row, rows: Sequence[Row]) -> Sequence[Entry]:
    """The nearest row of headings above, in the same table: several words and no figure."""
    for other in reversed(rows[: rows.index(row)]):
        if other.table != row.table:
            return ()
        if len(other.filled) > 1 and not any(looks_like_value(e.text) for e in other.filled):
            return other.filled
    return ()


def by_table(hits: Iterable[tuple[Row, Entry]], table: FormTable) -> dict[int, list[tuple[Row, Entry]]]:
    """The matched rows of each physical table; none where the form's table has no columns."""
    found: dict[int, list[tuple[Row, Entry]]] = {}
    for row, label in hits:
        if row.table >= 0 and table.columns:
            found.setdefault(row.table, []).append((row, label))
    return found


def figure_columns(hits: Iterable[tuple[Row, Entry]], rows: Sequence[Row], table: FormTable) -> dict[int, list[int]]:
    """Physical table → the grid columns of its figures, where as many can be told as the form has."""
    found: dict[int, list[int]] = {}
    for number, members in by_table(hits, table).items():
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
