"""Room: gui. 验章: the verdict in one sentence, its steps, the seals, and the comparison with a Word."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from core.errors import LedgerError
from core.seal import Verdict, verdict_lines
from core.verdict_steps import StepState, headline, steps
from gui.theme import Theme
from gui.verify.pieces import against_card, headline_card, seal_card, steps_card
from gui.widgets import BETWEEN, EDGE, button, column, emptied, label, line, scrolled


class VerifyPage(QWidget):
    """`name` is the file's. Asks for what it cannot do itself; the flow answers."""

    another_asked = Signal()
    compare_asked = Signal()
    show_asked = Signal()
    read_asked = Signal()
    back_asked = Signal()
    title = "验章"
    undoable = False

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__()
        self.setObjectName("verifyPage")
        self._theme = theme
        self.context = name
        self.verdict: Verdict | None = None
        self._compared = ""
        self._failed: LedgerError | None = None
        self.compare = button("与 Word 核对…", "compareButton", self.compare_asked.emit, "primary")
        self.bar = [
            button("返回", "leaveVerifyButton", self.back_asked.emit),
            button("另验一份…", "verifyAnotherButton", self.another_asked.emit),
            self.compare,
        ]
        inner = QWidget()
        self._box = column(inner, (EDGE, 12, EDGE, 12), BETWEEN)
        column(self).addWidget(scrolled(inner, "verifyScroll"))
        self.start_here = self.compare
        theme.changed.connect(self._show)
        self.show_waiting()

    def show_waiting(self) -> None:
        self.verdict = self._failed = None
        self._show()

    def show_verdict(self, verdict: Verdict, compared: str = "") -> None:
        """`compared`: the name of the Word that it was compared with."""
        self.verdict, self._failed, self._compared = verdict, None, compared
        self._show()
        self.compare.setFocus()

    def show_failure(self, error: LedgerError) -> None:
        self.verdict, self._failed = None, error
        self._show()

    def copy_result(self) -> None:
        """The verdict as text, to be pasted into a message."""
        if self.verdict is not None:
            _, head = headline(self.verdict)
            compared = [f"核对的 Word：{self._compared}"] if self._compared else []
            lines = [f"{self.context}：{head}", *verdict_lines(self.verdict), *compared]
            QGuiApplication.clipboard().setText("\n".join(dict.fromkeys(lines)))

    def _show(self) -> None:
        emptied(self._box)
        self.compare.setEnabled(self.verdict is not None)
        theme, ratio = self._theme, self.devicePixelRatioF()
        if self._failed is not None:
            self._box.addWidget(headline_card(StepState.FAILS, self._failed.message, theme, ratio))
        elif self.verdict is None:
            self._box.addWidget(label("正在核验…", "muted", "verifyWaiting"))
        else:
            self._box.addWidget(headline_card(*headline(self.verdict), theme, ratio))
            self._box.addLayout(self._columns(self.verdict, theme, ratio))
            self._box.addLayout(self._foot())
        self._box.addStretch(1)

    def _columns(self, verdict: Verdict, theme: Theme, ratio: float) -> QHBoxLayout:
        left, right = QVBoxLayout(), QVBoxLayout()
        left.addWidget(steps_card(steps(verdict), theme, ratio))
        for number, seal in enumerate(verdict.seals, 1):
            right.addWidget(seal_card(number, seal, len(verdict.seals), theme))
        right.addWidget(against_card(verdict, self._compared, theme, ratio))
        row = QHBoxLayout()
        row.setSpacing(BETWEEN)
        for side, share in ((left, 55), (right, 45)):
            side.setSpacing(BETWEEN)
            side.addStretch(1)
            row.addLayout(side, share)
        return row

    def _foot(self) -> QHBoxLayout:
        return line(
            button("复制核验结果", "copyVerdictButton", self.copy_result, "link"),
            button("用本机的 OFD 阅读器打开", "openOfdButton", self.show_asked.emit, "link"),
            button("按台账读取", "readOfdButton", self.read_asked.emit, "link", "把这份 OFD 当作台账读取"),
            1,
        )
