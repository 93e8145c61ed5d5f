"""Room: storage. Backups: a checked copy of the database, and beside it, once, every kept file.

One folder holds 明账-20260810-103205-启动时.mzbak … and files/. A copy counts only when it was opened and found whole.
"""

import re
import sqlite3
from contextlib import closing, suppress
from datetime import datetime
from pathlib import Path

from core.backup import BACKUP_REASON_LABELS, ENDING, BackupCopy, BackupReason, kept
from storage.database.failures import damaged, plain_words
from storage.database.kept import KeptFolder
from storage.database.opening import check_known, check_whole
from storage.database.private import make_folder, put_in_place, sync_file, touch
from storage.database.session import connect

FOLDER = "备份"
_REASONS = {label: reason for reason, label in BACKUP_REASON_LABELS.items()}
_NAME = re.compile(rf"明账-(\d{{8}}-\d{{6}})-({'|'.join(_REASONS)})(?:-\d+)?(?:\.db|{re.escape(ENDING)})")


def copies(folder: Path) -> tuple[BackupCopy, ...]:
    """Newest first, two of one second by their files' times; other files in the folder are none of ours.

    A folder that is not there holds none.
    """
    found: list[tuple[datetime, int, BackupCopy]] = []
    with suppress(OSError):
        for place in folder.iterdir():
            if named := _NAME.fullmatch(place.name):
                with suppress(ValueError):
                    made_at = datetime.strptime(named[1], "%Y%m%d-%H%M%S")
                    copy = BackupCopy(str(place), made_at, _REASONS[named[2]])
                    found.append((made_at, place.stat().st_mtime_ns, copy))
    return tuple(copy for *_, copy in sorted(found, key=lambda f: f[:2], reverse=True))


def make_copy(
    conn: sqlite3.Connection, files: KeptFolder, folder: Path, reason: BackupReason, now: datetime
) -> BackupCopy:
    """Copy the open store and what kept files the folder lacks; check the copy by opening it.

    Never a copy of the file itself: what stands in the -wal beside it would be lost.
    """
    with plain_words(folder):
        make_folder(folder)
        final = _free_name(folder, reason, now)
        part = final.with_suffix(".part")
        try:
            part.unlink(missing_ok=True)
            touch(part)
            conn.execute("VACUUM INTO ?", [str(part)])
            check_copy(part)
            missing = copy_files(part, files, KeptFolder(folder))
            sync_file(part)
            put_in_place(part, final)
        except BaseException:
            with suppress(OSError):
                part.unlink()
            raise
    return BackupCopy(str(final), now.replace(tzinfo=None, microsecond=0), reason, missing)


def check_copy(place: Path) -> None:
    """Open the copy as it would be opened after a restore; LedgerError unless it is whole and ours."""
    with plain_words(place.parent):
        if not place.is_file():
            raise damaged(f"no such backup: {place}")
        with closing(connect(place, read_only=True)) as copy:
            check_whole(copy)
            check_known(copy)


def newest_version(folder: Path) -> str | None:
    """The version of the store (store_state) in the newest copy of the folder, None where there is none to compare."""
    for copy in copies(folder)[:1]:
        with suppress(sqlite3.Error), closing(connect(Path(copy.place), read_only=True)) as conn:
            return conn.execute("SELECT version FROM store_state").fetchone()[0]
    return None


def thin_out(folder: Path, now: datetime) -> None:
    """Delete the copies that the rule of core.backup does not keep. Kept files are never deleted."""
    found = copies(folder)
    for copy in set(found) - kept(found, now.date()):
        with suppress(OSError):
            Path(copy.place).unlink()


def copy_files(database: Path, source: KeptFolder, target: KeptFolder) -> tuple[str, ...]:
    """Bring the files that a database at rest names from one folder to another. Returns those that are lost."""
    with closing(connect(database, read_only=True)) as conn:
        try:
            wanted = conn.execute("SELECT sha256, size_bytes FROM kept_file").fetchall()
        except sqlite3.OperationalError:  # a store from before there were kept files
            wanted = []
    return tuple(sha256 for sha256, size in wanted if not target.copy_from(source, sha256, size))


def _free_name(folder: Path, reason: BackupReason, now: datetime) -> Path:
    stem = f"明账-{now:%Y%m%d-%H%M%S}-{BACKUP_REASON_LABELS[reason]}"
    place, count = folder / f"{stem}{ENDING}", 1
    while place.exists():
        count += 1
        place = folder / f"{stem}-{count}{ENDING}"
    return place
