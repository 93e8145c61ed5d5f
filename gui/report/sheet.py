"""Room: gui. One table of the report, to be filled in like a sheet: headings that stay, cells to type, copy and paste."""

from collections.abc import Sequence

from PySide6.QtCore import QItemSelectionModel, QMimeData, QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QContextMenuEvent, QFontMetrics, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QApplication, QFrame, QLineEdit, QMenu, QTableView, QWidget

from core.report.form import FormTable
from core.report.grid import Grid, grids_of
from gui.report.copying import copied
from gui.report.sheet_delegate import PADDING_PX, SheetDelegate
from gui.report.sheet_model import Index, SheetModel, SheetState
from gui.theme import Theme
from gui.widgets import column

LEAST_FIGURE_EM = 2.4
ROW_PADDING_PX = 4
TALLEST_HEAD = 0.5  # share of the sheet's height


class GridView(QTableView):
    """The cells. Only those that are filled in can be chosen; arrows, Enter and Tab go from one to the next."""

    emptied = Signal(object)  # cells
    pasted = Signal()
    chosen = Signal(str)
    total_asked = Signal(str)

    def __init__(self, model: SheetModel, theme: Theme, name: str) -> None:
        super().__init__()
        self.sheet = model
        self.setObjectName(name)
        self.setModel(model)
        self.delegate = SheetDelegate(theme, self)
        self.setItemDelegate(self.delegate)
        self.delegate.moved.connect(self.move_by)
        self.horizontalHeader().hide()
        self.verticalHeader().hide()
        self.horizontalHeader().setMinimumSectionSize(8)
        self.verticalHeader().setMinimumSectionSize(8)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setStyleSheet("QTableView { border: 0; border-radius: 0; }")
        self.setSelectionMode(QAbstractItemView.SelectionMode.ContiguousSelection)
        self.setTabKeyNavigation(False)
        trigger = QAbstractItemView.EditTrigger
        self.setEditTriggers(trigger.DoubleClicked | trigger.AnyKeyPressed | trigger.EditKeyPressed)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        for place in model.grid.places:
            if place.printed.cols > 1 or place.printed.rows > 1:
                self.setSpan(place.row, place.col, place.printed.rows, place.printed.cols)

    @property
    def cell(self) -> str:
        """The id of the cell under the cursor, "" for none."""
        return self.sheet.cell(self.currentIndex())

    @property
    def editor(self) -> QLineEdit | None:
        """The line in which a cell is being typed."""
        found = self.indexWidget(self.currentIndex())
        return found if isinstance(found, QLineEdit) else None

    def chosen_cells(self) -> list[str]:
        seen = {self.sheet.cell(i) for i in self.selectedIndexes()}
        return [c for c in self.sheet.grid.cells_in_order() if c in seen]

    def go_to(self, cell: str) -> None:
        index = self.sheet.index_of(cell)
        if index.isValid():
            self.setCurrentIndex(index)
            self.scrollTo(index)

    def move_by(self, down: int, right: int) -> None:
        cell = self.cell
        if not cell:
            return
        target = self._around(cell, right) if abs(right) == 2 else self.sheet.grid.next_cell(cell, down, right)
        self.go_to(target)

    def _around(self, cell: str, right: int) -> str:
        """Tab: the next cell in reading order, over the ends of rows."""
        cells = self.sheet.grid.cells_in_order()
        at = cells.index(cell) + (1 if right > 0 else -1)
        return cells[max(0, min(at, len(cells) - 1))]

    def commit(self) -> None:
        """Keep what is being typed into a cell."""
        editor = self.editor
        if editor is not None:
            self.delegate.commitData.emit(editor)
            self.delegate.closeEditor.emit(editor, SheetDelegate.EndEditHint.NoHint)

    def copy(self) -> None:
        cells = self.chosen_cells()
        if cells:
            QApplication.clipboard().setMimeData(self._copied(cells))

    def _copied(self, cells: Sequence[str]) -> QMimeData:
        text, html = copied(self.sheet.grid, cells, self.sheet.state.texts)
        data = QMimeData()
        data.setText(text)
        data.setHtml(html)
        return data

    def menu(self) -> QMenu:
        """What the right mouse button offers."""
        menu = QMenu(self)
        menu.setObjectName("cellMenu")
        cells = self.chosen_cells()
        if not cells:
            return menu
        menu.addAction("复制", self.copy)
        if self.editTriggers():
            menu.addAction("粘贴", self.pasted.emit)
            menu.addAction("清除", lambda: self.emptied.emit(cells))
            if self.sheet.state.differs(self.cell):
                total = self.sheet.state.computed[self.cell]
                menu.addAction(f"填入各项相加 {total}", lambda: self.total_asked.emit(self.cell))
        return menu

    # -- Qt ----------------------------------------------------------------------------------------------------------

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = self.menu()
        if menu.actions():
            menu.popup(event.globalPos())

    def moveCursor(self, cursorAction: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        act = QAbstractItemView.CursorAction
        moves = {act.MoveUp: (-1, 0), act.MoveDown: (1, 0), act.MoveLeft: (0, -1), act.MoveRight: (0, 1)}
        cell, cells = self.cell, self.sheet.grid.cells_in_order()
        if not cell:
            return self.sheet.index_of(cells[0]) if cells else QModelIndex()
        if cursorAction in moves:
            return self.sheet.index_of(self.sheet.grid.next_cell(cell, *moves[cursorAction]))
        if cursorAction in (act.MoveHome, act.MoveEnd):
            row = [c for c in cells if self.sheet.grid.of_cell[c].row == self.sheet.grid.of_cell[cell].row]
            return self.sheet.index_of(row[0] if cursorAction == act.MoveHome else row[-1])
        found = super().moveCursor(cursorAction, modifiers)
        return found if self.sheet.cell(found) else self.currentIndex()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, shift = event.key(), bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif event.matches(QKeySequence.StandardKey.Cut):
            self.copy()
            self.emptied.emit(self.chosen_cells())
        elif event.matches(QKeySequence.StandardKey.Paste):
            self.pasted.emit()
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.emptied.emit(self.chosen_cells())
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.move_by(-1 if shift else 1, 0)
        elif key == Qt.Key.Key_Equal and not event.modifiers():
            self.total_asked.emit(self.cell)
        else:
            super().keyPressEvent(event)

    def focusNextPrevChild(self, next: bool) -> bool:
        """Tab goes from cell to cell, and out of the sheet at its ends."""
        before = self.cell
        self.move_by(0, 2 if next else -2)
        return self.cell != before or super().focusNextPrevChild(next)

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        self.chosen.emit(self.sheet.cell(current))


class Sheet(QWidget):
    """One form table: its headings stay while its rows scroll. Column widths are the form's, fitted to the room."""

    def __init__(self, table: FormTable, state: SheetState, theme: Theme) -> None:
        super().__init__()
        self.table, self._theme = table, theme
        head, body = grids_of(table)
        self.head = GridView(SheetModel(head, state), theme, f"sheetHead{table.table_id}")
        self.head.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.head.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.head.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.head.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.body = GridView(SheetModel(body, state), theme, f"sheet{table.table_id}")
        self.body.setAccessibleName(table.name)
        self.body.horizontalScrollBar().valueChanged.connect(self.head.horizontalScrollBar().setValue)
        self.setFocusProxy(self.body)
        box = column(self, spacing=0)
        box.addWidget(self.head)
        self.head.setVisible(head.height > 0)
        box.addWidget(self.body, 1)
        self._fit_soon = QTimer(self)
        self._fit_soon.setSingleShot(True)
        self._fit_soon.timeout.connect(self.fit)
        theme.changed.connect(self._fit_soon.start)

    def refresh(self) -> None:
        self.body.sheet.refresh()

    def show_first_cell(self) -> None:
        if not self.body.cell:
            cells = self.body.sheet.grid.cells_in_order()
            index = self.body.sheet.index_of(cells[0])
            self.body.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def fit(self) -> None:
        """Columns to the room there is, rows to their labels."""
        widths = self._widths(self.body.viewport().width() or self.width())
        for view in (self.head, self.body):
            for i, width in enumerate(widths):
                view.setColumnWidth(i, width)
            for i, height in enumerate(self._heights(view.sheet.grid, widths)):
                view.setRowHeight(i, height)
        whole = sum(self.head.rowHeight(i) for i in range(self.head.sheet.grid.height))
        if self.body.currentIndex().isValid():
            self.body.scrollTo(self.body.currentIndex())
        self.head.setFixedHeight(max(1, min(whole, int(self.height() * TALLEST_HEAD) or whole)))

    def _widths(self, room: int) -> list[int]:
        grid = self.body.sheet.grid
        wanted = list(self.table.widths_mm) or [1.0] * grid.width
        least = QFontMetrics(self._theme.font()).horizontalAdvance("0") * LEAST_FIGURE_EM * 2
        fill = {p.col for p in grid.of_cell.values() if p.printed.cols == 1}
        scale = room / sum(wanted)
        widths = [max(int(w * scale), int(least) if i in fill else 8) for i, w in enumerate(wanted)]
        spare = room - sum(widths)
        labels = [i for i in range(len(widths)) if i not in fill] or [len(widths) - 1]
        if spare > 0 or all(widths[i] + spare // len(labels) > 40 for i in labels):
            widths[labels[-1]] += spare
        return [max(w, 8) for w in widths]

    def _heights(self, grid: Grid, widths: list[int]) -> list[int]:
        metrics = QFontMetrics(self._theme.font(self._theme.small_px))
        usual = QFontMetrics(self._theme.font()).height() + ROW_PADDING_PX
        heights = [usual] * grid.height
        for place in sorted(grid.places, key=lambda p: p.printed.rows):
            if place.printed.cell or not place.printed.text:
                continue
            room = sum(widths[place.col : place.col + place.printed.cols]) - 2 * PADDING_PX + 2
            needed = metrics.boundingRect(0, 0, max(room, 12), 9999, int(Qt.TextFlag.TextWordWrap), place.printed.text)
            rows = range(place.row, min(place.row + place.printed.rows, grid.height))
            short = needed.height() + ROW_PADDING_PX - 1 - sum(heights[r] for r in rows)
            if short > 0:
                heights[rows[-1]] += short
        return heights

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_soon.start(0)
