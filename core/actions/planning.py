"""Room: core. A plan in: read, reviewed step by step in the store, and confirmed as the year's ledger."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from core.actions.documents import Documents
from core.actions.importing import apply_revision
from core.actions.ports import Store, Work
from core.actions.touched import NOTHING, Touched
from core.backup import BackupReason
from core.document import Document
from core.errors import LedgerError
from core.ledger.form import form_of
from core.ledger.ledger import Ledger
from core.ledger.read import read_ledger
from core.ledger.record import LedgerBook, LedgerForm, TaskRecord
from core.ledger.revise import FIELD_LABELS, RevisedRow, Revision, revise
from core.ledger.round import Round
from core.ledger.state import TaskState
from core.plan.lines import source_of
from core.plan.plan import Plan, ledger_of_plan
from core.plan.read import read_plan, read_plan_text, told_around
from core.plan.review import PlanChanges, PlanReview, review_of_ledger, review_of_plan
from core.progress import Progress

NO_PLAN = (
    "“{}”里没有找到工作任务（应有“一、”“（一）”“1.”一类的分条任务，或任务表），没有导入。请核对是否选错了文件；"
    "如果要点是图片或扫描件，请把文字粘贴进来。"
)
_SHOWN = 40


@dataclass(frozen=True, slots=True)
class Begun:
    """`already`: this very file is under review, or was confirmed, as `plan_id`; nothing was changed."""

    plan_id: int
    touched: Touched = NOTHING
    already: bool = False


def read_plan_file(documents: Documents, place: str, progress: Progress) -> PlanReview:
    """Read a 工作要点 in any format, as prose or as a table. LedgerError where it holds no task."""
    name = place.replace("\\", "/").rsplit("/", 1)[-1]
    progress.step(0, 2, f"正在读取 {name}")
    sha256 = hashlib.sha256(documents.read_bytes(place)).hexdigest()
    document = documents.read(place, look=True)
    progress.step(1, 2, f"正在理解 {name}")
    return understood(document, sha256, name)


def understood(document: Document, sha256: str, name: str) -> PlanReview:
    """Prose or table, whichever holds more of the tasks; an annexed list behind prose does not outdo the prose."""
    ledger, plan = read_ledger(document), read_plan(document)
    if ledger and not _prose_is_the_plan(plan, ledger):
        source = source_of(document)
        return review_of_ledger(ledger, source, told_around(source), sha256, name)
    if plan is None or not plan.tasks:
        raise LedgerError(NO_PLAN.format(name))
    return review_of_plan(plan, sha256, name)


def read_pasted(text: str) -> PlanReview:
    """The same from text that was pasted."""
    plan = read_plan_text(text.replace("\r\n", "\n").replace("\r", "\n"))
    if plan is None or not plan.tasks:
        raise LedgerError(NO_PLAN.format("粘贴的文字"))
    return review_of_plan(plan, "", "粘贴的文字")


def _prose_is_the_plan(plan: Plan | None, ledger: Ledger) -> bool:
    """Prose that names units itself, and has more tasks than the table behind it."""
    if plan is None:
        return False
    assigned = sum(bool(row.units.names) for row in plan.rows)
    return len(plan.tasks) > len(ledger.tasks) and assigned * 2 >= len(plan.tasks)


def begin_review(store: Store, review: PlanReview, place: str, now: datetime) -> Begun:
    """Keep the original and the draft; from here on every edit is saved."""
    known = next(
        (h for h in store.plans.all() if review.original and _original(store, h.plan_id) == review.original), None
    )
    if known:
        return Begun(known.plan_id, already=True)
    if place:
        kept = store.kept.keep(place)
        if kept.sha256 != review.original:
            raise LedgerError("该文件在读取之后又被改动，没有导入。请重新选择文件。", detail=place)
    title = review.metadata.title or review.original_name
    with store.step(f"导入要点《{title}》", now) as work:
        plan_id = work.plans.add(review)
    return Begun(plan_id, work.touched)


def _original(store: Store, plan_id: int) -> str:
    return store.plans.get(plan_id).original


def save_review(store: Store, review: PlanReview, name: str, now: datetime, merge: str = "") -> Touched:
    """One edit of a draft. `name` stands behind 撤销. A confirmed plan is not edited any more."""
    if store.plans.get(review.plan_id).confirmed:
        raise LedgerError("这份要点已经确认为年度台账，不能再改。如要更正，请点“修订”另起一版；数据没有改动。")
    with store.step(name, now, merge) as work:
        work.plans.put(review)
    return work.touched


def drop_review(store: Store, plan_id: int, now: datetime) -> Touched:
    """Give a draft up; undo brings it back."""
    if store.plans.get(plan_id).confirmed:
        raise LedgerError("这份要点已经确认为年度台账，不能删除。数据没有改动。")
    with store.step("放弃要点草稿", now) as work:
        work.plans.remove(plan_id)
    return work.touched


def correct_plan(store: Store, plan_id: int, now: datetime) -> Begun:
    """A new draft that starts from a confirmed plan, to mend it by hand."""
    plan = store.plans.get(plan_id)
    tasks = tuple(replace(t, row_id=0) for t in plan.tasks)
    draft = replace(plan, plan_id=0, book_id=0, version=0, confirmed_at=None, changes=PlanChanges(), tasks=tasks)
    with store.step("修订要点", now) as work:
        new_id = work.plans.add(draft)
    return Begun(new_id, work.touched)


def ledger_form(review: PlanReview) -> LedgerForm:
    """The plan as it stands, ready to be stored as a ledger."""
    plan = review.as_plan()
    ledger = ledger_of_plan(plan)
    form = form_of(
        ledger, review.original if review.from_table else "", review.original_name if review.from_table else ""
    )
    told = review.metadata
    return replace(form, book=replace(form.book, year=told.year, title=ledger.title))


def books_of_year(store: Store, review: PlanReview) -> tuple[LedgerBook, ...]:
    """Ledgers of the plan's year that it may correct; those confirmed from a plan first."""
    books = [b for b in store.books.all() if b.year is not None and b.year == review.metadata.year]
    return tuple(sorted(books, key=lambda b: not store.plans.of_book(b.book_id)))


def revision_of(store: Store, review: PlanReview, book_id: int) -> Revision:
    """What the plan would change in a ledger that is kept."""
    return revise(store.tasks.of(book_id, dropped=True), ledger_form(review))


def confirm_as_new(store: Store, review: PlanReview, now: datetime) -> tuple[int, Touched]:
    """确认为本年度台账: a new book with the plan's tasks and its first chosen 期次. Returns (book id, touched)."""
    _check_ready(review)
    form = ledger_form(review)
    store.backups.make(BackupReason.IMPORT, now)
    with store.step(f"确认《{review.metadata.title}》为{review.metadata.year}年度台账", now) as work:
        book_id = work.books.add(replace(form.book, imported_at=now))
        for row in form.rows:
            task_id = work.tasks.add(replace(row.task, task_id=0, book_id=book_id))
            work.states.put(TaskState(task_id))
        _add_round(work, review, book_id)
        work.plans.put(replace(review, book_id=book_id, version=1, confirmed_at=now))
    return book_id, work.touched


def confirm_as_revision(store: Store, review: PlanReview, book_id: int, revision: Revision, now: datetime) -> Touched:
    """A corrected plan is the ledger's next version: recorded progress stays with its task, what is dropped is put aside."""
    _check_ready(review)
    if revision.unsure:
        raise LedgerError(f"还有 {len(revision.unsure)} 行没有确定对应哪项任务，请先逐行确认。数据没有改动。")
    form = ledger_form(review)
    version = max((h.version for h in store.plans.of_book(book_id)), default=0) + 1
    store.backups.make(BackupReason.IMPORT, now)
    with store.step(f"按《{review.metadata.title}》修订台账", now) as work:
        book = work.books.get(book_id)
        work.books.put(replace(book, title=form.book.title or book.title))
        apply_revision(work, book_id, revision)
        if not work.rounds.of(book_id):
            _add_round(work, review, book_id)
        changed = replace(review, book_id=book_id, version=version, confirmed_at=now, changes=changes_of(revision))
        work.plans.put(changed)
    return work.touched


def changes_of(revision: Revision) -> PlanChanges:
    """The revision in lines for the eye. A task whose printed number alone differs is renumbered, not changed."""
    moved = [p for p in revision.changed if set(p.changes) <= {"number", "label"}]
    return PlanChanges(
        new=tuple(_named(row.task) for row in revision.new),
        changed=tuple(_changed(p) for p in revision.changed if p not in moved),
        dropped=tuple(_named(task) for task in revision.dropped),
        renumbered=tuple(f"第{p.task.number}项改为{_named(p.row.task)}" for p in moved),
    )


def _changed(pair: RevisedRow) -> str:
    fields = "、".join(FIELD_LABELS[name] for name in pair.changes if name not in ("number", "label"))
    return f"{_named(pair.row.task)}（{fields}）"


def _named(task: TaskRecord) -> str:
    words = " ".join((task.content or task.subtopic or task.topic).split())
    return f"第{task.number}项 {words[:_SHOWN]}{'…' if len(words) > _SHOWN else ''}"


def _add_round(work: Work, review: PlanReview, book_id: int) -> None:
    """A ledger has one open 期次 at most; the others stay with the plan (plans.rounds)."""
    chosen = [r for r in review.rounds if r.chosen]
    if chosen:
        work.rounds.add(Round(book_id, chosen[0].name, chosen[0].due_on))


def _check_ready(review: PlanReview) -> None:
    if not review.tasks:
        raise LedgerError("要点里没有任务，不能确认为台账。数据没有改动。")
    if review.metadata.year is None:
        raise LedgerError("请先填写要点的年度，再确认为年度台账。数据没有改动。")
    numbers = [row.number for row in review.rows]
    twice: Sequence[int] = sorted({n for n in numbers if numbers.count(n) > 1})
    if twice:
        told = "、".join(map(str, twice))
        raise LedgerError(
            f"序号{told}出现不止一次，各单位交回的台账会对不上。请先点“重新编号”或改正序号；数据没有改动。"
        )
