"""Room: gui. Labelled fields one below the other, as the panels of this page use them."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QComboBox, QPlainTextEdit, QSplitter, QVBoxLayout, QWidget

from gui.widgets import BETWEEN, label


class TextArea(QPlainTextEdit):
    left = Signal()

    def sizeHint(self) -> QSize:
        return QSize(200, self.minimumHeight())

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.left.emit()


def field(box: QVBoxLayout, words: str, edit: QWidget) -> None:
    box.addWidget(label(words, "label"))
    box.addWidget(edit)


def chooser(name: str, what: str, editable: bool = False) -> QComboBox:
    made = QComboBox()
    made.setObjectName(name)
    made.setAccessibleName(what)
    made.setEditable(editable)
    made.setMinimumContentsLength(8)
    made.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    return made


def offer(box: QComboBox, choices: Sequence[tuple[str, object]]) -> None:
    """Other choices; what was chosen or typed stays where it can."""
    before, typed = box.currentData(), box.currentText()
    box.blockSignals(True)
    box.clear()
    for words, data in choices:
        box.addItem(words, data)
    at = next((i for i, (_, data) in enumerate(choices) if data == before), -1)
    if at >= 0:
        box.setCurrentIndex(at)
    if box.isEditable():
        box.setEditText(typed)
    box.blockSignals(False)


def text_area(name: str, what: str, hint: str, height: int) -> TextArea:
    made = TextArea()
    made.setObjectName(name)
    made.setAccessibleName(what)
    made.setPlaceholderText(hint)
    made.setTabChangesFocus(True)
    made.setFixedHeight(height)
    return made


def panes(left: QWidget, right: QWidget) -> QSplitter:
    """The list on the left, what is chosen of it on the right."""
    split = QSplitter()
    split.setHandleWidth(BETWEEN)
    split.setChildrenCollapsible(False)
    split.addWidget(left)
    split.addWidget(right)
    split.setStretchFactor(0, 62)
    split.setStretchFactor(1, 38)
    split.setSizes([640, 360])  # pyright: ignore[reportUnknownMemberType]
    return split
