"""Room: gui. From a file, pasted text or last year's ledger to a plan under review."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from core.actions.importing import Imported, import_ledger
from core.actions.planning import Begun, begin_review, read_pasted, read_plan_file
from core.actions.previewing import Preview, preview
from core.actions.touched import Touched
from core.errors import LedgerError
from core.plan.review import PlanReview
from core.progress import Progress
from gui.widgets import BETWEEN, EDGE, button, column, label

if TYPE_CHECKING:
    from gui.workbench import Workbench

ALREADY = "这份要点已经导入过，没有改动任何内容，已打开原来的审阅。"


def read_plan_in(bench: "Workbench", place: str, begun: Callable[[int], object]) -> None:
    """Read off the GUI thread; the draft is kept at once, so that closing the window loses nothing."""
    documents = bench.services.documents

    def job(progress: Progress) -> PlanReview:
        return read_plan_file(documents, place, progress)

    bench.worker.run(job, lambda review: begin(bench, review, place, begun), lambda e: tell(bench, e))


def begin(bench: "Workbench", review: PlanReview, place: str, begun: Callable[[int], object]) -> None:
    """Keep the draft and show it."""
    done: list[Begun] = []

    def run() -> Touched:
        done.append(begin_review(bench.store, review, place, bench.now))
        return done[0].touched

    touched = bench.attempt(run)
    if touched is None:
        return
    begun(done[0].plan_id)
    bench.look_again(touched)
    told = f"读到 {len(review.tasks)} 项任务，原文件已留存。逐项核对后点“确认为本年度台账”。"
    bench.told.emit(ALREADY if done[0].already else told)


def import_last_year(bench: "Workbench", place: str, kept: Callable[[int], object]) -> None:
    """A ledger of the year before from a file: kept as a ledger of its own year."""
    documents = bench.services.documents

    def take(found: Preview) -> None:
        form = found.form
        if form is None:
            tell(bench, LedgerError(f"“{found.name}”里没有认出任务表，没有导入。请核对是否选错了文件。"))
            return
        done: list[Imported] = []

        def run() -> Touched:
            done.append(import_ledger(bench.store, form, found.place, bench.now))
            return done[0].touched

        touched = bench.attempt(run)
        if touched is not None:
            bench.look_again(touched)
            kept(done[0].book_id)

    bench.worker.run(lambda progress: preview(documents, place, progress), take, lambda e: tell(bench, e))


def tell(bench: "Workbench", error: LedgerError) -> None:
    bench.failed.emit(error.message)


class PastePage(QWidget):
    """Text from a web page or a chat, where there is no file."""

    read = Signal(object)  # PlanReview
    cancelled = Signal()
    title = "粘贴要点"
    undoable = False
    context = "粘贴全文，标题、文号、落款和日期也一起粘贴"

    def __init__(self, bench: "Workbench") -> None:
        super().__init__()
        self.setObjectName("pastePlanPage")
        self._bench = bench
        box = column(self, (EDGE, 12, EDGE, 12), BETWEEN)
        box.addWidget(label("把要点全文粘贴在这里，然后点“读取”。", "muted"))
        self.text = QPlainTextEdit()
        self.text.setObjectName("pastedPlan")
        self.text.setAccessibleName("要点全文")
        self.text.setTabChangesFocus(True)
        box.addWidget(self.text, 1)
        self.bar: list[QWidget] = [
            button("取消", "cancelPaste", self.cancelled.emit),
            button("读取", "readPaste", self._read, "primary"),
        ]
        self.start_here = self.text

    def _read(self) -> None:
        try:
            review = read_pasted(self.text.toPlainText())
        except LedgerError as e:
            tell(self._bench, e)
            return
        self.read.emit(review)
