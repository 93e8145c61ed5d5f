"""Room: gui. 看原文: what was read of a file, row by row, beside the file's own pages; a chosen row is marked there."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QHideEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QSplitter, QStackedWidget, QTableView, QWidget

from core.page_search import Hit, PageSearch
from core.pages import Pages
from gui.intake.ruled import RuledDelegate
from gui.ledger.table_model import Index
from gui.list_model import ListModel
from gui.preview.drawing import PageArtist
from gui.preview.laying_out import LayingOut, MakeDocument
from gui.preview.view import PageView
from gui.preview.zoom_line import PageLine, ZoomLine
from gui.signals import on, on_any
from gui.theme import Theme
from gui.widgets import BETWEEN, EDGE, EmptyPage, button, column, label, line
from gui.workbench import Workbench

HEADINGS = ("任务", "读到的进展")
SOUGHT = (40, 16, 8)  # letters of a text that are looked for on the pages: the longest piece that is found


@dataclass(frozen=True, slots=True)
class ReadRow:
    """`task`: on which task of the plan the row was counted; `problem` says it where it was not."""

    task: str
    text: str
    progress: str
    problem: str = ""


class RowModel(ListModel[ReadRow]):
    def __init__(self, rows: Sequence[ReadRow]) -> None:
        super().__init__(HEADINGS, rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self.rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return (
                "\n".join(t for t in (row.task, row.problem) if t) if index.column() == 0 else row.progress or "（空）"
            )
        if role == Qt.ItemDataRole.ToolTipRole:
            return row.text if index.column() == 0 else row.progress
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop
        return None


class ReadingPage(QWidget):
    """`make` gives the file's document with its look; "" for `place`: the file cannot be opened by another program."""

    back_asked = Signal()
    show_asked = Signal()
    title = "看原文"
    undoable = False

    def __init__(
        self, bench: Workbench, theme: Theme, heading: str, rows: Sequence[ReadRow], make: MakeDocument | None
    ) -> None:
        super().__init__()
        self.setObjectName("readingPage")
        self.context = heading
        self.bar = [
            button("返回", "leaveReadingButton", self.back_asked.emit, hint="返回（Esc）"),
            button("用本机程序打开", "openOriginalButton", self.show_asked.emit),
        ]
        self.rows = RowModel(rows)
        self.view = PageView(theme)
        self.table = self._build_table(theme)
        self.start_here = self.table if rows else self.view
        self._search: PageSearch | None = None
        split = QSplitter()
        split.setHandleWidth(BETWEEN)
        split.setChildrenCollapsible(False)
        split.addWidget(self._left())
        split.addWidget(self._right(theme))
        split.setStretchFactor(0, 42)
        split.setStretchFactor(1, 58)
        split.setSizes([420, 580])  # pyright: ignore[reportUnknownMemberType]
        column(self, (EDGE, 8, EDGE, 10)).addWidget(split, 1)
        leave = QShortcut(QKeySequence("Esc"), self)
        leave.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        leave.activated.connect(self.back_asked)
        self.laying_out: LayingOut | None = None
        if make is None:
            self.failure.say("这是图片，或者不能读取，没有可以排出来的页面。可以用本机的程序打开看。")
            self.stages.setCurrentIndex(2)
            return
        self.laying_out = LayingOut(bench, make, self)
        on(self.laying_out.first_made, Pages, self._show_pages)
        on(self.laying_out.all_made, Pages, self._show_pages)
        on(self.laying_out.failed, str, self._fail)
        self.laying_out.called_off.connect(self.back_asked)
        self.laying_out.start()

    def _left(self) -> QWidget:
        left = QWidget()
        box = column(left, spacing=6)
        filled = sum(bool(r.progress.strip()) for r in self.rows.rows)
        told = f"读到 {len(self.rows.rows)} 行，其中 {filled} 行有进展。点一行，右边标出它在原文里的位置。"
        box.addWidget(label(told if self.rows.rows else "没有读到台账的行。", "muted", "readingTold", wrap=True))
        box.addWidget(self.table, 1)
        left.setMinimumWidth(260)
        return left

    def _build_table(self, theme: Theme) -> QTableView:
        table = QTableView()
        table.setObjectName("readRows")
        table.setAccessibleName("读到的行")
        table.setModel(self.rows)
        table.setItemDelegate(RuledDelegate(theme, table))
        table.setShowGrid(False)
        table.setWordWrap(True)
        table.setTabKeyNavigation(False)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        table.verticalHeader().setVisible(False)
        table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        table.verticalHeader().setMaximumSectionSize(160)
        header = table.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        header.resizeSection(0, 150)
        table.setMinimumSize(QSize(240, 120))
        on_any(table.selectionModel().currentRowChanged, self._mark)
        return table

    def _right(self, theme: Theme) -> QWidget:
        right = QWidget()
        box = column(right, spacing=6)
        self.page_line, zoom = PageLine(), ZoomLine(self.view)
        self.tools = QWidget()
        self.tools.setLayout(line(self.page_line, 1, zoom))
        box.addWidget(self.tools)
        self.page_line.page_asked.connect(self.view.go_to)
        self.view.page_changed.connect(self.page_line.follow)
        self.stages = QStackedWidget()
        self.failure = EmptyPage("", name="readingFailed")
        for stage in (EmptyPage("正在排版原文…", name="readingWaiting"), self.view, self.failure):
            self.stages.addWidget(stage)
        box.addWidget(self.stages, 1)
        right.setMinimumWidth(300)
        self.tools.hide()
        return right

    # -- showing -----------------------------------------------------------------------------------------------------

    def _show_pages(self, pages: Pages) -> None:
        self.view.show_pages(PageArtist(pages))
        self.page_line.count_pages(len(pages.pages), whole=True)
        self._search = PageSearch(pages)
        self.stages.setCurrentIndex(1)
        self.tools.show()
        self._mark()

    def _fail(self, message: str) -> None:
        self.failure.say(message)
        self.stages.setCurrentIndex(2)

    def _mark(self) -> None:
        at = self.table.currentIndex().row()
        if self._search is None or not 0 <= at < len(self.rows.rows):
            return
        row = self.rows.rows[at]
        hits = self._found(row.progress) or self._found(row.text)
        self.view.show_hits(hits, 0 if hits else -1)

    def _found(self, words: str) -> tuple[Hit, ...]:
        words = " ".join(words.split())
        for length in SOUGHT:
            if self._search and words and (hits := self._search.find(words[:length])):
                return hits
        return ()

    # -- Qt ----------------------------------------------------------------------------------------------------------

    def hideEvent(self, event: QHideEvent) -> None:
        """Another page was opened: nobody waits for the layout any more."""
        super().hideEvent(event)
        if not event.spontaneous() and self.laying_out is not None:
            self.laying_out.stop()
