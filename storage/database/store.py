"""Room: storage. The store as core's ports want it: shelves to read, steps to write, undo, backups."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from datetime import datetime
from pathlib import Path

from core.actions.touched import Touched
from core.backup import BackupCopy, BackupReason
from core.errors import LedgerError
from storage.data_folder import is_network_share
from storage.database import backup, journal, restore
from storage.database.acceptances import Acceptances, ReadAcceptances
from storage.database.books import Books, ReadBooks
from storage.database.entries import Entries, ReadEntries
from storage.database.failures import damaged, plain_words, share
from storage.database.kept import KeptFolder
from storage.database.lock import FolderLock
from storage.database.opening import NAME, open_file
from storage.database.private import make_folder
from storage.database.rounds import ReadRounds, Rounds
from storage.database.session import Session, connect
from storage.database.settings import SettingsShelf
from storage.database.states import ReadStates, States
from storage.database.tasks import ReadTasks, Tasks
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


class Backups:
    """Copies of this store, and the way back from one."""

    def __init__(self, session: Session, settings: SettingsShelf) -> None:
        self._session = session
        self._settings = settings

    def make(self, reason: BackupReason, now: datetime, folder: str = "") -> BackupCopy | None:
        target = self._folder(folder)
        if reason is BackupReason.MANUAL:
            return self._copy(target, reason, now)
        version = self._session.rows("SELECT version FROM store_state")[0][0]
        try:
            if version in ("", backup.newest_version(target)):  # "": nothing was ever saved
                return None
            copy = self._copy(target, reason, now)
        except LedgerError:  # the chosen folder is away (a USB stick): better a copy at home than none
            target = self._home
            copy = self._copy(target, reason, now)
        backup.thin_out(target, now)
        return copy

    def copies(self, folder: str = "") -> tuple[BackupCopy, ...]:
        return backup.copies(self._folder(folder))

    def restore(self, place: str, now: datetime) -> BackupCopy:
        """The safety copy is made before the backup is looked at, and the store is open again afterwards."""
        session = self._session
        with session.lock:
            restore.check(Path(place))
            safety = self._copy(self._home, BackupReason.RESTORE, now)
            with plain_words(session.folder):
                session.conn.close()
            try:
                restore.put_back(session.folder, Path(place))
            finally:
                session.use(_open(session.file, now))
        return safety

    def _copy(self, folder: Path, reason: BackupReason, now: datetime) -> BackupCopy:
        """On a connection of its own, so that the window goes on; on the open one when the store's file is away."""
        kept = KeptFolder(self._session.folder)
        if not self._session.in_place():
            with self._session.lock:
                return backup.make_copy(self._session.conn, kept, folder, reason, now)
        with closing(connect(self._session.file)) as conn:
            return backup.make_copy(conn, kept, folder, reason, now)

    def _folder(self, folder: str) -> Path:
        chosen = folder or self._settings.get().backup_folder
        return Path(chosen) if chosen else self._home

    @property
    def _home(self) -> Path:
        return self._session.folder / backup.FOLDER


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
        return Store(Session(file, _open(file, now)), lock)
    except BaseException:
        lock.release()
        raise


def _open(file: Path, now: datetime) -> sqlite3.Connection:
    """The connection, with a backup before a store of an older version is brought up to date."""
    backups, kept = file.parent / backup.FOLDER, KeptFolder(file.parent)
    return open_file(file, lambda old: backup.make_copy(old, kept, backups, BackupReason.MIGRATION, now))


def _check_not_lost(data: Path) -> None:
    """A store whose database was deleted is not a new one: say so, and offer its backups."""
    file = data / NAME
    empty = not file.exists() or file.stat().st_size == 0
    if empty and (backup.copies(data / backup.FOLDER) or (data / f"{NAME}-wal").exists()):
        raise damaged("the database is gone or empty, its backups or its -wal are there")
