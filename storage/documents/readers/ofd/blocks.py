"""Room: storage. A page's pieces and grids turned into paragraphs and tables, nested ones inside their cells."""

from dataclasses import dataclass
from itertools import pairwise

from core.document import Block, Cell, Row, Table, VAlign, mm
from storage.documents.readers.ofd.grid import Grid, Region, grids_of
from storage.documents.readers.ofd.lines import CELL_LEADING, Line, lines_of, paragraphs_in
from storage.documents.readers.ofd.page import PageContent
from storage.documents.readers.ofd.pieces import Piece

MAX_NESTING = 3
PADDING = 2.0  # mm between a cell's rule and its text, at most


@dataclass(frozen=True, slots=True)
class PageTable:
    """A table where it stands on a page. `xs` are its column edges, by which it is known on the next page."""

    table: Table
    page: int
    top: float
    xs: tuple[float, ...]


def flow_of(content: PageContent, page: int) -> list[Line | PageTable]:
    """Lines and tables of a page from top to bottom."""
    grids = [g for g in grids_of(content.rules) if any(g.place(*p.middle) for p in content.pieces)]
    outer, inner, free = _shared_out(grids, content.pieces)
    flow: list[tuple[float, Line | PageTable]] = [(line.baseline, line) for line in lines_of(free, page)]
    for grid in outer:
        pieces, nested = inner[grid]
        flow.append((grid.ys[0], PageTable(_table(grid, pieces, nested, 0), page, grid.ys[0], grid.xs)))
    return [item for _, item in sorted(flow, key=lambda pair: pair[0])]


Shares = dict[Grid, tuple[list[Piece], list[Grid]]]


def _shared_out(grids: list[Grid], pieces: list[Piece]) -> tuple[list[Grid], Shares, list[Piece]]:
    """Outermost grids (given largest first), what lies in each of them, and the pieces in none."""
    outer: list[Grid] = []
    inner: Shares = {}
    for grid in grids:
        middle = (grid.xs[0] + grid.xs[-1]) / 2, (grid.ys[0] + grid.ys[-1]) / 2
        home = next((o for o in outer if o.place(*middle)), None)
        if home is None:
            outer.append(grid)
            inner[grid] = ([], [])
        else:
            inner[home][1].append(grid)
    free: list[Piece] = []
    for piece in pieces:
        home = next((o for o in outer if o.place(*piece.middle)), None)
        (inner[home][0] if home else free).append(piece)
    return outer, inner, free


def _table(grid: Grid, pieces: list[Piece], nested: list[Grid], depth: int) -> Table:
    owner = {
        (row, col): region
        for region in grid.regions
        for row in range(region.row, region.row + region.rows)
        for col in range(region.col, region.col + region.cols)
    }
    texts: dict[Region, list[Piece]] = {region: [] for region in grid.regions}
    tables: dict[Region, list[Grid]] = {region: [] for region in grid.regions}
    for piece in pieces:
        place = grid.place(*piece.middle)
        if place:
            texts[owner[place]].append(piece)
    for small in nested:
        place = grid.place((small.xs[0] + small.xs[-1]) / 2, (small.ys[0] + small.ys[-1]) / 2)
        if place:
            tables[owner[place]].append(small)
    rows: list[list[Cell]] = [[] for _ in grid.ys[1:]]
    for region in grid.regions:
        rows[region.row].append(_cell(grid, region, texts[region], tables[region], depth))
    widths = tuple(mm(b - a) for a, b in pairwise(grid.xs))
    return Table(tuple(Row(tuple(cells)) for cells in rows), widths)


def _cell(grid: Grid, region: Region, pieces: list[Piece], nested: list[Grid], depth: int) -> Cell:
    left, _, right, _ = grid.box(region)
    blocks: list[Block] = []
    if nested and depth < MAX_NESTING:
        blocks = _mixed(pieces, nested, left, right, depth)
    elif pieces:
        lines = lines_of(pieces)
        padding = min(min(line.left for line in lines) - left, PADDING)
        blocks = list(paragraphs_in(lines, left + padding, right - padding, CELL_LEADING))
    return Cell(
        tuple(blocks) or Cell().blocks, region.cols, region.rows, VAlign.CENTER if region.rows > 1 else VAlign.TOP
    )


def _mixed(pieces: list[Piece], nested: list[Grid], left: float, right: float, depth: int) -> list[Block]:
    """A cell that holds tables: its own text above, between and below them."""
    outer, inner, free = _shared_out(nested, pieces)
    blocks: list[Block] = []
    for grid in sorted(outer, key=lambda g: g.ys[0]):
        before = [p for p in free if p.baseline < grid.ys[-1]]
        free = [p for p in free if p.baseline >= grid.ys[-1]]
        blocks += paragraphs_in(lines_of(before), left, right)
        blocks.append(_table(grid, *inner[grid], depth + 1))
    return blocks + list(paragraphs_in(lines_of(free), left, right))
