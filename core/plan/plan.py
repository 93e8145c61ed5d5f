"""Room: core. A plan as read: metadata, sections, tasks with their clauses, and every character of it accounted for."""

from dataclasses import dataclass, replace
from enum import StrEnum

from core.deadline import Deadline
from core.finding import Finding
from core.ledger.headings import Column
from core.ledger.ledger import Head, Ledger, LedgerTask
from core.plan.clauses import Clause
from core.plan.front import Part
from core.plan.metadata import Metadata
from core.plan.targets import Target

_COLUMNS = frozenset({Column.NUMBER, Column.TOPIC, Column.CONTENT, Column.UNITS, Column.DEADLINE, Column.PROGRESS})


class PieceKind(StrEnum):
    """What a stretch of the source is: a part of the document, or inside its body one of these."""

    SECTION = "section"
    TOPIC = "topic"
    TASK = "task"
    CLAUSE = "clause"


@dataclass(frozen=True, slots=True)
class Piece:
    """source[start:end]. `position`: which task it belongs to (0…), None where it belongs to none."""

    kind: PieceKind | Part
    start: int
    end: int
    position: int | None = None


@dataclass(frozen=True, slots=True)
class PlanTask:
    """A task and where it stands. `row` is what goes into a ledger; places count characters of Plan.source.

    `inherited`: the units are those of the heading above it, not its own.
    """

    row: LedgerTask
    start: int
    end: int
    clauses: tuple[Clause, ...] = ()
    deadlines: tuple[Deadline, ...] = ()
    targets: tuple[Target, ...] = ()
    inherited: bool = False


@dataclass(frozen=True, slots=True)
class Plan:
    """`pieces` cover `source` from its first to its last character without a gap."""

    metadata: Metadata
    source: str
    sections: tuple[str, ...]
    tasks: tuple[PlanTask, ...]
    pieces: tuple[Piece, ...]
    numbered_through: bool  # printed numbers run through the document
    findings: tuple[Finding, ...] = ()

    @property
    def rows(self) -> tuple[LedgerTask, ...]:
        return tuple(task.row for task in self.tasks)

    @property
    def topics(self) -> tuple[str, ...]:
        seen = dict.fromkeys((t.section, t.topic) for t in self.rows if t.topic)
        return tuple(topic for _, topic in seen)

    def text_of(self, piece: Piece) -> str:
        return self.source[piece.start : piece.end]


def plan_of_ledger(ledger: Ledger) -> Plan:
    """A plan that is drawn as a table, read by core.ledger: same tasks, no running text behind them."""
    metadata = Metadata(title=ledger.title, year=ledger.year, declared=ledger.declared)
    tasks = tuple(PlanTask(row, 0, 0, deadlines=row.deadlines) for row in ledger.tasks)
    return Plan(metadata, "", ledger.sections, tasks, (), True, ledger.findings)


def ledger_of_plan(plan: Plan) -> Ledger:
    """A confirmed plan as the year's ledger, its form still blank."""
    told = plan.metadata
    title = told.title if "台账" in told.title else f"{''.join(told.title.split())}任务落实台账（填报版）"
    return Ledger(title, told.year, Head(), told.declared, plan.sections, plan.rows, _COLUMNS, plan.findings)


def with_rows(plan: Plan, rows: tuple[LedgerTask, ...]) -> Plan:
    """The plan with its tasks' rows replaced, one for one."""
    return replace(plan, tasks=tuple(replace(t, row=r) for t, r in zip(plan.tasks, rows, strict=True)))
