"""Room: gui. The plan's tasks as a table: what, who, until when, measured by what, and what is doubtful."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFont, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from core.finding import Finding, Severity
from core.plan.checks import UNASSIGNED
from core.plan.review import PlanReview, Proposed, ReviewTask
from gui.theme import Theme

Index = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()
HEADINGS = ("序号", "任务", "牵头、责任单位", "完成时限", "量化指标", "提示")
NUMBER, CONTENT, UNITS, DEADLINE, INDICATOR, FINDINGS = range(6)
WIDTHS_EM = {NUMBER: 3.6, UNITS: 12, DEADLINE: 8.5, INDICATOR: 7, FINDINGS: 5.2}
# Below these the indicator is left to the form under the table, units get less room, and the deadline is left to it, too.
WIDE_EM, NARROW_EM, TIGHT_EM = 60, 46, 36
SHORT = {
    "plan.units.none": "待指定",
    "plan.deadline.none": "无时限",
    "plan.deadline.before_issue": "早于印发",
    "plan.deadline.no_such_day": "日期有误",
    "plan.number.skipped": "跳号",
    "plan.number.repeated": "重号",
    "plan.reporting.contradicts": "报送时间",
}


def task_words(task: ReviewTask) -> str:
    row = task.row
    return "　".join(" ".join(t.split()) for t in (row.topic, row.content) if t)


def units_words(task: ReviewTask) -> str:
    lead, others = task.row.units.lead, task.row.units.responsible
    told = [f"牵头：{'、'.join(lead)}" if lead else "", "、".join(others)]
    return "；".join(t for t in told if t) or UNASSIGNED.split("，")[1]


def deadline_words(task: ReviewTask) -> str:
    return "、".join(" ".join(d.text.split()) for d in task.row.deadlines)


class TaskModel(QAbstractTableModel):
    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.tasks: Sequence[ReviewTask] = ()
        self._doubts: Mapping[int, Sequence[Finding]] = {}

    def show_review(self, review: PlanReview, doubts: Mapping[int, Sequence[Finding]]) -> None:
        """`doubts` by position."""
        self.beginResetModel()
        self.tasks, self._doubts = review.tasks, doubts
        self.endResetModel()

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.tasks)

    def columnCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(HEADINGS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return HEADINGS[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return None

    def text(self, position: int, column: int) -> str:
        task = self.tasks[position]
        if column == NUMBER:
            return str(task.row.number)
        if column == FINDINGS:
            return "、".join(dict.fromkeys(SHORT.get(f.rule, "核对") for f in self._doubts.get(position, ())))
        readers = {CONTENT: task_words, UNITS: units_words, DEADLINE: deadline_words}
        return readers[column](task) if column in readers else " ".join(task.row.indicator.split())

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        position, column = index.row(), index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            return self.text(position, column)
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._tip(position, column)
        if role == Qt.ItemDataRole.TextAlignmentRole and column == NUMBER:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        if role == Qt.ItemDataRole.ForegroundRole:
            return self._colour(position, column)
        if role == Qt.ItemDataRole.FontRole and self._is_proposal(position, column):
            font = QFont(self._theme.font())
            font.setItalic(True)
            return font
        return None

    def _tip(self, position: int, column: int) -> str:
        if column == FINDINGS:
            return "\n".join(f.message for f in self._doubts.get(position, ()))
        return self.text(position, column) + ("（取自上年，待确认）" if self._is_proposal(position, column) else "")

    def _is_proposal(self, position: int, column: int) -> bool:
        what = {UNITS: Proposed.UNITS, DEADLINE: Proposed.DEADLINE, INDICATOR: Proposed.INDICATOR}.get(column)
        return what in self.tasks[position].proposed

    def _colour(self, position: int, column: int) -> QColor | None:
        c = self._theme.colours
        if column == UNITS and not self.tasks[position].row.units.names:
            return QColor(c.soon)
        if column == FINDINGS:
            doubts = self._doubts.get(position, ())
            return QColor(c.soon if any(f.severity is not Severity.HINT for f in doubts) else c.muted)
        return QColor(c.muted) if self._is_proposal(position, column) else None


class TaskTable(QTableView):
    chosen = Signal()
    move_asked = Signal(str)  # up, down

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("planTasks")
        self.setAccessibleName("要点中的任务")
        self._theme = theme
        self.tasks = TaskModel(theme)
        self.setModel(self.tasks)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setShowGrid(False)
        self.setWordWrap(True)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setTabKeyNavigation(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().setVisible(False)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionResizeMode(CONTENT, QHeaderView.ResizeMode.Stretch)
        self._silent = False
        self.selectionModel().selectionChanged.connect(self._tell)
        theme.changed.connect(self.fit)

    def show_review(self, review: PlanReview, doubts: Mapping[int, Sequence[Finding]], chosen: Collection[int]) -> None:
        at = self.verticalScrollBar().value()
        self._silent = True
        self.tasks.show_review(review, doubts)
        self._silent = False
        self.choose(chosen, scroll=False)
        self.verticalScrollBar().setValue(at)
        self.fit()

    def fit(self) -> None:
        em = self._theme.base_px
        header = self.horizontalHeader()
        room = self.viewport().width()
        narrow = room < NARROW_EM * em
        self.setColumnHidden(INDICATOR, room < WIDE_EM * em)
        self.setColumnHidden(DEADLINE, room < TIGHT_EM * em)
        for column, width in WIDTHS_EM.items():
            header.resizeSection(column, round(width * em * (0.8 if narrow and column in (UNITS, DEADLINE) else 1)))
        self.verticalHeader().setDefaultSectionSize(round(em * 3.4))

    @property
    def positions(self) -> list[int]:
        return sorted({i.row() for i in self.selectionModel().selectedRows()})

    def choose(self, positions: Collection[int], scroll: bool = True) -> None:
        """Select these rows and no others."""
        wanted = QItemSelection()
        rows = sorted(p for p in positions if p < self.tasks.rowCount())
        for row in rows:
            wanted.select(self.tasks.index(row, 0), self.tasks.index(row, len(HEADINGS) - 1))
        self._silent = True
        model = self.selectionModel()
        if rows:
            model.setCurrentIndex(self.tasks.index(rows[0], 0), QItemSelectionModel.SelectionFlag.NoUpdate)
        model.select(wanted, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        self._silent = False
        if rows and scroll:
            self.scrollTo(self.tasks.index(rows[0], 0))

    def _tell(self) -> None:
        if not self._silent:
            self.chosen.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        moves = {Qt.Key.Key_Up: "up", Qt.Key.Key_Down: "down"}
        if event.modifiers() & Qt.KeyboardModifier.AltModifier and event.key() in moves:
            self.move_asked.emit(moves[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: Any) -> None:
        super().resizeEvent(event)
        self.fit()
