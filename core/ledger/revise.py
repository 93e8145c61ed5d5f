"""Room: core. A revised form of the office against the ledger that is kept: new, changed and dropped rows, as data."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from core.ledger.matching import MatchKey, match, plain
from core.ledger.record import FormRow, LedgerForm, TaskRecord

FIELD_LABELS = {
    "number": "序号",
    "label": "编号",
    "section": "板块",
    "topic": "重点工作",
    "subtopic": "工作事项",
    "content": "主要内容",
    "indicator": "量化指标",
    "lead_units": "牵头单位",
    "responsible_units": "责任单位",
    "responsibility_text": "责任分工",
    "deadlines": "完成时限",
}


@dataclass(frozen=True, slots=True)
class RevisedRow:
    """A row of the new form that is a kept task; `changes` names the fields that say something else now."""

    task: TaskRecord
    row: FormRow
    changes: tuple[str, ...]
    likeness: float = 100.0


@dataclass(frozen=True, slots=True)
class UnsureRow:
    """A row that may be one of several kept tasks, best first, or new: the user decides."""

    row: FormRow
    candidates: tuple[TaskRecord, ...]


@dataclass(frozen=True, slots=True)
class Revision:
    """Every row of the form stands in exactly one of same, changed, new, unsure; a task in `dropped` in none."""

    same: tuple[RevisedRow, ...] = ()
    changed: tuple[RevisedRow, ...] = ()
    new: tuple[FormRow, ...] = ()
    dropped: tuple[TaskRecord, ...] = ()
    unsure: tuple[UnsureRow, ...] = ()

    def settle(self, choices: Mapping[int, int]) -> "Revision":
        """Decide unsure rows: position of the row -> task_id of a candidate or a dropped task, 0 for a new task.

        KeyError for any other task, ValueError when two rows choose one.
        """
        by_id = {t.task_id: t for t in (*self.dropped, *(c for u in self.unsure for c in u.candidates))}
        asked = [u for u in self.unsure if u.row.task.position in choices]
        chosen = [(u, by_id[task_id] if (task_id := choices[u.row.task.position]) else None) for u in asked]
        taken = {task.task_id for _, task in chosen if task}
        pairs = [_revised(task, u.row) for u, task in chosen if task]
        if len(taken) != len(pairs):
            raise ValueError("one task chosen for two rows")
        return replace(
            self,
            same=self.same + tuple(p for p in pairs if not p.changes),
            changed=self.changed + tuple(p for p in pairs if p.changes),
            new=self.new + tuple(u.row for u, task in chosen if not task),
            dropped=tuple(t for t in self.dropped if t.task_id not in taken),
            unsure=tuple(
                replace(u, candidates=tuple(c for c in u.candidates if c.task_id not in taken))
                for u in self.unsure
                if u.row.task.position not in choices
            ),
        )


def key_of(task: TaskRecord) -> MatchKey:
    """By what a task is recognised in another form. The indicator helps only where nothing else is printed."""
    text = task.topic + task.subtopic + task.content
    return MatchKey(text or task.indicator, task.label or str(task.number or ""))


def revise(kept: Sequence[TaskRecord], form: LedgerForm) -> Revision:
    """Compare `form` with the tasks kept (dropped ones too: a row may come back)."""
    matches = match([key_of(t) for t in kept], [key_of(r.task) for r in form.rows])
    pairs = [_revised(kept[j], form.rows[i], likeness) for i, (j, likeness) in sorted(matches.pairs.items())]
    unsure = {i: UnsureRow(form.rows[i], tuple(kept[j] for j in rows)) for i, rows in matches.unsure.items()}
    found = {pair.task.task_id for pair in pairs}
    return Revision(
        same=tuple(p for p in pairs if not p.changes),
        changed=tuple(p for p in pairs if p.changes),
        new=tuple(r for i, r in enumerate(form.rows) if i not in matches.pairs and i not in unsure),
        dropped=tuple(t for t in kept if t.task_id not in found and not t.dropped),
        unsure=tuple(unsure.values()),
    )


def revised_task(kept: TaskRecord, row: FormRow) -> TaskRecord:
    """The kept task as the new form prints it."""
    return replace(row.task, task_id=kept.task_id, book_id=kept.book_id, dropped=False)


def _revised(kept: TaskRecord, row: FormRow, likeness: float = 100.0) -> RevisedRow:
    changes = tuple(name for name in FIELD_LABELS if _differs(getattr(kept, name), getattr(row.task, name)))
    return RevisedRow(kept, row, changes, likeness)


def _differs(before: object, after: object) -> bool:
    """Texts differ by more than white space and width."""
    if isinstance(before, str) and isinstance(after, str):
        return plain(before) != plain(after)
    return before != after
