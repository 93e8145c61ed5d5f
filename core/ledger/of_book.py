"""Room: core. A stored book as the ledger that others are held against."""

from collections.abc import Sequence

from core.clauses import Responsibility
from core.deadline import Deadline, DeadlineKind
from core.ledger.ledger import Declared, Head, Ledger, LedgerTask
from core.ledger.record import LedgerBook, TaskRecord


def ledger_of_book(book: LedgerBook, tasks: Sequence[TaskRecord]) -> Ledger:
    """Its tasks in their order, progress blank; places in it are indices into `tasks`."""
    sections = tuple(dict.fromkeys(t.section for t in tasks if t.section))
    return Ledger(book.title, book.year, Head(), Declared(), sections, tuple(map(_task, tasks)), frozenset())


def _task(task: TaskRecord) -> LedgerTask:
    return LedgerTask(
        number=task.number,
        label=task.label,
        section=task.section,
        topic=task.topic,
        subtopic=task.subtopic,
        content=task.content,
        indicator=task.indicator,
        units=Responsibility(task.lead_units, task.responsible_units),
        responsibility_text=task.responsibility_text,
        deadlines=tuple(Deadline(d.text, d.on, DeadlineKind(d.kind), 0, 0) for d in task.deadlines),
        column_deadlines=_in_column(task),
    )


def _in_column(task: TaskRecord) -> int:
    """How many terms stood in the 完成时限 column: they come first, and the task's own text does not say them."""
    text = "".join(task.content.split())
    own = (n for n, due in enumerate(task.deadlines) if "".join(due.text.split()) in text)
    return next(own, len(task.deadlines))
