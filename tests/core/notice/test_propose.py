"""Scores are proposed from facts alone, and a person confirms each."""

from dataclasses import replace
from datetime import date

import pytest

from core.deadline import Deadline, DeadlineKind
from core.document import paragraphs_of
from core.errors import LedgerError
from core.intake.returned import Intake, Terms, UnitReturn
from core.ledger.ledger import Declared, Head, Ledger, LedgerTask
from core.notice.compose import notice_document
from core.notice.propose import deductions, propose
from core.notice.rules import Event, ScoreTable, score_table

DUE, ISSUED = date(2026, 7, 10), date(2026, 3, 27)
RAW = {
    "id": "own",
    "name": "考核办法",
    "published": "云政办发〔2026〕1号",
    "rules": [
        {"id": "1", "what": "未报送", "points": -5, "event": "missing", "per": "once"},
        {"id": "2", "what": "逾期", "points": -2, "event": "late"},
        {"id": "3", "what": "未完成", "points": -3, "cap": 4, "event": "unfilled"},
        {"id": "4", "what": "雷同", "points": -5},
    ],
}


def by(day: date | None, kind: DeadlineKind = DeadlineKind.BY) -> tuple[Deadline, ...]:
    return (Deadline("时限", day, kind, 0, 0),)


TASKS = (
    LedgerTask(1, content="甲", deadlines=by(date(2026, 5, 31))),
    LedgerTask(2, content="乙", deadlines=by(date(2026, 6, 30))),
    LedgerTask(3, content="丙", deadlines=by(date(2026, 2, 1))),  # earlier than the plan itself
    LedgerTask(4, content="丁", deadlines=by(date(2026, 12, 31))),
    LedgerTask(5, content="戊", deadlines=by(None, DeadlineKind.RECURRING)),
    LedgerTask(6, content="己"),
)


def intake(*units: UnitReturn, received: date | None = date(2026, 7, 12)) -> Intake:
    plan = Ledger("云岭县2026年台账", 2026, Head(), Declared(), (), TASKS, frozenset())
    return Intake(plan, Terms("", DUE, received, ISSUED), (), units)


def back(**rest: object) -> UnitReturn:
    unit = UnitReturn("云岭镇人民政府", True, True, True, True, DUE, tuple(range(6)), {5: "已办结"}, "a.docx")
    return replace(unit, **rest)  # type: ignore[arg-type]


def test_only_tasks_whose_day_could_be_met_and_has_passed_are_proposed_up_to_the_cap() -> None:
    found = propose(intake(back()), score_table(RAW))
    assert [(p.case, p.points) for p in found] == [("第1项没有填报进展", -3), ("第2项没有填报进展", -1)]
    assert all("a.docx" in p.evidence and not p.confirmed for p in found)
    assert deductions(found) == {"云岭镇人民政府": 4}


def test_a_task_in_some_cases_only_and_one_answered_by_not_applicable_are_never_proposed() -> None:
    assert propose(intake(back(due=(0,), said={0: "不涉及：无此类事项"})), score_table(RAW)) == ()
    assert propose(intake(back(due=(), said={5: "甲"})), score_table(RAW)) == ()


def test_late_and_missing_are_proposed_once_each() -> None:
    silent = UnitReturn("松溪乡人民政府", due=(0, 1))
    late = back(on_time=False, due=(5,))
    found = propose(intake(late, silent), score_table(RAW))
    assert [(p.unit, p.rule.event, p.points) for p in found] == [
        ("云岭镇人民政府", Event.LATE, -2),
        ("松溪乡人民政府", Event.MISSING, -5),
    ]


def test_nobody_is_missing_before_the_last_day_has_passed_or_when_a_broken_file_came() -> None:
    silent = UnitReturn("松溪乡人民政府", due=(0, 1))
    assert propose(intake(silent, received=DUE), score_table(RAW)) == ()
    assert propose(intake(replace(silent, arrived=True)), score_table(RAW)) == ()


def test_a_table_that_was_not_published_proposes_nothing() -> None:
    assert propose(intake(UnitReturn("松溪乡人民政府", due=(0,))), score_table(RAW | {"published": " "})) == ()
    assert propose(intake(back()), None) == ()


@pytest.mark.parametrize(
    "rules",
    [
        [{"id": "1"}],
        [{"id": "1", "what": "x", "points": "很多"}],
        ["x"],
        [{"id": "1", "what": "x", "points": 1, "per": "?"}],
    ],
)
def test_a_rule_that_is_not_understood_is_refused_in_chinese(rules: list) -> None:
    with pytest.raises(LedgerError, match="评分表"):
        score_table(RAW | {"rules": rules})


def text_of(table: ScoreTable | None, *units: UnitReturn) -> str:
    collected = intake(*units)
    return "\n".join(p.text for p in paragraphs_of(notice_document(collected, propose(collected, table), table).blocks))


def test_the_notice_is_a_draft_without_number_and_names_rule_case_and_evidence() -> None:
    text = text_of(score_table(RAW), back(), UnitReturn("松溪乡人民政府", due=(0,)))
    assert text.startswith("送审稿\n文号：")
    assert "第1项没有填报进展；时限5月31日" in text.replace("2026年", "")
    assert "松溪乡人民政府" in text
    assert "未经确认不得使用" in text


def test_without_rules_the_notice_speaks_of_no_points() -> None:
    assert "分" not in text_of(None, back()).replace("部分", "")
