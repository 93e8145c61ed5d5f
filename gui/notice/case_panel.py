"""Room: gui. One case, or several at once: what happened, under which rule, and a person's decision on it."""

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QFrame, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from core.actions import closing_out, scoring
from core.actions.ports import Store
from core.actions.touched import Touched
from core.days import shown_day
from core.notice.case import CASE_LABELS, CaseState, ScoreCase
from core.notice.rules import PER_LABELS, ScoreRule
from core.notice.tally import counted
from gui.notice.desk import NoticeDesk
from gui.notice.shapes import words_of
from gui.signals import on_day
from gui.theme import Theme
from gui.widgets import DayEdit, Flow, button, column, emptied, frame, label, line, relook, scrolled

TAGS = {CaseState.PROPOSED: "tag-soon", CaseState.CONFIRMED: "tag-strong"}
SAVE_AFTER_MS = 600


class CasePanel(QFrame):
    file_asked = Signal(str)
    task_asked = Signal(int)
    items_asked = Signal()

    def __init__(self, desk: NoticeDesk, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("casePanel")
        self.setProperty("look", "card")
        self._desk, self._theme = desk, theme
        self.cases: list[ScoreCase] = []
        box = column(self, (12, 10, 4, 10), 6)
        inner = QWidget()
        inner.setProperty("look", "surface")
        self._body = column(inner, (0, 0, 8, 0), 6)
        told = QWidget()
        self._told: QVBoxLayout = column(told, spacing=4)
        self._body.addWidget(told)
        self._body.addWidget(self._build_reply())
        self._body.addStretch(1)
        box.addWidget(scrolled(inner), 1)
        box.addWidget(self._build_decision())
        self._save_soon = QTimer(self)
        self._save_soon.setSingleShot(True)
        self._save_soon.setInterval(SAVE_AFTER_MS)
        self._save_soon.timeout.connect(self.commit_typing)
        self.show_cases([])

    def _build_reply(self) -> QWidget:
        self.reply_box = QWidget()
        box = column(self.reply_box, (0, 6, 0, 0), 4)
        self.reply = QPlainTextEdit()
        self.reply.setObjectName("caseReply")
        self.reply.setAccessibleName("单位说明")
        self.reply.setPlaceholderText("登记单位对这一条的说明，随改随存")
        self.reply.setTabChangesFocus(True)
        self.reply.setFixedHeight(64)
        self.reply.textChanged.connect(lambda: self._save_soon.start())
        self.replied = DayEdit("caseRepliedOn", "说明日期", self._desk.bench.year)
        self.replied.setMaximumWidth(130)
        on_day(self.replied.day_entered, lambda day: self._save_reply())
        box.addLayout(line(label("单位说明", "label"), 1, label("日期", "label"), self.replied))
        box.addWidget(self.reply)
        return self.reply_box

    def _build_decision(self) -> QWidget:
        self.decision = QWidget()
        box = column(self.decision, (0, 0, 8, 0), 6)
        self.reason = QLineEdit()
        self.reason.setObjectName("caseReason")
        self.reason.setAccessibleName("理由")
        self.reason.setPlaceholderText("理由（不采用、免扣必须写明）")
        box.addWidget(self.reason)
        holder = QWidget()
        flow = Flow(holder)
        self.yes = button("确认", "confirmCase", self.confirm, "primary", "确认计分（Ctrl+Enter）")
        self.no = button("不采用", "dropCase", self.drop, hint="不予采用，须写理由（Delete）")
        self.off = button("免扣", "waiveCase", self.waive, hint="属实但免予扣分，须写理由")
        self.undo = button("恢复待确认", "reopenCase", self.back, hint="取消决定（Ctrl+退格）")
        for each in (self.yes, self.no, self.off, self.undo):
            flow.addWidget(each)
        box.addWidget(holder)
        return self.decision

    # -- showing -----------------------------------------------------------------------------------------------------

    def show_cases(self, cases: Sequence[ScoreCase]) -> None:
        if [c.case_id for c in self.cases] != [c.case_id for c in cases]:
            self.commit_typing()
            self.reason.clear()
            relook_wrong(self.reason, wrong=False)
        self.cases = list(cases)
        emptied(self._told)
        one = cases[0] if len(cases) == 1 else None
        if one:
            self._show_one(one)
        elif cases:
            self._show_many(cases)
        else:
            self._told.addWidget(label("在左边选一条评分事项，在这里核对依据并作决定。", "muted", wrap=True))
        self.reply_box.setVisible(one is not None)
        self.decision.setVisible(bool(cases))
        self._let_decide(cases)

    def _let_decide(self, cases: Sequence[ScoreCase]) -> None:
        several = f"（{len(cases)}条）" if len(cases) > 1 else ""
        open_ones = [c for c in cases if not c.decided]
        for each, words in ((self.yes, "确认"), (self.no, "不采用"), (self.off, "免扣"), (self.undo, "恢复待确认")):
            each.setText(f"{words}{several}")
        gains = bool(cases) and all(c.rule.points > 0 for c in cases)
        self.yes.setVisible(bool(open_ones))
        self.yes.setEnabled(bool(open_ones) and all(c.holds for c in open_ones))
        self.no.setVisible(bool(open_ones))
        self.off.setVisible(bool(open_ones) and not gains)
        self.undo.setVisible(len(open_ones) < len(cases))
        self.reason.setVisible(bool(open_ones))

    def _show_many(self, cases: Sequence[ScoreCase]) -> None:
        self._add(f"选中 {len(cases)} 条", "panel")
        for state in CaseState:
            count = sum(c.state is state for c in cases)
            if count:
                self._add(f"{CASE_LABELS[state]} {count} 条")
        self._add("下面的决定对选中的每一条起作用，理由相同。", "muted")

    def _show_one(self, case: ScoreCase) -> None:
        state = label(words_of(case), TAGS.get(case.state, "tag"), "caseState")
        name = label(case.unit, "panel", "caseUnit", wrap=True)
        head = line(name, state)
        head.setStretch(0, 1)
        self._told.addLayout(head)
        if not case.holds:
            self._add_fallen(case)
        self._pair("事项", case.happened, "caseHappened")
        self._pair("依据", case.evidence or "没有写", "caseEvidence")
        self._add_links(case)
        self._pair("规则", rule_words(case.rule), "caseRule")
        self._pair("规则出处", "，".join(p for p in (case.basis, case.rule.source) if p) or "没有写", "caseBasis")
        self._pair("分值", self._points(case), "casePoints")
        if case.reason:
            self._pair("理由", case.reason, "caseWhy")
        if case.decided_at:
            self._pair(
                "决定时间", f"{shown_day(case.decided_at.date(), self._desk.bench.year)} {case.decided_at:%H:%M}"
            )
        self._show_reply(case)

    def _add_fallen(self, case: ScoreCase) -> None:
        card = frame("warning", "caseFallen")
        words = "最近一次收件里已没有这个情形。" + (
            "原来的决定没有改变，请重新考虑。" if case.decided else "不能确认，可以不采用。"
        )
        column(card, (10, 6, 8, 6)).addWidget(label(words, wrap=True))
        self._told.addWidget(card)

    def _add_links(self, case: ScoreCase) -> None:
        holder = QWidget()
        flow = Flow(holder, 2)
        if case.file:
            flow.addWidget(
                button("打开来件", "openCaseFile", lambda: self.file_asked.emit(case.unit), "link", case.file)
            )
        if case.task_id:
            words = f"定位第{case.task_number}项"
            flow.addWidget(button(words, "locateCase", lambda: self.task_asked.emit(case.task_id), "link"))
        if any(i.case_id == case.case_id for i in self._desk.items):
            flow.addWidget(button("看整改", "seeCaseItem", self.items_asked.emit, "link"))
        elif case.rule.points < 0:
            flow.addWidget(button("列入整改", "caseToItem", lambda: self._to_item(case), "link"))
        if case.by_hand:
            flow.addWidget(button("删除", "removeCase", lambda: self._remove(case), "link", "删除手工添加的这一条"))
        self._told.addWidget(holder)

    def _points(self, case: ScoreCase) -> str:
        points = counted(self._desk.all_cases).get(case.case_id)
        told = f"{case.rule.points:+g}"
        if points is None:
            return told if case.state is CaseState.PROPOSED else f"{told}，不计入"
        if points == 0:
            return f"{told}，不再计入（已到上限，或只计一次）"
        return told if points == case.rule.points else f"{told}，已到上限，计入 {points:+g}"

    def _show_reply(self, case: ScoreCase) -> None:
        if not self.reply.hasFocus() or self.reply.property("case") != case.case_id:
            self.reply.blockSignals(True)
            self.reply.setPlainText(case.reply)
            self.reply.blockSignals(False)
        self.reply.setProperty("case", case.case_id)
        self.replied.year = self._desk.bench.year
        self.replied.show_day(case.replied_on)

    def _pair(self, what: str, words: str, name: str = "") -> None:
        self._told.addSpacing(2)
        self._told.addWidget(label(what, "label"))
        self._told.addWidget(label(words, name=name, wrap=True))

    def _add(self, words: str, look: str = "") -> None:
        self._told.addWidget(label(words, look, wrap=True))

    # -- acting ------------------------------------------------------------------------------------------------------

    def confirm(self) -> None:
        self._decide(CaseState.CONFIRMED)

    def drop(self) -> None:
        self._decide(CaseState.DROPPED)

    def waive(self) -> None:
        self._decide(CaseState.WAIVED)

    def back(self) -> None:
        self._decide(CaseState.PROPOSED)

    def ask_drop(self) -> None:
        if self.no.isVisible():
            self.reason.setFocus()

    def _decide(self, state: CaseState) -> None:
        """On the open ones of those that are selected; back to 待确认 on the decided ones."""
        back = state is CaseState.PROPOSED
        ids = [c.case_id for c in self.cases if c.decided == back]
        if not ids:
            return
        self.commit_typing()
        reason = self.reason.text().strip()
        if state in (CaseState.DROPPED, CaseState.WAIVED) and not reason:
            relook_wrong(self.reason, wrong=True)
            self.reason.setFocus()
            self._desk.bench.failed.emit("请先写明理由，再按“不采用”或“免扣”。这一条没有改动。")
            return
        if self._desk.do(lambda s, now: scoring.decide_cases(s, ids, state, reason, now)):
            self.reason.clear()

    def commit_typing(self) -> None:
        """What stands in the reply is stored."""
        self._save_soon.stop()
        if len(self.cases) == 1 and self.reply.property("case") == self.cases[0].case_id:
            self._save_reply()

    def _save_reply(self) -> None:
        case, text, on = self.cases[0], self.reply.toPlainText().strip(), self.replied.day
        if (case.reply, case.replied_on) != (text, on):
            on = on or (self._desk.bench.today if text and not case.reply else None)
            self._desk.do(lambda s, now: scoring.record_reply(s, case.case_id, text, on, now))

    def _to_item(self, case: ScoreCase) -> None:
        def action(store: Store, now: datetime) -> Touched:
            return closing_out.item_from_case(store, case.case_id, self._desk.draft.mend_by, now)

        self._desk.do(action, f"已把“{case.happened}”列入{case.unit}的整改事项。")

    def _remove(self, case: ScoreCase) -> None:
        self._desk.do(lambda s, now: scoring.remove_case(s, case.case_id, now), "已删除手工添加的这一条，可以撤销。")


def rule_words(rule: ScoreRule) -> str:
    shared = f"“{rule.group}”各条合计" if rule.group else ""
    cap = f"，{shared}全年上限 {rule.cap:g} 分" if rule.cap else ""
    return f"{rule.rule_id}　{rule.what}（{PER_LABELS[rule.per]} {rule.points:+g} 分{cap}）"


def relook_wrong(edit: QLineEdit, wrong: bool) -> None:
    edit.setProperty("wrong", "true" if wrong else "false")
    relook(edit, "")
    edit.style().unpolish(edit)
    edit.style().polish(edit)
