"""Room: gui. What the page 验章 is made of: a step, a seal, and the comparison with a Word."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from core.seal import Seal, Verdict
from core.seal_findings import against_findings
from core.verdict_steps import STEP_STATE_LABELS, Step, StepState
from gui.icons import pixmap
from gui.theme import Colours, Theme
from gui.widgets import EDGE, column, frame, label, line, rule

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
INVITATION = "盖章之后 Word 可能又被改过。选随附的 Word，逐格逐段核对它和这份 OFD 的内容是否一致。"


def colour_of(state: StepState, c: Colours) -> str:
    return {StepState.HOLDS: c.good, StepState.FAILS: c.late, StepState.DOUBTFUL: c.soon}.get(state, c.muted)


def shape(state: StepState, theme: Theme, size: int, ratio: float) -> QLabel:
    made = QLabel()
    made.setPixmap(pixmap(SHAPES[state], colour_of(state, theme.colours), size, ratio))
    made.setContentsMargins(0, theme.base_px // 4, 0, 0)
    made.setFixedWidth(size)
    made.setAccessibleName(STEP_STATE_LABELS[state])
    return made


def headline_card(state: StepState, words: str, theme: Theme, ratio: float) -> QWidget:
    card = frame(LOOKS[state], "verdictHead")
    card.setAccessibleName(f"{STEP_STATE_LABELS[state]}：{words}")
    row = QHBoxLayout(card)
    row.setContentsMargins(EDGE, 12, EDGE, 12)
    row.setSpacing(10)
    row.addWidget(shape(state, theme, theme.base_px + 6, ratio), 0, Qt.AlignmentFlag.AlignTop)
    row.addWidget(label(words, "panel", "verdictWords", wrap=True), 1)
    return card


def steps_card(steps: Sequence[Step], theme: Theme, ratio: float) -> QWidget:
    card = frame("card", "verifySteps")
    box = column(card, (EDGE, 10, EDGE, 12), 7)
    box.addWidget(label("逐步核验", "panel"))
    for number, step in enumerate(steps, 1):
        if number > 1:
            box.addWidget(rule())
        box.addWidget(_step(number, step, theme, ratio))
    return card


def _step(number: int, step: Step, theme: Theme, ratio: float) -> QWidget:
    made = QWidget()
    made.setObjectName("verifyStep")
    made.setAccessibleName(f"{number}. {step.title}：{STEP_STATE_LABELS[step.state]}。{step.words}")
    row = QHBoxLayout(made)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(8)
    title = label(f"{number}. {step.title}", "bold")
    title.setFixedWidth(QFontMetrics(theme.font(bold=True)).horizontalAdvance("8. 签名验算") + 8)
    state = label(STEP_STATE_LABELS[step.state], "small")
    state.setStyleSheet(f"color: {colour_of(step.state, theme.colours)};")
    said = QVBoxLayout()
    said.setSpacing(2)
    for words in (step.words, *(finding.message for finding in step.details)):
        if words:
            said.addWidget(selectable(words))
    row.addWidget(shape(step.state, theme, theme.base_px, ratio), 0, Qt.AlignmentFlag.AlignTop)
    row.addWidget(title, 0, Qt.AlignmentFlag.AlignTop)
    row.addLayout(said, 1)
    row.addWidget(state, 0, Qt.AlignmentFlag.AlignTop)
    return made


def seal_card(number: int, seal: Seal, count: int, theme: Theme) -> QWidget:
    """`number` counts from 1; it is said only where there are several."""
    card = frame("card", "sealCard")
    box = column(card, (EDGE, 10, EDGE, 12), 4)
    kind = "数字签名" if seal.digital_only else "骑缝章" if seal.straddles else "印章"
    box.addWidget(label(f"{kind} {number}" if count > 1 else kind, "label"))
    name = "没有印章图形" if seal.digital_only else seal.name or "名称不详"
    box.addWidget(label(name, "panel", "sealName", wrap=True))
    for what, told in seal_facts(seal):
        heading = label(what, "muted")
        heading.setFixedWidth(QFontMetrics(theme.font()).horizontalAdvance("盖章时间") + 10)
        row = line(heading, selectable(told))
        row.setStretch(1, 1)
        row.setAlignment(heading, Qt.AlignmentFlag.AlignTop)
        box.addLayout(row)
    return card


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


def against_card(verdict: Verdict, word: str, theme: Theme, ratio: float) -> QFrame:
    """`word` is the name of the Word that the OFD was compared with, "" for none yet."""
    card = frame("card", "againstCard")
    box = column(card, (EDGE, 10, EDGE, 12), 6)
    box.addWidget(label("与 Word 核对", "panel"))
    if not word:
        box.addWidget(label(INVITATION, "muted", "againstWords", wrap=True))
        return card
    state, words = compared(verdict)
    mark = shape(state, theme, theme.base_px, ratio)
    row = line(mark, label(words, "bold", "againstWords", wrap=True))
    row.setStretch(1, 1)
    row.setAlignment(mark, Qt.AlignmentFlag.AlignTop)
    box.addLayout(row)
    box.addWidget(label(word, "label", wrap=True))
    for at, difference in enumerate(verdict.differences[:MOST_DIFFERENCES]):
        if at:
            box.addWidget(rule())
        box.addWidget(selectable(difference))
    more = len(verdict.differences) - MOST_DIFFERENCES
    if more > 0:
        box.addWidget(label(f"另有 {more} 处不同，没有列出。", "label"))
    return card


def compared(verdict: Verdict) -> tuple[StepState, str]:
    """What comparing with the Word gave. Of a pair that is not sealed yet, the Word is what counts."""
    if verdict.same_content:
        return StepState.HOLDS, "Word 与 OFD 的内容一致。"
    if verdict.same_content is None:
        return StepState.UNKNOWN, next(against_findings(None)).message
    if verdict.sealed:
        return StepState.FAILS, next(against_findings(verdict.differences)).message
    words = f"OFD 与 Word 的内容不一致，共 {len(verdict.differences)} 处。OFD 还没有盖章，请按定稿的 Word 重新导出。"
    return StepState.FAILS, words


def selectable(words: str) -> QLabel:
    made = label(words, wrap=True)
    made.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return made
