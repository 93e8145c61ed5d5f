"""Room: gui. Small pieces that every page is made of."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLayout,
    QLayoutItem,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from core.days import parse_day, shown_day

EDGE, BETWEEN, WITHIN = 16, 12, 8


def button(words: str, name: str, pressed: Callable[[], object], look: str = "", hint: str = "") -> QPushButton:
    """A button is a verb. `look` is primary, link, chip, page or "" (plain)."""
    made = QPushButton(words)
    made.setObjectName(name)
    made.setProperty("look", look)
    made.setAccessibleName(hint or words.replace("&", ""))
    if hint:
        made.setToolTip(hint)
    made.setAutoDefault(False)
    made.clicked.connect(lambda: pressed())
    return made


def label(text: str = "", look: str = "", name: str = "", wrap: bool = False) -> QLabel:
    made = QLabel(text)
    made.setProperty("look", look)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setWordWrap(wrap)
    if look.startswith("tag"):
        made.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
    if name:
        made.setObjectName(name)
    return made


def frame(look: str, name: str = "") -> QFrame:
    made = QFrame()
    made.setProperty("look", look)
    if name:
        made.setObjectName(name)
    return made


def rule() -> QFrame:
    return frame("rule")


def relook(widget: QWidget, look: str) -> None:
    """Change the `look` of a widget that is already dressed."""
    if widget.property("look") != look:
        widget.setProperty("look", look)
        widget.style().unpolish(widget)
        widget.style().polish(widget)


def column(parent: QWidget, margins: tuple[int, int, int, int] = (0, 0, 0, 0), spacing: int = WITHIN) -> QVBoxLayout:
    made = QVBoxLayout(parent)
    made.setContentsMargins(*margins)
    made.setSpacing(spacing)
    return made


def line(*things: QWidget | int, spacing: int = WITHIN) -> QHBoxLayout:
    """Widgets side by side; an int is a stretch."""
    made = QHBoxLayout()
    made.setContentsMargins(0, 0, 0, 0)
    made.setSpacing(spacing)
    for thing in things:
        if isinstance(thing, int):
            made.addStretch(thing)
        else:
            made.addWidget(thing)
    return made


def scrolled(inner: QWidget, name: str = "") -> QScrollArea:
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setWidget(inner)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    if name:
        area.setObjectName(name)
    return area


def emptied(layout: QLayout) -> QLayout:
    """Throw away everything in a layout."""
    while layout.count():
        item = layout.takeAt(0)
        widget = item.widget() if item else None
        inner = item.layout() if item else None
        if widget is not None:
            widget.hide()
            widget.deleteLater()
        elif inner is not None:
            emptied(inner)
            inner.deleteLater()
    return layout


class Elided(QLabel):
    """One line that ends in … where there is no room; the whole text is its tool tip."""

    def __init__(self, text: str = "", look: str = "", name: str = "") -> None:
        super().__init__()
        self._whole = ""
        self.setProperty("look", look)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        if name:
            self.setObjectName(name)
        self.say(text)

    @property
    def whole(self) -> str:
        return self._whole

    def say(self, text: str) -> None:
        self._whole = text
        self.setAccessibleName(text)
        self._fit()

    def _fit(self) -> None:
        room = self.contentsRect().width()
        shown = QFontMetrics(self.font()).elidedText(self._whole, Qt.TextElideMode.ElideRight, max(room, 0))
        self.setText(shown)
        self.setToolTip(self._whole if shown != self._whole else "")

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(self.font())
        return QSize(metrics.horizontalAdvance(self._whole) + 4, metrics.height() + 2)

    def minimumSizeHint(self) -> QSize:
        return QSize(40, QFontMetrics(self.font()).height() + 2)


class Flow(QLayout):
    """Things side by side that go on in the next line where there is no room."""

    def __init__(self, parent: QWidget | None = None, spacing: int = 6) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self.setContentsMargins(0, 0, 0, 0)
        self.setSpacing(spacing)

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:  # type: ignore[override]
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:  # type: ignore[override]
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        margins = self.contentsMargins()
        inner = self._arrange(QRect(0, 0, width - margins.left() - margins.right(), 0), place=False)
        return inner + margins.top() + margins.bottom()

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._arrange(self.contentsRect(), place=True)

    def sizeHint(self) -> QSize:
        return self.minimumSize()

    def minimumSize(self) -> QSize:
        size = QSize()
        for item in self._items:
            size = size.expandedTo(item.minimumSize())
        margins = self.contentsMargins()
        return size + QSize(margins.left() + margins.right(), margins.top() + margins.bottom())

    def _arrange(self, rect: QRect, place: bool) -> int:
        """Fill rows from the left; what is lower than its row stands in the middle of it."""
        y = rect.y()
        for row in self._rows(rect.width()):
            tallest = max(size.height() for _, size in row)
            x = rect.x()
            for item, size in row:
                if place:
                    item.setGeometry(QRect(QPoint(x, y + (tallest - size.height()) // 2), size))
                x += size.width() + self.spacing()
            y += tallest + self.spacing()
        return max(0, y - self.spacing() - rect.y())

    def _rows(self, width: int) -> list[list[tuple[QLayoutItem, QSize]]]:
        rows: list[list[tuple[QLayoutItem, QSize]]] = []
        left = -1
        for item in self._items:
            if item.isEmpty():  # a hidden widget
                continue
            size = item.sizeHint()
            size.setWidth(min(size.width(), width))
            if size.width() > left:
                rows.append([])
                left = width
            rows[-1].append((item, size))
            left -= size.width() + self.spacing()
        return rows


class DayEdit(QLineEdit):
    """A day typed as a clerk writes it (8月10日, 8.10, 2026-8-10); blank is no day."""

    day_entered = Signal(object)  # date | None

    def __init__(self, name: str, what: str, year: int) -> None:
        super().__init__()
        self.year = year
        self.setObjectName(name)
        self.setAccessibleName(what)
        self.setPlaceholderText("如 8月10日")
        self.editingFinished.connect(self._read)

    @property
    def day(self) -> date | None:
        """As typed; None, too, for what is no day (see `wrong`)."""
        try:
            return parse_day(self.text(), self.year)
        except ValueError:
            return None

    @property
    def wrong(self) -> bool:
        return bool(self.text().strip()) and self.day is None

    def show_day(self, day: date | None) -> None:
        self.setText(shown_day(day, self.year))
        self._mark()
        self.setModified(False)

    def _mark(self) -> None:
        self.setProperty("wrong", "true" if self.wrong else "false")
        self.setToolTip("没有看懂这个日期，请按“8月10日”填写。" if self.wrong else "")
        self.style().unpolish(self)
        self.style().polish(self)

    def _read(self) -> None:
        self._mark()
        if self.isModified() and not self.wrong:
            self.setModified(False)
            day = self.day
            self.show_day(day)
            self.day_entered.emit(day)


class Committing(QLineEdit):
    """A line that tells its text once, when it is left or Enter is pressed, and only if it was changed."""

    committed = Signal(str)

    def __init__(self, name: str, what: str, hint: str = "") -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(what)
        self.setPlaceholderText(hint)
        self.editingFinished.connect(self._commit)

    def show_text(self, text: str) -> None:
        if not (self.hasFocus() and self.isModified()):
            self.setText(text)
            self.setModified(False)

    def _commit(self) -> None:
        if self.isModified():
            self.setModified(False)
            self.committed.emit(self.text().strip())


class EmptyPage(QWidget):
    """One sentence that says what belongs here, and the button that brings it (a second one where there are two ways)."""

    def __init__(
        self,
        sentence: str,
        action: QPushButton | None = None,
        name: str = "emptyPage",
        other: QPushButton | None = None,
    ) -> None:
        super().__init__()
        self.setObjectName(name)
        box = column(self)
        box.addStretch(2)
        self.words = label(sentence, "muted", wrap=True)
        self.words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        box.addWidget(self.words)
        if action is not None:
            box.addSpacing(WITHIN)
            box.addLayout(line(1, action, *([other] if other else ()), 1))
        box.addStretch(3)

    def say(self, sentence: str) -> None:
        self.words.setText(sentence)


def add_all(layout: QBoxLayout, *things: QWidget | QLayout) -> None:
    for thing in things:
        if isinstance(thing, QWidget):
            layout.addWidget(thing)
        else:
            layout.addLayout(thing)
