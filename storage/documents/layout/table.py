"""Room: storage. A table taken page by page.

Rows stay whole and are split by line only when taller than a page. Header rows are repeated. A merged cell that goes
on over a page break is closed at the break and opened again after it: its text is shown again where it fits, or goes
on where it had not ended.
"""

from dataclasses import replace

from core.document import Cell, Table, VAlign, grid_of
from storage.documents.layout.columns import fit_columns
from storage.documents.layout.flow import Content, Cursor, Fragment, items_of, take
from storage.documents.layout.lines import Column
from storage.documents.layout.shaping import Shaper
from storage.documents.layout.style import snap, um
from storage.documents.layout.table_parts import (
    CellBox,
    CellPart,
    Span,
    TableCursor,
    TableFragment,
    copied,
    edges,
    indent,
    reopened,
    starting_cells,
    whole_header,
)

_EMPTY_ROW = um(2)
_ENDLESS = um(1_000_000)
_WORTH_SPLITTING = um(15)  # less than this at the foot of a page stays empty rather than begin a split row


class TableBox:
    """One table in a column of the given width."""

    def __init__(self, table: Table, column: Column, shaper: Shaper) -> None:
        self.gap = 0
        self.tail = 0  # the height of what must stand below the last row on the same page
        self._table, self._shaper = table, shaper
        grid = grid_of(table)
        columns = fit_columns(table, grid, column, shaper)
        self._widths, self._padding = columns.widths, columns.padding
        self._column = Column(0, columns.scale, in_cell=True)
        self._edges = edges(columns.widths)
        self._x = indent(table.align, column.width - self._edges[-1])
        self._starts = starting_cells(grid)
        self._header = whole_header(table.header_rows, self._starts)
        self._boxes: dict[int, list[CellBox]] = {}
        self._nested = column.in_cell

    def height(self, cursor: TableCursor | None) -> int:
        """Of all that is left, on a page without end."""
        trial = TableCursor(cursor.row, copied(cursor.parts), reopened(cursor.spans)) if cursor else TableCursor()
        total = 0
        for row in range(trial.row, len(self._table.rows)):
            need = self._need(row, trial, total, 0)
            self._open_spans(row, trial, total, 0)
            total += need
            trial.parts = None
            trial.spans = [s for s in trial.spans if s.box.last_row > row]
        return total

    def take(self, outer: Cursor, room: int, full: int, force: bool) -> TableFragment | None:
        """The rows that fit into `room`, or None; `outer.table` is left None when the table has ended."""
        cursor = outer.table or TableCursor()
        start = cursor.row
        part = TableFragment(self._x, borders=self._table.borders)
        y = top = self._repeat_header(part, cursor, full)
        for span in cursor.spans:
            self._open(span, part, y)
        while cursor.row < len(self._table.rows):
            alone = force and y == top
            height = self._take_row(cursor, part, y, room, full - top, alone)
            if height is None:
                break
            y += height
            if cursor.parts is not None:
                break
        if y == top and (cursor.row == start or not force):  # rows that show nothing have no height and are done
            return None
        # Where a split row fills a whole page, merged cells must get on too, or they never would.
        self._close(cursor.spans, part, y, whole_page=top if cursor.parts is not None else None)
        part.height = y
        outer.table = cursor if cursor.row < len(self._table.rows) else None
        return part

    def _take_row(
        self, cursor: TableCursor, part: TableFragment, y: int, room: int, full: int, alone: bool
    ) -> int | None:
        """Place the next row, or what fits of one that no page holds; None where it waits for the next page.

        `full` is the room for rows on a fresh page; `alone`: no other row stands on this page, which is fresh.
        """
        need = self._need(cursor.row, cursor, y, full)
        company = need + self._company(cursor, need, full - need)
        if y + need <= room and (alone or y + company <= room):
            self._place(cursor, part, y, need)
            return need
        worth = room - y >= min(_WORTH_SPLITTING, full // 3)
        if alone or (need > full and worth):
            return self._split(cursor, part, y, room, full, alone)
        return None

    # The rows.

    def _row(self, row: int) -> list[CellBox]:
        if row not in self._boxes:
            self._boxes[row] = [self._box(cell, row, col, end, last) for cell, col, end, last in self._starts[row]]
        return self._boxes[row]

    def _box(self, cell: Cell, row: int, col: int, end: int, last: int) -> CellBox:
        x, width = self._edges[col], self._edges[end] - self._edges[col]
        inner = replace(self._column, width=max(width - 2 * self._padding, 1))
        content = Content(items_of(cell.blocks, inner, self._shaper))
        return CellBox(cell, col, x, width, last, content, content.height(Cursor()))

    def _need(self, row: int, cursor: TableCursor, y: int, full: int) -> int:
        """The height the row asks for: its own, its cells', and what merged cells that end in it still lack."""
        parts = cursor.parts
        wished = 0 if parts is not None else um(self._table.rows[row].height_mm)
        needs = [min(wished, full) if full else wished, 0 if parts is not None else _EMPTY_ROW]
        for box in self._row(row) if parts is None else ():
            if box.last_row == row:
                needs.append(box.height)
        if parts is not None:
            needs += [b.content.height(parts[b.col]) for b in self._row(row) if b.col in parts]
        needs += [self._lacking(s, parts is None, full) - (y - s.top) for s in cursor.spans if s.box.last_row == row]
        return max(needs)

    def _lacking(self, span: Span, may_repeat: bool, full: int) -> int:
        if not span.shown:
            return span.box.content.height(span.cursor)
        return span.box.height if may_repeat and span.box.height * 3 <= full else 0

    def _company(self, cursor: TableCursor, need: int, free: int) -> int:
        """The height of what must stand on the same page as the next row, 0 where no page could hold both.

        The first row, the header and a line across the whole table keep the row after them; a merged cell that begins
        keeps as many rows as its text needs; the last row keeps a signature.
        """
        if cursor.parts is not None:
            return 0
        row = last = cursor.row
        while row <= last:
            last = max(last, self._linked(row, need if row == cursor.row else self._least_height(row)))
            row += 1
        follow = sum(self._least_height(r) for r in range(cursor.row + 1, last + 1))
        follow += self.tail if last == len(self._starts) - 1 else 0
        return follow if follow <= free else 0

    def _linked(self, row: int, height: int) -> int:
        """The last row that must stand on the page on which `row` stands."""
        across = len(self._starts[row]) == 1 and self._starts[row][0][1:3] == (0, len(self._widths))
        header = self._header if row < self._header else 0
        last = max(row + (across or row == 0), header, *(self._shown_in(b, row, height) for b in self._row(row)), row)
        return min(last, len(self._starts) - 1)

    def _shown_in(self, box: CellBox, row: int, height: int) -> int:
        """The row by whose end a cell that begins in `row` has room for all its text."""
        while row < box.last_row and height < box.height:
            row += 1
            height += self._least_height(row)
        return row

    def _least_height(self, row: int) -> int:
        return max([um(self._table.rows[row].height_mm), *(b.height for b in self._row(row) if b.last_row == row)])

    def _place(self, cursor: TableCursor, part: TableFragment, y: int, height: int) -> None:
        row = cursor.row
        self._finish_spans(cursor, part, row, y + height)
        for box in self._row(row):
            if box.last_row > row:
                if cursor.parts is None:
                    self._open_span(box, cursor, part, y)
                continue
            rest = Cursor() if cursor.parts is None else cursor.parts[box.col]
            part.cells.append(self._cell_part(box, y, height, _all_of(box.content, rest, height)))
        if not self._nested and row > self._header:
            self._boxes.pop(row - 1, None)
        cursor.row, cursor.parts = row + 1, None

    def _split(self, cursor: TableCursor, part: TableFragment, y: int, room: int, full: int, force: bool) -> int | None:
        """Fill the rest of the page with a row that no page could hold; None where nothing could be placed."""
        row, height = cursor.row, room - y
        boxes = [b for b in self._row(row) if b.last_row == row]
        parts = cursor.parts or {b.col: Cursor() for b in boxes}
        texts = {b.col: take(b.content, parts[b.col], height, full, force) for b in boxes}
        ending = any(s.box.last_row == row and not s.shown for s in cursor.spans)
        if not ending and not any(t.parts for t in texts.values()):
            return None
        height = max([height, *(t.height for t in texts.values())]) if force else height
        for box in self._row(row):
            if box.col in texts:
                part.cells.append(self._cell_part(box, y, height, texts[box.col], top=True))
            elif cursor.parts is None:
                self._open_span(box, cursor, part, y)
        if not ending and all(text.finished for text in texts.values()):
            # A row that asked for more than a page and was given one: nothing of it is left for the next.
            self._finish_spans(cursor, part, row, y + height)
            cursor.row, cursor.parts = row + 1, None
        else:
            cursor.parts = parts
        return height

    # Merged cells.

    def _open_span(self, box: CellBox, cursor: TableCursor, part: TableFragment, y: int) -> None:
        span = Span(box)
        self._open(span, part, y)
        cursor.spans.append(span)

    def _open(self, span: Span, part: TableFragment, y: int) -> None:
        """Keep its place in the reading order; how high it gets is known when it is closed."""
        span.top, span.slot = y, len(part.cells)
        part.cells.append(CellPart(span.box.x, y, span.box.width, 0))

    def _open_spans(self, row: int, cursor: TableCursor, y: int, full: int) -> None:
        cursor.spans += [Span(b, top=y) for b in self._row(row) if b.last_row > row and cursor.parts is None]

    def _finish_spans(self, cursor: TableCursor, part: TableFragment, row: int, y: int) -> None:
        ending = [s for s in cursor.spans if s.box.last_row == row]
        self._close(ending, part, y)
        cursor.spans = [s for s in cursor.spans if s.box.last_row != row]

    def _close(self, spans: list[Span], part: TableFragment, y: int, whole_page: int | None = None) -> None:
        for span in spans:
            height = y - span.top
            text = self._span_text(span, height, force=span.top == whole_page)
            part.cells[span.slot] = self._cell_part(span.box, span.top, height, text)

    def _span_text(self, span: Span, height: int, force: bool) -> Fragment:
        if span.shown:
            again = span.box.height <= height
            return take(span.box.content, Cursor(), height, height, force=False) if again else Fragment()
        text = take(span.box.content, span.cursor, height, height, force)
        span.shown = text.finished
        return text

    # Placing.

    def _cell_part(self, box: CellBox, y: int, height: int, text: Fragment, top: bool = False) -> CellPart:
        free = 0 if top else max(height - text.height, 0)
        share = {VAlign.TOP: 0, VAlign.CENTER: snap(free // 2), VAlign.BOTTOM: free}[box.cell.valign]
        return CellPart(box.x, y, box.width, height, text, share, self._padding)

    def _repeat_header(self, part: TableFragment, cursor: TableCursor, full: int) -> int:
        """Place the header rows again at the top of a later page; they may take a third of it at most."""
        if self._nested or not 0 < self._header <= cursor.row:
            return 0
        trial, y = TableCursor(), 0
        header = TableFragment(self._x)
        while trial.row < self._header:
            need = self._need(trial.row, trial, y, full)
            self._place(trial, header, y, need)
            y += need
        self._close(trial.spans, header, y)
        if y * 3 > full:
            return 0
        part.cells += header.cells
        return y


def _all_of(content: Content, cursor: Cursor, height: int) -> Fragment:
    """The rest of a cell's text in a row of this height; it rather runs over than loses a line."""
    inner = cursor.table
    start = Cursor(cursor.index, inner and TableCursor(inner.row, copied(inner.parts), reopened(inner.spans)))
    text = take(content, cursor, height, height, force=True)
    return text if text.finished else take(content, start, _ENDLESS, _ENDLESS, force=True)
