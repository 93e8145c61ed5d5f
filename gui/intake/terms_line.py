"""Room: gui. What holds for the whole intake, asked once in a line: round, last day, day of receipt."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QPushButton, QWidget

from core.intake.returned import Terms
from gui.signals import on_any
from gui.widgets import DayEdit, Flow, button, label, line

DIGITS = "零一二三四五六七八九十"


def next_round(rounds: Sequence[str]) -> str:
    """第一期 … 第十期, 第11期: the first that is not taken."""
    for number in range(len(rounds) + 1, len(rounds) + 50):
        name = f"第{DIGITS[number] if number < len(DIGITS) else number}期"
        if name not in rounds:
            return name
    return ""


class TermsLine(QWidget):
    """The combo lists the rounds that were collected, and a new one that may be named otherwise."""

    round_chosen = Signal(str)
    terms_changed = Signal()
    undo_asked = Signal()
    drop_asked = Signal()

    def __init__(self, year: int) -> None:
        super().__init__()
        self.setObjectName("intakeTerms")
        self.round = QComboBox()
        self.round.setObjectName("intakeRound")
        self.round.setAccessibleName("期次")
        self.round.setEditable(True)
        self.round.setMinimumWidth(128)
        self.round.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.due = DayEdit("intakeDue", "报送期限", year)
        self.received = DayEdit("intakeReceived", "收件日期", year)
        for day in (self.due, self.received):
            day.setFixedWidth(104)
            on_any(day.day_entered, self.terms_changed.emit)
        self.received.setToolTip("文件实际收到的日期，不取文件自己的时间；个别文件不同的，在右侧单独改")
        self.state = label(look="label", name="intakeState")
        self.undo: QPushButton = button("撤销本次收件", "undoIntakeButton", self.undo_asked.emit, "link")
        self.drop: QPushButton = button("放弃本次读取", "dropReadButton", self.drop_asked.emit, "link")
        flow = Flow(self, 14)
        for words, field in (("期次", self.round), ("报送期限", self.due), ("收件日期", self.received)):
            pair = QWidget()
            pair.setLayout(line(label(words, "label"), field, spacing=6))
            flow.addWidget(pair)
        rest = QWidget()
        rest.setLayout(line(self.state, self.undo, self.drop, spacing=8))
        flow.addWidget(rest)
        on_any(self.round.activated, self._tell_round)
        edit = self.round.lineEdit()
        if edit is not None:
            edit.setAccessibleName("期次")
            edit.editingFinished.connect(self._tell_round)
        self._told = ""

    def show_rounds(self, rounds: Sequence[str], planned: Sequence[str], chosen: str) -> None:
        """`rounds` that were collected, then those that the plan names; without such a one, one more is offered."""
        before = self.round.blockSignals(True)
        self.round.clear()
        waiting = [name for name in planned if name not in rounds] or [next_round(rounds)]
        for name in dict.fromkeys((*reversed(rounds), *waiting, chosen)):
            if name:
                self.round.addItem(name)
        self.round.setCurrentIndex(self.round.findText(chosen))
        self.round.setEditText(chosen)
        self._told = chosen
        self.round.blockSignals(before)

    def set_year(self, year: int) -> None:
        """The year of days that are typed without one."""
        self.due.year = self.received.year = year

    def show_terms(self, terms: Terms) -> None:
        self.due.show_day(terms.due_on)
        self.received.show_day(terms.received_on)

    def terms(self, issued_on: date | None = None) -> Terms:
        return Terms(self.round_name, self.due.day, self.received.day, issued_on)

    @property
    def round_name(self) -> str:
        return self.round.currentText().strip()

    def say(self, words: str, *, stored: bool, read: bool) -> None:
        """`stored`: something confirmed can be taken back; `read`: something read can be dropped."""
        self.state.setText(words)
        self.undo.setVisible(stored)
        self.drop.setVisible(read)

    def _tell_round(self) -> None:
        if self.round_name and self.round_name != self._told:
            self._told = self.round_name
            self.round_chosen.emit(self.round_name)
