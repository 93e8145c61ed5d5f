"""The run log: kept where it can be, cut where it grows, never in the way."""

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest

from storage.run_log import NAME, keep_log, read_log, system_facts


@pytest.fixture(autouse=True)
def _handlers_as_before() -> Iterator[None]:
    root = logging.getLogger()
    before, level = list(root.handlers), root.level
    yield
    for handler in [h for h in root.handlers if h not in before]:
        root.removeHandler(handler)
        handler.close()
    root.setLevel(level)


def test_what_is_logged_can_be_read_again(tmp_path: Path) -> None:
    place = keep_log(tmp_path / "运行记录")
    logging.getLogger("mingzhang").info("started %s", 1)
    assert place == tmp_path / "运行记录" / NAME
    assert read_log().endswith("INFO mingzhang: started 1\n")


def test_a_large_log_begins_anew_and_the_old_one_is_kept(tmp_path: Path) -> None:
    (tmp_path / NAME).write_bytes(b"x" * 1_000_001)
    keep_log(tmp_path)
    assert (tmp_path / NAME).stat().st_size == 0
    assert (tmp_path / f"{NAME}.1").stat().st_size == 1_000_001


def test_only_the_end_of_a_log_is_read(tmp_path: Path) -> None:
    (tmp_path / NAME).write_text("ab" * 100 + "end", "utf-8")
    assert read_log(tmp_path / NAME, largest=5) == "abend"


def test_a_folder_that_cannot_be_written_is_no_hindrance(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    assert keep_log(tmp_path / "file" / "log") is None
    assert read_log() == ""


def test_the_facts_name_no_person_and_no_place() -> None:
    facts = system_facts("0.1.0")
    assert facts["明账"] == "0.1.0"
    assert str(Path.home()) not in str(facts)
