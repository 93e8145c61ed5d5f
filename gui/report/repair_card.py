"""Room: gui. 最少改动: leads for a look into the register, each with 「按此修改」, which asks why."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QWidget

from core.finding import Change
from core.report.mend import Repair
from core.report.record import REPAIR_REASON_LABELS, RepairReason
from core.report.values import shown
from gui.report.desk import ReportDesk
from gui.widgets import Committing, Flow, button, column, label, line

MOST_REPAIRS, MORE_REPAIRS = 5, 10
NUMBERS = "①②③④⑤⑥⑦⑧⑨"


class RepairCard(QFrame):
    cell_asked = Signal(str)

    def __init__(self, desk: ReportDesk) -> None:
        super().__init__()
        self.setObjectName("repairCard")
        self.setProperty("look", "warning")
        self._desk = desk
        box = self._box = column(self, (10, 8, 8, 8), 4)
        box.addWidget(label("核对线索，请先查原始登记", "bold", "repairHead"))
        found = desk.repairs
        if found is None:
            box.addWidget(label("正在查找改动最少的改法……", "muted"))
            return
        if not found.ranked:
            words = "错处较多，没有在限定时间内找全改法。请先按上面各条核对，改对几格后会再找。"
            box.addWidget(
                label(words if not found.complete else "没有找到只改几格就能平的改法，请逐条核对。", wrap=True)
            )
            return
        count = len(found.ranked[0].changes)
        box.addWidget(
            label(
                f"改 {count} 格可使勾稽关系全部成立，共 {len(found.ranked)} 种改法。数字平了不等于对了。",
                "label",
                wrap=True,
            )
        )
        self._ranked = found.ranked
        self._listed = 0
        self._rest = button("", "moreRepairs", self._list_more, "link", "按可能性从大到小列出")
        self._list_more()

    def _list_more(self) -> None:
        """The next likely ones; the link stays below them while there are more."""
        self._box.removeWidget(self._rest)
        most = self._listed + (MOST_REPAIRS if not self._listed else MORE_REPAIRS)
        for repair in self._ranked[self._listed : most]:
            self._add(self._listed, repair)
            self._listed += 1
        left = len(self._ranked) - self._listed
        self._rest.setText(f"另有 {left} 种可能性较小的改法，再列 {min(left, MORE_REPAIRS)} 种")
        self._box.addWidget(self._rest)
        self._rest.setVisible(left > 0)

    def _add(self, number: int, repair: Repair) -> None:
        mark = NUMBERS[number] if number < len(NUMBERS) else f"{number + 1}."
        self._box.addWidget(label(f"{mark} {self._said(repair)}", name="repairText", wrap=True))
        if repair.reasons:
            reasons = dict.fromkeys(r.split("：")[-1] for r in repair.reasons)
            self._box.addWidget(label("　 " + "；".join(reasons), "label", wrap=True))
        why = _Why(repair, self._desk)
        why.hide()
        links = QWidget()
        flow = Flow(links, 4)
        flow.addWidget(button("定位", "repairLocate", lambda: self.cell_asked.emit(repair.changes[0].cell), "link"))
        flow.addWidget(button("按此修改", "repairButton", why.show, "link"))
        self._box.addWidget(links)
        self._box.addWidget(why)

    def _said(self, repair: Repair) -> str:
        return "；".join(self._change(c) for c in repair.changes)

    def _change(self, change: Change) -> str:
        name = self._desk.state.names.get(change.cell, change.cell)
        before = self._desk.state.texts.get(change.cell) or shown(None)
        return f"{name} 由 {before} 改为 {change.after}"


class _Why(QWidget):
    """Why the figure is changed: one press, or words."""

    def __init__(self, repair: Repair, desk: ReportDesk) -> None:
        super().__init__()
        self.setObjectName("repairWhy")
        self._repair, self._desk = repair, desk
        box = column(self, spacing=4)
        box.addWidget(label("已查原始登记？修改原因（列入核对表）：", "label", wrap=True))
        holder = QWidget()
        flow = Flow(holder, 4)
        for reason in (RepairReason.TYPING, RepairReason.TOTAL):
            words = REPAIR_REASON_LABELS[reason]
            flow.addWidget(button(words, f"why_{reason.value}", lambda r=reason: desk.mend(repair.changes, r)))
        box.addWidget(holder)
        self.words = Committing("whyWords", "其他原因", "其他原因")
        self.words.returnPressed.connect(self._other)
        box.addLayout(line(self.words, button("修改", "why_other", self._other)))

    def _other(self) -> None:
        self._desk.mend(self._repair.changes, RepairReason.OTHER, self.words.text())
