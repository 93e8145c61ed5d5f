"""Room: gui. 预览: the very pages that OFD, PDF and printer get; the first ones are shown before the rest is laid out."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from core.finding import Finding
from core.pages import Pages
from gui.dialogs import Dialogs
from gui.preview.drawing import PageArtist
from gui.preview.find_line import FindLine
from gui.preview.laying_out import LayingOut, MakeDocument
from gui.preview.layout_findings import LayoutFindings, page_of
from gui.preview.print_button import PrintButton
from gui.preview.thumbnails import PageList
from gui.preview.view import Fit, PageView
from gui.preview.zoom_line import PageLine, ZoomLine
from gui.signals import on
from gui.theme import Theme
from gui.widgets import BETWEEN, EDGE, EmptyPage, Flow, button, column, line
from gui.workbench import Workbench

WAITING, SHOWN, FAILED = range(3)


class PreviewPage(QWidget):
    """`make` gives the document, off the GUI thread. `heading` says what it is."""

    back_asked = Signal()
    title = "预览"
    undoable = False

    def __init__(self, bench: Workbench, theme: Theme, dialogs: Dialogs, heading: str, make: MakeDocument) -> None:
        super().__init__()
        self.setObjectName("pagesPreview")
        self.context = heading
        self.whole = False
        self.laying_out = LayingOut(bench, make, self)
        self.view = PageView(theme)
        self.list = PageList(theme)
        self.find_line = FindLine(theme)
        self.page_line, self.zoom_line = PageLine(), ZoomLine(self.view)
        self.told = LayoutFindings()
        self.print = PrintButton(bench, dialogs, self.view, heading)
        self.bar = [button("返回", "leavePreviewButton", self.back_asked.emit, hint="返回（Esc）"), self.print]
        self.start_here = self.view
        box = column(self, (EDGE, 8, EDGE, 10), 6)
        self.tools = QWidget()
        self.tools.setLayout(self._tools())
        box.addWidget(self.tools)
        box.addWidget(self.told)
        box.addWidget(self._stages(), 1)
        self._connect()
        self._add_keys()
        self._let_use()

    def start(self) -> None:
        """Read or compose the document and lay it out."""
        self.stages.setCurrentIndex(WAITING)
        self._let_use()
        self.laying_out.start()

    # -- building ----------------------------------------------------------------------------------------------------

    def _tools(self) -> QHBoxLayout:
        seals = "显示或隐藏盖章的位置；只在屏幕上显示，不会打印出来"
        self.toggle_list = button("页面列表", "pageListButton", self._show_list, "chip")
        self.toggle_seals = button("盖章处", "sealPlacesButton", self._show_seals, "chip", seals)
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

    def _stages(self) -> QWidget:
        self.stages = QStackedWidget()
        work = QWidget()
        row = line(self.list, self.view, spacing=BETWEEN)
        row.setStretch(1, 1)
        work.setLayout(row)
        self.failure = EmptyPage("", button("重新排版", "previewAgainButton", self.start), "previewFailed")
        for stage in (EmptyPage("正在排版…", name="previewWaiting"), work, self.failure):
            self.stages.addWidget(stage)
        return self.stages

    def _connect(self) -> None:
        made = self.laying_out
        on(made.first_made, Pages, self._show_first)
        on(made.all_made, Pages, lambda pages: self._show_pages(pages, whole=True))
        on(made.failed, str, self._show_failure)
        made.called_off.connect(self.back_asked)
        self.page_line.page_asked.connect(self.view.go_to)
        self.list.page_chosen.connect(self.view.go_to)
        self.view.page_changed.connect(self.page_line.follow)
        self.view.page_changed.connect(self.list.follow)
        self.find_line.found.connect(self.view.show_hits)
        self.find_line.left.connect(self.view.setFocus)
        on(self.told.located, Finding, self._locate)

    def _add_keys(self) -> None:
        for keys, does in (
            ("Ctrl+=", lambda: self.view.step_zoom(1)),
            ("Ctrl++", lambda: self.view.step_zoom(1)),
            ("Ctrl+-", lambda: self.view.step_zoom(-1)),
            ("Ctrl+0", lambda: self.view.set_fit(Fit.WIDTH)),
            ("Ctrl+9", lambda: self.view.set_fit(Fit.PAGE)),
            ("Ctrl+P", self.print.ask),
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

    # -- showing -----------------------------------------------------------------------------------------------------

    def _show_first(self, pages: Pages) -> None:
        self._show_pages(pages, whole=False)
        self.view.setFocus()

    def _show_pages(self, pages: Pages, whole: bool) -> None:
        self.whole = whole
        artist = PageArtist(pages)
        self.stages.setCurrentIndex(SHOWN)
        self.list.show_pages(artist)
        self.page_line.count_pages(len(pages.pages), whole)
        self.view.show_pages(artist)
        self.find_line.use(pages)
        self.told.show_findings(pages.findings)
        self._let_use()

    def _show_failure(self, message: str) -> None:
        self.whole = False
        self.failure.say(message)
        self.stages.setCurrentIndex(FAILED)
        self._let_use()

    def _let_use(self) -> None:
        self.print.setEnabled(self.whole)
        self.toggle_seals.setEnabled(self.whole and bool(self.view.pages.seals))
        self.tools.setVisible(self.stages.currentIndex() == SHOWN)

    def _show_list(self) -> None:
        self.list.setVisible(self.toggle_list.isChecked())

    def _show_seals(self) -> None:
        self.view.mark_seals(self.toggle_seals.isChecked())

    def find_here(self) -> None:
        """Ctrl+F."""
        self.find_line.start(self.view.page)

    def _locate(self, finding: Finding) -> None:
        """Go to the page, and to the character where it is named."""
        page = page_of(finding) or 0
        self.view.go_to(page)
        self.find_line.start(page)
        self.find_line.words.setText(str(finding.found))

    # -- Qt ----------------------------------------------------------------------------------------------------------

    def hideEvent(self, event: QHideEvent) -> None:
        """Another page was opened: this one is thrown away, and nobody waits for its layout any more."""
        super().hideEvent(event)
        if not event.spontaneous():
            self.laying_out.stop()
            self.print.stop()
