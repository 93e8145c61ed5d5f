"""Room: storage. Writes sheets as a workbook, remarks as cell comments; nothing in it runs as a formula."""

from collections.abc import Sequence
from io import BytesIO

import xlsxwriter

from core.sheets import Remark, Sheet
from storage.documents.writers.xlsx import CREATED, OPTIONS, formats_of, sheet_name, write_table

_RED = {"bg_color": "#FDE3E1", "font_color": "#B3261E"}
_YELLOW = {"bg_color": "#FFF3D6"}
_CHARACTERS_A_LINE, _LINE_PX, _WIDTH_PX = 18, 19, 260


def write_sheets(sheets: Sequence[Sheet], title: str = "") -> bytes:
    out = BytesIO()
    with xlsxwriter.Workbook(out, OPTIONS) as book:
        book.set_properties({"title": title, "author": "", "created": CREATED})
        formats = formats_of(book)
        colours = {True: book.add_format(_RED), False: book.add_format(_YELLOW)}
        for number, sheet in enumerate(sheets, 1):
            page = book.add_worksheet(sheet_name(sheet.name, number))
            top = write_table(page, sheet.name, table=sheet.table, formats=formats)
            for (row, col), remark in sheet.remarks.items():
                _remark(page, row + top, col, remark, colours)
        if not book.worksheets():
            book.add_worksheet()
    return out.getvalue()


def _remark(page, row: int, col: int, remark: Remark, colours: dict) -> None:
    lines = len(remark.text) // _CHARACTERS_A_LINE + remark.text.count("\n") + 2
    look = {"x_scale": 1, "width": _WIDTH_PX, "height": lines * _LINE_PX, "font_size": 9, "author": ""}
    page.write_comment(row, col, remark.text, look)
    # A rule that always holds: colours the cell without writing it, or its merge, a second time.
    rule = {"type": "formula", "criteria": "=TRUE", "format": colours[remark.error]}
    page.conditional_format(row, col, row, col, rule)
