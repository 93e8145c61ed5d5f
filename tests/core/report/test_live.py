"""What a sheet that is being filled in shows: what can be judged yet, where it belongs, which totals may be put in."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.accepted import AcceptedFinding
from core.finding import Finding, Severity
from core.report.check import check_report
from core.report.checklist import Result
from core.report.form_build import form_from
from core.report.live import (
    SUM_RULES,
    broken_rules,
    chief_cell,
    marked_cells,
    may_be_accepted,
    rule_counts,
    section_of,
    standing,
    tidy,
    totals_to_fill,
)
from core.report.report import AnnualReport, ReportSection
from core.report.values import parse_value
from storage.resources import load

FORM = form_from(load("forms/annual_report_2021"))


def sheet(cells: dict[str, int | str | None], rest: int | None = 0) -> AnnualReport:
    parts = tuple(ReportSection(s.number, s.title, "未收取信息处理费。") for s in FORM.sections)
    values = {**dict.fromkeys(FORM.cell_ids, rest), **cells}
    return AnnualReport(FORM, "云岭县2025年政府信息公开工作年度报告", 2025, "云岭县", values, parts)


def test_a_sum_over_blank_cells_waits_and_is_judged_when_they_are_filled() -> None:
    half = sheet({"3.new.person": 44}, rest=None)
    now = standing(half, check_report(half), ())
    assert not now.sums_broken
    assert {f.rule for f in now.waiting} == {"R1", "R3"}
    whole = half.with_cells({c: 0 for c, v in half.cells.items() if v is None})
    assert standing(whole, check_report(whole), ()).sums_broken


def test_nothing_is_lost_by_waiting_for_the_blanks_are_a_finding() -> None:
    half = sheet({"3.new.person": 44, "3.new.total": None})
    assert "R5" in {f.rule for f in standing(half, check_report(half), ()).still}


def test_an_answered_finding_comes_back_when_the_figure_changes() -> None:
    one = sheet({"2.normative.made": 5})
    (finding,) = [f for f in check_report(one) if f.rule == "R8"]
    accepted = [AcceptedFinding(1, finding.rule, finding.where, "当年制发当年废止", str(finding.found))]
    assert [f.rule for f, _ in standing(one, check_report(one), accepted).answered] == ["R8"]
    other = one.with_cells({"2.normative.valid": 1})
    assert not standing(other, check_report(other), accepted).answered


@pytest.mark.parametrize(
    ("where", "section"),
    [(("3.new.total", "section:1"), 3), (("section:6",), 6), (("head:preface",), 1), (("4.suit.total",), 4), ((), 1)],
)
def test_a_finding_belongs_to_the_section_of_its_first_place(where: tuple[str, ...], section: int) -> None:
    assert section_of(Finding(Severity.WARNING, "X", "", where), FORM) == section


def marks(report: AnnualReport) -> set[str]:
    found = check_report(report)
    return {c for f in found if f.rule in SUM_RULES for c in marked_cells(f, FORM, broken_rules(found))}


def test_a_broken_sum_marks_its_total_and_goes_there() -> None:
    broken = sheet({"4.review.upheld": 1})
    (finding,) = [f for f in check_report(broken) if f.rule == "R4"]
    assert marks(broken) == {"4.review.total"}
    assert chief_cell(finding, FORM, broken_rules([finding])) == "4.review.total"


def test_the_cell_that_stands_in_most_broken_sums_is_marked_and_not_the_sound_ones_beside() -> None:
    assert marks(sheet({"3.grant.person": 1})) == {"3.grant.person"}
    assert marks(sheet({"3.new.legal": 5})) == {"3.new.legal"}


def test_where_nothing_tells_them_apart_all_four_of_the_printed_rule_are_marked() -> None:
    consistent = sheet({"3.new.person": 1, "3.new.total": 1})
    assert marks(consistent) == {
        f"3.{r}.{c}" for r in ("new", "carried_in", "done", "carried_out") for c in ("person", "total")
    }


def test_only_warnings_and_last_years_carry_over_may_be_accepted() -> None:
    assert may_be_accepted(Finding(Severity.WARNING, "R7", ""))
    assert may_be_accepted(Finding(Severity.ERROR, "R6", ""))
    assert not may_be_accepted(Finding(Severity.ERROR, "R1", ""))


def test_totals_are_offered_where_all_their_parts_stand_and_totals_of_totals_with_them() -> None:
    columns = ("person", "business", "research", "charity", "legal", "other")
    blank: dict[str, int | str | None] = {f"3.done.{c}": None for c in (*columns, "total")}
    offered = totals_to_fill(sheet({**blank, "3.grant.person": 3, "3.grant.total": 3}))
    assert offered == {**{f"3.done.{c}": "0" for c in columns[1:]}, "3.done.person": "3", "3.done.total": "3"}
    assert totals_to_fill(sheet({**blank, "3.grant.person": None}))  # the other columns are whole
    assert "3.done.person" not in totals_to_fill(sheet({**blank, "3.grant.person": None}))
    assert not totals_to_fill(sheet({"3.done.person": 9}))


def test_every_rule_of_the_form_is_counted_once() -> None:
    broken = sheet({"3.grant.person": 1})
    counts = rule_counts(broken, standing(broken, check_report(broken), ()), last_year=False)
    assert sum(counts.values()) == len(FORM.rules)
    assert counts[Result.BROKEN] > 0
    assert counts[Result.UNCHECKED] >= 4


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("１２", "12"), (" 7 ", "7"), ("5062.90", "5062.90"), ("５５（含２件）", "５５（含２件）"), ("/", "/"), ("", "")],
)
def test_full_width_digits_of_a_number_are_made_plain_and_words_stay(typed: str, kept: str) -> None:
    assert tidy(typed) == kept


@given(st.text(max_size=12))
def test_tidying_never_changes_what_a_cell_means(text: str) -> None:
    meant, tidied = parse_value(text), parse_value(tidy(text))
    assert meant == tidied
    assert tidy(tidy(text)) == tidy(text)
