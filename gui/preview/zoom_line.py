"""Room: gui. Which page of how many, and how large: the small controls above the pages."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QSpinBox, QWidget

from gui.preview.view import LEVELS, Fit, PageView
from gui.signals import on
from gui.widgets import button, label, line


class PageLine(QWidget):
    """第 [1] 页，共 n 页."""

    page_asked = Signal(int)  # from 0

    def __init__(self) -> None:
        super().__init__()
        self.number = QSpinBox()
        self.number.setObjectName("pageNumber")
        self.number.setAccessibleName("页码")
        self.number.setRange(1, 1)
        self.number.setKeyboardTracking(False)
        self.number.setMinimumWidth(64)
        on(self.number.valueChanged, int, lambda n: self.page_asked.emit(n - 1))
        self.total = label(look="muted", name="pageTotal")
        self.setLayout(line(label("第"), self.number, self.total, spacing=4))

    def count_pages(self, count: int, whole: bool) -> None:
        self.number.setMaximum(max(count, 1))
        self.total.setText(f"页，共 {count} 页" if whole else "页，其余正在排版…")

    def follow(self, page: int) -> None:
        before = self.number.blockSignals(True)
        self.number.setValue(page + 1)
        self.number.blockSignals(before)


class ZoomLine(QWidget):
    def __init__(self, view: PageView) -> None:
        super().__init__()
        self._view = view
        self.box = QComboBox()
        self.box.setObjectName("zoomBox")
        self.box.setAccessibleName("显示比例")
        self._choices: list[Fit | int] = [*Fit, *LEVELS]
        for choice in self._choices:
            self.box.addItem(choice.value if isinstance(choice, Fit) else f"{choice}%")
        self.box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.box.activated.connect(self._choose)
        less = button("－", "zoomOutButton", lambda: view.step_zoom(-1), hint="缩小（Ctrl+－）")
        more = button("＋", "zoomInButton", lambda: view.step_zoom(1), hint="放大（Ctrl+＋）")
        for step in (less, more):
            step.setFixedWidth(34)
            step.setStyleSheet("padding: 4px 0;")
        self.setLayout(line(less, self.box, more, spacing=4))
        view.zoom_changed.connect(self.refresh)

    def refresh(self) -> None:
        """Show what the view shows; a fitted zoom also tells its percentage."""
        fit = self._view.fit
        for at, each in enumerate(Fit):
            told = f"{each.value} {self._view.percent:.0f}%" if fit is each else each.value
            self.box.setItemText(at, told)
        self.box.setCurrentIndex(self._choices.index(fit or round(self._view.percent)))

    def _choose(self, at: int) -> None:
        wanted = self._choices[at]
        if isinstance(wanted, Fit):
            self._view.set_fit(wanted)
        else:
            self._view.set_percent(float(wanted))
        self._view.setFocus()
