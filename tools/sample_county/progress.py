"""Progress as units keep it outside the form: the files that `fill --progress` takes."""

import json
from collections.abc import Mapping
from datetime import datetime
from io import BytesIO

from xlsxwriter import Workbook

from .marks import pieces_of
from .tasks import load


def progress_of(unit: str) -> dict[int, str]:
    """Number → marked-up text."""
    return {int(number): text.strip("\n") for number, text in load("progress")[unit].items()}


def shown_progress(unit: str) -> dict[int, str]:
    """The same as a reader sees it: insertions taken, deletions gone."""
    return {number: shown(text) for number, text in progress_of(unit).items()}


def shown(text: str) -> str:
    return "".join(piece.text for piece in pieces_of(text) if piece.tag != "del")


def json_file(unit: str) -> bytes:
    kept = {str(number): text for number, text in shown_progress(unit).items()}
    return (json.dumps(kept, ensure_ascii=False, indent=2) + "\n").encode()


def workbook(unit: str, heading: str) -> bytes:
    """A clerk's own sheet: a heading over the columns, 备注 beside them, one number typed as text."""
    buffer = BytesIO()
    book = Workbook(buffer, {"in_memory": True})
    book.set_properties({"author": unit, "created": datetime(2026, 7, 6, 9, 0, 0)})
    _write(book, shown_progress(unit), heading)
    book.close()
    return buffer.getvalue()


def _write(book: Workbook, progress: Mapping[int, str], heading: str) -> None:
    look = {"font_name": "仿宋_GB2312", "font_size": 11, "border": 1, "valign": "vcenter", "text_wrap": True}
    title = book.add_format({"font_name": "方正小标宋简体", "font_size": 16, "align": "center", "valign": "vcenter"})
    head, cell = book.add_format({**look, "font_name": "黑体", "align": "center"}), book.add_format(look)
    number = book.add_format({**look, "align": "center"})
    sheet = book.add_worksheet("上半年进展")
    for col, width in enumerate((7, 90, 16, 14)):
        sheet.set_column(col, col, width)
    sheet.merge_range(0, 0, 0, 3, heading, title)
    sheet.set_row(0, 30)
    for col, text in enumerate(("序号", "进展落实情况", "提供办所", "备注")):
        sheet.write(1, col, text, head)
    desks = {4: "社会事务办", 5: "社会事务办", 6: "农业农村办", 9: "党政办", 18: "便民服务中心", 21: "社会事务办"}
    for row, (task, text) in enumerate(progress.items(), 2):
        sheet.write(row, 0, str(task) if task == 9 else task, number)
        sheet.write(row, 1, text, cell)
        sheet.write(row, 2, desks.get(task, "党政办"), number)
        sheet.write_blank(row, 3, None, cell)
