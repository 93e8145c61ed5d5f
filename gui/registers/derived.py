"""Room: gui. What a register says of the year, with the entries behind every figure, and the way into the report."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from core.registers.kit import DerivedFigure
from gui.widgets import button, column, emptied, label, line, scrolled

MOST_LETTERS = 26


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
        self.whole = button("按申请人展开", "allDerived", self._toggle, "link", "不只看总计")
        self.whole.setCheckable(True)
        self._figures: Sequence[DerivedFigure] = ()
        self._note = ""
        row = line(self.head, self.whole, self.into_report)
        row.setStretch(0, 1)
        box.addLayout(row)
        inner = QWidget()
        inner.setProperty("look", "surface")
        self._lines: QVBoxLayout = column(inner, (0, 0, 8, 0), 2)
        box.addWidget(scrolled(inner), 1)

    def show_figures(self, title: str, year: int, figures: Sequence[DerivedFigure], note: str = "") -> None:
        """`note` stands below the figures."""
        self._note = note
        self.head.setText(f"{title} · {year}年得数")
        self.into_report.setVisible(any(f.cell for f in figures))
        self._figures = figures
        self.whole.setVisible(any(f.cell.endswith(".total") for f in figures))
        self._show_lines()

    def _toggle(self) -> None:
        self._show_lines()

    def _show_lines(self) -> None:
        emptied(self._lines)
        told = [f for f in self._figures if f.text not in ("", "0")]
        only_totals = self.whole.isVisibleTo(self) and not self.whole.isChecked()
        for figure in (f for f in told if not only_totals or f.cell.endswith(".total")):
            see = button(
                _short(figure.label),
                "derivedFigure",
                lambda f=figure: self.entries_asked.emit(f),
                "link",
                f"查看“{figure.label}”由哪些登记相加",
            )
            before = [label(f"上年 {figure.before}", "label")] if figure.before else []
            self._lines.addLayout(line(see, 1, *before, label(figure.text, "bold")))
        if self._note:
            self._lines.addWidget(label(self._note, "label", "derivedNote", wrap=True))
        zeros = sum(f.text == "0" for f in self._figures)
        blank = sum(f.text == "" for f in self._figures)
        if zeros and not only_totals:
            self._lines.addWidget(label(f"其余 {zeros} 项为 0（没有登记）。", "label", wrap=True))
        if blank:
            self._lines.addWidget(label(f"另有 {blank} 项还没有填数。", "label", wrap=True))
        if not told:
            self._lines.addWidget(label(f"本年没有登记，{'各项为 0' if zeros else '还没有数'}。", "muted", wrap=True))
        self._lines.addStretch(1)


def _short(name: str) -> str:
    """The rows of table 三 have names of a line and more; the hint has the whole."""
    return name if len(name) <= MOST_LETTERS else f"{name[: MOST_LETTERS - 8]}…{name[-6:]}"
