"""Room: gui. The open store and the ledger on the table: reads it, runs actions on it, tells who must look again."""

import gc
import logging
from collections.abc import Callable, Generator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, datetime

from PySide6.QtCore import QObject, QTimer, Signal

from core.accepted import AcceptedFinding, split
from core.actions.directory import directory_with
from core.actions.failures import Stale
from core.actions.ports import Store
from core.actions.touched import Touched
from core.errors import LedgerError
from core.finding import Finding
from core.ledger.listing import ConcernOf, ListedTask, list_tasks
from core.ledger.record import LedgerBook
from core.ledger.round import Remark, Round
from core.ledger.state import TaskState
from core.progress import Progress
from core.settings import Settings
from core.units import UnitDirectory
from gui.services import Checked, Services
from gui.worker import Worker

log = logging.getLogger(__name__)
CHECK_AFTER_MS = 250


@contextmanager
def no_collection() -> Generator[None]:
    """Making ten thousand rows sets off the garbage collector again and again, and it finds nothing."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


class Workbench(QObject):
    """`rows` are in the form's order. Everything here is read from the store and never written back but by actions."""

    book_read = Signal()
    tasks_read = Signal(object)  # frozenset of task ids
    findings_read = Signal()
    reports_touched = Signal(object)  # frozenset of annual reports' ids
    subjects_touched = Signal(object)  # frozenset of words: units, intake …
    saved = Signal()
    told = Signal(str)
    failed = Signal(str)

    def __init__(self, store: Store, services: Services, worker: Worker, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.store, self.services, self.worker = store, services, worker
        self.settings: Settings = store.settings.get()
        self.books: tuple[LedgerBook, ...] = ()
        self.book: LedgerBook | None = None
        self.rows: list[ListedTask] = []
        self.rounds: tuple[Round, ...] = ()
        self.remarks: tuple[Remark, ...] = ()
        self.findings: list[Finding] = []
        self.answered: list[tuple[Finding, AcceptedFinding]] = []
        self._at: dict[int, int] = {}
        self._directory: tuple[int, UnitDirectory] | None = None  # of which year
        self._raw_findings: Sequence[Finding] = ()
        self._check_soon = QTimer(self)
        self._check_soon.setSingleShot(True)
        self._check_soon.setInterval(CHECK_AFTER_MS)
        self._check_soon.timeout.connect(self._start_check)
        self._checks_asked = 0

    # -- reading -----------------------------------------------------------------------------------------------------

    @property
    def now(self) -> datetime:
        return self.services.clock()

    @property
    def today(self) -> date:
        return self.now.date()

    @property
    def year(self) -> int:
        return (self.book and self.book.year) or self.settings.year or self.today.year

    @property
    def unit(self) -> str:
        return self.settings.unit_name or (self.book.reporting_unit if self.book else "")

    @property
    def directory(self) -> UnitDirectory | None:
        """The standard units, with the store's own of the year on the table."""
        if self.services.directory is None:
            return None
        if self._directory is None or self._directory[0] != self.year:
            self._directory = self.year, directory_with(self.store, self.services.directory, self.year)
        return self._directory[1]

    @property
    def open_round(self) -> Round | None:
        return next((r for r in self.rounds if r.open), None)

    @property
    def latest_round(self) -> Round | None:
        return self.open_round or (self.rounds[-1] if self.rounds else None)

    @property
    def checking(self) -> bool:
        return self._check_soon.isActive() or self._checks_asked > 0

    def row(self, task_id: int) -> ListedTask | None:
        at = self._at.get(task_id)
        return self.rows[at] if at is not None else None

    def rows_numbered(self, where: Sequence[str]) -> list[ListedTask]:
        """Rows that a finding's places name (task:3)."""
        numbers = {int(w[5:]) for w in where if w.startswith("task:") and w[5:].isdigit()}
        return [r for r in self.rows if r.task.number in numbers]

    def read_books(self, wanted: int = 0) -> None:
        """Read the list of ledgers and open `wanted`, else the one that was open, else the newest."""
        self.books = self.store.books.all()
        self._directory = None
        by_id = {b.book_id: b for b in self.books}
        shown = self.book.book_id if self.book else self.settings.book_id
        self.book = by_id.get(wanted) or by_id.get(shown) or (self.books[0] if self.books else None)
        if self.book and self.book.book_id != self.settings.book_id:
            self.keep_settings(replace(self.settings, book_id=self.book.book_id))
        self._read_book()

    def _read_book(self) -> None:
        book_id = self.book.book_id if self.book else 0
        with no_collection():
            tasks = self.store.tasks.of(book_id) if book_id else ()
            states: Mapping[int, TaskState] = self.store.states.of(book_id) if book_id else {}
            self.rows = list_tasks(tasks, states, self.today, self._concern_of(), self.services.add_working_days)
        self.rounds = self.store.rounds.of(book_id) if book_id else ()
        self.remarks = self.store.rounds.remarks(book_id) if book_id else ()
        self._at = {r.task.task_id: i for i, r in enumerate(self.rows)}
        self._place_findings(self._raw_findings if book_id else ())
        self.book_read.emit()
        self.check_again()

    def _read_tasks(self, task_ids: frozenset[int]) -> None:
        ours = [i for i in task_ids if i in self._at]
        tasks = [self.store.tasks.get(i) for i in ours]
        states = {i: self.store.states.get(i) for i in ours}
        fresh = list_tasks(tasks, states, self.today, self._concern_of(), self.services.add_working_days)
        for row in fresh:
            at = self._at[row.task.task_id]
            self.rows[at] = replace(row, findings=self.rows[at].findings)
        self.tasks_read.emit(frozenset(ours))
        self.check_again()

    def _concern_of(self) -> ConcernOf | None:
        directory, settings = self.directory, self.settings
        unit = self.unit
        if directory is None or not unit:
            return None
        return lambda lead, responsible: directory.concern(unit, lead, responsible, settings.unit_kind)

    # -- acting ------------------------------------------------------------------------------------------------------

    def do(self, action: Callable[[Store, datetime], Touched], said: str = "") -> bool:
        """Run one action; True when it was done. What the user can mend is told in the window, never lost."""
        touched = self.attempt(lambda: action(self.store, self.now))
        if touched is None:
            return False
        self.look_again(touched)
        if said and touched:
            self.told.emit(said)
        return True

    def attempt(self, call: Callable[[], Touched | None]) -> Touched | None:
        """`call`, with its LedgerError told; Stale reads the book again as well."""
        try:
            return call()
        except LedgerError as e:
            log.info("%s (%s)", e.message, e.detail)
            if isinstance(e, Stale):
                self.read_books()
            self.failed.emit(e.message)
            return None

    def look_again(self, touched: Touched) -> None:
        if touched.books or "units" in touched.subjects:  # units decide what a task means here
            self.read_books()
        elif touched.tasks:
            self._read_tasks(touched.tasks)
        if touched.reports:
            self.reports_touched.emit(touched.reports)
        if touched.subjects:
            self.subjects_touched.emit(touched.subjects)
        if touched:
            self.saved.emit()

    def undo(self) -> None:
        name = self.store.undo_name
        if name and self.do(lambda store, now: store.undo(now)):
            self.told.emit(f"已撤销：{name}。")

    def redo(self) -> None:
        name = self.store.redo_name
        if name and self.do(lambda store, now: store.redo(now)):
            self.told.emit(f"已重做：{name}。")

    def keep_settings(self, settings: Settings) -> None:
        self.store.settings.put(settings, self.now)
        self.settings = settings

    def change_settings(self, settings: Settings) -> None:
        """Keep them and show the ledger anew: unit, kind and year decide what is shown."""
        self.keep_settings(settings)
        self.read_books()

    # -- findings ----------------------------------------------------------------------------------------------------

    def check_again(self) -> None:
        self._check_soon.start()

    def checked(self) -> Checked | None:
        """What the check looks at, as it stands; None without a ledger."""
        if self.book is None:
            return None
        before = next((b for b in self.books if b.year and b.year == self.year - 1), None)
        return Checked(
            self.book,
            tuple(r.task for r in self.rows),
            {r.task.task_id: r.state for r in self.rows},
            self.store.entries.in_book(self.book.book_id),
            self.settings,
            frozenset(r.task.task_id for r in self.rows if r.mine),
            self.today,
            self.store.tasks.of(before.book_id) if before else (),
            self.store.states.of(before.book_id) if before else {},
            self.directory,
        )

    def _start_check(self) -> None:
        checked = self.checked()
        if checked is None:
            self._take_findings(())
            return
        self._checks_asked += 1
        asked, check = self._checks_asked, self.services.check

        def job(progress: Progress) -> Sequence[Finding]:
            return check(checked)

        def done(findings: Sequence[Finding]) -> None:
            if asked == self._checks_asked:
                self._checks_asked = 0
                self._take_findings(findings)

        self.worker.run(job, done, lambda e: self._check_failed(e, asked), quiet=True)

    def _check_failed(self, error: LedgerError, asked: int) -> None:
        if asked == self._checks_asked:
            self._checks_asked = 0
        self.failed.emit(error.message)

    def _take_findings(self, findings: Sequence[Finding]) -> None:
        self._place_findings(findings)
        self.findings_read.emit()

    def _place_findings(self, findings: Sequence[Finding]) -> None:
        """Sort them into answered and open ones, and the open ones to their rows."""
        self._raw_findings = findings
        accepted = self.store.acceptances.of(self.book.book_id) if self.book else ()
        self.findings, self.answered = split(findings, accepted)
        of_number: dict[str, list[Finding]] = {}
        for finding in self.findings:
            for place in finding.where:
                of_number.setdefault(place, []).append(finding)
        for at, row in enumerate(self.rows):
            mine = tuple(of_number.get(f"task:{row.task.number}", ()))
            if mine != row.findings:
                self.rows[at] = replace(row, findings=mine)
