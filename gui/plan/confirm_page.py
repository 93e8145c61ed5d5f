"""Room: gui. Before a plan becomes the year's ledger: what it will hold, or what it changes in the ledger that is there."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QRadioButton, QWidget

from core.actions.dispatching import place_of
from core.actions.planning import books_of_year, confirm_as_new, confirm_as_revision, revision_of
from core.actions.touched import Touched
from core.days import shown_day
from core.plan.review import PlanReview
from gui.imports.differences import RevisionView
from gui.signals import on
from gui.theme import Theme
from gui.units.decisions import NameDecisions
from gui.widgets import BETWEEN, EDGE, button, column, emptied, frame, label, scrolled
from gui.workbench import Workbench

LIKE_ENOUGH = 0.4  # share of tasks known again from which a plan is taken for a corrected one


class ConfirmPage(QWidget):
    confirmed = Signal(int)  # the ledger's id
    cancelled = Signal()
    title = "确认为本年度台账"
    undoable = False

    def __init__(self, bench: Workbench, review: PlanReview, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("confirmPlanPage")
        self._bench, self._review, self._theme = bench, review, theme
        self._revision: RevisionView | None = None
        inner = QWidget()
        self._box = column(inner, (EDGE, 12, EDGE, 12), BETWEEN)
        column(self).addWidget(scrolled(inner, "confirmScroll"))
        self.confirm = button("确认", "confirmPlanButton", self._confirm, "primary")
        self.bar: list[QWidget] = [button("返回审阅", "backToReview", self.cancelled.emit), self.confirm]
        self.books = books_of_year(bench.store, review)
        self.ways: dict[int, QRadioButton] = {}
        self._add_ways()
        self._box.addWidget(self._facts())
        self.names = NameDecisions(bench, "任务里的单位名称都已对上。")
        self.names.show_tasks([row.units for row in review.rows], place_of(review.metadata.title))
        self._box.addWidget(self._undecided())
        holder = QWidget()
        self._differences = column(holder)
        self._box.addWidget(holder)
        self._box.addStretch(1)
        self._choose()

    @property
    def context(self) -> str:
        return self._review.metadata.title

    def _add_ways(self) -> None:
        year = self._review.metadata.year
        card = frame("card", "waysCard")
        box = column(card, (EDGE, 10, EDGE, 10), 6)
        choices = [(b.book_id, f"作为修订版更新《{b.title}》，已填的进展跟着任务走") for b in self.books]
        likely = self._likely()
        for book_id, words in (*choices, (0, f"新建{year}年度台账")):
            choice = QRadioButton(words)
            choice.setObjectName(f"book{book_id}")
            choice.setChecked(book_id == likely)
            on(choice.toggled, bool, lambda chosen: self._choose() if chosen else None)
            self.ways[book_id] = choice
            box.addWidget(choice)
        card.setVisible(bool(self.books))
        self._box.addWidget(card)

    def _undecided(self) -> QWidget:
        """Names that the directory does not settle, each to be decided here or later; none where all are."""
        card = frame("card", "confirmNames")
        box = column(card, (EDGE, 12, EDGE, 12), 6)
        box.addWidget(label("有单位名称还没有对上名录，可以现在定，也可以以后在“单位名录”里定。", "muted", wrap=True))
        box.addWidget(self.names)
        if not self.names.pending:
            card.hide()
        return card

    def _likely(self) -> int:
        """The ledger that the plan corrects: the first that has a good part of its tasks; 0 for none."""
        for book in self.books:
            revision = revision_of(self._bench.store, self._review, book.book_id)
            known = len(revision.same) + len(revision.changed)
            if known >= LIKE_ENOUGH * len(self._review.tasks):
                return book.book_id
        return 0

    def _facts(self) -> QWidget:
        """What is still open is said before, not after."""
        review = self._review
        card = frame("card", "confirmFacts")
        box = column(card, (EDGE, 12, EDGE, 12), 6)
        box.addWidget(label(review.metadata.title or "（没有标题）", "panel", wrap=True))
        rows = review.rows
        without = [row.number for row in rows if not row.units.names]
        timeless = sum(not row.deadlines for row in rows)
        proposed = sum(bool(t.proposed) for t in review.tasks)
        chosen = "、".join(
            f"{r.name}（{shown_day(r.due_on, review.metadata.year)}）" for r in review.rounds if r.chosen
        )
        issued = review.issued_on
        box.addWidget(label(f"{len(rows)} 项任务，{len(rows) - timeless} 项写明时限。", name="confirmCounts"))
        box.addWidget(label(f"期次：{chosen or '没有选定，可以以后在“报送与导出”里开始'}。", wrap=True))
        box.addWidget(
            label(f"印发日期：{shown_day(issued) if issued else '没有填写，早于印发的时限无法识别'}。", wrap=True)
        )
        for words in (
            f"有 {len(without)} 项没有责任单位（第 {'、'.join(map(str, without[:20]))} 项），下发前还要指定。"
            if without
            else "",
            f"有 {proposed} 项取自上年的内容还没有核对。" if proposed else "",
        ):
            if words:
                open_card = frame("warning", "confirmOpen")
                column(open_card, (10, 6, 8, 6)).addWidget(label(words, wrap=True))
                box.addWidget(open_card)
        kept = (
            "确认后，这些任务就是全年的台账；原文件和原文一起留存。以后收到更正的要点，再导入一次，先看改了什么再更新。"
        )
        box.addWidget(label(kept, "muted", wrap=True))
        return card

    @property
    def book_id(self) -> int:
        return next((i for i, choice in self.ways.items() if choice.isChecked()), 0)

    def _choose(self) -> None:
        if not hasattr(self, "_differences"):
            return  # still being built
        emptied(self._differences)
        self._revision = None
        words = "确认更新台账" if self.book_id else "确认为本年度台账"
        if self.book_id:
            revision = revision_of(self._bench.store, self._review, self.book_id)
            self._revision = RevisionView(revision, self._theme.colours)
            self._revision.decided.connect(self._let_confirm)
            self._differences.addWidget(self._revision)
        self.confirm.setText(words)
        self.confirm.setAccessibleName(words)
        self._let_confirm()

    def _let_confirm(self) -> None:
        self.confirm.setEnabled(self._revision is None or self._revision.ready)

    def _confirm(self) -> None:
        bench, review, done = self._bench, self._review, list[int]()

        def run() -> Touched:
            if self._revision is None:
                book_id, touched = confirm_as_new(bench.store, review, bench.now)
            else:
                book_id, settled = self.book_id, self._revision.settled()
                touched = confirm_as_revision(bench.store, review, book_id, settled, bench.now)
            done.append(book_id)
            return touched

        touched = bench.attempt(run)
        if touched is not None:
            bench.look_again(touched)
            bench.read_books(done[0])
            self.confirmed.emit(done[0])
