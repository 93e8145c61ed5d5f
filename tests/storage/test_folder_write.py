"""A folder of files appears whole or not at all: when cancelled, when one fails, when a folder is there already."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from core.actions.documents import OutFile
from core.document import Document, Section, paragraph
from core.errors import LedgerError
from core.progress import Cancelled, Progress
from storage.documents.folder_write import write_folder

WORDS = Document((Section((paragraph("台账"),)),))


def files(count: int = 3) -> Iterator[OutFile]:
    return (OutFile(f"{n}.docx", WORDS if n % 2 else b"PK") for n in range(count))


def test_a_new_folder_appears_with_all_its_files(tmp_path: Path) -> None:
    places = write_folder(tmp_path / "下发" / "第一期", files(), Progress())
    assert [Path(p).name for p in places] == ["0.docx", "1.docx", "2.docx"]
    assert sorted(p.name for p in (tmp_path / "下发" / "第一期").iterdir()) == ["0.docx", "1.docx", "2.docx"]
    assert [p.name for p in (tmp_path / "下发").iterdir()] == ["第一期"]


def test_what_stood_in_the_folder_stays_and_the_same_name_is_replaced(tmp_path: Path) -> None:
    (tmp_path / "0.docx").write_bytes(b"old")
    (tmp_path / "说明.txt").write_bytes(b"keep")
    write_folder(tmp_path, files(1), Progress())
    assert (tmp_path / "0.docx").read_bytes() == b"PK"
    assert sorted(p.name for p in tmp_path.iterdir()) == ["0.docx", "说明.txt"]


def test_cancelling_leaves_nothing_behind(tmp_path: Path) -> None:
    progress = Progress()

    def stopped() -> Iterator[OutFile]:
        yield from files(2)
        progress.cancel()
        progress.step(2, 3)

    with pytest.raises(Cancelled):
        write_folder(tmp_path / "下发", stopped(), progress)
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_cannot_be_made_leaves_nothing_behind(tmp_path: Path) -> None:
    def broken() -> Iterator[OutFile]:
        yield from files(2)
        raise LedgerError("模板坏了")

    with pytest.raises(LedgerError):
        write_folder(tmp_path / "下发", broken(), Progress())
    assert list(tmp_path.iterdir()) == []


def test_a_place_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "文件").write_bytes(b"")
    with pytest.raises(LedgerError) as error:
        write_folder(tmp_path / "文件" / "下发", files(), Progress())
    assert "没有" in error.value.message
    assert [p.name for p in tmp_path.iterdir()] == ["文件"]
