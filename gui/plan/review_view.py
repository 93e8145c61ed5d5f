"""Room: gui. The review itself: the plan's text on the left, its tasks and their fields on the right, linked both ways."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLineEdit, QSplitter, QWidget

from core.finding import Finding
from core.plan.candidates import candidates
from core.plan.review import PlanReview
from core.units import UnitDirectory
from gui.plan.source_view import Legend, SourceView
from gui.plan.task_form import TaskForm
from gui.plan.task_table import TIGHT_EM, TaskTable
from gui.signals import on, on_any
from gui.theme import Theme
from gui.widgets import BETWEEN, Flow, button, column, frame, label, line, scrolled

ACTS = (
    ("split", "拆分", "splitTask", "在光标处拆成两项：光标放在原文里，或者放在下面“主要内容”里"),
    ("merge", "合并", "mergeTasks", "把选中的相邻任务合成一项"),
    ("up", "上移", "moveUp", "移到上一项前面（Alt+↑）"),
    ("down", "下移", "moveDown", "移到下一项后面（Alt+↓）"),
    ("add", "添加", "addTask", "在选中的任务后面添加一项"),
    ("remove", "删除", "removeTasks", "选中的不是任务，从列表里去掉；原文不变"),
    ("renumber", "重新编号", "renumberTasks", "按现在的顺序从1编起"),
)


class ReviewView(QWidget):
    act_asked = Signal(str)  # the first word of ACTS

    def __init__(self, theme: Theme, directory: UnitDirectory | None) -> None:
        super().__init__()
        self.setObjectName("reviewView")
        self._theme = theme
        self.review = PlanReview()
        self.shown: list[int] = []  # positions of the tasks in the form: what is typed there is theirs
        self.directory = directory
        self._doubts: Mapping[int, Sequence[Finding]] = {}
        self.source, self.table, self.form = SourceView(theme), TaskTable(theme), TaskForm()
        split = QSplitter()
        split.setHandleWidth(BETWEEN)
        split.setChildrenCollapsible(False)
        split.addWidget(self._left(theme))
        split.addWidget(self._right())
        split.setStretchFactor(0, 38)
        split.setStretchFactor(1, 62)
        split.setSizes([380, 620])  # pyright: ignore[reportUnknownMemberType]
        column(self).addWidget(split)
        self.cut_in_content = False  # where the cursor was put last: in the task's own text, or in the source
        self.form.content.cursorPositionChanged.connect(self._note_cursor)
        self.table.chosen.connect(self._chosen_in_table)
        on(self.table.move_asked, str, self.act_asked.emit)
        on(self.source.place_chosen, int, self._chosen_in_source)

    def _left(self, theme: Theme) -> QWidget:
        left = QWidget()
        left.setMinimumWidth(260)
        box = column(left, spacing=4)
        row = line(label("原文", "bold"), 1, Legend(theme))
        box.addLayout(row)
        box.addWidget(self.source, 1)
        return left

    def _right(self) -> QWidget:
        right = QSplitter(Qt.Orientation.Vertical)
        right.setHandleWidth(8)
        right.setChildrenCollapsible(False)
        top = QWidget()
        box = column(top, spacing=4)
        holder = QWidget()
        flow = Flow(holder, 2)
        self.acts = {
            key: button(words, name, lambda k=key: self.act_asked.emit(k), "link", hint)
            for key, words, name, hint in ACTS
        }
        for act, (_, words, _, _) in zip(self.acts.values(), ACTS, strict=True):
            act.setAccessibleName(words)
            flow.addWidget(act)
        self.counts = label("", "muted", "taskCounts")
        self.search = QLineEdit()
        self.search.setObjectName("planSearch")
        self.search.setAccessibleName("搜索任务")
        self.search.setPlaceholderText("搜索")
        self.search.setMaximumWidth(130)
        on_any(self.search.textEdited, lambda: self._find(0))
        on_any(self.search.returnPressed, lambda: self._find(1))
        row = line(self.counts, holder, self.search)
        row.setStretch(1, 1)
        row.setAlignment(holder, Qt.AlignmentFlag.AlignVCenter)
        box.addLayout(row)
        box.addWidget(self.table, 1)
        right.addWidget(top)
        card = frame("card")
        inner = QWidget()
        inner.setProperty("look", "surface")
        column(inner, (0, 0, 8, 0)).addWidget(self.form)
        column(card, (12, 8, 4, 8)).addWidget(scrolled(inner, "taskFormScroll"))
        right.addWidget(card)
        right.setSizes([300, 260])  # pyright: ignore[reportUnknownMemberType]
        right.setStretchFactor(0, 55)
        right.setStretchFactor(1, 45)
        return right

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Large letters in a small window: the count is at the window's foot, too."""
        super().resizeEvent(event)
        self.counts.setVisible(self.table.width() > TIGHT_EM * self._theme.base_px)

    # -- showing -----------------------------------------------------------------------------------------------------

    def show_review(self, review: PlanReview, doubts: Mapping[int, Sequence[Finding]], chosen: Sequence[int]) -> None:
        self.review, self._doubts = review, doubts
        for act in self.acts.values():
            act.setEnabled(not review.confirmed)
        without = sum(not t.row.units.names for t in review.tasks)
        told = f"{len(review.tasks)} 项" + (f"，{without} 项待指定单位" if without else "")
        self.counts.setText(told)
        if self.directory:
            self.form.know([u.name for u in self.directory.units])
        chosen = [p for p in chosen if p < len(review.tasks)] or ([0] if review.tasks else [])
        self.table.show_review(review, doubts, chosen)
        self.source.show_review(review, chosen)
        self._show_form(chosen)

    @property
    def positions(self) -> list[int]:
        return self.table.positions

    def choose(self, positions: Sequence[int]) -> None:
        self.form.commit()
        self.table.choose(positions)
        self.source.show_chosen(positions)
        self._show_form(positions)

    def _find(self, ahead: int) -> None:
        """The next task, from the chosen one on, in which the words stand."""
        words = self.search.text().strip()
        count = len(self.review.tasks)
        start = (self.positions[0] if self.positions else 0) + ahead
        for position in (((start + i) % count) for i in range(count if words else 0)):
            row = self.review.tasks[position].row
            told = (row.section, row.topic, row.subtopic, row.content, row.indicator, *row.units.names)
            if any(words in text for text in told):
                self.choose([position])
                return

    def next_doubt(self, by: int) -> int | None:
        """The next (1) or the previous (-1) task beside which a finding stands."""
        here = self.positions[0] if self.positions else -1
        later = sorted(self._doubts, key=lambda p: ((p - here) * by - 1) % max(len(self.review.tasks), 1))
        return later[0] if later else None

    def _chosen_in_table(self) -> None:
        self.form.commit()
        self.source.show_chosen(self.positions)
        self._show_form(self.positions)

    def _note_cursor(self) -> None:
        if self.form.content.hasFocus():
            self.cut_in_content = True

    def _chosen_in_source(self, place: int) -> None:
        self.cut_in_content = False
        position = self.review.task_at(place)
        if position is not None and self.positions != [position]:
            self.form.commit()
            self.table.choose([position])
            self.source.show_chosen([position], scroll=False)
            self._show_form([position])

    def _show_form(self, positions: Sequence[int]) -> None:
        before, self.shown = self.shown, [p for p in positions if p < len(self.review.tasks)]
        self.cut_in_content = self.cut_in_content and before == self.shown
        tasks = [self.review.tasks[p] for p in self.shown]
        if len(tasks) == 1:
            row = tasks[0].row
            offers = candidates(row.content, self.directory) if self.directory and not row.units.names else ()
            self.form.show_task(tasks[0], self._doubts.get(positions[0], ()), offers, self.review.confirmed)
        elif tasks:
            self.form.show_many(tasks, self.review.confirmed)
        else:
            self.form.setCurrentIndex(2)
