"""Room: gui. 首页: what is due, what is late, what to look at; each line leads to its task."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from core.days import shown_day
from core.ledger.listing import QUICK_LABELS, ListedTask, Quick, SortBy, counts, sorted_by
from core.ledger.outlook import Urgency
from core.ledger.round import SUBMISSION_LABELS
from gui.icons import SHAPE_OF_URGENCY, colour_of_urgency, icon
from gui.theme import Theme
from gui.widgets import BETWEEN, EDGE, EmptyPage, button, column, emptied, frame, label, line, scrolled
from gui.workbench import Workbench

MOST_LINES = 8


class HomePage(QWidget):
    task_asked = Signal(int)
    quick_asked = Signal(str)
    import_asked = Signal()
    title = "首页"

    def __init__(self, bench: Workbench, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("homePage")
        self._bench, self._theme = bench, theme
        inner = QWidget()
        self._box = column(inner, (EDGE, 12, EDGE, 12), BETWEEN)
        column(self).addWidget(scrolled(inner))
        for signal in (bench.book_read, bench.tasks_read, bench.findings_read, theme.changed):
            signal.connect(self.refresh)

    @property
    def context(self) -> str:
        return shown_day(self._bench.today)

    def refresh(self) -> None:
        if not self.isVisible():
            return
        emptied(self._box)
        if self._bench.book is None:
            ask = button("导入台账…", "homeImportButton", self.import_asked.emit, "primary")
            self._box.addWidget(
                EmptyPage("还没有台账。导入主管部门发来的台账后，这里列出快到期和要处理的任务。", ask), 1
            )
            return
        self._add_figures()
        self._add_due()
        self._add_round()
        self._box.addStretch(1)

    def _add_figures(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(BETWEEN)
        for quick, count in counts(self._bench.rows).items():
            if quick is Quick.ALL:
                continue
            card = frame("card")
            inside = column(card, (14, 8, 14, 10), 0)
            inside.addWidget(label(QUICK_LABELS[quick], "label"))
            inside.addWidget(label(str(count), "figure"))
            hint = f"查看{QUICK_LABELS[quick]}的 {count} 项任务"
            see = button("查看", f"home_{quick.value}", lambda q=quick: self.quick_asked.emit(q.value), "link", hint)
            see.setEnabled(count > 0)
            inside.addLayout(line(see, 1))
            row.addWidget(card)
        self._box.addLayout(row)

    def _add_due(self) -> None:
        urgent = [r for r in self._bench.rows if r.mine and r.outlook.urgency in (Urgency.LATE, Urgency.SOON)]
        box = self._panel(f"逾期和 30 天内到期的任务（{len(urgent)}）")
        for row in sorted_by(urgent, SortBy.DUE)[:MOST_LINES]:
            box.addWidget(self._task_line(row))
        if len(urgent) > MOST_LINES:
            box.addWidget(label(f"另有 {len(urgent) - MOST_LINES} 项，见任务台账的“临期”“逾期”。", "label"))
        if not urgent:
            box.addWidget(label("没有逾期的任务，30 天内也没有到期的任务。", "muted"))

    def _task_line(self, row: ListedTask) -> QWidget:
        out = row.outlook
        words = f"第{row.label}项　{row.topic or row.content[:24]}　{out.text}，{out.words}"
        made = button(words, "homeTask", lambda: self.task_asked.emit(row.task.task_id), "page", words)
        colour = colour_of_urgency(out.urgency, self._theme.colours)
        made.setIcon(icon(SHAPE_OF_URGENCY[out.urgency], colour, 12))
        return made

    def _add_round(self) -> None:
        current = self._bench.latest_round
        box = self._panel("报送")
        if current is None:
            box.addWidget(label("还没有开始报送期次，可在“报送与导出”里开始第一期。", "muted"))
            return
        due = f"，{shown_day(current.due_on, self._bench.year)}前报送" if current.due_on else ""
        box.addWidget(label(f"{current.name}：{SUBMISSION_LABELS[current.state]}{due}。"))

    def _panel(self, heading: str) -> QVBoxLayout:
        card = frame("card")
        box = column(card, (EDGE, 12, EDGE, 12), 4)
        box.addWidget(label(heading, "panel"))
        self._box.addWidget(card)
        return box
