"""Room: core. A ledger as `show --json` prints it: the contract of docs/命令行.md."""

import re

from core.deadline import Deadline
from core.finding import finding_json
from core.ledger.ledger import HeadSlot, Ledger, LedgerTask

_SPACE = re.compile(r"(?<!\s)\s++(?:(?<!\d{7}\s)|(?!\d{7}|\d{3,4}[-－]\d))")


def ledger_json(ledger: Ledger, kind: str = "ledger") -> dict[str, object]:
    """`kind` is "plan" for a plan that is drawn as a table."""
    head = ledger.head
    return {
        "kind": kind,
        "title": ledger.title,
        "year": ledger.year,
        "unit": _unspaced(head.unit),
        "contact": _unspaced(head.contact),
        "phone": _unspaced(head.phone),
        "declared": {
            "sections": ledger.declared.sections,
            "topics": ledger.declared.topics,
            "tasks": ledger.declared.tasks,
        },
        "sections": [{"title": title} for title in ledger.sections],
        "tasks": [task_json(task) for task in ledger.tasks],
        "findings": [finding_json(f) for f in ledger.findings],
    }


def _unspaced(slot: HeadSlot | None) -> str | None:
    """As printed without inner spaces; those between two whole telephone numbers stay."""
    return _SPACE.sub("", " ".join(slot.value.split())) if slot else None


def task_json(task: LedgerTask) -> dict[str, object]:
    return {
        "number": task.number,
        "label": task.label,
        "section": task.section,
        "topic": task.topic,
        "subtopic": task.subtopic,
        "content": task.content,
        "indicator": task.indicator,
        "lead_units": list(task.units.lead),
        "responsible_units": list(task.units.responsible),
        "responsibility_text": task.responsibility_text,
        "deadlines": [deadline_json(d) for d in task.deadlines],
        "progress": task.progress,
    }


def deadline_json(deadline: Deadline) -> dict[str, object]:
    on = deadline.date
    return {"text": deadline.text, "date": on.isoformat() if on else None, "kind": deadline.kind.value}
