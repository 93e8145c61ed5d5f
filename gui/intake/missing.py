"""Room: gui. Who returned nothing yet: tasks due, what is the matter, whom to call."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from core.intake.returned import UnitReturn
from core.units import Unit
from gui.intake.ruled import RuledDelegate
from gui.ledger.table_model import Index
from gui.list_model import ListModel
from gui.theme import Theme

Row = tuple[str, str, str, str, str]
HEADINGS = ("单位", "应报任务", "情况", "联系人", "联系电话")


def missing_rows(missing: Sequence[UnitReturn], known: Mapping[str, Unit]) -> list[Row]:
    rows: list[Row] = []
    for unit in missing:
        who = known.get(unit.name)
        state = "收到的文件不能用，请重报" if unit.arrived else "没有收到任何文件"
        rows.append((unit.name, f"{len(unit.due)} 项", state, who.contact if who else "", who.phone if who else ""))
    return rows


class MissingModel(ListModel[Row]):
    def __init__(self) -> None:
        super().__init__(HEADINGS)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return self.rows[index.row()][index.column()]
        return None


class MissingTable(QTableView):
    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("missingTable")
        self.setItemDelegate(RuledDelegate(theme, self))
        self.setAccessibleName("还没有报送的单位")
        self.units = MissingModel()
        self.setModel(self.units)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.verticalHeader().setVisible(False)
        self.verticalHeader().setDefaultSectionSize(36)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)

    def show_units(
        self, missing: Sequence[UnitReturn], known: Mapping[str, Unit], wanted: Callable[[str], bool]
    ) -> None:
        """`wanted`: whether a unit's name is searched for."""
        self.units.show_rows(missing_rows([u for u in missing if wanted(u.name)], known))
