"""A store of an older version is brought up to date as a whole, after a backup, without losing a row."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from sqlite_utils import Database

from core.actions.failures import StoreNewer
from core.actions.ports import Store
from core.backup import BackupReason
from storage.database import opening
from storage.database.backup import FOLDER, copies, make_copy
from storage.database.kept import KeptFolder
from storage.database.migrations import STEPS, applied, names
from storage.database.opening import NAME, open_file
from storage.database.store import open_store
from tests.storage.ledgers import NOW, snapshot


def m001_old(db: Database) -> None:
    db.executescript("""
CREATE TABLE parent (id INTEGER PRIMARY KEY, name TEXT, gone TEXT) STRICT;
CREATE TABLE child (
  id INTEGER PRIMARY KEY, parent_id INTEGER NOT NULL REFERENCES parent (id) ON DELETE CASCADE, text TEXT
) STRICT;
""")


def m002_rebuilt(db: Database) -> None:
    db.table("parent").transform(drop={"gone"}, rename={"name": "title"})


def m003_broken(db: Database) -> None:
    db.execute("UPDATE parent SET title = 'half way'")
    raise ZeroDivisionError


def m003_orphaning(db: Database) -> None:
    db.execute("DELETE FROM parent WHERE id = 1")


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """A store of the first version with a parent and two children, in WAL mode with foreign keys on."""
    file = tmp_path / NAME
    with closing(open_file(file, no_backup, (m001_old,))) as conn:
        conn.execute("INSERT INTO parent VALUES (1, '甲', '去')")
        conn.executemany("INSERT INTO child VALUES (?, 1, ?)", [(1, "子"), (2, "丑")])
    return file


def no_backup(_: sqlite3.Connection) -> None:
    raise AssertionError("nothing to back up yet")


def rows(file: Path, sql: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(file)) as conn:
        return conn.execute(sql).fetchall()


def test_rebuilding_a_table_that_others_cascade_from_loses_none_of_their_rows(old: Path) -> None:
    def back_up(conn: sqlite3.Connection) -> None:
        make_copy(conn, KeptFolder(old.parent), old.parent / FOLDER, BackupReason.MIGRATION, NOW)

    # the copy is checked against the steps of today's program, which does not know this invented store
    with pytest.raises(StoreNewer):
        open_file(old, back_up, (m001_old, m002_rebuilt))
    taken: list[int] = []
    with closing(open_file(old, lambda c: taken.append(c.total_changes), (m001_old, m002_rebuilt))) as conn:
        assert taken == [0]
        assert conn.execute("SELECT title FROM parent").fetchall() == [("甲",)]
        assert conn.execute("SELECT text FROM child ORDER BY id").fetchall() == [("子",), ("丑",)]
        assert applied(conn) == ("m001_old", "m002_rebuilt")
        assert conn.execute("PRAGMA foreign_keys").fetchone() == (1,)
        conn.execute("DELETE FROM parent")
        assert conn.execute("SELECT count(*) FROM child").fetchone() == (0,)


@pytest.mark.parametrize(
    ("broken", "error"), [(m003_broken, ZeroDivisionError), (m003_orphaning, sqlite3.IntegrityError)]
)
def test_a_migration_that_fails_leaves_the_store_as_it_was(old: Path, broken: object, error: type[Exception]) -> None:
    with pytest.raises(error):
        open_file(old, lambda _: None, (m001_old, m002_rebuilt, broken))  # type: ignore[arg-type]
    assert rows(old, "SELECT name, gone FROM parent") == [("甲", "去")]
    assert rows(old, "SELECT name FROM _sqlite_migrations") == [("m001_old",)]
    with closing(open_file(old, lambda _: None, (m001_old, m002_rebuilt))) as conn:
        assert applied(conn) == ("m001_old", "m002_rebuilt")


def test_a_store_of_the_version_before_is_backed_up_and_then_brought_up_to_date(
    store: Store, book: int, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def m999_next(db: Database) -> None:
        db.execute("CREATE TABLE next_year (id INTEGER PRIMARY KEY) STRICT")

    before = snapshot(store)
    store.close()
    monkeypatch.setattr(opening, "STEPS", (*STEPS, m999_next))
    again = open_store(data, NOW)
    assert snapshot(again) == before
    (copy,) = again.backups.copies()
    assert copy.reason is BackupReason.MIGRATION
    assert rows(Path(copy.place), "SELECT count(*) FROM task") == [(3,)]
    assert rows(Path(copy.place), "SELECT name FROM sqlite_master WHERE name = 'next_year'") == []
    assert again.undo_name == "导入《云岭县政务公开任务台账》"
    again.close()


def test_a_store_that_knows_more_steps_is_refused_before_anything_is_backed_up_or_changed(old: Path) -> None:
    with closing(open_file(old, lambda _: None, (m001_old, m002_rebuilt))):
        pass
    with pytest.raises(StoreNewer):
        open_file(old, no_backup, (m001_old,))


def test_steps_of_the_program_make_a_new_store_and_run_once(tmp_path: Path) -> None:
    for _ in range(2):
        with closing(open_file(tmp_path / NAME, no_backup)) as conn:
            assert applied(conn) == names(STEPS)
    assert copies(tmp_path / FOLDER) == ()


def test_every_reference_has_an_index_to_follow_it_back(tmp_path: Path) -> None:
    """Without one, deleting a book or undoing an import of 10,000 rows reads every table once a row."""
    with closing(open_file(tmp_path / NAME, no_backup)) as conn:
        tables = [row[0] for row in conn.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        for table in tables:
            for _, _, parent, column, *_ in conn.execute(f"PRAGMA foreign_key_list({table})"):
                plan = conn.execute(f"EXPLAIN QUERY PLAN SELECT 1 FROM {table} WHERE {column} = 1").fetchone()[3]
                assert "SEARCH" in plan or parent == "kept_file", (table, column, plan)
