"""Room: gui. Rail, top bar and pages over an open store. Pages are built when they are first opened."""

from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QStackedWidget, QWidget

from gui.dialogs import Dialogs
from gui.frame_parts import LongWork, Notice
from gui.pages import PAGES
from gui.rail import Rail
from gui.signals import on, on_any
from gui.theme import Theme
from gui.widgets import EDGE, Elided, button, column, frame, label, line
from gui.workbench import Workbench


class WorkArea(QWidget):
    def __init__(self, bench: Workbench, theme: Theme, dialogs: Dialogs) -> None:
        super().__init__()
        self.setObjectName("workArea")
        self.bench, self.theme, self.dialogs = bench, theme, dialogs
        self._makers = {entry.key: entry.make for entry in PAGES}
        self._made: dict[str, QWidget] = {}
        self._day = bench.today
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        self.rail = Rail(PAGES)
        on(self.rail.page_asked, str, self.open_page)
        self.page_buttons = self.rail.page_buttons
        row.addWidget(self.rail)
        row.addWidget(self._build_right(), 1)
        self._connect()

    # -- building ----------------------------------------------------------------------------------------------------

    def _build_right(self) -> QWidget:
        right = QWidget()
        box = column(right, spacing=0)
        box.addWidget(self._build_top())
        self.notice = Notice()
        box.addWidget(LongWork(self.bench.worker))
        box.addWidget(self.notice)
        self.stack = QStackedWidget()
        self.stack.setMinimumHeight(120)  # a page that wants more room than there is takes none from the bars
        box.addWidget(self.stack, 1)
        foot = frame("foot")
        self.foot = Elided(look="label", name="footLine")
        keys = label("Ctrl+F 搜索　F8 下一条提示　F1 帮助", "label")
        row = line(self.foot, keys)
        row.setStretch(0, 1)
        foot.setLayout(row)
        row.setContentsMargins(EDGE, 4, EDGE, 4)
        box.addWidget(foot)
        return right

    def _build_top(self) -> QWidget:
        top = frame("top", "topBar")
        row = QHBoxLayout(top)
        row.setContentsMargins(EDGE, 8, EDGE, 8)
        row.setSpacing(8)
        self.title = label(look="title", name="pageTitle")
        self.context = Elided(look="muted", name="pageContext")
        row.addWidget(self.title)
        row.addWidget(self.context, 1)
        self._bar = QHBoxLayout()
        self._bar.setSpacing(8)
        row.addLayout(self._bar)
        self.undo = button("撤销", "undoButton", self._undo)
        self.undo.hide()
        top.setMinimumHeight(52)
        return top

    def _connect(self) -> None:
        bench = self.bench
        on(bench.told, str, self.say)
        on(bench.failed, str, lambda words: self.say(words, bad=True))
        bench.saved.connect(self.show_saved)
        bench.book_read.connect(self.show_frame)
        on_any(bench.tasks_read, self.show_frame)
        bench.findings_read.connect(self.show_frame)
        self.theme.changed.connect(self.rail.fit)

    # -- pages -------------------------------------------------------------------------------------------------------

    def open_first_page(self) -> None:
        self.open_page("ledger")

    def open_page(self, key: str) -> QWidget:
        self.commit_typing()
        page = self._made.get(key)
        if page is None:
            page = self._made[key] = self._makers[key](self)
            self.stack.addWidget(page)
        self.rail.choose(key)
        self._show(page)
        start = getattr(page, "start_here", None)
        (start or page).setFocus()
        return page

    @property
    def page_shown(self) -> str:
        """The page of the rail that is open, or under an inner page."""
        return next((key for key, page in self.page_buttons.items() if page.isChecked()), "ledger")

    def show_inner(self, page: QWidget) -> None:
        """A page that is no entry of the rail (an import's preview); it is thrown away when another one opens."""
        self.commit_typing()
        self.stack.addWidget(page)
        self._show(page)

    def _show(self, page: QWidget) -> None:
        before = self.stack.currentWidget() if self.stack.count() else None
        self.stack.setCurrentWidget(page)
        if before is not None and before is not page and before not in self._made.values():
            self.stack.removeWidget(before)
            before.deleteLater()
        while self._bar.count():
            item = self._bar.takeAt(0)
            widget = item.widget() if item else None
            if widget is not None:
                widget.hide()
                widget.setParent(None)
        bar: list[QWidget] = list(getattr(page, "bar", ()))
        if getattr(page, "undoable", True):
            bar.insert(max(len(bar) - 1, 0), self.undo)
        for widget in bar:
            self._bar.addWidget(widget)
            widget.show()
        self.show_frame()
        refresh = getattr(page, "refresh", None)
        if refresh:
            refresh()

    def ledger_page(self):  # type: ignore[no-untyped-def]
        from gui.ledger.page import LedgerPage

        page = self.open_page("ledger")
        assert isinstance(page, LedgerPage)
        return page

    def show_task(self, task_id: int) -> None:
        self.ledger_page().show_task(task_id)

    def show_quick(self, quick: object) -> None:
        from core.ledger.listing import Quick

        self.ledger_page().show_quick(Quick(quick))

    def show_finding(self, finding: object) -> None:
        from core.finding import Finding

        if isinstance(finding, Finding):
            head = next((place[5:] for place in finding.where if place.startswith("head:")), "")
            if head:
                self._show_head(head)
            else:
                self.ledger_page().show_finding(finding)

    def _show_head(self, field: str) -> None:
        from gui.exporting.page import ExportPage

        page = self.open_page("export")
        assert isinstance(page, ExportPage)
        page.show_head("reporting_unit" if field == "unit" else field)

    # -- everywhere --------------------------------------------------------------------------------------------------

    def search(self) -> None:
        find_here = getattr(self.stack.currentWidget(), "find_here", None)
        if find_here:
            find_here()
            return
        page = self.ledger_page()
        page.search.setFocus()
        page.search.selectAll()

    def show_help(self) -> None:
        from gui.help_window import HelpWindow

        page, of_rail = self.stack.currentWidget(), self._made.get(self.page_shown)
        subjects = [str(getattr(each, "title", "")) for each in (page, of_rail)]
        self._help = HelpWindow(self.bench.services.manual, subjects, self)
        self._help.show()

    def import_file(self) -> None:
        folder = self.bench.store.settings.recall("import_folder")
        place = self.dialogs.open_file("选择主管部门发来的台账", folder)
        if place:
            self.read_file(place)

    def read_file(self, place: str, more: int = 0) -> None:
        """Read a file off the GUI thread, then show what was understood. Nothing is stored by this."""
        from gui.imports.flow import ImportFlow

        self.commit_typing()
        self._import = ImportFlow(self, place)
        self._import.start()
        if more:
            self.say(f"一次读取一份文件，另外 {more} 份没有读取。")

    def read_back_word(self) -> None:
        """读回修改后的 Word: the same preview, with its differences in front."""
        from gui.imports.flow import ImportFlow

        place = self.dialogs.open_file("选择修改后的 Word", self.bench.store.settings.recall("export_folder"))
        if place:
            self.commit_typing()
            self._import = ImportFlow(self, place, read_back=True)
            self._import.start()

    def show_desks(self, changes: object, name: str) -> None:
        """A division table that came back."""
        from core.actions.desks import DeskChanges
        from gui.desks.page import DesksPage

        if isinstance(changes, DeskChanges):
            page = DesksPage(self.bench, changes, name, self.theme)
            page.finished.connect(lambda: self.open_page("ledger"))
            self.show_inner(page)

    def verify_file(self, place: str = "", word: str = "") -> None:
        """Check the seals of an OFD; without `place` the user is asked for it."""
        from gui.verify.flow import verify_file

        verify_file(self, place, word)

    def take_dropped(self, places: Sequence[str]) -> None:
        """A page that takes files gets them; else an OFD is checked for its seals (against a Word that came with it),
        and anything else is read as a ledger.
        """
        from gui.verify.flow import sort_dropped

        take_here = getattr(self.stack.currentWidget(), "take_dropped", None)
        if take_here:
            take_here(places)
            return
        ofd, word, others = sort_dropped(places)
        if not ofd:
            self.read_file(others[0], more=len(others) - 1)
            return
        self.verify_file(ofd, word)
        if others:
            self.say(f"一次核验一份 OFD，另外 {len(others)} 份没有读取。")

    def commit_typing(self) -> None:
        """What is being typed is saved before anything else happens."""
        focus = self.window().focusWidget()
        for page in self._made.values():
            commit = getattr(page, "commit_typing", None)
            if commit:
                commit()
        if isinstance(focus, QLineEdit) and focus.isModified() and self.isAncestorOf(focus):
            focus.editingFinished.emit()

    def new_day(self) -> None:
        """A window left open overnight: days left are counted anew."""
        if self.bench.today != self._day:
            self._day = self.bench.today
            self.commit_typing()
            self.bench.read_books()

    def say(self, words: str, bad: bool = False) -> None:
        self.notice.say(words, bad)

    def show_saved(self) -> None:
        store, today = self.bench.store, self.bench.today
        at = store.saved_at
        when = f"{at:%H:%M}" if at and at.date() == today else f"{at.month}月{at.day}日 {at:%H:%M}" if at else ""
        self.rail.saved.setText(f"已保存 {when}" if when else "还没有内容")
        newest = next(iter(store.backups.copies()), None)
        if newest is None:
            words = "还没有备份"
        elif newest.made_at.date() == today:
            words = "今日已备份 ✓"
        else:
            words = f"上次备份 {newest.made_at.month}月{newest.made_at.day}日"
        self.rail.backed_up.setText(words)
        self.show_frame()

    def _undo(self) -> None:
        self.commit_typing()
        self.bench.undo()

    def show_frame(self) -> None:
        """The parts around the page: unit, titles, counts, what can be undone."""
        bench, page = self.bench, self.stack.currentWidget()
        self.rail.show_who(bench.unit, bench.year, bench.settings)
        self.title.setText(str(getattr(page, "title", "")))
        self.context.say(str(getattr(page, "context", "")))
        self.foot.say(str(getattr(page, "summary", getattr(self._made.get("ledger"), "summary", ""))))
        open_ones = sum(1 for r in bench.rows if r.findings and r.mine)
        for key, made in self._made.items():
            self.rail.count(key, getattr(made, "open_count", 0))
        self.rail.count("ledger", open_ones)
        self.rail.fit()
        name = bench.store.undo_name
        self.undo.setEnabled(bool(name))
        self.undo.setToolTip(f"撤销：{name}（Ctrl+Z）" if name else "没有可以撤销的操作")
