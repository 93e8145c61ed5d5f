"""Room: storage. Writes a Document's tables as a workbook, one sheet a table; nothing in it runs as a formula."""

import re
from collections.abc import Iterator, Sequence
from datetime import datetime
from io import BytesIO

import xlsxwriter

from core.document import Document, Paragraph, Placed, Table, grid_of
from core.ledger.fill import columns_wide

MM_PER_COLUMN = 2.0  # one column of width is about the width of a digit, 2 mm at 10.5 pt
_SHEET = re.compile(r"[\[\]:*?/\\]")
MAX_NAME = 31
USUAL_WIDTH = 8.43
LINE_PT, MOST_LINES = 16.0, 25  # Excel's rows are at most 409 points high
Grid = list[list[Placed | None]]


def write_xlsx(document: Document, title: str = "", headed: bool = True) -> bytes:
    """Rows, columns and merges as in the document; the header rows frozen and repeated in print. `headed`: the lines
    before a table stand above it, the first as its title; else the last of them is the sheet's name only.
    """
    out = BytesIO()
    with xlsxwriter.Workbook(out, OPTIONS) as book:
        book.set_properties({"title": title, "author": "", "created": CREATED})
        formats = formats_of(book)
        for number, (lines, table) in enumerate(_sheets(document), 1):
            name = sheet_name(lines[0] if lines else "", number) if headed else _own_name(lines)
            write_table(book.add_worksheet(name), *(lines if headed else ()), table=table, formats=formats)
        after = _lines_after(document) if headed else []
        if after or not book.worksheets():
            _write_lines(book.add_worksheet("文字" if after else None), after, formats)
    return out.getvalue()


OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
CREATED = datetime(2000, 1, 1)  # the same document makes the same bytes
_CELL = {"text_wrap": True, "border": 1, "valign": "vcenter", "font_name": "仿宋", "font_size": 10.5}
_HEAD = {"bold": True, "align": "center", "font_name": "黑体"}
_LINE = {"text_wrap": True, "valign": "vcenter", "font_name": "仿宋", "font_size": 10.5}
_TITLE = {"bold": True, "align": "center", "valign": "vcenter", "font_size": 16, "font_name": "黑体"}


def formats_of(book: xlsxwriter.Workbook) -> dict:
    """The looks of cells, of headings and of the title."""
    looks = {"cell": _CELL, "head": {**_CELL, **_HEAD}, "title": _TITLE, "line": _LINE}
    return {name: book.add_format(look) for name, look in looks.items()}


def _sheets(document: Document) -> Iterator[tuple[list[str], Table]]:
    """Each table with the lines of text that stand before it; a table after another one bears the same."""
    lines: list[str] = []
    fresh = False
    for block in document.blocks:
        if isinstance(block, Paragraph):
            lines, fresh = (lines if fresh else []) + ([text] if (text := block.text.strip()) else []), True
        else:
            yield lines, block
            fresh = False


def _lines_after(document: Document) -> list[str]:
    """The lines behind the last table: no text is lost."""
    blocks = document.blocks
    last = max((i for i, block in enumerate(blocks) if isinstance(block, Table)), default=-1)
    return [text for b in blocks[last + 1 :] if isinstance(b, Paragraph) and (text := b.text.strip())]


def _write_lines(sheet, lines: Sequence[str], formats: dict) -> None:
    sheet.set_column(0, 0, 90)
    for row, text in enumerate(lines):
        sheet.write_string(row, 0, text, formats["line"])


def sheet_name(heading: str, number: int) -> str:
    """A name that a workbook accepts, told apart by its number."""
    return f"{number}{_SHEET.sub('', heading)}"[:MAX_NAME]


def _own_name(lines: list[str]) -> str | None:
    return _SHEET.sub("", lines[-1])[:MAX_NAME].strip("'") or None if lines else None


def write_table(sheet, *lines: str, table: Table, formats: dict) -> int:
    """Write the table below its title and other lines. Returns the sheet's row of the table's first."""
    grid = grid_of(table)
    width = len(grid[0]) if grid else 1
    top = len(lines)
    for row, text in enumerate(lines):
        _merge(sheet, (row, 0, row, width - 1), text, formats["line" if row else "title"])
        sheet.set_row(row, 18 * (text.count("\n") + 1) if row else 30)
    for r, row in enumerate(grid):
        for c, placed in enumerate(row):
            if placed is None or (placed.row, placed.col) != (r, c):
                continue
            last_row, last_col = r, c
            while last_row + 1 < len(grid) and grid[last_row + 1][c] is placed:
                last_row += 1
            while last_col + 1 < len(row) and row[last_col + 1] is placed:
                last_col += 1
            style = formats["head" if r < table.header_rows else "cell"]
            _merge(sheet, (r + top, c, last_row + top, last_col), placed.cell.text, style)
    for c, mm in enumerate(table.widths_mm):
        sheet.set_column(c, c, max(mm / MM_PER_COLUMN, 4))
    for r, height in enumerate(_heights(grid, table.widths_mm)):
        sheet.set_row(r + top, height)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    if table.header_rows:
        sheet.freeze_panes(top + table.header_rows, 0)
        sheet.repeat_rows(0, top + table.header_rows - 1)
    return top


def _heights(grid: Grid, widths_mm: Sequence[float]) -> Iterator[float]:
    """In points: WPS and LibreOffice do not make room for wrapped lines by themselves in a file they did not write."""
    wide = [max(mm / MM_PER_COLUMN, 4) for mm in widths_mm] or [USUAL_WIDTH] * max(map(len, grid), default=0)
    for row in grid:
        alone = [p for p in {id(p): p for p in row if p}.values() if p.cell.row_span <= 1]
        lines = (_lines(p.cell.text, sum(wide[p.col : p.col + p.cell.col_span])) for p in alone)
        yield min(max(lines, default=1), MOST_LINES) * LINE_PT


def _lines(text: str, width: float) -> int:
    room = max(int(width) - 1, 2)
    return sum(max(-(-columns_wide(line) // room), 1) for line in text.split("\n"))


def _merge(sheet, area: tuple[int, int, int, int], text: str, style) -> None:
    first_row, first_col, last_row, last_col = area
    if (first_row, first_col) != (last_row, last_col):
        sheet.merge_range(first_row, first_col, last_row, last_col, "", style)
    if text.isdecimal() and len(text) < 10 and (text == "0" or not text.startswith("0")):
        sheet.write_number(first_row, first_col, int(text), style)
    else:
        sheet.write_string(first_row, first_col, text, style)
