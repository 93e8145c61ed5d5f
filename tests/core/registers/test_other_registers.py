"""Normative files, the year's figures, people, and tables read into entries."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.document import Document, Section, tables_of
from core.drafting import table
from core.errors import LedgerError
from core.registers.figures import check_figures, choices_of_figures, figures_from, number_in, sum_figures
from core.registers.normative import MADE, REPEALED, VALID, check_normative, derive_normative, told_balance
from core.registers.register import Entry, register_from
from core.registers.staff import change_form, check_staff, in_office, unreported
from core.registers.table import read_entries, sheet_of
from tests.core.registers.samples import CALENDAR, REQUESTS, load

NORMATIVE = register_from(load("registers/2_normative"), {})
FIGURES = figures_from(load("registers/3_figures"))
YEARLY = register_from(load("registers/3_figures"), {"figures": choices_of_figures(FIGURES)})
STAFF = register_from(load("registers/4_staff"), {})


def entry(entry_id: int, register: str = "normative", **values: str) -> Entry:
    return Entry(register, values, entry_id)


def document_of(heads: list[str], rows: list[list[str]]) -> Document:
    return Document((Section((table(heads, rows, [1] * len(heads)),)),))


FILES = [
    entry(
        1, title="关于加强道路管理的规定", issued_on="2025-03-10", state="valid", url="x", interpreted_on="2025-03-12"
    ),
    entry(2, title="旧办法", issued_on="2019-05-01", state="repealed", ended_on="2025-06-30"),
    entry(3, title="试行意见", issued_on="2022-07-01", valid_until="2025-06-30"),
    entry(4, title="补登的", issued_on="2025-02-01", before_count="1", state="valid"),
    entry(5, title="以前失效的", issued_on="2015-02-01", state="lapsed", ended_on="2020-01-01"),
]


def test_table_two_is_counted_from_the_files() -> None:
    derived = derive_normative(FILES, 2025)
    assert derived.figures == {MADE: 1, REPEALED: 1, VALID: 3}
    assert derived.entries[VALID] == (1, 3, 4)
    assert told_balance(derived, 3) == "上年现行有效3件，本年制发1件、废止和失效1件，应为3件，台账现有3件，相符。"
    assert "相差1件" in told_balance(derived, 4)


def test_files_past_their_term_and_late_interpretations_are_found() -> None:
    found = {(f.rule, f.where[0]) for f in check_normative(FILES, CALENDAR, date(2025, 7, 15))}
    assert ("normative.expired", "entry:3.valid_until") in found
    assert ("normative.state", "entry:3.state") in found
    assert ("normative.gazette_on", "entry:1.gazette_on") in found
    assert ("normative.interpreted_on", "entry:1.interpreted_on") not in found
    assert not any(place.startswith("entry:4.inter") for _, place in found)


def test_months_add_up_a_whole_year_goes_before_them_and_what_is_counted_once_is_its_last() -> None:
    rows = [
        entry(1, "figures", figure="explained", year="2025", month="1", value="3"),
        entry(2, "figures", figure="explained", year="2025", month="2", value="４"),
        entry(3, "figures", figure="explained", year="2024", value="9"),
        entry(4, "figures", figure="website", year="2025", value="1,200"),
        entry(5, "figures", figure="website", year="2025", month="5", value="100"),
        entry(6, "figures", figure="spots", year="2025", month="3", value="4"),
        entry(7, "figures", figure="spots", year="2025", month="9", value="5"),
        entry(8, "figures", figure="visits", year="2025", value="约三万"),
    ]
    sums = {s.figure.key: s for s in sum_figures(rows, FIGURES, 2025)}
    assert (sums["explained"].value, sums["explained"].entries) == (7, (1, 2))
    assert (sums["website"].text, sums["website"].entries) == ("1200", (4,))
    assert (sums["spots"].value, sums["spots"].entries) == (5, (7,))
    assert sums["visits"].value is None
    rules = {f.rule for f in check_figures(rows, FIGURES)}
    assert rules == {"figures.sum", "figures.value"}


@given(st.lists(st.tuples(st.integers(1, 12), st.integers(0, 10**6)), max_size=30))
def test_a_year_is_always_the_sum_of_its_entries(typed: list[tuple[int, int]]) -> None:
    rows = [
        entry(i, "figures", figure="website", year="2025", month=str(month), value=f"{value:,}")
        for i, (month, value) in enumerate(typed, 1)
    ]
    total = next(s for s in sum_figures(rows, FIGURES, 2025) if s.figure.key == "website")
    assert total.value == (sum(value for _, value in typed) if typed else None)
    assert len(total.entries) == len(typed)


@pytest.mark.parametrize(
    ("text", "value"), [("1.5万", Decimal(15000)), ("１２", 12), ("0", 0), ("", None), ("无", None), ("NaN", None)]
)
def test_a_figure_as_typed(text: str, value: Decimal | None) -> None:
    assert number_in(text) == value


def test_a_platforms_table_is_read_by_its_headings_and_what_is_not_understood_is_kept() -> None:
    heads = ["申请单号", "申请人类型", "申请方式", "申请时间", "答复日期", "答复结果", "满意度"]
    rows = [
        ["20250001", "公民", "网上申请", "2025/3/5", "2025-03-28", "予以公开", "5"],
        heads,
        ["20250002", "企业", "邮寄", "三月中旬", "", "", ""],
    ]
    read = read_entries(document_of(heads, rows), REQUESTS, 2025)
    assert read.rows[0].values == {
        "number": "20250001",
        "applicant_kind": "person",
        "channel": "online",
        "arrived_on": "2025-03-05",
        "answered_on": "2025-03-28",
        "result": "grant",
    }
    assert len(read.rows) == 2
    assert read.rows[1].problems == {"送达、提交日期": "三月中旬"}
    assert read.rows[1].values["arrived_on"] == "三月中旬"


def test_a_mapping_made_by_hand_goes_before_the_names() -> None:
    heads = ["甲\n栏", "乙", "文号"]
    made = read_entries(
        document_of(heads, [["x", "2025-01-02", "9号"]]), NORMATIVE, 2025, {"甲栏": "title", "乙": "issued_on"}
    )
    assert made.rows[0].values == {"title": "x", "issued_on": "2025-01-02", "number": "9号"}
    unknown = read_entries(document_of(heads, [["x", "y", "z"]]), NORMATIVE, 2025)
    assert (unknown.rows, unknown.headings) == ((), tuple(heads))
    with pytest.raises(LedgerError, match="没有导入任何内容"):
        read_entries(Document((Section(()),)), NORMATIVE, 2025)


def test_what_is_exported_is_read_back_and_private_fields_stay_at_home() -> None:
    entries = [
        entry(
            1,
            "requests",
            number="1",
            applicant_kind="legal",
            applicant_name="某某",
            arrived_on="2025-03-05",
            result="partial",
        )
    ]
    sheet = sheet_of(REQUESTS, entries)
    back = read_entries(Document((Section((sheet.table,)),)), REQUESTS, 2025)
    assert back.rows[0].values == {k: v for k, v in entries[0].values.items() if k != "applicant_name"}
    assert not any("某某" in cell.text for row in sheet.table.rows for cell in row.cells)


def test_who_came_and_went_stands_in_the_change_form_until_it_is_reported() -> None:
    people = [
        entry(1, "staff", name="甲", role="leader"),
        entry(2, "staff", name="乙", role="clerk", until_on="2025-08-31"),
        entry(3, "staff", name="丙", role="clerk", since_on="2025-09-01", reported_on="2025-09-03"),
    ]
    assert [e.text("name") for e in in_office(people, date(2025, 9, 5))] == ["甲", "丙"]
    assert [e.entry_id for e in unreported(people)] == [2]
    form = change_form(STAFF, people, "云岭镇人民政府", date(2025, 9, 5))
    first, second = tables_of(form.blocks)
    assert [c.text for c in first.rows[1].cells][:3] == ["离岗", "乙", "工作人员"]
    assert [row.cells[1].text for row in second.rows] == ["姓名", "甲", "丙"]
    assert [f.rule for f in check_staff(people[:2], date(2025, 9, 5))] == ["staff.report", "staff.none"]
