"""Room: storage. A table that goes on over pages made one again: repeated headers dropped, cut cells joined.

Each page's part may show other columns (a column that only some rows divide), so cells are kept by their edges in mm
until the whole table is there.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from core.document import Block, Cell, Paragraph, Row, Table, grid_of, join_runs, mm
from storage.documents.readers.ofd.blocks import PageTable
from storage.documents.readers.ofd.lines import ENDS, Line

SAME_EDGE = 1.0  # mm
MAX_HEADER = 4


@dataclass(slots=True)
class _Spot:
    """A cell by its edges (mm) and rows."""

    left: float
    right: float
    row: int
    rows: int
    cell: Cell

    @property
    def text(self) -> str:
        return "".join(self.cell.text.split())

    def beside(self, other: "_Spot") -> bool:
        """In the same column."""
        return abs(self.left - other.left) < SAME_EDGE and abs(self.right - other.right) < SAME_EDGE


class _Growing:
    """A table as its pages come in."""

    def __init__(self, first: PageTable) -> None:
        self._first = first
        self._page = first.page
        self._edges = list(first.xs)
        self._spots = _spots(first)
        self._height = len(first.table.rows)
        self._bottom = [s for s in self._spots if s.row + s.rows == self._height]
        self._header = 0

    def goes_on_in(self, item: PageTable) -> bool:
        """On the next page, between the same outer edges, with no column edges but known ones (or all known ones)."""
        outer = abs(item.xs[0] - self._edges[0]) < SAME_EDGE and abs(item.xs[-1] - self._edges[-1]) < SAME_EDGE
        alike = _within(item.xs, self._edges) or _within(self._edges, item.xs)
        return item.page == self._page + 1 and outer and alike

    def add(self, item: PageTable) -> None:
        new = _spots(item)
        header = self._repeated_rows(new, len(item.table.rows))
        new = [replace(s, row=s.row - header) for s in new if s.row >= header]
        rows = len(item.table.rows) - header
        cut = self._is_cut([s for s in new if s.row == 0])
        shift = self._height - 1 if cut else self._height
        kept = [s for s in new if not (s.row == 0 and self._joins(s, cut))]
        for spot in kept:
            spot.row += shift
        self._spots += kept
        self._height = shift + rows
        self._bottom = [s for s in (*self._bottom, *kept) if s.row + s.rows == self._height]
        self._edges = _union(self._edges, item.xs)
        self._page, self._header = item.page, max(self._header, header)

    def _repeated_rows(self, new: list[_Spot], rows: int) -> int:
        """How many rows at the top say what the top of the whole table says; all of them never do."""
        count = 0
        while count < min(MAX_HEADER, self._height - 1, rows - 1):
            ours, theirs = ([(s.text, s.rows) for s in spots if s.row == count] for spots in (self._spots, new))
            if ours != theirs or not any(text for text, _ in ours):
                break
            count += 1
        return count if all(s.row >= count or s.row + s.rows <= count for s in new) else 0

    def _is_cut(self, top: list[_Spot]) -> bool:
        """Whether the top row goes on with the last row: its number and half of its cells are blank, and each text in
        it continues one above."""
        said = [s for s in top if s.text]
        blank = bool(top) and not top[0].text and self._may_go_on(top[0])
        return blank and bool(said) and len(said) * 2 <= len(top) and all(self._above_text(s) for s in said)

    def _may_go_on(self, spot: _Spot) -> bool:
        """Below a text, or below a merged cell whose text stands pages before."""
        above = self._above(spot)
        return above is not None and (bool(above.text) or above.rows > 1)

    def _above_text(self, spot: _Spot) -> str:
        above = self._above(spot)
        return above.text if above else ""

    def _above(self, spot: _Spot) -> _Spot | None:
        return next((s for s in self._bottom if s.beside(spot)), None)

    def _joins(self, spot: _Spot, cut: bool) -> bool:
        """Join a cell of the top row to the one above it, where it is the same cell on two pages."""
        above = self._above(spot)
        same = above is not None and above.text == spot.text and bool(spot.text)
        if above is None or not (cut or (same and max(above.rows, spot.rows) > 1)):
            return False
        if cut and spot.text and not same:
            above.cell = replace(above.cell, blocks=_grown(above.cell.blocks, spot.cell.blocks))
        above.rows += spot.rows - 1 if cut else spot.rows
        return True

    def whole(self) -> Table:
        columns = {edge: i for i, edge in enumerate(self._edges)}
        rows: list[list[Cell]] = [[] for _ in range(self._height)]
        for spot in sorted(self._spots, key=lambda s: (s.row, s.left)):
            span = _index(columns, spot.right) - _index(columns, spot.left)
            rows[spot.row].append(replace(spot.cell, col_span=max(span, 1), row_span=spot.rows))
        widths = tuple(mm(b - a) for a, b in zip(self._edges, self._edges[1:], strict=False))
        return replace(
            self._first.table,
            rows=tuple(Row(tuple(cells)) for cells in rows),
            widths_mm=widths,
            header_rows=self._header,
        )


def _grown(above: tuple[Block, ...], below: tuple[Block, ...]) -> tuple[Block, ...]:
    """The blocks of a cell that a page cut in two; a sentence that has not ended goes on in the next part."""
    last, first = above[-1], below[0]
    if not (isinstance(last, Paragraph) and isinstance(first, Paragraph)) or last.text[-1:] in ENDS:
        return above + below
    return (*above[:-1], replace(last, runs=join_runs(last.runs + first.runs)), *below[1:])


def joined_tables(items: Iterable[Line | PageTable]) -> list[Line | Table]:
    """The flow with each table joined to the one that ends the page before, where their columns are the same."""
    joined: list[Line | _Growing] = []
    for item in items:
        last = joined[-1] if joined else None
        if isinstance(item, Line):
            joined.append(item)
        elif isinstance(last, _Growing) and last.goes_on_in(item):
            last.add(item)
        else:
            joined.append(_Growing(item))
    return [item if isinstance(item, Line) else item.whole() for item in joined]


def _spots(item: PageTable) -> list[_Spot]:
    spots: list[_Spot] = []
    for r, row in enumerate(grid_of(item.table)):
        for c, placed in enumerate(row):
            if placed and (placed.row, placed.col) == (r, c):
                cell = placed.cell
                spots.append(_Spot(item.xs[c], item.xs[c + cell.col_span], r, cell.row_span, cell))
    return spots


def _within(some: Iterable[float], edges: Iterable[float]) -> bool:
    known = list(edges)
    return all(any(abs(x - edge) < SAME_EDGE for edge in known) for x in some)


def _union(edges: list[float], more: Iterable[float]) -> list[float]:
    return sorted([*edges, *(x for x in more if not _within([x], edges))])


def _index(columns: dict[float, int], x: float) -> int:
    return columns[min(columns, key=lambda edge: abs(edge - x))]
