"""Last year's plan beside this year's, and what the office may do to tasks before a plan is confirmed."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.clauses import Responsibility
from core.errors import LedgerError
from core.ledger.form import form_of
from core.ledger.ledger import LedgerTask
from core.ledger.state import Status
from core.plan.edit import assign, merge_tasks, move_task, set_deadline, set_indicator, split_task
from core.plan.plan import ledger_of_plan, plan_of_ledger, with_rows
from core.plan.read import read_plan_text
from core.plan.years import CHANGE_LABELS, Change, compare_years, look_back
from tests.core.plan.awkward import WEB_PAGE_WITH_NOTICE


def task(content: str, number: int = 1, **values: object) -> LedgerTask:
    return LedgerTask(number, content=content, **values)  # type: ignore[arg-type]


LAST = [
    task("推进财政预决算公开，2023年6月底前公开部门决算，公开率达到100%。"),
    task("编制重大行政决策事项目录，于3月31日前向社会公布。"),
    task("推广村务公开试点经验，做到全县铺开、整体推进。"),
]
THIS = [
    task("推进财政预决算公开，2024年6月底前公开部门决算，公开率达到100%。"),
    task("建设政策咨询问答库，全年不少于12期。"),
    task("编制年度重大行政决策事项目录，于3月底前向社会公布。"),
]


def test_kept_changed_new_and_dropped_tasks_are_told() -> None:
    compared = compare_years(LAST, THIS)
    assert [(p.change, p.last) for p in compared.pairs] == [
        (Change.SAME, (0,)),
        (Change.NEW, ()),
        (Change.CHANGED, (1,)),
    ]
    assert compared.dropped == (2,)
    assert compared.pairs[2].likeness > 70


@given(st.permutations(LAST))
def test_a_task_is_known_again_wherever_it_moves(moved: list[LedgerTask]) -> None:
    compared = compare_years(LAST, moved)
    assert [LAST[p.last[0]] for p in compared.pairs] == moved
    assert compared.dropped == ()


def test_every_change_has_a_label() -> None:
    assert set(CHANGE_LABELS) == set(Change)


def test_looking_back_finds_what_was_not_done() -> None:
    statuses = [Status.DONE, Status.UNDER_WAY, Status.ONGOING, Status.NOT_APPLICABLE, Status.NOT_STARTED]
    assert look_back(statuses) == (1, 4)


def test_a_task_is_split_where_the_cursor_stands() -> None:
    rows = split_task([task("公开预算。公开决算。", units=Responsibility(("财政局",))), task("解读。", 2)], 0, 5)
    assert [(r.number, r.content) for r in rows] == [(1, "公开预算。"), (2, "公开决算。"), (3, "解读。")]
    assert rows[1].units.lead == ("财政局",)


@pytest.mark.parametrize("at", [0, 5, 99])
def test_splitting_off_nothing_is_refused(at: int) -> None:
    with pytest.raises(LedgerError, match="中间再拆分"):
        split_task([task("公开预算。")], 0, at)


def test_merging_keeps_all_texts_and_units_once() -> None:
    rows = [
        task("公开预算。", 1, units=Responsibility(("财政局",), ("各部门",))),
        task("公开决算。", 2, units=Responsibility(("财政局",), ("审计局",))),
        task("解读。", 3),
    ]
    merged = merge_tasks(rows, 0, 1)
    assert [r.content for r in merged] == ["公开预算。\n公开决算。", "解读。"]
    assert merged[0].units == Responsibility(("财政局",), ("各部门", "审计局"))
    assert [r.number for r in merged] == [1, 2]


def test_a_moved_task_takes_the_place_of_its_new_neighbours() -> None:
    rows = [task("甲", 1, section="一"), task("乙", 2, section="二"), task("丙", 3, section="二")]
    assert [(r.number, r.content, r.section) for r in move_task(rows, 0, 2)] == [
        (1, "乙", "二"),
        (2, "丙", "二"),
        (3, "甲", "二"),
    ]


def test_units_deadlines_and_indicators_are_set_for_many_at_once() -> None:
    rows = assign([task("甲"), task("乙", 2), task("丙", 3)], {0, 2}, Responsibility(("政府办",)))
    rows = set_deadline(rows, {1, 2}, "10月底前", 2024)
    rows = set_indicator(rows, {1}, " 全覆盖 ")
    assert [r.units.lead for r in rows] == [("政府办",), (), ("政府办",)]
    assert [[d.date for d in r.deadlines] for r in rows] == [[], [date(2024, 10, 31)], [date(2024, 10, 31)]]
    assert rows[1].indicator == "全覆盖"
    assert set_deadline(rows, {1}, "", 2024)[1].deadlines == ()


def test_a_confirmed_plan_becomes_a_ledger_that_can_be_stored() -> None:
    plan = read_plan_text(WEB_PAGE_WITH_NOTICE.text)
    assert plan is not None
    form = form_of(ledger_of_plan(plan))
    assert (form.book.title, form.book.year, len(form.rows)) == (
        "2024年云岭县政务公开工作要点任务落实台账（填报版）",
        2024,
        7,
    )
    assert plan_of_ledger(ledger_of_plan(plan)).rows == plan.rows


def test_edited_rows_go_back_into_the_plan() -> None:
    plan = read_plan_text(WEB_PAGE_WITH_NOTICE.text)
    assert plan is not None
    assigned = assign(plan.rows, range(len(plan.rows)), Responsibility(("县政府办公室",)))
    assert {r.units.lead for r in with_rows(plan, assigned).rows} == {("县政府办公室",)}
