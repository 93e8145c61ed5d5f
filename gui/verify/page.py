"""Room: gui. 验章: the verdict in one sentence, its steps, the seals, and the comparison with a Word."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontMetrics, QGuiApplication
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from core.errors import LedgerError
from core.seal import Seal, Verdict, verdict_lines
from core.seal_findings import against_findings
from core.verdict_steps import STEP_STATE_LABELS, Step, StepState, headline, steps
from gui.icons import pixmap
from gui.theme import Colours, Theme
from gui.widgets import BETWEEN, EDGE, button, column, emptied, frame, label, line, rule, scrolled

SHAPES = {
    StepState.HOLDS: "check",
    StepState.FAILS: "cross",
    StepState.DOUBTFUL: "diamond",
    StepState.UNKNOWN: "ring",
}
LOOKS = {
    StepState.HOLDS: "card",
    StepState.FAILS: "error",
    StepState.DOUBTFUL: "warning",
    StepState.UNKNOWN: "warning",
}
VERSIONS = {"V1": "GM/T 0031（V1）", "V4": "GB/T 38540（V4）"}
MOST_DIFFERENCES = 60


def colour_of(state: StepState, c: Colours) -> str:
    return {StepState.HOLDS: c.good, StepState.FAILS: c.late, StepState.DOUBTFUL: c.soon}.get(state, c.muted)


class VerifyPage(QWidget):
    """`name` is the file's; `compared` the Word's that it was compared with, "" for none."""

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

    # -- what is known -----------------------------------------------------------------------------------------------

    def show_waiting(self) -> None:
        self.verdict = self._failed = None
        self._show()

    def show_verdict(self, verdict: Verdict, compared: str = "") -> None:
        self.verdict, self._failed, self._compared = verdict, None, compared
        self._show()
        self.compare.setFocus()

    def show_failure(self, error: LedgerError) -> None:
        self.verdict, self._failed = None, error
        self._show()

    def _show(self) -> None:
        emptied(self._box)
        self.compare.setEnabled(self.verdict is not None)
        if self._failed is not None:
            self._box.addWidget(self._headline(StepState.FAILS, self._failed.message))
        elif self.verdict is None:
            self._box.addWidget(label("正在核验…", "muted", "verifyWaiting"))
        else:
            self._show_verdict(self.verdict)
        self._box.addStretch(1)

    def _show_verdict(self, verdict: Verdict) -> None:
        self._box.addWidget(self._headline(*headline(verdict)))
        left, right = QVBoxLayout(), QVBoxLayout()
        for side in (left, right):
            side.setSpacing(BETWEEN)
        left.addWidget(self._steps(steps(verdict)))
        for number, seal in enumerate(verdict.seals, 1):
            right.addWidget(self._seal(number, seal, len(verdict.seals)))
        right.addWidget(self._against(verdict))
        for side in (left, right):
            side.addStretch(1)
        row = QHBoxLayout()
        row.setSpacing(BETWEEN)
        row.addLayout(left, 55)
        row.addLayout(right, 45)
        self._box.addLayout(row)
        self._box.addLayout(self._foot())

    # -- pieces ------------------------------------------------------------------------------------------------------

    def _headline(self, state: StepState, words: str) -> QWidget:
        card = frame(LOOKS[state], "verdictHead")
        card.setAccessibleName(f"{STEP_STATE_LABELS[state]}：{words}")
        row = QHBoxLayout(card)
        row.setContentsMargins(EDGE, 12, EDGE, 12)
        row.setSpacing(10)
        row.addWidget(self._shape(state, self._theme.base_px + 6), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(label(words, "panel", "verdictWords", wrap=True), 1)
        return card

    def _steps(self, all_steps: Sequence[Step]) -> QWidget:
        card = frame("card", "verifySteps")
        box = column(card, (EDGE, 10, EDGE, 12), 7)
        box.addWidget(label("逐步核验", "panel"))
        for number, step in enumerate(all_steps, 1):
            if number > 1:
                box.addWidget(rule())
            box.addWidget(self._step(number, step))
        return card

    def _step(self, number: int, step: Step) -> QWidget:
        made = QWidget()
        made.setObjectName("verifyStep")
        made.setAccessibleName(f"{number}. {step.title}：{STEP_STATE_LABELS[step.state]}。{step.words}")
        row = QHBoxLayout(made)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self._shape(step.state, self._theme.base_px), 0, Qt.AlignmentFlag.AlignTop)
        title = label(f"{number}. {step.title}", "bold")
        title.setFixedWidth(QFontMetrics(self._theme.font(bold=True)).horizontalAdvance("8. 签名验算") + 8)
        row.addWidget(title, 0, Qt.AlignmentFlag.AlignTop)
        said = QVBoxLayout()
        said.setSpacing(2)
        if step.words:
            said.addWidget(_selectable(step.words))
        for finding in step.details:
            said.addWidget(_selectable(finding.message))
        row.addLayout(said, 1)
        state = label(STEP_STATE_LABELS[step.state], "small")
        state.setStyleSheet(f"color: {colour_of(step.state, self._theme.colours)};")
        row.addWidget(state, 0, Qt.AlignmentFlag.AlignTop)
        return made

    def _seal(self, number: int, seal: Seal, count: int) -> QWidget:
        card = frame("card", "sealCard")
        box = column(card, (EDGE, 10, EDGE, 12), 4)
        kind = "数字签名" if seal.digital_only else "骑缝章" if seal.straddles else "印章"
        box.addWidget(label(f"{kind} {number}" if count > 1 else kind, "label"))
        name = "没有印章图形" if seal.digital_only else seal.name or "名称不详"
        box.addWidget(label(name, "panel", "sealName", wrap=True))
        for what, told in seal_facts(seal):
            heading = label(what, "muted")
            heading.setFixedWidth(QFontMetrics(self._theme.font()).horizontalAdvance("盖章时间") + 10)
            row = line(heading, _selectable(told))
            row.setStretch(1, 1)
            row.setAlignment(heading, Qt.AlignmentFlag.AlignTop)
            box.addLayout(row)
        return card

    def _against(self, verdict: Verdict) -> QFrame:
        card = frame("card", "againstCard")
        box = column(card, (EDGE, 10, EDGE, 12), 6)
        box.addWidget(label("与 Word 核对", "panel"))
        if not self._compared:
            words = "盖章之后 Word 可能又被改过。选随附的 Word，逐格逐段核对它和这份 OFD 的内容是否一致。"
            box.addWidget(label(words, "muted", "againstWords", wrap=True))
            return card
        state, words = _compared_words(verdict)
        words_label = label(words, "bold", "againstWords", wrap=True)
        shape = self._shape(state, self._theme.base_px)
        row = line(shape, words_label)
        row.setStretch(1, 1)
        row.setAlignment(shape, Qt.AlignmentFlag.AlignTop)
        box.addLayout(row)
        box.addWidget(label(self._compared, "label", wrap=True))
        for at, difference in enumerate(verdict.differences[:MOST_DIFFERENCES]):
            if at:
                box.addWidget(rule())
            box.addWidget(_selectable(difference))
        more = len(verdict.differences) - MOST_DIFFERENCES
        if more > 0:
            box.addWidget(label(f"另有 {more} 处不同，没有列出。", "label"))
        return card

    def _foot(self) -> QHBoxLayout:
        return line(
            button("复制核验结果", "copyVerdictButton", self.copy_result, "link"),
            button("用本机的 OFD 阅读器打开", "openOfdButton", self.show_asked.emit, "link"),
            button("按台账读取", "readOfdButton", self.read_asked.emit, "link", "把这份 OFD 当作台账读取"),
            1,
        )

    def _shape(self, state: StepState, size: int) -> QLabel:
        made = QLabel()
        ratio = self.devicePixelRatioF()
        made.setPixmap(pixmap(SHAPES[state], colour_of(state, self._theme.colours), size, ratio))
        made.setContentsMargins(0, self._theme.base_px // 4, 0, 0)
        made.setFixedWidth(size)
        made.setAccessibleName(STEP_STATE_LABELS[state])
        return made

    def copy_result(self) -> None:
        """The verdict as text, to be pasted into a message."""
        if self.verdict is not None:
            _, head = headline(self.verdict)
            compared = [f"核对的 Word：{self._compared}"] if self._compared else []
            lines = [f"{self.context}：{head}", *verdict_lines(self.verdict), *compared]
            QGuiApplication.clipboard().setText("\n".join(dict.fromkeys(lines)))


def seal_facts(seal: Seal) -> list[tuple[str, str]]:
    """What is known of a seal, each with its heading."""
    when = f"{seal.signed_at:%Y-%m-%d %H:%M:%S}" if seal.signed_at else "不详"
    pages = f"第 {'、'.join(map(str, seal.pages))} 页" if seal.pages else "不详"
    facts = [("签章人", seal.signer or "不详"), ("盖章时间", when), ("所在页", pages)]
    if seal.straddles:
        facts.append(("盖法", "骑缝章，分盖在各页上"))
    if seal.version:
        facts.append(("印章标准", VERSIONS.get(seal.version, seal.version)))
    return facts


def _compared_words(verdict: Verdict) -> tuple[StepState, str]:
    if verdict.same_content:
        return StepState.HOLDS, "Word 与 OFD 的内容一致。"
    if verdict.same_content is None:
        return StepState.UNKNOWN, next(against_findings(None)).message
    if verdict.sealed:
        return StepState.FAILS, next(against_findings(verdict.differences)).message
    words = f"OFD 与 Word 的内容不一致，共 {len(verdict.differences)} 处。OFD 还没有盖章，请按定稿的 Word 重新导出。"
    return StepState.FAILS, words


def _selectable(words: str) -> QLabel:
    made = label(words, wrap=True)
    made.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return made
