"""Backups are whole, hold the last commit and every kept file, and can be put back; nothing is lost on the way."""

import os
import shutil
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from core.actions.entries import add_entry
from core.actions.failures import StoreDamaged, StoreUnavailable
from core.actions.importing import import_ledger, remove_book
from core.actions.ports import Store, Stores
from core.actions.recording import record_progress
from core.backup import BackupReason
from core.errors import LedgerError
from core.ledger.entry import ProgressEntry
from storage.database import backup
from storage.database.opening import NAME
from storage.database.store import open_store
from storage.database.stores import LocalStores
from tests.storage.ledgers import NOW, form, snapshot


@pytest.fixture
def stores(tmp_path: Path) -> Stores:
    return LocalStores(tmp_path / "pointer.txt")


def opened_copy(place: str, folder: Path) -> Store:
    """A backup opened as a store of its own, with the kept files that lie beside it."""
    folder.mkdir()
    shutil.copy(place, folder / NAME)
    files = Path(place).parent / "files"
    if files.exists():
        shutil.copytree(files, folder / "files")
    return open_store(folder, NOW)


def test_a_backup_holds_the_last_commit_which_a_copy_of_the_file_would_lose(
    store: Store, book: int, data: Path, tmp_path: Path
) -> None:
    one = store.tasks.of(book)[0].task_id
    record_progress(store, one, "刚刚写下的一句。", NOW)
    assert (data / f"{NAME}-wal").stat().st_size > 0
    naive = tmp_path / "naive.db"
    shutil.copy(data / NAME, naive)
    with closing(sqlite3.connect(naive)) as conn:
        assert conn.execute("SELECT * FROM state WHERE progress LIKE '刚刚写下%'").fetchall() == []
    copy = store.backups.make(BackupReason.EXIT, NOW)
    assert copy is not None
    second = opened_copy(copy.place, tmp_path / "second")
    assert snapshot(second) == snapshot(store)
    assert second.undo_name == store.undo_name
    second.close()


def test_a_backup_brings_the_kept_files_once_and_names_those_that_are_lost(
    store: Store, book: int, data: Path, tmp_path: Path
) -> None:
    one = store.tasks.of(book)[0].task_id
    kept, lost = store.kept.keep_bytes("照片.png", b"png"), store.kept.keep_bytes("纪要.pdf", b"pdf")
    add_entry(store, ProgressEntry(one, date(2026, 5, 1), "公开", evidence=(kept, lost)), NOW)
    (data / "files" / lost.sha256).unlink()
    chosen = tmp_path / "移动盘"
    copy = store.backups.make(BackupReason.MANUAL, NOW, str(chosen))
    assert copy is not None
    assert copy.missing == (lost.sha256,)
    assert sorted(p.name for p in (chosen / "files").iterdir()) == [kept.sha256]
    stamp = (chosen / "files" / kept.sha256).stat().st_mtime_ns
    store.backups.make(BackupReason.MANUAL, NOW, str(chosen))
    assert (chosen / "files" / kept.sha256).stat().st_mtime_ns == stamp
    assert len(store.backups.copies(str(chosen))) == 2


def test_a_copy_is_made_only_when_something_changed(store: Store, book: int) -> None:
    assert store.backups.make(BackupReason.START, NOW)
    assert store.backups.make(BackupReason.EXIT, NOW) is None
    record_progress(store, store.tasks.of(book)[0].task_id, "又一句。", NOW)
    assert store.backups.make(BackupReason.EXIT, NOW)
    store.undo(NOW)
    assert store.backups.make(BackupReason.EXIT, NOW)
    assert store.backups.make(BackupReason.EXIT, NOW) is None


def test_after_a_restore_new_work_is_backed_up_however_many_steps_it_took(store: Store, book: int) -> None:
    """A count of changes would come back to that of the newest copy; a version never does."""
    one = store.tasks.of(book)[0].task_id
    early = store.backups.make(BackupReason.MANUAL, NOW)
    assert early
    record_progress(store, one, "甲", NOW)
    store.backups.restore(early.place, NOW + timedelta(minutes=1))
    record_progress(store, one, "乙", NOW)
    assert store.backups.make(BackupReason.EXIT, NOW + timedelta(minutes=2))


def test_backups_on_another_thread_are_whole_while_the_window_goes_on_writing(
    store: Store, book: int, tmp_path: Path
) -> None:
    one = store.tasks.of(book)[0].task_id
    with ThreadPoolExecutor(1) as worker:
        making = [worker.submit(store.backups.make, BackupReason.MANUAL, NOW) for _ in range(5)]
        written = 0
        while not all(m.done() for m in making):
            written += 1
            record_progress(store, one, f"第{written}稿", NOW + timedelta(minutes=5 * written))
    copies = [m.result() for m in making]
    for copy in copies:
        assert copy
        backup.check_copy(Path(copy.place))
    assert store.states.get(one).progress == f"第{written}稿"
    assert len(store.backups.copies()) == 5


def test_an_import_makes_a_backup_before_it(store: Store, book: int, tmp_path: Path) -> None:
    before = snapshot(store)
    import_ledger(store, form("第二份"), "", NOW)
    (copy,) = [c for c in store.backups.copies() if c.reason is BackupReason.IMPORT][:1]
    second = opened_copy(copy.place, tmp_path / "second")
    assert snapshot(second) == before
    second.close()


def test_old_copies_are_thinned_out_and_strangers_files_left_alone(store: Store, book: int, data: Path) -> None:
    one = store.tasks.of(book)[0].task_id
    stranger = data / "备份" / "我的说明.txt"
    for hour in range(6):
        record_progress(store, one, f"第{hour}次", NOW + timedelta(hours=hour))
        store.backups.make(BackupReason.EXIT, NOW + timedelta(hours=hour))
        stranger.write_text("勿删", encoding="utf-8")
    exits = [c for c in store.backups.copies() if c.reason is BackupReason.EXIT]
    assert [c.made_at for c in exits] == [NOW + timedelta(hours=5)]
    assert stranger.exists()


def test_a_restore_brings_everything_back_and_leaves_a_safety_copy(store: Store, book: int, tmp_path: Path) -> None:
    one = store.tasks.of(book)[0].task_id
    evidence = store.kept.keep_bytes("纪要.pdf", b"pdf")
    add_entry(store, ProgressEntry(one, date(2026, 5, 1), "公开", evidence=(evidence,)), NOW)
    before = snapshot(store)
    copy = store.backups.make(BackupReason.MANUAL, NOW)
    assert copy
    remove_book(store, book, NOW)
    after = snapshot(store)
    (Path(store.folder) / "files" / evidence.sha256).unlink()
    safety = store.backups.restore(copy.place, NOW + timedelta(minutes=1))
    assert snapshot(store) == before
    assert store.kept.read(evidence.sha256) == b"pdf"
    record_progress(store, one, "恢复以后写的。", NOW)
    second = opened_copy(safety.place, tmp_path / "second")
    assert snapshot(second) == after
    second.close()


def test_a_broken_backup_is_not_restored_and_the_store_stays_as_it_is(store: Store, book: int, data: Path) -> None:
    copy = store.backups.make(BackupReason.MANUAL, NOW)
    assert copy
    content = bytearray(Path(copy.place).read_bytes())
    content[4096:12288] = os.urandom(8192)
    Path(copy.place).write_bytes(content)
    before = snapshot(store)
    with pytest.raises(LedgerError, match="现有数据没有改动") as told:
        store.backups.restore(copy.place, NOW)
    assert not isinstance(told.value, StoreDamaged)
    assert snapshot(store) == before
    record_progress(store, store.tasks.of(book)[0].task_id, "仍可写。", NOW)


def test_a_copy_that_does_not_check_out_is_thrown_away(
    store: Store, book: int, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_: Path) -> None:
        raise StoreDamaged("坏", "page 3")

    monkeypatch.setattr(backup, "check_copy", broken)
    with pytest.raises(StoreDamaged):
        store.backups.make(BackupReason.MANUAL, NOW)
    assert not list((data / "备份").glob("*"))


def test_a_damaged_store_is_refused_and_restored_with_its_remains_set_aside(
    stores: Stores, store: Store, book: int, data: Path
) -> None:
    before = snapshot(store)
    copy = store.backups.make(BackupReason.EXIT, NOW)
    assert copy
    store.close()
    content = (data / NAME).read_bytes()
    (data / NAME).write_bytes(b"\0" * 4096 + content[4096:])
    with pytest.raises(StoreDamaged, match="请从备份恢复"):
        stores.open(str(data), NOW)
    assert [c.place for c in stores.copies(str(data))] == [copy.place]
    aside = Path(stores.restore(str(data), copy.place, NOW))
    assert (aside / NAME).read_bytes() == b"\0" * 4096 + content[4096:]
    again = stores.open(str(data), NOW)
    assert snapshot(again) == before
    again.close()


def test_a_store_damaged_in_the_middle_is_refused_when_it_is_opened(store: Store, book: int, data: Path) -> None:
    store.close()
    content = bytearray((data / NAME).read_bytes())
    content[len(content) // 2 : len(content) // 2 + 8192] = os.urandom(8192)
    (data / NAME).write_bytes(content)
    with pytest.raises(StoreDamaged):
        open_store(data, NOW)
    assert (data / NAME).read_bytes() == content


def test_a_store_that_is_whole_is_set_aside_as_a_backup(stores: Stores, store: Store, book: int, data: Path) -> None:
    copy = store.backups.make(BackupReason.MANUAL, NOW)
    assert copy
    one = store.tasks.of(book)[0].task_id
    record_progress(store, one, "后来写的。", NOW)
    after = snapshot(store)
    store.close()
    aside = stores.restore(str(data), copy.place, NOW)
    stores.restore(str(data), aside, NOW)
    again = stores.open(str(data), NOW)
    assert snapshot(again) == after
    again.close()


def test_a_deleted_database_beside_its_backups_is_not_taken_for_a_new_store(
    stores: Stores, store: Store, book: int, data: Path
) -> None:
    assert store.backups.make(BackupReason.EXIT, NOW)
    store.close()
    for spoil in ((data / NAME).unlink, (data / NAME).touch):
        spoil()
        with pytest.raises(StoreDamaged):
            stores.open(str(data), NOW)
    assert (data / NAME).read_bytes() == b""
    assert stores.holds_data(str(data))


def test_a_chosen_folder_that_is_away_falls_back_to_the_data_folder_but_not_by_hand(
    store: Store, book: int, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("")
    away = str(tmp_path / "file" / "U盘")
    store.settings.put(replace(store.settings.get(), backup_folder=away), NOW)
    copy = store.backups.make(BackupReason.EXIT, NOW)
    assert copy
    assert Path(copy.place).parent == Path(store.folder) / "备份"
    with pytest.raises(StoreUnavailable):
        store.backups.make(BackupReason.MANUAL, NOW)
    store.backups.restore(copy.place, NOW)
