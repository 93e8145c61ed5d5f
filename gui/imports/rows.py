"""Room: gui. The rows as they were read, one line each, before they are stored."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from core.ledger.record import FormRow
from gui.ledger.table_model import Index
from gui.list_model import ListModel

COLUMNS: tuple[tuple[str, Callable[[FormRow], str], int], ...] = (
    ("序号", lambda r: r.task.label or str(r.task.number), 52),
    ("重点工作", lambda r: "：".join(t for t in (r.task.topic, r.task.subtopic) if t), 150),
    ("主要内容", lambda r: r.task.content, 0),
    ("牵头、责任单位", lambda r: "、".join(r.task.lead_units + r.task.responsible_units), 150),
    ("完成时限", lambda r: "、".join(d.text for d in r.task.deadlines), 120),
    ("进展落实情况", lambda r: r.progress, 150),
)


class PreviewModel(ListModel[FormRow]):
    def __init__(self) -> None:
        super().__init__([heading for heading, *_ in COLUMNS])

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == Qt.ItemDataRole.DisplayRole:
            return " ".join(COLUMNS[index.column()][1](self.rows[index.row()]).split())
        if role == Qt.ItemDataRole.ToolTipRole:
            return COLUMNS[index.column()][1](self.rows[index.row()])
        return None


class PreviewRows(QTableView):
    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("previewRows")
        self.setAccessibleName("读到的任务")
        self.read = PreviewModel()
        self.setModel(self.read)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setMinimumHeight(240)
        self.setTabKeyNavigation(False)
        self.verticalHeader().setVisible(False)
        self.verticalHeader().setDefaultSectionSize(30)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        for at, (_, _, width) in enumerate(COLUMNS):
            if width:
                header.resizeSection(at, width)
            else:
                header.setSectionResizeMode(at, QHeaderView.ResizeMode.Stretch)

    def show_rows(self, rows: Sequence[FormRow]) -> None:
        self.read.show_rows(rows)
