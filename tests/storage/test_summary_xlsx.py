"""The summary workbook: texts stay texts, long ones are cut in sight, the same summary makes the same bytes."""

import zipfile
from io import BytesIO

from hypothesis import given
from python_calamine import CalamineWorkbook

from core.intake.summary import Sheet, Summary
from storage.documents.writers.summary_xlsx import CUT, MAX_TEXT, write_summary_xlsx
from tests.documents import texts


def one(*rows: tuple, links: dict | None = None) -> bytes:
    width = len(rows[0])
    sheet = Sheet("汇总台账", ("列",) * width, rows, (10,) * width, links=links or {})
    return write_summary_xlsx(Summary("云岭县汇总", (sheet,)))


def body(data: bytes) -> list[list]:
    return CalamineWorkbook.from_filelike(BytesIO(data)).get_sheet_by_index(0).to_python()[2:]


@given(texts(1, line_breaks=False))
def test_a_text_comes_back_as_it_was_and_is_no_formula(text: str) -> None:
    data = one((text, "尾"))
    with zipfile.ZipFile(BytesIO(data)) as archive:
        assert "<f>" not in archive.read("xl/worksheets/sheet1.xml").decode()
    assert "".join(str(body(data)[0][0]).split()) == "".join(text.split())


def test_what_a_spreadsheet_would_run_is_quoted_as_text() -> None:
    data = one(("=1+1", "+1", "-1", "@a", "正文"))
    with zipfile.ZipFile(BytesIO(data)) as archive:
        assert 'quotePrefix="1"' in archive.read("xl/styles.xml").decode()
    assert body(data)[0] == ["=1+1", "+1", "-1", "@a", "正文"]


def test_a_text_that_no_cell_can_hold_is_cut_in_sight() -> None:
    shown = body(one(("长" * 40_000,)))[0][0]
    assert shown == "长" * MAX_TEXT + CUT


def test_the_same_summary_makes_the_same_bytes() -> None:
    assert one(("甲", 1)) == one(("甲", 1))


def test_a_link_leads_to_the_cell_below_title_and_heads() -> None:
    with zipfile.ZipFile(BytesIO(one(("甲", "3"), links={(0, 1): ("汇总台账", 5, 7)}))) as archive:
        assert "'汇总台账'!H8" in archive.read("xl/worksheets/sheet1.xml").decode()
