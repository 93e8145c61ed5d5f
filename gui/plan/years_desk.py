"""Room: gui. The two views on last year, and what they do: choose its ledger, take over, start from it, the list out."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from core.actions.planning import save_review
from core.ledger.ledger import LedgerTask
from core.ledger.record import LedgerBook
from core.plan.last_year import (
    LookBackRow,
    draft_from,
    look_back_document,
    look_back_rows,
    look_back_table,
    take_over,
    task_of_record,
)
from core.plan.review import PlanReview
from core.plan.years import YearComparison, compare_years
from core.progress import Progress
from core.sheets import Sheet
from gui.dialogs import Dialogs
from gui.plan.flow import begin, import_last_year, tell
from gui.plan.last_year_view import LastYearView
from gui.plan.look_back_view import LookBackView
from gui.signals import on, on_any
from gui.theme import Theme
from gui.workbench import Workbench

LIST_KINDS = "Word 文档 (*.docx);;Excel 工作簿 (*.xlsx)"


class YearsDesk(QObject):
    changed = Signal(object)  # the PlanReview with fields taken over
    begun = Signal(int)  # a new plan's id
    task_asked = Signal(int)

    def __init__(self, bench: Workbench, theme: Theme, dialogs: Dialogs) -> None:
        super().__init__()
        self._bench, self._dialogs = bench, dialogs
        self.review = PlanReview()
        self._book: LedgerBook | None = None
        self._last: tuple[LedgerTask, ...] = ()
        self._compared: YearComparison | None = None
        self._undone: tuple[LookBackRow, ...] | None = None
        self.comparison, self.look_back = LastYearView(theme), LookBackView(theme)
        view = self.comparison
        on(view.book_chosen, int, self._choose)
        view.file_asked.connect(self._ask_file)
        view.take_over_asked.connect(self.take_over)
        on(view.draft_asked, int, self._start_from)
        on(view.task_asked, int, self.task_asked.emit)
        on_any(self.look_back.export_asked, self._export)

    def show_review(self, review: PlanReview) -> None:
        self.review = review
        books = self.earlier_books()
        self._book = next((b for b in books if b.book_id == review.last_book_id), None) or self._year_before(books)
        self._read_last()
        self.comparison.show_books(books, self._book.book_id if self._book else 0)
        self.comparison.show_comparison(review, self._last, self._compared)
        self.look_back.show_rows(self._undone, self._book.year if self._book else None)

    def earlier_books(self) -> list[LedgerBook]:
        """Ledgers of other years, the year before first."""
        year = self.review.metadata.year
        return [b for b in self._bench.store.books.all() if b.book_id != self.review.book_id and b.year != year]

    def _year_before(self, books: Sequence[LedgerBook]) -> LedgerBook | None:
        year = self.review.metadata.year
        return next((b for b in books if year and b.year == year - 1), None)

    def _read_last(self) -> None:
        self._last, self._compared, self._undone = (), None, None
        if self._book is None:
            return
        store = self._bench.store
        records = store.tasks.of(self._book.book_id)
        self._last = tuple(task_of_record(t) for t in records)
        self._compared = compare_years(self._last, self.review.rows)
        states = store.states.of(self._book.book_id)
        self._undone = look_back_rows(records, states, self._compared, self.review.rows)

    def _choose(self, book_id: int) -> None:
        if self.review.confirmed:
            self.show_review(replace(self.review, last_book_id=book_id))
            return
        chosen = replace(self.review, last_book_id=book_id)
        self._bench.do(lambda store, now: save_review(store, chosen, "选择上年台账", now))

    def _ask_file(self) -> None:
        folder = self._bench.store.settings.recall("import_folder")
        place = self._dialogs.open_file("选择上年的台账", folder)
        if place:
            import_last_year(self._bench, place, self._choose)

    def take_over(self, positions: Sequence[int], unsure_too: bool = True) -> None:
        """What these tasks lack, from last year's; says so where there is nothing."""
        if self._compared is None or self._book is None:
            self._bench.told.emit("还没有选上年的台账。请先在“对照上年”里选一份。")
            return
        ours = [p for p in positions if p < len(self.review.tasks)]
        by = (self.review.metadata.year or 0) - self._book.year if self._book.year else 0
        taken = take_over(self.review, self._compared, self._last, by, ours, unsure_too=unsure_too)
        count = sum(a != b for a, b in zip(taken.tasks, self.review.tasks, strict=True))
        if not count:
            self._bench.told.emit("这些任务没有可以取用的内容：要么本年已写明，要么上年也没有。")
            return
        self.changed.emit(replace(taken, last_book_id=self._book.book_id))
        self._bench.told.emit(f"{count} 项取用了上年的内容，已标为待核对。按 Ctrl+Z 可以撤销。")

    def start(self) -> None:
        """从上年台账起步: last year's ledger with its years moved on, everything still to be looked at."""
        bench = self._bench
        books = [b for b in bench.store.books.all() if b.year]
        book = next((b for b in books if (b.year or 0) < bench.today.year), books[0] if books else None)
        if book is None:
            folder = bench.store.settings.recall("import_folder")
            place = self._dialogs.open_file("选择上年的台账", folder)
            if place:
                import_last_year(bench, place, self._start_from)
            return
        self._start_from(book.book_id)

    def _start_from(self, book_id: int) -> None:
        bench = self._bench
        book = bench.store.books.get(book_id)
        year = book.year + 1 if book.year else bench.today.year
        draft = draft_from(book, bench.store.tasks.of(book_id), year)
        begin(bench, draft, "", self.begun.emit)

    def _export(self) -> None:
        rows, year = self._undone or (), self._book.year if self._book else ""
        title = f"{year}年政务公开任务回头看清单"
        place = self._dialogs.save_file("导出回头看清单", f"{title}.docx", LIST_KINDS)
        if not place:
            return
        documents, today = self._bench.services.documents, self._bench.today

        def job(progress: Progress) -> str:
            progress.step(0, 1, "正在写清单")
            if place.lower().endswith(".xlsx"):
                documents.write_sheets([Sheet("回头看", look_back_table(rows))], place)
            else:
                documents.convert(look_back_document(title, rows), place, today)
            return place.replace("\\", "/").rsplit("/", 1)[-1]

        bench = self._bench
        bench.worker.run(
            job, lambda name: bench.told.emit(f"已写出 {name}，共 {len(rows)} 项。"), lambda e: tell(bench, e)
        )
