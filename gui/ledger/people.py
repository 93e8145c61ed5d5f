"""Room: gui. Who does a task inside the unit and by when, the day a relative term counts from, and its steps."""

from dataclasses import replace
from datetime import date
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QGridLayout, QWidget

from core.actions.recording import Assignment, assign, set_counted_from, set_steps
from core.days import shown_day
from core.ledger.listing import ListedTask
from core.ledger.state import WorkStep
from gui.signals import on, on_day
from gui.widgets import Committing, DayEdit, button, column, emptied, label, line
from gui.workbench import Workbench

USUAL_STEPS = ("方案", "公告", "实施", "报送结果")


class AssignmentFields(QWidget):
    def __init__(self, bench: Workbench) -> None:
        super().__init__()
        self._bench = bench
        self._row: ListedTask | None = None
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(4)
        self.desk = Committing("deskEdit", "承办股室、站所", "如 党政办")
        self.handler = Committing("handlerEdit", "承办人", "姓名")
        self.due = DayEdit("internalDueEdit", "内部时限", bench.year)
        self.counted = DayEdit("countedFromEdit", "起算日", bench.year)
        self.counted_label = label("起算日", "label")
        for at, (words, field) in enumerate(
            (("承办股室", self.desk), ("承办人", self.handler), ("内部时限", self.due))
        ):
            grid.addWidget(label(words, "label"), 0, at)
            grid.addWidget(field, 1, at)
        grid.addWidget(self.counted_label, 2, 0)
        grid.addWidget(self.counted, 3, 0)
        self.counted_hint = label(look="label", wrap=True)
        grid.addWidget(self.counted_hint, 3, 1, 1, 2)
        for at, stretch in enumerate((3, 2, 3)):
            grid.setColumnStretch(at, stretch)
        on(self.desk.committed, str, lambda text: self._assign(desk=text))
        on(self.handler.committed, str, lambda text: self._assign(handler=text))
        on_day(self.due.day_entered, lambda day: self._assign(internal_due=day))
        on_day(self.counted.day_entered, self._count_from)

    def show_task(self, row: ListedTask) -> None:
        self._row = row
        self.due.year = self.counted.year = self._bench.year
        self.desk.show_text(row.state.desk)
        self.handler.show_text(row.state.handler)
        self.due.show_day(row.state.internal_due)
        relative = next((d for d in row.task.deadlines if d.kind == "relative"), None)
        for widget in (self.counted_label, self.counted, self.counted_hint):
            widget.setVisible(relative is not None)
        self.counted.show_day(row.state.counted_from)
        if relative:
            self.counted_hint.setText(self._counted_words(row, relative.text))

    def _counted_words(self, row: ListedTask, text: str) -> str:
        if row.state.counted_from is None:
            return f"“{text}”从哪一天算起"
        if row.outlook.on is None:
            return f"“{text}”，缺少该年的工作日历，不能推算"
        return f"“{text}”，到 {shown_day(row.outlook.on, self._bench.year)}"

    def _assign(self, **changed: Any) -> None:
        row = self._row
        if row is None:
            return
        state = row.state
        to = replace(Assignment(state.desk, state.handler, state.internal_due), **changed)
        self._bench.do(lambda s, now: assign(s, [row.task.task_id], to, now))

    def _count_from(self, day: date | None) -> None:
        row = self._row
        if row is not None:
            self._bench.do(lambda s, now: set_counted_from(s, [row.task.task_id], day, now))


class StepList(QWidget):
    """方案 → 公告 → 实施 → 报送结果: each with its day, ticked when done."""

    def __init__(self, bench: Workbench) -> None:
        super().__init__()
        self._bench = bench
        self._row: ListedTask | None = None
        self._shown: object = None
        box = column(self, spacing=4)
        holder = QWidget()
        self._rows = column(holder, spacing=2)
        box.addWidget(holder)
        self.new = Committing("newStepEdit", "新步骤", "添加步骤，回车确认")
        self.usual = button("套用四步", "usualStepsButton", self._take_usual, "", "套用：方案、公告、实施、报送结果")
        self.new.committed.connect(self._add)
        box.addLayout(line(self.new, self.usual))

    def show_task(self, row: ListedTask) -> None:
        same = self._shown == (row.task.task_id, row.state.steps)
        self._row, self._shown = row, (row.task.task_id, row.state.steps)
        self.usual.setVisible(not row.state.steps)
        if same:
            return
        emptied(self._rows)
        for at, step in enumerate(row.state.steps):
            self._rows.addWidget(self._step(at, step))

    def _step(self, at: int, step: WorkStep) -> QWidget:
        row = QWidget()
        tick = QCheckBox(step.name)
        tick.setObjectName(f"stepTick{at}")
        tick.setChecked(step.done_on is not None)
        on(tick.toggled, bool, lambda done: self._change(at, done_on=self._bench.today if done else None))
        done = label(f"{shown_day(step.done_on, self._bench.year)}完成" if step.done_on else "", "label")
        due = DayEdit(f"stepDue{at}", f"{step.name}的时限", self._bench.year)
        due.setMaximumWidth(130)
        due.show_day(step.due_on)
        on_day(due.day_entered, lambda day: self._change(at, due_on=day))
        drop = button("删除", f"dropStep{at}", lambda: self._drop(at), "link", f"删除步骤“{step.name}”")
        row.setLayout(line(tick, done, 1, due, drop))
        tick.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        return row

    def _keep(self, steps: tuple[WorkStep, ...]) -> None:
        row = self._row
        if row is not None:
            self._bench.do(lambda s, now: set_steps(s, row.task.task_id, steps, now))

    @property
    def _steps(self) -> tuple[WorkStep, ...]:
        return self._row.state.steps if self._row else ()

    def _change(self, at: int, **changed: Any) -> None:
        steps = list(self._steps)
        steps[at] = replace(steps[at], **changed)
        self._keep(tuple(steps))

    def _drop(self, at: int) -> None:
        self._keep(self._steps[:at] + self._steps[at + 1 :])

    def _add(self, name: str) -> None:
        if name:
            self.new.clear()
            self._keep((*self._steps, WorkStep(name)))

    def _take_usual(self) -> None:
        self._keep(tuple(WorkStep(name) for name in USUAL_STEPS))
