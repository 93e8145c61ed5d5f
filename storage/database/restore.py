"""Room: storage. Putting a backup in the store's place, after a safety copy of what stands there."""

import shutil
import sqlite3
from contextlib import closing, suppress
from datetime import datetime
from pathlib import Path

from core.actions.failures import StoreDamaged
from core.backup import BackupReason
from core.errors import LedgerError
from storage.database.backup import check_copy, copy_files, make_copy
from storage.database.failures import plain_words
from storage.database.kept import KeptFolder
from storage.database.opening import NAME
from storage.database.private import make_folder, sync_folder, written
from storage.database.session import connect

_BESIDE = ("-wal", "-shm", "-journal")


def check(backup: Path) -> None:
    """LedgerError where the backup cannot be restored; to be called before anything is moved."""
    try:
        check_copy(backup)
    except StoreDamaged as e:
        raise LedgerError("这份备份已损坏，没有恢复；现有数据没有改动。请选择另一份备份。", e.detail) from e


def set_aside(data: Path, backups: Path, now: datetime) -> str:
    """Keep what stands in the data folder, whole or damaged; returns the place. Nothing must have the store open."""
    file = data / NAME
    if not file.exists():
        return ""
    with suppress(LedgerError, sqlite3.Error), closing(connect(file)) as conn:
        return make_copy(conn, KeptFolder(data), backups, BackupReason.RESTORE, now).place
    with plain_words(backups):
        folder = make_folder(backups / f"损坏的数据-{now:%Y%m%d-%H%M%S}")
        for part in _parts(file):
            with written(folder / part.name) as target, part.open("rb") as source:
                shutil.copyfileobj(source, target)
    return str(folder)


def put_back(data: Path, backup: Path) -> None:
    """Replace the store by a backup that was checked, with the files that it names.

    The old -wal goes first: SQLite would replay it into the new file. `set_aside` has kept it.
    """
    file = data / NAME
    with plain_words(data):
        copy_files(backup, KeptFolder(backup.parent), KeptFolder(make_folder(data)))
        with backup.open("rb") as source, written(file.with_suffix(".restored")) as target:
            shutil.copyfileobj(source, target)
        for beside in _BESIDE:
            file.with_name(file.name + beside).unlink(missing_ok=True)
        file.with_suffix(".restored").replace(file)
        sync_folder(data)


def _parts(file: Path) -> list[Path]:
    places = [file, *(file.with_name(file.name + beside) for beside in _BESIDE)]
    return [place for place in places if place.exists()]
