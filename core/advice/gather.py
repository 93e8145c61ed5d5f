"""Room: core. Makes the sheet that is checked: from a file that was read, or from what the store keeps."""

from collections.abc import Callable, Iterable, Mapping, Sequence

from core.advice.sheet import Sheet, SheetRow
from core.deadline import Deadline, DeadlineKind
from core.ledger.ledger import Ledger, LedgerTask
from core.ledger.record import LedgerBook, TaskRecord
from core.ledger.state import Status, TaskState
from core.units import Concern, UnitDirectory


def sheet_of_ledger(ledger: Ledger, directory: UnitDirectory, unit: str = "") -> Sheet:
    """`unit` where the form's head does not tell it, or another name is wanted."""
    unit = unit or ledger.unit or ""
    head = ledger.head
    return Sheet(
        year=ledger.year,
        unit=unit,
        rows=tuple(_row_of_file(task, directory, unit) for task in ledger.tasks),
        unit_kind=directory.kind_of(unit) if unit else "",
        contact=head.contact.value if head.contact else None,
        phone=head.phone.value if head.phone else None,
        other_units=_others([t.units.names for t in ledger.tasks], directory),
        is_own=_own(directory, unit),
    )


def sheet_of_book(
    book: LedgerBook,
    tasks: Iterable[TaskRecord],
    states: Mapping[int, TaskState],
    directory: UnitDirectory,
    unit: str = "",
    last_year: Mapping[int, str] | None = None,
) -> Sheet:
    """From the store. `last_year`: task id → the same task's text a year ago, where it is known."""
    unit = unit or book.reporting_unit
    kept = [t for t in tasks if not t.dropped]
    return Sheet(
        year=book.year,
        unit=unit,
        rows=tuple(
            _row_of_store(t, states.get(t.task_id, TaskState()), directory, unit, (last_year or {}).get(t.task_id, ""))
            for t in kept
        ),
        unit_kind=directory.kind_of(unit) if unit else "",
        contact=book.contact,
        phone=book.phone,
        other_units=_others([t.lead_units + t.responsible_units for t in kept], directory),
        is_own=_own(directory, unit),
    )


def _own(directory: UnitDirectory, unit: str) -> Callable[[str], bool]:
    return lambda name: directory.concern(unit, (), (name,)).concern is Concern.NAMED


def _others(printed: Iterable[Sequence[str]], directory: UnitDirectory) -> tuple[str, ...]:
    """Single units that the form prints, and the county's own directory; groups (政府各部门) are nobody in particular."""
    names = [name for row in printed for name in row if directory.group(name) is None]
    return tuple(dict.fromkeys([*names, *(u.name for u in directory.units)]))


def _row_of_file(task: LedgerTask, directory: UnitDirectory, unit: str) -> SheetRow:
    state = TaskState().take(task.progress)
    return SheetRow(
        number=task.number,
        said=task.progress,
        name=task.subtopic or task.topic,
        content=task.content,
        indicator=task.indicator,
        deadlines=task.deadlines,
        concern=directory.concern(unit, task.units.lead, task.units.responsible).concern,
        not_applicable=state.status is Status.NOT_APPLICABLE,
        reason=state.not_applicable_reason,
    )


def _row_of_store(task: TaskRecord, state: TaskState, directory: UnitDirectory, unit: str, last_year: str) -> SheetRow:
    return SheetRow(
        number=task.number,
        said=state.printed,
        name=task.subtopic or task.topic,
        content=task.content,
        indicator=task.indicator,
        deadlines=tuple(Deadline(d.text, d.on, DeadlineKind(d.kind), 0, 0) for d in task.deadlines),
        concern=directory.concern(unit, task.lead_units, task.responsible_units).concern,
        not_applicable=state.status is Status.NOT_APPLICABLE,
        reason=state.not_applicable_reason,
        carried_over=state.carried_over and state.status is not Status.DONE,
        last_year=last_year,
    )
