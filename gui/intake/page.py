"""Room: gui. 收件: drop a folder, see who returned what, mend by hand, confirm; afterwards what is stored of the round."""

from collections.abc import Sequence
from typing import cast

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QLineEdit, QPushButton, QSplitter, QStackedWidget, QWidget

from core.chart import BarChart, StepChart
from core.intake.charting import intake_charts
from gui.dialogs import Dialogs
from gui.intake.cards import IntakeCards
from gui.intake.chart_side import ChartSide
from gui.intake.chips import CHARTS, MISSING, IntakeChips
from gui.intake.chosen import chosen_of
from gui.intake.desk import IntakeDesk
from gui.intake.file_table import FileTable
from gui.intake.mender import Mender
from gui.intake.missing import MissingTable
from gui.intake.outgoing import Outgoing
from gui.intake.panel import FilePanel
from gui.intake.terms_line import TermsLine
from gui.signals import on, on_any
from gui.theme import Theme
from gui.widgets import BETWEEN, EDGE, EmptyPage, button, column
from gui.workbench import Workbench

NO_BOOK, EMPTY, WORK = range(3)
FILES, SILENT, PICTURES = range(3)
NO_PLAN = "收件要对照本年的任务。请先在“要点与任务”里确认工作要点，或导入下发的台账。"
INVITATION = "把各单位报来的文件（Word、OFD、PDF、表格，压缩包也可以）拖到这里，或选择它们所在的文件夹。\n先读出来给您看，点“确认收件”之前什么都不保存；原文件不会改动。"
READING = "正在读取…… 读完之前可以随时取消，不会保存任何内容。"


class IntakePage(QWidget):
    import_asked = Signal()
    original_asked = Signal(str)  # key of a row
    columns_asked = Signal(str)
    send_back_asked = Signal(str)  # unit
    verify_asked = Signal(str)  # key of a file
    context_changed = Signal()
    title = "收件"

    def __init__(self, bench: Workbench, theme: Theme, dialogs: Dialogs) -> None:
        super().__init__()
        self.setObjectName("intakePage")
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._bench, self._theme, self._dialogs = bench, theme, dialogs
        self.desk = IntakeDesk(bench, self)
        self.mender = Mender(bench, self.desk)
        self.out = Outgoing(bench, dialogs, self.desk)
        self.search = QLineEdit()
        self.search.setObjectName("intakeSearch")
        self.search.setAccessibleName("在收到的文件里搜索")
        self.search.setPlaceholderText("搜单位、文字")
        self.search.setClearButtonEnabled(True)
        self.search.setMinimumWidth(84)
        self.search.setMaximumWidth(164)
        self.remind = button("催报名单…", "remindButton", self.out.remind, hint="把还没有报送的单位和联系方式写成 Word")
        self.send_back = button(
            "退回修改单…",
            "sendBackAllButton",
            self.out.send_back_all,
            hint="给每个有错误或提醒的单位各写一份 Word；要挑选内容，在右侧逐个单位退回",
        )
        self.choose = button("选择文件夹…", "chooseFolderButton", self.choose_folder)
        self.confirm = button("确认收件", "confirmIntakeButton", self.desk.confirm, "primary")
        self.confirm.setToolTip("把读到的文件存进来（Ctrl+Enter）；之后可以整批撤销")
        self.bar: list[QWidget] = [self.search, self.remind, self.send_back, self.choose, self.confirm]
        self.terms = TermsLine(bench.year)
        self.stages = QStackedWidget()
        box = column(self, (EDGE, 8, EDGE, 10), 8)
        box.addWidget(self.terms)
        box.addWidget(self.stages, 1)
        self._build_stages()
        self._connect()
        self._add_keys()
        self.desk.open_book()

    # -- building ----------------------------------------------------------------------------------------------------

    def _build_stages(self) -> None:
        first = button("导入下发的台账…", "intakeImportButton", self.import_asked.emit, "primary")
        self.stages.addWidget(EmptyPage(NO_PLAN, first, "intakeNoPlan"))
        ask = button("选择文件夹…", "intakeFirstButton", self.choose_folder, "primary")
        some = button("选择文件…", "intakeFilesButton", self.choose_files)
        self.empty_actions = (ask, some)
        self.empty = EmptyPage(INVITATION, ask, "intakeEmpty", some)
        self.stages.addWidget(self.empty)
        self.stages.addWidget(self._build_work())

    def _build_work(self) -> QWidget:
        work = QWidget()
        box = column(work, spacing=8)
        self.cards = IntakeCards(self._theme)
        box.addWidget(self.cards)
        self.chips = IntakeChips()
        box.addWidget(self.chips)
        self.views = QStackedWidget()
        self.table = FileTable(self._theme)
        self.missing = MissingTable(self._theme)
        self.charts = ChartSide(self._theme)
        for view in (self.table, self.missing, self.charts):
            self.views.addWidget(view)
        self.panel = FilePanel(self._theme)
        split = QSplitter()
        split.setHandleWidth(BETWEEN)
        split.setChildrenCollapsible(False)
        split.addWidget(self.views)
        split.addWidget(self.panel)
        split.setStretchFactor(0, 68)
        split.setStretchFactor(1, 32)
        split.setSizes([680, 320])  # pyright: ignore[reportUnknownMemberType]
        box.addWidget(split, 1)
        return work

    def _connect(self) -> None:
        desk, panel, bench = self.desk, self.panel, self._bench
        desk.changed.connect(self._show)
        desk.called_off.connect(bench.told)
        on(self.terms.round_chosen, str, desk.open_round)
        self.terms.terms_changed.connect(self._change_terms)
        self.terms.undo_asked.connect(self._undo)
        self.terms.drop_asked.connect(desk.drop)
        on_any(self.chips.chosen_changed, self._show_list)
        on_any(self.search.textChanged, self._show_list)
        on(self.table.file_chosen, str, self._show_file)
        on(self.table.file_opened, str, self.original_asked.emit)
        on(self.charts.save_asked, object, self._save_chart)
        on_any(bench.book_read, self._follow_book)
        on(bench.subjects_touched, frozenset, self._follow_subjects)
        mender = self.mender
        panel.unit_given.connect(mender.give_unit)
        panel.day_given.connect(mender.give_day)
        panel.row_placed.connect(mender.place_row)
        panel.adopted.connect(mender.adopt)
        panel.old_kept.connect(mender.keep_old)
        panel.left_out.connect(mender.leave_out)
        panel.original_asked.connect(self.original_asked)
        panel.columns_asked.connect(self.columns_asked)
        panel.send_back_asked.connect(self.send_back_asked)
        panel.verify_asked.connect(self.verify_asked)

    def _add_keys(self) -> None:
        for keys, does in (
            ("F8", self.next_problem),
            ("Shift+F8", lambda: self.next_problem(-1)),
            ("Ctrl+Return", self._press_confirm),
        ):
            made = QShortcut(QKeySequence(keys), self)
            made.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            on_any(made.activated, does)

    # -- what the window asks ----------------------------------------------------------------------------------------

    @property
    def context(self) -> str:
        terms = self.desk.terms
        due = f" · {terms.due_on.month}月{terms.due_on.day}日前" if terms.due_on else ""
        return f"{terms.round}{due}" if self.desk.book_id else ""

    @property
    def start_here(self) -> QWidget:
        """Where typing goes when the page opens, and when what had the focus is gone."""
        if self.desk.reading or not self.desk.book_id:
            return self
        return self.table if self.stages.currentIndex() == WORK else self.empty_actions[0]

    @property
    def summary(self) -> str:
        desk = self.desk
        if desk.read is not None:
            left = len(desk.read.lines) - len(desk.read.storable)
            return f"读到 {len(desk.read.lines)} 个文件，可以收 {len(desk.read.storable)} 份" + (
                f"，另 {left} 份不收" if left else ""
            )
        return f"{desk.terms.round} 已收 {len(desk.files)} 个文件" if desk.files else ""

    @property
    def open_count(self) -> int:
        return sum(r.troubled for r in self.desk.rows)

    def find_here(self) -> None:
        self.search.setFocus()
        self.search.selectAll()

    def take_dropped(self, places: Sequence[str]) -> None:
        if self.desk.book_id:
            self.desk.add(places)

    def refresh(self) -> None:
        self._follow_book()

    # -- bringing files ----------------------------------------------------------------------------------------------

    def choose_folder(self) -> None:
        settings = self._bench.store.settings
        folder = self._dialogs.choose_folder("选择各单位报来的文件所在的文件夹", settings.recall("intake_folder"))
        if folder:
            settings.remember("intake_folder", folder)
            self.desk.add((folder,))

    def choose_files(self) -> None:
        settings = self._bench.store.settings
        places = self._dialogs.open_files("选择各单位报来的文件", settings.recall("intake_folder"))
        if places:
            self.desk.add(tuple(places))

    # -- showing -----------------------------------------------------------------------------------------------------

    def _show(self) -> None:
        desk = self.desk
        self.terms.setVisible(bool(desk.book_id))
        self.terms.set_year(self._bench.year)
        self.terms.show_rounds(desk.rounds, list(desk.planned), desk.terms.round)
        self.terms.show_terms(desk.terms)
        self.terms.say(self._state_words(), stored=desk.read is None and bool(desk.files), read=desk.read is not None)
        stage = NO_BOOK if not desk.book_id else WORK if desk.intake is not None else EMPTY
        self.stages.setCurrentIndex(stage)
        self.empty.say(READING if desk.reading else INVITATION)
        for action in self.empty_actions:
            action.setVisible(not desk.reading)
        if desk.tally is not None:
            self.cards.show_tally(desk.tally, dated=desk.terms.due_on is not None)
        self._let_use()
        self._show_list()
        self.context_changed.emit()
        self._keep_focus()

    def _keep_focus(self) -> None:
        """A button that is disabled hands the focus on to the next one, and Space would press that: 撤销."""
        focus = cast("QWidget | None", self.window().focusWidget())
        lost = focus is None or (isinstance(focus, QPushButton) and not self.isAncestorOf(focus))
        if self.isVisible() and lost:
            self.start_here.setFocus()

    def _state_words(self) -> str:
        desk = self.desk
        if desk.reading:
            return "正在读取"
        if desk.read is not None:
            nobodys = sum(
                bool(line.file.arrived.rows) and not line.unit and not line.file.left_out for line in desk.read.lines
            )
            words = "还没有保存" if desk.read.storable else "没有可以收的新文件"
            return f"{words}；{nobodys} 份台账还没有单位，收下也不计入" if nobodys else words
        record = desk.last_record
        if record is None or not desk.files:
            return ""
        at = record.confirmed_at
        return f"{at.month}月{at.day}日 {at:%H:%M} 确认，共 {len(desk.files)} 份" if at else f"共 {len(desk.files)} 份"

    def _let_use(self) -> None:
        desk = self.desk
        count = len(desk.read.storable) if desk.read else 0
        words = f"确认收件 {count} 份" if desk.read else "确认收件"
        self.search.setEnabled(desk.intake is not None)
        self.confirm.setText(words)
        self.confirm.setAccessibleName(words)
        self.confirm.setEnabled(count > 0 and not desk.reading)
        self.choose.setEnabled(bool(desk.book_id) and not desk.reading)
        self.remind.setEnabled(desk.intake is not None and bool(desk.intake.missing))
        self.send_back.setEnabled(self.out.anything_to_mend)

    def _show_list(self) -> None:
        desk, words = self.desk, self.search.text()
        if desk.intake is None:
            return
        self.chips.show_counts(desk.rows, len(desk.intake.missing))
        chosen = self.chips.chosen
        if chosen == MISSING:
            self.missing.show_units(desk.intake.missing, desk.known_units, lambda name: words.strip() in name)
            self.views.setCurrentIndex(SILENT)
        elif chosen == CHARTS:
            self.charts.show_charts(intake_charts(desk.intake))
            self.views.setCurrentIndex(PICTURES)
        else:
            self.views.setCurrentIndex(FILES)
            self.table.show_rows(self.chips.kept(desk.rows, words, desk.texts_of))
        self.panel.setVisible(self.views.currentIndex() == FILES)

    def _show_file(self, key: str) -> None:
        row = self.desk.row(key)
        self.panel.show_file(chosen_of(row, self.desk, self._bench) if row else None)

    # -- doing -------------------------------------------------------------------------------------------------------

    def _change_terms(self) -> None:
        due, received = self.terms.due.day, self.terms.received.day
        if (due, received) != (self.desk.terms.due_on, self.desk.terms.received_on):
            self.desk.change_terms(due, received)

    def _undo(self) -> None:
        question = f"撤销{self.desk.terms.round}最近一次收件？"
        words = "这次收下的文件不再计入，原来的版本恢复；留存的原文件不会删除。撤销后还可以重做（Ctrl+Y）。"
        if self._dialogs.confirm(question, words, "撤销本次收件"):
            self.desk.undo_last()

    def _save_chart(self, chart: object) -> None:
        if isinstance(chart, BarChart | StepChart):
            self.out.save_chart(chart, self._theme)

    def next_problem(self, by: int = 1) -> None:
        """F8: the next file with a problem; Shift+F8 the one before."""
        if self.views.currentIndex() != FILES:
            self.chips.choose("")
        if not self.table.next_troubled(by):
            self._bench.told.emit("没有需要处理的文件。")

    def _press_confirm(self) -> None:
        if self.confirm.isEnabled():
            self.desk.confirm()

    def _follow_book(self) -> None:
        """Another ledger on the table, or this one's tasks as a later version has them."""
        desk, book = self.desk, self._bench.book
        if (book.book_id if book else 0) != desk.book_id:
            desk.open_book()
        elif tuple(r.task.task_id for r in self._bench.rows) != desk.task_ids:
            self._look_again()

    def _look_again(self) -> None:
        if self.desk.read is not None:
            self.desk.read_again()
        else:
            self.desk.load()

    def _follow_subjects(self, subjects: frozenset[str]) -> None:
        if subjects & {"intake", "units"}:
            self._look_again()
