"""Room: storage. What a table is made of while it is laid out: cells with their lines, open merged cells, parts placed."""

from dataclasses import dataclass, field

from core.document import Align, Cell, Placed
from storage.documents.layout.flow import Content, Cursor, Fragment
from storage.documents.layout.style import snap


@dataclass(frozen=True, slots=True)
class CellBox:
    """A cell with its content broken into lines. `last_row` is where a merged cell ends."""

    cell: Cell
    col: int
    x: int
    width: int
    last_row: int
    content: Content
    height: int  # of the whole content


@dataclass(slots=True)
class Span:
    """A merged cell that is open: how much of its text has been shown, and where its part on this page began."""

    box: CellBox
    cursor: Cursor = field(default_factory=Cursor)
    shown: bool = False
    top: int = 0
    slot: int = 0


@dataclass(slots=True)
class TableCursor:
    """`parts`: what is left of each cell of a row that was split, by column."""

    row: int = 0
    parts: dict[int, Cursor] | None = None
    spans: list[Span] = field(default_factory=list)


@dataclass(slots=True)
class CellPart:
    """A cell, or its part on one page, from the table's top left corner."""

    x: int
    y: int
    width: int
    height: int
    text: Fragment = field(default_factory=Fragment)
    text_y: int = 0
    text_x: int = 0


@dataclass(slots=True)
class TableFragment:
    x: int
    height: int = 0
    cells: list[CellPart] = field(default_factory=list)
    borders: bool = True


def edges(widths: tuple[int, ...]) -> list[int]:
    edges = [0]
    for width in widths:
        edges.append(edges[-1] + snap(width))
    return edges


def whole_header(rows: int, starts: list[list[tuple[Cell, int, int, int]]]) -> int:
    """Header rows, made more where a merged cell hangs out of them below; 0 where nothing would be left as body."""
    row = 0
    while row < rows:
        rows = max([rows, *(last + 1 for _, _, _, last in starts[row])])
        row += 1
    return rows if rows < len(starts) else 0


def indent(align: Align, free: int) -> int:
    return {Align.CENTER: free // 2, Align.RIGHT: free}.get(align, 0)


def starting_cells(grid: list[list[Placed | None]]) -> list[list[tuple[Cell, int, int, int]]]:
    """For each row the cells that start in it: (cell, first column, column after, last row)."""
    starts: list[list[tuple[Cell, int, int, int]]] = []
    for r, row in enumerate(grid):
        here = []
        for c, placed in enumerate(row):
            if placed is None or (placed.row, placed.col) != (r, c):
                continue
            end, last = c, r
            while end < len(row) and row[end] is placed:
                end += 1
            while last + 1 < len(grid) and grid[last + 1][c] is placed:
                last += 1
            here.append((placed.cell, c, end, last))
        starts.append(here)
    return starts


def copied(parts: dict[int, Cursor] | None) -> dict[int, Cursor] | None:
    return None if parts is None else {c: Cursor(p.index, p.table) for c, p in parts.items()}


def reopened(spans: list[Span]) -> list[Span]:
    return [Span(s.box, s.cursor, s.shown) for s in spans]
