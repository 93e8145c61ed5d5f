"""Room: gui. 汇总台账: the round's tasks on the left; units' texts and the 综合稿 of the chosen one on the right."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHeaderView, QLineEdit, QSplitter, QStackedWidget, QWidget

from core.actions.summary_out import OwnTexts, digest_of
from core.document import Document
from core.intake.by_task import DigestState
from core.intake.charting import intake_charts
from core.progress import Progress
from gui.dialogs import Dialogs
from gui.intake.chart_side import ChartSide
from gui.notice.fields import chooser
from gui.notice.lines import Lines
from gui.signals import on, on_any
from gui.summary.chips import CHARTS, SummaryChips
from gui.summary.desk import SummaryDesk
from gui.summary.out_side import OutSide
from gui.summary.outgoing import SummaryOutgoing
from gui.summary.panel import SummaryPanel
from gui.summary.rows import DIGEST, FILLED, HEADS, HINTS, LEFT_OUT, NAME, NEEDS, RETURNED, row_of, state_width
from gui.theme import Theme
from gui.widgets import BETWEEN, EDGE, EmptyPage, button, column, label, line
from gui.workbench import Workbench

NO_BOOK, EMPTY, WORK = range(3)
TASKS, PICTURES = range(2)
NO_PLAN = "汇总要按本年的任务进行。请先在“要点与任务”里确认工作要点，或导入下发的台账。"
NOTHING_YET = "还没有收件。各单位报来的文件在“收件”里确认之后，这里按任务并排列出，边看边写综合稿。"
READING = "正在汇总这一期的来件……"


class SummaryPage(QWidget):
    intake_asked = Signal()
    export_asked = Signal()
    preview_asked = Signal(str, object)  # heading, MakeDocument
    context_changed = Signal()
    title = "汇总台账"

    def __init__(self, bench: Workbench, theme: Theme, dialogs: Dialogs) -> None:
        super().__init__()
        self.setObjectName("summaryPage")
        self._bench, self._theme, self._dialogs = bench, theme, dialogs
        self.desk = SummaryDesk(bench, self.isVisible, self)
        self.outgoing = SummaryOutgoing(bench, theme, dialogs, self.desk)
        self.search = QLineEdit()
        self.search.setObjectName("summarySearch")
        self.search.setAccessibleName("在任务和各单位所报里搜索")
        self.search.setPlaceholderText("搜任务、单位、进展")
        self.search.setClearButtonEnabled(True)
        self.search.setFixedWidth(164)
        self.preview = button("预览综合稿", "previewDigest", self._preview)
        self.export = button("导出…", "exportSummary", self._show_out, "primary")
        self.bar: list[QWidget] = [self.search, self.preview, self.export]
        self.stages = QStackedWidget()
        column(self, (EDGE, 8, EDGE, 10)).addWidget(self.stages)
        self.stages.addWidget(EmptyPage(NO_PLAN, name="summaryNoPlan"))
        self.to_intake = button("去收件", "toIntakeButton", self.intake_asked.emit, "primary")
        self.empty = EmptyPage(NOTHING_YET, self.to_intake, "summaryEmpty")
        self.stages.addWidget(self.empty)
        self.stages.addWidget(self._build_work())
        self._connect()
        self._add_keys()

    # -- building ----------------------------------------------------------------------------------------------------

    def _build_work(self) -> QWidget:
        work = QWidget()
        box = column(work, spacing=8)
        self.round = chooser("summaryRound", "期次")
        self.round.setMinimumWidth(120)
        self.chips = SummaryChips()
        row = line(label("期次", "label"), self.round, self.chips)
        row.setStretch(2, 1)
        box.addLayout(row)
        self.table = Lines(self._theme, "summaryTable", "任务", HEADS, (NAME,), (RETURNED, FILLED, LEFT_OUT, HINTS))
        self.table.horizontalHeader().setSectionResizeMode(DIGEST, QHeaderView.ResizeMode.Fixed)
        self.side = QStackedWidget()
        self.panel = SummaryPanel(self.desk, self._theme)
        self.out = OutSide(self._dialogs, self._bench.services.documents.endings)
        for each in (self.panel, self.out):
            self.side.addWidget(each)
        self.split = QSplitter()
        self.split.setHandleWidth(BETWEEN)
        self.split.setChildrenCollapsible(False)
        self.split.addWidget(self.table)
        self.split.addWidget(self.side)
        self.split.setStretchFactor(0, 44)
        self.split.setStretchFactor(1, 56)
        self.split.setSizes([440, 560])  # pyright: ignore[reportUnknownMemberType]
        self.charts = ChartSide(self._theme)
        self.views = QStackedWidget()
        self.views.addWidget(self.split)
        self.views.addWidget(self.charts)
        box.addWidget(self.views, 1)
        return work

    def _connect(self) -> None:
        self.desk.changed.connect(self._show)
        self._theme.changed.connect(self._show)
        on(self.round.textActivated, str, self._choose_round)
        on_any(self.chips.chosen_changed, self._show_list)
        on_any(self.search.textChanged, self._show_list)
        self.table.chosen.connect(self._show_chosen)
        on_any(self.split.splitterMoved, self._fit_columns)
        on(self.panel.step_asked, int, self._step)
        self.panel.left.connect(self.table.setFocus)
        self.panel.editor.undo_asked.connect(self._bench.undo)
        self.panel.editor.redo_asked.connect(self._bench.redo)
        self.out.back_asked.connect(self._show_panel)
        self.out.write_asked.connect(self._write)
        self.out.upward_asked.connect(self.export_asked)
        on(self.charts.save_asked, object, self.outgoing.save_chart)

    def _add_keys(self) -> None:
        for keys, does in (
            ("F8", self.next_to_do),
            ("Shift+F8", lambda: self.next_to_do(-1)),
            ("Ctrl+E", self.panel.editor.setFocus),
            ("Alt+Down", lambda: self._step(1)),
            ("Alt+Up", lambda: self._step(-1)),
        ):
            made = QShortcut(QKeySequence(keys), self)
            made.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            on_any(made.activated, does)
        enter = QShortcut(QKeySequence("Return"), self.table)
        enter.setContext(Qt.ShortcutContext.WidgetShortcut)
        on_any(enter.activated, self.panel.editor.setFocus)

    # -- what the window asks ----------------------------------------------------------------------------------------

    @property
    def context(self) -> str:
        desk = self.desk
        if not desk.round:
            return ""
        back = f" · 已报 {len(desk.intake.back)} 个单位，未报 {len(desk.intake.missing)} 个" if desk.intake else ""
        return f"{self._bench.year}年 · {desk.round}{back}" + (" · 正在汇总…" if desk.reading else "")

    @property
    def summary(self) -> str:
        lines = self.desk.lines
        written = sum(r.digest is DigestState.WRITTEN for r in lines)
        return f"{len(lines)} 项任务，综合稿已写 {written} 项，待写 {self.open_count} 项" if lines else ""

    @property
    def open_count(self) -> int:
        return sum(r.to_write or r.updated > 0 for r in self.desk.lines)

    @property
    def start_here(self) -> QWidget:
        return self.table if self.stages.currentIndex() == WORK else self.to_intake

    def find_here(self) -> None:
        self.search.setFocus()
        self.search.selectAll()

    def refresh(self) -> None:
        self.desk.wake()
        self._show()

    def commit_typing(self) -> None:
        self.panel.commit_typing()

    # -- showing -----------------------------------------------------------------------------------------------------

    def _show(self) -> None:
        desk = self.desk
        there = bool(desk.lines)
        self.stages.setCurrentIndex(NO_BOOK if not desk.book_id else WORK if there else EMPTY)
        self.empty.say(READING if desk.reading else NOTHING_YET)
        self.to_intake.setVisible(not desk.reading)
        for each in self.bar:
            each.setEnabled(there)
        self.round.blockSignals(True)
        self.round.clear()
        for name in desk.rounds:
            self.round.addItem(name)
        self.round.setCurrentText(desk.round)
        self.round.blockSignals(False)
        if there:
            self._show_list()
        self.context_changed.emit()

    def _show_list(self) -> None:
        desk = self.desk
        self.chips.show_counts(desk.lines)
        pictures = self.chips.chosen == CHARTS
        self.views.setCurrentIndex(PICTURES if pictures else TASKS)
        if pictures and desk.intake is not None:
            self.charts.show_charts(intake_charts(desk.intake))
            return
        always = self.panel.line.task.task_id if self.panel.line and self.panel.editor.hasFocus() else 0
        kept = self.chips.kept(desk.lines, self.search.text(), desk.searched, always)
        self.table.show_lines(row_of(each, self._theme.colours) for each in kept)
        self._fit_columns()

    def _show_chosen(self) -> None:
        keys = self.table.keys
        self.panel.show_line(self.desk.line(int(keys[0])) if keys else None)
        self.panel.setEnabled(bool(keys) and self.desk.intake is not None)

    def _fit_columns(self) -> None:
        width = self.split.sizes()[0]
        for column_, least in NEEDS.items():
            self.table.setColumnHidden(column_, width < least)
        self.table.setColumnWidth(DIGEST, state_width(self.desk.lines, self.table.fontMetrics()))
        # a column that is hidden or shown leaves the stretched one as wide as it was, until its mode is set anew
        self.table.horizontalHeader().setSectionResizeMode(NAME, QHeaderView.ResizeMode.Stretch)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_columns()

    def _choose_round(self, name: str) -> None:
        self.commit_typing()
        self.desk.show_round(name)

    def _step(self, by: int) -> None:
        keys = self.table.all_keys
        at = keys.index(self.table.keys[0]) + by if self.table.keys else 0
        if 0 <= at < len(keys):
            self.commit_typing()
            self.table.choose(keys[at])

    def next_to_do(self, by: int = 1) -> None:
        """F8: the next task to write, with a hint, or of which a source has changed; Shift+F8 the one before."""
        if self.chips.chosen == CHARTS:
            self.chips.choose("")
        keys = self.table.all_keys
        if not keys:
            return
        at = keys.index(self.table.keys[0]) if self.table.keys else -1
        for n in range(1, len(keys) + 1):
            found = self.desk.line(int(keys[(at + by * n) % len(keys)]))
            if found and (found.to_write or found.updated or found.findings):
                self.commit_typing()
                self.table.choose(found.task.task_id)
                return
        self._bench.told.emit("没有待写的任务，也没有提示。")

    # -- going out ---------------------------------------------------------------------------------------------------

    def _show_out(self) -> None:
        self.commit_typing()
        if self.chips.chosen == CHARTS:
            self.chips.choose("")
        self.side.setCurrentWidget(self.out)
        self.out.workbook.setFocus()

    def _show_panel(self) -> None:
        self.side.setCurrentWidget(self.panel)
        self.table.setFocus()

    def _preview(self) -> None:
        self.commit_typing()
        own = self.desk.own
        if own is None:
            return

        if any(r.digest in (DigestState.WRITTEN, DigestState.CARRIED) for r in self.desk.lines):
            self.preview_asked.emit("综合稿", partial(_composed, own))
        else:
            self._bench.told.emit("综合稿还没有写。点左边的任务，在右侧写出至少一项再预览。")

    def _write(self) -> None:
        self.commit_typing()
        self.outgoing.write(self.out)


def _composed(own: OwnTexts, progress: Progress) -> Document:
    return digest_of(own)
