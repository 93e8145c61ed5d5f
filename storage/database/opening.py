"""Room: storage. Opening the store's file: is it ours, whole, and not newer than we are; then bring it up to date."""

import sqlite3
from collections.abc import Callable, Sequence
from pathlib import Path

from core.actions.failures import StoreNewer
from core.errors import LedgerError
from storage.database.failures import damaged, plain_words
from storage.database.migrations import STEPS, Step, applied, migrate, names
from storage.database.private import touch
from storage.database.session import connect, make_durable, pragma

NAME = "mingzhang.db"
APPLICATION_ID = 0x4D5A4C47  # "MZLG" in the file's header: this is a store of ours


def open_file(
    file: Path, before_migration: Callable[[sqlite3.Connection], object], steps: Sequence[Step] | None = None
) -> sqlite3.Connection:
    """A durable connection to the store, created or brought up to date; nothing is written before all checks held.

    `before_migration` makes the backup of a store that has data, and is called with the old store open.
    """
    with plain_words(file.parent):
        touch(file)
        conn = connect(file)
        try:
            _prepare(conn, file, before_migration, STEPS if steps is None else steps)
        except BaseException:
            conn.close()
            raise
    return conn


def check_whole(conn: sqlite3.Connection) -> None:
    """LedgerError unless every page, row, index and reference of the store is sound."""
    faults = [row[0] for row in conn.execute("PRAGMA integrity_check(5)")]
    faults = [] if faults == ["ok"] else faults
    faults += [f"foreign key: {row}" for row in conn.execute("PRAGMA foreign_key_check").fetchmany(5)]
    if faults:
        raise damaged("; ".join(map(str, faults)))


def check_known(conn: sqlite3.Connection, steps: Sequence[Step] | None = None) -> tuple[str, ...]:
    """Names of the steps still to be done. Refuses a file of other software and one made by a newer version."""
    if not is_new(conn) and pragma(conn, "application_id") != APPLICATION_ID:
        raise LedgerError(
            "这个文件夹里的数据文件不是明账的数据，本程序没有改动它。请另选数据文件夹。", "application_id"
        )
    steps = STEPS if steps is None else steps
    done = applied(conn)
    strange = set(done) - set(names(steps))
    if strange:
        raise StoreNewer(
            "这份数据由更新版本的明账保存，本版本不能打开，也没有改动它。请安装新版本后再打开。",
            f"unknown: {sorted(strange)}",
        )
    return tuple(name for name in names(steps) if name not in done)


def is_new(conn: sqlite3.Connection) -> bool:
    """A file without a single table."""
    return conn.execute("SELECT count(*) FROM sqlite_master").fetchone()[0] == 0


def _prepare(
    conn: sqlite3.Connection,
    file: Path,
    before_migration: Callable[[sqlite3.Connection], object],
    steps: Sequence[Step],
) -> None:
    """Read-only checks first."""
    new = is_new(conn)
    pending = check_known(conn, steps)
    if not new:
        _check_readable(conn)
    if pending:
        if not new:
            before_migration(conn)
        conn.execute("PRAGMA foreign_keys=OFF")
        conn.execute(f"PRAGMA application_id={APPLICATION_ID}")
        migrate(conn, steps)
    make_durable(conn, file.parent)


def _check_readable(conn: sqlite3.Connection) -> None:
    """The quick half of integrity_check: every page can be read and is in order."""
    faults = [row[0] for row in conn.execute("PRAGMA quick_check(1)")]
    if faults != ["ok"]:
        raise damaged("; ".join(map(str, faults)))
