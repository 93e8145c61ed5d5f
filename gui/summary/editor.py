"""Room: gui. Where the 综合稿 of a task is written; sentences that were taken over keep a coloured ground."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QColor, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QTextEdit

from core.intake.source import ShownSource, SourceState
from gui.ledger.progress_editor import ProgressEditor
from gui.signals import on_any
from gui.theme import Theme

LOWEST_PX = 84


class DigestEditor(ProgressEditor):
    source_reached = Signal(int)  # place of the source under the cursor, −1 for none

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("digestEditor")
        self.setAccessibleName("综合稿")
        self.setPlaceholderText("点上面的句子引用到光标处，或直接写。写好的内容自动保存，就是本单位这一项的进展。")
        self._theme = theme
        self._sources: Sequence[ShownSource] = ()
        self.setMinimumHeight(LOWEST_PX)
        self.setMaximumHeight(16_777_215)
        on_any(self.cursorPositionChanged, self._tell_source)

    def show_task(self, task_id: int, text: str) -> None:
        before = self.toPlainText()
        super().show_task(task_id, text)
        if self.toPlainText() != before:
            self.moveCursor(QTextCursor.MoveOperation.End)

    def insert(self, sentence: str) -> str:
        """At the cursor, in place of what is selected. Returns the whole text."""
        self.textCursor().insertText(sentence)
        self._save_soon.stop()
        return self.toPlainText()

    def show_sources(self, sources: Sequence[ShownSource]) -> None:
        self._sources = sources
        self.colour_again()

    def colour_again(self) -> None:
        c = self._theme.colours
        made: list[QTextEdit.ExtraSelection] = []
        for shown in self._sources:
            if shown.rewritten:
                continue
            mark, look = QTextEdit.ExtraSelection(), QTextCharFormat()
            fresh = shown.state is SourceState.HOLDS
            look.setBackground(QColor(c.soft_hint if fresh else c.soft_soon))
            if not fresh:
                look.setUnderlineColor(QColor(c.soon))
                look.setUnderlineStyle(QTextCharFormat.UnderlineStyle.DashUnderline)
            cursor = self._over(shown)
            mark.cursor, mark.format = cursor, look  # type: ignore[attr-defined]
            made.append(mark)
        self.setExtraSelections(made)  # pyright: ignore[reportUnknownMemberType]

    def go_to(self, shown: ShownSource) -> None:
        if not shown.rewritten:
            self.setTextCursor(self._over(shown))
            self.ensureCursorVisible()
        self.setFocus()

    def _over(self, shown: ShownSource) -> QTextCursor:
        cursor = QTextCursor(self.document())
        last = max(self.document().characterCount() - 1, 0)
        cursor.setPosition(min(shown.start, last))
        cursor.setPosition(min(shown.end, last), QTextCursor.MoveMode.KeepAnchor)
        return cursor

    def _tell_source(self) -> None:
        at = self.textCursor().position()
        reached = (i for i, s in enumerate(self._sources) if not s.rewritten and s.start <= at <= s.end)
        self.source_reached.emit(next(reached, -1))

    def _fit(self) -> None:
        """As high as there is room."""
