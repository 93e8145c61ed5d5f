"""Room: storage. Finding, opening and rescuing a store: what a window needs before it has one."""

from datetime import datetime
from pathlib import Path

from core.backup import BackupCopy
from core.errors import LedgerError
from storage import data_folder
from storage.database import backup, handover, restore
from storage.database.failures import plain_words
from storage.database.lock import FolderLock
from storage.database.opening import NAME
from storage.database.private import make_folder
from storage.database.store import Store, open_store


class LocalStores:
    """Satisfies core's Stores port. `pointer` is the file that remembers the last folder (None: in the profile)."""

    def __init__(self, pointer: Path | None = None) -> None:
        self._pointer = pointer

    def propose(self) -> str:
        return str(data_folder.propose())

    def last_used(self) -> str:
        folder = data_folder.last_used(self._pointer)
        return str(folder) if folder else ""

    def holds_data(self, folder: str) -> bool:
        return (Path(folder) / NAME).is_file() or bool(self.copies(folder))

    def open(self, folder: str, now: datetime) -> Store:
        store = open_store(folder, now)
        data_folder.remember(Path(store.folder), self._pointer)
        return store

    def copies(self, folder: str) -> tuple[BackupCopy, ...]:
        return backup.copies(Path(folder) / backup.FOLDER)

    def take_over(self, place: str, folder: str, now: datetime) -> None:
        data = Path(folder).absolute()
        if self.holds_data(folder):
            raise LedgerError(f"“{folder}”里已有本程序的数据，没有接收。请换一个空的文件夹。")
        with plain_words(data):
            lock = FolderLock(make_folder(data), now)
        try:
            handover.unpack(Path(place), data, now)
        finally:
            lock.release()

    def restore(self, folder: str, place: str, now: datetime) -> str:
        """The backup is checked first; what stands in the folder is set aside under 备份 before it is replaced."""
        data = Path(folder).absolute()
        with plain_words(data):
            lock = FolderLock(make_folder(data), now)
        try:
            restore.check(Path(place))
            aside = restore.set_aside(data, data / backup.FOLDER, now)
            restore.put_back(data, Path(place))
        finally:
            lock.release()
        return aside
