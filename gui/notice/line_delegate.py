"""Room: gui. Paints the cells of a plain table: room at both sides, whole rows selected, the state's colour kept."""

from typing import TypeAlias, cast

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QIcon, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from gui.theme import Theme

PAD, BAR, GAP, ICON = 8, 3, 6, 12
Index: TypeAlias = QModelIndex | QPersistentModelIndex


class LineDelegate(QStyledItemDelegate):
    def __init__(self, theme: Theme, parent: QObject) -> None:
        super().__init__(parent)
        self._theme = theme

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        c = self._theme.colours
        rect = cast(QRect, option.rect)  # pyright: ignore[reportAttributeAccessIssue, reportUnknownMemberType]
        state = cast(QStyle.StateFlag, option.state)  # pyright: ignore[reportAttributeAccessIssue, reportUnknownMemberType]
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.fillRect(rect, QColor(c.selected if chosen else c.surface))
        if chosen and index.column() == 0:
            painter.fillRect(QRect(rect.left(), rect.top(), BAR, rect.height()), QColor(c.accent))
        self._words(painter, self._icon(painter, rect.adjusted(PAD, 0, -PAD, 0), index), index)
        painter.setPen(QPen(QColor(c.line)))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.restore()

    def _icon(self, painter: QPainter, rect: QRect, index: Index) -> QRect:
        """Returns the room that is left for the words."""
        icon = index.data(Qt.ItemDataRole.DecorationRole)
        if not isinstance(icon, QIcon):
            return rect
        icon.paint(painter, QRect(rect.left(), rect.center().y() - ICON // 2 + 1, ICON, ICON))
        return rect.adjusted(ICON + GAP, 0, 0, 0)

    def _words(self, painter: QPainter, rect: QRect, index: Index) -> None:
        colour, align = index.data(Qt.ItemDataRole.ForegroundRole), index.data(Qt.ItemDataRole.TextAlignmentRole)
        painter.setPen(colour.color() if isinstance(colour, QBrush) else QColor(self._theme.colours.text))
        text = painter.fontMetrics().elidedText(str(index.data() or ""), Qt.TextElideMode.ElideRight, rect.width())
        usual = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(rect, int(align) if align else int(usual), text)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        size = super().sizeHint(option, index)
        return QSize(size.width() + 2 * PAD, size.height())
