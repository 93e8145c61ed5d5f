"""A file is written whole or not at all, and the reason is told in words."""

import errno
import os
from pathlib import Path

import pytest

from core.errors import LedgerError
from storage.documents.safe_write import safe_write


def left_in(folder: Path) -> list[str]:
    return sorted(p.name for p in folder.iterdir())


def test_the_file_is_written_and_its_folder_made(tmp_path: Path) -> None:
    target = tmp_path / "报送" / "台账.docx"
    safe_write(target, b"one")
    safe_write(target, b"two")
    assert target.read_bytes() == b"two"
    assert left_in(target.parent) == ["台账.docx"]


def test_others_may_read_what_is_written(tmp_path: Path) -> None:
    safe_write(tmp_path / "a", b"")
    (tmp_path / "b").write_bytes(b"")
    assert (tmp_path / "a").stat().st_mode == (tmp_path / "b").stat().st_mode


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (errno.ENOSPC, "磁盘空间不足"),
        (errno.EROFS, "只读"),
        (errno.EACCES, "没有写入权限，或者文件正被其他程序"),
        (errno.EIO, "写入时出错"),
    ],
)
@pytest.mark.parametrize("step", ["fsync", "replace"])
def test_a_failure_leaves_the_old_file_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, said: str, step: str
) -> None:
    target = tmp_path / "台账.docx"
    target.write_bytes(b"old")

    def fail(*_: object) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(*((os, "fsync", fail) if step == "fsync" else (Path, "replace", fail)))
    with pytest.raises(LedgerError, match=said) as caught:
        safe_write(target, b"new")
    assert "原有文件没有改动" in caught.value.message
    assert target.read_bytes() == b"old"
    assert left_in(tmp_path) == ["台账.docx"]


def test_a_name_that_is_too_long_is_told(tmp_path: Path) -> None:
    with pytest.raises(LedgerError, match="文件名太长"):
        safe_write(tmp_path / ("长" * 200), b"")
    assert left_in(tmp_path) == []


def test_a_file_where_a_folder_should_be_is_told(tmp_path: Path) -> None:
    (tmp_path / "报送").write_bytes(b"")
    with pytest.raises(LedgerError, match="不是文件夹"):
        safe_write(tmp_path / "报送" / "台账.docx", b"")


def test_a_folder_of_that_name_is_told(tmp_path: Path) -> None:
    (tmp_path / "台账.docx").mkdir()
    with pytest.raises(LedgerError, match="无法写入“台账"):
        safe_write(tmp_path / "台账.docx", b"")
    assert left_in(tmp_path) == ["台账.docx"]
