"""Room: storage. The tables of a .doc: cells end with a mark, rows with a paragraph that says how they are divided."""

from dataclasses import dataclass, field
from itertools import pairwise

from core.document import EMPTY, Align, Block, Cell, Row, Table, VAlign, mm
from storage.documents.readers.doc.binary import i16, u8, u16
from storage.documents.readers.doc.sprms import (
    T_ALIGN,
    T_BORDERS,
    T_BORDERS_80,
    T_DEFINITION,
    T_DELETE,
    T_HEADER,
    T_HEIGHT,
    T_INSERT,
    T_MERGE,
    T_VERT_ALIGN,
    T_VERT_MERGE,
    T_WIDTH,
    Change,
)

MM_PER_TWIP = 25.4 / 1440
NEAR = 30  # twips: edges of two rows this close are one edge of the grid
MAX_CELLS = 63
CELL_SIZE = 20
VALIGNS = {1: VAlign.CENTER, 2: VAlign.BOTTOM}
ALIGNS = {1: Align.CENTER, 2: Align.RIGHT}

Above = dict[int, tuple[int, int, int]]  # column → row, place in it, and span of a merge that may go on below


@dataclass(slots=True)
class Box:
    """One cell of a row as its definition has it."""

    first: bool = False  # of cells merged across
    merged: bool = False  # with the one to the left
    down: bool = False  # merged downwards: the top one where `top`, else into the one above
    top: bool = False
    valign: VAlign = VAlign.TOP
    lined: bool = False


@dataclass(slots=True)
class Division:
    """How a row is divided: edges in twips, one more than boxes."""

    edges: list[int] = field(default_factory=list)
    boxes: list[Box] = field(default_factory=list)
    header: bool = False
    height_mm: float = 0
    align: Align = Align.LEFT
    lined: bool = False


def division_of(changes: tuple[Change, ...]) -> Division:
    """From the properties of the paragraph that ends a row."""
    found = Division()
    for code, operand in changes:
        if code == T_DEFINITION:
            _define(found, operand)
        elif code in _EDITS:
            _EDITS[code](found, operand)
        elif code == T_HEADER:
            found.header = bool(u8(operand, 0))
        elif code == T_HEIGHT:
            found.height_mm = mm(abs(i16(operand, 0)) * MM_PER_TWIP)
        elif code == T_ALIGN:
            found.align = ALIGNS.get(u8(operand, 0), Align.LEFT)
        elif code == T_BORDERS_80:
            found.lined = any(_is_line(operand[4 * i + 1]) for i in range(len(operand) // 4))
        elif code == T_BORDERS:
            found.lined = any(_is_line(operand[8 * i + 5]) for i in range(len(operand) // 8))
    return found


def _is_line(kind: int) -> bool:
    return kind not in (0, 0xFF)


def _define(found: Division, operand: bytes) -> None:
    count = min(u8(operand, 0), MAX_CELLS)
    edges = [i16(operand, 1 + 2 * i) for i in range(count + 1)]
    found.edges = [max(edge, *edges[: i + 1]) if i else edge for i, edge in enumerate(edges)]
    start = 1 + 2 * (count + 1)
    found.boxes = [_box(operand[start + CELL_SIZE * i :][:CELL_SIZE]) for i in range(count)]


def _box(tc: bytes) -> Box:
    flags = u16(tc, 0)
    return Box(
        first=bool(flags & 0x01),
        merged=bool(flags & 0x02),
        down=bool(flags & 0x20),
        top=bool(flags & 0x40),
        valign=VALIGNS.get((flags >> 7) & 3, VAlign.TOP),
        lined=any(_is_line(u8(tc, 4 + 4 * i + 1)) for i in range(4)),
    )


def _merge_across(found: Division, operand: bytes) -> None:
    for i, box in enumerate(found.boxes[u8(operand, 0) : u8(operand, 1)]):
        box.first, box.merged = i == 0, i > 0


def _merge_down(found: Division, operand: bytes) -> None:
    for box in found.boxes[u8(operand, 0) :][:1]:
        kind = u8(operand, 1)
        box.down, box.top = kind in (1, 3), kind == 3


def _align_down(found: Division, operand: bytes) -> None:
    for box in found.boxes[u8(operand, 0) : u8(operand, 1)]:
        box.valign = VALIGNS.get(u8(operand, 2), VAlign.TOP)


def _insert(found: Division, operand: bytes) -> None:
    at, count, wide = u8(operand, 0), u8(operand, 1), i16(operand, 2)
    at = min(at, len(found.boxes))
    count = min(count, MAX_CELLS - len(found.boxes))
    if not found.edges or count <= 0 or wide < 0:
        return
    new = [found.edges[at] + wide * (i + 1) for i in range(count)]
    found.edges = found.edges[: at + 1] + new + [edge + wide * count for edge in found.edges[at + 1 :]]
    found.boxes[at:at] = [Box() for _ in range(count)]


def _delete(found: Division, operand: bytes) -> None:
    first, end = u8(operand, 0), min(u8(operand, 1), len(found.boxes))
    if first < end:
        gone = found.edges[end] - found.edges[first]
        found.edges = found.edges[: first + 1] + [edge - gone for edge in found.edges[end + 1 :]]
        del found.boxes[first:end]


def _widen(found: Division, operand: bytes) -> None:
    first, end, wide = u8(operand, 0), min(u8(operand, 1), len(found.boxes)), i16(operand, 2)
    for i in range(first, end if wide >= 0 else 0):
        more = wide - (found.edges[i + 1] - found.edges[i])
        found.edges[i + 1 :] = [edge + more for edge in found.edges[i + 1 :]]


_EDITS = {
    T_MERGE: _merge_across,
    T_VERT_MERGE: _merge_down,
    T_VERT_ALIGN: _align_down,
    T_INSERT: _insert,
    T_DELETE: _delete,
    T_WIDTH: _widen,
}


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
