"""Room: gui. The units of a roll-up: what each sent in, and whether it can be summed."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem

from core.actions.rolling_up import Gathered
from core.finding import Severity
from core.report.roll_up import RollUp

HEADINGS = ("单位", "年度", "新收", "办结", "结转下年", "状态")
FIGURES = ("3.new.total", "3.done.total", "3.carried_out.total")
UNIT_ROLE = Qt.ItemDataRole.UserRole


class UnitsTable(QTableWidget):
    unit_chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__(0, len(HEADINGS))
        self.setObjectName("unitsTable")
        self.setAccessibleName("各单位报告")
        self.setHorizontalHeaderLabels(HEADINGS)  # pyright: ignore[reportUnknownMemberType]
        self.verticalHeader().hide()
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.horizontalHeader().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.itemSelectionChanged.connect(self._tell)

    def show_units(self, gathered: Gathered, result: RollUp, expected: Sequence[str]) -> None:
        missing = [u for u in expected if u not in gathered.reports]
        names = [*gathered.reports, *missing]
        self.setRowCount(len(names))
        for row, name in enumerate(names):
            report = gathered.reports.get(name)
            figures = [str(report.cells.get(c) if report else "") for c in FIGURES]
            figures = ["空白" if f == "None" else f for f in figures]
            year = str(report.year or "") if report else ""
            for col, text in enumerate((name, year, *figures, status_of(name, gathered, result))):
                self._put(row, col, text, name)

    def choose(self, unit: str) -> None:
        for row in range(self.rowCount()):
            if self.model().index(row, 0).data(UNIT_ROLE) == unit:
                self.selectRow(row)

    def _put(self, row: int, col: int, text: str, unit: str) -> None:
        item = QTableWidgetItem(text)
        item.setData(UNIT_ROLE, unit)
        if 0 < col < len(HEADINGS) - 1:
            item.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.setItem(row, col, item)

    def _tell(self) -> None:
        if self.currentIndex().isValid():
            self.unit_chosen.emit(str(self.currentIndex().data(UNIT_ROLE)))


def status_of(unit: str, gathered: Gathered, result: RollUp) -> str:
    """One word for how a unit's report stands."""
    if unit not in gathered.reports:
        return "✗ 未报"
    if unit in result.left_out:
        return "— 垂直管理，不计入"
    mine = [f for f in result.findings if f"unit:{unit}" in f.where]
    if any(f.severity is Severity.ERROR and f.rule != "R11" for f in mine):
        return "✗ 不平"
    if any(f.severity is Severity.ERROR for f in mine):
        return "✗ 待核对"
    if any("自上次汇总后" in f.message for f in mine):
        return "◆ 有改动"
    return "◆ 有空白" if any(f.severity is Severity.WARNING for f in mine) else "✓ 已计入"
