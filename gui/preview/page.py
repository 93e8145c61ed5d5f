"""Room: gui. 预览: the very pages that OFD, PDF and printer get; the first ones are shown before the rest is laid out."""

from collections.abc import Callable, Sequence
from typing import TypeAlias

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeySequence, QShortcut
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from core.document import Document
from core.errors import LedgerError
from core.finding import Finding, Severity, has_errors
from core.page_search import Hit
from core.pages import Pages
from core.progress import Cancelled, Progress
from gui.dialogs import Dialogs
from gui.finding_card import FindingCard
from gui.preview.drawing import PageArtist
from gui.preview.find_line import FindLine
from gui.preview.printing import PrintRun, chosen_pages
from gui.preview.thumbnails import PageList
from gui.preview.view import Fit, PageView
from gui.preview.zoom_line import PageLine, ZoomLine
from gui.signals import on
from gui.theme import Theme
from gui.widgets import BETWEEN, EDGE, Elided, EmptyPage, Flow, button, column, emptied, frame, line, relook, scrolled
from gui.workbench import Workbench

MakeDocument: TypeAlias = Callable[[Progress], Document]
FIRST_PAGES = 1
FINDINGS_PX = 150
PAINT_FIRST_MS = 40


class PreviewPage(QWidget):
    """`make` gives the document, off the GUI thread. `heading` says what it is."""

    back_asked = Signal()
    title = "预览"
    undoable = False

    def __init__(self, bench: Workbench, theme: Theme, dialogs: Dialogs, heading: str, make: MakeDocument) -> None:
        super().__init__()
        self.setObjectName("pagesPreview")
        self._bench, self._theme, self._dialogs, self._make = bench, theme, dialogs, make
        self.context = heading
        self.whole = False
        self._gone = self._called_off = False
        self._told_look = "hint"
        self._asked: Progress | None = None
        self._run: PrintRun | None = None
        self._document: Document | None = None
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(PAINT_FIRST_MS)
        self._rest.timeout.connect(self._lay_out_rest)
        self.view = PageView(theme)
        self.list = PageList(theme)
        self.find_line = FindLine(theme)
        self.page_line, self.zoom_line = PageLine(), ZoomLine(self.view)
        self.print = button("打印…", "printButton", self.ask_printer, "primary", "打印（Ctrl+P）")
        self.bar = [button("返回", "leavePreviewButton", self.back_asked.emit, hint="返回（Esc）"), self.print]
        self.start_here = self.view
        box = column(self, (EDGE, 8, EDGE, 10), 6)
        self.tools = QWidget()
        self.tools.setLayout(self._tools())
        box.addWidget(self.tools)
        box.addWidget(self._told_row())
        box.addWidget(self._stages(), 1)
        self._connect()
        self._add_keys()
        self._let_use(False)

    # -- building ----------------------------------------------------------------------------------------------------

    def _tools(self) -> QHBoxLayout:
        self.toggle_list = button(
            "页面列表", "pageListButton", lambda: self.list.setVisible(self.toggle_list.isChecked()), "chip"
        )
        self.toggle_seals = button("盖章处", "sealPlacesButton", lambda: self.view.mark_seals(self.toggle_seals.isChecked()),
                                   "chip", "显示或隐藏盖章的位置；只在屏幕上显示，不会打印出来")  # fmt: skip
        for toggle in (self.toggle_list, self.toggle_seals):
            toggle.setCheckable(True)
        self.toggle_list.setChecked(True)
        left = QWidget()
        flow = Flow(left, 10)
        for each in (self.toggle_list, self.page_line, self.zoom_line, self.toggle_seals):
            flow.addWidget(each)
        row = line(left, self.find_line, spacing=10)
        row.setStretch(0, 1)
        row.setAlignment(self.find_line, Qt.AlignmentFlag.AlignTop)
        return row

    def _told_row(self) -> QWidget:
        """What the layout has to say (fonts that were replaced, characters that no font has): one line, opened on wish."""
        self.told = frame("hint", "layoutFindings")
        box = column(self.told, (10, 3, 8, 3), 4)
        self.told_words = Elided(name="layoutFindingsLine")
        self.open_told = button(
            "查看", "openFindingsButton", lambda: self._open_told(self.told_cards.isHidden()), "link"
        )
        row = line(self.told_words, self.open_told)
        row.setStretch(0, 1)
        box.addLayout(row)
        inner = QWidget()
        self._cards = column(inner, spacing=4)
        self.told_cards = scrolled(inner, "layoutFindingCards")
        self.told_cards.setMaximumHeight(FINDINGS_PX)
        self.told_cards.hide()
        box.addWidget(self.told_cards)
        self.told.hide()
        return self.told

    def _stages(self) -> QWidget:
        self.stages = QStackedWidget()
        self.stages.addWidget(EmptyPage("正在排版…", name="previewWaiting"))
        work = QWidget()
        row = line(self.list, self.view, spacing=BETWEEN)
        row.setStretch(1, 1)
        work.setLayout(row)
        self.stages.addWidget(work)
        again = button("重新排版", "previewAgainButton", self.start)
        self._failure = EmptyPage("", again, "previewFailed")
        self.stages.addWidget(self._failure)
        return self.stages

    def _connect(self) -> None:
        self.page_line.page_asked.connect(self.view.go_to)
        self.list.page_chosen.connect(self.view.go_to)
        self.view.page_changed.connect(self.page_line.follow)
        self.view.page_changed.connect(self.list.follow)
        on(self._bench.worker.busy_changed, bool, self._leave_if_called_off)
        self.find_line.found.connect(self._show_hits)
        self.find_line.left.connect(self.view.setFocus)

    def _add_keys(self) -> None:
        for keys, does in (
            ("Ctrl+=", lambda: self.view.step_zoom(1)),
            ("Ctrl++", lambda: self.view.step_zoom(1)),
            ("Ctrl+-", lambda: self.view.step_zoom(-1)),
            ("Ctrl+0", lambda: self.view.set_fit(Fit.WIDTH)),
            ("Ctrl+9", lambda: self.view.set_fit(Fit.PAGE)),
            ("Ctrl+P", self.ask_printer),
            ("F3", lambda: self.find_line.go_on(1)),
            ("Shift+F3", lambda: self.find_line.go_on(-1)),
            ("Ctrl+PgDown", lambda: self.view.go_to(self.view.page + 1)),
            ("Ctrl+PgUp", lambda: self.view.go_to(self.view.page - 1)),
        ):
            self._add_key(self, keys, does, Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self._add_key(self.view, "Esc", self.back_asked.emit, Qt.ShortcutContext.WidgetShortcut)

    def _add_key(self, where: QWidget, keys: str, does: Callable[[], object], context: Qt.ShortcutContext) -> None:
        made = QShortcut(QKeySequence(keys), where)
        made.setContext(context)
        made.activated.connect(does)

    # -- laying out --------------------------------------------------------------------------------------------------

    def start(self) -> None:
        """Read or compose the document and lay out its first pages, then all of it."""
        self.stages.setCurrentIndex(0)
        documents, make = self._bench.services.documents, self._make

        def job(progress: Progress) -> tuple[Document, Pages]:
            try:
                progress.step(0, 0, f"正在准备{self.title}")
                document = make(progress)
                progress.step(0, 0, "正在排版")
                first = documents.pages(document, FIRST_PAGES)
                progress.step(1, 1)
            except Cancelled:
                self._called_off = True
                raise
            return document, first

        self._asked = self._bench.worker.run(job, self._show_first, self._show_failure)

    def _leave_if_called_off(self, busy: bool) -> None:
        """取消 under the bar: a job that was called off tells nobody, so the page looks for itself."""
        if not busy and self._called_off and not self._gone:
            self.back_asked.emit()

    def _show_first(self, made: tuple[Document, Pages]) -> None:
        if self._gone:
            return
        document, first = made
        if not first.pages:
            self._show_failure(LedgerError("这份文件没有可以显示的内容。"))
            return
        self._show_pages(first, whole=False)
        self.view.setFocus()
        self._document = document
        self._rest.start()

    def _lay_out_rest(self) -> None:
        """All pages, after the first has been painted: both at once would take twice as long to show anything."""
        document = self._document
        if self._gone or document is None:
            return
        documents = self._bench.services.documents

        def job(progress: Progress) -> Pages:
            progress.step(0, 0)
            return documents.pages(document)

        def done(pages: Pages) -> None:
            self._show_pages(pages, whole=True)

        self._asked = self._bench.worker.run(job, done, self._show_failure, quiet=True)

    def _show_pages(self, pages: Pages, whole: bool) -> None:
        if self._gone:
            return
        self.whole = whole
        artist = PageArtist(pages)
        self.list.show_pages(artist)
        self.page_line.count_pages(len(pages.pages), whole)
        self.stages.setCurrentIndex(1)
        self.view.show_pages(artist)
        self.find_line.use(pages)
        self._show_findings(pages.findings)
        self._let_use(whole)

    def _show_failure(self, error: LedgerError) -> None:
        if not self._gone:
            self._failure.say(error.message)
            self.stages.setCurrentIndex(2)
            self._let_use(False)

    def _let_use(self, whole: bool) -> None:
        shown = self.stages.currentIndex() == 1
        self.print.setEnabled(whole)
        self.toggle_seals.setEnabled(whole and bool(self.view.pages.seals))
        self.tools.setVisible(shown)

    # -- findings ----------------------------------------------------------------------------------------------------

    def _show_findings(self, findings: Sequence[Finding]) -> None:
        emptied(self._cards)
        self.told.setVisible(bool(findings))
        if not findings:
            return
        self._told_look = "error" if has_errors(findings) else "hint"
        self.told_words.say(f"排版提示 {len(findings)} 条：{_in_short(findings)}")
        for finding in sorted(findings, key=lambda f: list(Severity).index(f.severity)):
            locate = self._locate if any(w.startswith("page:") for w in finding.where) else None
            self._cards.addWidget(FindingCard(finding, locate, wide=True))
        self._open_told(has_errors(findings) or not self.told_cards.isHidden())

    def _open_told(self, opened: bool) -> None:
        self.told_cards.setVisible(opened)
        self.open_told.setText("收起" if opened else "查看")
        relook(self.told, "card" if opened else self._told_look)

    def _locate(self, finding: Finding) -> None:
        """Go to the page, and to the character where it is named."""
        page = next(int(w[5:]) - 1 for w in finding.where if w.startswith("page:"))
        self.view.go_to(page)
        self.find_line.start(page)
        self.find_line.words.setText(str(finding.found))

    def _show_hits(self, hits: Sequence[Hit], now: int) -> None:
        self.view.show_hits(hits, now)

    def find_here(self) -> None:
        """Ctrl+F."""
        self.find_line.start(self.view.page)

    # -- printing ----------------------------------------------------------------------------------------------------

    def ask_printer(self) -> None:
        """Print; while that goes on, the same button stops it."""
        if self._run is not None:
            self._stop_printing(self._run)
            return
        if not self.whole:
            return
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setDocName(self.context)
        count = len(self.view.pages.pages)
        if not self._dialogs.choose_printer(printer, count):
            return
        numbers = chosen_pages(printer, count, self.view.page)
        self._run = PrintRun(
            self.view.artist, printer, numbers, self._tell_printed, self._printed, self._not_printed, self
        )
        self._run.start()

    def _tell_printed(self, done: int, total: int) -> None:
        self.print.setText(f"停止打印 {done}/{total}")

    def _stop_printing(self, run: PrintRun) -> None:
        run.cancel()
        self._end_printing()
        self._bench.told.emit("已停止打印。已经送到打印机的页可能还会打出来。")

    def _printed(self) -> None:
        self._end_printing()
        self._bench.told.emit(f"已送往打印机：{self.context}。")

    def _not_printed(self, error: LedgerError) -> None:
        self._end_printing()
        self._bench.failed.emit(error.message)

    def _end_printing(self) -> None:
        self._run = None
        self.print.setText("打印…")

    # -- Qt ----------------------------------------------------------------------------------------------------------

    def hideEvent(self, event: QHideEvent) -> None:
        """Another page was opened: this one is thrown away, and nobody waits for its layout any more."""
        super().hideEvent(event)
        if not event.spontaneous():
            self._gone = True
            if self._asked:
                self._asked.cancel()
            if self._run:
                self._run.cancel()


def _in_short(findings: Sequence[Finding]) -> str:
    """The worst one; fonts that were replaced are told together."""
    worst = next((f for f in findings if f.severity is Severity.ERROR), findings[0])
    if worst.rule != "font.substituted":
        return worst.message
    names = "、".join(str(f.expected) for f in findings if f.rule == worst.rule)
    return f"本机没有字体{names}，已用相近的字体代替，字形与原稿会有不同。"
