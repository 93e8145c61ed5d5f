"""Room: gui. The forms that would be handed out, and the tasks of the chosen one."""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem

from core.actions.dispatching import MARKS, BlankForm
from core.ledger.ledger import Ledger
from core.units import Concern, ConcernResult

FORM_HEADINGS = ("序号", "单位", "任务", "牵头", "视情", "待确认")
TASK_HEADINGS = ("序号", "任务", "与本单位")


class FormsTable(QTableWidget):
    form_chosen = Signal(int)  # its place among the forms, -1 for none

    def __init__(self) -> None:
        super().__init__(0, len(FORM_HEADINGS))
        _dress(self, "formsTable", "要下发的单位", FORM_HEADINGS, words=(1,))
        self.itemSelectionChanged.connect(lambda: self.form_chosen.emit(self.currentRow()))

    def show_forms(self, forms: Sequence[BlankForm]) -> None:
        at = max(self.currentRow(), 0)
        self.setRowCount(len(forms))
        for row, form in enumerate(forms):
            maybe = sum(r.concern is Concern.CONDITIONAL for _, r in form.results)
            figures = (form.due, form.leads, maybe, form.unassigned)
            _fill(self, row, (str(row + 1), form.unit.name, *(str(n) if n else "—" for n in figures)), words=(1,))
        if forms:
            self.selectRow(min(at, len(forms) - 1))
        self.form_chosen.emit(self.currentRow() if forms else -1)


class TasksTable(QTableWidget):
    def __init__(self) -> None:
        super().__init__(0, len(TASK_HEADINGS))
        _dress(self, "formTasks", "这份台账里的任务", TASK_HEADINGS, words=(1, 2))

    def show_form(self, ledger: Ledger, form: BlankForm | None) -> None:
        rows = [(ledger.tasks[i], result) for i, result in form.results] if form else []
        self.setRowCount(len(rows))
        for row, (task, result) in enumerate(rows):
            _fill(self, row, (str(task.number), "".join(task.text.split()), relation(result)), words=(1, 2))
            for column, words in ((1, task.text), (2, result.because and f"原文：{result.because}")):
                item = self.item(row, column)
                if item is not None:
                    item.setToolTip(words)


def relation(result: ConcernResult) -> str:
    """牵头, 责任单位, 视情涉及 …"""
    leads = result.as_lead and result.concern in (Concern.NAMED, Concern.ALL)
    return "牵头" if leads else MARKS.get(result.concern, "—")


def _dress(table: QTableWidget, name: str, what: str, headings: Iterable[str], words: Sequence[int]) -> None:
    """`words` are the columns that hold no figures; the first of them takes the room that is left."""
    table.setObjectName(name)
    table.setAccessibleName(what)
    table.setHorizontalHeaderLabels(list(headings))  # pyright: ignore[reportUnknownMemberType]
    table.verticalHeader().hide()
    table.setShowGrid(False)
    table.setWordWrap(False)
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    table.setTabKeyNavigation(False)
    header = table.horizontalHeader()
    header.setHighlightSections(False)
    header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
    header.setSectionResizeMode(words[0], QHeaderView.ResizeMode.Stretch)
    for column in range(table.columnCount()):
        item = table.horizontalHeaderItem(column)
        if item is not None and column not in words:
            item.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)


def _fill(table: QTableWidget, row: int, texts: Sequence[str], words: Sequence[int]) -> None:
    for column, text in enumerate(texts):
        item = QTableWidgetItem(text)
        if column not in words:
            item.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        table.setItem(row, column, item)
