"""Room: gui. Paints a returned file's cells: lines that wrap, a state as shape, word and colour."""

from collections.abc import Sequence
from typing import cast

from PySide6.QtCore import QObject, QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from core.intake.listing import SEAL_LABELS, FileRow, hint_of
from gui.icons import pixmap
from gui.intake.file_model import (
    COLUMNS,
    FILE,
    FILLED,
    HINT,
    MATCHED,
    SEAL,
    SEAL_SHAPES,
    STATUS,
    UNIT,
    colour_of_hint,
    colour_of_seal,
    colour_of_status,
    filled_text,
    matched_text,
    shape_of_status,
    short_basis,
    shown_names,
)
from gui.ledger.lines import LineBreaker
from gui.ledger.table_model import Index
from gui.theme import Theme

MOST_LINES, PAD, GAP = 3, 8, 4


class FileDelegate(QStyledItemDelegate):
    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        theme.changed.connect(self.forget)
        self.forget()

    def forget(self) -> None:
        """Measure anew: the theme's fonts have changed."""
        self.body = LineBreaker(self._theme.font())
        self.small = LineBreaker(self._theme.font(self._theme.small_px))

    def heights(self, rows: Sequence[FileRow], widths: Sequence[int]) -> list[int]:
        """Every row as high as its longest text, three lines at most; the tool tip has the rest. A width of 0 is hidden."""
        return [self._height(row, widths) for row in rows]

    def _height(self, row: FileRow, widths: Sequence[int]) -> int:
        names = len(self.body.broken(shown_names(row), widths[FILE] - 2 * PAD, MOST_LINES))
        hints = len(self.small.broken(hint_of(row), widths[HINT] - 2 * PAD, MOST_LINES)) if widths[HINT] else 1
        unit = len(self.body.broken(row.unit or "—", widths[UNIT] - 2 * PAD, MOST_LINES - 1))
        tall = max(
            names * self.body.height,
            hints * self.small.height,
            unit * self.body.height + (self.small.height if row.unit else 0),
            self.small.height * (2 if row.sealed_at else 1),
        )
        return tall + 2 * PAD

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row = index.data(Qt.ItemDataRole.UserRole)
        c = self._theme.colours
        rect = cast(QRect, option.rect)  # pyright: ignore[reportAttributeAccessIssue, reportUnknownMemberType]
        state = cast(QStyle.StateFlag, option.state)  # pyright: ignore[reportAttributeAccessIssue, reportUnknownMemberType]
        selected = bool(state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.fillRect(rect, QColor(c.selected if selected else c.surface))
        if selected and index.column() == FILE:
            painter.fillRect(QRect(rect.left(), rect.top(), 3, rect.height()), QColor(c.accent))
        if isinstance(row, FileRow):
            self._cell(painter, rect.adjusted(PAD, PAD, -PAD, -PAD), row, index.column())
        painter.setPen(QPen(QColor(c.line)))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.restore()

    def _cell(self, painter: QPainter, rect: QRect, row: FileRow, column: int) -> None:
        c = self._theme.colours
        if column == FILE:
            self._lines(painter, self.body, shown_names(row), rect, c.text)
        elif column == UNIT:
            below = self._lines(painter, self.body, row.unit or "—", rect, c.text, MOST_LINES - 1)
            if row.unit:
                self._lines(painter, self.small, short_basis(row), below, c.muted, 1)
        elif column == STATUS:
            self._marked(painter, rect, shape_of_status(row), row.status_label, colour_of_status(row, c))
        elif column == MATCHED:
            short = row.first.matched < row.first.total
            self._lines(painter, self.body, matched_text(row), rect, c.soon if short else c.text, 1)
        elif column == FILLED:
            self._lines(painter, self.body, filled_text(row), rect, c.text, 1)
        elif column == SEAL:
            self._seal(painter, rect, row)
        elif column == HINT:
            self._lines(painter, self.small, hint_of(row), rect, colour_of_hint(row, c))

    def _seal(self, painter: QPainter, rect: QRect, row: FileRow) -> None:
        colour = colour_of_seal(row, self._theme.colours)
        self._marked(painter, rect, SEAL_SHAPES.get(row.seal, ""), SEAL_LABELS[row.seal], colour)
        if row.sealed_at:
            below = rect.adjusted(0, self.small.height, 0, 0)
            self._lines(painter, self.small, f"{row.sealed_at:%m-%d %H:%M}", below, self._theme.colours.muted, 1)

    def _lines(
        self, painter: QPainter, breaker: LineBreaker, text: str, rect: QRect, colour: str, most: int = MOST_LINES
    ) -> QRect:
        """Draw the lines there is room for; what is left below them."""
        painter.setFont(breaker.font)  # pyright: ignore[reportUnknownMemberType]
        painter.setPen(QColor(colour))
        top = rect.top()
        flags = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine)
        for words in breaker.broken(text, rect.width(), most):
            painter.drawText(QRect(rect.left(), top, rect.width() + 2, breaker.height), flags, words)
            top += breaker.height
        return QRect(rect.left(), top, rect.width(), max(rect.bottom() - top, 0))

    def _marked(self, painter: QPainter, rect: QRect, shape: str, words: str, colour: str) -> None:
        """Shape, word and colour together: none of them alone carries the meaning."""
        if shape:
            size = self.small.font.pixelSize()
            scale = painter.device().devicePixelRatioF() if painter.device() else 1.0
            drawn = pixmap(shape, colour, size, scale)
            painter.drawPixmap(rect.left(), rect.top() + (self.small.height - size) // 2 + 1, drawn)
            rect = rect.adjusted(size + GAP, 0, 0, 0)
        self._lines(painter, self.small, words, rect, colour, 1)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(round(COLUMNS[index.column()].em * self.body.em), 2 * self.body.height + 2 * PAD)
