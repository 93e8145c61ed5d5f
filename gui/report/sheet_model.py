"""Room: gui. A form table as a Qt model: printed headings, cells as typed, and how each cell stands with the rules."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import IntEnum
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from core.report.grid import Grid, Place
from core.report.values import Number

Index = QModelIndex | QPersistentModelIndex
PLACE_ROLE = Qt.ItemDataRole.UserRole
MARK_ROLE = Qt.ItemDataRole.UserRole + 1
COMPUTED_ROLE = Qt.ItemDataRole.UserRole + 2
TOTAL_ROLE = Qt.ItemDataRole.UserRole + 3  # whether the rules compute the cell


class Mark(IntEnum):
    """How a cell stands, the graver the higher."""

    NONE = 0
    LEAD = 1  # a repair would change it
    WARNING = 2
    ERROR = 3


@dataclass
class SheetState:
    """What all grids of a report show. `computed` holds the totals that the rules compute."""

    texts: Mapping[str, str] = field(default_factory=dict[str, str])
    names: Mapping[str, str] = field(default_factory=dict[str, str])
    marks: Mapping[str, Mark] = field(default_factory=dict[str, Mark])
    leads: frozenset[str] = frozenset()
    computed: Mapping[str, Number] = field(default_factory=dict[str, Number])
    so_far: Mapping[str, str] = field(default_factory=dict[str, str])  # sums of what is filled in, blanks left out
    last_year: Mapping[str, str] = field(default_factory=dict[str, str])
    notes: Mapping[str, str] = field(default_factory=dict[str, str])  # cell → what its findings say

    def differs(self, cell: str) -> bool:
        """A total that is not what its parts add up to."""
        computed = self.computed.get(cell)
        return computed is not None and self.texts.get(cell, "") != str(computed)


class SheetModel(QAbstractTableModel):
    typed = Signal(str, str)  # cell, text

    def __init__(self, grid: Grid, state: SheetState) -> None:
        super().__init__()
        self.grid, self.state = grid, state

    def refresh(self) -> None:
        if self.grid.height and self.grid.width:
            self.dataChanged.emit(self.index(0, 0), self.index(self.grid.height - 1, self.grid.width - 1))

    def index_of(self, cell: str) -> QModelIndex:
        place = self.grid.of_cell.get(cell)
        return self.index(place.row, place.col) if place else QModelIndex()

    def place(self, index: Index) -> Place | None:
        return self.grid.covering.get((index.row(), index.column()))

    def cell(self, index: Index) -> str:
        """The id of the fill cell under an index, "" for a heading."""
        place = self.place(index) if index.isValid() else None
        return place.printed.cell if place else ""

    # -- Qt ----------------------------------------------------------------------------------------------------------

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else self.grid.height

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else self.grid.width

    def flags(self, index: Index) -> Qt.ItemFlag:
        if self.cell(index):
            flag = Qt.ItemFlag
            return flag.ItemIsEnabled | flag.ItemIsSelectable | flag.ItemIsEditable
        return Qt.ItemFlag.ItemIsEnabled

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        place = self.place(index)
        if place is None:
            return None
        cell, state = place.printed.cell, self.state
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return state.texts.get(cell, "") if cell else place.printed.text
        if role == PLACE_ROLE:
            return place
        if role == MARK_ROLE:
            return max(state.marks.get(cell, Mark.NONE), Mark.LEAD if cell in state.leads else Mark.NONE)
        if role == COMPUTED_ROLE:
            return str(state.computed[cell]) if cell and state.differs(cell) else ""
        if role == TOTAL_ROLE:
            return cell in state.so_far
        if role == Qt.ItemDataRole.AccessibleTextRole and cell:
            return f"{state.names.get(cell, cell)}：{state.texts.get(cell, '') or '空白'}"
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._hint(cell) if cell else None
        return None

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        cell = self.cell(index)
        if role != Qt.ItemDataRole.EditRole or not cell:
            return False
        if str(value).strip() != self.state.texts.get(cell, ""):
            self.typed.emit(cell, str(value))
        return True

    def _hint(self, cell: str) -> str:
        parts = [self.state.names.get(cell, cell), self.state.notes.get(cell, "")]
        return "\n".join(p for p in parts if p)
