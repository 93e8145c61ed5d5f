"""Room: gui. This year's tasks beside those of last year's ledger: new, changed, kept, dropped, and what to take over."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QAbstractItemView, QComboBox, QHeaderView, QTableWidget, QTableWidgetItem, QWidget

from core.ledger.ledger import LedgerTask
from core.ledger.record import LedgerBook
from core.plan.review import PlanReview
from core.plan.years import CHANGE_LABELS, Change, YearComparison
from gui.signals import on, on_any
from gui.theme import Theme
from gui.widgets import WITHIN, button, column, label, line

HEADINGS = ("本年任务", "比上年", "上年任务", "上年责任单位", "上年时限")
WIDTHS_EM = (0, 7, 0, 11, 8)
DROPPED = "上年有、本年没有"


class LastYearView(QWidget):
    book_chosen = Signal(int)
    file_asked = Signal()
    take_over_asked = Signal(object, bool)  # positions of this year's tasks; whether unsure pairs are taken, too
    task_asked = Signal(int)
    draft_asked = Signal(int)  # the ledger that a new year's draft is to start from

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("lastYearView")
        self._theme = theme
        box = column(self, spacing=WITHIN)
        self.books = QComboBox()
        self.books.setObjectName("lastYearBook")
        self.books.setAccessibleName("上年台账")
        on(self.books.activated, int, lambda _: self.book_chosen.emit(int(self.books.currentData() or 0)))
        file = button("从文件读取上年台账…", "lastYearFile", self.file_asked.emit)
        self.counts = label("", "muted", "lastYearCounts", wrap=True)
        self.draft = button(
            "以它起草下一年要点",
            "draftFromLast",
            self._ask_draft,
            "link",
            "另建一份草稿，任务、单位、时限都取自这份台账",
        )
        box.addLayout(line(label("上年台账", "label"), self.books, file, self.draft, 1))
        box.addWidget(self.counts)
        self.table = QTableWidget(0, len(HEADINGS))
        self._dress()
        box.addWidget(self.table, 1)
        hint = "只补本年空着的责任单位、时限和指标，年份改到本年，并标为待核对。"
        self.take = button("选中的取上年", "takeChosen", self._take_chosen, hint=f"{hint}待确认的取最像的一项。")
        self.take_all = button("全部取上年", "takeAll", self._take_all, hint=hint)
        box.addLayout(line(label(hint, "small"), 1, self.take, self.take_all))

    def _dress(self) -> None:
        table = self.table
        table.setObjectName("yearsTable")
        table.setAccessibleName("本年与上年对照")
        table.setHorizontalHeaderLabels(HEADINGS)  # pyright: ignore[reportUnknownMemberType]
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setTabKeyNavigation(False)
        table.setShowGrid(False)
        table.verticalHeader().setVisible(False)
        header = table.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for at, width in enumerate(WIDTHS_EM):
            if width:
                header.resizeSection(at, width * self._theme.base_px)
            else:
                header.setSectionResizeMode(at, QHeaderView.ResizeMode.Stretch)
        on_any(table.itemDoubleClicked, lambda: self.task_asked.emit(table.currentRow()))

    def show_books(self, books: Sequence[LedgerBook], chosen: int) -> None:
        self.books.clear()
        self.books.addItem("请选择……" if books else "还没有上年的台账", 0)
        for book in books:
            self.books.addItem(f"{book.year or '未写年度'}年　{book.title}"[:48], book.book_id)
        self.books.setCurrentIndex(max(self.books.findData(chosen), 0))
        self.draft.setEnabled(bool(self.books.currentData()))

    def show_comparison(self, review: PlanReview, last: Sequence[LedgerTask], compared: YearComparison | None) -> None:
        self.table.setRowCount(0)
        for does in (self.take, self.take_all):
            does.setEnabled(compared is not None and not review.confirmed)
        if compared is None:
            self.counts.setText(
                "选一份上年的台账，就能看到哪些任务是新增的、改动的、沿用的，并取用上年的责任单位和时限。"
            )
            return
        rows = [self._row(review, i, last, compared) for i in range(len(review.tasks))]
        rows += [("", DROPPED, _words(last[i]), _units(last[i]), _deadlines(last[i])) for i in compared.dropped]
        self.table.setRowCount(len(rows))
        for at, texts in enumerate(rows):
            for column_at, text in enumerate(texts):
                self.table.setItem(at, column_at, self._item(text, column_at))
            self.table.setRowHeight(at, round(self._theme.base_px * 3.2))
        told = {c: sum(p.change is c for p in compared.pairs) for c in Change}
        counts = "，".join(f"{CHANGE_LABELS[c]} {n} 项" for c, n in told.items())
        self.counts.setText(f"{counts}；上年有、本年没有 {len(compared.dropped)} 项。")

    def _row(
        self, review: PlanReview, position: int, last: Sequence[LedgerTask], compared: YearComparison
    ) -> tuple[str, ...]:
        pair = compared.pairs[position]
        words = CHANGE_LABELS[pair.change]
        if pair.change is Change.CHANGED:
            words += f" {pair.likeness:.0f}%"
        before = [last[i] for i in pair.last]
        told = "；或".join(_words(task) for task in before)
        units, deadlines = (_units(before[0]), _deadlines(before[0])) if len(before) == 1 else ("", "")
        return _words(review.tasks[position].row), words, told, units, deadlines

    def _item(self, text: str, at: int) -> QTableWidgetItem:
        item = QTableWidgetItem(text)
        item.setToolTip(text)
        c = self._theme.colours
        if at == 1:
            kinds = {CHANGE_LABELS[Change.NEW]: c.good, DROPPED: c.late, CHANGE_LABELS[Change.UNSURE]: c.soon}
            item.setForeground(QColor(kinds.get(text, c.secondary)))
        return item

    def _ask_draft(self) -> None:
        self.draft_asked.emit(int(self.books.currentData() or 0))

    def _take_chosen(self) -> None:
        self.take_over_asked.emit(sorted({i.row() for i in self.table.selectedIndexes()}), True)

    def _take_all(self) -> None:
        self.take_over_asked.emit(list(range(self.table.rowCount())), False)


def _words(row: LedgerTask) -> str:
    return f"{row.number}. {' '.join(row.text.split())}"


def _units(row: LedgerTask) -> str:
    return "、".join(row.units.names)


def _deadlines(row: LedgerTask) -> str:
    return "、".join(" ".join(d.text.split()) for d in row.deadlines)
