"""Room: gui. What the page 收件 works on: files read and not stored, or what is stored of a round; jobs and mendings."""

from collections import deque
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from typing import TypeVar

from PySide6.QtCore import QObject, Signal

from core.actions.intake_terms import change_terms
from core.actions.intaking import confirm_intake, give_terms, read_intake, stored_intake, undo_intake
from core.actions.touched import Touched
from core.errors import LedgerError
from core.intake.carry import carry_over
from core.intake.listing import FilePart, FileRow, list_files, part_of_line, parts_of_stored
from core.intake.record import IntakeRecord, ReturnedFile
from core.intake.returned import Intake, Terms
from core.intake.taken import ReadIntake
from core.intake.tally import Tally, tally_of
from core.ledger.ledger import Declared, Head, Ledger
from core.progress import Cancelled, Progress
from core.units import Unit, UnitDirectory
from gui.intake.terms_line import next_round
from gui.signals import on
from gui.workbench import Workbench

CALLED_OFF = "已取消读取，没有保存任何内容。可以重新选择文件夹。"
Mend = Callable[[ReadIntake], ReadIntake]
T = TypeVar("T")
NO_PLAN = Ledger("", None, Head(), Declared(), (), (), frozenset())


class IntakeDesk(QObject):
    """`read` is None where nothing waits to be confirmed; then `files` and `intake` are what is stored of `terms.round`."""

    changed = Signal()
    called_off = Signal(str)  # what is said of it

    def __init__(self, bench: Workbench, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bench = bench
        self.book_id = 0
        self.terms = Terms()
        self.places: tuple[str, ...] = ()
        self.read: ReadIntake | None = None
        self.files: tuple[ReturnedFile, ...] = ()
        self.records: tuple[IntakeRecord, ...] = ()
        self.intake: Intake | None = None
        self.task_ids: tuple[int, ...] = ()
        self.rows: tuple[FileRow, ...] = ()
        self.tally: Tally | None = None
        self.reading = False
        self._asked = 0
        self._stopped = self._storing = False
        self._mends: deque[Mend] = deque()
        self._mending = False
        on(bench.worker.busy_changed, bool, self._tell_called_off)

    # -- what there is -----------------------------------------------------------------------------------------------

    @property
    def rounds(self) -> tuple[str, ...]:
        return self._bench.store.intake.rounds(self.book_id) if self.book_id else ()

    @property
    def planned(self) -> Mapping[str, date]:
        """The rounds that the plan names, with their last days."""
        rounds = self._bench.store.plans.rounds(self.book_id) if self.book_id else ()
        return {r.name: r.due_on for r in rounds if r.name}

    def _fresh(self, name: str) -> Terms:
        """The terms of a round before anything was said of them."""
        issued = self._bench.store.plans.issued_on(self.book_id) if self.book_id else None
        return Terms(name, self.planned.get(name), self._bench.today, issued)

    @property
    def directory(self) -> UnitDirectory:
        directory = self._bench.directory
        if directory is None:
            raise LedgerError("没有读到单位名录，不能收件。请检查程序文件是否完整。")
        return directory

    @property
    def known_units(self) -> Mapping[str, Unit]:
        return {u.name: u for u in self.directory.units}

    @property
    def unit_names(self) -> list[str]:
        """Who may have sent a file: the directory's, then those that the plan or the files name."""
        others = (u.name for u in self.intake.units) if self.intake else ()
        return list(dict.fromkeys((*self.known_units, *others)))

    @property
    def last_record(self) -> IntakeRecord | None:
        """The last confirmed intake of the round that is shown."""
        return next((r for r in reversed(self.records) if r.round == self.terms.round), None)

    @property
    def plan(self) -> Ledger:
        """The book as a plan: what files are held against."""
        return self.intake.plan if self.intake else NO_PLAN

    def stored(self, key: str) -> ReturnedFile | None:
        return next((f for f in self.files if f"#{f.file_id}" == key), None)

    def row(self, key: str) -> FileRow | None:
        """The row in which the file of that key stands."""
        return next((r for r in self.rows if any(p.key == key for p in r.parts)), None)

    def texts_of(self, row: FileRow) -> str:
        """What the unit says in it, to be searched."""
        stored = self.stored(row.key)
        if stored is not None:
            return "\n".join(r.progress for r in stored.rows)
        rows = self.read.file(row.key).arrived.rows if self.read else None
        return "\n".join(r.progress for r in rows.on.values()) if rows else ""

    # -- rounds ------------------------------------------------------------------------------------------------------

    def open_book(self) -> None:
        """The ledger on the table: its latest round, or the first one, which nothing was collected of yet."""
        book_id = self._bench.book.book_id if self._bench.book else 0
        if book_id != self.book_id:
            self.book_id, self.read = book_id, None
            rounds, planned = self.rounds, list(self.planned)
            self.terms = self._fresh(rounds[-1] if rounds else planned[0] if planned else next_round(rounds))
        self.load()

    def open_round(self, name: str) -> None:
        """Another round: what was read is read again against it, else what is stored of it is shown."""
        self.terms = self._fresh(name)
        if self.read is not None:
            self.terms = replace(self.terms, received_on=self.read.terms.received_on)
            self.start(self.places)
            return
        self.load()

    def change_terms(self, due_on: date | None, received_on: date | None) -> None:
        """Of what is read, in memory; of what is stored, as one step."""
        terms = replace(self.terms, due_on=due_on, received_on=received_on)
        if self.read is not None:
            self.mend(lambda read: give_terms(read, terms))
        elif self.last_record is not None:
            days, book_id, round_ = (due_on, received_on), self.book_id, terms.round
            self._bench.do(lambda s, now: change_terms(s, book_id, round_, *days, now))
        else:
            self.terms = terms
            self.changed.emit()

    def load(self) -> None:
        """What is stored of the round, unless something read waits to be confirmed."""
        store, book_id = self._bench.store, self.book_id
        self.task_ids = tuple(t.task_id for t in store.tasks.of(book_id)) if book_id else ()
        self.records = store.intake.intakes(book_id) if book_id else ()
        record = self.last_record
        if record is not None and self.read is None:
            self.terms = Terms(record.round, record.due_on, record.received_on, record.issued_on)
        if self.read is not None:
            self.changed.emit()
            return
        self.files = store.intake.files(book_id, self.terms.round) if record else ()
        if not self.files:
            self._show(None)
            return
        directory, round_ = self.directory, self.terms.round
        self._asked += 1
        job = partial(_rebuild, self._bench, book_id, round_, directory)
        self._bench.worker.run(job, partial(self._show_stored, self._asked), self._fail, quiet=True)

    def _show_stored(self, asked: int, intake: Intake) -> None:
        if asked == self._asked and self.read is None:
            self._show(intake)

    def _show(self, intake: Intake | None) -> None:
        self.intake = intake
        if intake is None:
            self.rows, self.tally = (), None
        else:
            self.rows = list_files(self._parts(intake), intake)
            self.tally = tally_of(intake, self.rows if self.read is None else (*self.rows, *self._counting(intake)))
        self.changed.emit()

    def _parts(self, intake: Intake) -> Sequence[FilePart]:
        if self.read is not None:
            return [part_of_line(line) for line in self.read.lines]
        return sorted(parts_of_stored(self.files, intake), key=lambda p: p.name)

    def _counting(self, intake: Intake) -> tuple[FileRow, ...]:
        """Stored files that count beside those just read."""
        named = {r.unit for r in self.rows}
        stored = parts_of_stored(self.read.before.files if self.read else (), intake)
        return list_files([p for p in stored if p.unit not in named and not p.old], intake)

    # -- reading and mending -----------------------------------------------------------------------------------------

    def add(self, places: Sequence[str]) -> None:
        """More files beside those that were read and wait."""
        if not self.reading:
            self.start(tuple(dict.fromkeys((*(self.places if self.read else ()), *places))))

    def start(self, places: Sequence[str]) -> None:
        """Read files and folders off the GUI thread; nothing is stored, and what was mended already stays so."""
        bench, terms, book_id = self._bench, self.terms, self.book_id
        store, documents, directory = bench.store, bench.services.documents, self.directory
        self.reading = True
        self._asked += 1

        def job(progress: Progress) -> ReadIntake:
            forms = bench.services.forms(store.folder)
            fresh = read_intake(store, documents, places, book_id, directory, terms, progress, forms)
            return carry_over(self.read, fresh) if self.read else fresh

        bench.worker.run(
            lambda progress: self._stoppable(lambda: job(progress)), partial(self._take_read, tuple(places)), self._fail
        )
        self.changed.emit()

    def read_again(self) -> None:
        """The store or the directory changed: what was read is held against it anew."""
        if self.read is not None and not self.reading and not self._storing:
            self.start(self.places)

    def _take_read(self, places: tuple[str, ...], read: ReadIntake) -> None:
        self.reading = False
        self._mends.clear()
        self.places, self.read = places, read
        self._show(read.judged)

    def drop(self) -> None:
        """Forget what was read."""
        self.read = None
        self._mends.clear()
        self.load()

    def mend(self, mend: Mend) -> None:
        """One after another, each on what the one before it gave."""
        self._mends.append(mend)
        self._next_mend()

    def _next_mend(self) -> None:
        if self._mending or not self._mends or self.read is None:
            return
        self._mending = True
        mend, read = self._mends.popleft(), self.read
        self._bench.worker.run(lambda progress: mend(read), self._take_mended, self._fail_mend, quiet=True)

    def _take_mended(self, read: ReadIntake) -> None:
        self._mending = False
        if self.read is not None:
            self.read = read
            self.terms = read.terms
            if not self._mends:
                self._show(read.judged)
        self._next_mend()

    def _fail_mend(self, error: LedgerError) -> None:
        self._mending = False
        self._fail(error)
        self._next_mend()

    # -- storing -----------------------------------------------------------------------------------------------------

    def confirm(self) -> None:
        bench, read = self._bench, self.read
        if read is None or self._mending:
            return
        store, documents, now = bench.store, bench.services.documents, bench.now

        def job(progress: Progress) -> Touched:
            return self._stoppable(lambda: confirm_intake(store, documents, read, now, progress))

        self._storing = True
        before = len(self._in_round())
        bench.worker.run(job, partial(self._take_confirmed, before), self._fail_confirm)

    def _in_round(self) -> tuple[ReturnedFile, ...]:
        return self._bench.store.intake.files(self.book_id, self.terms.round)

    def _take_confirmed(self, before: int, touched: Touched) -> None:
        self._storing, self.read = False, None
        count = len(self._in_round()) - before
        self._bench.look_again(touched)
        self.load()
        self._bench.told.emit(f"已收件 {count} 份，原文件都已留存。可以撤销本次收件。")

    def _fail_confirm(self, error: LedgerError) -> None:
        self._storing = False
        self._fail(error)
        self.load()

    def undo_last(self) -> None:
        record = self.last_record
        if record is not None and self._bench.do(lambda s, now: undo_intake(s, record.intake_id, now)):
            self._bench.told.emit("已撤销本次收件，收到的文件不再计入；留存的原文件没有删除。")

    # -- jobs that were called off -----------------------------------------------------------------------------------

    def _stoppable(self, work: Callable[[], T]) -> T:
        """A job that was called off tells nobody, so that is kept until the bar goes."""
        try:
            return work()
        except Cancelled:
            self._stopped = True
            raise

    def _tell_called_off(self, busy: bool) -> None:
        if busy or not self._stopped:
            return
        words = CALLED_OFF
        if self._storing:
            count = len(self._in_round())
            words = f"已取消。这一期已存入 {count} 份，都是完整的；其余没有存。可以再点“确认收件”继续，或撤销。"
        self._stopped = self._storing = False
        self._as_before()
        self.called_off.emit(words)
        self.load()

    def _as_before(self) -> None:
        """Another reading came to nothing: what was read before still waits, with its own terms."""
        self.reading = False
        if self.read is not None:
            self.terms = self.read.terms

    def _fail(self, error: LedgerError) -> None:
        self._as_before()
        self._bench.failed.emit(error.message)
        self.changed.emit()


def _rebuild(bench: Workbench, book_id: int, round_: str, directory: UnitDirectory, progress: Progress) -> Intake:
    forms = bench.services.forms(bench.store.folder)
    return stored_intake(bench.store, book_id, round_, directory, forms)
