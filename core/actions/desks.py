"""Room: core. 《内部任务分工表》 handed round in the unit: one file a desk, and what comes back compared and taken."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from core.actions.documents import Documents
from core.actions.free_place import free_place
from core.actions.ports import Store
from core.actions.touched import Touched
from core.errors import LedgerError
from core.finding import Finding
from core.ledger.desk_table import NO_DESK, DeskRow, desk_table, desks, read_desk_table
from core.ledger.fill import safe_name
from core.ledger.matching import plain
from core.ledger.record import TaskRecord
from core.ledger.state import TaskState
from core.progress import Progress

ENDINGS = (".docx", ".xlsx")


@dataclass(frozen=True, slots=True)
class DeskChange:
    """One task as the store has it and as the table says; `after` has the table's desk, handler, term and text."""

    task: TaskRecord
    before: TaskState
    after: TaskState


@dataclass(frozen=True, slots=True)
class DeskChanges:
    """`unknown`: numbers in the table that no task has."""

    changes: tuple[DeskChange, ...] = ()
    unknown: tuple[int, ...] = ()
    findings: tuple[Finding, ...] = ()


def hand_out(
    store: Store,
    documents: Documents,
    book_id: int,
    folder: str,
    exists: Callable[[str], bool],
    made_on: date,
    progress: Progress,
) -> tuple[str, ...]:
    """Write the table of all tasks and one a desk, as Word and workbook. Returns the places; overwrites nothing."""
    book, tasks, states = store.books.get(book_id), store.tasks.of(book_id), store.states.of(book_id)
    book = replace(book, reporting_unit=store.settings.get().unit_name or book.reporting_unit)
    wanted = [None, *desks(states[t.task_id] for t in tasks)]
    written: list[str] = []
    for done, desk in enumerate(wanted):
        progress.step(done, len(wanted), f"正在写分工表 {desk or '（全部）'}")
        stem = safe_name(f"{book.reporting_unit}内部任务分工表（{desk or '全部'}）")
        for ending in (e for e in ENDINGS if e in documents.endings):
            place = free_place(folder, stem, ending, exists)
            documents.convert(desk_table(book, tasks, states, desk), place, made_on)
            written.append(place)
    return tuple(written)


def read_desks(store: Store, documents: Documents, book_id: int, place: str, year: int) -> DeskChanges:
    """What a returned table says otherwise than the store. LedgerError where it is no such table. Nothing is stored."""
    rows, findings = read_desk_table(documents.read(place), year)
    if not rows:
        raise LedgerError("文件里没有找到分工表（表头要有“序号”和“承办股室”），没有读入。请核对是否选错了文件。")
    return compare(store.tasks.of(book_id), store.states.of(book_id), rows, findings)


def compare(
    tasks: Sequence[TaskRecord],
    states: Mapping[int, TaskState],
    rows: Sequence[DeskRow],
    findings: Sequence[Finding] = (),
) -> DeskChanges:
    """A blank in the table changes nothing: a desk that left a cell empty did not mean to delete."""
    by_number = {t.number: t for t in tasks}
    changes: list[DeskChange] = []
    for row in rows:
        task = by_number.get(row.number)
        if task is None:
            continue
        before = states[task.task_id]
        after = _as_returned(before, row)
        if after != before:
            changes.append(DeskChange(task, before, after))
    unknown = tuple(row.number for row in rows if row.number not in by_number)
    return DeskChanges(tuple(changes), unknown, tuple(findings))


def take_desks(store: Store, changes: Sequence[DeskChange], now: datetime) -> Touched:
    """Store what was confirmed, as one step. What the table did not touch stays as it is now."""
    with store.step(f"读回内部任务分工表（{len(changes)}项）", now) as work:
        for change in changes:
            kept, after = work.states.get(change.task.task_id), change.after
            if after.printed != change.before.printed:
                kept = kept.take(after.printed)
            work.states.put(replace(kept, desk=after.desk, handler=after.handler, internal_due=after.internal_due))
    return work.touched


def _as_returned(before: TaskState, row: DeskRow) -> TaskState:
    desk = row.desk if row.desk != NO_DESK else ""
    state = replace(
        before,
        desk=desk or before.desk,
        handler=row.handler or before.handler,
        internal_due=row.internal_due or before.internal_due,
    )
    if not row.progress.strip() or plain(row.progress) == plain(before.printed):
        return state
    return state.take(row.progress)
