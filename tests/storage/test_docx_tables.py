"""Tables of returned files: spans, merges and damage, read as Word shows them; both ways through the reader agree."""

from typing import cast

import pytest

from core.document import Align, Document, Table, VAlign, grid_of, tables_of
from storage.documents.readers.docx import DocxFile, read_docx
from tests.docx_builder import MERGE, RESTART, SPAN, docx, field, ins, p, r, tbl, tc, tr

ELABORATE = p(inner=field("REF x", ""))  # a part that holds this is not read the quick way


def table_of(body: str) -> Table:
    """The first table, read all three ways."""
    plain, walked, looked = (
        next(tables_of(found.blocks))
        for found in (read_docx(docx(body)), read_docx(docx(body + ELABORATE)), read_docx(docx(body), look=True))
    )
    assert shape(plain) == shape(walked) == shape(looked)
    assert (plain.rows, plain.header_rows) == (walked.rows, walked.header_rows)
    return plain


def shape(table: Table) -> list[list[tuple[str, int, int]]]:
    return [[(cell.text, cell.col_span, cell.row_span) for cell in row.cells] for row in table.rows]


def test_column_spans_and_vertical_merges() -> None:
    found = table_of(
        tbl(
            tr(tc("一、板块", SPAN.format(3))),
            tr(tc("大项", RESTART), "任务1", "10月"),
            tr(tc("", MERGE), "任务2", "11月"),
            tr(tc("", '<w:vMerge w:val="continue"/>'), "任务3", "12月"),
        )
    )
    assert shape(found) == [
        [("一、板块", 3, 1)],
        [("大项", 1, 3), ("任务1", 1, 1), ("10月", 1, 1)],
        [("任务2", 1, 1), ("11月", 1, 1)],
        [("任务3", 1, 1), ("12月", 1, 1)],
    ]


def test_a_merge_that_continues_nothing_is_a_cell_of_its_own() -> None:
    assert shape(table_of(tbl(tr("甲"), tr(tc("乙", MERGE)), tr(tc("", MERGE))))) == [
        [("甲", 1, 1)],
        [("乙", 1, 2)],
        [],
    ]


def test_a_merge_of_other_width_is_a_cell_of_its_own() -> None:
    body = tbl(tr(tc("甲", RESTART), "乙", "丙"), tr(tc("丁", SPAN.format(2) + MERGE), "戊"))
    assert shape(table_of(body)) == [[("甲", 1, 1), ("乙", 1, 1), ("丙", 1, 1)], [("丁", 2, 1), ("戊", 1, 1)]]


def test_a_merge_ends_with_a_row_that_does_not_continue_it() -> None:
    body = tbl(tr(tc("甲", RESTART), "1"), tr("乙"), tr(tc("丙", MERGE), "3"))
    assert shape(table_of(body)) == [[("甲", 1, 1), ("1", 1, 1)], [("乙", 1, 1)], [("丙", 1, 1), ("3", 1, 1)]]


def test_merges_that_touch_stay_two() -> None:
    body = tbl(tr(tc("甲", RESTART)), tr(tc("", MERGE)), tr(tc("乙", RESTART)), tr(tc("", MERGE)))
    assert shape(table_of(body)) == [[("甲", 1, 2)], [], [("乙", 1, 2)], []]


def test_text_in_a_covered_cell_does_not_show() -> None:
    assert shape(table_of(tbl(tr(tc("甲", RESTART)), tr(tc("藏", MERGE))))) == [[("甲", 1, 2)], []]


def test_horizontal_merges_of_old_word() -> None:
    start, on = '<w:hMerge w:val="restart"/>', '<w:hMerge w:val="continue"/>'
    body = tbl(
        tr(tc("甲", start + RESTART), tc("", on), tc("", on), "乙"),
        tr(tc("", start + MERGE), tc("", on), tc("", on), "丙"),
    )
    assert shape(table_of(body)) == [[("甲", 3, 2), ("乙", 1, 1)], [("丙", 1, 1)]]


def test_a_row_may_begin_late_and_end_early() -> None:
    body = tbl(
        tr("1", "2", "3"),
        tr(tc("乙", RESTART), properties='<w:gridBefore w:val="1"/><w:gridAfter w:val="1"/>'),
        tr("4", tc("", MERGE), "6"),
    )
    found = table_of(body)
    assert shape(found)[1:] == [[("", 1, 1), ("乙", 1, 2)], [("4", 1, 1), ("6", 1, 1)]]
    assert [place and place.cell.text for place in grid_of(found)[1]] == ["", "乙", None]


def test_missing_cells_leave_the_row_short() -> None:
    assert shape(table_of(tbl(tr("1", "2"), tr("3"), tr("4", "5")))) == [
        [("1", 1, 1), ("2", 1, 1)],
        [("3", 1, 1)],
        [("4", 1, 1), ("5", 1, 1)],
    ]


def test_absurd_spans_are_bounded() -> None:
    cells = [tc("甲", SPAN.format("99999999")), tc("乙", SPAN.format("-3")), tc("丙", SPAN.format("二"))]
    assert [cell.col_span for cell in table_of(tbl(tr(*cells))).rows[0].cells] == [500, 1, 1]


def test_cells_deleted_with_tracking_are_left_out() -> None:
    cell = tc("删", '<w:cellDel w:id="1" w:author="甲"/>')
    assert shape(table_of(tbl(tr("甲", cell, "乙"), tr(cell)))) == [[("甲", 1, 1), ("乙", 1, 1)]]


def test_a_table_of_which_every_row_was_deleted_is_gone() -> None:
    body = tbl(tr("甲", properties='<w:del w:id="5" w:author="甲"/>')) + p("后")
    assert list(tables_of(read_docx(docx(body)).blocks)) == []


def test_rows_and_cells_that_were_inserted_count() -> None:
    assert shape(table_of(tbl(tr("甲"), ins(tr("乙")), tr(tc(ins(p("丙"))))))) == [
        [("甲", 1, 1)],
        [("乙", 1, 1)],
        [("丙", 1, 1)],
    ]


def test_nested_tables_stand_in_their_cell_in_order() -> None:
    nested = tbl(tr("内一", "内二"), tr(tc("内三", SPAN.format(2))))
    outer = table_of(tbl(tr(tc(p("前") + nested + p("后")), "旁")))
    assert outer.rows[0].cells[0].text == "前\n内一\n内二\n内三\n后"
    assert [shape(t) for t in tables_of(outer.rows[0].cells[0].blocks)] == [
        [[("内一", 1, 1), ("内二", 1, 1)], [("内三", 2, 1)]]
    ]


def test_deep_nesting_is_read() -> None:
    body = p("底")
    for level in range(60):
        body = tbl(tr(tc(f"{body}{p(str(level))}")))
    assert len(list(tables_of(read_docx(docx(body)).blocks))) == 60


def test_widths_header_rows_heights_and_alignment() -> None:
    header = '<w:tblHeader/><w:trHeight w:val="567"/>'
    rows = [
        tr(tc("甲", '<w:vAlign w:val="center"/>'), "乙", properties=header),
        tr("1", "2", properties="<w:tblHeader w:val='0'/>"),
    ]
    body = tbl(*rows, properties='<w:jc w:val="center"/>', widths=(567, 1134))
    found = table_of(body)
    assert (found.widths_mm, found.header_rows) == ((10, 20), 1)
    found = next(tables_of(read_docx(docx(body), look=True).blocks))
    assert (found.widths_mm, found.header_rows, found.align) == ((10, 20), 1, Align.CENTER)
    assert (found.rows[0].height_mm, found.rows[0].cells[0].valign) == (10, VAlign.CENTER)


@pytest.mark.parametrize(
    ("of_table", "of_cell", "drawn"),
    [("single", "", True), ("nil", "", False), ("none", "single", True), ("", "", False)],
)
def test_borders_may_be_drawn_by_the_table_or_by_its_cells(of_table: str, of_cell: str, drawn: bool) -> None:
    table = f'<w:tblBorders><w:top w:val="{of_table}"/></w:tblBorders>' if of_table else ""
    cell = f'<w:tcBorders><w:top w:val="{of_cell}"/></w:tcBorders>' if of_cell else ""
    found = read_docx(docx(tbl(tr(tc("甲", cell)), properties=table)), look=True)
    assert next(tables_of(found.blocks)).borders is drawn


def test_origins_count_every_cell_of_the_file() -> None:
    body = tbl(tr(tc("甲", RESTART), "1"), tr(tc("", MERGE), "2")) + tbl(tr("末"))
    for more in ("", ELABORATE):
        file = DocxFile(docx(body + more))
        cells = [cell for table in tables_of(file.document.blocks) for row in table.rows for cell in row.cells]
        assert ["".join(file.cells[cast(int, cell.origin)].itertext()) for cell in cells] == ["甲", "1", "2", "末"]


def test_old_properties_inside_a_tracked_change_do_not_count() -> None:
    change = f'<w:tcPrChange w:id="1" w:author="甲"><w:tcPr>{SPAN.format(2)}{MERGE}</w:tcPr></w:tcPrChange>'
    assert shape(table_of(tbl(tr("1", "2"), tr(tc("甲", change), "3")))) == [
        [("1", 1, 1), ("2", 1, 1)],
        [("甲", 1, 1), ("3", 1, 1)],
    ]


def test_a_hundred_thousand_cells_are_read() -> None:
    row = tr(*["格"] * 10)
    found: Document = read_docx(docx(tbl(*[row] * 10_000)))
    assert sum(len(r.cells) for r in next(tables_of(found.blocks)).rows) == 100_000


def test_many_cells_the_long_way_are_read() -> None:
    row = tr(*[tc("格", MERGE)] * 10)
    found = read_docx(docx(tbl(*[row] * 2_000) + p("末", inner=r("x", "<w:vanish/>"))))
    assert next(tables_of(found.blocks)).rows[0].cells[0].row_span == 2_000
