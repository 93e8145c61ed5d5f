"""Smallest repairs beside an independent reckoning: every set of up to four cells, solved by itself."""

import random
from collections.abc import Mapping, Sequence
from fractions import Fraction
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.report.mend import repairs
from core.report.repair import Equation, smallest_repairs
from core.report.rules import sum_findings
from tests.core.report.sheets import form, report

# A grid of three by three with its totals at the right and below, as table 三 has them on a larger scale.
GRID = tuple(
    [Equation(((4 * r + 3, 1), *((4 * r + c, -1) for c in range(3)))) for r in range(4)]
    + [Equation(((12 + c, 1), *((4 * r + c, -1) for r in range(3)))) for c in range(4)]
)


def never() -> bool:
    return False


def balanced(parts: Sequence[int]) -> list[int]:
    rows = [list(parts[3 * r : 3 * r + 3]) for r in range(3)]
    rows = [[*row, sum(row)] for row in rows]
    rows.append([sum(row[c] for row in rows) for c in range(4)])
    return [n for row in rows for n in row]


def solved(values: Sequence[int], cells: Sequence[int]) -> Mapping[int, int] | None:
    """The one way in which just these cells, all of them changed, make every rule hold; None where there is no one way."""
    rows = [
        [Fraction(dict(e.terms).get(c, 0)) for c in cells] + [Fraction(-sum(s * values[c] for c, s in e.terms))]
        for e in GRID
    ]
    for i in range(len(cells)):
        pivot = next((r for r in rows[i:] if r[i]), None)
        if pivot is None:
            return None
        rows.remove(pivot)
        rows.insert(i, [x / pivot[i] for x in pivot])
        for j, row in enumerate(rows):
            if j != i and row[i]:
                rows[j] = [x - row[i] * y for x, y in zip(row, rows[i], strict=True)]
    if any(row[-1] for row in rows[len(cells) :]):
        return None
    changes = {c: rows[i][-1] for i, c in enumerate(cells)}
    if any(not d or d.denominator != 1 or values[c] + d < 0 for c, d in changes.items()):
        return None
    return {c: values[c] + int(d) for c, d in changes.items()}


def by_trying(values: Sequence[int]) -> list[Mapping[int, int]]:
    for size in range(1, 5):
        found = [s for cells in combinations(range(16), size) if (s := solved(values, cells))]
        if found:
            return found
    return []


@given(st.lists(st.integers(0, 40), min_size=9, max_size=9), st.dictionaries(st.integers(0, 15), st.integers(0, 99), min_size=1, max_size=4))  # fmt: skip
@settings(max_examples=15)
def test_up_to_four_cells_the_search_finds_what_solving_every_set_finds(
    parts: list[int], wrong: dict[int, int]
) -> None:
    values = [wrong.get(i, n) for i, n in enumerate(balanced(parts))]
    wanted = by_trying(values)
    outcome = smallest_repairs(values, GRID, never)
    assert outcome.complete
    offered = [dict(r) for r in outcome.repairs]
    assert {len(r) for r in offered} == ({len(wanted[0])} if wanted else set())
    assert [dict(r) for r in wanted if dict(r) not in offered] == []


@given(st.randoms(use_true_random=False))
@settings(max_examples=20)
def test_four_planted_cells_of_the_form_are_found_again_unless_fewer_mend_all(dice) -> None:
    good = report()
    cells = dice.sample([c for c in good.cells if c[0] in "34"], 4)
    bad = good.with_cells({c: int(good.number(c) or 0) + dice.choice((1, 7, 30)) for c in cells})
    outcome = repairs(bad)
    truth = {c: good.cells[c] for c in cells}
    offered = [{c.cell: c.after for c in r.changes} for r in outcome.ranked]
    assert outcome.complete
    assert truth in offered or len(offered[0]) < 4
    assert all(sum_findings(bad.with_cells(r)) == [] for r in offered)


def test_a_hundred_ways_and_more_are_all_listed() -> None:
    changes = {f"4.{g}.total": 50 for g in ("review", "suit", "suit_after")} | {"3.none_held.total": 33}
    outcome = repairs(report(changes))
    assert len(outcome.ranked) == 5 * 5 * 5
    assert outcome.complete


@pytest.mark.parametrize("count", [5, 7, 10, 20])
def test_many_wrong_cells_end_with_right_repairs_or_with_none_and_say_which(count: int) -> None:
    dice = random.Random(count)
    cells = dice.sample([c for c in form().cell_ids if c[0] in "34"], count)
    bad = report().with_cells({c: int(report().number(c) or 0) + dice.choice((1, 7, 30)) for c in cells})
    asked = iter(range(3000))
    outcome = repairs(bad, lambda: next(asked, None) is None)
    assert outcome.complete is bool(outcome.ranked)
    assert all(sum_findings(bad.with_cells({c.cell: c.after for c in r.changes})) == [] for r in outcome.ranked)
