"""Room: gui. What does not add up: findings where they can be answered, the smallest repairs, what waits for blanks."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from core.finding import Finding
from core.report.checklist import Result
from core.report.live import SUM_RULES, may_be_accepted, rule_counts, section_of
from gui.dialogs import Dialogs
from gui.finding_card import AnsweredCard, FindingCard
from gui.report.desk import ReportDesk
from gui.report.last_year import LastYearCard
from gui.report.repair_card import RepairCard
from gui.widgets import button, column, emptied, frame, label, line, scrolled

MOST_CARDS = 30
FEW = 5
SHOW_AFTER_MS = 30  # the sheet is painted first


class ResultPanel(QFrame):
    located = Signal(object)  # Finding
    cell_asked = Signal(str)

    def __init__(self, desk: ReportDesk, dialogs: Dialogs) -> None:
        super().__init__()
        self.setObjectName("resultPanel")
        self.setProperty("look", "card")
        self._desk = desk
        self.section = 1
        self._shown: object = None
        box = column(self, (12, 10, 4, 10), 6)
        self.head = label("核对结果", "panel", "resultHead")
        box.addLayout(line(self.head, 1, button("上年对照", "showLastYear", self._show_last_year, "link")))
        inner = QWidget()
        inner.setProperty("look", "surface")
        self._all = column(inner, (0, 0, 8, 0), 8)
        holder = QWidget()
        self._cards: QVBoxLayout = column(holder, spacing=8)
        self._all.addWidget(holder)
        self.counts = label(look="label", name="ruleCounts", wrap=True)
        self._all.addWidget(self.counts)
        self.last_year = LastYearCard(desk, dialogs)
        self._all.addWidget(self.last_year)
        self._all.addStretch(1)
        self._scroll = scrolled(inner, "resultScroll")
        box.addWidget(self._scroll, 1)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(SHOW_AFTER_MS)
        self._soon.timeout.connect(self.refresh)
        desk.checked.connect(self._soon.start)
        desk.repaired.connect(self._soon.start)

    def show_section(self, number: int) -> None:
        self.section = number
        self.refresh()

    def _show_last_year(self) -> None:
        self._scroll.ensureWidgetVisible(self.last_year)
        self.last_year.setFocus()

    def refresh(self) -> None:
        desk = self._desk
        wanted = (
            desk.head,
            desk.standing,
            desk.plan is None,
            desk.heads,
            desk.repairs,
            self.section,
            len(desk.blank_cells()),
            tuple(desk.reason_for(f) for f in desk.standing.still),
        )
        if wanted == self._shown:
            return
        self._shown = wanted
        emptied(self._cards)
        self.last_year.refresh()
        if desk.report is None:
            return
        here, elsewhere = self._parted()
        if len(here) > FEW:  # a long list would push the leads out of sight
            self._add_repairs()
        self._add(here)
        self._add_waiting()
        if len(here) <= FEW:
            self._add_repairs()
        if elsewhere:
            self._cards.addWidget(label(f"其他部分 {len(elsewhere)} 条", "label", "elsewhereHead"))
            self._add(elsewhere)
        self._add_answered()
        self._show_counts()

    def _parted(self) -> tuple[Sequence[Finding], Sequence[Finding]]:
        form, still = self._desk.report.form, self._desk.standing.still  # type: ignore[union-attr]
        here = [f for f in still if section_of(f, form) == self.section]
        return here, [f for f in still if section_of(f, form) != self.section]

    def _add(self, findings: Sequence[Finding]) -> None:
        for finding in findings[:MOST_CARDS]:
            accept = self._desk.accept if may_be_accepted(finding) else None
            reason = self._desk.reason_for(finding)
            if reason:
                finding = replace(finding, message=f"{finding.message}登记簿：{reason}")
            self._cards.addWidget(FindingCard(finding, self.located.emit, accept, reason=reason))
        if len(findings) > MOST_CARDS:
            self._cards.addWidget(label(f"另有 {len(findings) - MOST_CARDS} 条，处理后依次显示。", "label"))

    def _add_waiting(self) -> None:
        waiting = len(self._desk.standing.waiting)
        if waiting:
            card = frame("hint", "waitingCard")
            column(card, (10, 6, 8, 6)).addWidget(
                label(f"有 {waiting} 条勾稽关系牵涉空白格，填完后自动核对。空白不会当作 0。", wrap=True)
            )
            self._cards.addWidget(card)

    def _add_repairs(self) -> None:
        if self._sums_here() and not self._desk.standing.waiting:
            card = RepairCard(self._desk)
            card.cell_asked.connect(self.cell_asked.emit)
            self._cards.addWidget(card)

    def _sums_here(self) -> bool:
        """Repairs stand beside the tables that they are about."""
        return any(f.rule in SUM_RULES for f in self._parted()[0])

    def _add_answered(self) -> None:
        answered = self._desk.standing.answered
        if answered:
            self._cards.addWidget(label(f"已说明理由 {len(answered)} 条", "label"))
        for finding, accepted in answered:
            self._cards.addWidget(AnsweredCard(finding, accepted, self._desk.take_back))

    def _show_counts(self) -> None:
        desk = self._desk
        assert desk.report is not None
        still = len(desk.standing.still)
        self.head.setText(f"核对结果：待处理 {still} 条" if still else "核对结果：没有待处理的问题")
        counts = rule_counts(desk.report, desk.standing, desk.last_year is not None)
        checked = sum(n for result, n in counts.items() if result is not Result.UNCHECKED)
        self.counts.setText(
            f"已核对 {checked} 条规则：通过 {counts[Result.KEPT]} · 有问题 {counts[Result.BROKEN]}"
            f" · 已说明 {counts[Result.ACCEPTED]}；未核对 {counts[Result.UNCHECKED]} 条（缺上年报告、工作要点或只用于汇总）"
        )
