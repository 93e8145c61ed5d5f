"""Room: gui. What the office sent back on a task (退回修改), each point answered with 整改情况."""

from functools import partial

from PySide6.QtWidgets import QWidget

from core.actions.rounds import answer_remark
from core.days import shown_day
from core.ledger.round import Remark
from gui.signals import on
from gui.widgets import Committing, column, emptied, frame, label
from gui.workbench import Workbench


class RemarkList(QWidget):
    def __init__(self, bench: Workbench) -> None:
        super().__init__()
        self.setObjectName("remarkList")
        self._bench = bench
        self._box = column(self, spacing=6)

    def show_task(self, task_id: int | None) -> None:
        """Remarks on a task; None shows those on the whole form."""
        emptied(self._box)
        remarks = [r for r in self._bench.remarks if r.task_id == task_id]
        for remark in remarks:
            self._box.addWidget(self._card(remark))
        self.setVisible(bool(remarks))

    def _card(self, remark: Remark) -> QWidget:
        card = frame("hint" if remark.remedy else "warning", "remarkCard")
        box = column(card, (10, 6, 8, 6), 4)
        received = shown_day(remark.received_on, self._bench.year)
        box.addWidget(label(f"退回修改{f'（{received}）' if received else ''}：{remark.text}", wrap=True))
        remedy = Committing("remedyEdit", "整改情况", "整改情况，写完回车")
        remedy.setText(remark.remedy)
        on(remedy.committed, str, partial(self._answer, remark.remark_id))
        box.addWidget(remedy)
        if remark.remedied_on:
            box.addWidget(label(f"{shown_day(remark.remedied_on, self._bench.year)}已填写整改情况", "label"))
        return card

    def _answer(self, remark_id: int, remedy: str) -> None:
        self._bench.do(lambda s, now: answer_remark(s, remark_id, remedy, now.date(), now))
