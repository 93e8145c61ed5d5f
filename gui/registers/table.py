"""Room: gui. The entries of one register as rows: chosen fields, and what is doubtful about each."""

import re
from collections.abc import Mapping, Sequence

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from core.days import shown_day
from core.finding import Finding, Severity
from core.registers.register import Entry, FieldKind, Register
from gui.signals import on_any
from gui.theme import Theme

Index = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()
ENTRY_ROLE = Qt.ItemDataRole.UserRole
STATE = "提示"
LONG_PX, WIDEST_PX = 130, 150


def _short(label: str) -> str:
    """The innermost label of a row of table 三, without its number and remark."""
    return re.sub(r"^(?:（[一二三四五六七]）|\d\.)", "", label.split("·")[-1].split("（区分")[0])


class EntriesModel(QAbstractTableModel):
    """`year`: days of it are shown without the year."""

    def __init__(self, theme: Theme, year: int) -> None:
        super().__init__()
        self._theme, self._year = theme, year
        self.register: Register | None = None
        self.rows: Sequence[Entry] = ()
        self.states: Mapping[int, str] = {}
        self.findings: Mapping[int, Sequence[Finding]] = {}

    def show_entries(
        self,
        register: Register,
        rows: Sequence[Entry],
        states: Mapping[int, str],
        findings: Mapping[int, Sequence[Finding]],
    ) -> None:
        """`states`: what is said of an entry that has no finding."""
        self.beginResetModel()
        self.register, self.rows, self.states, self.findings = register, rows, states, findings
        self.endResetModel()

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = NOWHERE) -> int:
        return len(self.register.shown) + 1 if self.register and not parent.isValid() else 0

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if self.register is None or orientation is not Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        shown = self.register.shown
        return self.register.field(shown[section]).label if section < len(shown) else STATE

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        entry = self.rows[index.row()]
        if role == ENTRY_ROLE:
            return entry.entry_id
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return self._text(entry, index.column())
        if role == Qt.ItemDataRole.ForegroundRole and self.register and index.column() == len(self.register.shown):
            return self._colour(entry)
        return None

    def _text(self, entry: Entry, column: int) -> str:
        register = self.register
        if register is None:
            return ""
        if column < len(register.shown):
            field = register.field(register.shown[column])
            day = entry.day(field.key) if field.kind is FieldKind.DAY else None
            text = shown_day(day, self._year) if day else field.shown(entry.text(field.key))
            return _short(text) if field.kind is FieldKind.CHOICE else " ".join(text.split())
        found = self.findings.get(entry.entry_id, ())
        more = f"（共{len(found)}条）" if len(found) > 1 else ""
        return f"{found[0].message}{more}" if found else self.states.get(entry.entry_id, "")

    def _colour(self, entry: Entry) -> QColor | None:
        found, colours = self.findings.get(entry.entry_id, ()), self._theme.colours
        if not found or found[0].severity is Severity.HINT:
            return QColor(colours.muted)
        return QColor(colours.late if found[0].severity is Severity.ERROR else colours.soon)


class EntriesTable(QTableView):
    """Enter goes to the form, Delete asks to remove; the rest is a table's own."""

    entry_chosen = Signal(int)  # 0: none
    form_asked = Signal()
    removal_asked = Signal()

    def __init__(self, theme: Theme, year: int) -> None:
        super().__init__()
        self.setObjectName("entriesTable")
        self.setAccessibleName("登记列表")
        self.entries = EntriesModel(theme, year)
        self.setModel(self.entries)
        self.verticalHeader().hide()
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        on_any(self.selectionModel().currentRowChanged, self._tell)
        on_any(self.doubleClicked, self.form_asked.emit)

    @property
    def chosen(self) -> list[int]:
        """Ids of all selected entries."""
        return [int(i.data(ENTRY_ROLE)) for i in self.selectionModel().selectedRows()]

    def fit(self) -> None:
        """Long texts share what is left; where too little is, the last columns but 提示 go."""
        register = self.entries.register
        if register is None:
            return
        header = self.horizontalHeader()
        wanted: list[int] = []
        for column, key in enumerate((*register.shown, "")):
            long = not key or register.field(key).kind is FieldKind.LONG
            mode = QHeaderView.ResizeMode.Stretch if long else QHeaderView.ResizeMode.Interactive
            header.setSectionResizeMode(column, mode)
            least = header.sectionSizeHint(column)
            wanted.append(LONG_PX if long else min(max(self.sizeHintForColumn(column), least) + 4, WIDEST_PX))
            if not long:
                self.setColumnWidth(column, wanted[-1])
        self.setColumnHidden(len(register.shown), False)
        for column in range(1, len(register.shown)):
            before = sum(wanted[: column + 1]) + wanted[-1]
            self.setColumnHidden(column, before > self.viewport().width())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()

    def choose(self, entry_id: int) -> bool:
        for row, entry in enumerate(self.entries.rows):
            if entry.entry_id == entry_id:
                self.selectRow(row)
                self.scrollTo(self.entries.index(row, 0))
                return True
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.form_asked.emit()
        elif event.key() == Qt.Key.Key_Delete:
            self.removal_asked.emit()
        else:
            super().keyPressEvent(event)

    def _tell(self) -> None:
        now = self.currentIndex()
        self.entry_chosen.emit(int(now.data(ENTRY_ROLE)) if now.isValid() else 0)
