"""Room: gui. The rows of the ledger's table: tasks, and the titles of sections between them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from core.ledger.listing import ListedTask, SortBy
from core.ledger.state import STATUS_LABELS
from core.units import CONCERN_LABELS, Concern

Index: TypeAlias = QModelIndex | QPersistentModelIndex
TableRow: TypeAlias = ListedTask | str
NOWHERE = QModelIndex()
SHORT_CONCERN = {
    Concern.NAMED: "列名",
    Concern.ALL: "全体",
    Concern.CONDITIONAL: "视情",
    Concern.UNASSIGNED: "待确认",
    Concern.NONE: "未列入",
}


@dataclass(frozen=True, slots=True)
class Column:
    """A heading, what a cell says, and what its column is sorted by."""

    heading: str
    text: Callable[[ListedTask], str]
    sort_by: SortBy


def concern_text(row: ListedTask) -> str:
    lead = "·牵头" if row.concern.as_lead else ""
    return SHORT_CONCERN[row.concern.concern] + lead


def concern_tip(row: ListedTask) -> str:
    because = f"，依据“{row.concern.because}”" if row.concern.because else ""
    return CONCERN_LABELS[row.concern.concern] + ("，牵头" if row.concern.as_lead else "") + because


def due_text(row: ListedTask) -> str:
    return " ".join(part for part in (row.outlook.text, row.outlook.words) if part)


COLUMNS = (
    Column("序号", lambda r: r.label, SortBy.NUMBER),
    Column("重点工作", lambda r: r.topic, SortBy.TOPIC),
    Column("主要内容", lambda r: r.content, SortBy.CONTENT),
    Column("涉及", concern_text, SortBy.CONCERN),
    Column("完成时限", due_text, SortBy.DUE),
    Column("状态", lambda r: STATUS_LABELS[r.state.status], SortBy.STATUS),
)
NUMBER, TOPIC, CONTENT, CONCERN, DUE, STATUS = range(len(COLUMNS))


def with_sections(rows: Sequence[ListedTask]) -> list[TableRow]:
    """Rows in the form's order with a section's title before its first row."""
    shown: list[TableRow] = []
    section = ""
    for row in rows:
        if row.task.section != section:
            section = row.task.section
            if section:
                shown.append(section)
        shown.append(row)
    return shown


class LedgerModel(QAbstractTableModel):
    """Holds what is shown; sorting and filtering happen to the list before it comes here."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows: Sequence[TableRow] = ()
        self._at: dict[int, int] = {}

    def show_rows(self, rows: Sequence[TableRow]) -> None:
        self.beginResetModel()
        self.rows = rows
        self._at = {r.task.task_id: i for i, r in enumerate(rows) if not isinstance(r, str)}
        self.endResetModel()

    def replace_row(self, row: ListedTask) -> bool:
        """False where the task is not shown."""
        at = self._at.get(row.task.task_id)
        if at is None:
            return False
        changed = list(self.rows)
        changed[at] = row
        self.rows = changed
        self.dataChanged.emit(self.index(at, 0), self.index(at, len(COLUMNS) - 1))
        return True

    def row_of(self, task_id: int) -> int:
        """-1 where the task is not shown."""
        return self._at.get(task_id, -1)

    def task_at(self, row: int) -> ListedTask | None:
        found = self.rows[row] if 0 <= row < len(self.rows) else None
        return None if isinstance(found, str) else found

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(COLUMNS)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        if isinstance(self.rows[index.row()], str):
            return Qt.ItemFlag.ItemIsEnabled
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation == Qt.Orientation.Horizontal:
            if role == Qt.ItemDataRole.DisplayRole:
                return COLUMNS[section].heading
            if role == Qt.ItemDataRole.TextAlignmentRole:
                return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row = self.rows[index.row()]
        if role == Qt.ItemDataRole.UserRole:
            return row
        if isinstance(row, str):
            return row if role == Qt.ItemDataRole.DisplayRole and index.column() == 0 else None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return COLUMNS[index.column()].text(row)
        if role == Qt.ItemDataRole.ToolTipRole:
            return concern_tip(row) if index.column() == CONCERN else None
        return None
