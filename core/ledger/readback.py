"""Room: core. The Word that came back changed (读回修改后的 Word): what it says otherwise than the ledger, as data."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from core.ledger.matching import plain
from core.ledger.record import LedgerBook, LedgerForm, TaskRecord
from core.ledger.revise import RevisedRow, UnsureRow, revise
from core.ledger.state import TaskState

HEAD_LABELS = {"reporting_unit": "填报单位", "contact": "联系人", "phone": "联系电话"}


@dataclass(frozen=True, slots=True)
class TextChange:
    """The progress cell of a task: as the ledger prints it, and as the Word has it."""

    task_id: int
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class HeadChange:
    """`field` is one of HEAD_LABELS."""

    field: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class ReadBack:
    """`altered`: the office's own words were changed, which the form does not allow; `missing`: rows deleted.

    `unsure` and `strange` rows of the Word belong to no task; their texts are shown and left out.
    """

    texts: tuple[TextChange, ...] = ()
    head: tuple[HeadChange, ...] = ()
    altered: tuple[RevisedRow, ...] = ()
    missing: tuple[TaskRecord, ...] = ()
    unsure: tuple[UnsureRow, ...] = ()
    strange: tuple[str, ...] = ()

    @property
    def changes_nothing(self) -> bool:
        return not (self.texts or self.head)


def read_back(
    book: LedgerBook, tasks: Sequence[TaskRecord], states: Mapping[int, TaskState], form: LedgerForm
) -> ReadBack:
    """Compare the changed Word with the ledger. White space alone is no change."""
    revision = revise(tasks, form)
    pairs = sorted(revision.same + revision.changed, key=lambda p: p.task.position)
    texts = [TextChange(p.task.task_id, states[p.task.task_id].printed, p.row.progress) for p in pairs]
    return ReadBack(
        texts=tuple(t for t in texts if plain(t.before) != plain(t.after)),
        head=_head(book, form.book),
        altered=revision.changed,
        missing=revision.dropped,
        unsure=revision.unsure,
        strange=tuple(row.task.content or row.task.topic for row in revision.new),
    )


def _head(before: LedgerBook, after: LedgerBook) -> tuple[HeadChange, ...]:
    changes = (HeadChange(name, getattr(before, name), getattr(after, name)) for name in HEAD_LABELS)
    return tuple(c for c in changes if plain(c.before) != plain(c.after))
