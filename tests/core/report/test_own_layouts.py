"""Tables as units have rearranged them: columns in another order, columns and rows added, pages cut, the old heads."""

from collections.abc import Callable, Sequence

import pytest

from core.document import Block, Row, Table, paragraph, text_cell
from core.report.check import check_report
from core.report.read import read_report
from core.report.report import AnnualReport
from tests.core.report.sheets import as_lines, base_cells, forms, report, tables, unmerged, with_tables

TWO, THREE, FOUR = tables(report())
KINDS = ("商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他")
LABELS = ("勾稽关系",)


def row(*texts: str | tuple[str, int, int]) -> Row:
    """Texts, or (text, columns, rows)."""
    return Row(tuple(text_cell(t) if isinstance(t, str) else text_cell(*t) for t in texts))


def figures(table: Table, order: Sequence[int]) -> list[Row]:
    """The rows below the headings with their seven figures in another order; -1 is what the organisations add up to."""
    rows: list[Row] = []
    for line in table.rows[3:]:
        labels, own = line.cells[:-7], line.cells[-7:]
        sub = text_cell(str(sum(int(c.text) for c in own[1:6])))
        rows.append(Row((*labels, *(sub if i < 0 else own[i] for i in order))))
    return rows


def total_first() -> list[Block]:
    heads = [
        row(("勾稽关系", 3, 2), ("总计", 1, 2), ("自然人", 1, 2), ("法人或其他组织", 5, 1)),
        row(*KINDS),
    ]
    return [Table((*heads, *figures(THREE, (6, 0, 1, 2, 3, 4, 5))))]


def people_behind() -> list[Block]:
    heads = [
        row(("勾稽关系", 3, 2), ("法人或其他组织", 5, 1), ("自然人", 1, 2), ("总计", 1, 2)),
        row(*KINDS),
    ]
    body = figures(THREE, (1, 2, 3, 4, 5, 0, 6))
    return [Table((*heads, *body[:5])), paragraph("续表"), Table(tuple(body[5:]))]


def organisations_added_up() -> list[Block]:
    heads = [
        row(("勾稽关系", 3, 2), ("自然人", 1, 2), ("法人或其他组织", 6, 1), ("总计", 1, 2)),
        row(*KINDS, "小计"),
    ]
    return [Table((*heads, *figures(THREE, (0, 1, 2, 3, 4, 5, -1, 6))))]


def blocks_added_up() -> list[Block]:
    rows: list[Row] = []
    for line in unmerged(THREE, True).rows:
        rows.append(line)
        if any(end in c.text for c in line.cells for end in ("8.属于行政查询", "3.补正后", "5.要求行政机关")):
            rows.append(row("小计", *["9"] * 7))
    return [Table((*rows, row("合计", *["27"] * 7)))]


def finer_rows() -> list[Block]:
    rows: list[Row] = []
    for line in unmerged(THREE, True).rows:
        rows.append(line)
        if any("重复申请" in c.text or "予以公开" in c.text for c in line.cells):
            rows.append(row("", "", "其中：网上申请", *["2"] * 7))
    return [Table(tuple(rows))]


def heads_on_every_page() -> list[Block]:
    heads, body = THREE.rows[:3], THREE.rows[3:]
    pages = [Table((*heads, *part)) for part in (body[:8], body[8:17], body[17:])]
    return [pages[0], paragraph("— 4 —"), pages[1], paragraph("5"), pages[2]]


def figures_stuck_to_labels() -> list[Block]:
    lines = as_lines(unmerged(Table(THREE.rows[3:]), False), "").split("\n")
    return [paragraph(line) for line in lines]


THIRD: dict[str, Callable[[], list[Block]]] = {
    "the total stands first": total_first,
    "natural persons stand behind, on two pages": people_behind,
    "a column adds up the organisations": organisations_added_up,
    "rows add up the blocks": blocks_added_up,
    "其中 stands below a row": finer_rows,
    "headings on every page": heads_on_every_page,
}


def read(blocks: dict[int, list[Block]], of: AnnualReport | None = None) -> AnnualReport:
    return read_report(with_tables(of or report(), blocks), forms())[0]


@pytest.mark.parametrize("layout", THIRD, ids=str)
def test_table_three_is_read_from_a_units_own_layout(layout: str) -> None:
    back = read({1: THIRD[layout]()})
    assert {c: v for c, v in back.cells.items() if v != base_cells()[c]} == {}
    assert check_report(back) == []


def test_figures_stuck_to_their_labels_are_parted_or_asked_about_and_never_guessed() -> None:
    back = read({1: figures_stuck_to_labels()})
    wrong = {c for c, v in back.cells.items() if v != base_cells()[c]}
    assert wrong == set(back.asked)
    assert {c.split(".")[1] for c in wrong} == {"new", "done"}


def test_table_four_with_a_row_for_each_way_is_read() -> None:
    own = [c.text for c in FOUR.rows[3].cells]
    turned = Table(
        (
            row("类别", "结果维持", "结果纠正", "其他结果", "尚未审结", "总计"),
            row("行政复议", *own[:5]),
            row("未经复议直接起诉", *own[5:10]),
            row("复议后起诉", *own[10:]),
        )
    )
    assert read({2: [turned]}).cells == report().cells


def trial_heads() -> Table:
    return Table(
        (
            row(("第二十条第（一）项", 4, 1)),
            row("信息内容", "本年新制作数量", "本年新公开数量", "对外公开总数量"),
            row("规章", "0", "0", "0"),
            row("规范性文件", "3", "3", "20"),
            row("信息内容", "上一年项目数量", "本年增/减", "处理决定数量"),
            row("行政许可", "12", "0", "300"),
            row("其他对外管理服务事项", "5", "0", "44"),
            row("信息内容", "上一年项目数量", "本年增/减", "处理决定数量"),
            row("行政处罚", "100", "-2", "120"),
            row("行政强制", "10", "+1", "15"),
            row("信息内容", "上一年项目数量", ("本年增/减", 2, 1)),
            row("行政事业性收费", "7", ("2", 2, 1)),
        )
    )


def test_under_the_trial_heads_nothing_is_taken_for_what_it_is_not() -> None:
    back = read({0: [trial_heads()]})
    told = {c: back.cells[c] for c in ("2.normative.made", "2.normative.valid", "2.licence", "2.penalty", "2.coercion")}
    assert list(told.values()) == [3, 20, 300, 120, 15]
    assert back.cells["2.fee"] is None
    last = report({"2.normative.valid": 18}, year=2022)
    assert {f.rule for f in check_report(back, last_year=last)} & {"N6", "R7", "S6"} == {"S6"}
