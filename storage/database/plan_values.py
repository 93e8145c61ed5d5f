"""Room: storage. How a plan's parts stand in the tables, as JSON."""

import json
from dataclasses import asdict
from typing import Any

from core.clauses import Responsibility
from core.deadline import Deadline, DeadlineKind
from core.finding import Finding, Severity, Source
from core.ledger.ledger import Declared, LedgerTask
from core.plan.metadata import Metadata
from core.plan.reporting import PlannedRound
from core.plan.review import MarkKind, PlanChanges, PlanReview, Proposed, ReviewTask, SourceMark
from storage.database.values import day, iso, pack


def head_text(told: Metadata) -> str:
    return pack(
        {
            "number": told.number,
            "issuer": told.issuer,
            "addressees": told.addressees,
            "introduction": told.introduction,
            "attachments": told.attachments,
            "declared": [told.declared.sections, told.declared.topics, told.declared.tasks],
        }
    )


def head_of(title: str, year: int | None, issued_on: str | None, packed: str) -> Metadata:
    told = json.loads(packed)
    declared = Declared(*told.pop("declared"))
    return Metadata(title=title, year=year, issued_on=day(issued_on), declared=declared, **told)


def reading_text(plan: PlanReview) -> str:
    standing = [
        [f.severity.value, f.rule, f.message, list(f.where), str(f.expected), str(f.found), f.source.value]
        for f in plan.standing
    ]
    return pack({"through": plan.numbered_through, "table": plan.from_table, "standing": standing})


def reading_of(packed: str) -> dict[str, Any]:
    told = json.loads(packed)
    standing = tuple(
        Finding(Severity(severity), rule, message, tuple(where), expected, found, Source(source))
        for severity, rule, message, where, expected, found, source in told["standing"]
    )
    return {"numbered_through": told["through"], "from_table": told["table"], "standing": standing}


def marks_text(plan: PlanReview) -> str:
    return pack([[m.kind.value, m.start, m.end] for m in plan.marks])


def marks_of(packed: str) -> tuple[SourceMark, ...]:
    return tuple(SourceMark(MarkKind(kind), start, end) for kind, start, end in json.loads(packed))


def rounds_text(plan: PlanReview) -> str:
    return pack([[r.name, iso(r.due_on), r.sentence, r.start, r.chosen] for r in plan.rounds])


def rounds_of(packed: str) -> tuple[PlannedRound, ...]:
    found = (
        (name, day(due_on), sentence, start, chosen) for name, due_on, sentence, start, chosen in json.loads(packed)
    )
    return tuple(
        PlannedRound(name, due, sentence, start, chosen) for name, due, sentence, start, chosen in found if due
    )


def changes_text(changes: PlanChanges) -> str:
    return pack(asdict(changes))


def changes_of(packed: str) -> PlanChanges:
    return PlanChanges(**{name: tuple(lines) for name, lines in json.loads(packed).items()})


def task_values(task: ReviewTask, position: int) -> dict[str, Any]:
    row = task.row
    told = {
        "label": row.label,
        "section": row.section,
        "topic": row.topic,
        "subtopic": row.subtopic,
        "indicator": row.indicator,
        "lead": row.units.lead,
        "responsible": row.units.responsible,
        "printed": row.responsibility_text,
        "deadlines": [[d.text, iso(d.date), d.kind.value, d.start, d.end] for d in row.deadlines],
        "in_column": row.column_deadlines,
        "proposed": sorted(p.value for p in task.proposed),
    }
    return {
        "position": position,
        "number": row.number,
        "content": row.content,
        "told": pack(told),
        "places": pack(task.places),
    }


def task_of(row: tuple[Any, ...]) -> ReviewTask:
    row_id, number, content, packed, places = row
    told = json.loads(packed)
    deadlines = (Deadline(text, day(on), DeadlineKind(kind), a, b) for text, on, kind, a, b in told["deadlines"])
    task = LedgerTask(
        number=number,
        label=told["label"],
        section=told["section"],
        topic=told["topic"],
        subtopic=told["subtopic"],
        content=content,
        indicator=told["indicator"],
        units=Responsibility(tuple(told["lead"]), tuple(told["responsible"])),
        responsibility_text=told["printed"],
        deadlines=tuple(deadlines),
        column_deadlines=told["in_column"],
    )
    proposed = frozenset(Proposed(p) for p in told["proposed"])
    return ReviewTask(task, tuple((a, b) for a, b in json.loads(places)), proposed, row_id)
