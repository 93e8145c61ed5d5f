"""Originals and evidence: named by what they hold, whole or not there, handed out as copies."""

import hashlib
from pathlib import Path

import pytest

from core.actions.ports import Store
from core.errors import LedgerError
from core.ledger.entry import Evidence, ProgressEntry
from tests.storage.ledgers import NOW


def test_the_same_file_twice_is_one_file_that_is_not_written_again(store: Store, data: Path, tmp_path: Path) -> None:
    (tmp_path / "甲.docx").write_bytes(b"PK")
    first = store.kept.keep(str(tmp_path / "甲.docx"))
    place = data / "files" / hashlib.sha256(b"PK").hexdigest()
    stamp = place.stat().st_mtime_ns
    again = store.kept.keep_bytes("乙.docx", b"PK")
    assert (first.sha256, first.name, again.name, again.size_bytes) == (place.name, "甲.docx", "乙.docx", 2)
    assert place.stat().st_mtime_ns == stamp
    assert [p.name for p in (data / "files").iterdir()] == [place.name]


def test_a_kept_file_that_was_damaged_is_told_and_mended_by_keeping_it_again(store: Store, data: Path) -> None:
    kept = store.kept.keep_bytes("照片.png", b"png")
    (data / "files" / kept.sha256).write_bytes(b"bad")
    with pytest.raises(LedgerError, match="已丢失或被改动"):
        store.kept.read(kept.sha256)
    store.kept.keep_bytes("照片.png", b"png")
    assert store.kept.read(kept.sha256) == b"png"


def test_a_file_that_cannot_be_read_is_told_by_its_name(store: Store, tmp_path: Path) -> None:
    with pytest.raises(LedgerError, match=r"“没有\.pdf”"):
        store.kept.keep(str(tmp_path / "没有.pdf"))


def test_copies_are_handed_out_under_their_own_name_and_never_over_another_file(store: Store, tmp_path: Path) -> None:
    kept = store.kept.keep_bytes("纪要.pdf", b"one")
    other = store.kept.keep_bytes("../纪要.pdf", b"two")
    places = [Path(store.kept.copy_out(e, str(tmp_path / "出"))) for e in (kept, other)]
    assert [p.name for p in places] == ["纪要.pdf", "纪要（2）.pdf"]
    assert [p.read_bytes() for p in places] == [b"one", b"two"]
    assert {p.parent for p in places} == {tmp_path / "出"}


def test_nothing_refers_to_a_file_that_was_never_kept(store: Store, book: int) -> None:
    one = store.tasks.of(book)[0].task_id
    entry = ProgressEntry(one, NOW.date(), "公开", evidence=(Evidence("0" * 64, "无.pdf", 1),))
    with pytest.raises(LedgerError, match="已丢失"), store.step("记一条", NOW) as work:
        work.entries.add(entry)
    assert store.entries.of(one) == ()


def test_a_name_that_is_no_hash_is_never_a_path(store: Store) -> None:
    with pytest.raises(ValueError, match="not a SHA-256"):
        store.kept.read("../mingzhang.db")
