"""Copies of kept files that were opened outside: under their own name, and gone with the window."""

import os
import tempfile
from pathlib import Path

import pytest

from core.actions.ports import Store
from gui.viewed import A_DAY, PREFIX, clear_old, clear_own, copy_to_view
from tests.gui.conftest import Clerk


@pytest.fixture
def scratch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "临时"))
    (tmp_path / "临时").mkdir()
    return tmp_path / "临时"


def viewed(store: Store) -> Path:
    return Path(copy_to_view(store.kept, store.kept.keep_bytes("云岭镇台账.docx", b"PK")))


def test_a_kept_file_is_viewed_as_a_copy_under_its_own_name(scratch: Path, empty: Clerk) -> None:
    store = empty.bench.store
    place, again = viewed(store), viewed(store)
    assert (place.name, place.read_bytes(), place == again) == ("云岭镇台账.docx", b"PK", False)
    clear_own()
    assert not list(scratch.iterdir())


def test_what_a_window_that_fell_left_goes_a_day_later(scratch: Path) -> None:
    old, today, others = (scratch / name for name in (f"{PREFIX}1-a", f"{PREFIX}1-b", "别的程序"))
    for folder in (old, today, others):
        folder.mkdir()
    for folder in (old, others):
        os.utime(folder, (old.stat().st_mtime - A_DAY - 60,) * 2)
    clear_old()
    assert sorted(p.name for p in scratch.iterdir()) == sorted((today.name, others.name))


def test_closing_the_window_clears_them(scratch: Path, empty: Clerk) -> None:
    place = viewed(empty.bench.store)
    empty.window.put_away()
    assert not place.exists()
