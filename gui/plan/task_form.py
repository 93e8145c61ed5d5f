"""Room: gui. Under the table: every field of the chosen task, or the fields that many chosen tasks are to get at once."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QGridLayout, QPlainTextEdit, QStackedWidget, QWidget

from core.clauses import Responsibility
from core.deadline import DeadlineKind
from core.finding import Finding
from core.ledger.ledger import LedgerTask
from core.plan.candidates import Candidate
from core.plan.checks import UNASSIGNED
from core.plan.review import Proposed, ReviewTask
from gui.finding_card import FindingCard
from gui.plan.names_edit import NamesEdit
from gui.signals import on
from gui.widgets import WITHIN, Committing, Flow, button, column, emptied, frame, label, line

KIND_WORDS = {
    DeadlineKind.RECURRING: "定期",
    DeadlineKind.RELATIVE: "按事项起算",
    DeadlineKind.ONGOING: "长期",
}
PROPOSED_WORDS = {Proposed.UNITS: "责任单位", Proposed.DEADLINE: "完成时限", Proposed.INDICATOR: "量化指标"}


def days_words(row: LedgerTask) -> str:
    """What a deadline was understood as: 6月底前 → 2026-06-30."""
    told = [d.date.isoformat() if d.date else KIND_WORDS.get(d.kind, "未读出日期") for d in row.deadlines]
    return "　".join(told)


class ContentEdit(QPlainTextEdit):
    """The task's text; told once, when the place is left."""

    committed = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("taskContent")
        self.setAccessibleName("主要内容")
        self.setTabChangesFocus(True)
        self.setMinimumHeight(64)
        self.setMaximumHeight(150)
        self._stored = ""

    def show_text(self, text: str) -> None:
        if text != self._stored or not self.hasFocus():
            self._stored = text
            if text != self.toPlainText():
                self.setPlainText(text)

    def commit(self) -> None:
        text = self.toPlainText().strip()
        if text != self._stored.strip():
            self._stored = text
            self.committed.emit(text)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.commit()
        super().focusOutEvent(event)


class TaskForm(QStackedWidget):
    """Index 0: one task. 1: many. 2: none."""

    field_changed = Signal(str, str)  # section, topic, subtopic, content, number
    units_set = Signal(object)  # Responsibility
    deadline_set = Signal(str)
    indicator_set = Signal(str)
    candidates_asked = Signal()
    settled = Signal()
    last_year_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("taskForm")
        self.addWidget(self._build_one())
        self.addWidget(self._build_many())
        self.addWidget(label("在表里选一项任务，或者点原文里的一处。", "muted", wrap=True))
        self.setCurrentIndex(2)

    # -- one task ----------------------------------------------------------------------------------------------------

    def _build_one(self) -> QWidget:
        page = QWidget()
        box = column(page, spacing=6)
        self._doubts_holder = QWidget()
        self.doubts = column(self._doubts_holder, spacing=4)
        box.addWidget(self._doubts_holder)
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(WITHIN)
        grid.setVerticalSpacing(6)
        self.number = Committing("taskNumber", "序号")
        self.number.setMaximumWidth(64)
        self.section = Committing("taskSection", "板块", "没有板块")
        self.topic = Committing("taskTopic", "重点工作", "没有大项")
        self.content = ContentEdit()
        self.lead = NamesEdit("taskLead", "牵头单位", "没有牵头单位")
        self.responsible = NamesEdit("taskResponsible", "责任单位", "几个单位之间用、隔开")
        self.deadline = Committing("taskDeadline", "完成时限", "如 6月底前、每季度末")
        self.days = label("", "small", "taskDays")
        self.indicator = Committing("taskIndicator", "量化指标", "如 公开率达到100%")
        for row, (words, widget) in enumerate(
            (
                ("牵头单位", line(self.lead)),
                ("责任单位", line(self.responsible)),
                ("完成时限", line(self.deadline, self.days)),
                ("量化指标", line(self.indicator)),
                ("序号、归类", line(self.number, self.section, self.topic)),
                ("主要内容", line(self.content)),
            )
        ):
            top = Qt.AlignmentFlag.AlignTop if row == 5 else Qt.AlignmentFlag.AlignVCenter
            grid.addWidget(label(words, "label"), row, 0, top)
            grid.addLayout(widget, row, 1)
        grid.setColumnStretch(1, 1)
        self.offered = frame("warning", "candidates")
        self._offers = column(self.offered, (10, 6, 8, 6), 4)
        box.addWidget(self.offered)
        self.proposal = frame("hint", "proposal")
        self.proposal_words = label(wrap=True)
        keep = button("核对无误", "settleButton", self.settled.emit, "link")
        row = line(self.proposal_words, keep)
        row.setStretch(0, 1)
        row.setContentsMargins(10, 4, 8, 4)
        self.proposal.setLayout(row)
        box.addWidget(self.proposal)
        box.addLayout(grid)
        self.printed = label("", "small", "printedUnits", wrap=True)
        box.addWidget(self.printed)
        box.addStretch(1)
        self._connect_one()
        return page

    def _connect_one(self) -> None:
        for name, edit in (("number", self.number), ("section", self.section), ("topic", self.topic)):
            on(edit.committed, str, lambda text, n=name: self.field_changed.emit(n, text))
        on(self.content.committed, str, lambda text: self.field_changed.emit("content", text))
        for edit in (self.lead, self.responsible):
            on(
                edit.committed,
                str,
                lambda _: self.units_set.emit(Responsibility(self.lead.names, self.responsible.names)),
            )
        on(self.deadline.committed, str, self.deadline_set.emit)
        on(self.indicator.committed, str, self.indicator_set.emit)

    def know(self, names: Sequence[str]) -> None:
        for edit in (self.lead, self.responsible, self.all_lead, self.all_responsible):
            edit.know(names)

    def show_task(self, task: ReviewTask, doubts: Sequence[Finding], offers: Sequence[Candidate], locked: bool) -> None:
        self.setCurrentIndex(0)
        row = task.row
        for edit, text in (
            (self.number, str(row.number)),
            (self.section, row.section),
            (self.topic, "；".join(t for t in (row.topic, row.subtopic) if t)),
            (self.lead, "、".join(row.units.lead)),
            (self.responsible, "、".join(row.units.responsible)),
            (self.deadline, "、".join(" ".join(d.text.split()) for d in row.deadlines)),
            (self.indicator, row.indicator),
        ):
            edit.show_text(text)
            edit.setCursorPosition(0)
            edit.setReadOnly(locked)
        self.content.show_text(row.content)
        self.content.setReadOnly(locked)
        self.days.setText(days_words(row))
        self.days.setVisible(bool(row.deadlines))
        printed = " ".join(row.responsibility_text.split())
        self.printed.setText(f"原文：{printed}" if printed else "")
        self.printed.setVisible(bool(printed))
        self._show_doubts(doubts)
        self._show_offers(offers, not row.units.names and not locked)
        told = "、".join(PROPOSED_WORDS[p] for p in Proposed if p in task.proposed)
        self.proposal_words.setText(f"{told}取自上年，年份已改到本年，请核对。")
        self.proposal.setVisible(bool(told) and not locked)

    def _show_doubts(self, doubts: Sequence[Finding]) -> None:
        emptied(self.doubts)
        shown = [d for d in doubts if d.rule not in ("plan.units.none", "plan.deadline.none")]
        for finding in shown:
            self.doubts.addWidget(FindingCard(finding, wide=True))
        self._doubts_holder.setVisible(bool(shown))

    def _show_offers(self, offers: Sequence[Candidate], wanted: bool) -> None:
        emptied(self._offers)
        self.offered.setVisible(wanted)
        if not wanted:
            return
        self._offers.addWidget(label(UNASSIGNED, "bold", "unassignedWords"))
        if not offers:
            self._offers.addWidget(label("原文的句子里也没有提到单位，请在下面填写。", "small", wrap=True))
            return
        holder = QWidget()
        flow = Flow(holder, 4)
        flow.addWidget(label("句子里提到：", "small"))
        for offer in offers:
            words = f"{offer.name}{'（牵头）' if offer.as_lead else ''}"
            chip = button(words, "candidateChip", lambda o=offer: self._add(o), "chip", f"指定{words}")
            chip.setToolTip(offer.sentence)
            flow.addWidget(chip)
        if len(offers) > 1:
            flow.addWidget(button("全部采用", "takeCandidates", self.candidates_asked.emit, "link"))
        self._offers.addWidget(holder)

    def _add(self, offer: Candidate) -> None:
        lead, others = self.lead.names, self.responsible.names
        if offer.as_lead:
            lead = (*lead, offer.name)
        else:
            others = (*others, offer.name)
        self.units_set.emit(Responsibility(lead, others))

    # -- many tasks --------------------------------------------------------------------------------------------------

    def _build_many(self) -> QWidget:
        page = QWidget()
        box = column(page, spacing=6)
        self.chosen_words = label("", "bold", "chosenWords", wrap=True)
        box.addWidget(self.chosen_words)
        self.take_all = button("没有单位的，按各自句子里提到的指定", "candidatesAll", self.candidates_asked.emit)
        self.settle_all = button("取自上年的都核对无误", "settleAll", self.settled.emit)
        hint = "补上空着的责任单位、时限和指标，年份改到本年，标为待核对"
        self.take_last = button("取上年的", "lastYearAll", self.last_year_asked.emit, hint=hint)
        holder = QWidget()
        flow = Flow(holder, 6)
        for does in (self.take_all, self.take_last, self.settle_all):
            flow.addWidget(does)
        box.addWidget(holder)
        self.all_lead = NamesEdit("allLead", "选中任务的牵头单位")
        self.all_responsible = NamesEdit("allResponsible", "选中任务的责任单位", "几个单位之间用、隔开")
        self.all_deadline = Committing("allDeadline", "选中任务的完成时限", "如 11月底前")
        self.all_indicator = Committing("allIndicator", "选中任务的量化指标")
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setVerticalSpacing(6)
        units = button("指定单位", "assignAll", self._assign_all)
        for row, (words, edit, does) in enumerate(
            (
                ("牵头单位", self.all_lead, None),
                ("责任单位", self.all_responsible, units),
                ("完成时限", self.all_deadline, button("设定时限", "deadlineAll", self._deadline_all)),
                ("量化指标", self.all_indicator, button("设定指标", "indicatorAll", self._indicator_all)),
            )
        ):
            grid.addWidget(label(words, "label"), row, 0)
            grid.addWidget(edit, row, 1)
            if does:
                grid.addWidget(does, row, 2)
        box.addLayout(grid)
        box.addStretch(1)
        return page

    def show_many(self, tasks: Sequence[ReviewTask], locked: bool) -> None:
        self.setCurrentIndex(1)
        without = sum(not t.row.units.names for t in tasks)
        numbers = "、".join(str(t.row.number) for t in tasks[:12]) + ("…" if len(tasks) > 12 else "")
        more = f"，其中 {without} 项没有责任单位" if without else ""
        self.chosen_words.setText(f"选中 {len(tasks)} 项（第 {numbers} 项）{more}")
        self.take_all.setEnabled(bool(without))
        self.settle_all.setVisible(any(t.proposed for t in tasks))
        page = self.widget(1)
        page.setEnabled(not locked)

    def _assign_all(self) -> None:
        units = Responsibility(self.all_lead.names, self.all_responsible.names)
        if units.names:
            self.units_set.emit(units)
            self.all_lead.clear()
            self.all_responsible.clear()

    def _deadline_all(self) -> None:
        if self.all_deadline.text().strip():
            self.deadline_set.emit(self.all_deadline.text().strip())
            self.all_deadline.clear()

    def _indicator_all(self) -> None:
        if self.all_indicator.text().strip():
            self.indicator_set.emit(self.all_indicator.text().strip())
            self.all_indicator.clear()

    def commit(self) -> None:
        if self.currentIndex() == 0:
            self.content.commit()
