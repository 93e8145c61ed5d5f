"""Room: gui. 退回修改: which points go to the unit is chosen by a person; then seen as it will be sent, and written."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QWidget

from core.finding import SEVERITY_LABELS, SOURCE_LABELS, Finding, Severity
from core.intake.correction import to_mend
from core.intake.returned import UnitReturn
from gui.signals import on_any
from gui.widgets import BETWEEN, EDGE, DayEdit, button, column, frame, label, line, scrolled

TOLD = "勾选要请单位修改或说明的各条。错误和提醒已经勾上；提示（如文字相似）只是线索，由您决定要不要写进去。"


def usual_points(unit: UnitReturn) -> tuple[Finding, ...]:
    """What is sent where nobody chooses: errors and warnings; a hint is a lead, and goes only when a person wants it."""
    return tuple(f for f in to_mend(unit) if f.severity is not Severity.HINT)


class SendBackPage(QWidget):
    back_asked = Signal()
    write_asked = Signal()
    preview_asked = Signal()
    title = "退回修改"
    undoable = False

    def __init__(self, unit: UnitReturn, year: int) -> None:
        super().__init__()
        self.setObjectName("sendBackPage")
        self.unit = unit
        self.context = unit.name
        self.preview = button("预览", "previewSendBackButton", self.preview_asked.emit)
        self.write = button("写成 Word…", "writeSendBackButton", self.write_asked.emit, "primary")
        self.bar = [button("返回", "leaveSendBackButton", self.back_asked.emit), self.preview, self.write]
        self.until = DayEdit("sendBackUntil", "请在哪天前重新报送", year)
        self.until.setFixedWidth(110)
        self.boxes: list[tuple[QCheckBox, Finding]] = []
        inner = QWidget()
        self._box = column(inner, (EDGE, 12, EDGE, 12), 6)
        self._box.addWidget(label(TOLD, "muted", wrap=True))
        self.count = label("", "bold", "sendBackCount")
        every = button("全部勾选", "allPointsButton", lambda: self._check(True), "link")
        none = button("全部不勾", "noPointsButton", lambda: self._check(False), "link")
        row = line(label("请在"), self.until, label("前重新报送（可以不写）"), 1, every, none, self.count, spacing=6)
        self._box.addLayout(row)
        self._box.addSpacing(BETWEEN // 2)
        self._add_points(to_mend(unit))
        self._box.addStretch(1)
        column(self).addWidget(scrolled(inner, "sendBackScroll"))
        self.start_here = self.boxes[0][0] if self.boxes else self.until
        self._tell_count()

    def _add_points(self, found: Sequence[Finding]) -> None:
        usual = usual_points(self.unit)
        for number, finding in enumerate(found, 1):
            words = finding.message.removeprefix(f"“{self.unit.name}”").removeprefix("的")
            card = frame(finding.severity.value, "sendBackPoint")
            box = QCheckBox()
            box.setObjectName(f"point{number}")
            box.setAccessibleName(f"{SEVERITY_LABELS[finding.severity]}：{words}")
            box.setChecked(finding in usual)
            on_any(box.toggled, self._tell_count)
            said = label(words, wrap=True)
            source = label(f"{SEVERITY_LABELS[finding.severity]}，{SOURCE_LABELS[finding.source]}", "label")
            row = line(box, said, source, spacing=8)
            row.setStretch(1, 1)
            row.setContentsMargins(10, 6, 10, 6)
            card.setLayout(row)
            self._box.addWidget(card)
            self.boxes.append((box, finding))

    def _check(self, on: bool) -> None:
        for box, _ in self.boxes:
            box.setChecked(on)

    @property
    def points(self) -> tuple[Finding, ...]:
        return tuple(finding for box, finding in self.boxes if box.isChecked())

    @property
    def day(self) -> date | None:
        return self.until.day

    def _tell_count(self) -> None:
        self.count.setText(f"共 {len(self.points)} 条")
        for each in (self.preview, self.write):
            each.setEnabled(bool(self.points))
