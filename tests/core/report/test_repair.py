"""Smallest repairs: every broken rule is found, and the planted change is offered unless a smaller one mends all."""

from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.report.mend import repairs
from core.report.repair import Equation, smallest_repairs
from core.report.rules import cell_findings, sum_findings
from tests.core.report.sheets import APPLICANTS, OUTCOMES, RESULTS, base_cells, consistent, form, report

COUNTS = st.integers(0, 2000) | st.just(0)
SUMMED = [c for c in form().cell_ids if c[0] in "34"]


@st.composite
def sheets(draw):
    """Consistent tables 三 and 四, mostly zeros as real ones are."""
    results = draw(
        st.dictionaries(st.tuples(st.sampled_from(RESULTS), st.sampled_from(APPLICANTS)), COUNTS, max_size=12)
    )
    rows = st.sampled_from(["carried_in", "carried_out"])
    carried = draw(st.dictionaries(st.tuples(rows, st.sampled_from(APPLICANTS)), st.integers(0, 50), max_size=4))
    groups = st.sampled_from(["review", "suit", "suit_after"])
    cases = draw(st.dictionaries(st.tuples(groups, st.sampled_from(OUTCOMES)), st.integers(0, 90), max_size=5))
    return report(consistent(results, carried, cases))


@st.composite
def planted(draw):
    """A sheet with one to three cells changed, and the truth of those cells."""
    good = draw(sheets())
    cells = draw(st.lists(st.sampled_from(SUMMED), min_size=1, max_size=3, unique=True))
    wrong = {}
    for cell in cells:
        true = good.cells[cell]
        wrong[cell] = draw(st.integers(0, 3000).filter(lambda v, true=true: v != true))
    return good, good.with_cells(wrong), {c: good.cells[c] for c in cells}


@given(sheets())
def test_a_consistent_sheet_has_no_error(sheet):
    assert sum_findings(sheet) == []
    assert cell_findings(sheet) == []
    assert repairs(sheet).ranked == ()


@given(planted())
def test_every_rule_that_a_planted_cell_breaks_is_found(case):
    _good, bad, _truth = case
    broken = {(f.rule, f.where) for f in sum_findings(bad)}
    for rule in form().sums:
        cells = rule.left + rule.right
        left, right = (sum(int(bad.number(c) or 0) for c in side) for side in (rule.left, rule.right))
        assert ((rule.rule.rule_id, cells) in broken) is (left != right)


@given(planted())
def test_the_planted_change_is_offered_unless_a_smaller_one_mends_all(case):
    _good, bad, truth = case
    outcome = repairs(bad)
    assert outcome.complete
    offered = [{c.cell: c.after for c in r.changes} for r in outcome.ranked]
    if not sum_findings(bad):
        assert offered == []
        return
    sizes = {len(r) for r in offered}
    assert len(sizes) == 1
    assert truth in offered or min(sizes) < len(truth)
    for repair in offered:
        assert sum_findings(bad.with_cells(repair)) == []
        assert all(value >= 0 for value in repair.values())


def brute(values, equations, top):
    """All smallest repairs by trying every set of cells and every value up to `top`."""

    def holds(trial):
        return all(sum(sign * trial[c] for c, sign in e.terms) == 0 for e in equations)

    def fill(cells, trial):
        if not cells:
            return [dict(trial)] if holds(trial) else []
        first, *rest = cells
        found = []
        for value in range(top):
            if value != values[first]:
                found += fill(rest, {**trial, first: value})
        return found

    for size in range(1, 4):
        start = dict(enumerate(values))
        found = [
            {c: trial[c] for c in cells}
            for cells in combinations(range(len(values)), size)
            for trial in fill(list(cells), start)
        ]
        if found:
            return found
    return []


SMALL = (
    Equation(((0, 1), (1, -1), (2, -1))),
    Equation(((3, 1), (4, -1), (5, -1))),
    Equation(((6, 1), (0, -1), (3, -1))),
)


@given(st.lists(st.integers(0, 2), min_size=7, max_size=7))
@settings(max_examples=25)
def test_the_search_finds_just_what_trying_everything_finds(values):
    outcome = smallest_repairs(values, SMALL, lambda: False)
    if all(sum(s * values[c] for c, s in e.terms) == 0 for e in SMALL):
        assert outcome.repairs == ()
        return
    wanted = {frozenset(r.items()) for r in brute(values, SMALL, 9)}
    assert {frozenset(r.items()) for r in outcome.repairs} == wanted


def test_both_tables_are_mended_together_and_all_ways_are_listed():
    bad = report({"3.none_held.total": 33, "4.review.total": 9, "4.suit.total": 2})
    ranked = repairs(bad).ranked
    assert {len(r.changes) for r in ranked} == {3}
    assert len(ranked) == 1 * 5 * 5  # one way in 三; in 四 the total, or any of four outcomes
    assert len({frozenset((c.cell, c.after) for c in r.changes) for r in ranked}) == len(ranked)


@pytest.mark.parametrize(
    ("wrong", "cell", "reason"),
    [
        ({"4.review.upheld": 21, "4.review.total": 13, "4.review.pending": 0, "4.review.other": 1}, "4.review.upheld", "颠倒"),
        ({"4.review.upheld": 30, "4.review.pending": 2, "4.review.total": 5}, "4.review.upheld", "0"),
    ],
)  # fmt: skip
def test_slips_of_the_hand_come_first(wrong, cell, reason):
    first = repairs(report(wrong)).ranked[0]
    assert [c.cell for c in first.changes] == [cell]
    assert any(reason in r for r in first.reasons)


def test_a_figure_that_the_text_names_comes_before_others():
    bad = report({"4.review.upheld": 5, "4.review.total": 9})
    assert repairs(bad).ranked[0].changes[0].cell == "4.review.total"
    assert repairs(bad, named={8}).ranked[0].changes[0].after == 8


def test_out_of_time_offers_nothing_and_says_so():
    bad = report({"3.none_held.total": 33, "3.grant.person": 9, "3.done.person": 40})
    outcome = repairs(bad, lambda: True)
    assert outcome.ranked == ()
    assert not outcome.complete


def test_a_blank_total_is_filled_and_text_is_left_alone():
    blank = repairs(report({"4.review.total": None})).ranked
    assert [(c.cell, c.before, c.after) for r in blank[:1] for c in r.changes] == [("4.review.total", None, 2)]
    assert repairs(report({"4.review.total": "不详"})).ranked == ()


def test_the_base_sheet_is_consistent():
    assert sum_findings(report(base_cells())) == []
