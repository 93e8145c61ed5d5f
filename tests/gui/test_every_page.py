"""Every page of every role at four sizes in both schemes: no words cut off, no page wider than the window, no Qt warning.

1093×614 is a 1366×768 screen at 125 %, 960×500 a 1920×1080 screen at 200 % less the task bar; 16 pt is the largest text.
"""

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QCheckBox,
    QComboBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QRadioButton,
    QScrollArea,
    QSpinBox,
    QTextBrowser,
    QWidget,
)
from pytestqt.qtbot import QtBot

from core.actions.planning import begin_review, read_plan_file
from core.actions.previewing_report import preview_report
from core.actions.registering import add_entry
from core.actions.reporting import add_report
from core.progress import Progress
from core.settings import UserRole
from gui.main_window import MainWindow
from gui.services import Services
from gui.theme import LARGEST_PT
from gui.widgets import Elided
from tests.gui.conftest import NOW, SAMPLES, Clerk, FakeDialogs, opened
from tests.gui.test_notice import data_of_the_office  # noqa: F401 - a fixture
from tools.demo_window import services

SIZES = {"wide": (1366, 728, 0), "125": (1093, 574, 0), "200": (960, 500, 0), "large": (1366, 728, LARGEST_PT)}
CONTROLS = (QPushButton, QCheckBox, QRadioButton, QLineEdit, QPlainTextEdit, QComboBox, QSpinBox, QAbstractItemView)
SLACK_PX = 1  # rounding of half pixels


@pytest.fixture(scope="session")
def county_data(data_of_the_office: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:  # noqa: F811
    """The office's data, with a plan under review, annual reports and requests beside; closed."""
    folder = tmp_path_factory.mktemp("county")
    shutil.copytree(data_of_the_office, folder / "data")
    made = services(folder / "pointer.txt")
    store = made.stores.open(str(folder / "data"), NOW)
    place = str(SAMPLES / "云岭县2026年政务公开工作要点.docx")
    begin_review(store, read_plan_file(made.documents, place, Progress()), place, NOW)
    for report in sorted((SAMPLES / "annual_report").glob("云岭镇*.docx")):
        read = preview_report(made.documents, made.forms(store.folder), str(report), Progress()).report
        add_report(store, read, str(report), NOW)
    assert made.registers
    requests = made.registers(store.folder).registers[0]
    values = {"number": "2026-001", "channel": "in_person", "arrived_on": "2026-07-20", "applicant_kind": "person"}
    add_entry(store, requests, values, NOW)
    store.close()
    return folder / "data"


@pytest.fixture
def county(
    frame: MainWindow, dialogs: FakeDialogs, made: Services, tmp_path: Path, qtbot: QtBot, county_data: Path
) -> Clerk:
    shutil.copytree(county_data, tmp_path / "data")
    return opened(frame, dialogs, made, tmp_path, qtbot)


@pytest.mark.parametrize("role", [UserRole.UNIT, UserRole.BOTH])
@pytest.mark.parametrize("size", SIZES)
def test_no_page_cuts_off_words_at_any_size(county: Clerk, role: UserRole, size: str) -> None:
    cut: list[str] = []
    for dark in (False, True):
        for key in pages(county, role, size, dark):
            cut += [f"{key}: {words}" for words in cut_off(county.work)]
    assert not cut, "\n".join(dict.fromkeys(cut))


def pages(clerk: Clerk, role: UserRole, size: str, dark: bool) -> Iterator[str]:
    """Each page of that role in turn, shown and painted."""
    width, height, text_pt = SIZES[size]
    if clerk.bench.settings.role is not role:
        clerk.bench.change_settings(replace(clerk.bench.settings, role=role))
    clerk.window.theme.set_look(dark=dark, size_pt=text_pt or None)
    clerk.window.resize(width, height)
    for key, page in clerk.work.page_buttons.items():
        if not page.isHidden():
            clerk.work.open_page(key)
            clerk.settle()
            clerk.work.notice.hide()
            clerk.window.grab()
            for _ in range(40):  # a height that follows from a width takes several rounds
                QApplication.processEvents()
                if not cut_off(clerk.work):
                    break
            yield key


def cut_off(root: QWidget) -> list[str]:
    """What does not show all of its words, or lies beyond what it stands in."""
    found: list[str] = []
    for widget in root.findChildren(QWidget):
        if widget.isVisible() and (words := words_of(widget)):
            parent = widget.parentWidget()
            beyond = parent is not None and widget.geometry().right() > parent.width() + SLACK_PX
            if too_small(widget) or beyond:
                found.append(
                    f"{widget.objectName() or type(widget).__name__} “{words[:30]}” {widget.size().toTuple()} wants {widget.sizeHint().toTuple()}"
                )
    for area in root.findChildren(QScrollArea):
        inner = area.widget()
        if area.isVisible() and inner is not None and inner.width() > area.viewport().width() + SLACK_PX:
            found.append(
                f"{area.objectName() or inner.objectName()} is {inner.width() - area.viewport().width()} px too wide"
            )
    return found


def words_of(widget: QWidget) -> str:
    if isinstance(widget, Elided):
        return ""
    return widget.text() if isinstance(widget, QLabel | QPushButton | QCheckBox | QRadioButton) else ""


def too_small(widget: QWidget) -> bool:
    """Less room than its words take; words that wrap need the height."""
    if isinstance(widget, QLabel) and widget.wordWrap():
        return widget.heightForWidth(widget.width()) > widget.height() + SLACK_PX
    wanted, text = widget.sizeHint().width(), widget.fontMetrics().height()
    return wanted > widget.width() + SLACK_PX or text > widget.height() + SLACK_PX


@pytest.mark.parametrize("role", [UserRole.UNIT, UserRole.BOTH])
def test_every_control_is_named_and_can_be_reached_by_tab(county: Clerk, role: UserRole) -> None:
    wrong: list[str] = []
    for key in pages(county, role, "wide", False):
        for _ in range(4):  # the focus passing through a group of buttons may take its others out of the order
            QTest.keyClick(county.window.focusWidget() or county.window, Qt.Key.Key_Tab)
        wrong += [f"{key}: {told}" for told in out_of_reach(county.work)]
    assert not wrong, "\n".join(dict.fromkeys(wrong))


def out_of_reach(root: QWidget) -> list[str]:
    found: list[str] = []
    for widget in root.findChildren(QWidget):
        if not (widget.isVisible() and widget.isEnabled() and isinstance(widget, CONTROLS)):
            continue
        if isinstance(widget.parentWidget(), QComboBox | QSpinBox) or isinstance(widget, QHeaderView):
            continue
        name = widget.accessibleName() or (widget.text() if isinstance(widget, QCheckBox | QRadioButton) else "")
        if not name:
            found.append(f"{widget.objectName() or type(widget).__name__} has no name")
        chosen_by_arrows = isinstance(widget, QRadioButton)  # Tab goes to the one that is chosen
        if not chosen_by_arrows and not widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
            found.append(f"{widget.objectName()} “{name}” is not reached by Tab")
    return found


def test_f1_opens_the_manual_at_the_section_of_every_page(county: Clerk) -> None:
    for key in pages(county, UserRole.BOTH, "wide", False):
        county.work.show_help()
        (shown,) = [w for w in county.window.findChildren(QTextBrowser, "helpText") if w.isVisible()]
        block = shown.textCursor().block()
        assert block.blockFormat().headingLevel() > 0, key
        assert county.work.title.text() in block.text()
        shown.window().close()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
