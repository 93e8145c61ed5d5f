"""Room: gui. The pages to a printer, one after another while the window stays alive; orientation page by page."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QMarginsF, QObject, QSizeF, QTimer
from PySide6.QtGui import QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrinter

from core.errors import LedgerError
from core.pages import Page
from gui.preview.drawing import PageArtist

MM_AN_INCH = 25.4
NO_PRINTER = "打印没有完成：打印机没有响应。文件没有改动；请检查打印机是否已连接、有纸，然后重新打印。"


def chosen_pages(printer: QPrinter, count: int, current: int) -> list[int]:
    """The pages (from 0) that the system's dialog asked for, in the order in which they are to be printed."""
    numbers = list(range(count))
    if printer.printRange() == QPrinter.PrintRange.CurrentPage:
        numbers = [current]
    elif printer.printRange() == QPrinter.PrintRange.PageRange:
        wanted = printer.pageRanges()
        numbers = [n for n in numbers if wanted.contains(n + 1)]
    if printer.pageOrder() == QPrinter.PageOrder.LastPageFirst:
        numbers.reverse()
    return _copied(numbers, printer)


def _copied(numbers: Sequence[int], printer: QPrinter) -> list[int]:
    """Repeated here only where the printer cannot make copies by itself."""
    copies = 1 if printer.supportsMultipleCopies() else printer.copyCount()
    return list(numbers) * copies if printer.collateCopies() else [n for n in numbers for _ in range(copies)]


def set_paper(printer: QPrinter, page: Page) -> None:
    """The sheet of this page, lying or standing. Where the printer has no such paper it takes its own."""
    standing = QSizeF(min(page.width_mm, page.height_mm), max(page.width_mm, page.height_mm))
    paper = QPageSize(standing, QPageSize.Unit.Millimeter, "", QPageSize.SizeMatchPolicy.FuzzyMatch)
    lying = page.width_mm > page.height_mm
    way = QPageLayout.Orientation.Landscape if lying else QPageLayout.Orientation.Portrait
    layout = QPageLayout(paper, way, QMarginsF(0, 0, 0, 0))
    layout.setMode(QPageLayout.Mode.FullPageMode)
    printer.setPageLayout(layout)


class PrintRun(QObject):
    """Prints `numbers` page by page. `stepped` is told (done, total); `done` when all is with the printer."""

    def __init__(
        self,
        artist: PageArtist,
        printer: QPrinter,
        numbers: Sequence[int],
        stepped: Callable[[int, int], object],
        done: Callable[[], object],
        failed: Callable[[LedgerError], object],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._artist, self._printer, self._numbers = artist, printer, list(numbers)
        self._stepped, self._done, self._failed = stepped, done, failed
        self._painter = QPainter()
        self._at = 0
        self._next = QTimer(self)
        self._next.timeout.connect(self._print_one)

    def start(self) -> None:
        if not self._numbers:
            self._failed(LedgerError("所选的页码范围里没有页面，没有打印。请重新选择页码。"))
            return
        set_paper(self._printer, self._page(0))
        if not self._painter.begin(self._printer):
            self._failed(LedgerError(NO_PRINTER))
            return
        self._next.start(0)

    def cancel(self) -> None:
        """Stop after the page that is being printed. What the printer has got already may still come out."""
        self._next.stop()
        if self._painter.isActive():
            self._printer.abort()
            self._painter.end()

    def _page(self, at: int) -> Page:
        return self._artist.pages.pages[self._numbers[at]]

    def _print_one(self) -> None:
        if self._at and not self._turn_page():
            self.cancel()
            self._failed(LedgerError(NO_PRINTER))
            return
        self._artist.draw(self._painter, self._numbers[self._at], self._printer.resolution() / MM_AN_INCH)
        self._at += 1
        self._stepped(self._at, len(self._numbers))
        if self._at == len(self._numbers):
            self._next.stop()
            self._painter.end()
            self._done()

    def _turn_page(self) -> bool:
        set_paper(self._printer, self._page(self._at))
        return self._printer.newPage()
