"""Room: storage. The one open connection: guarded by a lock, and sure that its file is still where it was."""

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from threading import RLock
from typing import Any

from core.actions.failures import StoreUnavailable
from storage.database.failures import plain_words, vanished

WAIT_S = 5.0


def connect(file: Path, read_only: bool = False) -> sqlite3.Connection:
    """A connection in autocommit: transactions begin where we say BEGIN IMMEDIATE, and nowhere else."""
    uri = f"{file.absolute().as_uri()}?mode={'ro&immutable=1' if read_only else 'rwc'}"
    return sqlite3.connect(uri, uri=True, isolation_level=None, check_same_thread=False, timeout=WAIT_S)


def pragma(conn: sqlite3.Connection, name: str) -> Any:
    return conn.execute(f"PRAGMA {name}").fetchone()[0]


def make_durable(conn: sqlite3.Connection, folder: Path) -> None:
    """WAL, synchronous FULL and foreign keys, each asked for and then asserted."""
    if pragma(conn, "journal_mode=WAL") != "wal":
        raise StoreUnavailable(
            f"“{folder}”所在的磁盘不支持安全保存（多为网络共享），数据没有改动。请另选本机磁盘上的文件夹。", "no WAL"
        )
    conn.execute("PRAGMA synchronous=FULL")
    conn.execute("PRAGMA foreign_keys=ON")
    if (pragma(conn, "synchronous"), pragma(conn, "foreign_keys")) != (2, 1):
        raise AssertionError("SQLite refuses synchronous=FULL or foreign keys")


class Session:
    """`rows` reads, `writing` is one transaction; both may be called from any thread, one at a time."""

    def __init__(self, file: Path, conn: sqlite3.Connection) -> None:
        self.file = file
        self.lock = RLock()
        self.use(conn)

    def use(self, conn: sqlite3.Connection) -> None:
        """From now on this connection, to what lies at `file` now."""
        self.conn = conn
        self._identity = self._seen()

    @property
    def folder(self) -> Path:
        return self.file.parent

    def rows(self, sql: str, parameters: Sequence[Any] | Mapping[str, Any] = ()) -> list[tuple[Any, ...]]:
        with self.lock, plain_words(self.folder):
            return self.conn.execute(sql, parameters).fetchall()

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """One transaction. The write lock is taken first, so that it never fails half way as busy."""
        with self.lock, plain_words(self.folder):
            self._check_place()
            self.conn.execute("BEGIN IMMEDIATE")
            try:
                yield self.conn
                if self.conn.in_transaction:
                    self.conn.execute("COMMIT")
            except BaseException:
                if self.conn.in_transaction:  # a full disk may have rolled it back already
                    self.conn.execute("ROLLBACK")
                raise

    def in_place(self) -> bool:
        """Whether the store's file is still the one that was opened."""
        return self._seen() == self._identity

    def _check_place(self) -> None:
        """POSIX lets SQLite write on into a file that was deleted or moved away: all of it would be lost."""
        if not self.in_place():
            raise vanished(self.folder, "the store's file is gone or another one")

    def _seen(self) -> tuple[int, int] | None:
        try:
            found = self.file.stat()
        except OSError:
            return None
        return found.st_dev, found.st_ino
