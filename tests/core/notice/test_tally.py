"""A year's score: confirmed cases alone, each rule up to its cap; what is to be mended until it is settled."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import LedgerError
from core.notice.case import CaseState, ScoreCase
from core.notice.rectification import STANDING_LABELS, Rectification, Standing, standing, still_open
from core.notice.rules import Per, ScoreRule
from core.notice.sheets import year_summary
from core.notice.tally import counted, year_scores

A, B, C = "云岭镇人民政府", "松溪乡人民政府", "云岭县财政局"
LATE, ONCE, GOOD = (
    ScoreRule("1", "逾期", -3, 4),
    ScoreRule("2", "未建制度", -5, 0, Per.ONCE),
    ScoreRule("3", "创新", 1.5, 2),
)
DAY = date(2026, 8, 1)


def cases(*given: tuple[str, ScoreRule], state: CaseState = CaseState.CONFIRMED) -> list[ScoreCase]:
    return [ScoreCase(1, f"第{i}期", u, r, "", "…", state=state, case_id=i) for i, (u, r) in enumerate(given, 1)]


def test_a_cap_holds_over_all_rounds_of_the_year() -> None:
    found = cases((A, LATE), (B, LATE), (A, LATE), (A, LATE))
    assert counted(found) == {1: -3, 2: -3, 3: -1, 4: 0}
    assert [(s.unit, s.total) for s in year_scores([A, B], found, 100)] == [(A, 96), (B, 97)]


def test_a_rule_that_counts_once_counts_once_a_year_and_points_are_added_up_to_their_cap() -> None:
    found = cases((A, ONCE), (A, ONCE), (A, GOOD), (A, GOOD))
    (score,) = year_scores([A], found, 100)
    assert (score.deducted, score.added, score.total) == (5, 2, 97)


def test_rules_of_one_group_share_their_cap() -> None:
    three = [ScoreRule(str(n), "年报", -5, 10, Per.ONCE, group="年报") for n in range(3)]
    assert counted(cases(*((A, rule) for rule in three), (B, three[0]))) == {1: -5, 2: -5, 3: 0, 4: -5}


def test_a_waived_case_leaves_its_room_under_the_cap_to_the_next() -> None:
    waived, *_ = cases((A, LATE), state=CaseState.WAIVED)
    confirmed = ScoreCase(1, "第二期", A, LATE, "", "…", state=CaseState.CONFIRMED, case_id=2)
    assert counted([waived, confirmed]) == {2: -3}


@pytest.mark.parametrize("state", [CaseState.PROPOSED, CaseState.DROPPED, CaseState.WAIVED])
def test_nothing_but_a_confirmed_case_counts(state: CaseState) -> None:
    (score,) = year_scores([A], cases((A, LATE), state=state), 100)
    assert (score.total, score.waiting) == (100, int(state is CaseState.PROPOSED))


def test_equal_scores_share_a_rank_and_a_unit_outside_the_directory_is_there_by_its_case() -> None:
    scores = year_scores([A, B], cases((C, LATE)), 100, ranked=True)
    assert [(s.unit, s.rank) for s in scores] == [(A, 1), (B, 1), (C, 3)]


@given(st.lists(st.tuples(st.sampled_from([A, B]), st.sampled_from([LATE, ONCE, GOOD])), max_size=12))
def test_no_rule_takes_or_gives_a_unit_more_than_its_cap(given: list[tuple[str, ScoreRule]]) -> None:
    found = cases(*given)
    points = counted(found)
    for unit in (A, B):
        for rule in (LATE, ONCE, GOOD):
            total = sum(points[c.case_id] for c in found if c.unit == unit and c.rule == rule)
            assert abs(total) <= (rule.cap or abs(rule.points))
            assert total * rule.points >= 0


# -- 销号, 回头看 -------------------------------------------------------------------------------------------------------


def test_an_item_is_settled_only_when_it_was_done_with_evidence() -> None:
    item = Rectification(1, "第一期", A, "补报", DAY)
    with pytest.raises(LedgerError, match="完成日期和佐证"):
        item.close_out(DAY)
    done = Rectification(1, "第一期", A, "补报", DAY, DAY, "截图")
    with pytest.raises(LedgerError, match="早于完成日期"):
        done.close_out(DAY - timedelta(1))
    assert done.close_out(DAY).closed_on == DAY


def test_what_did_not_stay_mended_is_open_again() -> None:
    closed = Rectification(1, "第一期", A, "更新专栏", DAY, DAY, "截图", DAY)
    kept = closed.look_back(DAY, True, "")
    assert standing(kept, DAY) is Standing.CLOSED
    relapsed = closed.look_back(DAY, False, "又停更")
    assert relapsed.open
    assert standing(relapsed, DAY) is Standing.RELAPSED
    with pytest.raises(LedgerError, match="没有销号"):
        relapsed.look_back(DAY, True, "")


def test_open_items_stand_by_their_last_day_and_late_ones_are_told() -> None:
    late = Rectification(1, "", A, "甲", DAY - timedelta(1))
    none = Rectification(1, "", B, "乙")
    today = Rectification(1, "", C, "丙", DAY)
    assert still_open([none, today, late, Rectification(1, "", C, "丁", closed_on=DAY)]) == (late, today, none)
    assert [standing(i, DAY) for i in (late, none, today)] == [Standing.LATE, Standing.OPEN, Standing.OPEN]
    assert standing(Rectification(1, "", A, "甲", DAY, DAY), DAY) is Standing.DONE
    assert set(STANDING_LABELS) == set(Standing)


def test_the_workbook_shows_sums_and_every_case_behind_them() -> None:
    found = cases((A, LATE), (A, LATE))
    summary = year_summary(2026, year_scores([A], found, 100), found, [Rectification(1, "第一期", A, "补报")], DAY)
    year, listed, items = summary.sheets
    assert year.rows == ((A, 100, 0, -4, 96, 2, 0),)
    assert [row[8] for row in listed.rows] == [-3, -1]
    assert items.rows[0][7] == "整改中"
    assert all(len(s.heads) == len(s.widths) == len(r) for s in summary.sheets for r in s.rows)
