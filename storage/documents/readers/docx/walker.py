"""Room: storage. Walks WordprocessingML into the neutral Document; tolerant, because returned files hold everything."""

from collections.abc import Callable, Iterable
from typing import TypeAlias

from core.document import (
    EMPTY,
    FLUSH,
    PLAIN,
    Align,
    Block,
    Cell,
    Paragraph,
    ParagraphLook,
    Role,
    Run,
    Table,
    TextLook,
    VAlign,
)
from storage.documents.readers.docx.grid import (
    Slot,
    Spans,
    align_of,
    cell_marks,
    height_of,
    rows_of,
    slots_of,
    span_of,
    taller,
    unfilled_control,
    widths_of,
)
from storage.documents.readers.docx.inline import Inline, Piece
from storage.documents.readers.docx.looks import Looks
from storage.documents.readers.docx.names import (
    ALT_CHUNK,
    MC,
    PPR,
    RELATION_ID,
    RPR,
    SDT,
    SDT_CONTENT,
    SECT_PR,
    TBL,
    TRANSPARENT,
    TRPR,
    P,
    W,
    chosen,
    flag,
    value,
    whole,
)
from storage.documents.readers.docx.numbering import Numbering
from storage.documents.readers.docx.styles import Styles

NUMBERED_ENDS = "、．.）)】〕： "
ALTERNATE = MC + "AlternateContent"
Chunk: TypeAlias = Callable[[str], Iterable[Block]]


class Walker:
    """One part of a .docx. `cells` and `paragraphs` hold the elements that origins of cells and paragraphs point to."""

    def __init__(self, styles: Styles, numbering: Numbering, look: bool, root, chunk: Chunk) -> None:
        """`root` is the part that will be walked; `chunk` reads a document embedded by relation id."""
        self.styles = styles
        self._numbering = numbering
        self._chunk = chunk
        self._looks = Looks(styles) if look else None
        self._marks = cell_marks(root)
        self._inline = Inline()
        self._joined: list[Piece] = []
        self._joined_boxes: list = []
        self._depth = 0  # tables around the paragraph that is read
        self.cells: list = []
        self.paragraphs: list = []

    def blocks(self, parent) -> tuple[Block, ...]:
        """The blocks that `parent` shows."""
        found: list[Block] = []
        self._blocks(parent, found, FLUSH, PLAIN)
        return tuple(found)

    def _blocks(self, parent, found: list[Block], base: ParagraphLook, text: TextLook) -> None:
        for child in parent:
            tag = child.tag
            if tag == P:
                self._paragraph(child, found, base, text)
            elif tag == TBL:
                found += self._table(child)
            elif tag == SDT:
                self._control(child, found, base, text)
            elif tag in TRANSPARENT:
                self._blocks(child, found, base, text)
            elif tag == ALTERNATE:
                self._blocks(chosen(child), found, base, text)
            elif tag == ALT_CHUNK:
                found += self._chunk(child.get(RELATION_ID, ""))

    def _control(self, sdt, found: list[Block], base: ParagraphLook, text: TextLook) -> None:
        content = sdt.find(SDT_CONTENT)
        if content is None:
            return
        if unfilled_control(sdt):
            found += self._blanks(content)
        else:
            self._blocks(content, found, base, text)

    def _blanks(self, parent) -> list[Block]:
        """What shows a prompt is blank; its place stays."""
        return [Paragraph(origin=self._origin(p)) for p in parent.iter(P)]

    def _origin(self, p) -> int:
        self.paragraphs.append(p)
        return len(self.paragraphs) - 1

    def _paragraph(self, p, found: list[Block], base: ParagraphLook, text: TextLook) -> None:
        ppr = p.find(PPR)
        pieces, boxes = self._joined + self._inline.pieces(p), self._joined_boxes + self._inline.boxes
        self._joined, self._joined_boxes = [], []
        if ppr is not None and _joins_next(p, ppr):
            self._joined, self._joined_boxes = pieces, boxes
            return
        style = value(ppr, "pStyle") or self.styles.default_paragraph
        label = self._label(ppr, style, bool(pieces))
        if pieces or label or not _takes_no_room(ppr):
            found.append(self._made(p, pieces, label, ppr, style, base, text))
        for box in boxes:
            self._blocks(box, found, base, text)

    def _made(self, p, pieces: list[Piece], label: str, ppr, style: str, base, text) -> Paragraph:
        role = self.styles.role(style) if style else Role.BODY
        origin = self._origin(p)
        if self._looks is None:
            words = label + "".join([piece[0] for piece in pieces])
            return Paragraph((Run(words),) if words else (), role, FLUSH, origin)
        breaks = self._inline.break_before, self._inline.break_after
        runs, look = self._looks.paragraph(pieces, label, ppr, style, role, base, text, self._depth > 0, breaks)
        return Paragraph(runs, role, look, origin)

    def _label(self, ppr, style: str, followed: bool) -> str:
        """The automatic number, as text; "" where the paragraph has none."""
        num = None if ppr is None else ppr.find(W + "numPr")
        found = None
        if num is not None and (num_id := value(num, "numId")) is not None:
            found = num_id, whole(value(num, "ilvl"))
        elif style:
            found = self._styled_number(style, num)
        label = self._numbering.label(*found) if found else ""
        if not followed:
            return label.rstrip()
        return label if not label or label[-1] in NUMBERED_ENDS else label + " "

    def _styled_number(self, style: str, num) -> tuple[str, int] | None:
        """(numId, level) by the style; the level may stand in the paragraph, or where the list names the style."""
        found = self.styles.numbering(style)
        if found is None:
            return None
        num_id, level = found
        if (own := value(num, "ilvl")) is not None:
            level = whole(own)
        elif level is None:
            level = self._numbering.level_of(num_id, style)
        return num_id, level

    def _table(self, tbl) -> list[Block]:
        """The table, or nothing where every row of it was deleted."""
        properties = tbl.find(W + "tblPr")
        style = value(properties, "tblStyle") or self.styles.default_table
        base, text = FLUSH, PLAIN
        if self._looks and style:
            base, text = self.styles.paragraph_look(style), self.styles.text_look(style)
        rows: list[tuple[list[Cell], float]] = []
        header_rows, spans = 0, Spans()
        tall: dict[int, int] = {}
        self._depth += 1
        for tr, blank in rows_of(tbl):
            slots = slots_of(tr, self._marks, blank)
            if not slots:
                continue
            trpr = tr.find(TRPR)
            if header_rows == len(rows) and flag(trpr, "tblHeader"):
                header_rows += 1
            height = None if trpr is None or not self._looks else trpr.find(W + "trHeight")
            rows.append((self._row(slots, trpr, spans, tall, base, text), height_of(height)))
        self._depth -= 1
        if not rows:
            return []
        return [
            Table(
                rows=taller(rows, tall),
                widths_mm=widths_of(tbl),
                header_rows=header_rows,
                borders=self._looks is None or self._looks.has_borders(tbl, properties, style),
                align=align_of(tbl) if self._looks else Align.LEFT,
            )
        ]

    def _row(
        self, slots: list[Slot], trpr, spans: Spans, tall: dict[int, int], base: ParagraphLook, text: TextLook
    ) -> list[Cell]:
        before = None if trpr is None else trpr.find(W + "gridBefore")
        col = 0 if before is None else span_of(before, 0)
        cells = [Cell(col_span=col)] if col else []
        spans.start_row()
        for slot in slots:
            # Continuing cells are counted too, so that an origin is the ordinal of what was walked.
            origin, down = len(self.cells), slot.mark.down
            self.cells.append(slot.tc)
            above = None if down in (None, "restart") else spans.continues(col, slot.span)
            if above is not None:
                tall[above] = tall.get(above, 1) + 1
            else:
                cells.append(Cell(self._content(slot, base, text), slot.span, 1, self._valign(slot), origin))
                if down is not None:
                    spans.open(col, slot.span, origin)
            col += slot.span
        return cells

    def _valign(self, slot: Slot) -> VAlign:
        return slot.mark.valign if self._looks else VAlign.TOP

    def _content(self, slot: Slot, base: ParagraphLook, text: TextLook) -> tuple[Block, ...]:
        found: list[Block] = []
        if slot.blank:
            found += self._blanks(slot.tc)
        else:
            self._blocks(slot.tc, found, base, text)
        return tuple(found) or (EMPTY,)


def _joins_next(p, ppr) -> bool:
    """A tracked deletion of the paragraph mark joins the paragraph to the next, where there is one."""
    rpr = ppr.find(RPR)
    if rpr is None or (rpr.find(W + "del") is None and rpr.find(W + "moveFrom") is None):
        return False
    following = p.getnext()
    while following is not None and following.tag not in (P, TBL, SDT):
        following = following.getnext()  # bookmarks, ends of comments and the like
    return following is not None and following.tag == P


def _takes_no_room(ppr) -> bool:
    """An empty paragraph that only carries a section's properties, or whose mark is hidden."""
    return ppr is not None and (ppr.find(SECT_PR) is not None or flag(ppr.find(RPR), "vanish"))
