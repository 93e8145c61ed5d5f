"""Room: gui. A document laid out off the GUI thread: its first page as soon as it is there, then all of it."""

from collections.abc import Callable
from typing import TypeAlias

from PySide6.QtCore import QObject, QTimer, Signal

from core.document import Document
from core.errors import LedgerError
from core.pages import Pages
from core.progress import Cancelled, Progress
from gui.signals import on
from gui.workbench import Workbench

MakeDocument: TypeAlias = Callable[[Progress], Document]
FIRST_PAGES = 1
PAINT_FIRST_MS = 40


class LayingOut(QObject):
    first_made = Signal(object)  # Pages: the first ones
    all_made = Signal(object)  # Pages
    failed = Signal(str)
    called_off = Signal()  # 取消 under the bar

    def __init__(self, bench: Workbench, make: MakeDocument, parent: QObject) -> None:
        super().__init__(parent)
        self._bench, self._make = bench, make
        self._document: Document | None = None
        self._asked: Progress | None = None
        self._stopped = self._was_called_off = False
        # All pages, after the first has been painted: both at once would take twice as long to show anything.
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(PAINT_FIRST_MS)
        self._rest.timeout.connect(self._lay_out_rest)
        on(bench.worker.busy_changed, bool, self._tell_called_off)

    def start(self) -> None:
        documents, make = self._bench.services.documents, self._make

        def job(progress: Progress) -> tuple[Document, Pages]:
            try:
                progress.step(0, 0, "正在准备预览")
                document = make(progress)
                progress.step(0, 0, "正在排版")
                first = documents.pages(document, FIRST_PAGES)
                progress.step(1, 1)
            except Cancelled:
                self._was_called_off = True
                raise
            return document, first

        self._asked = self._bench.worker.run(job, self._take_first, self._fail)

    def stop(self) -> None:
        """Nobody waits any more; what still comes is thrown away."""
        self._stopped = True
        self._rest.stop()
        if self._asked:
            self._asked.cancel()

    def _take_first(self, made: tuple[Document, Pages]) -> None:
        self._document, first = made
        if self._stopped:
            return
        if not first.pages:
            self.failed.emit("这份文件没有可以显示的内容。")
            return
        self.first_made.emit(first)
        self._rest.start()

    def _lay_out_rest(self) -> None:
        document, documents = self._document, self._bench.services.documents
        if document is None:
            return

        def job(progress: Progress) -> Pages:
            progress.step(0, 0)
            return documents.pages(document)

        self._asked = self._bench.worker.run(job, self._take_all, self._fail, quiet=True)

    def _take_all(self, pages: Pages) -> None:
        if not self._stopped:
            self.all_made.emit(pages)

    def _fail(self, error: LedgerError) -> None:
        if not self._stopped:
            self.failed.emit(error.message)

    def _tell_called_off(self, busy: bool) -> None:
        """A job that was called off tells nobody, so it is asked for when the bar goes."""
        if not busy and self._was_called_off and not self._stopped:
            self._was_called_off = False
            self.called_off.emit()
