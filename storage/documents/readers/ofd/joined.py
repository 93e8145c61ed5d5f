"""Room: storage. A table that goes on over pages made one again: repeated headers dropped, cut rows joined."""

from dataclasses import replace

from core.document import Cell, Row, Table, grid_of
from storage.documents.readers.ofd.blocks import PageTable
from storage.documents.readers.ofd.lines import Line

SAME_EDGE = 1.0  # mm
MAX_HEADER = 4


def joined_tables(items: list[Line | PageTable]) -> list[Line | PageTable]:
    """The flow with each table joined to the one that ends the page before, where their columns are the same."""
    joined: list[Line | PageTable] = []
    for item in items:
        last = joined[-1] if joined else None
        if isinstance(item, PageTable) and isinstance(last, PageTable) and _goes_on(last, item):
            joined[-1] = replace(last, table=_joined(last.table, item.table), page=item.page)
        else:
            joined.append(item)
    return joined


def _goes_on(last: PageTable, item: PageTable) -> bool:
    near = len(last.xs) == len(item.xs) and all(abs(a - b) < SAME_EDGE for a, b in zip(last.xs, item.xs, strict=True))
    return item.page == last.page + 1 and near


def _joined(first: Table, second: Table) -> Table:
    header = _repeated_rows(first, second)
    rows = second.rows[header:]
    above = first.rows
    if rows and _is_cut(first, replace(second, rows=rows)):
        above, rows = _mended(first, rows), rows[1:]
    return replace(first, rows=above + rows, header_rows=max(first.header_rows, header))


def _repeated_rows(first: Table, second: Table) -> int:
    """How many rows at the top of `second` say what the top of `first` says; all of them never do."""
    limit = min(MAX_HEADER, len(first.rows) - 1, len(second.rows) - 1)
    count = 0
    while count < limit and _texts(first.rows[count]) == _texts(second.rows[count]) and any(_texts(first.rows[count])):
        count += 1
    return count


def _texts(row: Row) -> list[tuple[str, int, int]]:
    return [("".join(cell.text.split()), cell.col_span, cell.row_span) for cell in row.cells]


def _is_cut(first: Table, second: Table) -> bool:
    """Whether the first row goes on with the last row of the page before: its number and most other cells are blank,
    and every text in it continues one above."""
    top, bottom = grid_of(second)[0], grid_of(first)[-1]
    if len(second.rows[0].cells) != len(top) or len(first.rows[-1].cells) != len(bottom):
        return False
    texts = [placed.cell.text if placed else "" for placed in top]
    above = [placed.cell.text if placed else "" for placed in bottom]
    said = [i for i, text in enumerate(texts) if text]
    return bool(said) and not texts[0] and len(said) * 2 <= len(texts) and all(above[i] for i in (0, *said))


def _mended(first: Table, rows: tuple[Row, ...]) -> tuple[Row, ...]:
    pairs = zip(first.rows[-1].cells, rows[0].cells, strict=True)
    cells = tuple(_continued(above, below) for above, below in pairs)
    return (*first.rows[:-1], replace(first.rows[-1], cells=cells))


def _continued(above: Cell, below: Cell) -> Cell:
    return replace(above, blocks=above.blocks + below.blocks) if below.text else above
