"""Room: gui. The directory's table: names and telephones typed in place, flags ticked by mouse or space."""

from collections.abc import Sequence
from typing import cast

from PySide6.QtCore import QAbstractItemModel, QEvent, QItemSelectionModel, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QKeySequence, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from core.units import KIND_LABELS, Unit, UnitDirectory
from gui.icons import pixmap
from gui.theme import Theme
from gui.units.table_model import ALIASES, CONTACT, FIRST_FLAG, FLAG_ROLE, FLAGS, KIND, NAME, PHONE, Index, UnitsModel

WIDTHS_EM = {NAME: 14.5, KIND: 7.2, ALIASES: 8.5, CONTACT: 5.2, PHONE: 8.8}
FLAG_EM, ROW_EM, BOX_EM = 4.15, 2.5, 1.15
PAD = 8  # as the headings have


class UnitsTable(QTableView):
    """`tick_asked` names a flag's column and whether to set it, for the units that are selected."""

    unit_chosen = Signal(object)  # Unit | None
    tick_asked = Signal(int, bool)
    remove_asked = Signal()
    paste_asked = Signal()
    sort_asked = Signal(int)

    def __init__(self, model: UnitsModel, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("directoryTable")
        self.setAccessibleName("单位名录")
        self._theme, self.units = theme, model
        self.setModel(model)
        self.setItemDelegate(UnitsDelegate(theme, self))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        trigger = QAbstractItemView.EditTrigger
        self.setEditTriggers(trigger.DoubleClicked | trigger.EditKeyPressed | trigger.AnyKeyPressed)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.verticalHeader().hide()
        header = self.horizontalHeader()
        header.setSectionsClickable(True)
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.sectionClicked.connect(self.sort_asked)
        self.selectionModel().currentRowChanged.connect(lambda *_: self._tell())  # pyright: ignore[reportUnknownArgumentType, reportUnknownLambdaType]
        model.modelReset.connect(self._tell)
        theme.changed.connect(self.fit)
        self.fit()

    def fit(self) -> None:
        em = self._theme.base_px
        self.verticalHeader().setDefaultSectionSize(round(ROW_EM * em))
        header = self.horizontalHeader()
        header.setMinimumHeight(round(3.4 * em))
        for column in range(len(FLAGS)):
            header.resizeSection(FIRST_FLAG + column, round(FLAG_EM * em))
        for column, wide in WIDTHS_EM.items():
            header.resizeSection(column, round(wide * em))
        header.setSectionResizeMode(NAME, QHeaderView.ResizeMode.Stretch)
        header.setMinimumSectionSize(round(3.6 * em))

    def show_sorting(self, column: int, descending: bool) -> None:
        header = self.horizontalHeader()
        header.setSortIndicatorShown(column >= 0)
        order = Qt.SortOrder.DescendingOrder if descending else Qt.SortOrder.AscendingOrder
        header.setSortIndicator(max(column, 0), order)

    # -- what is chosen ----------------------------------------------------------------------------------------------

    def show_units(self, units: Sequence[Unit], directory: UnitDirectory | None, chosen: int = 0) -> None:
        column = max(self.currentIndex().column(), 0)
        wanted = chosen or (self.current.unit_id if self.current else 0)
        self.units.show_units(units, directory)
        at = self.units.row_of(wanted)
        if self.currentIndex().row() != at or at < 0:
            self.choose_row(max(at, 0), column)
        self._tell()

    def choose_row(self, row: int, column: int = 0) -> None:
        if 0 <= row < len(self.units.units):
            flags = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
            self.selectionModel().setCurrentIndex(self.units.index(row, column), flags)
            self.scrollTo(self.currentIndex())

    @property
    def current(self) -> Unit | None:
        row = self.currentIndex().row()
        return self.units.units[row] if 0 <= row < len(self.units.units) else None

    @property
    def chosen(self) -> list[Unit]:
        rows = sorted({i.row() for i in self.selectionModel().selectedRows()})
        return [self.units.units[row] for row in rows if row < len(self.units.units)]

    @property
    def editing(self) -> bool:
        return self.state() is QAbstractItemView.State.EditingState

    def _tell(self) -> None:
        self.unit_chosen.emit(self.current)

    def toggle(self, index: Index) -> None:
        """Tick or untick for all selected units, as the clicked one is turned."""
        if index.data(FLAG_ROLE) is not None:
            self.tick_asked.emit(index.column(), not index.data(FLAG_ROLE))

    # -- Qt ----------------------------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        index = self.currentIndex()
        if self.editing:
            super().keyPressEvent(event)  # Enter that ended an editor comes by here
        elif event.key() == Qt.Key.Key_Space and index.isValid() and index.data(FLAG_ROLE) is not None:
            self.toggle(index)
        elif event.matches(QKeySequence.StandardKey.Paste):
            self.paste_asked.emit()
        elif event.key() == Qt.Key.Key_Delete:
            self.remove_asked.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and index.isValid():
            if index.data(FLAG_ROLE) is not None:
                self.toggle(index)
            else:
                self.edit(index)
        else:
            super().keyPressEvent(event)


class UnitsDelegate(QStyledItemDelegate):
    def __init__(self, theme: Theme, table: UnitsTable) -> None:
        super().__init__(table)
        self._theme, self._table = theme, table

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        ticked = index.data(FLAG_ROLE)
        rect = cast(QRect, option.rect)  # pyright: ignore[reportAttributeAccessIssue, reportUnknownMemberType]
        state = cast(QStyle.StateFlag, option.state)  # pyright: ignore[reportAttributeAccessIssue, reportUnknownMemberType]
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, QColor(self._theme.colours.selected))
        here = self._table.hasFocus() and self._table.currentIndex() == index
        if ticked is None:
            self._words(painter, rect, index, here)
        else:
            self._tick(painter, rect, bool(ticked), here)
        painter.save()
        painter.setPen(QPen(QColor(self._theme.colours.line)))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.restore()

    def _words(self, painter: QPainter, rect: QRect, index: Index, here: bool) -> None:
        c, inner = self._theme.colours, rect.adjusted(PAD, 0, -4, 0)
        painter.save()
        painter.setPen(QColor(c.text))
        text = painter.fontMetrics().elidedText(str(index.data() or ""), Qt.TextElideMode.ElideRight, inner.width())
        painter.drawText(inner, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), text)
        if here:
            painter.setPen(QPen(QColor(c.accent)))
            painter.drawRect(rect.adjusted(1, 1, -2, -2))
        painter.restore()

    def _tick(self, painter: QPainter, rect: QRect, ticked: bool, here: bool) -> None:
        c, size = self._theme.colours, round(BOX_EM * self._theme.base_px)
        box = QRect(rect.left() + PAD, rect.center().y() - size // 2, size, size)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(c.accent if here or ticked else c.strong_line), 2 if here else 1))
        painter.setBrush(QColor(c.accent_fill if ticked else c.surface))
        painter.drawRoundedRect(QRectF(box).adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)
        if ticked:
            scale = painter.device().devicePixelRatioF() if painter.device() else 1.0
            painter.drawPixmap(box.topLeft(), pixmap("tick", c.on_fill, size, scale))
        painter.restore()

    def editorEvent(self, event: QEvent, model: QAbstractItemModel, option: QStyleOptionViewItem, index: Index) -> bool:
        if index.data(FLAG_ROLE) is None or not isinstance(event, QMouseEvent):
            return super().editorEvent(event, model, option, index)
        if event.type() == QEvent.Type.MouseButtonRelease and event.button() is Qt.MouseButton.LeftButton:
            self._table.toggle(index)
        return True

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        if index.column() != KIND:
            editor = super().createEditor(parent, option, index)
            editor.setObjectName("unitEditor")
            return editor
        box = QComboBox(parent)
        box.setObjectName("kindEditor")
        box.setAccessibleName("类别")
        for words in KIND_LABELS.values():
            box.addItem(words)
        box.activated.connect(lambda: self.commitData.emit(box))
        return box

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        if isinstance(editor, QComboBox):
            editor.setCurrentText(str(index.data()))
        else:
            super().setEditorData(editor, index)

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        if isinstance(editor, QComboBox):
            model.setData(index, editor.currentText())
        else:
            super().setModelData(editor, model, index)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(60, round(ROW_EM * self._theme.base_px))
