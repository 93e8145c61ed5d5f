"""Room: gui. A division table that came back: what it says otherwise, each change to be taken or left."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QWidget

from core.actions.desks import DeskChange, DeskChanges, take_desks
from core.days import shown_day
from core.ledger.differing import differing
from gui.finding_card import FindingCard
from gui.imports.differences import as_html, task_name
from gui.signals import on_any
from gui.theme import Theme
from gui.widgets import BETWEEN, EDGE, button, column, frame, label, scrolled
from gui.workbench import Workbench


class DesksPage(QWidget):
    finished = Signal()
    title = "读回分工表"
    undoable = False

    def __init__(self, bench: Workbench, changes: DeskChanges, name: str, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("desksPage")
        self._bench, self._theme = bench, theme
        self.context = f"{name} · 确认之前什么都不保存"
        inner = QWidget()
        box = column(inner, (EDGE, 12, EDGE, 12), BETWEEN)
        column(self).addWidget(scrolled(inner))
        self.confirm = button("确认读回", "confirmDesksButton", self._confirm, "primary")
        self.bar = [button("取消", "cancelDesksButton", self.finished.emit), self.confirm]
        self._chosen: list[tuple[QCheckBox, DeskChange]] = []
        for finding in changes.findings:
            box.addWidget(FindingCard(finding, wide=True))
        if changes.unknown:
            warning = frame("warning")
            numbers = "、".join(map(str, changes.unknown))
            column(warning, (10, 6, 8, 6)).addWidget(label(f"台账里没有第 {numbers} 项，这几行没有读入。", wrap=True))
            box.addWidget(warning)
        if not changes.changes:
            box.addWidget(label("这份分工表与台账一致，没有要读回的内容。", "bold"))
        for change in changes.changes:
            box.addWidget(self._card(change))
        box.addStretch(1)
        self._let_confirm()

    def _card(self, change: DeskChange) -> QWidget:
        card = frame("card", "deskChange")
        box = column(card, (EDGE, 8, EDGE, 8), 4)
        choice = QCheckBox(task_name(change.task))
        choice.setObjectName(f"take{change.task.number}")
        choice.setChecked(True)
        on_any(choice.toggled, self._let_confirm)
        box.addWidget(choice)
        year = self._bench.year
        before, after = change.before, change.after
        for words, old, new in (
            ("承办股室", before.desk, after.desk),
            ("承办人", before.handler, after.handler),
            ("内部时限", shown_day(before.internal_due, year), shown_day(after.internal_due, year)),
            ("落实情况", before.printed, after.printed),
        ):
            if old != new:
                line = label(wrap=True)
                line.setTextFormat(Qt.TextFormat.RichText)
                line.setText(f"{words}：{as_html(differing(old, new), self._theme.colours)}")
                box.addWidget(line)
        self._chosen.append((choice, change))
        return card

    def _let_confirm(self) -> None:
        count = sum(choice.isChecked() for choice, _ in self._chosen)
        self.confirm.setEnabled(count > 0)
        self.confirm.setText(f"确认读回 {count} 项" if count else "确认读回")

    def _confirm(self) -> None:
        wanted = [change for choice, change in self._chosen if choice.isChecked()]
        if self._bench.do(lambda s, now: take_desks(s, wanted, now), f"已读回 {len(wanted)} 项，按 Ctrl+Z 可以撤销。"):
            self.finished.emit()
