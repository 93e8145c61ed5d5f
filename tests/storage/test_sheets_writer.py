"""Workbooks with remarks: comments on the right cells, merges and figures as in the table, no text becomes a formula."""

from io import BytesIO
from pathlib import Path

import openpyxl
import pytest

from core.document import Row, Table, grid_of, tables_of, text_cell
from core.errors import LedgerError
from core.report.check import check_report
from core.report.form_build import form_from
from core.report.papers import report_sheets
from core.report.report import AnnualReport
from core.sheets import Remark, Sheet
from storage.documents.desk import LocalDocuments
from storage.documents.writers.sheets import write_sheets
from storage.resources import load

FORM = form_from(load("forms/annual_report_2021"))


def opened(data: bytes) -> openpyxl.Workbook:
    return openpyxl.load_workbook(BytesIO(data))


def test_remarks_stand_on_their_cells_below_the_heading() -> None:
    table = Table((Row((text_cell("甲"), text_cell("乙"))), Row((text_cell("1"), text_cell("=1+1")))), (20.0, 20.0), 1)
    book = opened(write_sheets([Sheet("表", table, {(1, 0): Remark("错在这里", error=True)})]))
    sheet = book.worksheets[0]
    assert [(c.coordinate, c.comment.text) for row in sheet.iter_rows() for c in row if c.comment] == [
        ("A3", "错在这里")
    ]
    assert (sheet["A3"].value, sheet["B3"].value, sheet["B3"].data_type) == (1, "=1+1", "s")


def test_a_reports_errors_are_comments_on_the_cells_that_are_wrong() -> None:
    cells = {**dict.fromkeys(FORM.cell_ids, 0), "3.grant.person": 2, "4.suit.total": None}
    report = AnnualReport(FORM, "", 2025, "云岭县", cells)
    book = opened(write_sheets(report_sheets(report, check_report(report))))
    remarked = {
        (sheet.title[:2], cell.value): cell.comment.text
        for sheet in book.worksheets
        for row in sheet.iter_rows()
        for cell in row
        if cell.comment
    }
    assert any("（七）总计" in text for (title, value), text in remarked.items() if value == 2)
    assert any("空白" in text for (title, value), text in remarked.items() if title == "3四")
    merged = {str(r) for r in book.worksheets[1].merged_cells.ranges}
    assert "A7:A28" in merged  # 三、本年度办理结果 beside its 22 rows, below the heading


def test_a_workbook_without_sheets_can_still_be_opened() -> None:
    assert len(opened(write_sheets([])).worksheets) == 1


def test_the_port_writes_a_workbook_whole_or_says_why_not(tmp_path: Path) -> None:
    table = Table((Row((text_cell("甲"),)),), (20.0,))
    LocalDocuments().write_sheets([Sheet("表", table)], str(tmp_path / "表.xlsx"))
    assert openpyxl.load_workbook(tmp_path / "表.xlsx")
    (tmp_path / "文件").write_text("不是文件夹")
    with pytest.raises(LedgerError):
        LocalDocuments().write_sheets([Sheet("表", table)], str(tmp_path / "文件" / "表.xlsx"))


@pytest.mark.parametrize(
    ("data", "ending"),
    [("<table><tr><td>1</td><td>2</td></tr><tr><td>3</td><td>4</td></tr></table>", ".html"), ("1\t2\n3\t4", ".txt")],
)
def test_what_the_clipboard_holds_is_read_as_a_table(data: str, ending: str) -> None:
    (table,) = tables_of(LocalDocuments().read_data(data.encode(), ending).blocks)
    assert [[p.cell.text if p else None for p in row] for row in grid_of(table)] == [["1", "2"], ["3", "4"]]
