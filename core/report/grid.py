"""Room: core. Where each cell of a printed form table stands: its grid place and the rows and columns it spans."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from core.report.form import FormTable, Printed

_NUMBERED = re.compile(r"[（(]?[一二三四五六七八九十\d]+[)）、.]|[（(]")


def stands_left(text: str) -> bool:
    """Whether a printed text is a numbered row label, or a remark in brackets; headings stand in the middle."""
    return bool(_NUMBERED.match(text))


@dataclass(frozen=True, slots=True)
class Place:
    """A printed cell where it starts. `row` counts from the first row of its grid."""

    printed: Printed
    row: int
    col: int


class Grid:
    """A run of a form table's rows: the headings above, or the rows below them."""

    def __init__(self, rows: Sequence[Sequence[Printed]]) -> None:
        self.height = len(rows)
        self.width = 0
        self.places: list[Place] = []
        self.covering: dict[tuple[int, int], Place] = {}
        self.of_cell: dict[str, Place] = {}
        for r, row in enumerate(rows):
            self._add_row(r, row)
        self.fill_rows = sorted({p.row for p in self.of_cell.values()})

    def _add_row(self, r: int, row: Sequence[Printed]) -> None:
        col = 0
        for printed in row:
            while (r, col) in self.covering:
                col += 1
            place = Place(printed, r, col)
            self.places.append(place)
            if printed.cell:
                self.of_cell[printed.cell] = place
            for down in range(min(printed.rows, self.height - r)):
                for right in range(printed.cols):
                    self.covering[r + down, col + right] = place
            col += printed.cols
            self.width = max(self.width, col)

    def cell_at(self, row: int, col: int) -> str:
        """The fill cell that starts there, "" for a heading or a covered place."""
        place = self.covering.get((row, col))
        return place.printed.cell if place and (place.row, place.col) == (row, col) else ""

    def cells_in_order(self) -> list[str]:
        return [p.printed.cell for p in self.places if p.printed.cell]

    def next_cell(self, cell: str, down: int, right: int) -> str:
        """The nearest fill cell in a direction; the cell itself where there is none."""
        place = self.of_cell[cell]
        row, col = place.row, place.col
        if right:
            span = place.printed.cols if right > 0 else 1
            there = range(col + span, self.width) if right > 0 else range(col - 1, -1, -1)
            return next((c for x in there if (c := self.cell_at(row, x))), cell)
        rows = [r for r in self.fill_rows if (r > row if down > 0 else r < row)]
        for r in rows if down > 0 else reversed(rows):
            covering = self.covering.get((r, col))
            if covering and covering.printed.cell:
                return covering.printed.cell
        return cell


def grids_of(table: FormTable) -> tuple[Grid, Grid]:
    """(headings, rows below). A table whose headings stand among its rows has no rows in the first."""
    return Grid(table.rows[: table.header_rows]), Grid(table.rows[table.header_rows :])
