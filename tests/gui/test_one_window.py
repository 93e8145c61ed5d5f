"""A second start hands its files to the first window and ends; a file that the system opens is taken up."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from core.backup import ENDING, BackupReason
from gui.handing_over import take_up_files
from gui.one_window import OneWindow
from tests.gui.conftest import NOW, SAMPLES, Clerk, FakeDialogs


def test_the_first_window_claims_and_the_second_does_not(tmp_path: Path) -> None:
    first, second = OneWindow(tmp_path / "box"), OneWindow(tmp_path / "box")
    assert first.claim()
    assert not second.claim()
    del first
    assert OneWindow(tmp_path / "box").claim()


def test_files_of_a_second_start_reach_the_first(qtbot: QtBot, tmp_path: Path) -> None:
    first, parent, got = OneWindow(tmp_path), QObject(), []
    assert first.claim()

    def called(places: Sequence[str]) -> None:
        got.append(list(places))

    first.listen(parent, called)
    OneWindow(tmp_path).hand_over([str(tmp_path / "台账 一.docx")])
    qtbot.waitUntil(lambda: bool(got))
    OneWindow(tmp_path).hand_over([])
    qtbot.waitUntil(lambda: len(got) == 2)
    assert got == [[str(tmp_path / "台账 一.docx")], []]
    assert not (tmp_path / "open.txt").exists()


def test_what_an_earlier_run_left_in_the_letter_box_is_not_opened(tmp_path: Path) -> None:
    OneWindow(tmp_path).hand_over(["/old.docx"])
    first, got = OneWindow(tmp_path), []
    assert first.claim()
    first.listen(QObject(), got.append)
    assert got == []


def test_a_folder_that_cannot_be_made_keeps_nobody_from_working(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    assert OneWindow(tmp_path / "file" / "box").claim()


def test_the_window_comes_forward_with_the_file(clerk: Clerk) -> None:
    clerk.window.showMinimized()
    clerk.window.called([str(next(SAMPLES.glob("*台账*.docx")))])
    assert not clerk.window.isMinimized()
    clerk.qtbot.waitUntil(lambda: clerk.window.work is not None and clerk.window.work.stack.count() > 1)


@pytest.mark.parametrize("agreed", [True, False])
def test_a_backup_that_is_opened_is_restored_only_when_the_clerk_agrees(clerk: Clerk, agreed: bool) -> None:
    bench, work = clerk.bench, clerk.work
    copy = bench.store.backups.make(BackupReason.MANUAL, NOW)
    assert copy is not None
    assert copy.place.endswith(ENDING)

    bench.change_settings(replace(bench.settings, unit_name="松溪乡人民政府"))
    dialogs = FakeDialogs(yes=agreed)
    take_up_files(bench, work, dialogs, [copy.place])
    assert len(dialogs.asked) == 1
    assert (bench.settings.unit_name == "松溪乡人民政府") is not agreed


def test_the_diagnosis_holds_counts_and_no_words(clerk: Clerk, tmp_path: Path) -> None:
    from gui.diagnosing import export_diagnosis

    place = tmp_path / "诊断.txt"
    export_diagnosis(clerk.bench, FakeDialogs(files=[str(place)]))
    text = place.read_text("utf-8-sig")
    assert "任务数" in text
    assert clerk.bench.settings.unit_name not in text
    assert not any(row.task.content[:12] in text for row in clerk.bench.rows)
