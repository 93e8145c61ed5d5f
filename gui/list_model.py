"""Room: gui. Read-only rows under fixed headings: what every small list's model has in common."""

from collections.abc import Sequence
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, Qt

from gui.ledger.table_model import NOWHERE, Index

R = TypeVar("R")


class ListModel(QAbstractTableModel, Generic[R]):
    """A list says in `data` what a cell of a row shows."""

    def __init__(self, headings: Sequence[str], rows: Sequence[R] = ()) -> None:
        super().__init__()
        self._headings = headings
        self.rows = rows

    def show_rows(self, rows: Sequence[R]) -> None:
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._headings)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation == Qt.Orientation.Horizontal:
            if role == Qt.ItemDataRole.DisplayRole:
                return self._headings[section]
            if role == Qt.ItemDataRole.TextAlignmentRole:
                return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return None
