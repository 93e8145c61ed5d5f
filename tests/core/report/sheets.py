"""Reports of an invented county for the tests: consistent sheets, their documents, and messy layouts of them."""

import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

from core.document import Block, Cell, Document, Row, Section, Table, paragraph, text_cell
from core.report.compose import compose_report
from core.report.form import Form
from core.report.form_build import form_from
from core.report.report import AnnualReport, ReportSection
from core.report.values import Value

FORMS = Path(__file__).resolve().parents[3] / "resources" / "forms"
RESULTS = (
    "grant partial deny_secret deny_law deny_safety deny_third deny_internal deny_process deny_case deny_query none_held "
    "none_make none_unclear skip_petition skip_repeat skip_publication skip_excess skip_confirm other_uncorrected "
    "other_unpaid other_rest"
).split()
APPLICANTS = "person business research charity legal other".split()
OUTCOMES = "upheld corrected other pending".split()

WORDS = {
    1: "（一）主动公开。2023年，通过县政府网站公开信息500条，其中政策文件120条、工作动态380条。\n"
    "（二）依申请公开。全年新收政府信息公开申请12件，上年结转2件，办结13件，结转下年度1件。"
    "因政府信息公开引起行政复议2件、行政诉讼1件。\n（三）政府信息管理。制发行政规范性文件3件，废止1件，现行有效20件。",
    5: "一是公开的及时性还不够。二是解读形式单一。下一步，将逐项改进，按季度通报。",
    6: "2023年未收取信息处理费。",
}


@cache
def form(year: int = 2021) -> Form:
    return form_from(tomllib.loads((FORMS / f"annual_report_{year}.toml").read_text("utf-8")))


def forms() -> tuple[Form, Form]:
    return form(2021), form(2019)


def consistent(
    results: Mapping[tuple[str, str], int], carried: Mapping[tuple[str, str], int], cases: Mapping[tuple[str, str], int]
) -> dict[str, Value]:
    """Cells of tables 三 and 四 that keep every sum rule; `new` follows from results and what is carried."""
    cells: dict[str, int] = {}
    for col in APPLICANTS:
        for row in RESULTS:
            cells[f"3.{row}.{col}"] = results.get((row, col), 0)
        done = sum(cells[f"3.{row}.{col}"] for row in RESULTS)
        brought, left = carried.get(("carried_in", col), 0), carried.get(("carried_out", col), 0)
        brought = min(brought, done + left)
        cells |= {f"3.done.{col}": done, f"3.carried_in.{col}": brought, f"3.carried_out.{col}": left}
        cells[f"3.new.{col}"] = done + left - brought
    for row in ("new", "carried_in", "done", "carried_out", *RESULTS):
        cells[f"3.{row}.total"] = sum(cells[f"3.{row}.{col}"] for col in APPLICANTS)
    for group in ("review", "suit", "suit_after"):
        for outcome in OUTCOMES:
            cells[f"4.{group}.{outcome}"] = cases.get((group, outcome), 0)
        cells[f"4.{group}.total"] = sum(cells[f"4.{group}.{o}"] for o in OUTCOMES)
    return dict(cells)


def base_cells() -> dict[str, Value]:
    """The figures that WORDS tell."""
    cells = consistent(
        {("grant", "person"): 5, ("grant", "business"): 1, ("partial", "person"): 3, ("none_held", "person"): 3,
         ("skip_repeat", "person"): 1},
        {("carried_in", "person"): 2, ("carried_out", "person"): 1},
        {("review", "upheld"): 1, ("review", "pending"): 1, ("suit_after", "upheld"): 1},
    )  # fmt: skip
    two: dict[str, Value] = {
        "2.rules.made": 0, "2.rules.repealed": 0, "2.rules.valid": 0,
        "2.normative.made": 3, "2.normative.repealed": 1, "2.normative.valid": 20,
        "2.licence": 300, "2.penalty": 120, "2.coercion": 15, "2.fee": 50,
    }  # fmt: skip
    return {c: (two | cells).get(c) for c in form().cell_ids}


def report(
    cells: Mapping[str, Value] | None = None, words: Mapping[int, str] | None = None, *, unit: str = "云岭县",
    year: int = 2023, preamble: str = "",
) -> AnnualReport:  # fmt: skip
    told = WORDS | dict(words or {})
    sections = tuple(ReportSection(s.number, s.title, told.get(s.number, "")) for s in form().sections)
    title = f"{unit}{year}年政府信息公开工作年度报告"
    return AnnualReport(form(), title, year, unit, base_cells() | dict(cells or {}), sections, preamble)


def document(of: AnnualReport) -> Document:
    return compose_report(of)


def of_blocks(blocks: Sequence[Block]) -> Document:
    return Document((Section(tuple(blocks)),))


def of_text(text: str) -> Document:
    return of_blocks([paragraph(line) for line in text.split("\n")])


def tables(of: AnnualReport) -> list[Table]:
    return [b for b in document(of).blocks if isinstance(b, Table)]


def with_tables(of: AnnualReport, changed: Mapping[int, Sequence[Block]]) -> Document:
    """The report's document with table number n (0-2) replaced by other blocks."""
    blocks: list[Block] = []
    number = 0
    for block in document(of).blocks:
        if isinstance(block, Table):
            blocks += changed.get(number, [block])
            number += 1
        else:
            blocks.append(block)
    return of_blocks(blocks)


def unmerged(table: Table, blanks: bool) -> Table:
    """Merges gone: every cell one column and one row; with `blanks` the covered places are left as empty cells."""
    rows: list[Row] = []
    for row in table.rows:
        cells: list[Cell] = []
        for cell in row.cells:
            cells.append(text_cell(cell.text))
            cells += [text_cell("")] * (cell.col_span - 1 if blanks else 0)
        rows.append(Row(tuple(cells)))
    return Table(tuple(rows))


def as_lines(table: Table, between: str) -> str:
    """The table as text: cells parted by `between`, one row a line (or one cell a line)."""
    return "\n".join(between.join(c.text for c in row.cells) for row in table.rows)
