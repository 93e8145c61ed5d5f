"""Room: core. What could be scored, with case and evidence: proposals that a person confirms or drops.

Never from a finding that is this program's advice, from likeness, from a task that concerns the unit in some cases
only, from 不涉及, nor from a deadline earlier than the plan's 印发日期 or later than the intake itself.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from core.days import shown_day
from core.intake.returned import Intake, Terms, UnitReturn
from core.ledger.ledger import LedgerTask
from core.notice.case import ScoreCase
from core.notice.rules import Event, ScoreRule, ScoreTable
from core.notice.tally import capped

NOBODY: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Proposal:
    """`points` after the rule's cap; `confirmed` is for a person to set, the program never does."""

    unit: str
    rule: ScoreRule
    case: str
    evidence: str
    points: float
    confirmed: bool = False


def propose(intake: Intake, table: ScoreTable | None) -> tuple[Proposal, ...]:
    """Proposals by unit in the intake's order; () without a table, or with one that was not published."""
    cases = [replace(case, case_id=number) for number, case in enumerate(see_cases(intake, table))]
    points = capped(cases)
    return tuple(
        Proposal(c.unit, c.rule, c.happened, c.evidence, points[c.case_id]) for c in cases if points[c.case_id]
    )


def see_cases(
    intake: Intake,
    table: ScoreTable | None,
    book_id: int = 0,
    left_out: frozenset[str] = NOBODY,
    task_ids: Sequence[int] = (),
) -> tuple[ScoreCase, ...]:
    """Everything that a published table's rules can see in the intake, caps not yet applied.

    `left_out`: units that take no part in scoring. `task_ids`: ids of the plan's tasks, in its order.
    """
    if table is None or not table.in_force:
        return ()
    found: list[ScoreCase] = []
    for unit in intake.units:
        if unit.name in left_out:
            continue
        blank = ScoreCase(book_id, intake.terms.round, unit.name, ScoreRule("", "", 0), table.basis, "")
        for rule in table.rules:
            found += (replace(seen, rule=rule) for seen in _seen(unit, rule, intake, blank, task_ids))
    return tuple(found)


def deductions(proposals: Iterable[Proposal]) -> dict[str, float]:
    """Unit → points to be taken off, as a positive number."""
    sums: dict[str, float] = defaultdict(float)
    for proposal in proposals:
        sums[proposal.unit] += max(-proposal.points, 0)
    return {unit: round(points, 4) for unit, points in sums.items()}


def _seen(
    unit: UnitReturn, rule: ScoreRule, intake: Intake, blank: ScoreCase, task_ids: Sequence[int]
) -> Iterator[ScoreCase]:
    terms = intake.terms
    if not unit.due or not _could_be_met(terms):
        return
    whole = replace(blank, key=rule.event.value, file=unit.file)
    last = shown_day(terms.due_on)
    if rule.event is Event.MISSING and _has_passed(terms) and not unit.arrived:
        nobodys = sum(not f.unit for f in intake.files)
        beside = f"；另有{nobodys}个来件认不出单位，请先核对是否是它的" if nobodys else ""
        yield replace(whole, happened="未报送台账", evidence=f"报送期限{last}，来件中没有该单位的文件{beside}")
    elif rule.event is Event.LATE and unit.on_time is False:
        evidence = f"报送期限{last}，{shown_day(unit.came_on)}收到（{unit.file}）"
        yield replace(whole, happened="逾期报送台账", evidence=evidence)
    elif rule.event is Event.COMPLETE and unit.on_time and unit.read and not unit.blank:
        evidence = f"{shown_day(unit.came_on)}收到（{unit.file}），应报{len(unit.due)}项均已填写"
        yield replace(whole, happened="按时报送，应报任务填写完整", evidence=evidence)
    elif rule.event is Event.UNFILLED and unit.said:
        yield from _unfilled(unit, intake, whole, task_ids)


def _unfilled(unit: UnitReturn, intake: Intake, blank: ScoreCase, task_ids: Sequence[int]) -> Iterator[ScoreCase]:
    for place in unit.blank:
        task = intake.plan.tasks[place]
        last = _day_past(task, intake.terms)
        if last is None:
            continue
        task_id = task_ids[place] if place < len(task_ids) else 0
        evidence = f"时限{shown_day(last)}，{unit.file}中该项为空"
        if intake.terms.issued_on is None:
            evidence += "；要点印发日期不详，请核对时限不早于印发"
        yield replace(
            blank,
            key=f"{Event.UNFILLED.value}:{task_id or task.number}",
            happened=f"第{task.number}项没有填报进展",
            evidence=evidence,
            task_id=task_id,
            task_number=task.number,
        )


def _could_be_met(terms: Terms) -> bool:
    return not (terms.due_on and terms.issued_on and terms.due_on < terms.issued_on)


def _has_passed(terms: Terms) -> bool:
    """An intake on or before the last day tells nothing of who will not return."""
    return terms.due_on is not None and (terms.received_on is None or terms.received_on > terms.due_on)


def _day_past(task: LedgerTask, terms: Terms) -> date | None:
    """The task's last day, where it could be met and had passed when the ledger was due."""
    days = [d.date for d in task.deadlines]
    if terms.due_on is None or not days or None in days:
        return None  # with a recurring or open term beside it nobody can say that the task is overdue
    last = max(d for d in days if d)
    met = terms.issued_on is None or last >= terms.issued_on
    return last if met and last <= terms.due_on else None
