"""Workbooks as an office makes them, from neutral tables, for tests."""

from collections.abc import Mapping
from io import BytesIO

import xlsxwriter

from core.document import Document, Paragraph, Table, grid_of


def workbook(document: Document, formats: Mapping[str, object] | None = None) -> bytes:
    """One sheet: paragraphs as rows merged over all columns, then the tables; numbers as numbers."""
    out = BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet("台账")
        style = book.add_format(dict(formats or {"text_wrap": True, "border": 1}))
        width = max(len(grid_of(b)[0]) for b in document.blocks if isinstance(b, Table))
        row = 0
        for block in document.blocks:
            if isinstance(block, Paragraph):
                sheet.merge_range(row, 0, row, width - 1, block.text, style)
                row += 1
            else:
                row = _table(sheet, row, block, style)
        sheet.set_column(0, width - 1, 14)
    return out.getvalue()


def _table(sheet, top: int, table: Table, style) -> int:
    grid = grid_of(table)
    for r, line in enumerate(grid):
        for c, placed in enumerate(line):
            if placed is None or (placed.row, placed.col) != (r, c):
                continue
            cell, text = placed.cell, placed.cell.text
            if cell.row_span > 1 or cell.col_span > 1:
                sheet.merge_range(top + r, c, top + r + cell.row_span - 1, c + cell.col_span - 1, "", style)
            if text.isdecimal():
                sheet.write_number(top + r, c, int(text), style)
            else:
                sheet.write_string(top + r, c, text, style)
    return top + len(grid)
