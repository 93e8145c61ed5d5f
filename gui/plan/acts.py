"""Room: gui. What the clerk does to the chosen tasks: each press or typed field is one edit of the review, one undo."""

from collections.abc import Callable, Sequence
from typing import Protocol

from PySide6.QtCore import QObject

from core.clauses import Responsibility
from core.plan import reviewing
from core.plan.review import PlanReview
from gui.dialogs import Dialogs
from gui.plan.review_view import ReviewView
from gui.plan.text_places import TextPlaces
from gui.signals import on


class Change(Protocol):
    def __call__(
        self, name: str, does: Callable[[PlanReview], PlanReview], chosen: Sequence[int] | None = None
    ) -> bool: ...


class TaskActs(QObject):
    """`change` runs an edit, saves it under its name, and selects what is to be selected then."""

    def __init__(self, view: ReviewView, change: Change, dialogs: Dialogs) -> None:
        super().__init__(view)
        self._view, self.change, self._dialogs = view, change, dialogs
        form = view.form
        on(view.act_asked, str, self.act)
        form.field_changed.connect(self._change_field)
        on(form.units_set, Responsibility, self._assign)
        on(form.deadline_set, str, lambda t: self._many("设定完成时限", lambda r, p: reviewing.set_deadline(r, p, t)))
        on(form.indicator_set, str, lambda t: self._many("设定量化指标", lambda r, p: reviewing.set_indicator(r, p, t)))
        form.candidates_asked.connect(self._take_candidates)
        form.settled.connect(lambda: self._many("核对取自上年的内容", reviewing.settle))

    def _many(self, name: str, does: Callable[[PlanReview, list[int]], PlanReview]) -> None:
        positions = self._view.shown
        if positions:
            self.change(name, lambda review: does(review, positions))

    def _change_field(self, field: str, text: str) -> None:
        positions = self._view.shown
        if len(positions) == 1:
            words = {"number": "修改序号", "section": "修改板块", "topic": "修改重点工作"}.get(field, "修改任务内容")
            self.change(words, lambda r: reviewing.change_field(r, positions[0], field, text))

    def _assign(self, units: Responsibility) -> None:
        self._many("指定责任单位", lambda review, positions: reviewing.assign(review, positions, units))

    def _take_candidates(self) -> None:
        directory = self._view.directory
        if directory:
            self._many("采用句子里的单位", lambda r, p: reviewing.take_candidates(r, p, directory))

    def act(self, act: str) -> None:
        self._view.form.commit()
        positions = self._view.positions
        first = positions[0] if positions else 0
        if act == "split":
            self._split(first)
        elif act == "merge":
            self.change("合并任务", lambda r: reviewing.merge(r, positions or [0]), [first])
        elif act in ("up", "down") and positions:
            by = -1 if act == "up" else 1
            to = max(0, min(first + by, len(self._view.review.tasks) - 1))
            self.change("移动任务", lambda r: reviewing.move(r, first, by), [to])
        elif act == "add":
            self._add(positions[-1] if positions else len(self._view.review.tasks) - 1)
        elif act == "remove" and positions:
            self.change(f"删除 {len(positions)} 项任务", lambda r: reviewing.remove(r, positions), [first])
        elif act == "renumber":
            self.change("重新编号", reviewing.renumber)

    def _split(self, position: int) -> None:
        """Where the cursor was put last: in the text of the plan, or in the task's own text."""
        source, content = self._view.source, self._view.form.content
        if self._view.cut_in_content and self._view.review.tasks:
            at = TextPlaces(content.toPlainText()).from_qt(content.textCursor().position())
            self.change("拆分任务", lambda r: reviewing.split_at(r, position, at), [position, position + 1])
            return
        place = source.place
        second = (self._view.review.task_at(place) or 0) + 1
        self.change("拆分任务", lambda r: reviewing.split_in_source(r, place)[0], [second - 1, second])

    def _add(self, behind: int) -> None:
        text = self._dialogs.ask_text("添加任务", "任务的内容：")
        if text:
            self.change("添加任务", lambda r: reviewing.add_task(r, behind, text), [behind + 1])
