"""Room: gui. The table of returned files: rows as high as their texts, columns that fit the window, sorted by a click."""

from collections.abc import Sequence

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from core.intake.listing import FileRow
from gui.intake.file_delegate import FileDelegate
from gui.intake.file_model import COLUMNS, FILE, FILLED, HINT, MATCHED, SEAL, FileModel
from gui.signals import on_any
from gui.theme import Theme

# Narrower lists give the columns less, then leave out what the panel tells as well.
NARROW_EM, NO_FILLED_EM, NO_SEAL_EM, NO_HINT_EM = 58, 52, 40, 33


class FileTable(QTableView):
    file_chosen = Signal(str)  # key of the row, "" for none
    file_opened = Signal(str)  # Enter, double click

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("intakeTable")
        self.setAccessibleName("收到的文件")
        self._theme = theme
        self.files = FileModel(self)
        self._painter = FileDelegate(theme, self)
        self._all: Sequence[FileRow] = ()
        self._sorted, self._descending = -1, False
        self._silent = False
        self.setModel(self.files)
        self.setItemDelegate(self._painter)
        self._dress()
        self._refit = QTimer(self)
        self._refit.setSingleShot(True)
        self._refit.setInterval(0)
        self._refit.timeout.connect(self.fit_rows)
        self.selectionModel().currentRowChanged.connect(self._tell)
        self.horizontalHeader().sectionClicked.connect(self.sort_by)
        on_any(self.horizontalHeader().sectionResized, self._refit.start)
        on_any(self.doubleClicked, self._open)
        theme.changed.connect(self.fit_columns)

    def _dress(self) -> None:
        self.setShowGrid(False)
        self.setCornerButtonEnabled(False)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.verticalHeader().setVisible(False)
        self.verticalHeader().setMinimumSectionSize(20)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header = self.horizontalHeader()
        header.setSectionsClickable(True)
        header.setHighlightSections(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setSectionResizeMode(HINT, QHeaderView.ResizeMode.Stretch)
        header.setMinimumSectionSize(36)

    # -- what is shown -----------------------------------------------------------------------------------------------

    def show_rows(self, rows: Sequence[FileRow], chosen: str = "") -> None:
        """Keep the chosen file chosen; the first one where it is gone."""
        self._all = rows
        self._show(chosen or self.chosen)

    @property
    def chosen(self) -> str:
        row = self.files.file_at(self.currentIndex().row())
        return row.key if row else ""

    def _show(self, chosen: str) -> None:
        rows = list(self._all)
        if self._sorted >= 0:
            rows.sort(key=COLUMNS[self._sorted].key, reverse=self._descending)
        self._silent = True
        self.files.show_rows(rows)
        self.fit_columns()
        self.fit_rows()
        self._silent = False
        if not self.choose(chosen) and not (rows and self.choose(rows[0].key)):
            self.file_chosen.emit("")

    def choose(self, key: str) -> bool:
        at = self.files.row_of(key)
        if at < 0:
            return False
        index = self.files.index(at, 0)
        flags = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
        self._silent = True
        self.selectionModel().setCurrentIndex(index, flags)
        self._silent = False
        self.scrollTo(index)
        self.file_chosen.emit(key)
        return True

    def next_troubled(self, by: int = 1) -> bool:
        """The next file with a problem, round and round; False where there is none."""
        rows, here = self.files.rows, max(self.currentIndex().row(), 0)
        order = [(here + by * step) % len(rows) for step in range(1, len(rows) + 1)]
        at = next((i for i in order if rows[i].troubled), -1)
        return at >= 0 and self.choose(rows[at].key)

    def sort_by(self, column: int) -> None:
        """Once upward, then downward, then as the files came."""
        if self._sorted != column:
            self._sorted, self._descending = column, False
        elif not self._descending:
            self._descending = True
        else:
            self._sorted, self._descending = -1, False
        header = self.horizontalHeader()
        header.setSortIndicatorShown(self._sorted >= 0)
        order = Qt.SortOrder.DescendingOrder if self._descending else Qt.SortOrder.AscendingOrder
        header.setSortIndicator(max(self._sorted, 0), order)
        self._show(self.chosen)

    # -- sizes -------------------------------------------------------------------------------------------------------

    def fit_columns(self) -> None:
        em, header = self._theme.base_px, self.horizontalHeader()
        wide = self.viewport().width() / em
        least = {MATCHED: NO_FILLED_EM, FILLED: NO_FILLED_EM, SEAL: NO_SEAL_EM, HINT: NO_HINT_EM}
        share = 0.84 if wide < NARROW_EM else 1.0
        with QSignalBlocker(header):
            for column, em_needed in least.items():
                self.setColumnHidden(column, wide < em_needed)
            for at, column in enumerate(COLUMNS):
                if column.em and not self.isColumnHidden(at):
                    header.resizeSection(at, round(column.em * em * (share if column.em > 8 else 1)))
            if self.isColumnHidden(HINT):
                others = sum(header.sectionSize(at) for at in range(len(COLUMNS)) if at != FILE)
                header.resizeSection(FILE, max(self.viewport().width() - others, 6 * em))
        self._refit.start()

    def fit_rows(self) -> None:
        rows, header, columns = self.files.rows, self.verticalHeader(), self.horizontalHeader()
        widths = [columns.sectionSize(at) for at in range(len(COLUMNS))]
        with QSignalBlocker(header):
            header.setUpdatesEnabled(False)
            for at, height in enumerate(self._painter.heights(rows, widths)):
                header.resizeSection(at, height)
            header.setUpdatesEnabled(True)
        self.updateGeometries()
        self.viewport().update()

    # -- Qt ----------------------------------------------------------------------------------------------------------

    def _tell(self, current: QModelIndex, previous: QModelIndex) -> None:
        row = self.files.file_at(current.row())
        if row is not None and not self._silent:
            self.file_chosen.emit(row.key)

    def _open(self) -> None:
        if self.chosen:
            self.file_opened.emit(self.chosen)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self.fit_columns()
