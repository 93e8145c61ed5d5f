"""Room: gui. One finding where it arises: a bar, one sentence, and what can be done about it."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QWidget

from core.accepted import AcceptedFinding
from core.finding import SEVERITY_LABELS, SOURCE_LABELS, Finding
from gui.widgets import Committing, Flow, add_all, button, column, label, line, relook


def why(finding: Finding) -> str:
    """What stands behind a finding, in a clerk's words."""
    printed = f"（规则 {finding.rule}）" if finding.rule.isalnum() else ""  # R7; intake.late is a word of ours alone
    said = [f"{SEVERITY_LABELS[finding.severity]}，来源：{SOURCE_LABELS[finding.source]}{printed}。"]
    if finding.expected != "":
        said.append(f"应为或依据：{finding.expected}。")
    if finding.found != "":
        said.append(f"现在是：{finding.found}。")
    return "".join(said)


class FindingCard(QFrame):
    """`wide`: the links stand beside the sentence. `locate` and `accept` are None where the place is already shown, or where no reason may be given.

    `reason`: words that stand there to begin with when a reason is asked for.
    """

    def __init__(
        self,
        finding: Finding,
        locate: Callable[[Finding], object] | None = None,
        accept: Callable[[Finding, str], object] | None = None,
        wide: bool = False,
        reason: str = "",
    ) -> None:
        super().__init__()
        self.finding = finding
        self.setObjectName("findingCard")
        self.setProperty("look", finding.severity.value)
        self.setAccessibleName(f"{SEVERITY_LABELS[finding.severity]}：{finding.message}")
        box = column(self, (10, 6, 8, 6), 2)
        self.message = label(finding.message, name="findingMessage", wrap=True)
        links = QWidget()
        flow = line(spacing=2) if wide else Flow(spacing=4)
        links.setLayout(flow)
        if wide:
            row = line(self.message, links)
            row.setStretch(0, 1)
            row.setAlignment(links, Qt.AlignmentFlag.AlignTop)
            box.addLayout(row)
        else:
            add_all(box, self.message, links)
        flow.addWidget(button("为什么", "whyButton", self._toggle_why, "link"))
        if locate:
            flow.addWidget(button("定位", "locateButton", lambda: locate(finding), "link"))
        if accept:
            flow.addWidget(button("说明理由", "acceptButton", self._ask_reason, "link"))
        self.explanation = label(why(finding), "label", "whyText", wrap=True)
        self.explanation.hide()
        box.addWidget(self.explanation)
        self._reason_row = QWidget()
        self.reason = Committing("reasonEdit", "理由", "写明为什么这样填是对的")
        self.reason.setText(reason)
        self.reason.setCursorPosition(0)
        self._accept = accept
        self.reason.returnPressed.connect(self._give_reason)
        keep = button("保存理由", "keepReasonButton", self._give_reason)
        self._reason_row.setLayout(line(self.reason, keep))
        self._reason_row.hide()
        box.addWidget(self._reason_row)

    def _toggle_why(self) -> None:
        self.explanation.setVisible(self.explanation.isHidden())

    def _ask_reason(self) -> None:
        self._reason_row.show()
        self.reason.setFocus()

    def _give_reason(self) -> None:
        words = self.reason.text().strip()
        if words and self._accept:
            self._accept(self.finding, words)
        else:
            self.reason.setProperty("wrong", "true")
            relook(self.reason, "asked")


class AnsweredCard(QFrame):
    """A finding somebody has answered, with the reason and the way back."""

    def __init__(self, finding: Finding, accepted: AcceptedFinding, take_back: Callable[[int], object]) -> None:
        super().__init__()
        self.setObjectName("answeredCard")
        self.setProperty("look", "hint")
        box = column(self, (10, 6, 8, 6), 2)
        box.addWidget(label(finding.message, "muted", wrap=True))
        box.addWidget(label(f"理由：{accepted.reason}", name="answeredReason", wrap=True))
        back = button("收回理由", "takeBackButton", lambda: take_back(accepted.accepted_id), "link")
        box.addLayout(line(back, 1))
