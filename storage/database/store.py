"""Room: storage. The store as core's ports want it: shelves to read, steps to write, undo, backups."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path

from core.actions.touched import Touched
from core.errors import LedgerError
from storage.data_folder import is_network_share
from storage.database import backup, journal
from storage.database.acceptances import Acceptances, ReadAcceptances
from storage.database.backups import Backups, open_backed_up
from storage.database.books import Books, ReadBooks
from storage.database.entries import Entries, ReadEntries
from storage.database.failures import damaged, plain_words, share
from storage.database.kept import KeptFolder
from storage.database.lock import FolderLock
from storage.database.opening import NAME
from storage.database.plans import Plans, ReadPlans
from storage.database.private import make_folder
from storage.database.registers import ReadRegisters, Registers
from storage.database.reports import ReadReports, Reports
from storage.database.returns import ReadReturns, Returns
from storage.database.rounds import ReadRounds, Rounds
from storage.database.scores import ReadScores, Scores
from storage.database.session import Session
from storage.database.settings import SettingsShelf
from storage.database.states import ReadStates, States
from storage.database.summaries import ReadSummaries, Summaries
from storage.database.tasks import ReadTasks, Tasks
from storage.database.units import ReadUnits, Units
from storage.database.values import instant


class Work:
    """The shelves open for writing, inside one step."""

    def __init__(self, session: Session, recorder: journal.Recorder) -> None:
        self.books = Books(session, recorder)
        self.tasks = Tasks(session, recorder)
        self.states = States(session, recorder)
        self.entries = Entries(session, recorder)
        self.rounds = Rounds(session, recorder)
        self.acceptances = Acceptances(session, recorder)
        self.plans = Plans(session, recorder)
        self.registers = Registers(session, recorder)
        self.reports = Reports(session, recorder)
        self.intake = Returns(session, recorder)
        self.units = Units(session, recorder)
        self.scores = Scores(session, recorder)
        self.summary = Summaries(session, recorder)
        self._recorder = recorder

    @property
    def touched(self) -> Touched:
        return self._recorder.touched


class Store:
    """One data folder, open in this window alone. Made by `open_store`."""

    def __init__(self, session: Session, lock: FolderLock) -> None:
        self._session = session
        self._lock = lock
        self.folder = str(session.folder)
        self.books = ReadBooks(session)
        self.tasks = ReadTasks(session)
        self.states = ReadStates(session)
        self.entries = ReadEntries(session)
        self.rounds = ReadRounds(session)
        self.acceptances = ReadAcceptances(session)
        self.plans = ReadPlans(session)
        self.registers = ReadRegisters(session)
        self.reports = ReadReports(session)
        self.intake = ReadReturns(session)
        self.units = ReadUnits(session)
        self.scores = ReadScores(session)
        self.summary = ReadSummaries(session)
        self.kept = KeptFolder(session.folder)
        self.settings = SettingsShelf(session)
        self.backups = Backups(session, self.settings)

    @contextmanager
    def step(self, name: str, now: datetime, merge: str = "") -> Iterator[Work]:
        with self._session.writing() as conn:
            recorder = journal.Recorder(conn)
            yield Work(self._session, recorder)
            if recorder.changes:
                recorder.finish(name, merge, now)

    @property
    def undo_name(self) -> str:
        return self._name_of("undone = 0 ORDER BY id DESC")

    @property
    def redo_name(self) -> str:
        return self._name_of("undone = 1 ORDER BY id")

    @property
    def saved_at(self) -> datetime | None:
        return instant(self._session.rows("SELECT saved_at FROM store_state")[0][0])

    def undo(self, now: datetime) -> Touched:
        return self._swap(now, undo=True)

    def redo(self, now: datetime) -> Touched:
        return self._swap(now, undo=False)

    def close(self) -> None:
        """Everything was saved already. A folder that has vanished must not keep the window from closing."""
        with self._session.lock, suppress(LedgerError), plain_words(self._session.folder):
            self._session.conn.close()
        self._lock.release()

    def _name_of(self, which: str) -> str:
        rows = self._session.rows(f"SELECT name FROM undo_step WHERE {which} LIMIT 1")
        return rows[0][0] if rows else ""

    def _swap(self, now: datetime, undo: bool) -> Touched:
        with self._session.writing() as conn:
            step = journal.next_undo(conn) if undo else journal.next_redo(conn)
            return journal.swap(conn, step[0], undo, now) if step else Touched()


def open_store(folder: str | Path, now: datetime) -> Store:
    """Open the data folder, or create it. LedgerError of core.actions.failures; nothing is changed then."""
    data = Path(folder).absolute()
    if is_network_share(data):
        raise share(data)
    with plain_words(data):
        make_folder(data)
        lock = FolderLock(data, now)
    try:
        _check_not_lost(data)
        file = data / NAME
        return Store(Session(file, open_backed_up(file, now)), lock)
    except BaseException:
        lock.release()
        raise


def _check_not_lost(data: Path) -> None:
    """A store whose database was deleted is not a new one: say so, and offer its backups."""
    file = data / NAME
    empty = not file.exists() or file.stat().st_size == 0
    if empty and (backup.copies(data / backup.FOLDER) or (data / f"{NAME}-wal").exists()):
        raise damaged("the database is gone or empty, its backups or its -wal are there")
