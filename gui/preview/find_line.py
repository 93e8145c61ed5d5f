"""Room: gui. Finding words on the pages: Enter or F3 goes on, Shift+Enter or Shift+F3 goes back."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from core.page_search import Hit, PageSearch
from core.pages import Pages
from gui.icons import icon
from gui.signals import on_any
from gui.theme import Theme
from gui.widgets import button, label, line

FIND_AFTER_MS = 150


class FindLine(QWidget):
    found = Signal(object, int)  # the hits, and which of them is looked at (-1 for none)
    left = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._pages = Pages(())
        self._search: PageSearch | None = None
        self._hits: tuple[Hit, ...] = ()
        self._at = -1
        self._from_page = 0
        self.words = _Words()
        self.count = label(look="label", name="findCount")
        self.back = button("", "findBackButton", lambda: self.go_on(-1), hint="上一处（Shift+F3）")
        self.on = button("", "findNextButton", lambda: self.go_on(1), hint="下一处（F3）")
        self.setLayout(line(self.words, self.count, self.back, self.on, spacing=4))
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(FIND_AFTER_MS)
        self._soon.timeout.connect(self._find)
        on_any(self.words.textChanged, self._soon.start)
        self.words.stepped.connect(self.go_on)
        self.words.left.connect(self.left)
        theme.changed.connect(self._tint)
        self._tint()

    @property
    def hits(self) -> tuple[Hit, ...]:
        return self._hits

    def use(self, pages: Pages) -> None:
        """Search these pages from now on; what was sought is sought again, where it was looked at."""
        self._pages, self._search = pages, None
        if self.words.text().strip():
            self._find(keep=True)

    def start(self, page: int) -> None:
        """Type here; the first hit shown is on `page` or behind it."""
        self._from_page = page
        self.words.setFocus()
        self.words.selectAll()

    def go_on(self, by: int) -> None:
        if self._soon.isActive():
            self._soon.stop()
            self._find()
        elif self._hits:
            self._at = (self._at + by) % len(self._hits)
            self._show()
        elif self.words.text().strip():
            self._find()

    def _find(self, keep: bool = False) -> None:
        self._search = self._search or PageSearch(self._pages)
        self._hits = self._search.find(self.words.text())
        behind = (n for n, hit in enumerate(self._hits) if hit.page >= self._from_page)
        first = next(behind, 0)
        self._at = min(self._at if keep and self._at >= 0 else first, len(self._hits) - 1)
        self._show()

    def _show(self) -> None:
        told = f"{self._at + 1}/{len(self._hits)}" if self._hits else "没有找到" if self.words.text().strip() else ""
        self.count.setText(told)
        self.count.setAccessibleName(f"查找结果 {told}" if told else "")
        for step in (self.back, self.on):
            step.setEnabled(len(self._hits) > 1)
        self.found.emit(self._hits, self._at)

    def _tint(self) -> None:
        for step, shape in ((self.back, "up"), (self.on, "down")):
            step.setIcon(icon(shape, self._theme.colours.secondary))
            step.setFixedWidth(32)
            step.setEnabled(len(self._hits) > 1)
        small = QFontMetrics(self._theme.font(self._theme.small_px))
        self.count.setMinimumWidth(small.horizontalAdvance("000/0000") + 4)
        self.words.setMinimumWidth(small.horizontalAdvance("公") * 7 + 44)


class _Words(QLineEdit):
    stepped = Signal(int)
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("findEdit")
        self.setAccessibleName("在页面里查找文字")
        self.setPlaceholderText("查找文字")
        self.setClearButtonEnabled(True)
        self.setMaximumWidth(220)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.stepped.emit(-1 if back else 1)
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)
