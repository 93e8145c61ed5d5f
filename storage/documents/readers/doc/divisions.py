"""Room: storage. How a row of a .doc's table is divided, as the paragraph that ends it says ([MS-DOC] 2.6.3)."""

from dataclasses import dataclass, field

from core.document import Align, VAlign, mm
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
MAX_CELLS = 63
CELL_SIZE = 20
VALIGNS = {1: VAlign.CENTER, 2: VAlign.BOTTOM}
ALIGNS = {1: Align.CENTER, 2: Align.RIGHT}


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
