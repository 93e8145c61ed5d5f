"""Room: core. 工作交接: everything that is kept and everything still open, gathered from the store; then one file."""

from collections.abc import Iterator
from datetime import date, datetime

from core.actions.documents import Documents
from core.actions.ports import Store
from core.handover import ENDING, Handover, OpenItem, handover_list
from core.ledger.outlook import AddWorkingDays, outlook
from core.ledger.state import Status
from core.registers.kit import RegisterKit
from core.registers.request import REGISTER as REQUESTS
from core.registers.request import request_of
from core.registers.term import WAITING_LABELS, answer_term

OPEN = frozenset({Status.NOT_STARTED, Status.UNDER_WAY})
WORDS = 40


def gather_handover(
    store: Store,
    kit: RegisterKit | None,
    today: date,
    people: tuple[str, str, str] = ("", "", ""),
    add_working_days: AddWorkingDays | None = None,
) -> Handover:
    """`people`: giver, taker, witness."""
    items = [*_tasks(store, today, add_working_days), *_rounds(store), *_reports(store, today)]
    if kit:
        items += _requests(store, kit)
    return Handover(store.settings.get().unit_name, today, *people, tuple(_kept(store, kit)), tuple(items))


def hand_over(store: Store, documents: Documents, handover: Handover, place: str, now: datetime) -> tuple[str, ...]:
    """Write the file, and the list to print beside it. Returns the names of kept files that are lost."""
    list_place = f"{place.removesuffix(ENDING)}·交接清单.docx"
    documents.convert(handover_list(handover), list_place)
    return store.backups.hand_over(place, documents.read_bytes(list_place), now)


def _kept(store: Store, kit: RegisterKit | None) -> Iterator[tuple[str, str]]:
    for book in store.books.all():
        rounds = len(store.rounds.of(book.book_id))
        count = f"{len(store.tasks.of(book.book_id))}项任务，{rounds}次报送"
        yield f"《{book.title or book.original_name}》", count
    reports = [r for r in store.reports.all() if not r.reference]
    if reports:
        years = "、".join(f"{r.year}年" for r in reports if r.year)
        yield "政府信息公开工作年度报告", f"{len(reports)}份（{years}）"
    for register in kit.registers if kit else ():
        entries = store.registers.of(register.register_id)
        if entries:
            yield f"{register.title}登记簿", f"{len(entries)}{register.item}"


def _tasks(store: Store, today: date, add_working_days: AddWorkingDays | None) -> Iterator[OpenItem]:
    for book in store.books.all()[:1]:
        states = store.states.of(book.book_id)
        for task in store.tasks.of(book.book_id):
            state = states[task.task_id]
            if state.status in OPEN:
                due = outlook(task, state, today, add_working_days).on
                text = " ".join((task.topic or task.content).split())[:WORDS]
                yield OpenItem(f"第{task.label or task.number}项任务：{text}", due)


def _rounds(store: Store) -> Iterator[OpenItem]:
    for book in store.books.all():
        yield from (OpenItem(f"{r.name}报送未完成", r.due_on) for r in store.rounds.of(book.book_id) if r.open)


def _reports(store: Store, today: date) -> Iterator[OpenItem]:
    """Earlier years' reports are kept to be compared with: they were published before this program was there."""
    for head in store.reports.all():
        due = not head.reference and (head.year or today.year) >= today.year - 1
        if due and not store.reports.versions(head.report_id):
            yield OpenItem(f"{head.year or ''}年度报告尚未公布")


def _requests(store: Store, kit: RegisterKit) -> Iterator[OpenItem]:
    for entry in store.registers.of(REQUESTS):
        request = request_of(entry)
        if request.open:
            term = answer_term(request, kit.calendar)
            number = entry.text("number")
            yield OpenItem(f"依申请公开 {number}：{WAITING_LABELS[term.waiting]}".replace(" ：", "："), term.due)
