"""Room: gui. A plain table of rows that keep their keys: what is selected stays selected when it is read again."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QItemSelection, QItemSelectionModel, Qt, Signal
from PySide6.QtGui import QColor, QIcon, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem

from gui.notice.line_delegate import LineDelegate
from gui.theme import Theme

KEY = Qt.ItemDataRole.UserRole
LEAST_SHARE = 0.3  # of the table's width, for each wide column
CUT_PX = 8


@dataclass(frozen=True, slots=True)
class Line:
    """`icon` and `colour` belong to the last column (the state)."""

    key: int | str
    texts: tuple[str, ...]
    icon: QIcon | None = None
    colour: str = ""


class Lines(QTableWidget):
    """`wide`: columns that take the room that is left; `figures`: right-aligned ones."""

    chosen = Signal()

    def __init__(
        self,
        theme: Theme,
        name: str,
        what: str,
        heads: Sequence[str],
        wide: Sequence[int] = (0,),
        figures: Sequence[int] = (),
        many: bool = False,
    ) -> None:
        super().__init__(0, len(heads))
        self.setObjectName(name)
        self.setAccessibleName(what)
        self.setHorizontalHeaderLabels(heads)  # pyright: ignore[reportUnknownMemberType]
        self._figures = figures
        self._theme = theme
        self.setItemDelegate(LineDelegate(theme, self))
        self.verticalHeader().hide()
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        mode = QAbstractItemView.SelectionMode
        self.setSelectionMode(mode.ExtendedSelection if many else mode.SingleSelection)
        head = self.horizontalHeader()
        head.setHighlightSections(False)
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        head.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        self._wide = tuple(wide)
        for column in figures:
            item = QTableWidgetItem(heads[column])
            self.setHorizontalHeaderItem(column, item)
            item.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.itemSelectionChanged.connect(self.chosen)

    def show_lines(self, lines: Iterable[Line]) -> None:
        """The first line is selected where nothing that was selected is left."""
        lines = list(lines)
        before, at = set(self.keys), max(self.currentRow(), 0)
        self.blockSignals(True)
        self.verticalHeader().setDefaultSectionSize(round(self._theme.base_px * 2.5))
        self.setRowCount(len(lines))
        for row, line in enumerate(lines):
            for col, text in enumerate(line.texts):
                self._put(row, col, text, line)
        again = [i for i, line in enumerate(lines) if line.key in before]
        self._select(again or ([min(at, len(lines) - 1)] if lines else []))
        self.blockSignals(False)
        self._fit()
        self.chosen.emit()

    @property
    def keys(self) -> list[int | str]:
        """Of the selected rows, in their order."""
        rows = sorted({i.row() for i in self.selectedIndexes()})
        return [self.model().index(row, 0).data(KEY) for row in rows]

    @property
    def all_keys(self) -> list[int | str]:
        return [self.model().index(row, 0).data(KEY) for row in range(self.rowCount())]

    def choose(self, key: int | str) -> None:
        keys = self.all_keys
        if key in keys:
            self._select([keys.index(key)])

    def _select(self, rows: Sequence[int]) -> None:
        """These and no others, whatever keys are held down."""
        flags, chooser = QItemSelectionModel.SelectionFlag, self.selectionModel()
        chosen = QItemSelection()
        for row in rows:
            chosen.select(self.model().index(row, 0), self.model().index(row, self.columnCount() - 1))
        chooser.select(chosen, flags.ClearAndSelect)
        if rows:
            chooser.setCurrentIndex(self.model().index(rows[0], 0), flags.NoUpdate)
            self.scrollTo(self.model().index(rows[0], 0))

    def _fit(self) -> None:
        """Columns as wide as their contents, the wide ones with what is left and never squeezed to nothing: then the
        longest of the others is cut, its tool tip has the rest."""
        head, total = self.horizontalHeader(), self.viewport().width()
        widths = [max(self.sizeHintForColumn(c), head.sectionSizeHint(c)) for c in range(self.columnCount())]
        others = [c for c in range(len(widths)) if c not in self._wide]
        room = total - len(self._wide) * int(total * LEAST_SHARE)
        over = sum(widths[c] for c in others) - room
        while over > 0 and others:
            longest = max(others, key=lambda c: widths[c])
            cut = min(over, widths[longest] - head.sectionSizeHint(longest))
            if cut <= 0:
                break
            step = min(cut, CUT_PX)
            widths[longest] -= step
            over -= step
        rest = total - sum(widths[c] for c in others)
        for column in range(len(widths)):
            share = rest // max(len(self._wide), 1)
            head.resizeSection(column, share if column in self._wide else widths[column])

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _put(self, row: int, col: int, text: str, line: Line) -> None:
        item = QTableWidgetItem(text)
        item.setData(KEY, line.key)
        item.setToolTip(text)
        if col in self._figures:
            item.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        if col == len(line.texts) - 1:
            if line.icon:
                item.setIcon(line.icon)
            if line.colour:
                item.setForeground(QColor(line.colour))
        self.setItem(row, col, item)
