"""Room: gui. The list on the left: a table whose rows are as high as their texts, at any number of rows."""

from collections.abc import Sequence

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from core.ledger.listing import ListedTask
from gui.ledger.table_delegate import LedgerDelegate
from gui.ledger.table_model import COLUMNS, CONCERN, CONTENT, DUE, NUMBER, STATUS, TOPIC, LedgerModel, TableRow
from gui.signals import on_any
from gui.theme import Theme

EVERYTHING = 100_000  # so wide that a hidden column needs one line
NUMBER_EM, DUE_EM, NARROW_DUE_EM, STATUS_EM = 3.4, 9.2, 8.2, 6.3  # widths in letters
NARROW_EM = 46  # a list that is narrower than this gives the deadline less room
# Large letters in a small window: what the panel beside the list tells as well is left out first.
NO_CONCERN_EM, NO_CONTENT_EM = 36, 31


class LedgerTable(QTableView):
    task_chosen = Signal(int)  # task id, 0 for none
    task_opened = Signal()  # Enter: go and write
    sort_asked = Signal(int)  # column

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("ledgerTable")
        self.setAccessibleName("任务列表")
        self._theme = theme
        self.ledger = LedgerModel(self)
        self.painter_of_rows = LedgerDelegate(theme, self)
        self._silent = False
        self.setModel(self.ledger)
        self.setItemDelegate(self.painter_of_rows)
        self._dress()
        self._refit = QTimer(self)
        self._refit.setSingleShot(True)
        self._refit.setInterval(0)
        self._refit.timeout.connect(self.fit_rows)
        self.selectionModel().currentRowChanged.connect(self._tell_current)
        self.horizontalHeader().sectionClicked.connect(self.sort_asked)
        on_any(self.horizontalHeader().sectionResized, self._refit.start)
        theme.changed.connect(self.fit_columns)

    def _dress(self) -> None:
        self.setShowGrid(False)
        self.setCornerButtonEnabled(False)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setWordWrap(False)
        self.verticalHeader().setVisible(False)
        self.verticalHeader().setMinimumSectionSize(20)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header = self.horizontalHeader()
        header.setSectionsClickable(True)
        header.setHighlightSections(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setSectionResizeMode(CONTENT, QHeaderView.ResizeMode.Stretch)
        header.setMinimumSectionSize(36)

    # -- what is shown -----------------------------------------------------------------------------------------------

    def show_rows(self, rows: Sequence[TableRow], chosen: int) -> None:
        """Show these rows and keep the chosen task chosen; the first one where it is gone."""
        self._silent = True
        self.clearSpans()
        self.ledger.show_rows(rows)
        for at, row in enumerate(rows):
            if isinstance(row, str):
                self.setSpan(at, 0, 1, len(COLUMNS))
        self.fit_columns()
        self.fit_rows()
        self._silent = False
        if not self.choose(chosen):
            first = next((r.task.task_id for r in rows if not isinstance(r, str)), 0)
            if not self.choose(first):
                self.task_chosen.emit(0)

    def refresh_row(self, row: ListedTask) -> None:
        self.ledger.replace_row(row)

    def choose(self, task_id: int) -> bool:
        at = self.ledger.row_of(task_id)
        if at < 0:
            return False
        index = self.ledger.index(at, 0)
        flags = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
        self.selectionModel().setCurrentIndex(index, flags)
        self.scrollTo(index)
        return True

    def step(self, by: int) -> None:
        """Choose the next (1) or the previous (-1) task; section titles are passed over."""
        at = self.currentIndex().row() + by
        while 0 <= at < len(self.ledger.rows):
            task = self.ledger.task_at(at)
            if task is not None:
                self.choose(task.task.task_id)
                return
            at += by

    def chosen_tasks(self) -> list[ListedTask]:
        rows = sorted({i.row() for i in self.selectionModel().selectedRows()})
        return [task for row in rows if (task := self.ledger.task_at(row))]

    def show_sorting(self, column: int, descending: bool) -> None:
        header = self.horizontalHeader()
        header.setSortIndicatorShown(column >= 0)
        order = Qt.SortOrder.DescendingOrder if descending else Qt.SortOrder.AscendingOrder
        header.setSortIndicator(max(column, 0), order)

    # -- sizes -------------------------------------------------------------------------------------------------------

    def fit_columns(self) -> None:
        em = self._theme.base_px
        header = self.horizontalHeader()
        with QSignalBlocker(header):
            wide_em = self.viewport().width() / em
            narrow = wide_em < NARROW_EM
            self._leave_out(wide_em)
            header.resizeSection(NUMBER, round(NUMBER_EM * em))
            header.resizeSection(CONCERN, self.painter_of_rows.tag_width(self.ledger.rows))
            header.resizeSection(DUE, round((NARROW_DUE_EM if narrow else DUE_EM) * em))
            header.resizeSection(STATUS, round(STATUS_EM * em))
            fixed = sum(header.sectionSize(c) for c in (NUMBER, CONCERN, DUE, STATUS))  # a hidden one is 0 wide
            room = self.viewport().width() - fixed
            if self.isColumnHidden(CONTENT):
                header.resizeSection(TOPIC, room)
            else:
                header.resizeSection(TOPIC, max(6 * em, round(room * 0.36)))
                header.resizeSection(CONTENT, room - header.sectionSize(TOPIC))
        self._refit.start()

    def _leave_out(self, wide_em: float) -> None:
        self.setColumnHidden(CONCERN, wide_em < NO_CONCERN_EM)
        self.setColumnHidden(CONTENT, wide_em < NO_CONTENT_EM)

    def fit_rows(self) -> None:
        """Give every row its height. Signals are off: ten thousand rows take a few milliseconds."""
        rows, header, columns = self.ledger.rows, self.verticalHeader(), self.horizontalHeader()
        topic, content = columns.sectionSize(TOPIC), columns.sectionSize(CONTENT)
        heights = self.painter_of_rows.heights(rows, topic, content or EVERYTHING)
        with QSignalBlocker(header):
            header.setUpdatesEnabled(False)
            for at, height in enumerate(heights):
                header.resizeSection(at, height)
            header.setUpdatesEnabled(True)
        self.updateGeometries()
        self.viewport().update()

    def _tell_current(self, current: QModelIndex, previous: QModelIndex) -> None:
        task = self.ledger.task_at(current.row())
        if task is not None and not self._silent:
            self.task_chosen.emit(task.task.task_id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.task_opened.emit()
        elif event.key() == Qt.Key.Key_Down and not event.modifiers():
            self.step(1)
        elif event.key() == Qt.Key.Key_Up and not event.modifiers():
            self.step(-1)
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self.fit_columns()
