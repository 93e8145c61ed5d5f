"""Room: gui. 要点与任务: bring a plan in, review it beside its text, compare it with last year, confirm it as the year's ledger."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QComboBox, QStackedWidget, QVBoxLayout, QWidget

from core.actions.plan_shelf import PlanHead
from core.actions.planning import correct_plan, drop_review, save_review
from core.actions.touched import Touched
from core.errors import LedgerError
from core.finding import Finding
from core.plan import reviewing
from core.plan.review import PlanReview
from gui.chips import Chips
from gui.dialogs import Dialogs
from gui.plan.acts import TaskActs
from gui.plan.flow import read_plan_in
from gui.plan.grouped import by_position, gathered
from gui.plan.info_view import InfoView
from gui.plan.review_view import ReviewView
from gui.plan.years_desk import YearsDesk
from gui.signals import on, on_any
from gui.theme import Theme
from gui.widgets import EDGE, EmptyPage, button, column, label, line
from gui.workbench import Workbench

VIEWS = ("审阅任务", "要点信息与期次", "对照上年", "回头看")
REVIEW, INFO, YEARS, LOOK_BACK = range(4)
NOTHING_YET = (
    "把本年的政务公开工作要点（Word、PDF、网页或文字）导入到这里，逐项核对任务、单位和时限，"
    "确认后就是全年的台账。也可以从上年台账起步。"
)


class PlanPage(QWidget):
    title = "要点与任务"
    context_changed = Signal()
    paste_asked = Signal()
    confirm_asked = Signal(object)  # PlanReview
    last_year_asked = Signal()

    def __init__(self, bench: Workbench, theme: Theme, dialogs: Dialogs) -> None:
        super().__init__()
        self.setObjectName("planPage")
        self._bench, self._dialogs = bench, dialogs
        self.review = PlanReview()
        self.heads: tuple[PlanHead, ...] = ()
        self._build_bar()
        self.stack = QStackedWidget()
        column(self).addWidget(self.stack)
        self.stack.addWidget(self._build_empty())
        self.stack.addWidget(self._build_work(theme))
        on_any(bench.book_read, self.refresh)
        on(bench.subjects_touched, frozenset, self._hear)
        self.refresh()

    # -- building ----------------------------------------------------------------------------------------------------

    def _build_bar(self) -> None:
        self.chooser = QComboBox()
        self.chooser.setObjectName("planChooser")
        self.chooser.setAccessibleName("选择要点")
        self.chooser.setFixedWidth(150)
        self.chooser.view().setMinimumWidth(420)
        on(self.chooser.activated, int, lambda _: self.open_plan(int(self.chooser.currentData() or 0)))
        self.confirm = button("确认为本年度台账", "confirmPlan", self._confirm, "primary")
        self.bar: list[QWidget] = [
            self.chooser,
            button("导入要点…", "importPlan", self.choose_file),
            button("粘贴…", "pastePlan", self.paste_asked.emit),
            self.confirm,
        ]

    def _build_empty(self) -> QWidget:
        ask = button("导入要点…", "importFirstPlan", self.choose_file, "primary")
        empty = EmptyPage(NOTHING_YET, ask, "noPlan")
        others = line(
            1,
            button("粘贴文字", "pasteFirstPlan", self.paste_asked.emit, "link"),
            button("从上年台账起步", "startFromLastYear", self.last_year_asked.emit, "link"),
            1,
        )
        box = empty.layout()
        assert isinstance(box, QVBoxLayout)
        box.insertLayout(box.count() - 1, others)
        return empty

    def _build_work(self, theme: Theme) -> QWidget:
        work = QWidget()
        box = column(work, (EDGE, 8, EDGE, 10), 8)
        self.chips = Chips[int](self.show_view)
        for at, words in enumerate(VIEWS):
            self.chips.add(at, words, f"planView{at}")
        self.state = label("", "label", "planState")
        self.drop = button("放弃草稿", "dropPlan", self._drop, "link")
        self.correct = button(
            "修订", "correctPlan", self._correct, "link", "另起一版，确认后更新台账；已填的进展都保留"
        )
        head = line(self.chips, self.state, self.correct, self.drop)
        head.setStretch(0, 1)
        box.addLayout(head)
        self.views = QStackedWidget()
        box.addWidget(self.views, 1)
        self.tasks = ReviewView(theme, self._bench.directory)
        self.info = InfoView()
        self.years = YearsDesk(self._bench, theme, self._dialogs)
        for view in (self.tasks, self.info, self.years.comparison, self.years.look_back):
            self.views.addWidget(view)
        for keys, by in (("F8", 1), ("Shift+F8", -1)):
            key = QShortcut(QKeySequence(keys), work)
            key.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            on_any(key.activated, lambda step=by: self.next_doubt(step))
        self._connect()
        return work

    def _connect(self) -> None:
        info = self.info
        self.acts = TaskActs(self.tasks, self.change, self._dialogs)
        self.tasks.form.last_year_asked.connect(lambda: self.years.take_over(self.tasks.positions))
        info.told.connect(self._tell)
        info.round_toggled.connect(self._choose_round)
        on(info.round_added, date, lambda day: self.change("添加期次", lambda r: reviewing.add_round(r, day)))
        on(info.locate_asked, Finding, self.locate)
        on(self.years.changed, PlanReview, lambda review: self.change("取用上年内容", lambda _: review))
        on(self.years.begun, int, self.open_plan)
        on(self.years.task_asked, int, self._show_task)

    # -- what is shown -----------------------------------------------------------------------------------------------

    @property
    def context(self) -> str:
        told = self.review.metadata
        if not self.review.plan_id:
            return ""
        return "　".join(t for t in (told.title, told.number) if t)

    @property
    def summary(self) -> str:
        if not self.review.plan_id:
            return ""
        named = sum(bool(t.row.units.names) for t in self.review.tasks)
        timed = sum(bool(t.row.deadlines) for t in self.review.tasks)
        return f"{len(self.review.tasks)} 项任务，{named} 项有责任单位，{timed} 项有时限　改动随时保存，Ctrl+Z 撤销"

    @property
    def open_count(self) -> int:
        return sum(not head.book_id for head in self.heads)

    def refresh(self) -> None:
        """Read the list of plans again, and the one that is open."""
        store = self._bench.store
        self.heads = store.plans.all()
        known = {h.plan_id for h in self.heads}
        remembered = store.settings.recall("plan")
        wanted = [self.review.plan_id, int(remembered) if remembered.isdigit() else 0]
        plan_id = next((p for p in wanted if p in known), self.heads[0].plan_id if self.heads else 0)
        same = plan_id == self.review.plan_id
        self.review = store.plans.get(plan_id) if plan_id else PlanReview()
        self._show(self.tasks.positions if same else [0])

    def open_plan(self, plan_id: int) -> None:
        if plan_id:
            self.commit_typing()
            self._bench.store.settings.remember("plan", str(plan_id))
            self.review = PlanReview()
            self.refresh()
            self.show_view(REVIEW)

    def _hear(self, subjects: frozenset[str]) -> None:
        if subjects & {"plans", "units"}:
            self.tasks.directory = self._bench.directory
            self.refresh()

    def _show(self, chosen: Sequence[int]) -> None:
        self._show_chooser()
        there = bool(self.review.plan_id)
        self.stack.setCurrentIndex(int(there))
        for widget in (self.chooser, self.confirm):
            widget.setVisible(there)
        if there:
            found = reviewing.findings_of(self.review)
            self.tasks.show_review(self.review, by_position(self.review, found), chosen)
            self.info.show_review(self.review, gathered(found), self._bench.today.year)
            self.years.show_review(self.review)
            self._show_state(len(gathered(found)))
        self.context_changed.emit()

    def _show_state(self, doubts: int) -> None:
        review = self.review
        at = review.confirmed_at
        words = f"第 {review.version} 版，{at.month}月{at.day}日确认" if review.confirmed and at else "草稿，尚未确认"
        self.state.setText(words)
        self.drop.setVisible(not review.confirmed)
        self.correct.setVisible(review.confirmed)
        self.confirm.setEnabled(not review.confirmed)
        self.chips.show_words(INFO, f"{VIEWS[INFO]} {doubts}" if doubts else VIEWS[INFO])

    def _show_chooser(self) -> None:
        self.chooser.clear()
        words = [_short(head) for head in self.heads]
        for at, (head, told) in enumerate(zip(self.heads, words, strict=True)):
            several = f"（{words[: at + 1].count(told)}）" if words.count(told) > 1 else ""
            self.chooser.addItem(told + several, head.plan_id)
            self.chooser.setItemData(self.chooser.count() - 1, head.title, Qt.ItemDataRole.ToolTipRole)
        self.chooser.setCurrentIndex(self.chooser.findData(self.review.plan_id))

    def show_view(self, at: int) -> None:
        self.commit_typing()
        self.chips.choose(at)
        self.views.setCurrentIndex(at)

    def _show_task(self, position: int) -> None:
        if position < len(self.review.tasks):
            self.show_view(REVIEW)
            self.tasks.choose([position])

    def locate(self, finding: Finding) -> None:
        """The tasks that a finding is about, selected, so that they can be mended together."""
        wanted = set(finding.where)
        positions = [i for i, t in enumerate(self.review.tasks) if f"task:{t.row.number}" in wanted]
        if positions:
            self.show_view(REVIEW)
            self.tasks.choose(positions)

    def find_here(self) -> None:
        self.show_view(REVIEW)
        self.tasks.search.setFocus()
        self.tasks.search.selectAll()

    def next_doubt(self, by: int) -> None:
        """F8: the next task beside which something is to be looked at."""
        position = self.tasks.next_doubt(by)
        if position is not None:
            self.show_view(REVIEW)
            self.tasks.choose([position])

    # -- bringing plans in -------------------------------------------------------------------------------------------

    def choose_file(self) -> None:
        folder = self._bench.store.settings.recall("import_folder")
        place = self._dialogs.open_file("选择工作要点", folder)
        if place:
            self.read(place)

    def take_dropped(self, places: Sequence[str]) -> None:
        self.read(places[0])
        if len(places) > 1:
            self._bench.told.emit(f"一次读取一份要点，另外 {len(places) - 1} 份没有读取。")

    def read(self, place: str) -> None:
        self.commit_typing()
        self._bench.store.settings.remember("import_folder", place.replace("\\", "/").rsplit("/", 1)[0])
        read_plan_in(self._bench, place, self.open_plan)

    # -- changing ----------------------------------------------------------------------------------------------------

    def change(self, name: str, does: Callable[[PlanReview], PlanReview], chosen: Sequence[int] | None = None) -> bool:
        """Run one edit and save it; `chosen` are the tasks selected afterwards."""
        before = self.review

        def run() -> Touched:
            after = does(before)
            return save_review(self._bench.store, after, name, self._bench.now)

        touched = self._bench.attempt(run)
        if touched is None:
            self._show(self.tasks.positions)
            return False
        self._bench.look_again(touched)
        if chosen is not None:
            self.tasks.choose(chosen)
        return True

    def _tell(self, field: str, value: object) -> None:
        self.change("修改要点信息", lambda r: reviewing.change_metadata(r, **{field: value}))

    def _choose_round(self, at: int, chosen: bool) -> None:
        self.change("选择期次", lambda r: reviewing.choose_round(r, at, chosen))

    def commit_typing(self) -> None:
        self.tasks.form.commit()

    # -- drafts and versions -----------------------------------------------------------------------------------------

    def _drop(self) -> None:
        plan_id, title = self.review.plan_id, self.review.metadata.title
        question = f"放弃《{title or self.review.original_name}》的草稿？"
        if self._dialogs.confirm(question, "已经做的核对会一起删去；按 Ctrl+Z 可以恢复。", "放弃"):
            self._bench.do(lambda store, now: drop_review(store, plan_id, now), "已放弃这份草稿。按 Ctrl+Z 可以恢复。")

    def _correct(self) -> None:
        begun: list[int] = []

        def run() -> Touched:
            found = correct_plan(self._bench.store, self.review.plan_id, self._bench.now)
            begun.append(found.plan_id)
            return found.touched

        touched = self._bench.attempt(run)
        if touched:
            self._bench.look_again(touched)
            self.open_plan(begun[0])
            self._bench.told.emit("已另起一版，改好后再确认，就会更新台账。")

    def _confirm(self) -> None:
        self.commit_typing()
        if self.review.metadata.year is None:
            self.show_view(INFO)
            self.info.year.setFocus()
            self._bench.failed.emit(LedgerError("请先填写要点的年度，再确认为年度台账。").message)
            return
        self.confirm_asked.emit(replace(self.review))


def _short(head: PlanHead) -> str:
    state = f"第{head.version}版" if head.book_id else "草稿"
    return f"{head.year}年 {state}" if head.year else f"未写年度 {state}"
