"""Room: gui. A score case added by hand, for rules that only a person can see."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QLineEdit, QWidget

from core.actions import scoring
from core.notice.rules import Event
from gui.notice.desk import NoticeDesk
from gui.notice.fields import chooser, field, offer, text_area
from gui.widgets import button, column, label, line, scrolled


class AddCase(QFrame):
    left = Signal()

    def __init__(self, desk: NoticeDesk) -> None:
        super().__init__()
        self.setObjectName("addCase")
        self.setProperty("look", "card")
        self._desk = desk
        outer = column(self, (12, 10, 4, 10), 6)
        inner = QWidget()
        inner.setProperty("look", "surface")
        box = column(inner, (0, 0, 8, 0), 4)
        box.addWidget(label("手工添加评分事项", "panel"))
        self.unit = chooser("newCaseUnit", "单位", editable=True)
        self.rule = chooser("newCaseRule", "规则")
        self.happened = QLineEdit()
        self.happened.setObjectName("newCaseHappened")
        self.happened.setAccessibleName("事项")
        self.happened.setPlaceholderText("如：7月3日公开的文件缺少文号")
        self.evidence = text_area("newCaseEvidence", "依据", "看到的网址、日期、文件或截图名称", 72)
        self.number = QLineEdit()
        self.number.setObjectName("newCaseTask")
        self.number.setAccessibleName("任务序号")
        self.number.setPlaceholderText("与某项任务有关的，填序号")
        for words, edit in (
            ("单位", self.unit),
            ("规则", self.rule),
            ("事项", self.happened),
            ("依据", self.evidence),
            ("任务序号（可不填）", self.number),
        ):
            field(box, words, edit)
        box.addWidget(label("添加后仍要确认才计分。雷同、表述笼统等程序提示不能直接作为扣分依据。", "muted", wrap=True))
        box.addStretch(1)
        outer.addWidget(scrolled(inner), 1)
        keep = button("添加", "keepNewCase", self.keep, "primary")
        leave = button("取消", "leaveNewCase", self.left.emit)
        outer.addLayout(line(keep, leave, 1))

    def start(self, unit: str) -> None:
        """A fresh form; rules for people come first, as the others are proposed by themselves."""
        table = self._desk.table
        rules = sorted(table.rules, key=lambda r: r.event is not Event.NONE) if table else []
        offer(self.rule, [(f"{r.rule_id}　{r.what}（{r.points:+g}）", r.rule_id) for r in rules])
        offer(self.unit, [(name, name) for name in self._desk.units])
        self.unit.setEditText(unit)
        for edit in (self.happened, self.number):
            edit.clear()
        self.evidence.clear()

    def keep(self) -> None:
        number = self.number.text().strip()
        if number and not number.isdigit():
            self._desk.bench.failed.emit("任务序号请填数字。没有添加。")
            return
        seen = scoring.SeenByHand(
            self._desk.round,
            self.unit.currentText(),
            str(self.rule.currentData() or ""),
            self.happened.text(),
            self.evidence.toPlainText(),
            int(number or 0),
        )
        book_id = self._desk.book_id
        if self._desk.do(lambda s, now: scoring.add_case(s, book_id, seen, now), "已添加一条评分事项，待确认。"):
            self.left.emit()
