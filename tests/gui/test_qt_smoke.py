"""PySide6 itself: some versions abort the interpreter after a few hundred repaints of a Python model."""

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QTableView
from pytestqt.qtbot import QtBot

COLUMNS, ROWS, REPAINTS = 10, 10, 1000
Index = QModelIndex | QPersistentModelIndex


class Numbers(QAbstractTableModel):
    """Answers every role in Python, with None for most: that is what used to abort."""

    def __init__(self) -> None:
        super().__init__()
        self.asked = 0

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 (Qt's own signature)
        return 0 if parent.isValid() else ROWS

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else COLUMNS

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        self.asked += 1
        return f"第{index.row()}行" if role == Qt.ItemDataRole.DisplayRole else None


def test_a_python_model_survives_a_thousand_repaints(qtbot: QtBot) -> None:
    model, view = Numbers(), QTableView()
    qtbot.addWidget(view)
    view.setModel(model)
    view.resize(1100, 600)
    with qtbot.waitExposed(view):
        view.show()
    model.asked = 0
    for _ in range(REPAINTS):
        view.viewport().repaint()
    assert model.asked >= REPAINTS * COLUMNS
