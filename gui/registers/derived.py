"""Room: gui. What a register says of the year, with the entries behind every figure, and the way into the report."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from core.registers.kit import DerivedFigure
from gui.widgets import button, column, emptied, label, line, scrolled


class DerivedCard(QFrame):
    entries_asked = Signal(object)  # DerivedFigure
    report_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("derivedCard")
        self.setProperty("look", "card")
        box = column(self, (12, 10, 4, 10), 6)
        self.head = label(look="panel", name="derivedHead", wrap=True)
        self.into_report = button(
            "填入年度报告", "fillReportButton", self.report_asked.emit, hint="把这些数填入本年度报告的表格，可以撤销"
        )
        box.addWidget(self.head)
        box.addLayout(line(self.into_report, 1))
        inner = QWidget()
        inner.setProperty("look", "surface")
        self._lines: QVBoxLayout = column(inner, (0, 0, 8, 0), 2)
        box.addWidget(scrolled(inner), 1)

    def show_figures(self, title: str, year: int, figures: Sequence[DerivedFigure]) -> None:
        self.head.setText(f"{title} · {year}年得数")
        self.into_report.setVisible(any(f.cell for f in figures))
        emptied(self._lines)
        there = [f for f in figures if f.text not in ("", "0")]
        for figure in there:
            see = button(
                figure.label,
                "derivedFigure",
                lambda f=figure: self.entries_asked.emit(f),
                "link",
                f"查看“{figure.label}”由哪些登记相加",
            )
            self._lines.addLayout(line(see, 1, label(figure.text, "bold")))
        zeros = sum(f.text == "0" for f in figures)
        blank = sum(f.text == "" for f in figures)
        if zeros:
            self._lines.addWidget(label(f"其余 {zeros} 项为 0（没有登记）。", "label", wrap=True))
        if blank:
            self._lines.addWidget(label(f"另有 {blank} 项还没有填数。", "label", wrap=True))
        self._lines.addStretch(1)
