"""Room: core. The list a clerk works in: rows with all that is shown of a task, quick filters, search, sorting."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from core.finding import Finding
from core.ledger.outlook import AddWorkingDays, Outlook, Urgency, outlook
from core.ledger.record import TaskRecord
from core.ledger.state import Status, TaskState, says_something
from core.units import Concern, ConcernResult

UNKNOWN_CONCERN = ConcernResult(Concern.UNASSIGNED)
# Tells what a task means for the unit by the names printed on it: (lead, responsible) -> result.
ConcernOf = Callable[[Sequence[str], Sequence[str]], ConcernResult]


class Quick(StrEnum):
    """Quick filters; all but ALL show only what concerns the unit."""

    MINE = "mine"
    ALL = "all"
    BLANK = "blank"
    SOON = "soon"
    LATE = "late"
    FLAGGED = "flagged"


QUICK_LABELS = {
    Quick.MINE: "本单位",
    Quick.ALL: "全部",
    Quick.BLANK: "未填",
    Quick.SOON: "临期",
    Quick.LATE: "逾期",
    Quick.FLAGGED: "有提示",
}


@dataclass(frozen=True, slots=True)
class ListedTask:
    """One row. `findings` are those that nobody has answered yet."""

    task: TaskRecord
    state: TaskState
    outlook: Outlook = field(default_factory=Outlook)
    concern: ConcernResult = UNKNOWN_CONCERN
    findings: tuple[Finding, ...] = ()

    @property
    def mine(self) -> bool:
        return self.concern.concern is not Concern.NONE

    @property
    def blank(self) -> bool:
        return not says_something(self.state.printed)

    @property
    def topic(self) -> str:
        task = self.task
        return f"{task.topic}：{task.subtopic}" if task.topic and task.subtopic else task.topic or task.subtopic

    @property
    def content(self) -> str:
        return self.task.content or self.task.indicator

    @property
    def label(self) -> str:
        return self.task.label or str(self.task.number or "")


def list_tasks(
    tasks: Iterable[TaskRecord],
    states: Mapping[int, TaskState],
    today: date,
    concern_of: ConcernOf | None = None,
    add_working_days: AddWorkingDays | None = None,
) -> list[ListedTask]:
    """Rows in the form's order. Without `concern_of` (no unit set) every task may concern the unit."""
    known: dict[tuple[tuple[str, ...], tuple[str, ...]], ConcernResult] = {}

    def concern(task: TaskRecord) -> ConcernResult:
        if concern_of is None:
            return UNKNOWN_CONCERN
        names = (task.lead_units, task.responsible_units)
        if names not in known:
            known[names] = concern_of(*names)
        return known[names]

    return [ListedTask(t, s := states[t.task_id], outlook(t, s, today, add_working_days), concern(t)) for t in tasks]


def is_in(row: ListedTask, quick: Quick) -> bool:
    if quick is Quick.ALL:
        return True
    return row.mine and _TESTS[quick](row)


def counts(rows: Sequence[ListedTask]) -> dict[Quick, int]:
    mine = [row for row in rows if row.mine]
    return {q: len(rows) if q is Quick.ALL else sum(map(_TESTS[q], mine)) for q in Quick}


def filtered(
    rows: Sequence[ListedTask], quick: Quick, found: frozenset[int] | None = None, always: int = 0
) -> list[ListedTask]:
    """Rows of a quick filter, and of a search where `found` holds its ids.

    The task `always` stays although it no longer fits: what is being worked on must not vanish under the hands.
    """
    kept = [r for r in rows if is_in(r, quick) or r.task.task_id == always]
    return kept if found is None else [r for r in kept if r.task.task_id in found]


class SortBy(StrEnum):
    NUMBER = "number"
    TOPIC = "topic"
    CONTENT = "content"
    CONCERN = "concern"
    DUE = "due"
    STATUS = "status"


def sorted_by(rows: Sequence[ListedTask], column: SortBy, descending: bool = False) -> list[ListedTask]:
    """Rows in a column's order; rows that are equal there keep the form's order. Rows without a day come last."""
    return (
        sorted(rows, key=_KEYS[column], reverse=descending) if column is not SortBy.DUE else _by_day(rows, descending)
    )


def _by_day(rows: Sequence[ListedTask], descending: bool) -> list[ListedTask]:
    dated = [(r.outlook.on, r) for r in rows if r.outlook.on]
    dated.sort(key=lambda pair: pair[0], reverse=descending)
    return [r for _, r in dated] + [r for r in rows if not r.outlook.on]


_TESTS: dict[Quick, Callable[[ListedTask], bool]] = {
    Quick.MINE: lambda r: True,
    Quick.BLANK: lambda r: r.blank,
    Quick.SOON: lambda r: r.outlook.urgency is Urgency.SOON,
    Quick.LATE: lambda r: r.outlook.urgency is Urgency.LATE,
    Quick.FLAGGED: lambda r: bool(r.findings),
}
_CONCERNS = {concern: i for i, concern in enumerate(Concern)}
_STATUSES = {status: i for i, status in enumerate(Status)}
_KEYS: dict[SortBy, Callable[[ListedTask], tuple[object, ...]]] = {
    SortBy.NUMBER: lambda r: (r.task.position,),
    SortBy.TOPIC: lambda r: (r.task.topic, r.task.subtopic),
    SortBy.CONTENT: lambda r: (r.content,),
    SortBy.CONCERN: lambda r: (_CONCERNS[r.concern.concern], not r.concern.as_lead),
    SortBy.STATUS: lambda r: (_STATUSES[r.state.status],),
}
