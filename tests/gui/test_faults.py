"""What escapes is told in one plain window; 复制详情 puts all of it on the clipboard."""

import sys
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMessageBox
from pytestqt.qtbot import QtBot

from gui.dialogs import QtDialogs
from gui.main_window import MainWindow, catch_faults
from tests.gui.conftest import FakeDialogs


@pytest.fixture(autouse=True)
def _hook_as_before() -> Iterator[None]:
    before = sys.excepthook
    yield
    sys.excepthook = before


@pytest.mark.expects_log
def test_a_fault_is_logged_and_told_with_its_traceback(
    frame: MainWindow, dialogs: FakeDialogs, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    told: list[tuple[str, str]] = []
    monkeypatch.setattr(dialogs, "ask_what_to_do", lambda message, detail: told.append((message, detail)))
    catch_faults(frame)
    try:
        raise ZeroDivisionError("by accident")
    except ZeroDivisionError as e:
        sys.excepthook(type(e), e, e.__traceback__)
    ((message, detail),) = told
    assert "已保存的内容不受影响" in message
    assert "ZeroDivisionError: by accident" in detail
    assert "test_faults.py" in detail
    assert "unexpected" in caplog.text


@pytest.mark.parametrize(("button", "copied"), [("复制详情", "Traceback …"), ("关闭", "before")])
def test_only_the_button_copies(qtbot: QtBot, button: str, copied: str) -> None:
    clipboard = QApplication.clipboard()
    clipboard.setText("before")

    def click() -> None:
        box = QApplication.activeModalWidget()
        assert isinstance(box, QMessageBox)
        next(b for b in box.buttons() if b.text() == button).click()

    QTimer.singleShot(0, click)
    QtDialogs().ask_what_to_do("程序遇到没有预料到的问题。", "Traceback …")
    assert clipboard.text() == copied
