"""Texts and names of strangers are shown as they stand: no markup of theirs is obeyed, no file is fetched by it."""

import ast
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QInputDialog, QLabel, QMessageBox, QToolTip, QWidget
from pytestqt.qtbot import QtBot

from core.ledger.differing import differing
from gui.imports.differences import as_html
from gui.theme import Theme
from gui.widgets import Elided, label

GUI = Path(__file__).resolve().parents[2] / "gui"
HOSTILE = '<img src="file:///etc/passwd"><a href="http://example.invalid">点这里</a>'
RICH = {  # the labels that do speak HTML, each made of escaped texts
    "gui/desks/page.py",
    "gui/imports/differences.py",
    "gui/intake/cards.py",
    "gui/intake/panel.py",
    "gui/intake/panel_parts.py",
    "gui/ledger/task_panel.py",
}


@pytest.fixture
def themed(qapp: QApplication) -> QApplication:
    Theme().apply()
    return qapp


def test_a_tool_tip_is_plain_text(themed: QApplication, qtbot: QtBot) -> None:
    holder = QWidget()
    qtbot.addWidget(holder)
    holder.show()
    QToolTip.showText(QPoint(5, 5), HOSTILE, holder)
    tips = [w for w in themed.topLevelWidgets() if w.metaObject().className() == "QTipLabel"]
    assert tips
    assert all(isinstance(w, QLabel) and w.textFormat() is Qt.TextFormat.PlainText for w in tips)


@pytest.mark.parametrize("kind", [QMessageBox, QInputDialog])
def test_a_question_is_plain_text(themed: QApplication, qtbot: QtBot, kind: type[QMessageBox | QInputDialog]) -> None:
    box = kind()
    qtbot.addWidget(box)
    if isinstance(box, QMessageBox):
        box.setText(HOSTILE)
        box.setInformativeText(HOSTILE)
    else:
        box.setLabelText(HOSTILE)
    box.show()
    shown = [w for w in box.findChildren(QLabel) if w.text()]
    assert shown
    assert all(w.textFormat() is Qt.TextFormat.PlainText for w in shown)


def test_labels_are_plain_text(qtbot: QtBot) -> None:
    for made in (label(HOSTILE), Elided(HOSTILE)):
        qtbot.addWidget(made)
        assert made.textFormat() is Qt.TextFormat.PlainText


def test_differences_show_markup_as_text(themed: QApplication) -> None:
    html = as_html(differing("原文", HOSTILE), Theme().colours)
    assert "<img" not in html
    assert "<a " not in html


def test_no_label_is_made_that_guesses_its_format() -> None:
    """A QLabel of Qt's own guesses whether its text is HTML; ours come from gui.widgets, or show no text."""
    own = {"gui/widgets.py", "gui/verify/pieces.py"}
    guessing = [name for name, calls in _calls("QLabel").items() if name not in own and calls]
    assert guessing == []
    assert {name for name, calls in _calls("setTextFormat").items() if calls} <= RICH | own


def _calls(name: str) -> dict[str, int]:
    found = {}
    for file in GUI.rglob("*.py"):
        calls = [n.func for n in ast.walk(ast.parse(file.read_text("utf-8"))) if isinstance(n, ast.Call)]
        named = [f.id if isinstance(f, ast.Name) else f.attr for f in calls if isinstance(f, (ast.Name, ast.Attribute))]
        found[file.relative_to(GUI.parent).as_posix()] = named.count(name)
    return found
