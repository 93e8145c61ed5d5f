"""Room: storage. The tables of a .doc: cells end with a mark, rows with a paragraph that says how they are divided."""

from dataclasses import dataclass, field
from itertools import pairwise

from core.document import EMPTY, Block, Cell, Row, Table, mm
from storage.documents.readers.doc.divisions import MM_PER_TWIP, Box, Division

NEAR = 30  # twips: edges of two rows this close are one edge of the grid
Above = dict[int, tuple[int, int, int]]  # column → row, place in it, and span of a merge that may go on below


@dataclass(slots=True)
class OpenTable:
    """A table while its paragraphs come in."""

    rows: list[tuple[list[list[Block]], Division]] = field(default_factory=list)
    cells: list[list[Block]] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)

    def end_cell(self) -> None:
        self.cells.append(self.blocks)
        self.blocks = []

    def end_row(self, division: Division, deleted: bool) -> None:
        if self.blocks:  # damaged: text without the mark of its cell
            self.end_cell()
        if self.cells and not deleted:
            self.rows.append((self.cells, division))
        self.cells = []

    def finished(self, look: bool) -> Table | None:
        self.end_row(Division(), deleted=False)
        return _table(self.rows, look) if self.rows else None


def _table(rows: list[tuple[list[list[Block]], Division]], look: bool) -> Table:
    whole = [(cells, _fitted(division, len(cells))) for cells, division in rows]
    columns = _columns([division.edges for _, division in whole])
    grid = sorted(set(columns.values()))
    widths = tuple(mm((b - a) * MM_PER_TWIP) for a, b in pairwise(_places(columns)))
    built: list[list[Cell]] = []
    above: Above = {}
    extra: dict[tuple[int, int], int] = {}
    for cells, division in whole:
        row, above = _row(cells, division, columns, above, extra, len(built))
        built.append(row)
    header = next((i for i, (_, division) in enumerate(whole) if not division.header), len(whole))
    first = whole[0][1]
    lined = first.lined or any(box.lined for _, division in whole for box in division.boxes)
    return Table(
        rows=tuple(_grown(row, i, extra, whole[i][1].height_mm) for i, row in enumerate(built)),
        widths_mm=widths if len(widths) == len(grid) - 1 and any(widths) else (),
        header_rows=header,
        borders=lined or not look,
        align=first.align,
    )


def _fitted(division: Division, count: int) -> Division:
    """With exactly one box a cell: a damaged row may say more or fewer."""
    boxes, edges = division.boxes[:count], division.edges[: count + 1]
    edges = edges or [0]
    while len(boxes) < count:
        boxes.append(Box())
    while len(edges) <= count:
        edges.append(edges[-1] + 1000)
    return Division(edges, boxes, division.header, division.height_mm, division.align, division.lined)


def _columns(rows: list[list[int]]) -> dict[int, int]:
    """Edge → column of the grid. Edges of one row never become one, however close."""
    apart: set[tuple[int, int]] = set()
    for edges in rows:
        apart |= {(a, b) for a, b in pairwise(edges) if a < b <= a + NEAR}
    columns: dict[int, int] = {}
    group: list[int] = []
    index = -1
    for edge in sorted({edge for edges in rows for edge in edges}):
        if not group or edge - group[0] > NEAR or any((old, edge) in apart for old in group):
            group, index = [], index + 1
        group.append(edge)
        columns[edge] = index
    return columns


def _places(columns: dict[int, int]) -> list[int]:
    """The first edge of each column."""
    places: dict[int, int] = {}
    for edge, column in columns.items():
        places.setdefault(column, edge)
    return [places[column] for column in sorted(places)]


def _row(
    cells: list[list[Block]],
    division: Division,
    columns: dict[int, int],
    above: Above,
    extra: dict[tuple[int, int], int],
    row: int,
) -> tuple[list[Cell], Above]:
    """The cells that start in a row, and the merges that may go on below it; `extra` counts rows below the first."""
    found: list[Cell] = []
    going: Above = {}
    start = columns[division.edges[0]]
    if start:
        found.append(Cell(col_span=start))  # the row begins further right than others
    for i, (blocks, box) in enumerate(zip(cells, division.boxes, strict=True)):
        if box.merged and not box.first and i:
            continue
        last = i
        while last + 1 < len(cells) and division.boxes[last + 1].merged and not division.boxes[last + 1].first:
            last += 1
        col = columns[division.edges[i]]
        span = max(columns[division.edges[last + 1]] - col, 1)
        over = above.get(col)
        if box.down and not box.top and over and over[2] == span:
            extra[over[:2]] = extra.get(over[:2], 0) + 1
            going[col] = over
            continue
        if box.down:
            going[col] = row, len(found), span
        found.append(Cell(tuple(blocks) or (EMPTY,), span, 1, box.valign))
    return found, going


def _grown(row: list[Cell], index: int, extra: dict[tuple[int, int], int], height_mm: float) -> Row:
    cells = [Cell(cell.blocks, cell.col_span, 1 + extra.get((index, i), 0), cell.valign) for i, cell in enumerate(row)]
    return Row(tuple(cells), height_mm)
