"""Room: gui. What the layout has to say (fonts that were replaced, characters no font has): one line, opened on wish."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QWidget

from core.finding import Finding, Severity, has_errors
from gui.finding_card import FindingCard
from gui.widgets import Elided, button, column, emptied, line, relook, scrolled

MOST_PX = 150


class LayoutFindings(QFrame):
    located = Signal(object)  # a finding that names a page

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("layoutFindings")
        self.setProperty("look", "hint")
        self._look = "hint"
        box = column(self, (10, 3, 8, 3), 4)
        self.words = Elided(name="layoutFindingsLine")
        self._toggle = button("查看", "openFindingsButton", lambda: self.open_cards(self.cards.isHidden()), "link")
        row = line(self.words, self._toggle)
        row.setStretch(0, 1)
        box.addLayout(row)
        inner = QWidget()
        self._box = column(inner, spacing=4)
        self.cards = scrolled(inner, "layoutFindingCards")
        self.cards.setMaximumHeight(MOST_PX)
        self.cards.hide()
        box.addWidget(self.cards)
        self.hide()

    def show_findings(self, findings: Sequence[Finding]) -> None:
        """The worst first; an error opens the list."""
        emptied(self._box)
        self.setVisible(bool(findings))
        if not findings:
            return
        self._look = "error" if has_errors(findings) else "hint"
        self.words.say(f"排版提示 {len(findings)} 条：{in_short(findings)}")
        for finding in sorted(findings, key=lambda f: list(Severity).index(f.severity)):
            locate = self.located.emit if page_of(finding) is not None else None
            self._box.addWidget(FindingCard(finding, locate, wide=True))
        self.open_cards(has_errors(findings) or not self.cards.isHidden())

    def open_cards(self, opened: bool) -> None:
        self.cards.setVisible(opened)
        self._toggle.setText("收起" if opened else "查看")
        relook(self, "card" if opened else self._look)


def page_of(finding: Finding) -> int | None:
    """The page that a finding names, from 0."""
    return next((int(place[5:]) - 1 for place in finding.where if place.startswith("page:")), None)


def in_short(findings: Sequence[Finding]) -> str:
    """The worst one; fonts that were replaced are told together."""
    worst = next((f for f in findings if f.severity is Severity.ERROR), findings[0])
    if worst.rule != "font.substituted":
        return worst.message
    names = "、".join(str(f.expected) for f in findings if f.rule == worst.rule)
    return f"本机没有字体{names}，已用相近的字体代替，字形与原稿会有不同。"
