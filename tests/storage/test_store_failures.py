"""Whatever the disk does, the user is told in Chinese what is safe, and what was saved before is still there."""

import errno
import os
import sqlite3
import stat
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from core.actions.failures import StoreInUse, StoreNewer, StoreUnavailable
from core.actions.importing import import_ledger
from core.actions.ports import Store
from core.actions.recording import record_progress
from core.backup import BackupReason
from core.errors import LedgerError
from core.ledger.record import LedgerForm
from storage.database import private, session
from storage.database import store as store_module
from storage.database.lock import NAME as LOCK
from storage.database.opening import NAME
from storage.database.session import connect, pragma
from storage.database.store import open_store
from tests.storage.ledgers import NOW, form, snapshot


def connection(store: Store) -> sqlite3.Connection:
    return store._session.conn  # type: ignore[attr-defined]  # to make SQLite itself fail


def test_the_store_is_durable_and_its_tables_are_strict(store: Store, data: Path) -> None:
    conn = connection(store)
    found = [pragma(conn, name) for name in ("journal_mode", "synchronous", "foreign_keys")]
    assert found == ["wal", 2, 1]
    tables = conn.execute("SELECT name, strict FROM pragma_table_list WHERE type = 'table' AND schema = 'main'")
    loose = {name for name, strict in tables if not strict}
    assert loose <= {"sqlite_schema", "sqlite_sequence", "_sqlite_migrations"}


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps the profile private by itself")
def test_only_the_user_can_read_what_is_stored(store: Store, book: int, data: Path) -> None:
    store.kept.keep_bytes("照片.png", b"png")
    store.backups.make(BackupReason.EXIT, NOW)
    for place in (data, *data.rglob("*")):
        wanted = 0o700 if place.is_dir() else 0o600
        assert stat.S_IMODE(place.stat().st_mode) == wanted, place


def test_a_second_window_is_told_which_one_has_the_data(store: Store, data: Path) -> None:
    with pytest.raises(StoreInUse, match=rf"进程 {os.getpid()}，自 2026-08-10 10:32 起"):
        open_store(data, NOW)
    store.close()
    open_store(data, NOW).close()


def test_a_lock_file_left_behind_by_a_crash_blocks_nobody(data: Path) -> None:
    data.mkdir()
    (data / LOCK).write_text("旧电脑\n99999\n2026-01-01 08:00\n", encoding="utf-8")
    open_store(data, NOW).close()


def test_a_failed_opening_lets_go_of_the_lock(store: Store, data: Path) -> None:
    store.close()
    content = (data / NAME).read_bytes()
    (data / NAME).write_bytes(b"not a database" * 1000)
    for _ in range(2):
        with pytest.raises(LedgerError, match="已损坏"):
            open_store(data, NOW)
    (data / NAME).write_bytes(content)
    open_store(data, NOW).close()


def test_a_store_of_newer_software_is_refused_untouched(store: Store, book: int, data: Path) -> None:
    connection(store).execute(
        "INSERT INTO _sqlite_migrations (migration_set, name, applied_at) VALUES ('ledger', 'm999_future', '')"
    )
    store.close()
    before = (data / NAME).read_bytes()
    with pytest.raises(StoreNewer, match="更新版本"):
        open_store(data, NOW)
    assert (data / NAME).read_bytes() == before


def test_a_database_of_other_software_is_refused_untouched(data: Path) -> None:
    data.mkdir()
    with closing(sqlite3.connect(data / NAME)) as conn:
        conn.execute("CREATE TABLE theirs (x)")
    before = (data / NAME).read_bytes()
    with pytest.raises(LedgerError, match="不是明账的数据"):
        open_store(data, NOW)
    assert (data / NAME).read_bytes() == before


def test_a_full_disk_loses_nothing_that_was_saved(store: Store, book: int) -> None:
    before = snapshot(store)
    pages = pragma(connection(store), "page_count")
    connection(store).execute(f"PRAGMA max_page_count = {pages}")
    many = LedgerForm(form("大台账").book, tuple(replace(r, progress="甲" * 5000) for r in form().rows) * 20)
    with pytest.raises(StoreUnavailable, match="磁盘已满"):
        import_ledger(store, many, "", NOW)
    assert snapshot(store) == before
    connection(store).execute("PRAGMA max_page_count = 1000000")
    import_ledger(store, many, "", NOW)
    assert len(store.books.all()) == 2


@pytest.mark.parametrize(
    ("error", "words"), [(errno.ENOSPC, "磁盘已满"), (errno.EROFS, "不能写入"), (errno.EIO, "出错")]
)
def test_evidence_that_cannot_be_written_leaves_nothing_behind(
    store: Store, book: int, data: Path, monkeypatch: pytest.MonkeyPatch, error: int, words: str
) -> None:
    def refuse(_: int) -> None:
        raise OSError(error, os.strerror(error))

    with monkeypatch.context() as broken:
        broken.setattr(private.os, "fsync", refuse)
        with pytest.raises(StoreUnavailable, match=words):
            store.kept.keep_bytes("照片.png", b"png")
        with pytest.raises(StoreUnavailable, match=words):
            store.backups.make(BackupReason.MANUAL, NOW)
    assert list((data / "files").iterdir()) == []
    assert list((data / "备份").glob("*.*")) == []


def test_a_read_only_store_says_so(store: Store, book: int) -> None:
    before = snapshot(store)
    connection(store).execute("PRAGMA query_only = ON")
    with pytest.raises(StoreUnavailable, match="不能写入文件夹"):
        record_progress(store, store.tasks.of(book)[0].task_id, "写不进", NOW)
    connection(store).execute("PRAGMA query_only = OFF")
    assert snapshot(store) == before


def test_a_folder_that_cannot_be_made_or_written_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(StoreUnavailable, match="找不到文件夹"):
        open_store(tmp_path / "file" / "明账数据", NOW)

    def refuse(*_: object, **__: object) -> int:
        raise PermissionError(errno.EACCES, "denied")

    monkeypatch.setattr(os, "open", refuse)
    with pytest.raises(StoreUnavailable, match="不能写入文件夹"):
        open_store(tmp_path / "明账数据", NOW)


@pytest.mark.skipif(os.name == "nt", reason="Windows does not let an open file be moved away")
def test_a_folder_that_vanishes_is_noticed_before_anything_is_written_into_the_void(
    store: Store, book: int, data: Path, tmp_path: Path
) -> None:
    one = store.tasks.of(book)[0].task_id
    before = snapshot(store)
    data.rename(tmp_path / "拔掉的盘")
    with pytest.raises(StoreUnavailable, match="找不到文件夹"):
        record_progress(store, one, "丢失的一句。", NOW)
    with pytest.raises(LedgerError):
        store.kept.read("0" * 64)
    rescued = store.backups.make(BackupReason.MANUAL, NOW, str(tmp_path / "另存"))
    assert rescued
    assert Path(rescued.place).is_file()
    (tmp_path / "拔掉的盘").rename(data)
    assert snapshot(store) == before
    assert record_progress(store, one, "接好以后的一句。", NOW)


@pytest.mark.skipif(os.name == "nt", reason="Windows does not let an open file be replaced")
def test_another_file_in_the_stores_place_is_not_written_past(store: Store, book: int, data: Path) -> None:
    (data / NAME).rename(data / "old.db")
    (data / NAME).write_bytes(b"")
    with pytest.raises(StoreUnavailable):
        record_progress(store, store.tasks.of(book)[0].task_id, "一句", NOW)


def test_a_busy_database_is_told_and_nothing_is_half_done(
    store: Store, book: int, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    connection(store).execute("PRAGMA busy_timeout = 1")
    with closing(connect(data / NAME)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreInUse, match="另一个程序占用"):
            record_progress(store, store.tasks.of(book)[0].task_id, "一句", NOW)
        other.execute("ROLLBACK")
    assert record_progress(store, store.tasks.of(book)[0].task_id, "一句", NOW)


def test_a_share_is_refused_before_anything_is_made_there(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store_module, "is_network_share", lambda _folder: True)
    with pytest.raises(StoreUnavailable, match="网络共享"):
        open_store(data, NOW)
    assert not data.exists()


def test_a_disk_without_wal_is_refused(tmp_path: Path) -> None:
    with closing(sqlite3.connect(":memory:")) as conn, pytest.raises(StoreUnavailable, match="不支持安全保存"):
        session.make_durable(conn, tmp_path)


def test_an_error_of_our_own_stays_one_and_saves_nothing(store: Store, book: int) -> None:
    before = snapshot(store)

    def fail_half_way() -> None:
        with store.step("试", NOW) as work:
            work.books.remove(book)
            work.tasks.add(replace(form().rows[0].task, book_id=999))

    with pytest.raises(sqlite3.IntegrityError):
        fail_half_way()
    assert snapshot(store) == before
    assert store.undo_name == "导入《云岭县政务公开任务台账》"
