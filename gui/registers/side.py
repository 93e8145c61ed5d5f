"""Room: gui. The chosen entry: what is doubtful about it, when it must be answered, and its form."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from core.finding import Finding
from core.registers.register import Entry, Register
from core.registers.term import WAITING_LABELS, Term, explanation
from gui.finding_card import FindingCard
from gui.registers.form import EntryForm
from gui.signals import on_any
from gui.widgets import button, column, emptied, frame, label, line, scrolled

LEAST_PX = 300


class EntrySide(QFrame):
    """`typed`: field key and text."""

    typed = Signal(str, str)
    removal_asked = Signal()
    left = Signal()

    def __init__(self, register: Register) -> None:
        super().__init__()
        self.setObjectName("entrySide")
        self.setProperty("look", "card")
        self.setMinimumWidth(LEAST_PX)
        box = column(self, (12, 10, 4, 10), 6)
        self.head = label(look="panel", name="entryHead", wrap=True)
        delete = button("删除", "removeEntry", self.removal_asked.emit, "link", "删除选中的登记，可以撤销")
        row = line(self.head, delete)
        row.setStretch(0, 1)
        box.addLayout(row)
        inner = QWidget()
        inner.setProperty("look", "surface")
        self._box: QVBoxLayout = column(inner, (0, 0, 8, 0), 8)
        holder = QWidget()
        self._cards = column(holder, spacing=6)
        self._box.addWidget(holder)
        self.form = self._make_form(register)
        self._box.addStretch(1)
        self._scroll = scrolled(inner, "entryScroll")
        self._shown = 0
        box.addWidget(self._scroll, 1)

    def _make_form(self, register: Register) -> EntryForm:
        form = EntryForm(register)
        form.typed.connect(self.typed)
        on_any(form.left, self.left.emit)
        self._box.insertWidget(1, form)
        return form

    def show_register(self, register: Register) -> None:
        self._box.removeWidget(self.form)
        self.form.hide()
        self.form.deleteLater()
        self.form = self._make_form(register)

    def show_entry(self, entry: Entry | None, place: int, findings: Sequence[Finding], term: Term | None) -> None:
        """`place` counts from 1; `term` of a request."""
        emptied(self._cards)
        self.form.show_entry(entry)
        before, self._shown = self._shown, entry.entry_id if entry else 0
        if before != self._shown:
            self._scroll.verticalScrollBar().setValue(0)
        if entry is None:
            self.head.setText("在左边选一条")
            return
        register = self.form.register
        first = register.fields[0].shown(entry.text(register.fields[0].key))
        self.head.setText(first or f"第{place}{register.item}")
        for finding in findings:
            self._cards.addWidget(FindingCard(finding, self._locate))
        if term and term.start:
            self._cards.addWidget(_term_card(term))

    def commit(self) -> None:
        self.form.commit()

    def _locate(self, finding: Finding) -> None:
        self.form.go_to(next((w.split(".", 1)[1] for w in finding.where if "." in w), ""))


def _term_card(term: Term) -> QFrame:
    card = frame("hint", "termCard")
    box = column(card, (10, 6, 8, 6), 4)
    last = f"答复期限届满：{term.due.month}月{term.due.day}日" if term.due else ""
    box.addWidget(label(last or f"{WAITING_LABELS[term.waiting]}，暂不计算届满日", "bold", "termDue", wrap=True))
    lines = label("\n".join(explanation(term)), "label", "termLines", wrap=True)
    lines.hide()
    show = button("逐日说明", "explainTerm", lambda: lines.setVisible(lines.isHidden()), "link")
    box.addLayout(line(show, 1))
    box.addWidget(lines)
    return card
