"""Room: gui. What stands around a plan's tasks: title, number, issuer, day of issue; what is doubtful; its 期次."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QGridLayout, QHBoxLayout, QWidget

from core.days import shown_day
from core.finding import Finding, Severity
from core.plan.reporting import PlannedRound
from core.plan.review import PlanChanges, PlanReview
from gui.finding_card import FindingCard
from gui.signals import on, on_day
from gui.widgets import (
    BETWEEN,
    EDGE,
    WITHIN,
    Committing,
    DayEdit,
    button,
    column,
    emptied,
    frame,
    label,
    line,
    scrolled,
)

MOST_LINES = 12
CHANGE_WORDS = (("new", "新增"), ("changed", "改动"), ("dropped", "取消"), ("renumbered", "只改序号"))


class InfoView(QWidget):
    told = Signal(str, object)  # a field of the metadata and its value
    round_toggled = Signal(int, bool)
    round_added = Signal(object)  # date
    locate_asked = Signal(object)  # Finding

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("planInfo")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(BETWEEN)
        left, right = QWidget(), QWidget()
        self._left, self._right = column(left, (0, 0, 4, 0), BETWEEN), column(right, (0, 0, 4, 0), BETWEEN)
        row.addWidget(scrolled(left), 1)
        row.addWidget(scrolled(right), 1)
        self._left.addWidget(self._build_head())
        self._left.addWidget(self._build_rounds())
        self._changes = frame("card", "planChanges")
        self._change_lines = column(self._changes, (EDGE, 10, EDGE, 10), 4)
        self._left.addWidget(self._changes)
        self._left.addStretch(1)
        self.doubts_words = label("", "panel", "doubtsHead")
        self._right.addWidget(self.doubts_words)
        holder = QWidget()
        self._cards = column(holder, spacing=6)
        self._right.addWidget(holder)
        self._right.addStretch(1)

    def _build_head(self) -> QWidget:
        card = frame("card", "planHead")
        grid = QGridLayout(card)
        grid.setContentsMargins(EDGE, 10, EDGE, 10)
        grid.setHorizontalSpacing(WITHIN)
        grid.setVerticalSpacing(6)
        self.name = Committing("planTitle", "要点标题")
        self.year = Committing("planYear", "年度")
        self.year.setMaximumWidth(90)
        self.number = Committing("planNumber", "文号", "没有读到文号")
        self.issuer = Committing("planIssuer", "印发机关", "没有读到印发机关")
        self.issued = DayEdit("planIssued", "印发日期", 0)
        self.issued.setPlaceholderText("没有读到，如 2026年3月27日")
        for at, (words, edit) in enumerate(
            (
                ("标题", self.name),
                ("年度", self.year),
                ("文号", self.number),
                ("印发机关", self.issuer),
                ("印发日期", self.issued),
            )
        ):
            grid.addWidget(label(words, "label"), at, 0)
            grid.addWidget(edit, at, 1)
        grid.setColumnStretch(1, 1)
        on(self.name.committed, str, lambda text: self.told.emit("title", text))
        on(self.number.committed, str, lambda text: self.told.emit("number", text))
        on(self.issuer.committed, str, lambda text: self.told.emit("issuer", text))
        on(self.year.committed, str, lambda text: self.told.emit("year", int(text) if text.isdigit() else None))
        on_day(self.issued.day_entered, lambda day: self.told.emit("issued_on", day))
        grid.addWidget(label("印发日期以前的时限不作为扣分依据，请核对。", "small", wrap=True), 5, 1)
        return card

    def _build_rounds(self) -> QWidget:
        card = frame("card", "planRounds")
        box = column(card, (EDGE, 10, EDGE, 10), 6)
        box.addWidget(label("期次（各单位什么时候报送进展）", "panel"))
        self.rounds_words = label("", "muted", wrap=True)
        box.addWidget(self.rounds_words)
        holder = QWidget()
        self._round_lines = column(holder, spacing=4)
        box.addWidget(holder)
        self.new_round = DayEdit("newRound", "添加报送日期", 0)
        self.new_round.setMaximumWidth(150)
        self.add = button("添加期次", "addRound", self._add_round)
        box.addLayout(line(self.new_round, self.add, 1))
        return card

    def show_review(self, review: PlanReview, doubts: Sequence[Finding], years: int) -> None:
        """`years`: the year that a day without one is in."""
        told, locked = review.metadata, review.confirmed
        for edit, text in (
            (self.name, told.title),
            (self.year, str(told.year or "")),
            (self.number, told.number),
            (self.issuer, told.issuer),
        ):
            edit.show_text(text)
            edit.setCursorPosition(0)
            edit.setReadOnly(locked)
        self.issued.year = self.new_round.year = told.year or years
        self.issued.show_day(told.issued_on)
        self.issued.setReadOnly(locked)
        self._show_rounds(review.rounds, locked, told.year)
        self._show_changes(review)
        self._show_doubts(doubts)

    def _show_rounds(self, rounds: Sequence[PlannedRound], locked: bool, year: int | None) -> None:
        emptied(self._round_lines)
        words = "原文里的报送日期都列在这里，勾选的才算一期。" if rounds else "原文没有写报送日期，可以自己添加。"
        self.rounds_words.setText(words)
        for at, round_ in enumerate(rounds):
            told = f"　{round_.name}" if round_.name else ""
            choice = QCheckBox(f"{shown_day(round_.due_on, year)}{told}")
            choice.setObjectName(f"round{at}")
            choice.setChecked(round_.chosen)
            choice.setEnabled(not locked)
            choice.setToolTip(round_.sentence)
            choice.setAccessibleName(f"{shown_day(round_.due_on)} 作为一期")
            on(choice.toggled, bool, lambda chosen, i=at: self.round_toggled.emit(i, chosen))
            self._round_lines.addWidget(choice)
        for sentence in dict.fromkeys(r.sentence for r in rounds if r.sentence):
            self._round_lines.addWidget(label(f"原文：{sentence[:120]}", "small", wrap=True))
        self.new_round.setVisible(not locked)
        self.add.setVisible(not locked)

    def _add_round(self) -> None:
        day = self.new_round.day
        if day is not None:
            self.new_round.show_day(None)
            self.round_added.emit(day)

    def _show_changes(self, review: PlanReview) -> None:
        emptied(self._change_lines)
        self._changes.setVisible(review.version > 1)
        self._change_lines.addWidget(label(f"第 {review.version} 版改了什么", "panel"))
        if review.version > 1:
            self._add_changes(review.changes)

    def _add_changes(self, changes: PlanChanges) -> None:
        for name, words in CHANGE_WORDS:
            lines: tuple[str, ...] = getattr(changes, name)
            self._change_lines.addWidget(label(f"{words} {len(lines)} 项", "bold"))
            for told in lines[:MOST_LINES]:
                self._change_lines.addWidget(label(told, "muted", wrap=True))
            if len(lines) > MOST_LINES:
                self._change_lines.addWidget(label(f"另有 {len(lines) - MOST_LINES} 项。", "small"))

    def _show_doubts(self, doubts: Sequence[Finding]) -> None:
        emptied(self._cards)
        loud = sum(d.severity is not Severity.HINT for d in doubts)
        self.doubts_words.setText(
            f"核对：提醒 {loud} 条，提示 {len(doubts) - loud} 条" if doubts else "核对：没有发现问题"
        )
        for finding in doubts:
            here = any(w.startswith("task:") for w in finding.where)
            self._cards.addWidget(FindingCard(finding, self.locate_asked.emit if here else None))
