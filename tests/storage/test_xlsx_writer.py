"""A document's tables as a workbook."""

from io import BytesIO

import openpyxl
import pytest

from storage.documents.writers.xlsx import write_xlsx
from tests.ledger_builder import document, table


def book(data: bytes) -> openpyxl.Workbook:
    return openpyxl.load_workbook(BytesIO(data))


def test_cells_and_merges_are_those_of_the_table() -> None:
    sheet = book(
        write_xlsx(document("分工表", table(("序号", ("重点工作", 2)), ("1", ("甲", 1, 2), "乙"), ("2", "丙"))))
    ).worksheets[0]
    assert [[c.value for c in row] for row in sheet.iter_rows()] == [
        ["分工表", None, None], ["序号", "重点工作", None], [1, "甲", "乙"], [2, None, "丙"],
    ]  # fmt: skip
    assert sorted(str(m) for m in sheet.merged_cells.ranges) == ["A1:C1", "B2:C2", "B3:B4"]


@pytest.mark.parametrize("text", ["=1+1", "+86", "-1", "@SUM(A1)", "http://a.gov.cn", "\t=1", "007", "1e5"])
def test_no_text_runs_as_a_formula_or_turns_into_something_else(text: str) -> None:
    cell = book(write_xlsx(document(table((text, "乙"))))).worksheets[0]["A1"]
    assert (cell.value, cell.data_type, cell.hyperlink) == (text, "s", None)


def test_the_same_document_makes_the_same_bytes() -> None:
    made = document("表", table(("甲", "乙")))
    assert write_xlsx(made) == write_xlsx(made)


def test_a_document_without_tables_is_still_a_workbook() -> None:
    assert len(book(write_xlsx(document("只有文字"))).worksheets) == 1


def test_lines_behind_the_last_table_are_kept_on_a_sheet_of_their_own() -> None:
    made = book(write_xlsx(document(table(("序号", "事项")), "审核人：李某")))
    assert [cell.value for cell in made["文字"]["A"]] == ["审核人：李某"]
