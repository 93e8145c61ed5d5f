"""Room: core. Columns mended by hand: what the user says a table's columns mean, kept as text and applied again."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from core.document import Block, Cell, Document, Paragraph, Row, Table, grid_of, tables_of, text_cell
from core.ledger.columns import Columns, cells_of, is_header, read_columns
from core.ledger.headings import COLUMN_LABELS, Column

# A heading that the reader takes for a column that is none of ours.
_IGNORED = "备注"
SAMPLE_ROWS = 3


@dataclass(frozen=True, slots=True)
class Mending:
    """`table` counts all tables from 0, `row` its rows; `meaning` names every column, None = not ours.

    It holds for every header of that width in the document, as forms repeat theirs for each section.
    """

    table: int
    row: int
    header_rows: int = 1
    meaning: Mapping[int, Column | None] = field(default_factory=dict[int, Column | None])

    def as_text(self) -> str:
        columns = " ".join(f"{col}={column.value if column else ''}" for col, column in sorted(self.meaning.items()))
        return f"{self.table} {self.row} {self.header_rows} {columns}"


@dataclass(frozen=True, slots=True)
class HeaderSeen:
    """A header as it was read, for a person to look at: its headings, their meaning, and what stands below."""

    table: int
    row: int
    header_rows: int
    headings: tuple[str, ...]
    meaning: Mapping[int, Column]
    samples: tuple[tuple[str, ...], ...]


def mending_from_text(text: str) -> Mending | None:
    """None for "" and for what this version cannot read."""
    try:
        table, row, header_rows, *columns = text.split()
        pairs = (column.partition("=") for column in columns)
        meaning = {int(col): Column(value) if value else None for col, _, value in pairs}
        return Mending(int(table), int(row), int(header_rows), meaning)
    except ValueError:
        return None


def header_seen(document: Document, table: int | None = None, row: int | None = None) -> HeaderSeen | None:
    """The first ledger header, or the row that the user points at; None where the document has no table.

    Without any header that is known, the first row of the largest table.
    """
    tables = list(tables_of(document.blocks))
    if not tables:
        return None
    if table is None or row is None:
        table, row = _first_header(tables)
    if table >= len(tables):
        return None
    grid = grid_of(tables[table])
    row = min(row, len(grid) - 1)
    columns = read_columns(grid, row, grid[row + 1 :], None)
    if not is_header(grid[row]):
        columns = Columns(columns.meaning, 1, columns.inferred)
    below = grid[row + columns.header_rows :]
    whole = [line for line in below if len(cells_of(line)) > 2][:SAMPLE_ROWS]
    return HeaderSeen(
        table,
        row,
        columns.header_rows,
        tuple(_texts(grid, col, row, row + columns.header_rows) for col in range(len(grid[row]))),
        dict(columns.meaning),
        tuple(tuple(cell.cell.text if cell else "" for cell in line) for line in whole),
    )


def mended(document: Document, mending: Mending | None) -> Document:
    """The document with its header rows saying what the user means; cells below keep their origin."""
    if mending is None:
        return document
    tables = list(tables_of(document.blocks))
    if mending.table >= len(tables):
        return document
    width = _width(tables[mending.table])
    changed: dict[int, Table] = {}
    for at, table in enumerate(tables):
        if at == mending.table:
            changed[id(table)] = _with_header(table, mending.row, mending)
        elif _width(table) == width:
            row = next((r for r, line in enumerate(grid_of(table)) if is_header(line)), None)
            if row is not None:
                changed[id(table)] = _with_header(table, row, mending)
    sections = tuple(replace(s, blocks=_replaced(s.blocks, changed)) for s in document.sections)
    return replace(document, sections=sections)


def _first_header(tables: Sequence[Table]) -> tuple[int, int]:
    for at, table in enumerate(tables):
        for row, line in enumerate(grid_of(table)):
            if is_header(line):
                return at, row
    largest = max(range(len(tables)), key=lambda at: len(tables[at].rows) * _width(tables[at]))
    return largest, 0


def _texts(grid: Sequence[Sequence[Any]], col: int, start: int, end: int) -> str:
    found = (placed.cell.text for line in grid[start:end] if (placed := line[col]) is not None)
    return " ".join(dict.fromkeys(" ".join(text.split()) for text in found if text.strip()))


def _width(table: Table) -> int:
    return max((len(line) for line in grid_of(table)), default=0)


def _with_header(table: Table, row: int, mending: Mending) -> Table:
    """One plain row of headings in place of the header's rows; cells reaching into it from above are cut there."""
    headings = Row(tuple(_heading(mending.meaning.get(col)) for col in range(_width(table))))
    above = tuple(_cut(line, row - at) for at, line in enumerate(table.rows[:row]))
    return replace(table, rows=(*above, headings, *table.rows[row + mending.header_rows :]))


def _heading(column: Column | None) -> Cell:
    return text_cell(COLUMN_LABELS[column] if column and column is not Column.OTHER else _IGNORED)


def _cut(row: Row, room: int) -> Row:
    return replace(row, cells=tuple(replace(c, row_span=min(c.row_span, room)) for c in row.cells))


def _replaced(blocks: Sequence[Block], changed: Mapping[int, Table]) -> tuple[Block, ...]:
    return tuple(_replaced_block(block, changed) for block in blocks)


def _replaced_block(block: Block, changed: Mapping[int, Table]) -> Block:
    if isinstance(block, Paragraph):
        return block
    if id(block) in changed:
        return changed[id(block)]
    rows = (
        replace(r, cells=tuple(replace(c, blocks=_replaced(c.blocks, changed)) for c in r.cells)) for r in block.rows
    )
    return replace(block, rows=tuple(rows))
