"""Room: gui. 通报与评分: one round and one of five views at a time, as chips; the 通报 previewed and written from here."""

import os
from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from core.actions import notices
from core.document import Document
from core.errors import LedgerError
from core.finding import Finding
from core.progress import Progress
from gui.chips import Chips
from gui.dialogs import Dialogs
from gui.notice.cases_view import CasesView
from gui.notice.desk import READING, NoticeDesk
from gui.notice.draft_view import DraftView
from gui.notice.fields import chooser
from gui.notice.items_view import ItemsView
from gui.notice.rules_view import RulesView
from gui.notice.year_view import YearView
from gui.signals import on, on_any
from gui.theme import Theme
from gui.widgets import EDGE, EmptyPage, button, column, label, line
from gui.workbench import Workbench

CASES, YEAR, ITEMS, DRAFT, RULES = range(5)
UNNAMED = "（未写期次）"
VIEWS = ("评分", "年度得分", "整改销号", "通报稿", "评分规则")
NO_BOOK = "还没有本年的要点任务。先在“要点与任务”里确认工作要点，或导入任务落实台账，这里才能按任务收件、评分、写通报。"


class NoticePage(QWidget):
    preview_asked = Signal(str, object)  # heading, MakeDocument
    file_asked = Signal(str, str)  # round, unit
    task_asked = Signal(int)
    context_changed = Signal()
    title = "通报与评分"

    def __init__(self, bench: Workbench, theme: Theme, dialogs: Dialogs) -> None:
        super().__init__()
        self.setObjectName("noticePage")
        self._bench, self._dialogs = bench, dialogs
        self.desk = NoticeDesk(bench, self.isVisible, self)
        self.stack = QStackedWidget()
        column(self).addWidget(self.stack)
        self.stack.addWidget(EmptyPage(NO_BOOK, name="noticeNoBook"))
        self.cases = CasesView(self.desk, theme)
        self.year = YearView(self.desk, theme, dialogs)
        self.items = ItemsView(self.desk, theme)
        self.draft = DraftView(self.desk, dialogs)
        self.rules = RulesView(self.desk, theme)
        self.views = (self.cases, self.year, self.items, self.draft, self.rules)
        self.stack.addWidget(self._build())
        self._connect(theme)
        self.propose = button("核对评分事项", "proposeCases", self.desk.propose, hint="按评分规则核对收件，提出建议")
        self.preview = button("预览通报", "previewNotice", self.show_preview)
        self.export = button("导出通报…", "exportNotice", self.write, "primary")
        self.bar: list[QWidget] = [self.propose, self.preview, self.export]
        self.desk.look(intake_too=True)

    def _build(self) -> QWidget:
        work = QWidget()
        box = column(work, (EDGE, 10, EDGE, 12), 8)
        self.round = chooser("noticeRound", "期次", editable=True)
        self.round.setMinimumWidth(130)
        self.round.setToolTip("选择期次；也可以输入新的期次名称后按回车")
        self.chips = Chips[int](self.show_view)
        for index, words in enumerate(VIEWS):
            self.chips.add(index, words, f"noticeView{index}")
        self.chips.choose(CASES)
        top = line(label("期次", "label"), self.round, self.chips)
        top.setStretch(2, 1)
        box.addLayout(top)
        self.inner = QStackedWidget()
        for view in self.views:
            self.inner.addWidget(view)
        box.addWidget(self.inner, 1)
        return work

    def _connect(self, theme: Theme) -> None:
        self.desk.read.connect(self.refresh)
        theme.changed.connect(self.refresh)
        on_any(self.round.activated, self._choose_round)
        typed = self.round.lineEdit()
        if typed:
            typed.editingFinished.connect(self._choose_round)
        self.cases.rules_asked.connect(lambda: self.show_view(RULES))
        panel = self.cases.panel
        on(panel.file_asked, str, lambda unit: self.file_asked.emit(self.desk.round, unit))
        panel.task_asked.connect(self.task_asked)
        panel.items_asked.connect(lambda: self.show_view(ITEMS))
        self.year.case_asked.connect(self._show_case)

    # -- showing -----------------------------------------------------------------------------------------------------

    @property
    def context(self) -> str:
        desk = self.desk
        if not desk.book_id:
            return ""
        waiting = f" · 待确认 {desk.waiting} 条" if desk.waiting else ""
        reading = " · 正在读取收件…" if desk.reading else ""
        return f"{self._bench.year}年 · {desk.round}{waiting}{reading}"

    @property
    def summary(self) -> str:
        if not self.desk.book_id:
            return ""
        still = sum(i.open for i in self.desk.items)
        return f"评分事项 {len(self.desk.all_cases)} 条，未销号整改 {still} 条　程序只提建议，扣分由人决定"

    @property
    def open_count(self) -> int:
        return self.desk.waiting

    @property
    def start_here(self) -> QWidget:
        return self.cases.start_here if self.inner.currentIndex() == CASES else self.inner.currentWidget()

    def refresh(self) -> None:
        """Called whenever the page is opened, too: then the intake is read if it has changed meanwhile."""
        self.desk.wake()
        there = bool(self.desk.book_id)
        self.stack.setCurrentIndex(1 if there else 0)
        for each in self.bar:
            each.setEnabled(there)
        if there:
            self._show_rounds()
            self.views[self.inner.currentIndex()].refresh()
        self.context_changed.emit()

    def _show_rounds(self) -> None:
        self.round.blockSignals(True)
        self.round.clear()
        for name in self.desk.rounds:
            self.round.addItem(name or UNNAMED, name)
        self.round.setCurrentText(self.desk.round or UNNAMED)
        self.round.blockSignals(False)

    def _choose_round(self) -> None:
        typed = self.round.currentText().strip()
        name = "" if typed == UNNAMED and "" in self.desk.rounds else typed
        if typed and name != self.desk.round:
            self.commit_typing()
            self.desk.show_round(name)

    def show_view(self, index: int) -> None:
        self.commit_typing()
        self.chips.choose(index)
        self.inner.setCurrentIndex(index)
        self.refresh()

    def _show_case(self, case_id: int) -> None:
        case = next((c for c in self.desk.all_cases if c.case_id == case_id), None)
        if case:
            self.desk.show_round(case.round)
            self.show_view(CASES)
            self.cases.show_all()
            self.cases.lines.choose(case_id)

    def find_here(self) -> None:
        """Ctrl+F."""
        if self.desk.cases:
            self.show_view(CASES)
            self.cases.find_here()

    def commit_typing(self) -> None:
        for view in (self.cases, self.items, self.draft, self.rules):
            view.commit_typing()

    # -- the 通报 ----------------------------------------------------------------------------------------------------

    def _composed(self) -> Callable[[Progress], Document]:
        """What the 通报 says now, to be composed off the GUI thread."""
        self.commit_typing()
        desk, documents = self.desk, self._bench.services.documents
        store, template, facts = desk.store, desk.kit.template, desk.facts
        draft = replace(desk.draft, issuer=desk.draft.issuer or self._bench.unit)
        working = self.draft.side.working.isChecked()

        def make(progress: Progress) -> Document:
            return notices.compose(store, documents, template, draft, facts, working)

        return make

    def _still_reading(self) -> bool:
        if self.desk.reading:
            self._bench.told.emit(READING)
        return self.desk.reading

    def show_preview(self) -> None:
        if self._still_reading():
            return
        self.preview_asked.emit(f"{self.desk.round}通报", self._composed())

    def write(self) -> None:
        bench, side = self._bench, self.draft.side
        if self._still_reading():
            return
        endings = [e for e, choice in side.formats.items() if choice.isChecked()] or [notices.DOCX]
        folder = self._dialogs.choose_folder("通报写到哪个文件夹", bench.store.settings.recall("export_folder"))
        if not folder:
            return
        bench.store.settings.remember("export_folder", folder)
        make, documents = self._composed(), bench.services.documents
        wish = notices.NoticeWish(folder, endings, side.working.isChecked(), os.path.exists)

        def job(progress: Progress) -> dict[str, tuple[Finding, ...]]:
            return dict(notices.write_notice(documents, make(progress), wish, progress))

        def done(places: dict[str, tuple[Finding, ...]]) -> None:
            side.show_written(places)
            self.show_view(DRAFT)
            bench.told.emit(f"已写出通报送审稿 {len(places)} 个文件，在 {folder}。")

        def failed(error: LedgerError) -> None:
            bench.failed.emit(error.message)

        bench.worker.run(job, done, failed)
