"""Room: gui. 打印…: the system's dialog, then page after page; while that goes on the same button stops it."""

from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QPushButton

from core.errors import LedgerError
from gui.dialogs import Dialogs
from gui.preview.printing import PrintRun, chosen_pages
from gui.preview.view import PageView
from gui.workbench import Workbench

WORDS = "打印…"


class PrintButton(QPushButton):
    def __init__(self, bench: Workbench, dialogs: Dialogs, view: PageView, heading: str) -> None:
        super().__init__(WORDS)
        self.setObjectName("printButton")
        self.setProperty("look", "primary")
        self.setAccessibleName("打印（Ctrl+P）")
        self.setToolTip("打印（Ctrl+P）")
        self.setAutoDefault(False)
        self._bench, self._dialogs, self._view, self._heading = bench, dialogs, view, heading
        self._run: PrintRun | None = None
        self.clicked.connect(lambda: self.ask())

    @property
    def printing(self) -> bool:
        return self._run is not None

    def ask(self) -> None:
        if self._run is not None:
            self.stop()
            self._bench.told.emit("已停止打印。已经送到打印机的页可能还会打出来。")
        elif self.isEnabled():
            self._start()

    def stop(self) -> None:
        if self._run is not None:
            self._run.cancel()
            self._end()

    def _start(self) -> None:
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setDocName(self._heading)
        count = len(self._view.pages.pages)
        if self._dialogs.choose_printer(printer, count):
            numbers = chosen_pages(printer, count, self._view.page)
            self._run = PrintRun(
                self._view.artist, printer, numbers, self._tell_step, self._printed, self._not_printed, self
            )
            self._run.start()

    def _tell_step(self, done: int, total: int) -> None:
        self.setText(f"停止打印 {done}/{total}")

    def _printed(self) -> None:
        self._end()
        self._bench.told.emit(f"已送往打印机：{self._heading}。")

    def _not_printed(self, error: LedgerError) -> None:
        self._end()
        self._bench.failed.emit(error.message)

    def _end(self) -> None:
        self._run = None
        self.setText(WORDS)
