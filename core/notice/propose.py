"""Room: core. What could be scored, with case and evidence: proposals that a person confirms or drops.

Never from a finding that is this program's advice, from likeness, from a task that concerns the unit in some cases
only, from 不涉及, nor from a deadline earlier than the plan's 印发日期 or later than the intake itself.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from core.days import shown_day
from core.intake.returned import Intake, Terms, UnitReturn
from core.ledger.ledger import LedgerTask
from core.notice.rules import Event, Per, ScoreRule, ScoreTable


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
    if table is None or not table.in_force:
        return ()
    found: list[Proposal] = []
    for unit in intake.units:
        for rule in table.rules:
            found += _capped(unit.name, rule, _cases(unit, rule, intake))
    return tuple(found)


def deductions(proposals: Iterable[Proposal]) -> dict[str, float]:
    """Unit → points to be taken off, as a positive number."""
    sums: dict[str, float] = defaultdict(float)
    for proposal in proposals:
        sums[proposal.unit] += max(-proposal.points, 0)
    return {unit: round(points, 4) for unit, points in sums.items()}


def _cases(unit: UnitReturn, rule: ScoreRule, intake: Intake) -> Iterator[tuple[str, str]]:
    terms = intake.terms
    if rule.event is Event.MISSING and _has_passed(terms) and not unit.arrived and unit.due:
        yield "未报送台账", f"报送期限{shown_day(terms.due_on)}，来件中没有该单位的文件"
    elif rule.event is Event.LATE and unit.on_time is False:
        yield "逾期报送台账", f"报送期限{shown_day(terms.due_on)}，{shown_day(unit.came_on)}收到（{unit.file}）"
    elif rule.event is Event.UNFILLED and unit.said:
        for place in unit.blank:
            task = intake.plan.tasks[place]
            if last := _day_past(task, terms):
                yield f"第{task.number}项没有填报进展", f"时限{shown_day(last)}，{unit.file}中该项为空"


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


def _capped(unit: str, rule: ScoreRule, cases: Iterable[tuple[str, str]]) -> Iterator[Proposal]:
    room = rule.cap or float("inf")
    for number, (case, evidence) in enumerate(cases):
        size = min(abs(rule.points), room)
        if (number and rule.per is Per.ONCE) or size <= 0:
            return
        room -= size
        yield Proposal(unit, rule, case, evidence, size if rule.points > 0 else -size)
