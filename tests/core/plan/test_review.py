"""A plan under review: every act gives the next review, text and tasks stay tied, and no text is lost by it."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.clauses import Responsibility
from core.document import Document, Row, Section, Table, paragraph, text_cell
from core.errors import LedgerError
from core.ledger.ledger import LedgerTask
from core.ledger.read import read_ledger
from core.plan import reviewing
from core.plan.cell_tasks import split_cells
from core.plan.lines import source_of
from core.plan.metadata import Metadata
from core.plan.read import read_plan_text
from core.plan.reporting import planned_rounds
from core.plan.review import MARK_LABELS, MarkKind, PlanReview, Proposed, review_of_ledger, review_of_plan
from tests.core.plan.directory import directory

TEXT = """云岭县2026年政务公开工作要点
为做好2026年政务公开工作，共部署2个方面、4项重点任务。
一、聚焦重点领域
1.推进财政信息公开。2月底前公开部门预算，公开率达到100%。9月底前公开部门决算。
牵头单位：县财政局
责任单位：各预算单位
2.推进招生信息公开。各乡镇要及时张贴招生范围。
二、强化保障
3.建好政策问答库。（县政务服务中心负责）
4.开展培训。（责任单位：县政府办公室）
各单位于6月20日前报送进展情况。各单位每季度末月15日前上报工作情况。
云岭县人民政府办公室
2026年3月27日
"""


def review() -> PlanReview:
    plan = read_plan_text(TEXT)
    assert plan is not None
    return review_of_plan(plan)


def contents(of: PlanReview) -> list[str]:
    return [row.content for row in of.rows]


def rules(of: PlanReview) -> list[str]:
    return [f.rule for f in reviewing.findings_of(of)]


def test_marks_tell_units_deadlines_and_targets_in_their_places() -> None:
    plan = review()
    told = {(m.kind, plan.source[m.start : m.end]) for m in plan.marks}
    assert (MarkKind.UNITS, "牵头单位：县财政局") in told
    assert (MarkKind.DEADLINE, "2月底前") in told
    assert (MarkKind.INDICATOR, "公开率达到100%") in told
    assert set(MARK_LABELS) == set(MarkKind)


def test_a_place_of_the_source_belongs_to_the_task_that_stands_there() -> None:
    plan = review()
    assert plan.task_at(TEXT.index("招生范围")) == 1
    assert plan.task_at(TEXT.index("为做好")) is None


def test_splitting_in_the_source_gives_each_half_its_own_deadline_and_place() -> None:
    cut, second = reviewing.split_in_source(review(), TEXT.index("9月底前公开部门决算"))
    assert second == 1
    assert contents(cut)[:2] == ["推进财政信息公开。2月底前公开部门预算，公开率达到100%。", "9月底前公开部门决算。"]
    assert [[d.text for d in row.deadlines] for row in cut.rows[:2]] == [["2月底前"], ["9月底前"]]
    assert [row.number for row in cut.rows] == [1, 2, 3, 4, 5]
    assert cut.task_at(TEXT.index("部门决算")) == 1
    assert cut.rows[1].units.lead == ("县财政局",)


def test_splitting_outside_any_task_is_refused_and_says_where_to_put_the_cursor() -> None:
    with pytest.raises(LedgerError, match="光标"):
        reviewing.split_in_source(review(), 2)


def test_only_neighbours_are_merged_and_both_places_stay() -> None:
    joined = reviewing.merge(review(), [0, 1])
    assert len(joined.tasks) == 3
    assert joined.task_at(TEXT.index("招生范围")) == 0
    assert joined.task_at(TEXT.index("部门预算")) == 0
    for positions in ([0], [0, 2]):
        with pytest.raises(LedgerError, match="相邻"):
            reviewing.merge(review(), positions)


def test_a_task_moved_over_the_edge_stays_where_it_is() -> None:
    assert reviewing.move(review(), 0, -1) == review()
    assert contents(reviewing.move(review(), 0, 1))[:2] == contents(review())[1::-1]


def test_a_task_is_added_and_taken_out_again() -> None:
    more = reviewing.add_task(review(), 1, "公开养老信息。")
    assert contents(more)[2] == "公开养老信息。"
    assert more.rows[2].section == more.rows[1].section
    assert contents(reviewing.remove(more, [2])) == contents(review())


def test_fields_are_edited_one_by_one_and_a_number_must_be_one() -> None:
    plan = reviewing.change_field(review(), 1, "topic", "民生领域")
    assert plan.rows[1].topic == "民生领域"
    assert reviewing.change_field(plan, 1, "number", "12").rows[1].number == 12
    with pytest.raises(LedgerError, match="数字"):
        reviewing.change_field(plan, 1, "number", "第二")


def test_units_deadline_and_indicator_are_set_for_many_at_once() -> None:
    plan = reviewing.assign(review(), [1, 2], Responsibility((), ("县教育局",)))
    plan = reviewing.set_indicator(reviewing.set_deadline(plan, [1, 2], "11月底前"), [2], "不少于12期")
    assert [row.units.responsible for row in plan.rows[1:3]] == [("县教育局",), ("县教育局",)]
    assert plan.rows[1].deadlines[0].date == date(2026, 11, 30)
    assert plan.rows[2].indicator == "不少于12期"


def test_candidates_are_taken_only_where_nobody_is_named() -> None:
    plan = reviewing.take_candidates(review(), [0, 1], directory())
    assert plan.rows[1].units.responsible == ("各乡镇",)
    assert plan.rows[0].units == review().rows[0].units


def test_what_the_office_mends_is_no_finding_any_more() -> None:
    plan = review()
    assert "plan.units.none" in rules(plan)
    assert "plan.deadline.before_issue" in rules(plan)
    mended = reviewing.assign(plan, [1], Responsibility((), ("县教育局",)))
    assert "plan.units.none" not in rules(mended)
    later = reviewing.change_metadata(mended, issued_on=date(2026, 1, 5))
    assert "plan.deadline.before_issue" not in rules(later)


def test_a_number_typed_twice_and_a_gap_are_told() -> None:
    assert "plan.number.skipped" in rules(reviewing.change_field(review(), 3, "number", "7"))
    assert "plan.number.repeated" in rules(reviewing.change_field(review(), 3, "number", "3"))


def test_reporting_days_that_contradict_are_offered_and_the_office_chooses() -> None:
    rounds = review().rounds
    assert [r.due_on for r in rounds] == [
        date(2026, 3, 15),
        date(2026, 6, 15),
        date(2026, 6, 20),
        date(2026, 9, 15),
        date(2026, 12, 15),
    ]
    assert not any(r.chosen for r in rounds)
    plan = reviewing.choose_round(reviewing.choose_round(review(), 3, True), 2, True)
    assert [r.name for r in plan.rounds] == ["", "", "第一期", "第二期", ""]
    plan = reviewing.add_round(plan, date(2026, 5, 10))
    assert next((r.name, r.due_on) for r in plan.rounds if r.chosen) == ("第一期", date(2026, 5, 10))


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("各单位于6月20日、12月20日前报送落实情况。", [(6, 20), (12, 20)]),
        ("每半年末月20日前报送进展。", [(6, 20), (12, 20)]),
        ("请于11月30日前报送总结。", [(11, 30)]),
        ("文件印发后5个工作日内报送进展。", []),
    ],
)
def test_one_order_makes_its_days_rounds(text: str, days: list[tuple[int, int]]) -> None:
    rounds = planned_rounds(text, 2026)
    assert [(r.due_on.month, r.due_on.day) for r in rounds] == days
    assert all(r.chosen for r in rounds)


def test_what_came_from_last_year_is_settled_by_looking_or_by_typing() -> None:
    plan = review()
    proposed = replace(plan.tasks[0], proposed=frozenset(Proposed))
    plan = replace(plan, tasks=(proposed, *plan.tasks[1:]))
    typed = reviewing.set_deadline(plan, [0], "5月底前")
    assert typed.tasks[0].proposed == {Proposed.UNITS, Proposed.INDICATOR}
    assert reviewing.settle(plan, [0]).tasks[0].proposed == frozenset()


ACTS = st.lists(
    st.tuples(st.sampled_from(["split", "merge", "move"]), st.integers(0, 6), st.integers(0, 200)), max_size=6
)


@given(ACTS)
def test_no_character_is_lost_whatever_is_split_merged_and_moved(acts: list[tuple[str, int, int]]) -> None:
    plan = review()
    before = sorted("".join("".join(contents(plan)).split()))
    for act, position, at in acts:
        position %= len(plan.tasks)
        try:
            if act == "split":
                plan, _ = reviewing.split_in_source(plan, TEXT.index("一、") + at)
            elif act == "merge":
                plan = reviewing.merge(plan, [position, position + 1] if position + 1 < len(plan.tasks) else [0, 1])
            else:
                plan = reviewing.move(plan, position, -1 if at % 2 else 1)
        except (LedgerError, IndexError):
            continue
        assert sorted("".join("".join(contents(plan)).split())) == before
        assert [row.number for row in plan.rows] == list(range(1, len(plan.tasks) + 1))
        assert all(0 <= a < b <= len(TEXT) for t in plan.tasks for a, b in t.places)


@given(st.integers(0, 120))
def test_a_place_in_the_content_and_in_the_source_lead_to_each_other(at: int) -> None:
    plan = review()
    task = plan.tasks[0]
    at = min(at, len(task.row.content) - 1)
    place = TEXT.index(task.row.content) + at
    assert reviewing.content_place(plan, task, place) == at


def table(*lines: tuple[str, ...]) -> Document:
    rows = tuple(Row(tuple(text_cell(text) for text in line)) for line in lines)
    return Document((Section((paragraph("云岭县2026年政务公开任务分工表"), Table(rows))),))


HEAD = ("序号", "工作任务", "责任单位", "完成时限")


def test_the_rows_of_a_table_are_found_in_its_text() -> None:
    document = table(HEAD, ("1", "公开预算", "县财政局", "6月底前"), ("2", "公开决算", "县财政局、县审计局", "9月底前"))
    ledger, source = read_ledger(document), source_of(document)
    assert ledger is not None
    plan = review_of_ledger(ledger, source, Metadata())
    assert [source[a:b].split()[0] for t in plan.tasks for a, b in t.places] == ["公开预算", "公开决算"]
    assert plan.task_at(source.index("县审计局")) == 1
    assert {source[m.start : m.end] for m in plan.marks} == {"县财政局", "县财政局、县审计局", "6月底前", "9月底前"}


def test_tasks_in_one_cell_are_tasks_of_their_own_with_their_own_units() -> None:
    rows = (
        LedgerTask(1, "1.", content="1.公开预算\n2.公开决算", responsibility_text="县财政局\n县审计局"),
        LedgerTask(3, "3.", content="公开审计结果，不少于2.5万字"),
    )
    cut = split_cells(rows)
    assert [(r.number, r.content) for r in cut] == [
        (1, "公开预算"),
        (2, "公开决算"),
        (3, "公开审计结果，不少于2.5万字"),
    ]
    assert [r.units.responsible for r in cut[:2]] == [("县财政局",), ("县审计局",)]


def test_a_number_inside_a_sentence_cuts_no_cell() -> None:
    rows = (LedgerTask(1, content="公开预算，见第2.条"), LedgerTask(5, content="公开决算"))
    assert split_cells(rows) == rows
