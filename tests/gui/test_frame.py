"""What stands around the pages: backups, settings, help, notices, long work, colours."""

import os
import subprocess
import sys
from dataclasses import fields
from pathlib import Path

import pytest
from PySide6.QtCore import QByteArray
from PySide6.QtGui import QColor, QImage
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QLabel, QListWidget, QRadioButton, QSpinBox, QTextBrowser, QWidget
from pytestqt.qtbot import QtBot

from core.errors import LedgerError
from core.ledger.state import Status
from core.progress import Progress
from gui.icons import FOLDER, SHAPE_OF_STATUS, SHAPE_OF_URGENCY
from gui.main_window import MainWindow
from gui.services import Services
from gui.theme import DARK, LIGHT, Colours
from gui.worker import Worker
from tests.gui.conftest import Clerk, part


def luminance(colour: str) -> float:
    def linear(value: float) -> float:
        return value / 12.92 if value <= 0.03928 else ((value + 0.055) / 1.055) ** 2.4

    c = QColor(colour)
    return 0.2126 * linear(c.redF()) + 0.7152 * linear(c.greenF()) + 0.0722 * linear(c.blueF())


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
def test_every_text_can_be_read_on_every_ground_it_stands_on(colours: Colours) -> None:
    c = colours
    pairs = [
        (text, ground)
        for text in (c.text, c.secondary, c.muted)
        for ground in (c.ground, c.surface, c.heading, c.selected)
    ]
    pairs += [(c.text, soft) for soft in (c.soft_soon, c.soft_late, c.soft_hint)]
    pairs += [(c.accent, ground) for ground in (c.surface, c.selected, c.soft_soon, c.soft_late, c.soft_hint)]
    pairs += [(colour, ground) for colour in (c.good, c.soon, c.late, c.accent) for ground in (c.surface, c.selected)]
    pairs += [(c.on_fill, c.accent_fill), (c.on_fill, c.brand_fill), (c.late, c.soft_late), (c.soon, c.soft_soon)]
    weak = [(text, ground, round(contrast(text, ground), 2)) for text, ground in pairs if contrast(text, ground) < 4.5]
    assert not weak
    assert all(QColor(getattr(c, f.name)).isValid() for f in fields(c))


def test_every_state_has_a_shape_of_its_own_that_can_be_drawn() -> None:
    shapes = [*SHAPE_OF_STATUS.values(), *SHAPE_OF_URGENCY.values()]
    assert set(SHAPE_OF_STATUS) == set(Status)
    assert len(set(shapes)) == len(shapes)
    for file in FOLDER.glob("*.svg"):
        assert QSvgRenderer(QByteArray(file.read_bytes())).isValid(), file.name


def brightness(clerk: Clerk) -> float:
    picture: QImage = clerk.window.grab().toImage()
    return sum(picture.pixelColor(x, y).lightnessF() for x in range(5, 1360, 50) for y in range(5, 720, 50))


def test_dark_is_the_programs_own_switch_and_is_remembered(clerk: Clerk) -> None:
    clerk.work.open_page("settings")
    light = brightness(clerk)
    part(clerk.window, QRadioButton, "darkChoice").setChecked(True)
    assert brightness(clerk) < light / 3
    assert clerk.bench.store.settings.recall("theme") == "dark"


def test_the_size_of_text_counts_at_once(clerk: Clerk) -> None:
    clerk.work.open_page("settings")
    part(clerk.window, QSpinBox, "sizeBox").setValue(14)
    assert clerk.window.theme.base_px == 19
    assert clerk.bench.store.settings.recall("text_size_pt") == "14"


def test_another_unit_sees_another_list(clerk: Clerk) -> None:
    clerk.work.open_page("settings")
    before = [r.concern for r in clerk.bench.rows]
    edit = part(clerk.window, QWidget, "settingsUnit")
    edit.setText("县财政局")  # type: ignore[attr-defined]
    edit.committed.emit("县财政局")  # type: ignore[attr-defined]
    assert clerk.work.rail.unit.whole == "县财政局"
    assert [r.concern for r in clerk.bench.rows] != before


def test_a_backup_is_made_on_demand_and_restored_with_a_safety_copy(clerk: Clerk) -> None:
    clerk.work.open_page("data")
    clerk.press("backUpButton")
    clerk.settle()
    copies = part(clerk.window, QListWidget, "copiesList")
    count = copies.count()
    clerk.work.open_page("ledger")
    clerk.choose(5)
    clerk.type_progress("备份之后写的。")
    clerk.work.open_page("data")
    newest_manual = next(i for i in range(copies.count()) if "手动" in copies.item(i).text())
    copies.setCurrentRow(newest_manual)
    clerk.press("restoreButton")
    assert clerk.dialogs.asked
    assert clerk.stored(5).progress == ""
    assert copies.count() == count + 1
    assert "已恢复" in clerk.work.notice.text.text()


def test_a_restore_that_is_not_confirmed_changes_nothing(clerk: Clerk) -> None:
    clerk.choose(5)
    clerk.type_progress("写好的。")
    clerk.work.open_page("data")
    clerk.dialogs.yes = False
    clerk.press("restoreButton")
    assert clerk.stored(5).progress == "写好的。"


def test_a_ledger_is_deleted_only_after_a_question_and_comes_back_by_undo(clerk: Clerk) -> None:
    clerk.work.open_page("data")
    clerk.press("removeBookButton")
    assert clerk.bench.books == ()
    clerk.press("undoButton")
    assert len(clerk.bench.books) == 1


def test_f1_shows_the_keys_or_the_manual(clerk: Clerk, tmp_path: Path) -> None:
    clerk.work.show_help()
    assert "Ctrl+F" in part(clerk.window, QTextBrowser, "helpText").toPlainText()


def test_the_first_page_is_home_when_nothing_is_due_and_leads_on(clerk: Clerk) -> None:
    clerk.work.open_page("home")
    clerk.wait(lambda: clerk.there(QWidget, "homeTask"))
    clerk.press("homeTask")
    assert clerk.work.title.text() == "任务台账"
    assert clerk.panel.row is not None


def test_a_refusal_is_told_in_the_window_and_stays_until_it_is_closed(clerk: Clerk) -> None:
    def refuse(store, now):  # type: ignore[no-untyped-def]
        raise LedgerError("磁盘已满，刚才的操作没有保存。")

    assert not clerk.bench.do(refuse)
    assert part(clerk.window, QLabel, "noticeText").text() == "磁盘已满，刚才的操作没有保存。"
    assert not clerk.work.notice.hiding.isActive()
    clerk.press("closeNoticeButton")
    assert not clerk.work.notice.isVisible()


def test_the_window_stands_before_the_store_is_opened(frame: MainWindow, made: Services) -> None:
    assert frame.isVisible()
    assert frame.bench is None


@pytest.fixture
def worker(qtbot: QtBot):  # type: ignore[no-untyped-def]
    made = Worker()
    yield made
    made.close()


def test_a_job_runs_elsewhere_and_its_result_arrives_here(worker: Worker, qtbot: QtBot) -> None:
    import threading

    here, seen = threading.get_ident(), []
    worker.run(
        lambda progress: threading.get_ident(), lambda there: seen.append((there, threading.get_ident())), seen.append
    )
    qtbot.waitUntil(lambda: bool(seen))
    assert seen[0][0] != here
    assert seen[0][1] == here


def test_a_job_that_fails_tells_its_message(worker: Worker, qtbot: QtBot) -> None:
    told: list[str] = []

    def fail(progress: Progress) -> None:
        raise LedgerError("读不了。")

    worker.run(fail, lambda _: told.append("done"), lambda e: told.append(e.message))
    qtbot.waitUntil(lambda: bool(told))
    assert told == ["读不了。"]


def test_a_cancelled_job_tells_nobody_and_the_next_one_runs(worker: Worker, qtbot: QtBot) -> None:
    from threading import Event

    started, told = Event(), []

    def slow(progress: Progress) -> None:
        started.set()
        while True:
            progress.step(1, 10, "读取")

    worker.run(slow, told.append, told.append)
    started.wait(5)
    worker.cancel()
    worker.run(lambda progress: "next", told.append, told.append)
    qtbot.waitUntil(lambda: bool(told))
    assert told == ["next"]
    assert not worker.busy


def test_nothing_arrives_after_the_worker_was_closed(qtbot: QtBot) -> None:
    worker, told = Worker(), []
    worker.run(lambda progress: 1, told.append, told.append)
    worker.close()
    qtbot.wait(20)
    assert told == []


def test_the_program_opens_its_window_and_closes_it_again(tmp_path: Path) -> None:
    main = Path(__file__).resolve().parents[2] / "main.py"
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "XDG_CONFIG_HOME": str(tmp_path)}
    command = [sys.executable, str(main), "--data", str(tmp_path / "data"), "--smoke"]
    done = subprocess.run(command, capture_output=True, text=True, env=environment, timeout=60, check=False)
    assert (done.returncode, "Traceback" in done.stderr) == (0, False), done.stderr
