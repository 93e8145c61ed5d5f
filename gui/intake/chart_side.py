"""Room: gui. The round's charts one below another; each may be saved as a picture for a report or a slide."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from core.chart import Chart
from gui.charts import ChartView
from gui.theme import Theme
from gui.widgets import BETWEEN, button, column, emptied, frame, label, line, scrolled


class ChartSide(QWidget):
    save_asked = Signal(object)  # Chart

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("intakeCharts")
        self._theme = theme
        self.charts: Sequence[Chart] = ()
        inner = QWidget()
        self._box: QVBoxLayout = column(inner, (0, 0, 8, 0), BETWEEN)
        column(self).addWidget(scrolled(inner, "chartsScroll"))

    def show_charts(self, charts: Sequence[Chart]) -> None:
        if charts == self.charts:
            return
        self.charts = charts
        emptied(self._box)
        for chart in charts:
            self._box.addWidget(self._card(chart))
        if not charts:
            self._box.addWidget(label("还没有可以画图的数据。", "muted"))
        self._box.addStretch(1)

    def _card(self, chart: Chart) -> QWidget:
        card = frame("card", "chartCard")
        box = column(card, (1, 1, 1, 8), 0)
        view = ChartView(self._theme)
        view.show_chart(chart)
        box.addWidget(view)
        save = button(
            "保存图片…",
            "saveChartButton",
            lambda: self.save_asked.emit(chart),
            "link",
            f"把“{chart.title}”存为 PNG 或 SVG",
        )
        row = line(1, save)
        row.setContentsMargins(0, 0, 12, 0)
        box.addLayout(row)
        return card
