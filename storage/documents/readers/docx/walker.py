"""Room: storage. Walks WordprocessingML into the neutral Document; tolerant, because returned files hold everything."""

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
    Row,
    Run,
    Table,
    TextLook,
    VAlign,
    join_runs,
    mm,
)
from storage.documents.readers.docx.inline import Inline, chosen
from storage.documents.readers.docx.names import (
    MC,
    PPR,
    RPR,
    SDT,
    SDT_CONTENT,
    SDT_PR,
    SECT_PR,
    TBL,
    TC,
    TR,
    TRANSPARENT,
    TRPR,
    VAL,
    P,
    W,
    flag,
    value,
    whole,
)
from storage.documents.readers.docx.numbering import Numbering
from storage.documents.readers.docx.plain import plain_text
from storage.documents.readers.docx.styles import ALIGNS, Styles, paragraph_over

MM_PER_TWIP = 25.4 / 1440
GRID_SPAN, V_MERGE, H_MERGE, V_ALIGN = W + "gridSpan", W + "vMerge", W + "hMerge", W + "vAlign"
PLAIN_CELL = (1, None, None, VAlign.TOP)
VALIGNS = {"center": VAlign.CENTER, "bottom": VAlign.BOTTOM, "both": VAlign.CENTER}
NUMBERED_ENDS = "、．.）)】〕："
ALTERNATE = MC + "AlternateContent"
MAX_SPAN = 500  # Word itself stops at 63 columns; a damaged file may say anything


class Walker:
    """One document part. `cells` and `paragraphs` hold the elements that the origins of cells and paragraphs point to."""

    def __init__(self, styles: Styles, numbering: Numbering, look: bool, root) -> None:
        """`root` is the part that will be walked: what it holds nowhere need not be looked for in each paragraph."""
        self.styles = styles
        self._numbering = numbering
        self._look = look
        self._plain = None if look else plain_text(root)
        self._marks = _cell_marks(root)
        self._inline = Inline()
        self._joined: list = []
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
                found.append(self._table(child))
            elif tag == SDT:
                self._control(child, found, base, text)
            elif tag in TRANSPARENT:
                self._blocks(child, found, base, text)
            elif tag == ALTERNATE:
                self._blocks(chosen(child), found, base, text)

    def _control(self, sdt, found: list[Block], base: ParagraphLook, text: TextLook) -> None:
        content = sdt.find(SDT_CONTENT)
        if content is None:
            return
        if flag(sdt.find(SDT_PR), "showingPlcHdr"):
            # 「单击此处输入文字」 is not the clerk's text; its place stays.
            for p in content.iter(P):
                self.paragraphs.append(p)
                found.append(Paragraph(origin=len(self.paragraphs) - 1))
            return
        self._blocks(content, found, base, text)

    def _paragraph(self, p, found: list[Block], base: ParagraphLook, text: TextLook) -> None:
        if self._plain is not None:
            self.paragraphs.append(p)
            words = self._plain.words.get(p)
            found.append(Paragraph((Run(words),) if words else (), Role.BODY, FLUSH, len(self.paragraphs) - 1))
            return
        ppr = p.find(PPR)
        pieces = self._inline.pieces(p)
        boxes = self._inline.boxes
        if self._joined:
            pieces, self._joined = self._joined + pieces, []
        if ppr is not None and _joins_next(p, ppr):
            self._joined = pieces
            return
        self.paragraphs.append(p)
        origin = len(self.paragraphs) - 1
        style = (value(ppr, "pStyle") if ppr is not None else None) or self.styles.default_paragraph
        label = self._label(ppr, style)
        role = self.styles.role(style) if style else Role.BODY
        if self._look:
            found.append(self._looked(pieces, label, ppr, style, role, base, text, origin))
        else:
            words = label + "".join([piece[0] for piece in pieces])
            runs = (Run(words),) if words else ()
            found.append(Paragraph(runs, role, FLUSH, origin))
        for box in boxes:
            self._blocks(box, found, base, text)

    def _looked(self, pieces, label, ppr, style, role, base, text, origin) -> Paragraph:
        look = self.styles.text_look(style, under=None if text is PLAIN else text)
        shown: dict = {}

        def look_of(rpr) -> TextLook:
            if rpr is None:
                return look
            if rpr not in shown:
                under = self.styles.text_look(key, under=look) if (key := value(rpr, "rStyle")) else look
                shown[rpr] = self.styles.text_over(under, rpr)
            return shown[rpr]

        runs = [Run(words, look_of(rpr), field) for words, rpr, field in pieces]
        if label:
            runs.insert(0, Run(label, runs[0].look if runs else look))
        stands = self.styles.paragraph_look(style, under=None if base is FLUSH else base)
        size = runs[0].look.size_pt if runs else look.size_pt
        return Paragraph(join_runs(runs), role, paragraph_over(stands, ppr, size), origin)

    def _label(self, ppr, style: str) -> str:
        """The automatic number, as text; "" where the paragraph has none."""
        num = None if ppr is None else ppr.find(W + "numPr")
        found = None
        if num is not None and (num_id := value(num, "numId")) is not None:
            found = num_id, whole(value(num, "ilvl"))
        elif style:
            found = self.styles.numbering(style)
            if found and num is not None:
                found = found[0], whole(value(num, "ilvl"))
        label = self._numbering.label(*found) if found else ""
        return label if not label or label[-1] in NUMBERED_ENDS + " " else label + " "

    def _table(self, tbl) -> Table:
        properties = tbl.find(W + "tblPr")
        style = value(properties, "tblStyle") or self.styles.default_table
        base, text = FLUSH, PLAIN
        if self._look and style:
            base, text = self.styles.paragraph_look(style), self.styles.text_look(style)
        widths = tuple(mm(whole(g.get(W + "w")) * MM_PER_TWIP) for g in tbl.iterfind(f"{W}tblGrid/{W}gridCol"))
        rows: list[list[Cell]] = []
        heights: list[float] = []
        header_rows, spans = 0, Spans()
        for tr in _rows(tbl):
            trpr = tr.find(TRPR)
            rows.append(self._row(tr, trpr, spans, base, text))
            heights.append(_height(trpr))
            if header_rows == len(rows) - 1 and flag(trpr, "tblHeader"):
                header_rows += 1
        return Table(
            rows=tuple([Row(tuple(spans.grown(cells)), h) for cells, h in zip(rows, heights, strict=True)]),
            widths_mm=widths if any(widths) else (),
            header_rows=header_rows,
            borders=self._borders(tbl, properties, style) if self._look else True,
            align=ALIGNS.get(value(properties, "jc") or "", Align.LEFT),
        )

    def _row(self, tr, trpr, spans: "Spans", base: ParagraphLook, text: TextLook) -> list[Cell]:
        cells: list[Cell] = []
        col = whole(value(trpr, "gridBefore")) if trpr is not None else 0
        if col > 0:
            cells.append(Cell(col_span=min(col, MAX_SPAN)))
        spans.start_row()
        for tc in _cells(tr):
            span, merge, across, valign = self._marks.get(tc, PLAIN_CELL)
            if across is not None and across != "restart" and cells:
                cells[-1] = _wider(cells[-1], span)
                spans.replace(col, cells[-1])
                continue
            if merge is not None and merge != "restart" and spans.continues(col, span):
                self.cells.append(tc)  # counted, so that origins stay the ordinal of what was walked
                col += span
                continue
            self.cells.append(tc)
            origin = len(self.cells) - 1
            cell = Cell(self._content(tc, base, text), span, 1, valign, origin)
            cells.append(cell)
            if merge is not None:
                spans.open(col, span, cell)
            col += span
        return cells

    def _content(self, tc, base: ParagraphLook, text: TextLook) -> tuple[Block, ...]:
        if self._plain is not None:
            return self._plain.cell(tc)
        found: list[Block] = []
        self._blocks(tc, found, base, text)
        return tuple(found) or (EMPTY,)

    def _borders(self, tbl, properties, style: str) -> bool:
        borders = None if properties is None else properties.find(W + "tblBorders")
        if borders is not None:
            return any(b.get(VAL) not in ("nil", "none") for b in borders)
        if self.styles.has_borders(style):
            return True
        return any(b.get(VAL) not in ("nil", "none") for cell in tbl.iter(W + "tcBorders") for b in cell)


class Spans:
    """The vertical merges of one table, while its rows are read: Word marks every row, the Document only the first."""

    def __init__(self) -> None:
        self._open: dict[int, tuple[int, Cell]] = {}
        self._seen: set[int] = set()
        self._extra: dict[int, int] = {}

    def start_row(self) -> None:
        """A merge that the row before did not continue is over."""
        self._open = {col: it for col, it in self._open.items() if col in self._seen}
        self._seen = set()

    def open(self, col: int, span: int, cell: Cell) -> None:
        self._open[col] = span, cell
        self._seen.add(col)

    def continues(self, col: int, span: int) -> bool:
        """Grow the merge that covers exactly these columns; False where none does."""
        if self._open.get(col, (0,))[0] != span:
            return False
        self._seen.add(col)
        key = id(self._open[col][1])
        self._extra[key] = self._extra.get(key, 0) + 1
        return True

    def replace(self, col: int, cell: Cell) -> None:
        start = col - cell.col_span + 1
        if start in self._open:
            self.open(start, cell.col_span, cell)

    def grown(self, cells: list[Cell]) -> list[Cell]:
        """The cells of one row, those that merges were found to reach below with their full height."""
        extra = self._extra
        if not any(id(c) in extra for c in cells):
            return cells
        return [Cell(c.blocks, c.col_span, 1 + extra.get(id(c), 0), c.valign, c.origin) for c in cells]


def _wider(cell: Cell, by: int) -> Cell:
    return Cell(cell.blocks, cell.col_span + by, cell.row_span, cell.valign, cell.origin)


def _rows(parent):
    """The rows that show, also inside content controls and insertions."""
    for child in parent:
        tag = child.tag
        if tag == TR:
            trpr = child.find(TRPR)
            if trpr is None or trpr.find(W + "del") is None:
                yield child
        elif tag == SDT:
            content = child.find(SDT_CONTENT)
            yield from () if content is None else _rows(content)
        elif tag in TRANSPARENT:
            yield from _rows(child)


def _cells(parent):
    for child in parent:
        tag = child.tag
        if tag == TC:
            yield child
        elif tag == SDT:
            content = child.find(SDT_CONTENT)
            yield from () if content is None else _cells(content)
        elif tag in TRANSPARENT:
            yield from _cells(child)


def _cell_marks(root) -> dict:
    """Cell element → (columns, vMerge, hMerge, vertical alignment), of those cells that say anything; one pass."""
    marks: dict = {}
    for mark in root.iter(GRID_SPAN, V_MERGE, H_MERGE, V_ALIGN):
        tc = mark.getparent().getparent()
        span, merge, across, valign = marks.get(tc, PLAIN_CELL)
        tag, val = mark.tag, mark.get(VAL)
        if tag == GRID_SPAN:
            span = min(max(whole(val, 1), 1), MAX_SPAN)
        elif tag == V_MERGE:
            merge = val or ""
        elif tag == H_MERGE:
            across = val or ""
        else:
            valign = VALIGNS.get(val, VAlign.TOP)
        marks[tc] = span, merge, across, valign
    return marks


def _height(trpr) -> float:
    height = None if trpr is None else trpr.find(W + "trHeight")
    return 0 if height is None else mm(whole(height.get(VAL)) * MM_PER_TWIP)


def _joins_next(p, ppr) -> bool:
    """A tracked deletion of the paragraph mark joins the paragraph to the next, where there is one."""
    rpr = ppr.find(RPR)
    if rpr is None or rpr.find(W + "del") is None:
        return False
    following = p.getnext()
    return following is not None and following.tag == P


def sections_of(body) -> list[tuple[list, object]]:
    """The body's children a section, each with its w:sectPr (or None): a section ends in a paragraph that holds one."""
    found: list[tuple[list, object]] = []
    current: list = []
    for child in body:
        if child.tag == SECT_PR:
            found.append((current, child))
            return found
        current.append(child)
        end = child.find(f"{PPR}/{SECT_PR}") if child.tag == P else None
        if end is not None:
            found.append((current, end))
            current = []
    if current or not found:
        found.append((current, None))
    return found
