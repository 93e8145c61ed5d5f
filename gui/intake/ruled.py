"""Room: gui. Cells of a plain table: room around the text, a line below each row, no frame around the current cell."""

from typing import cast

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from gui.ledger.table_model import Index
from gui.theme import Theme

PAD_X, PAD_Y = 5, 5


class RuledDelegate(QStyledItemDelegate):
    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        c = self._theme.colours
        rect = cast(QRect, option.rect)  # pyright: ignore[reportAttributeAccessIssue, reportUnknownMemberType]
        state = cast(QStyle.StateFlag, option.state)  # pyright: ignore[reportAttributeAccessIssue, reportUnknownMemberType]
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        painter.fillRect(rect, QColor(c.selected if chosen else c.surface))
        if chosen and index.column() == 0:
            painter.fillRect(QRect(rect.left(), rect.top(), 3, rect.height()), QColor(c.accent))
        inner = QStyleOptionViewItem(option)
        inner.state = state & ~QStyle.StateFlag.State_HasFocus & ~QStyle.StateFlag.State_Selected  # type: ignore[attr-defined]
        inner.rect = rect.adjusted(PAD_X, PAD_Y, -PAD_X, -PAD_Y)  # type: ignore[attr-defined]
        super().paint(painter, inner, index)
        painter.save()
        painter.setPen(QPen(QColor(c.line)))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        narrower = QStyleOptionViewItem(option)
        rect = cast(QRect, option.rect)  # pyright: ignore[reportAttributeAccessIssue, reportUnknownMemberType]
        narrower.rect = rect.adjusted(PAD_X, 0, -PAD_X, 0)  # type: ignore[attr-defined]
        size = super().sizeHint(narrower, index)
        return size + QSize(2 * PAD_X, 2 * PAD_Y)
