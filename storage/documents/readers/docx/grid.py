"""Room: storage. The grid of a Word table: what its cells say of spans, and vertical merges while rows are read."""

from dataclasses import dataclass

from core.document import Cell, Row, VAlign
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
    whole,
)

GRID_SPAN, V_MERGE, H_MERGE, V_ALIGN = W + "gridSpan", W + "vMerge", W + "hMerge", W + "vAlign"
CELL_DEL = W + "cellDel"
VALIGNS = {"center": VAlign.CENTER, "bottom": VAlign.BOTTOM, "both": VAlign.CENTER}
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
            mark.span = min(max(whole(val, 1), 1), MAX_SPAN)
        elif tag == V_MERGE:
            mark.down = val or ""
        elif tag == H_MERGE:
            mark.across = val or ""
        elif tag == V_ALIGN:
            mark.valign = VALIGNS.get(val, VAlign.TOP)
        else:
            mark.deleted = True
    return marks


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
    """The vertical merges of one table, while its rows are read: Word marks every row, the Document only the first."""

    def __init__(self) -> None:
        self._open: dict[int, tuple[int, object]] = {}  # column → (columns, origin of the cell that began there)
        self._seen: set[int] = set()
        self._extra: dict[object, int] = {}  # origin → rows below the first

    def start_row(self) -> None:
        """A merge that the row before did not continue is over."""
        self._open = {col: it for col, it in self._open.items() if col in self._seen}
        self._seen = set()

    def open(self, col: int, span: int, origin: object) -> None:
        self._open[col] = span, origin
        self._seen.add(col)

    def continues(self, col: int, span: int) -> bool:
        """Grow the merge that covers exactly these columns; False where none does."""
        opened = self._open.get(col)
        if opened is None or opened[0] != span:
            return False
        self._seen.add(col)
        self._extra[opened[1]] = self._extra.get(opened[1], 0) + 1
        return True

    def grown(self, cells: list[Cell], height_mm: float) -> Row:
        """One row, with the full height of those cells that merges were found to reach below."""
        extra = self._extra
        if extra and any(c.origin in extra for c in cells):
            cells = [_taller(c, extra[c.origin]) if c.origin in extra else c for c in cells]
        return Row(tuple(cells), height_mm)


def _taller(cell: Cell, by: int) -> Cell:
    return Cell(cell.blocks, cell.col_span, 1 + by, cell.valign, cell.origin)
