"""Room: gui. One rule of the table; each field is kept when it is left."""

import re
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QLineEdit, QWidget

from core.notice.rules import EVENT_LABELS, PER_LABELS, Event, Per, ScoreRule
from gui.notice.fields import chooser, field, text_area
from gui.signals import on_any
from gui.widgets import Committing, column, label, scrolled

HINT = "“何时提出”选一种情形，程序收件后按它提建议；选“由人认定”的，只能手工添加。"


class RulePanel(QFrame):
    edited = Signal(object)  # the rule as it should be

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("rulePanel")
        self.setProperty("look", "card")
        self.setMinimumWidth(280)
        self.rule: ScoreRule | None = None
        outer = column(self, (12, 10, 4, 10), 6)
        self.inner = QWidget()
        self.inner.setProperty("look", "surface")
        box = column(self.inner, (0, 0, 8, 0), 4)
        self.number = Committing("ruleNumber", "编号")
        self.points = Committing("rulePoints", "分值", "扣分写负数，加分写正数")
        self.cap = Committing("ruleCap", "全年上限", "0 为不限")
        self.what = text_area("ruleWhat", "什么情形", "什么情形扣分或加分", 60)
        self.source = Committing("ruleSource", "出处", "如 第三条第二款")
        self.group = Committing("ruleGroup", "共用上限", "填同一名称的规则合计不超过上限，如 年报")
        self.per = chooser("rulePer", "计次")
        self.who = chooser("ruleEvent", "何时提出")
        for per, words in PER_LABELS.items():
            self.per.addItem(words, per)
        for event, words in EVENT_LABELS.items():
            self.who.addItem(words if event is Event.NONE else f"程序：{words}", event)
        field(box, "什么情形", self.what)
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(2)
        pairs = (("编号", self.number), ("分值", self.points), ("全年上限", self.cap), ("计次", self.per))
        for at, (words, edit) in enumerate(pairs):
            grid.addWidget(label(words, "label"), at // 2 * 2, at % 2)
            grid.addWidget(edit, at // 2 * 2 + 1, at % 2)
        box.addLayout(grid)
        field(box, "何时提出", self.who)
        field(box, "出处", self.source)
        field(box, "共用上限（可不填）", self.group)
        box.addWidget(label(HINT, "muted", wrap=True))
        box.addStretch(1)
        outer.addWidget(scrolled(self.inner), 1)
        self._connect()

    def _connect(self) -> None:
        for edit in (self.number, self.points, self.cap, self.source, self.group):
            edit.committed.connect(self.commit_typing)
        for box in (self.per, self.who):
            on_any(box.activated, self.commit_typing)
        self.what.left.connect(self.commit_typing)

    def show_rule(self, rule: ScoreRule | None) -> None:
        if self.rule and rule != self.rule and self.what.hasFocus():
            self.commit_typing()
        self.rule = rule
        self.inner.setVisible(rule is not None)
        if rule is None:
            return
        for edit, text in (
            (self.number, rule.rule_id),
            (self.points, f"{rule.points:g}"),
            (self.cap, f"{rule.cap:g}"),
            (self.source, rule.source),
            (self.group, rule.group),
        ):
            edit.setText(text)
            edit.setModified(False)
            _mark(edit, wrong=False)
        self.what.setPlainText(rule.what)
        self.per.setCurrentIndex(self.per.findData(rule.per))
        self.who.setCurrentIndex(self.who.findData(rule.event))

    @property
    def typed(self) -> ScoreRule | None:
        """None where a number is none."""
        points, cap = number_of(self.points.text()), number_of(self.cap.text() or "0")
        _mark(self.points, wrong=points is None)
        _mark(self.cap, wrong=cap is None)
        if self.rule is None or points is None or cap is None:
            return None
        return replace(
            self.rule,
            rule_id=self.number.text().strip(),
            what=" ".join(self.what.toPlainText().split()),
            points=points,
            cap=abs(cap),
            per=Per(self.per.currentData()),
            event=Event(self.who.currentData()),
            source=self.source.text().strip(),
            group=self.group.text().strip(),
        )

    def commit_typing(self) -> None:
        typed = self.typed if self.rule else None
        if typed and typed != self.rule:
            self.rule = typed
            self.edited.emit(typed)


def number_of(text: str) -> float | None:
    """A number as a clerk types it: －2, +1.5, 2分."""
    plain = text.strip().translate(str.maketrans("－＋．０１２３４５６７８９", "-+.0123456789")).removesuffix("分")
    return float(plain) if re.fullmatch(r"[-+]?\d+(\.\d+)?", plain) else None


def _mark(edit: QLineEdit, wrong: bool) -> None:
    edit.setProperty("wrong", "true" if wrong else "false")
    edit.style().unpolish(edit)
    edit.style().polish(edit)
