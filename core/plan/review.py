"""Room: core. A plan under review: its tasks as the office has them now, where each stands in the text, what was confirmed."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import StrEnum

from core.finding import Finding
from core.ledger.ledger import Ledger, LedgerTask
from core.plan.cell_tasks import split_cells
from core.plan.clauses import ClauseKind
from core.plan.metadata import Metadata
from core.plan.places import place_rows
from core.plan.plan import PieceKind, Plan, PlanTask, plan_of_ledger
from core.plan.reporting import PlannedRound, planned_rounds

Place = tuple[int, int]


class MarkKind(StrEnum):
    """What a stretch of the source tells; the window marks each in its own way."""

    SECTION = "section"
    TOPIC = "topic"
    UNITS = "units"
    DEADLINE = "deadline"
    INDICATOR = "indicator"
    PERSON = "person"


MARK_LABELS = {
    MarkKind.SECTION: "板块",
    MarkKind.TOPIC: "重点工作",
    MarkKind.UNITS: "责任单位",
    MarkKind.DEADLINE: "完成时限",
    MarkKind.INDICATOR: "量化指标",
    MarkKind.PERSON: "责任领导",
}
_CLAUSES = {ClauseKind.UNITS: MarkKind.UNITS, ClauseKind.PERSON: MarkKind.PERSON}


class Proposed(StrEnum):
    """A field that was taken over from last year and is still a proposal."""

    UNITS = "units"
    DEADLINE = "deadline"
    INDICATOR = "indicator"


@dataclass(frozen=True, slots=True)
class SourceMark:
    """source[start:end]."""

    kind: MarkKind
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class ReviewTask:
    """`places` are stretches of the source, several where tasks were merged, none where one was added by hand.

    `row_id` is the store's, 0 until stored.
    """

    row: LedgerTask
    places: tuple[Place, ...] = ()
    proposed: frozenset[Proposed] = frozenset()
    row_id: int = 0


@dataclass(frozen=True, slots=True)
class PlanChanges:
    """What a corrected plan changed, each a line that names the task."""

    new: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    dropped: tuple[str, ...] = ()
    renumbered: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PlanReview:
    """`book_id` 0: a draft still under review; else the year's ledger that it was confirmed as, as its `version`.

    `original` is the SHA-256 of the file as it came. `standing` are findings of the outline, which editing tasks does
    not change. `last_book_id`: the ledger of the year before that it is compared with, 0 for none.
    """

    metadata: Metadata = field(default_factory=Metadata)
    source: str = ""
    tasks: tuple[ReviewTask, ...] = ()
    marks: tuple[SourceMark, ...] = ()
    rounds: tuple[PlannedRound, ...] = ()
    standing: tuple[Finding, ...] = ()
    numbered_through: bool = False
    from_table: bool = False
    original: str = ""
    original_name: str = ""
    plan_id: int = 0
    book_id: int = 0
    version: int = 0
    confirmed_at: datetime | None = None
    changes: PlanChanges = PlanChanges()
    last_book_id: int = 0

    @property
    def confirmed(self) -> bool:
        return self.book_id != 0

    @property
    def rows(self) -> tuple[LedgerTask, ...]:
        return tuple(task.row for task in self.tasks)

    @property
    def issued_on(self) -> date | None:
        return self.metadata.issued_on

    def as_plan(self) -> Plan:
        """The plan as it reads now, for checking and for composing a ledger."""
        tasks = tuple(_plan_task(t) for t in self.tasks)
        sections = tuple(dict.fromkeys(t.row.section for t in self.tasks if t.row.section))
        return Plan(self.metadata, self.source, sections, tasks, (), self.numbered_through)

    def task_at(self, place: int) -> int | None:
        """Position of the task that stands at this place of the source."""
        return next((i for i, t in enumerate(self.tasks) if any(a <= place < b for a, b in t.places)), None)


def _plan_task(task: ReviewTask) -> PlanTask:
    start, end = task.places[0] if task.places else (0, 0)
    return PlanTask(task.row, start, end, deadlines=task.row.deadlines)


def review_of_plan(plan: Plan, original: str = "", original_name: str = "") -> PlanReview:
    """A plan in prose, as it was read."""
    standing = tuple(f for f in plan.findings if f.rule.startswith(("plan.outline", "plan.section")))
    return PlanReview(
        metadata=plan.metadata,
        source=plan.source,
        tasks=tuple(ReviewTask(t.row, ((t.start, t.end),)) for t in plan.tasks),
        marks=tuple(_marks(plan)),
        rounds=planned_rounds(plan.source, plan.metadata.year),
        standing=standing,
        numbered_through=plan.numbered_through,
        original=original,
        original_name=original_name,
    )


def review_of_ledger(
    ledger: Ledger, source: str, metadata: Metadata, original: str = "", original_name: str = ""
) -> PlanReview:
    """A plan that is drawn as a table; `source` is its text in reading order, `metadata` what stands around the table."""
    plan = plan_of_ledger(ledger)
    told = replace(metadata, title=plan.metadata.title or metadata.title, year=plan.metadata.year or metadata.year)
    rows = split_cells(plan.rows)
    placed = place_rows(source, rows)
    marks = [SourceMark(MarkKind(kind), start, end) for row in placed for kind, start, end in row.marks]
    return PlanReview(
        metadata=replace(told, declared=plan.metadata.declared),
        source=source,
        tasks=tuple(ReviewTask(r, p.places) for r, p in zip(rows, placed, strict=True)),
        marks=tuple(marks),
        rounds=planned_rounds(source, told.year),
        standing=tuple(f for f in ledger.findings if f.rule.startswith(("ledger.heading", "ledger.column"))),
        numbered_through=True,
        from_table=True,
        original=original,
        original_name=original_name,
    )


def _marks(plan: Plan) -> Sequence[SourceMark]:
    marks = [
        SourceMark(MarkKind(piece.kind.value), piece.start, piece.end)
        for piece in plan.pieces
        if piece.kind in (PieceKind.SECTION, PieceKind.TOPIC)
    ]
    for task in plan.tasks:
        marks += [SourceMark(_CLAUSES[c.kind], c.start, c.end) for c in task.clauses if c.kind in _CLAUSES]
        marks += [SourceMark(MarkKind.DEADLINE, d.start, d.end) for d in task.deadlines]
        marks += [SourceMark(MarkKind.INDICATOR, t.start, t.end) for t in task.targets]
    return sorted(dict.fromkeys(marks), key=lambda m: (m.start, -m.end))
