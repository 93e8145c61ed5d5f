"""Room: storage. The copies of an open store, and the way back from one."""

import sqlite3
from contextlib import closing
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from core.backup import BackupCopy, BackupReason
from core.errors import LedgerError
from storage.database import backup, handover, restore
from storage.database.failures import plain_words
from storage.database.kept import FOLDER as KEPT
from storage.database.kept import KeptFolder
from storage.database.opening import open_file
from storage.database.session import Session, connect
from storage.database.settings import SettingsShelf


class Backups:
    """Satisfies core's Backups port."""

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
        """Nothing is touched before the backup was checked and the safety copy made; the store is open again after."""
        session = self._session
        with session.lock:
            restore.check(Path(place))
            safety = self._copy(self._home, BackupReason.RESTORE, now)
            with plain_words(session.folder):
                session.conn.close()
            try:
                restore.put_back(session.folder, Path(place))
            finally:
                session.use(open_backed_up(session.file, now))
        return safety

    def hand_over(self, place: str, listing: bytes, now: datetime) -> tuple[str, ...]:
        """A fresh copy in a folder of its own, then all of it into one file."""
        target = Path(place)
        with plain_words(target.parent), TemporaryDirectory(prefix=".交接-", dir=target.parent) as scratch:
            copy = self._copy(Path(scratch), BackupReason.MANUAL, now)
            handover.pack(Path(copy.place), Path(scratch) / KEPT, listing, target)
        return copy.missing

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


def open_backed_up(file: Path, now: datetime) -> sqlite3.Connection:
    """The connection, with a backup before a store of an older version is brought up to date."""
    backups, kept = file.parent / backup.FOLDER, KeptFolder(file.parent)
    return open_file(file, lambda old: backup.make_copy(old, kept, backups, BackupReason.MIGRATION, now))
