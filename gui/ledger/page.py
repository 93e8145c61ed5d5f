"""Room: gui. 任务台账: chips, the list on the left, the selected task on the right."""

from datetime import date

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QMenu,
    QSizePolicy,
    QSplitter,
    QStackedWidget,
    QWidget,
)

from core.actions.recording import confirm_carried_over, set_not_applicable, set_status
from core.days import shown_day
from core.errors import LedgerError
from core.finding import Finding
from core.ledger.listing import QUICK_LABELS, Quick, SortBy, counts, filtered, sorted_by
from core.ledger.state import STATUS_LABELS, Status
from gui.chips import Chips
from gui.dialogs import Dialogs
from gui.icons import icon
from gui.ledger.table import LedgerTable
from gui.ledger.table_model import COLUMNS, with_sections
from gui.ledger.task_panel import TaskPanel
from gui.signals import on_any
from gui.theme import Theme
from gui.widgets import BETWEEN, EDGE, EmptyPage, button, column, line
from gui.workbench import Workbench

SEARCH_AFTER_MS = 120


class LedgerPage(QWidget):
    """`import_asked` and `export_asked` are done by the window; `context_changed` tells its one line of context."""

    import_asked = Signal()
    export_asked = Signal()
    context_changed = Signal()
    title = "任务台账"

    def __init__(self, bench: Workbench, theme: Theme, dialogs: Dialogs) -> None:
        super().__init__()
        self.setObjectName("ledgerPage")
        self._bench, self._theme, self._dialogs = bench, theme, dialogs
        self.quick = Quick.MINE
        self.sorting: tuple[SortBy, bool] | None = None
        self._found: frozenset[int] | None = None
        self._chosen = 0
        self._build_bar()
        self._build_work()
        bench.book_read.connect(self.show_book)
        bench.tasks_read.connect(self._show_changed)
        bench.findings_read.connect(self._show_findings)
        self.show_book()

    # -- building ----------------------------------------------------------------------------------------------------

    def _build_bar(self) -> None:
        """What the window puts into its top bar for this page."""
        self.search = QLineEdit()
        self.search.setObjectName("searchEdit")
        self.search.setAccessibleName("搜索任务、进展、单位")
        self.search.setPlaceholderText("搜索任务、进展")
        self.search.setClearButtonEnabled(True)
        self.search.setMinimumWidth(180)
        self.search.setMaximumWidth(230)
        self.search.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._glass = self.search.addAction(
            icon("search", self._theme.colours.muted), QLineEdit.ActionPosition.LeadingPosition
        )
        self._search_soon = QTimer(self)
        self._search_soon.setSingleShot(True)
        self._search_soon.setInterval(SEARCH_AFTER_MS)
        self._search_soon.timeout.connect(self._search)
        on_any(self.search.textChanged, self._search_soon.start)
        self._theme.changed.connect(lambda: self._glass.setIcon(icon("search", self._theme.colours.muted)))
        self.bar: list[QWidget] = [
            self.search,
            button("导入台账…", "importButton", self.import_asked.emit),
            button("检查并导出", "exportButton", self.export_asked.emit, "primary"),
        ]

    def _build_work(self) -> None:
        outer = column(self)
        self.stack = QStackedWidget()
        outer.addWidget(self.stack)
        import_first = button("导入台账…", "importFirstButton", self.import_asked.emit, "primary")
        words = "这里是本单位要填报的任务。把主管部门发来的台账（Word 或 Excel）拖到窗口里，或者点下面的按钮。"
        self.stack.addWidget(EmptyPage(words, import_first))
        work = QWidget()
        box = column(work, (EDGE, 10, EDGE, 12), 8)
        box.addLayout(self._chip_row())
        self.table = LedgerTable(self._theme)
        self.panel = TaskPanel(self._bench, self._theme, self._dialogs)
        self.left = QStackedWidget()
        self.left.addWidget(self.table)
        self.none_here = EmptyPage(
            "没有符合条件的任务。", button("显示全部任务", "showAllButton", self.show_all), "noRows"
        )
        self.left.addWidget(self.none_here)
        self.split = QSplitter(Qt.Orientation.Horizontal)
        self.split.setObjectName("ledgerSplitter")
        self.split.setChildrenCollapsible(False)
        self.split.setHandleWidth(BETWEEN)
        self.split.addWidget(self.left)
        self.split.addWidget(self.panel)
        self.left.setMinimumWidth(380)
        self.panel.setMinimumWidth(310)
        self.split.setStretchFactor(0, 62)
        self.split.setStretchFactor(1, 38)
        self.split.setSizes([620, 380])  # pyright: ignore[reportUnknownMemberType]
        box.addWidget(self.split, 1)
        self.stack.addWidget(work)
        self._connect_work()

    def _connect_work(self) -> None:
        self.start_here = self.table
        self.table.task_chosen.connect(self._choose)
        self.table.task_opened.connect(self.panel.write_here)
        self.table.sort_asked.connect(self._sort_by_header)
        self.table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.table.customContextMenuRequested.connect(self._show_menu)
        self.panel.left.connect(self.table.setFocus)
        self.panel.step_asked.connect(self.table.step)
        QShortcut(QKeySequence("F8"), self, self.next_finding)
        QShortcut(QKeySequence("Shift+F8"), self, lambda: self.next_finding(-1))
        QShortcut(QKeySequence("Ctrl+E"), self, self.panel.write_here)

    def _chip_row(self) -> QHBoxLayout:
        self.chips = Chips[Quick](self.show_quick)
        for quick in Quick:
            self.chips.add(quick, QUICK_LABELS[quick], f"chip_{quick.value}")
        self.chips.choose(self.quick)
        self.order = QComboBox()
        self.order.setObjectName("orderBox")
        self.order.setAccessibleName("排序")
        self.order.addItem("按表内顺序", None)
        for column_ in COLUMNS[1:]:
            self.order.addItem(f"按{column_.heading}", column_.sort_by)
        self.order.activated.connect(self._sort_by_box)
        row = line(self.chips, self.order)
        row.setStretch(0, 1)
        return row

    # -- showing -----------------------------------------------------------------------------------------------------

    @property
    def context(self) -> str:
        """The one line beside the title: which round, until when."""
        bench = self._bench
        if bench.book is None:
            return ""
        current = bench.latest_round
        if current is None or current.due_on is None:
            return current.name if current else bench.book.title
        words = f"{current.name} {shown_day(current.due_on, bench.year)}前报送"
        left = self._left_until(current.due_on)
        return f"{words} · {left}" if left and current.open else words

    def _left_until(self, due: date) -> str:
        bench = self._bench
        days = (due - bench.today).days
        if days < 0:
            return f"已过 {-days} 天"
        between = bench.services.working_days_between
        working = between(bench.today, due) if between else None
        return f"还有 {working} 个工作日" if working is not None else f"还有 {days} 天"

    @property
    def summary(self) -> str:
        mine = [r for r in self._bench.rows if r.mine]
        filled = sum(not r.blank for r in mine)
        return f"{len(self._bench.rows)} 项任务 · 本单位 {len(mine)} 项 · 已填 {filled} 项" if self._bench.rows else ""

    def show_book(self) -> None:
        self.stack.setCurrentIndex(1 if self._bench.book else 0)
        for needs_book in (self.search, self.bar[-1]):
            needs_book.setEnabled(self._bench.book is not None)
        self._found = self._matches()
        self._show_counts()
        self._show_rows()
        self._choose(self._chosen)

    def show_quick(self, quick: Quick) -> None:
        self.quick = quick
        self.chips.choose(quick)
        self._show_rows(keep=False)

    def show_all(self) -> None:
        self.search.clear()
        self._found = None
        self.show_quick(Quick.ALL)

    def commit_typing(self) -> None:
        self.panel.editor.commit()

    def show_task(self, task_id: int, write: bool = False) -> None:
        """Show a task wherever it is hidden now."""
        if self.table.ledger.row_of(task_id) < 0:
            self.show_all()
        self.table.choose(task_id)
        if write:
            self.panel.write_here()

    def show_finding(self, finding: Finding) -> None:
        rows = self._bench.rows_numbered(finding.where)
        if rows:
            self.show_task(rows[0].task.task_id, write=True)

    def next_finding(self, by: int = 1) -> None:
        """F8: the next task with something to look at, round and round."""
        flagged = [r.task.task_id for r in self._bench.rows if r.findings and r.mine]
        if not flagged:
            self._bench.told.emit("没有待处理的提示。")
            return
        at = flagged.index(self._chosen) + by if self._chosen in flagged else 0
        self.show_task(flagged[at % len(flagged)], write=True)

    def _show_counts(self) -> None:
        for quick, count in counts(self._bench.rows).items():
            self.chips.show_words(quick, f"{QUICK_LABELS[quick]} {count}", f"{QUICK_LABELS[quick]}，{count} 项")
        self.context_changed.emit()

    def _show_rows(self, keep: bool = True) -> None:
        rows = filtered(self._bench.rows, self.quick, self._found, self._chosen if keep else 0)
        if self.sorting is None:
            shown = with_sections(rows)
        else:
            shown = sorted_by(rows, *self.sorting)
        self.left.setCurrentIndex(0 if rows else 1)
        self.table.show_rows(shown, self._chosen)
        column_at = -1 if self.sorting is None else [c.sort_by for c in COLUMNS].index(self.sorting[0])
        self.table.show_sorting(column_at, bool(self.sorting and self.sorting[1]))
        self.order.setCurrentIndex(max(column_at, 0))

    def _show_changed(self, task_ids: frozenset[int]) -> None:
        for task_id in task_ids:
            row = self._bench.row(task_id)
            if row:
                self.table.refresh_row(row)
        if self._chosen in task_ids:
            self.panel.show_task(self._bench.row(self._chosen))
        self._show_counts()

    def _show_findings(self) -> None:
        for row in self._bench.rows:
            if row.findings:
                self.table.refresh_row(row)
        self._show_counts()
        self._show_rows()
        row = self._bench.row(self._chosen)
        if row:
            self.panel.row = row
            self.panel.show_findings()

    def _choose(self, task_id: int) -> None:
        self._chosen = task_id
        self.panel.show_task(self._bench.row(task_id))

    # -- searching and sorting ---------------------------------------------------------------------------------------

    def _matches(self) -> frozenset[int] | None:
        words, book = self.search.text().strip(), self._bench.book
        if not words or book is None:
            return None
        try:
            return self._bench.store.tasks.search(book.book_id, words)
        except LedgerError as e:
            self._bench.failed.emit(e.message)
            return None

    def _search(self) -> None:
        self._found = self._matches()
        self._show_rows(keep=False)

    def _sort_by_header(self, column_: int) -> None:
        """First click upwards, second downwards, third back to the form's order."""
        by = COLUMNS[column_].sort_by
        before = self.sorting if self.sorting and self.sorting[0] is by else None
        if before is None and by is not SortBy.NUMBER:
            self.sorting = (by, False)
        elif by is SortBy.NUMBER:
            self.sorting = None if before else (by, True)
        else:
            self.sorting = (by, True) if before and not before[1] else None
        self._show_rows()

    def _sort_by_box(self, at: int) -> None:
        by = self.order.itemData(at)
        self.sorting = (by, False) if by else None
        self._show_rows()

    # -- several tasks at once ---------------------------------------------------------------------------------------

    def menu(self) -> QMenu:
        """What can be done to all chosen rows at once."""
        rows = self.table.chosen_tasks()
        ids = [r.task.task_id for r in rows]
        menu = QMenu(self)
        menu.setObjectName("rowsMenu")
        for status in Status:
            if status is Status.NOT_APPLICABLE:
                menu.addAction(f"标记为{STATUS_LABELS[status]}…", lambda: self._leave_out(ids))
            else:
                menu.addAction(f"标记为{STATUS_LABELS[status]}", lambda s=status: self._set_status(ids, s))
        if any(r.state.carried_over for r in rows):
            menu.addSeparator()
            menu.addAction(
                "确认沿用上次", lambda: self._confirm([r.task.task_id for r in rows if r.state.carried_over])
            )
        return menu

    def _show_menu(self, at: QPoint) -> None:
        if self.table.chosen_tasks():
            self.menu().popup(self.table.viewport().mapToGlobal(at))

    def _set_status(self, ids: list[int], status: Status) -> None:
        self._bench.do(
            lambda s, now: set_status(s, ids, status, now), f"已把 {len(ids)} 项标记为{STATUS_LABELS[status]}。"
        )

    def _leave_out(self, ids: list[int]) -> None:
        reason = self._dialogs.ask_text("标记为不涉及", f"{len(ids)} 项任务不涉及本单位的理由：")
        if reason:
            self._bench.do(lambda s, now: set_not_applicable(s, ids, reason, now), f"已把 {len(ids)} 项标记为不涉及。")

    def _confirm(self, ids: list[int]) -> None:
        self._bench.do(lambda s, now: confirm_carried_over(s, ids, now), f"已确认沿用 {len(ids)} 项。")
