"""Room: gui. The rows of 收件: returned files, a Word with its OFD in one row; sorted and filtered before they come here."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QObject, Qt

from core.finding import Severity
from core.intake.arrived import FileStatus
from core.intake.listing import SEAL_LABELS, FileRow, SealState, hint_of, shown_message
from gui.ledger.table_model import NOWHERE, Index
from gui.theme import Colours

SHAPES = {
    FileStatus.FIRST: "disc",
    FileStatus.SAME: "dash",
    FileStatus.NEWER: "diamond",
    FileStatus.CONFLICT: "triangle",
    FileStatus.UNKNOWN: "cross",
}
SEAL_SHAPES = {
    SealState.SEALED: "check",
    SealState.DOUBTFUL: "cross",
    SealState.UNSEALED: "cross",
    SealState.SCANNED: "ring",
    SealState.UNPROVEN: "ring",
}


@dataclass(frozen=True, slots=True)
class Column:
    """A heading, what a cell says, and what its column is sorted by. `em`: width in letters, 0 takes the rest."""

    heading: str
    text: Callable[[FileRow], str]
    key: Callable[[FileRow], Any]
    em: float


def shown_names(row: FileRow) -> str:
    """台账.docx ＋ .ofd: the first with its folder, of the others what differs."""
    first = row.names[0]
    stem = first.rpartition(".")[0]
    rest = [
        name.removeprefix(stem) if name.startswith(f"{stem}.") else name.rpartition("/")[2] for name in row.names[1:]
    ]
    return " ＋ ".join((first, *rest))


def unit_text(row: FileRow) -> str:
    return f"{row.unit}（{short_basis(row)}）" if row.unit else "—"


def short_basis(row: FileRow) -> str:
    """By what the unit is known, in a word: 表头, 印章, 文件名."""
    return row.first.basis.partition("“")[0].replace("填报单位", "")


def seal_text(row: FileRow) -> str:
    when = f" {row.sealed_at:%m-%d %H:%M}" if row.sealed_at else ""
    return SEAL_LABELS[row.seal] + when


def matched_text(row: FileRow) -> str:
    return f"{row.first.matched} / {row.first.total}" if row.first.is_ledger else "—"


def filled_text(row: FileRow) -> str:
    return str(row.first.filled) if row.first.is_ledger else "—"


COLUMNS = (
    Column("文件", shown_names, lambda r: r.names[0], 11.2),
    Column("单位（依据）", unit_text, lambda r: (not r.unit, r.unit), 10.2),
    Column("状态", lambda r: r.status_label, lambda r: (not r.troubled, list(FileStatus).index(r.status)), 7.3),
    Column("行匹配", matched_text, lambda r: r.first.matched, 5.2),
    Column("已填", filled_text, lambda r: r.first.filled, 3.4),
    Column("盖章", seal_text, lambda r: (list(SealState).index(r.seal), str(r.sealed_at or "")), 7.2),
    Column("提示", hint_of, lambda r: -len(r.findings), 0),
)
TIP_LINES = 12
FILE, UNIT, STATUS, MATCHED, FILLED, SEAL, HINT = range(len(COLUMNS))


def tip_of(row: FileRow, column: int) -> str:
    """What a cell may have no room for, whole."""
    if column == UNIT and row.unit:
        return f"{row.unit}\n依据：{row.first.basis}"
    if column == HINT and len(row.findings) > 1:
        told = [shown_message(f, row) for f in row.findings[:TIP_LINES]]
        more = len(row.findings) - TIP_LINES
        return "\n".join(f"· {words}" for words in told) + (f"\n另有 {more} 条。" if more > 0 else "")
    return COLUMNS[column].text(row)


def colour_of_status(row: FileRow, c: Colours) -> str:
    if row.scan or row.old or row.first.left_out:
        return c.muted
    return {
        FileStatus.FIRST: c.good,
        FileStatus.SAME: c.muted,
        FileStatus.NEWER: c.soon,
        FileStatus.CONFLICT: c.late,
        FileStatus.UNKNOWN: c.late,
    }[row.status]


def shape_of_status(row: FileRow) -> str:
    if row.old or row.first.left_out:
        return "dash"
    return "ring" if row.scan else SHAPES[row.status]


def colour_of_seal(row: FileRow, c: Colours) -> str:
    return {SealState.SEALED: c.good, SealState.DOUBTFUL: c.late, SealState.UNSEALED: c.late}.get(row.seal, c.muted)


def colour_of_hint(row: FileRow, c: Colours) -> str:
    return {Severity.ERROR: c.late, Severity.WARNING: c.soon}.get(row.gravest or Severity.HINT, c.secondary)


class FileModel(QAbstractTableModel):
    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows: Sequence[FileRow] = ()
        self._at: dict[str, int] = {}

    def show_rows(self, rows: Sequence[FileRow]) -> None:
        self.beginResetModel()
        self.rows = rows
        self._at = {r.key: i for i, r in enumerate(rows)}
        self.endResetModel()

    def row_of(self, key: str) -> int:
        """-1 where the file is not shown."""
        return self._at.get(key, -1)

    def file_at(self, row: int) -> FileRow | None:
        return self.rows[row] if 0 <= row < len(self.rows) else None

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(COLUMNS)

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
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return COLUMNS[index.column()].text(row)
        if role == Qt.ItemDataRole.ToolTipRole:
            return tip_of(row, index.column())
        return None
