"""Room: gui. Where the text for the form is written. It saves itself; there is no button to forget."""

from collections.abc import Iterator

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence, QTextBlock, QTextDocument
from PySide6.QtWidgets import QPlainTextEdit

from gui.one_step import put_at_cursor
from gui.signals import on_any

SAVE_AFTER_MS = 900
LOWEST_PX, HIGHEST_PX = 112, 260


def _blocks(document: QTextDocument) -> Iterator[QTextBlock]:
    block = document.begin()
    while block.isValid():
        yield block
        block = block.next()


class ProgressEditor(QPlainTextEdit):
    """`committed(task_id, text)` comes a moment after typing stops, and at once when the place is left."""

    committed = Signal(int, str)
    undo_asked = Signal()
    redo_asked = Signal()
    step_asked = Signal(int)
    left_by_escape = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("progressEditor")
        self.setAccessibleName("进展落实情况")
        self.setTabChangesFocus(True)
        self.setPlaceholderText("做了什么、什么时候、在哪里公开、多少条；没有进展也请写明原因。")
        self._task_id = 0
        self._stored = ""
        self._save_soon = QTimer(self)
        self._save_soon.setSingleShot(True)
        self._save_soon.setInterval(SAVE_AFTER_MS)
        self._save_soon.timeout.connect(self.commit)
        self.textChanged.connect(self._note_change)
        on_any(self.document().documentLayout().documentSizeChanged, self._fit)
        self._fit()

    def show_task(self, task_id: int, text: str) -> None:
        """Show what is stored. What is being typed into the same task stays."""
        if task_id == self._task_id and (text == self._stored or text == self.toPlainText()):
            self._stored = text
            return
        self.commit()
        self._task_id, self._stored = task_id, text
        if text != self.toPlainText():
            self.setPlainText(text)
        self._save_soon.stop()

    def commit(self) -> None:
        self._save_soon.stop()
        text = self.toPlainText()
        if self._task_id and text != self._stored:
            self._stored = text
            self.committed.emit(self._task_id, text)

    def put(self, text: str) -> None:
        """Write `text` as if it were typed, so that Ctrl+Z takes it back."""
        self.selectAll()
        self.insertPlainText(text)
        self.commit()

    def insert_here(self, text: str) -> None:
        """At the cursor, as if it were typed."""
        put_at_cursor(self, text)
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.commit()

    def _fit(self) -> None:
        """As high as the text, within bounds; a longer one scrolls."""
        lines = sum(block.lineCount() for block in _blocks(self.document()))
        wanted = (lines + 1) * self.fontMetrics().lineSpacing() + 20
        self.setFixedHeight(max(LOWEST_PX, min(HIGHEST_PX, wanted)))

    def _note_change(self) -> None:
        if self._task_id and self.toPlainText() != self._stored:
            self._save_soon.start()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.commit()
        super().focusOutEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Its own undo first; when that has nothing left, the ledger's."""
        control = event.modifiers() == Qt.KeyboardModifier.ControlModifier
        if event.matches(QKeySequence.StandardKey.Undo) and not self.document().isUndoAvailable():
            self.undo_asked.emit()
        elif event.matches(QKeySequence.StandardKey.Redo) and not self.document().isRedoAvailable():
            self.redo_asked.emit()
        elif control and event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.step_asked.emit(1 if event.key() == Qt.Key.Key_Down else -1)
        elif event.key() == Qt.Key.Key_Escape:
            self.left_by_escape.emit()
        else:
            super().keyPressEvent(event)
