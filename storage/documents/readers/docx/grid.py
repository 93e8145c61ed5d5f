"""Room: storage. The grid of a Word table: what its cells say of spans, and vertical merges while rows are read."""

from dataclasses import dataclass, replace
from typing import cast

from core.document import Align, Cell, Row, VAlign, mm
from storage.documents.readers.docx.names import (
    SDT,
    SDT_CONTENT,
    SDT_PR,
    TC,
    TR,
    TRANSPARENT,
    TRPR,
    VAL,
    W,
    flag,
    twips,
    value,
    whole,
)
from storage.documents.readers.docx.styles import ALIGNS

GRID_SPAN, V_MERGE, H_MERGE, V_ALIGN = W + "gridSpan", W + "vMerge", W + "hMerge", W + "vAlign"
CELL_DEL = W + "cellDel"
VALIGNS = {"center": VAlign.CENTER, "bottom": VAlign.BOTTOM, "both": VAlign.CENTER}
MM_PER_TWIP = 25.4 / 1440
MAX_SPAN = 500  # Word itself stops at 63 columns; a damaged file may say anything


@dataclass(slots=True)
class Mark:
    """What a w:tcPr says. A merge is None where the cell is in none, else "restart" or how it continues one."""

    span: int = 1
    down: str | None = None
    across: str | None = None
    valign: VAlign = VAlign.TOP
    deleted: bool = False


UNMARKED = Mark()


def cell_marks(root) -> dict:
    """Cell element → Mark, of those cells that say anything; one pass."""
    marks: dict = {}
    for element in root.iter(GRID_SPAN, V_MERGE, H_MERGE, V_ALIGN, CELL_DEL):
        tc = element.getparent().getparent()
        mark = marks.get(tc)
        if mark is None:
            mark = marks[tc] = Mark()
        tag, val = element.tag, element.get(VAL)
        if tag == GRID_SPAN:
            mark.span = span_of(element)
        elif tag == V_MERGE:
            mark.down = val or ""
        elif tag == H_MERGE:
            mark.across = val or ""
        elif tag == V_ALIGN:
            mark.valign = VALIGNS.get(val, VAlign.TOP)
        else:
            mark.deleted = True
    return marks


def span_of(element, least: int = 1) -> int:
    return min(max(whole(element.get(VAL), least), least), MAX_SPAN)


def widths_of(tbl) -> tuple[float, ...]:
    """In mm, one a grid column; () where the file gives none."""
    widths = tuple([mm(twips(col.get(W + "w")) * MM_PER_TWIP) for col in tbl.iterfind(f"{W}tblGrid/{W}gridCol")])
    return widths if any(widths) else ()


def align_of(tbl) -> Align:
    return ALIGNS.get(value(tbl.find(W + "tblPr"), "jc") or "", Align.LEFT)


def height_of(element) -> float:
    """A w:trHeight (or None) in mm."""
    return 0 if element is None else mm(twips(element.get(VAL)) * MM_PER_TWIP)


@dataclass(slots=True)
class Slot:
    """A place in a row: the cell that fills it, with the columns of those merged into it from the right."""

    tc: object
    mark: Mark
    span: int
    blank: bool  # inside a content control that shows its prompt


def slots_of(tr, marks: dict, blank: bool) -> list[Slot]:
    slots: list[Slot] = []
    for tc, unfilled in _cells(tr, blank):
        mark = marks.get(tc, UNMARKED)
        if mark.across not in (None, "restart") and slots:
            slots[-1].span += mark.span
        elif not mark.deleted:
            slots.append(Slot(tc, mark, mark.span, unfilled))
    return slots


def rows_of(parent, blank: bool = False):
    """(w:tr, inside an unfilled content control) of the rows that show, also inside controls and insertions."""
    for child in parent:
        tag = child.tag
        if tag == TR:
            trpr = child.find(TRPR)
            if trpr is None or trpr.find(W + "del") is None:
                yield child, blank
        elif tag == SDT:
            content = child.find(SDT_CONTENT)
            yield from () if content is None else rows_of(content, blank or unfilled_control(child))
        elif tag in TRANSPARENT:
            yield from rows_of(child, blank)


def _cells(parent, blank: bool):
    for child in parent:
        tag = child.tag
        if tag == TC:
            yield child, blank
        elif tag == SDT:
            content = child.find(SDT_CONTENT)
            yield from () if content is None else _cells(content, blank or unfilled_control(child))
        elif tag in TRANSPARENT:
            yield from _cells(child, blank)


def unfilled_control(sdt) -> bool:
    """Whether a content control shows its prompt (「单击此处输入文字」), which is not the clerk's text."""
    return flag(sdt.find(SDT_PR), "showingPlcHdr")


class Spans:
    """The vertical merges that are open while a table's rows are read: Word marks each row, the Document the first."""

    def __init__(self) -> None:
        self._open: dict[int, tuple[int, int]] = {}  # column → (columns, origin of the cell that began there)
        self._seen: set[int] = set()

    def start_row(self) -> None:
        """A merge that the row before did not continue is over."""
        if len(self._seen) < len(self._open):
            self._open = {col: it for col, it in self._open.items() if col in self._seen}
        self._seen = set()

    def open(self, col: int, span: int, origin: int) -> None:
        self._open[col] = span, origin
        self._seen.add(col)

    def continues(self, col: int, span: int) -> int | None:
        """The origin of the merged cell that covers just these columns, None where there is none."""
        opened = self._open.get(col)
        if opened is None or opened[0] != span:
            return None
        self._seen.add(col)
        return opened[1]


def taller(rows: list[tuple[list[Cell], float]], tall: dict[int, int]) -> tuple[Row, ...]:
    """The rows (cells, height in mm), with the full height of the cells that turned out to reach below."""
    return tuple([Row(tuple([_taller(c, tall) if c.origin in tall else c for c in cells]), mm) for cells, mm in rows])


def _taller(cell: Cell, tall: dict[int, int]) -> Cell:
    return replace(cell, row_span=tall[cast(int, cell.origin)])
