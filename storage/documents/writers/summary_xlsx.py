"""Room: storage. Writes a summary as a workbook: frozen heads, filters, print set-up; nothing in it runs as a formula."""

from collections.abc import Sequence
from datetime import datetime
from io import BytesIO

import xlsxwriter
from xlsxwriter.utility import xl_rowcol_to_cell

from core.intake.summary import Sheet, Summary

MAX_TEXT = 32_000  # a cell takes 32,767 characters, and XlsxWriter drops a longer text without a word
CUT = "……（文字过长，其余见原件）"
MAX_COLUMNS = 16_384
LINE_PT, MAX_HEIGHT = 14.25, 409  # Excel's own limit of a row
TOP = 2  # the title, then the heads
_FIXED = datetime(2000, 1, 1)  # the same summary makes the same bytes
_RISKY = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
_CELL = {"text_wrap": True, "border": 1, "valign": "top", "font_name": "仿宋", "font_size": 10.5}
_HEAD = {"bold": True, "align": "center", "valign": "vcenter", "font_name": "黑体", "bg_color": "#E7E6E6"}
_TITLE = {"bold": True, "valign": "vcenter", "font_size": 16, "font_name": "黑体"}
_LINK = {"font_color": "#0563C1", "underline": 1}


def write_summary_xlsx(summary: Summary) -> bytes:
    out = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(out, options) as book:
        book.set_properties({"title": summary.title, "author": "", "created": _FIXED})
        looks = {
            "cell": book.add_format(_CELL),
            # the apostrophe of a text cell: it stays a text when somebody edits it or saves the sheet as CSV
            "risky": book.add_format({**_CELL, "quote_prefix": True}),
            "head": book.add_format({**_CELL, **_HEAD}),
            "title": book.add_format(_TITLE),
            "link": book.add_format({**_CELL, **_LINK}),
        }
        for sheet in summary.sheets:
            _write(book.add_worksheet(sheet.name), sheet, summary.title, looks)
    return out.getvalue()


def _write(page, sheet: Sheet, title: str, looks: dict) -> None:
    width = min(len(sheet.heads), MAX_COLUMNS)
    page.write_string(0, 0, f"{title}　{sheet.name}", looks["title"])
    page.set_row(0, 30)
    for col in range(width):
        page.write_string(1, col, sheet.heads[col][:MAX_TEXT], looks["head"])
        page.set_column(col, col, sheet.widths[col])
    for r, row in enumerate(sheet.rows):
        for c, value in enumerate(row[:width]):
            _cell(page, r + TOP, c, value, looks)
        page.set_row(r + TOP, _height(row, sheet.widths))
    for (r, c), target in sheet.links.items():
        _link(page, r + TOP, c, sheet.rows[r][c], target, looks["link"])
    _set_up(page, sheet, width)


def _height(row: Sequence[str | int | float], widths: Sequence[int]) -> float:
    """Points that the longest text of the row needs; not every program finds that by itself."""
    lines = [
        sum(max(1, -(-_columns(line) // max(width - 1, 1))) for line in str(value).split("\n"))
        for value, width in zip(row, widths, strict=True)
    ]
    return min(max(lines, default=1) * LINE_PT + 3, MAX_HEIGHT)


def _columns(line: str) -> int:
    """Width in half-width columns."""
    return sum(2 if ord(c) > 0x2E7F else 1 for c in line)


def _cell(page, row: int, col: int, value: str | int | float, looks: dict) -> None:
    if not isinstance(value, str):
        page.write_number(row, col, value, looks["cell"])
        return
    text = value if len(value) <= MAX_TEXT else value[:MAX_TEXT] + CUT
    if text:
        page.write_string(row, col, text, looks["risky" if text.lstrip().startswith(_RISKY) else "cell"])
    else:
        page.write_blank(row, col, None, looks["cell"])


def _link(page, row: int, col: int, text: object, target: tuple[str, int, int], look) -> None:
    sheet, target_row, target_col = target
    place = xl_rowcol_to_cell(target_row + TOP, target_col)
    page.write_url(row, col, f"internal:'{sheet}'!{place}", look, str(text), f"转到 {sheet} {place}")


def _set_up(page, sheet: Sheet, width: int) -> None:
    last = max(TOP + len(sheet.rows) - 1, 1)
    page.autofilter(1, 0, last, width - 1)
    page.freeze_panes(TOP, sheet.frozen)
    page.repeat_rows(0, 1)
    page.repeat_columns(0, sheet.frozen - 1)
    page.set_landscape()
    page.set_paper(8 if width > 12 else 9)  # A3 for a sheet of many units, else A4
    page.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.6)
    page.fit_to_pages(1 if width <= 12 else 0, 0)
    page.set_footer("&C第 &P 页，共 &N 页")
