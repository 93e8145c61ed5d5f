"""Room: storage. The undo journal: every row that a step changed, as it was before and after.

Only the columns that differ are kept of a changed row, all of them of a new or a deleted one. Undo and redo swap one
step in one transaction, so both outlive a restart.
"""

import json
import sqlite3
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any

from core.actions.touched import Touched
from core.errors import LedgerError
from storage.database.values import pack

LIMIT = 200  # so many steps can be undone, and a few more until the next pruning
_PRUNE_EVERY = 20
MERGE_WITHIN = timedelta(minutes=2)
ALL = "all:"  # a merge key that begins so joins every step of it to one
Values = Mapping[str, Any]
Change = tuple[str, int, str, dict[str, Any] | None, dict[str, Any] | None]  # table, row, owner, before, after


def of_book(book_id: int) -> str:
    """Owner of a change after which the window reads the whole book again."""
    return f"book:{book_id}"


def of_task(task_id: int) -> str:
    """Owner of a change that shows on one row only."""
    return f"task:{task_id}"


def of_report(report_id: int) -> str:
    """Owner of a change that shows on one annual report only."""
    return f"report:{report_id}"


def touched(owners: set[str]) -> Touched:
    """An owner that is no book, task or report tells its subject only (units:3)."""
    ids: dict[str, set[int]] = {"book": set(), "task": set(), "report": set()}
    subjects: set[str] = set()
    for owner in owners:
        kind, _, number = owner.partition(":")
        if kind in ids:
            ids[kind].add(int(number))
        else:
            subjects.add(kind)
    return Touched(frozenset(ids["book"]), frozenset(ids["task"]), frozenset(ids["report"]), frozenset(subjects))


class Recorder:
    """Writes rows of journaled tables (integer key `id`) inside a transaction and remembers each change."""

    def __init__(self, conn: sqlite3.Connection) -> None:
        self._conn = conn
        self.changes: list[Change] = []

    @property
    def touched(self) -> Touched:
        return touched({owner for _, _, owner, _, _ in self.changes})

    def insert(self, table: str, values: Values, owner: str = "", own: Callable[[int], str] = of_book) -> int:
        """Returns the new row's id; `owner` "" = the row is a book, or what `own` says, and owns itself."""
        row_id = _insert(self._conn, table, values)
        self.changes.append((table, row_id, owner or own(row_id), None, {**values, "id": row_id}))
        return row_id

    def update(self, table: str, row_id: int, values: Values, owner: str) -> bool:
        """False where there is no such row."""
        names = tuple(values)
        found = self._conn.execute(f"SELECT {_names(names)} FROM {table} WHERE id = ?", [row_id]).fetchone()
        if found is None:
            return False
        before = {n: old for n, old in zip(names, found, strict=True) if old != values[n]}
        if before:
            after = {n: values[n] for n in before}
            _update(self._conn, table, row_id, after)
            self.changes.append((table, row_id, owner, before, after))
        return True

    def delete(self, table: str, row_id: int, owner: str) -> None:
        cursor = self._conn.execute(f"SELECT * FROM {table} WHERE id = ?", [row_id])
        found = cursor.fetchone()
        if found is not None:
            before = dict(zip((c[0] for c in cursor.description), found, strict=True))
            self._conn.execute(f"DELETE FROM {table} WHERE id = ?", [row_id])
            self.changes.append((table, row_id, owner, before, None))

    def finish(self, name: str, merge: str, now: datetime) -> None:
        """Write the step; what had been undone before can no longer be redone."""
        self._conn.execute("DELETE FROM undo_step WHERE undone = 1")
        joined = self._joined(merge, now) if merge.startswith(ALL) else bool(merge) and self._merged(merge, now)
        if not joined:
            self._add_step(name, merge, now)
        saved(self._conn, now)

    def _add_step(self, name: str, merge: str, now: datetime) -> None:
        cursor = self._conn.execute(
            "INSERT INTO undo_step (name, merge, done_at) VALUES (?, ?, ?)", [name, merge, now.isoformat()]
        )
        step_id = cursor.lastrowid or 0
        self._add_changes(step_id)
        # Ids have no gaps: what was undone is deleted from the top, and the next step takes its id.
        if step_id % _PRUNE_EVERY == 0:
            self._conn.execute("DELETE FROM undo_step WHERE id <= ?", [step_id - LIMIT])

    def _add_changes(self, step_id: int, first: int = 0) -> None:
        rows = ((step_id, i, t, r, o, _packed(b), _packed(a)) for i, (t, r, o, b, a) in enumerate(self.changes, first))
        self._conn.executemany("INSERT INTO undo_change VALUES (?, ?, ?, ?, ?, ?, ?)", rows)

    def _joined(self, merge: str, now: datetime) -> bool:
        """Put behind the newest step, where that is of the same key."""
        step = self._conn.execute("SELECT id, merge FROM undo_step ORDER BY id DESC LIMIT 1").fetchone()
        if step is None or step[1] != merge:
            return False
        last = self._conn.execute("SELECT max(position) FROM undo_change WHERE step_id = ?", [step[0]]).fetchone()[0]
        self._add_changes(step[0], last + 1)
        self._conn.execute("UPDATE undo_step SET done_at = ? WHERE id = ?", [now.isoformat(), step[0]])
        return True

    def _merged(self, merge: str, now: datetime) -> bool:
        """Join the newest step where both are one edit of the same row (somebody is typing)."""
        step = self._conn.execute("SELECT id, merge, done_at FROM undo_step ORDER BY id DESC LIMIT 1").fetchone()
        if step is None or step[1] != merge or not _soon_after(step[2], now):
            return False
        rows = self._conn.execute(
            "SELECT table_name, row_id, before, after FROM undo_change WHERE step_id = ?", [step[0]]
        ).fetchall()
        if len(rows) != 1 or len(self.changes) != 1:
            return False
        table, row_id, before, after = rows[0]
        new_table, new_row, _, new_before, new_after = self.changes[0]
        if (table, row_id) != (new_table, new_row) or None in (before, after, new_before, new_after):
            return False
        joined = pack({**(new_before or {}), **json.loads(before)}), pack({**json.loads(after), **(new_after or {})})
        self._conn.execute("UPDATE undo_change SET before = ?, after = ? WHERE step_id = ?", [*joined, step[0]])
        self._conn.execute("UPDATE undo_step SET done_at = ? WHERE id = ?", [now.isoformat(), step[0]])
        return True


def next_undo(conn: sqlite3.Connection) -> tuple[int, str] | None:
    """(id, name) of the step that undo takes back."""
    return conn.execute("SELECT id, name FROM undo_step WHERE undone = 0 ORDER BY id DESC LIMIT 1").fetchone()


def next_redo(conn: sqlite3.Connection) -> tuple[int, str] | None:
    return conn.execute("SELECT id, name FROM undo_step WHERE undone = 1 ORDER BY id LIMIT 1").fetchone()


def swap(conn: sqlite3.Connection, step_id: int, undo: bool, now: datetime) -> Touched:
    """Put the rows of a step back as they were before it (or, for redo, after it)."""
    conn.execute("PRAGMA defer_foreign_keys = ON")  # for this transaction: rows return in the journal's order
    rows = conn.execute(
        "SELECT table_name, row_id, owner, before, after FROM undo_change WHERE step_id = ? ORDER BY position",
        [step_id],
    ).fetchall()
    for table, row_id, _, before, after in reversed(rows) if undo else rows:
        there, wanted = (after, before) if undo else (before, after)
        _put(conn, table, row_id, _loaded(there), _loaded(wanted))
    conn.execute("UPDATE undo_step SET undone = ? WHERE id = ?", [int(undo), step_id])
    saved(conn, now)
    return touched({row[2] for row in rows})


def saved(conn: sqlite3.Connection, now: datetime) -> None:
    """A new version, never one that was there before (a counter would repeat itself after a restore), and when."""
    conn.execute("UPDATE store_state SET version = hex(randomblob(12)), saved_at = ?", [now.isoformat()])


def _put(conn: sqlite3.Connection, table: str, row_id: int, there: Values | None, wanted: Values | None) -> None:
    if there is None and wanted is not None:
        _insert(conn, _name(table), wanted)
        return
    if wanted is None:
        count = conn.execute(f"DELETE FROM {_name(table)} WHERE id = ?", [row_id]).rowcount
    else:
        count = _update(conn, _name(table), row_id, wanted)
    if count != 1:
        raise LedgerError(
            "这一步涉及的内容已不在，不能撤销或重做。数据没有改动，可从备份查看以前的内容。", f"{table} {row_id}"
        )


def _insert(conn: sqlite3.Connection, table: str, values: Values) -> int:
    marks = ",".join("?" * len(values))
    cursor = conn.execute(f"INSERT INTO {table} ({_names(values)}) VALUES ({marks})", tuple(values.values()))
    assert cursor.lastrowid is not None
    return cursor.lastrowid


def _update(conn: sqlite3.Connection, table: str, row_id: int, values: Values) -> int:
    settings = ", ".join(f"{_name(n)} = ?" for n in values)
    return conn.execute(f"UPDATE {table} SET {settings} WHERE id = ?", (*values.values(), row_id)).rowcount


def _names(names: Mapping[str, Any] | tuple[str, ...]) -> str:
    return ", ".join(_name(n) for n in names)


def _name(name: str) -> str:
    """Names come back from the journal as text: let nothing but a name into SQL."""
    if not name.isidentifier():
        raise ValueError(f"not a column or table: {name!r}")
    return name


def _packed(values: Values | None) -> str | None:
    return None if values is None else pack(values)


def _loaded(packed: str | None) -> Values | None:
    return None if packed is None else json.loads(packed)


def _soon_after(done_at: str, now: datetime) -> bool:
    try:
        return timedelta(0) <= now - datetime.fromisoformat(done_at) <= MERGE_WITHIN
    except TypeError:  # one with a time zone, one without
        return False
