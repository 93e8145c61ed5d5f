"""Reading a report from what offices really send: merges gone, heads missing, tables split, text from PDFs and pages."""

import re
from collections.abc import Callable, Mapping
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.document import Cell, Document, Paragraph, Row, Table, paragraph, text_cell
from core.errors import LedgerError
from core.report.check import check_report
from core.report.read import read_pasted, read_report
from core.report.report import AnnualReport, report_json
from core.report.values import Value
from tests.core.report.sheets import (
    as_lines,
    document,
    form,
    forms,
    of_blocks,
    of_text,
    report,
    tables,
    unmerged,
    with_tables,
)


def read(doc: Document) -> AnnualReport:
    return read_report(doc, forms())[0]


def rules_of(doc: Document) -> list[str]:
    return [f.rule for f in read_report(doc, forms())[1]]


def without_rows(table: Table, count: int) -> Table:
    return Table(table.rows[count:])


def split(table: Table, at: int) -> list[Table | Paragraph]:
    return [Table(table.rows[:at]), Table(table.rows[at:])]


def padded(table: Table) -> Table:
    """An empty row after each row and an empty column at the right."""
    rows: list[Row] = []
    for row in table.rows:
        rows += [Row((*row.cells, text_cell(""))), Row(tuple(text_cell("", col_span=c.col_span) for c in row.cells))]
    return Table(tuple(rows))


def shifted(table: Table) -> Table:
    """Table 三 with an empty column between labels and figures."""
    rows = []
    for row in table.rows:
        at = next((i for i, c in enumerate(row.cells) if re.fullmatch(r"\d*", c.text)), len(row.cells))
        rows.append(Row((*row.cells[:at], text_cell(""), *row.cells[at:])))
    return Table(tuple(rows))


ONE = report({"3.grant.person": 1234567, "2.fee": Decimal("5062.9255")})
TWO, THREE, FOUR = tables(ONE)
Change = Callable[[Table], list[Table | Paragraph]]


def each(change: Change) -> Callable[[AnnualReport], Document]:
    """A layout that changes every table alike."""
    return lambda one: with_tables(one, dict(enumerate(change(t) for t in tables(one))))


def third(change: Change) -> Callable[[AnnualReport], Document]:
    return lambda one: with_tables(one, {1: change(tables(one)[1])})


def run_together(one: AnnualReport) -> Document:
    two, three, four = tables(one)
    return with_tables(one, {0: [Table(two.rows + unmerged(three, True).rows)], 1: [], 2: [four]})


LAYOUTS: Mapping[str, Callable[[AnnualReport], Document]] = {
    "as printed": document,
    "merges gone, blanks left": each(lambda t: [unmerged(t, True)]),
    "merges gone, nothing left": each(lambda t: [unmerged(t, False)]),
    "heads of table three missing": third(lambda t: [without_rows(t, 3)]),
    "table three split by a page": third(lambda t: split(t, 14)),
    "table three split, prose between": third(lambda t: [split(t, 9)[0], paragraph("续表"), split(t, 9)[1]]),
    "table three in three pieces": third(lambda t: [split(t, 5)[0], *split(split(t, 5)[1], 11)]),
    "empty rows and a column more": each(lambda t: [padded(t)]),
    "an empty column before the figures": third(lambda t: [shifted(unmerged(t, False))]),
    "two and three run together": run_together,
    "tabs": each(lambda t: [paragraph(as_lines(unmerged(t, True), "\t"))]),
    "bars": each(lambda t: [paragraph(as_lines(unmerged(t, False), " | "))]),
    "blanks between": each(lambda t: [paragraph(as_lines(t, "  "))]),
    "one value a line": each(lambda t: [paragraph(as_lines(t, "\n"))]),
    "one value a line with bars": each(lambda t: [paragraph(as_lines(t, "\n|\n"))]),
    "in a layout table": lambda one: of_blocks([Table((Row((Cell(document(one).blocks),)),))]),
}


@pytest.mark.parametrize("layout", LAYOUTS, ids=str)
@given(st.dictionaries(st.sampled_from(form().cell_ids), st.integers(0, 99999), max_size=60))
@settings(max_examples=5)
def test_every_cell_is_read_from_any_layout(layout: str, figures: dict[str, Value]) -> None:
    one = report({"3.grant.person": 1234567, "2.fee": Decimal("5062.9255")} | figures)
    back = read(LAYOUTS[layout](one))
    assert {c: v for c, v in back.cells.items() if v != one.cells[c]} == {}
    assert [s.number for s in back.sections] == [1, 2, 3, 4, 5, 6]
    assert back.section(5) == one.section(5)


def test_heads_that_repeat_or_are_misprinted_do_not_move_the_figures() -> None:
    rows = [list(r.cells) for r in FOUR.rows]
    rows[2][7] = text_cell("结果纠正")
    rows[0][0] = text_cell("行政法复议", col_span=5)
    wrong = Table(tuple(Row(tuple(r)) for r in rows))
    assert read(with_tables(ONE, {2: [wrong]})).cells == ONE.cells


def test_a_line_label_with_a_slip_is_still_found() -> None:
    rows = [
        Row(
            tuple(
                text_cell(
                    c.text.replace("科研", "科硏").replace("属于行政查询事项", "属于行政査询事项"),
                    c.col_span,
                    c.row_span,
                )
                for c in r.cells
            )
        )
        for r in THREE.rows
    ]
    assert read(with_tables(ONE, {1: [Table(tuple(rows))]})).cells == ONE.cells


VALUES: list[tuple[str, Value]] = [
    ("", None), ("0", 0), ("/", "/"), ("无", "无"), ("１２", 12), ("1,234", 1234), ("1，234", 1234), ("24252.311082", Decimal("24252.311082")),
    ("55（含自然失效29件）", "55（含自然失效29件）"), ("-3", -3), ("约50", "约50"), ("5 062", "5 062"),
]  # fmt: skip


@pytest.mark.parametrize(("typed", "value"), VALUES)
def test_blank_nought_sign_and_text_are_four_different_things(typed: str, value: Value) -> None:
    rows = [list(r.cells) for r in TWO.rows]
    rows[6][1] = text_cell(typed, col_span=3)
    rows[3][2] = text_cell(typed)
    cells = read(with_tables(ONE, {0: [Table(tuple(Row(tuple(r)) for r in rows))]})).cells
    wanted = 5062 if typed == "5 062" else value
    assert (cells["2.licence"], cells["2.normative.repealed"]) == (wanted, wanted)


def blanked(table: Table) -> Table:
    return Table(
        tuple(
            Row(tuple(text_cell("" if c.text == "0" else c.text, c.col_span, c.row_span) for c in r.cells))
            for r in table.rows
        )
    )


@pytest.mark.parametrize("headless", [False, True])
def test_blanks_stay_where_they_stand(headless: bool) -> None:
    table = blanked(THREE)
    cells = read(with_tables(ONE, {1: [without_rows(table, 3) if headless else table]})).cells
    assert {c: v for c, v in cells.items() if v != (ONE.cells[c] or None) and c.startswith("3.")} == {}


def test_glued_digits_are_parted_where_one_way_alone_adds_up() -> None:
    text = as_lines(THREE, "\n").replace("\n12\n", "\n").replace("1\n0\n0\n0\n0\n", "10000\n")
    line = "一、本年新收政府信息公开申请数量\n801000081\n"
    glued = re.sub(r"一、本年新收政府信息公开申请数量\n(?:\d+\n){2,7}", line, text)
    found = read(with_tables(ONE, {1: [paragraph(glued)]}))
    assert [found.cells[f"3.new.{c}"] for c, _ in form().tables[1].columns] == [80, 1, 0, 0, 0, 0, 81]


def test_glued_digits_with_two_readings_are_asked_about_and_left_blank() -> None:
    text = re.sub(r"(规范性文件\n)(?:\d+\n){3}", r"\g<1>1234\n", as_lines(TWO, "\n"))
    found, findings = read_report(with_tables(ONE, {0: [paragraph(text)]}), forms())
    asked = [f for f in findings if f.rule == "T2"]
    assert len(asked) == 1
    assert "1234" in asked[0].message
    assert set(asked[0].where) == {f"2.normative.{x}" for x in ("made", "repealed", "valid")}
    assert found.cells["2.normative.made"] is None


def test_a_missing_row_and_a_missing_table_are_said() -> None:
    gone = Table(tuple(r for r in THREE.rows if not any("重复申请" in c.text for c in r.cells)))
    assert "T1" in rules_of(with_tables(ONE, {1: [gone]}))
    assert "T0" in rules_of(with_tables(ONE, {2: []}))


def test_sections_are_found_without_numbers_and_with_other_words() -> None:
    heads = {"一、总体情况": "总体情况", "五、存在的主要问题及改进情况": "五、存在的问题及下一步打算", "六、其他需要报告的事项": "第六部分 其他需要报告的事项",
             "二、主动公开政府信息情况": "二、行政机关主动公开政府信息情况", "三、收到和处理政府信息公开申请情况": "三、行政机关收到和处理政府信息公开申请情况"}  # fmt: skip
    blocks = [paragraph(heads.get(b.text, b.text)) if not isinstance(b, Table) else b for b in document(ONE).blocks]
    found = read(of_blocks(blocks))
    assert [s.number for s in found.sections] == [1, 2, 3, 4, 5, 6]
    assert [s.text for s in found.sections] == [s.text for s in ONE.sections]


def test_a_missing_section_is_a_finding() -> None:
    blocks = [b for b in document(ONE).blocks if isinstance(b, Table) or "其他需要报告" not in b.text]
    assert "S1" in rules_of(of_blocks(blocks))


def test_a_list_of_contents_is_not_taken_for_the_sections() -> None:
    contents = [paragraph(s.title) for s in form().sections]
    first, *rest = document(ONE).blocks
    found = read(of_blocks([first, *contents, *rest]))
    assert found.section(5) == ONE.section(5)
    assert found.section(1) == ONE.section(1)


TITLES = [
    ("云岭县2023年政府信息公开工作年度报告", "云岭县", 2023),
    ("2023年云岭镇政府信息公开工作年度报告", "云岭镇", 2023),
    ("云岭县人民政府办公室\n2023年政府信息公开工作年度报告", "云岭县人民政府办公室", 2023),
    ("松溪乡人民政府2023年\n政府信息公开工作年度报告", "松溪乡人民政府", 2023),
    ("云岭县教育局2023年政务公开年报", "云岭县教育局", 2023),
    ("云岭县 2023 年政府信息公开工作年度报告", "云岭县", 2023),
    ("云岭县人民政府（办公室）２０２３年政府信息公开工作年度报告", "云岭县人民政府（办公室）", 2023),
    ("云岭镇二〇二三年政府信息公开工作年度报告", "云岭镇", 2023),
    ("云岭县统计局关于2023年度政府信息公开工作年度报告", "云岭县统计局", 2023),
]


@pytest.mark.parametrize(("title", "unit", "year"), TITLES)
def test_title_unit_and_year(title: str, unit: str, year: int) -> None:
    _, *rest = document(ONE).blocks
    found = read(of_blocks([*(paragraph(line) for line in title.split("\n")), *rest]))
    assert (found.unit, found.year, found.title) == (unit, year, title.replace("\n", ""))


def test_a_page_s_navigation_is_not_the_title() -> None:
    first, *rest = document(ONE).blocks
    page = ["首页 > 政府信息公开 > 政府信息公开工作年度报告", "政府信息公开年报", "发布时间：2024-01-20"]
    found = read(of_blocks([*(paragraph(line) for line in page), first, *rest]))
    assert (found.title, found.unit, found.year) == (ONE.title, "云岭县", 2023)


def test_page_numbers_among_the_lines_of_a_pdf_are_no_figures() -> None:
    text = as_lines(THREE, "\n")
    for before, number in (("（二）部分公开", "- 3 -\n"), ("（五）不予处理", "4\n")):
        text = text.replace(before, number + before)
    assert read(with_tables(ONE, {1: [paragraph(text)]})).cells == ONE.cells


def test_labels_that_a_pdf_breaks_around_their_figures_are_found() -> None:
    text = as_lines(unmerged(THREE, False), " ")
    text = re.sub(
        r"5\.要求行政机关确认或重新出具已获取信息 ([\d ]+)", r"5.要求行政机关确认或重新\n\1\n出具已获取信息", text
    )
    text = re.sub(r"2\.其他法律行政法规禁止公开 ([\d ]+)", r"2.其他法律行政法规禁止公\n\1\n开", text)
    assert read(with_tables(ONE, {1: [paragraph(text)]})).cells == ONE.cells


def test_the_trial_form_is_recognised_and_read() -> None:
    old = AnnualReport(
        form(2019),
        "云岭县2020年政府信息公开工作年度报告",
        2020,
        "云岭县",
        {c: i % 7 for i, c in enumerate(form(2019).cell_ids)},
    )
    found = read(document(old))
    assert found.form.form_id == "annual_report_2019"
    assert found.cells == old.cells


def test_trial_heads_in_a_later_report_are_said_and_the_decisions_taken() -> None:
    rows = [list(r.cells) for r in TWO.rows]
    rows[5] = [text_cell(t) for t in ("信息内容", "上一年项目数量", "本年增/减", "处理决定数量")]
    rows[6] = [text_cell(t) for t in ("行政许可", "7", "0", "300")]
    found = read(with_tables(ONE, {0: [Table(tuple(Row(tuple(r)) for r in rows))]}))
    assert found.cells["2.licence"] == 300
    assert [f.rule for f in check_report(found) if f.rule == "S6"] == ["S6"]


def test_a_later_report_on_the_trial_form_is_told_so() -> None:
    old = AnnualReport(
        form(2019), "云岭县2023年政府信息公开工作年度报告", 2023, "云岭县", dict.fromkeys(form(2019).cell_ids, 0)
    )
    found, findings = read_report(document(old), forms())
    assert found.form.form_id == "annual_report_2019"
    assert [f.rule for f in findings] == ["S6"]


def test_another_document_is_refused_in_words() -> None:
    with pytest.raises(LedgerError, match="年度报告"):
        read(of_text("云岭县2023年政务公开工作要点\n一、加强公开\n1.做好公开。"))


def test_json_has_every_cell_in_the_form_s_order() -> None:
    told = report_json(ONE)
    cells = told["cells"]
    assert isinstance(cells, dict)
    assert len(cells) == 200
    assert list(cells)[:3] == ["2.rules.made", "2.rules.repealed", "2.rules.valid"]
    assert list(cells)[-1] == "4.suit_after.total"
    assert cells["2.fee"] == 5062.9255


def test_a_pasted_piece_gives_the_rows_it_holds_and_no_more() -> None:
    rows = [r for r in THREE.rows if any(x in c.text for c in r.cells for x in ("予以公开", "重复申请"))]
    typed, findings = read_pasted(of_blocks([Table(tuple(rows))]), form())
    assert findings == ()
    assert {c.split(".")[1] for c in typed} == {"grant", "skip_repeat"}
    assert typed["3.grant.person"] == "1234567"
    assert read_pasted(of_text("2.重复申请\t1\t0\t0\t0\t0\t0\t1"), form())[0]["3.skip_repeat.total"] == "1"
    assert read_pasted(of_text("你好"), form()) == ({}, ())


@pytest.mark.parametrize("at", range(15, 24))
def test_a_title_broken_anywhere_behind_the_year_is_one_title(at: int) -> None:
    title = "云岭县松溪街道办事处2024年政府信息公开工作年度报告"
    made = read(of_blocks([paragraph(title[:at]), paragraph(title[at:]), *tables(report())]))
    assert (made.title, made.unit, made.year) == (title, "云岭县松溪街道办事处", 2024)


def test_a_workbooks_sections_stand_in_rows_of_one_cell() -> None:
    told = ["一、总体情况", "全年公开信息12条。", "二、主动公开政府信息情况", *["三、收到和处理政府信息公开申请情况"]]
    rows = tuple(Row((text_cell(text, col_span=4),)) for text in told)
    made = read(
        of_blocks([Table((*rows, *table.rows)) if i == 0 else table for i, table in enumerate(tables(report()))])
    )
    assert [s.title[:1] for s in made.sections] == ["一", "二", "三"]
    assert made.sections[0].text == "全年公开信息12条。"


def test_a_workbook_of_nothing_but_tables_is_read() -> None:
    assert read(of_blocks([*tables(report())])).sections == ()
