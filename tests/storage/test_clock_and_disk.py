"""A clock that is set back, and a disk that is really full: nothing that was saved is lost."""

import subprocess
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from core.actions.documents import OutFile
from core.actions.entries import add_entry
from core.actions.ports import Store
from core.actions.recording import record_progress
from core.backup import BackupReason
from core.document import Document, Paragraph, Run, Section
from core.errors import LedgerError
from core.ledger.entry import ProgressEntry
from core.progress import Progress
from storage.database.backup import check_copy
from storage.database.store import open_store
from storage.documents.desk import LocalDocuments
from tests.storage.ledgers import NOW

EARLIER = NOW - timedelta(days=400)
PAPER = Document((Section((Paragraph((Run("政务公开" * 2000),)),)),))


def test_steps_keep_their_order_when_the_clock_is_set_back(store: Store, book: int, data: Path) -> None:
    one, two, _ = (t.task_id for t in store.tasks.of(book))
    record_progress(store, one, "先写的", NOW)
    record_progress(store, two, "后写的", EARLIER)
    store.close()
    again = open_store(data, EARLIER)
    again.undo(EARLIER)
    assert (again.states.get(one).progress, again.states.get(two).progress) == ("先写的", "")
    again.undo(EARLIER)
    assert again.states.get(one).progress != "先写的"
    again.redo(EARLIER - timedelta(days=1))
    again.redo(EARLIER)
    assert (again.states.get(one).progress, again.states.get(two).progress) == ("先写的", "后写的")
    again.close()


@pytest.mark.parametrize("later", [EARLIER, NOW, NOW + timedelta(days=9000)])
def test_backups_of_another_time_are_not_thinned_away_with_the_newest(store: Store, book: int, later: datetime) -> None:
    first = store.backups.make(BackupReason.MANUAL, NOW)
    record_progress(store, store.tasks.of(book)[1].task_id, "又写了", later)
    second = store.backups.make(BackupReason.EXIT, later)
    assert first
    assert second
    assert first.place != second.place
    check_copy(Path(second.place))
    check_copy(Path(first.place))


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 3 MB."""
    place = tmp_path / "小盘"
    place.mkdir()
    try:
        made = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=3m", "tmpfs", str(place)], capture_output=True)
    except OSError:
        pytest.skip("no mount on this machine")
    if made.returncode:
        pytest.skip("only the system's administrator may mount a small disk")
    yield place
    subprocess.run(["umount", "-l", str(place)], check=True)


def test_a_disk_that_is_really_full_keeps_what_was_saved(small_disk: Path, tmp_path: Path) -> None:
    from core.actions.importing import import_ledger
    from tests.storage.ledgers import form

    store = open_store(small_disk / "数据", NOW)
    book = import_ledger(store, form(), "", NOW).book_id
    one = store.tasks.of(book)[0].task_id
    told: list[LedgerError] = []
    written = 0
    for n in range(400):
        try:
            add_entry(store, ProgressEntry(one, date(2026, 5, 1), f"{n} " + "字" * 20_000), NOW)
        except LedgerError as e:
            told.append(e)
            break
        written += 1
    assert told
    assert "磁盘已满" in told[0].message
    with pytest.raises(LedgerError, match="磁盘"):
        store.backups.make(BackupReason.MANUAL, NOW)
    documents = LocalDocuments()
    full = small_disk / "满.bin"
    full.write_bytes(b"")
    with full.open("ab", buffering=0) as file:
        try:
            while file.write(b"x" * 4096):
                pass
        except OSError:
            pass
    for write in (
        lambda: documents.convert(PAPER, str(small_disk / "报送" / "台账.docx")),
        lambda: documents.write_folder(str(small_disk / "下发"), [OutFile("台账.docx", PAPER)], Progress()),
        lambda: store.kept.keep_bytes("材料.bin", b"y" * 100_000),
    ):
        with pytest.raises(LedgerError, match="。"):
            write()
    assert not [p for p in small_disk.rglob("*") if p.suffix in (".docx", ".part", ".mzbak")]
    full.unlink()
    assert len(store.entries.of(one)) == written
    store.close()
    again = open_store(small_disk / "数据", NOW)
    assert len(again.entries.of(one)) == written
    again.close()
