"""Room: gui. Parts of 年报汇总: units' 年度数据 summed, a line a figure, the units behind it at the side; who should report."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHeaderView, QPlainTextEdit, QTableWidget, QTableWidgetItem, QVBoxLayout

from core.finding import Finding
from core.registers.figure_files import CountySum
from core.report.report import AnnualReport
from gui.signals import on_any
from gui.widgets import button, label, line

NUMBERS = (1, 3)
COLUMNS = ("指标", "各单位合计", "计量单位", "有数的单位")


@dataclass(frozen=True, slots=True)
class Asked:
    """A unit's report that is to be opened, at a finding or a cell; `place` is its file."""

    unit: str
    report: AnnualReport
    place: str
    cell: str = ""
    finding: Finding | None = None


class ExpectedUnits(QPlainTextEdit):
    """A name a line: who should have given a report."""

    def __init__(self, names: str) -> None:
        super().__init__(names)
        self.setObjectName("expectedUnits")
        self.setAccessibleName("应报单位")
        self.setFixedHeight(84)

    @property
    def names(self) -> list[str]:
        return [name.strip() for name in self.toPlainText().splitlines() if name.strip()]


class FigureSums(QTableWidget):
    """Figures that a unit gave. `chosen` carries a CountySum."""

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__(0, len(COLUMNS))
        self.setObjectName("figureSums")
        self.setAccessibleName("年度数据各单位合计")
        self.setHorizontalHeaderLabels(COLUMNS)  # pyright: ignore[reportUnknownMemberType]
        self.verticalHeader().hide()
        self.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QTableWidget.SelectionBehavior.SelectRows)
        self.setSelectionMode(QTableWidget.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.horizontalHeader().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for at, width in ((1, 120), (2, 90), (3, 110)):
            self.setColumnWidth(at, width)
        self.sums: Sequence[CountySum] = ()
        on_any(self.currentCellChanged, self._tell)

    def show_sums(self, sums: Sequence[CountySum]) -> None:
        self.sums = sums = [s for s in sums if s.shares]
        self.setRowCount(len(sums))
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        for at in NUMBERS:
            self.model().setHeaderData(at, Qt.Orientation.Horizontal, right, Qt.ItemDataRole.TextAlignmentRole)
        for row, each in enumerate(sums):
            texts = (each.figure.label, each.text, each.figure.unit, str(len(each.shares)))
            for at, text in enumerate(texts):
                item = QTableWidgetItem(text)
                if at in NUMBERS:
                    item.setTextAlignment(right)
                self.setItem(row, at, item)

    def tell(self) -> None:
        """Choose the first line where none is."""
        if self.currentRow() < 0 and self.sums:
            self.setCurrentCell(0, 0)
        else:
            self._tell()

    def _tell(self) -> None:
        if 0 <= self.currentRow() < len(self.sums):
            self.chosen.emit(self.sums[self.currentRow()])


def add_sum(box: QVBoxLayout, each: CountySum, units: int, most: int) -> None:
    """The sum and who made it; `units` gave their 年度数据."""
    total = f"{each.text}{each.figure.unit}" if each.shares else "没有单位填报"
    box.addWidget(label(f"各单位相加 {total}", "bold", "shareSum"))
    shares = {unit: share.value or Decimal(0) for unit, share in each.shares.items()}
    for unit, figure in sorted(shares.items(), key=lambda s: -s[1])[:most]:
        box.addLayout(line(label(unit, wrap=True), 1, label(f"{figure:f}", "bold")))
    blank = units - len(each.shares)
    if blank and each.shares:
        box.addWidget(label(f"其余 {blank} 个单位没有填这一项。", "label"))


def add_shares(box: QVBoxLayout, shares: Mapping[str, object], ask: Callable[[str], object], most: int) -> None:
    """The units behind a cell of the tables, greatest first; `ask` opens a unit's report."""
    there = sorted(((u, n) for u, n in shares.items() if n), key=lambda s: -float(str(s[1])))
    for unit, figure in there[:most]:
        see = button(unit, "shareUnit", lambda u=unit: ask(u), "link", f"打开{unit}的报告，看这一格")
        box.addLayout(line(see, 1, label(str(figure), "bold")))
    zeros = len(shares) - len(there)
    if zeros:
        box.addWidget(label(f"其余 {zeros} 个单位为 0。", "label"))
