"""Room: gui. What is handed out and how: source, whole or own tasks, round, due date, layout, cover list."""

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QComboBox, QRadioButton, QVBoxLayout, QWidget

from gui.widgets import Committing, DayEdit, Elided, add_all, button, column, label, line

ENDINGS = (".docx", ".xlsx", "")
COVERS = ("另写下发清单（Word）", "另写下发清单（Excel）", "不写下发清单")


class Choices(QWidget):
    """`changed` whenever forms would come out otherwise. Files are asked for by the page."""

    changed = Signal()
    file_asked = Signal()
    book_asked = Signal()
    template_asked = Signal()
    sample_asked = Signal()

    def __init__(self, year: int) -> None:
        super().__init__()
        self.setObjectName("dispatchChoices")
        self.setProperty("look", "surface")
        box: QVBoxLayout = column(self, (0, 0, 8, 0), 6)
        box.addWidget(label("下发什么", "panel"))
        self.source = label("", name="dispatchSource", wrap=True)
        box.addWidget(self.source)
        other = button("选择要点或台账文件…", "dispatchFile", self.file_asked.emit, "link")
        self.back = button("用打开的台账", "dispatchBook", self.book_asked.emit, "link")
        box.addLayout(line(other, self.back, 1))
        self.own = _radio("每个单位只列自己的任务", "ownTasks")
        self.whole = _radio("整份台账，标出与本单位的关系", "wholeLedger")
        self.own.setChecked(True)
        self._group(self.own, self.whole)
        add_all(box, self.own, self.whole)
        box.addSpacing(6)
        box.addWidget(label("期次和报送期限", "panel"))
        self.round = Committing("dispatchRound", "期次", "如 第一期")
        self.round.committed.connect(lambda _: self.changed.emit())  # pyright: ignore[reportUnknownArgumentType, reportUnknownLambdaType]
        self.due = DayEdit("dispatchDue", "报送期限", year)
        self.due.day_entered.connect(lambda _: self.changed.emit())  # pyright: ignore[reportUnknownArgumentType, reportUnknownLambdaType]
        row = line(self.round, self.due)
        row.setStretch(0, 1)
        row.setStretch(1, 1)
        box.addLayout(row)
        self._build_layout(box)

    def _build_layout(self, box: QVBoxLayout) -> None:
        box.addSpacing(6)
        box.addWidget(label("用什么表", "panel"))
        self.standard = _radio("标准格式（横排 A4）", "standardLayout")
        self.own_form = _radio("本单位的模板（.docx）", "ownTemplate")
        self.standard.setChecked(True)
        self._group(self.standard, self.own_form)
        add_all(box, self.standard, self.own_form)
        self.template = Elided(look="muted", name="templateName")
        self.template.hide()
        box.addWidget(self.template)
        choose = button("选择模板…", "chooseTemplate", self.template_asked.emit, "link")
        sample = button("存一份示例模板…", "sampleTemplate", self.sample_asked.emit, "link", "照示例改成本单位的样子")
        box.addLayout(line(choose, sample, 1))
        self.cover = QComboBox()
        self.cover.setObjectName("coverList")
        self.cover.setAccessibleName("下发清单")
        for words in COVERS:
            self.cover.addItem(words)
        box.addSpacing(6)
        box.addWidget(self.cover)
        self.findings: QVBoxLayout = column(QWidget(self), spacing=6)
        holder = self.findings.parentWidget()
        assert holder is not None
        box.addSpacing(4)
        box.addWidget(holder)
        box.addStretch(1)

    def _group(self, *choices: QRadioButton) -> None:
        group = QButtonGroup(self)
        for choice in choices:
            group.addButton(choice)
        group.buttonToggled.connect(lambda _, on: self.changed.emit() if on else None)  # pyright: ignore[reportUnknownArgumentType, reportUnknownLambdaType]

    @property
    def due_on(self) -> date | None:
        return self.due.day

    @property
    def ending(self) -> str:
        """Of the cover list, "" for none."""
        return ENDINGS[self.cover.currentIndex()]


def _radio(words: str, name: str) -> QRadioButton:
    made = QRadioButton(words)
    made.setObjectName(name)
    made.setAccessibleName(words)
    return made
