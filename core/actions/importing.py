"""Room: core. Ledgers in: a new one, a revised form, a Word that was changed outside. Stored only when confirmed.

Reading and comparing happen before (core.ledger.revise, core.ledger.readback), outside any transaction. Each import
is one step, with a checked backup before it.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from core.actions.ports import Store, Work
from core.actions.touched import NOTHING, Touched
from core.backup import BackupReason
from core.errors import LedgerError
from core.ledger.entry import Evidence
from core.ledger.readback import ReadBack
from core.ledger.record import FormRow, LedgerBook, LedgerForm
from core.ledger.revise import Revision, revised_task
from core.ledger.round import FileKind, RoundFile
from core.ledger.state import TaskState


@dataclass(frozen=True, slots=True)
class Imported:
    """`already`: this very file is the ledger `book_id`, and nothing was changed."""

    book_id: int
    touched: Touched = NOTHING
    already: bool = False


def import_ledger(store: Store, form: LedgerForm, place: str, now: datetime) -> Imported:
    """确认导入: a new book from `form`, with the file at `place` kept ("" where there is none, as for pasted text)."""
    original = _kept(store, form.book, place)
    known = next((b for b in store.books.all() if original and b.original == original.sha256), None)
    if known:
        return Imported(known.book_id, already=True)
    store.backups.make(BackupReason.IMPORT, now)
    with store.step(f"导入《{form.book.title or form.book.original_name}》", now) as work:
        book_id = work.books.add(_stamped(form.book, original, now))
        for position, row in enumerate(form.rows):
            _add(work, book_id, position, row)
    return Imported(book_id, work.touched)


def revise_ledger(
    store: Store, book_id: int, form: LedgerForm, revision: Revision, place: str, now: datetime
) -> Touched:
    """Take the office's revised form: progress stays with its task, a dropped task is put aside, not deleted.

    Every row must be decided (`Revision.settle`). A blank progress takes what the form brings, no other does. The
    very form that the book was made from changes nothing.
    """
    if revision.unsure:
        raise LedgerError(f"还有 {len(revision.unsure)} 行没有确定对应哪项任务，请先逐行确认。数据没有改动。")
    original = _kept(store, form.book, place)
    if original and store.books.get(book_id).original == original.sha256:
        return NOTHING
    store.backups.make(BackupReason.IMPORT, now)
    with store.step("导入修订后的台账", now) as work:
        work.books.put(_revised_head(work.books.get(book_id), _stamped(form.book, original, now)))
        apply_revision(work, book_id, revision)
    return work.touched


def apply_revision(work: Work, book_id: int, revision: Revision) -> None:
    """Write a revision in which every row is decided: same and changed tasks keep what was recorded on them."""
    for pair in (*revision.same, *revision.changed):
        work.tasks.put(revised_task(work.tasks.get(pair.task.task_id), pair.row))
        state = work.states.get(pair.task.task_id)
        if not state.printed.strip():
            work.states.put(state.take(pair.row.progress))
    for row in revision.new:
        _add(work, book_id, row.task.position, row)
    for task in revision.dropped:
        work.tasks.put(replace(work.tasks.get(task.task_id), dropped=True))


def update_from_word(store: Store, book_id: int, changes: ReadBack, place: str, now: datetime) -> Touched:
    """Take the texts and the head that were confirmed; the changed Word joins the open round as its form."""
    word = store.kept.keep(place) if place else None
    store.backups.make(BackupReason.IMPORT, now)
    with store.step("读回修改后的 Word", now) as work:
        for change in changes.texts:
            work.states.put(work.states.get(change.task_id).take(change.after))
        head = {c.field: c.after for c in changes.head}
        work.books.put(replace(work.books.get(book_id), **head))
        open_round = next((r for r in work.rounds.of(book_id) if r.open), None)
        if word and open_round:
            others = tuple(f for f in open_round.files if f.kind is not FileKind.FORM)
            work.rounds.put(replace(open_round, files=(RoundFile(FileKind.FORM, word), *others)))
    return work.touched


def edit_head(store: Store, book: LedgerBook, now: datetime) -> Touched:
    """Title, year, unit, contact and phone, mended by hand."""
    with store.step("修改台账信息", now) as work:
        work.books.put(book)
    return work.touched


def remove_book(store: Store, book_id: int, now: datetime) -> Touched:
    """Delete a ledger with all that was recorded on it; undo brings it back, and a backup is made before."""
    book = store.books.get(book_id)
    store.backups.make(BackupReason.IMPORT, now)
    with store.step(f"删除《{book.title}》", now) as work:
        work.books.remove(book_id)
    return work.touched


def form_from_rows(book: LedgerBook, rows: Sequence[FormRow]) -> LedgerForm:
    """A form with its rows counted through from 0, as importing expects."""
    numbered = (replace(row, task=replace(row.task, position=i)) for i, row in enumerate(rows))
    return LedgerForm(book, tuple(numbered))


def _kept(store: Store, book: LedgerBook, place: str) -> Evidence | None:
    if not place:
        return None
    kept = store.kept.keep(place)
    if book.original and kept.sha256 != book.original:
        raise LedgerError("该文件在预览之后又被改动，没有导入。请重新选择文件并核对预览。", detail=place)
    return kept


def _stamped(book: LedgerBook, original: Evidence | None, now: datetime) -> LedgerBook:
    if original is None:
        return replace(book, imported_at=now, original="")
    return replace(book, imported_at=now, original=original.sha256, original_name=original.name)


def _revised_head(kept: LedgerBook, new: LedgerBook) -> LedgerBook:
    """The new form's head; what the unit had filled in stays where the form is blank."""
    return replace(
        new,
        book_id=kept.book_id,
        year=new.year if new.year is not None else kept.year,
        title=new.title or kept.title,
        reporting_unit=new.reporting_unit or kept.reporting_unit,
        contact=new.contact or kept.contact,
        phone=new.phone or kept.phone,
    )


def _add(work: Work, book_id: int, position: int, row: FormRow) -> None:
    task_id = work.tasks.add(replace(row.task, task_id=0, book_id=book_id, position=position))
    work.states.put(TaskState(task_id).take(row.progress))
