"""Room: gui. How a cell of the sheet is painted, and the line in which it is typed."""

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import QLineEdit, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from core.report.grid import stands_left
from gui.report.sheet_model import COMPUTED_ROLE, MARK_ROLE, PLACE_ROLE, TOTAL_ROLE, Mark
from gui.theme import Theme

Index = QModelIndex | QPersistentModelIndex
PADDING_PX = 6
GAP_PX = 4
_MOVES = {
    Qt.Key.Key_Return: (1, 0),
    Qt.Key.Key_Enter: (1, 0),
    Qt.Key.Key_Down: (1, 0),
    Qt.Key.Key_Up: (-1, 0),
}


class SheetDelegate(QStyledItemDelegate):
    """`moved(down, right)` comes after Enter, Tab or an arrow in the editor: the text is kept, the cursor goes on.

    A `right` of 2 or -2 is Tab's: on to the next row at the end of one.
    """

    moved = Signal(int, int)

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._fonts: tuple[QFont, QFont, QFont] | None = None
        theme.changed.connect(self._forget_fonts)

    def _forget_fonts(self) -> None:
        self._fonts = None

    @property
    def fonts(self) -> tuple[QFont, QFont, QFont]:
        """(plain, bold, small): made once, a sheet paints two hundred cells at a time."""
        if self._fonts is None:
            theme = self._theme
            self._fonts = theme.font(), theme.font(bold=True), theme.font(theme.small_px)
        return self._fonts

    # -- painting ----------------------------------------------------------------------------------------------------

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        place = index.data(PLACE_ROLE)
        if place is None:
            return
        painter.save()
        rect = QRect(option.rect)  # type: ignore[attr-defined]
        if place.printed.cell:
            self._paint_cell(painter, option, index, rect)
        else:
            self._paint_heading(painter, rect, place.printed.text)
        painter.restore()

    def _paint_heading(self, painter: QPainter, rect: QRect, text: str) -> None:
        c = self._theme.colours
        painter.fillRect(rect, QColor(c.heading))
        painter.setPen(QColor(c.text))
        painter.setFont(self.fonts[2])  # pyright: ignore[reportUnknownMemberType]
        inner = rect.adjusted(PADDING_PX, 1, -PADDING_PX + 2, -1)
        flags = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignVCenter
        flags |= Qt.AlignmentFlag.AlignLeft if stands_left(text) else Qt.AlignmentFlag.AlignHCenter
        painter.drawText(inner, int(flags), text)

    def _paint_cell(self, painter: QPainter, option: QStyleOptionViewItem, index: Index, rect: QRect) -> None:
        c = self._theme.colours
        mark: Mark = index.data(MARK_ROLE)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)  # type: ignore[attr-defined]
        ground = {Mark.ERROR: c.soft_late, Mark.WARNING: c.soft_soon, Mark.LEAD: c.soft_soon}.get(mark, c.surface)
        total = bool(index.data(TOTAL_ROLE))
        ground = c.heading if total and mark == Mark.NONE else ground
        painter.fillRect(rect, QColor(c.selected if chosen and mark == Mark.NONE else ground))
        self._paint_border(painter, option, mark, rect, chosen)
        text, computed = str(index.data() or ""), str(index.data(COMPUTED_ROLE) or "")
        inner = rect.adjusted(PADDING_PX, 0, -PADDING_PX, 0)
        colour = c.late if mark == Mark.ERROR else c.text
        painter.setPen(QColor(colour))
        painter.setFont(self.fonts[1 if total or mark == Mark.ERROR else 0])  # pyright: ignore[reportUnknownMemberType]
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(inner, int(right), text)
        if computed:
            self._paint_computed(painter, inner, text, computed)

    def _paint_computed(self, painter: QPainter, inner: QRect, text: str, computed: str) -> None:
        """What the parts add up to, beside what was typed; a bare ≠ where both have no room."""
        painter.setPen(QColor(self._theme.colours.muted))
        painter.setFont(self.fonts[2])  # pyright: ignore[reportUnknownMemberType]
        room = inner.width() - QFontMetrics(self.fonts[1]).horizontalAdvance(text)
        said = f"={computed}" if text else f"（{computed}）"
        if text and QFontMetrics(self.fonts[2]).horizontalAdvance(said) + GAP_PX > room:
            said = "≠"
        side = Qt.AlignmentFlag.AlignLeft if text else Qt.AlignmentFlag.AlignRight
        painter.drawText(inner, int(side | Qt.AlignmentFlag.AlignVCenter), said)

    def _paint_border(
        self, painter: QPainter, option: QStyleOptionViewItem, mark: Mark, rect: QRect, chosen: bool
    ) -> None:
        c = self._theme.colours
        border = rect.adjusted(1, 1, -2, -2)
        if mark == Mark.ERROR:
            painter.setPen(QPen(QColor(c.late), 1.5))
            painter.drawRect(border)
        elif mark in (Mark.WARNING, Mark.LEAD):
            dashes = Qt.PenStyle.DashLine if mark == Mark.LEAD else Qt.PenStyle.SolidLine
            painter.setPen(QPen(QColor(c.soon), 1, dashes))
            painter.drawRect(border)
        if chosen:
            painter.setPen(QPen(QColor(c.accent), 2))
            painter.drawRect(rect.adjusted(1, 1, -1, -1) if mark == Mark.NONE else border)

    # -- typing ------------------------------------------------------------------------------------------------------

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        editor = QLineEdit(parent)
        editor.setObjectName("cellEditor")
        editor.setFrame(False)
        editor.setAlignment(Qt.AlignmentFlag.AlignRight)
        editor.setStyleSheet("QLineEdit { border-radius: 0; padding: 0 5px; min-height: 0; }")
        editor.setAccessibleName(str(index.data(Qt.ItemDataRole.AccessibleTextRole) or ""))
        return editor

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and isinstance(editor, QLineEdit):
            move = _MOVES.get(Qt.Key(event.key()))
            if event.key() in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
                move = (0, 2 if event.key() == Qt.Key.Key_Tab else -2)
            if move:
                if move[0] and event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
                    move = (-1, 0)
                self.commitData.emit(editor)
                self.closeEditor.emit(editor, QStyledItemDelegate.EndEditHint.NoHint)
                self.moved.emit(*move)
                return True
        return super().eventFilter(editor, event)
