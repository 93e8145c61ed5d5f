"""Room: gui. Rail, top bar and pages over an open store. Pages are built when they are first opened."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QProgressBar, QPushButton, QStackedWidget, QWidget

from core.settings import USER_ROLE_LABELS, UserRole
from gui.dialogs import Dialogs
from gui.signals import on, on_any
from gui.theme import Theme
from gui.widgets import EDGE, Elided, button, column, frame, label, line, relook
from gui.workbench import Workbench

RAIL_PX = 184
TOLD_FOR_MS = 9000


class WorkArea(QWidget):
    def __init__(self, bench: Workbench, theme: Theme, dialogs: Dialogs) -> None:
        super().__init__()
        self.setObjectName("workArea")
        self.bench, self.theme, self.dialogs = bench, theme, dialogs
        self._makers: dict[str, tuple[str, Callable[[], QWidget]]] = {
            "home": ("首页", self._make_home),
            "ledger": ("任务台账", self._make_ledger),
            "report": ("年度报告", self._make_report),
            "export": ("报送与导出", self._make_export),
            "data": ("资料与备份", self._make_data),
            "settings": ("设置", self._make_settings),
            "rollup": ("年报汇总", self._make_roll_up),  # the office's; the rail shows it after 年度报告
        }
        self._made: dict[str, QWidget] = {}
        self._day = bench.today
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._build_rail())
        row.addWidget(self._build_right(), 1)
        self._connect()

    # -- building ----------------------------------------------------------------------------------------------------

    def _build_rail(self) -> QWidget:
        rail = frame("rail", "rail")
        rail.setFixedWidth(RAIL_PX)
        box = column(rail, (10, 14, 10, 12), 2)
        brand = label("明账", "brand")
        brand.setContentsMargins(8, 0, 0, 0)
        below = Elided("政务公开任务台账", "label")
        below.setContentsMargins(8, 0, 0, 6)
        box.addWidget(brand)
        box.addWidget(below)
        unit = frame("unit")
        inside = column(unit, (10, 8, 8, 8), 2)
        self.unit = Elided(look="bold", name="unitName")
        self.role = Elided(look="label", name="unitRole")
        inside.addWidget(self.unit)
        inside.addWidget(self.role)
        box.addWidget(unit)
        box.addSpacing(8)
        self.page_buttons: dict[str, QPushButton] = {}
        for number, (key, (title, _)) in enumerate(self._makers.items(), 1):
            page = button(title, f"page_{key}", lambda k=key: self.open_page(k), "page", f"{title}（Alt+{number}）")
            page.setCheckable(True)
            page.setAutoExclusive(True)
            box.addWidget(page)
            self.page_buttons[key] = page
            QShortcut(QKeySequence(f"Alt+{number}"), self, lambda k=key: self.open_page(k))
        box.insertWidget(box.indexOf(self.page_buttons["report"]) + 1, self.page_buttons["rollup"])
        box.addStretch(1)
        self.saved = label(look="label", name="savedState")
        self.backed_up = label(look="label", name="backupState")
        for words in (self.saved, self.backed_up):
            words.setContentsMargins(8, 0, 0, 0)
            box.addWidget(words)
        return rail

    def _build_right(self) -> QWidget:
        right = QWidget()
        box = column(right, spacing=0)
        box.addWidget(self._build_top())
        box.addWidget(self._build_long_work())
        box.addWidget(self._build_notice())
        self.stack = QStackedWidget()
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

    def _build_long_work(self) -> QWidget:
        """A thin bar with count and 取消, only while something long runs."""
        self.long_work = QWidget()
        self.long_work.setObjectName("longWork")
        box = column(self.long_work, spacing=0)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        box.addWidget(self.bar)
        self.doing = Elided(look="label", name="longWorkNote")
        stop = button("取消", "cancelWorkButton", self.bench.worker.cancel, "link")
        row = line(self.doing, stop)
        row.setStretch(0, 1)
        row.setContentsMargins(EDGE, 2, EDGE, 2)
        box.addLayout(row)
        self.long_work.hide()
        return self.long_work

    def _build_notice(self) -> QWidget:
        self.notice = frame("notice", "notice")
        row = QHBoxLayout(self.notice)
        row.setContentsMargins(EDGE, 6, EDGE - 4, 6)
        self.notice_text = label(name="noticeText", wrap=True)
        row.addWidget(self.notice_text, 1)
        row.addWidget(button("关闭", "closeNoticeButton", self.notice.hide, "link"), 0, Qt.AlignmentFlag.AlignTop)
        self.notice.hide()
        self._hide_notice = QTimer(self)
        self._hide_notice.setSingleShot(True)
        self._hide_notice.setInterval(TOLD_FOR_MS)
        self._hide_notice.timeout.connect(self.notice.hide)
        return self.notice

    def _connect(self) -> None:
        bench = self.bench
        on(bench.told, str, self.say)
        on(bench.failed, str, lambda words: self.say(words, bad=True))
        bench.saved.connect(self.show_saved)
        bench.book_read.connect(self._show_frame)
        on_any(bench.tasks_read, self._show_frame)
        bench.findings_read.connect(self._show_frame)
        bench.worker.busy_changed.connect(self.long_work.setVisible)
        bench.worker.stepped.connect(self._show_progress)

    # -- pages -------------------------------------------------------------------------------------------------------

    def open_first_page(self) -> None:
        self.open_page("ledger")

    def open_page(self, key: str) -> QWidget:
        self.commit_typing()
        page = self._made.get(key)
        if page is None:
            page = self._made[key] = self._makers[key][1]()
            self.stack.addWidget(page)
        self.page_buttons[key].setChecked(True)
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
        self._show_frame()
        refresh = getattr(page, "refresh", None)
        if refresh:
            refresh()

    def _make_home(self) -> QWidget:
        from gui.home import HomePage

        page = HomePage(self.bench, self.theme)
        page.task_asked.connect(self.show_task)
        page.quick_asked.connect(self.show_quick)
        page.import_asked.connect(self.import_file)
        return page

    def _make_ledger(self) -> QWidget:
        from gui.ledger.page import LedgerPage

        page = LedgerPage(self.bench, self.theme, self.dialogs)
        page.import_asked.connect(self.import_file)
        page.export_asked.connect(lambda: self.open_page("export"))
        page.context_changed.connect(self._show_frame)
        return page

    def _make_export(self) -> QWidget:
        from gui.exporting.page import ExportPage
        from gui.preview.flow import warm_fonts_soon

        page = ExportPage(self.bench, self.dialogs)
        page.locate_asked.connect(self.show_finding)
        page.import_asked.connect(self.import_file)
        page.read_back_asked.connect(self.read_back_word)
        page.desks.read.connect(self.show_desks)
        page.preview_asked.connect(self.preview_export)
        warm_fonts_soon(self.bench, page)
        page.verify_asked.connect(lambda: self.verify_file())
        return page

    def _make_report(self) -> QWidget:
        from gui.report.flow import make_report_page

        page = make_report_page(self)
        page.context_changed.connect(self._show_frame)
        return page

    def _make_roll_up(self) -> QWidget:
        from gui.report.rollup_page import RollUpPage

        page = RollUpPage(self.bench, self.theme, self.dialogs)
        page.report_made.connect(lambda: self.open_page("report"))
        return page

    def _make_data(self) -> QWidget:
        from gui.data_page import DataPage

        return DataPage(self.bench, self.dialogs)

    def _make_settings(self) -> QWidget:
        from gui.settings_page import SettingsPage

        return SettingsPage(self.bench, self.theme, self.dialogs)

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

        page = self.stack.currentWidget()
        self._help = HelpWindow(self.bench.services.manual, getattr(page, "title", ""), self)
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

    def preview_export(self) -> None:
        from gui.preview.flow import preview_export

        preview_export(self)

    def verify_file(self, place: str = "", word: str = "") -> None:
        """Check the seals of an OFD; without `place` the user is asked for it."""
        from gui.verify.flow import verify_file

        verify_file(self, place, word)

    def take_dropped(self, places: Sequence[str]) -> None:
        """An OFD is checked for its seals (against a Word that came with it); anything else is read as a ledger."""
        from gui.verify.flow import sort_dropped

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
        panel = getattr(self._made.get("ledger"), "panel", None)
        if panel is not None:
            panel.editor.commit()
        commit = getattr(self._made.get("report"), "commit_typing", None)
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
        self.notice_text.setText(words)
        self.notice.setAccessibleName(words)
        relook(self.notice, "notice-bad" if bad else "notice")
        self.notice.show()
        self._hide_notice.stop()
        if not bad:
            self._hide_notice.start()

    def show_saved(self) -> None:
        store, today = self.bench.store, self.bench.today
        at = store.saved_at
        when = f"{at:%H:%M}" if at and at.date() == today else f"{at.month}月{at.day}日 {at:%H:%M}" if at else ""
        self.saved.setText(f"已保存 {when}" if when else "还没有内容")
        newest = next(iter(store.backups.copies()), None)
        if newest is None:
            words = "还没有备份"
        elif newest.made_at.date() == today:
            words = "今日已备份 ✓"
        else:
            words = f"上次备份 {newest.made_at.month}月{newest.made_at.day}日"
        self.backed_up.setText(words)
        self._show_frame()

    def _undo(self) -> None:
        self.commit_typing()
        self.bench.undo()

    def _show_progress(self, done: int, total: int, note: str) -> None:
        self.bar.setRange(0, total)
        self.bar.setValue(done)
        self.doing.say(f"{note} {done}/{total}" if total else note)

    def _show_frame(self) -> None:
        """The parts around the page: unit, titles, counts, what can be undone."""
        bench, page = self.bench, self.stack.currentWidget()
        self.unit.say(bench.unit or "未设置单位")
        self.role.say(f"{USER_ROLE_LABELS[bench.settings.role]} · {bench.year} 年度")
        self.title.setText(str(getattr(page, "title", "")))
        self.context.say(str(getattr(page, "context", "")))
        self.foot.say(str(getattr(page, "summary", getattr(self._made.get("ledger"), "summary", ""))))
        open_ones = sum(1 for r in bench.rows if r.findings and r.mine)
        self.page_buttons["ledger"].setText(f"任务台账　{open_ones}" if open_ones else "任务台账")
        wrong = getattr(self._made.get("report"), "open_count", 0)
        self.page_buttons["report"].setText(f"年度报告　{wrong}" if wrong else "年度报告")
        self.page_buttons["rollup"].setVisible(bench.settings.role is UserRole.OFFICE)
        name = bench.store.undo_name
        self.undo.setEnabled(bool(name))
        self.undo.setToolTip(f"撤销：{name}（Ctrl+Z）" if name else "没有可以撤销的操作")
