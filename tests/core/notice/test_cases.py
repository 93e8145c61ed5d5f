"""What the program may propose, what it never does, and what a later intake changes of it."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from core.clauses import Responsibility
from core.errors import LedgerError
from core.finding import Finding, Severity, Source
from core.intake.arrived import Arrived, FileResult, FileStatus
from core.intake.collect import collect
from core.intake.returned import Terms, UnitReturn
from core.intake.rows import PlacedRows, ReturnedRow
from core.ledger.ledger import Declared, Head, Ledger, LedgerTask
from core.notice.case import CASE_LABELS, CaseState, ScoreCase
from core.notice.propose import see_cases
from core.notice.reconcile import reconcile
from core.notice.rules import EVENT_LABELS, PER_LABELS, Event, Per, ScoreRule, ScoreTable, wrong_in
from core.units import Unit, UnitDirectory
from storage.resources import load_folder
from tests.core.notice.returned import DUE, ISSUED, TABLE, TASKS, UNIT, back, by, intake

NOW = datetime(2026, 7, 15, 9)


def seen(*units: UnitReturn, **rest: object) -> list[tuple[str, str]]:
    return [(c.rule.rule_id, c.happened) for c in see_cases(intake(*units, **rest), TABLE, 1)]  # type: ignore[arg-type]


def test_every_case_is_seen_before_caps_with_task_file_and_basis() -> None:
    found = see_cases(intake(back()), TABLE, 7, task_ids=(11, 12, 13, 14, 15, 16))
    assert [(c.key, c.task_number, c.rule.points) for c in found] == [("unfilled:11", 1, -3), ("unfilled:12", 2, -3)]
    assert {(c.book_id, c.round, c.unit, c.file, c.basis) for c in found} == {
        (7, "第一期", UNIT, "a.docx", "《考核办法》（云政办发〔2026〕1号）")
    }
    assert {c.state for c in found} == {CaseState.PROPOSED}


def test_advice_and_likeness_make_no_case() -> None:
    told = tuple(
        Finding(Severity.ERROR, rule, "…", (f"unit:{UNIT}", "task:1"), source=source)
        for rule in ("advice.vague", "intake.same_words", "advice.same_as_last_year", "intake.altered")
        for source in (Source.ADVICE, Source.DERIVED)
    )
    full = back(said=dict.fromkeys(range(6), "同一段话"), on_time=None, findings=told)
    assert see_cases(replace(intake(full), general=told), TABLE) == ()


def test_a_rule_for_people_alone_is_never_proposed() -> None:
    likeness = replace(TABLE, rules=tuple(r for r in TABLE.rules if r.event is Event.NONE))
    assert see_cases(intake(back(), UnitReturn("松溪乡人民政府", due=(0,))), likeness) == ()


def directory(*names: str) -> UnitDirectory:
    return UnitDirectory.from_mapping(*load_folder("units"), units=[Unit(name) for name in names])


@pytest.mark.parametrize(("printed", "proposed"), [("各乡镇", 1), ("各相关单位", 0), ("有关部门", 0)])
def test_a_task_for_some_units_only_makes_no_case_for_who_left_it_blank(printed: str, proposed: int) -> None:
    tasks = (
        LedgerTask(1, content="甲", deadlines=by(date(2026, 5, 31)), units=Responsibility((), (printed,))),
        LedgerTask(2, content="乙", units=Responsibility((), (UNIT,))),
    )
    plan = Ledger("云岭县2026年台账", 2026, Head(), Declared(), (), tasks, frozenset())
    rows = PlacedRows(on={0: ReturnedRow(1, "甲", ""), 1: ReturnedRow(2, "乙", "已办")})
    file = Arrived("a.docx", "docx", head={"unit": UNIT}, rows=rows)
    got = collect(plan, [file], directory(UNIT), Terms("第一期", DUE, DUE, ISSUED), lambda a, b: None)
    cases = [c for c in see_cases(got, TABLE) if c.rule.event is Event.UNFILLED]
    assert len(cases) == proposed


def test_an_answer_of_not_applicable_makes_no_case() -> None:
    assert seen(back(due=(0, 5), said={0: "不涉及：无此类事项", 5: "已办"}, on_time=None)) == []


def test_a_deadline_earlier_than_the_plan_makes_no_case() -> None:
    assert seen(back(due=(2, 5), on_time=None)) == []
    early = back(on_time=False, due=(0,))
    assert seen(early, UnitReturn("松溪乡人民政府", due=(0,)), issued=date(2026, 7, 11)) == []


def test_where_the_plans_day_is_unknown_the_evidence_says_so() -> None:
    found = see_cases(intake(back(due=(0, 5)), issued=None), TABLE)
    assert [c.evidence.endswith("要点印发日期不详，请核对时限不早于印发") for c in found] == [True]


def test_units_that_take_no_part_and_a_table_not_published_make_no_case() -> None:
    assert see_cases(intake(back()), TABLE, left_out=frozenset({UNIT})) == ()
    assert see_cases(intake(back()), replace(TABLE, published="  ")) == ()
    assert see_cases(intake(back()), None) == ()


def test_who_is_silent_while_files_of_unknown_units_lie_there_is_told_with_that() -> None:
    got = intake(UnitReturn("松溪乡人民政府", due=(0,)))
    files = (FileResult("坏的.docx", "", FileStatus.UNKNOWN, "…"), FileResult("a.docx", UNIT, FileStatus.FIRST, "…"))
    (case,) = see_cases(replace(got, files=files), TABLE)
    assert case.evidence.endswith("另有1个来件认不出单位，请先核对是否是它的")
    assert "认不出" not in see_cases(got, TABLE)[0].evidence


def test_a_unit_that_has_nothing_to_report_is_neither_late_nor_missing() -> None:
    assert seen(UnitReturn("松溪乡人民政府"), back(due=(), on_time=False)) == []


def test_who_was_on_time_with_everything_is_proposed_for_points() -> None:
    assert seen(back(said=dict.fromkeys(range(6), "已办"))) == [("5", "按时报送，应报任务填写完整")]
    assert seen(back(said=dict.fromkeys(range(6), "已办"), on_time=None)) == []


# -- a later intake ---------------------------------------------------------------------------------------------------


def stored(*cases: ScoreCase, state: CaseState = CaseState.PROPOSED, reason: str = "") -> list[ScoreCase]:
    return [replace(c, case_id=i, state=state, reason=reason) for i, c in enumerate(cases, 1)]


def test_the_same_intake_again_changes_nothing() -> None:
    first = see_cases(intake(back()), TABLE, 1)
    assert not reconcile(stored(*first), first)


@pytest.mark.parametrize("state", [CaseState.CONFIRMED, CaseState.DROPPED, CaseState.WAIVED])
def test_what_was_decided_stays_decided_and_is_marked_where_it_no_longer_holds(state: CaseState) -> None:
    old = stored(*see_cases(intake(back()), TABLE, 1), state=state, reason="核实")
    later = see_cases(intake(back(said={0: "已办", 5: "已办"}, file="b.docx")), TABLE, 1)
    after = reconcile(old, later)
    assert [(c.case_id, c.state, c.reason, c.holds, c.file) for c in after.changed] == [
        (1, state, "核实", False, "a.docx")
    ]
    assert (after.new, after.fallen, after.words) == ((), 1, "不再成立1条")


def test_a_case_that_waits_takes_the_new_evidence_and_keeps_the_units_reply() -> None:
    old = [replace(c, reply="已补") for c in stored(*see_cases(intake(back(due=(0, 5))), TABLE, 1))]
    after = reconcile(old, see_cases(intake(back(due=(0, 5), file="b.docx")), TABLE, 1))
    assert [(c.case_id, c.file, c.reply) for c in after.changed] == [(1, "b.docx", "已补")]


def test_a_case_that_fell_and_comes_back_holds_again() -> None:
    cases = see_cases(intake(back(due=(0, 5))), TABLE, 1)
    fallen = [replace(c, holds=False) for c in stored(*cases, state=CaseState.CONFIRMED)]
    assert [c.holds for c in reconcile(fallen, cases).changed] == [True]


def test_a_rule_that_got_another_number_brings_no_case_for_a_second_time() -> None:
    late = intake(back(on_time=False, due=(5,)))
    old = stored(*see_cases(late, TABLE, 1), state=CaseState.CONFIRMED)
    again = replace(TABLE, rules=tuple(replace(r, rule_id=f"第{r.rule_id}条") for r in TABLE.rules))
    after = reconcile(old, see_cases(late, again, 1))
    assert not after
    waiting = reconcile(stored(*see_cases(late, TABLE, 1)), see_cases(late, again, 1))
    assert [(c.case_id, c.rule.rule_id) for c in waiting.changed] == [(1, "第2条")]
    assert waiting.new == ()


def test_two_rules_for_one_fact_are_two_cases() -> None:
    late = intake(back(on_time=False, due=(5,)))
    more = replace(TABLE, rules=(*TABLE.rules, replace(TABLE.rules[1], rule_id="9")))
    after = reconcile(stored(*see_cases(late, TABLE, 1), state=CaseState.DROPPED), see_cases(late, more, 1))
    assert [c.rule.rule_id for c in after.new] == ["9"]
    assert after.changed == ()


def test_what_was_added_by_hand_is_left_alone() -> None:
    mine = [ScoreCase(1, "第一期", UNIT, TABLE.rules[3], TABLE.basis, "照抄", by_hand=True, case_id=9)]
    assert not reconcile(mine, ())


# -- decisions --------------------------------------------------------------------------------------------------------


def case(**rest: object) -> ScoreCase:
    return replace(see_cases(intake(back()), TABLE, 1)[0], **rest)  # type: ignore[arg-type]


@pytest.mark.parametrize("state", [CaseState.DROPPED, CaseState.WAIVED])
def test_who_is_let_off_is_let_off_with_a_reason(state: CaseState) -> None:
    with pytest.raises(LedgerError, match="理由"):
        case().decide(state, "  ", NOW)
    assert case().decide(state, " 系统故障 ", NOW).reason == "系统故障"


def test_points_that_are_added_are_not_waived() -> None:
    (good,) = see_cases(intake(back(said=dict.fromkeys(range(6), "已办"))), TABLE, 1)
    with pytest.raises(LedgerError, match="加分事项"):
        good.decide(CaseState.WAIVED, "属实", NOW)
    assert good.decide(CaseState.DROPPED, "不够充分", NOW).state is CaseState.DROPPED


def test_a_case_that_no_longer_holds_cannot_be_confirmed_and_a_decision_can_be_taken_back() -> None:
    with pytest.raises(LedgerError, match="不能确认"):
        case(holds=False).decide(CaseState.CONFIRMED, "", NOW)
    confirmed = case().decide(CaseState.CONFIRMED, "", NOW)
    assert confirmed.decided_at == NOW
    assert confirmed.decide(CaseState.PROPOSED, "", NOW) == case()


def test_every_state_event_and_per_has_a_label() -> None:
    assert (set(CASE_LABELS), set(EVENT_LABELS), set(PER_LABELS)) == (set(CaseState), set(Event), set(Per))


def test_what_is_wrong_in_rules_is_told_in_sentences() -> None:
    rules = (ScoreRule("1", "甲", 0), ScoreRule("1", "", -5, 2), ScoreRule(" ", "乙", 1))
    told = "".join(wrong_in(rules))
    for words in ("“1”用了2次", "没有写什么情形", "没有分值", "上限2小于一次的分值5", "没有编号"):
        assert words in told
    assert wrong_in(TABLE.rules) == ()
    assert isinstance(TABLE, ScoreTable)
    assert TASKS[0].number == 1
