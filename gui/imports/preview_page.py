"""Room: gui. What was understood of a file, before anything is stored: head, findings, columns, rows, differences."""

from dataclasses import replace
from enum import Enum

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QRadioButton, QVBoxLayout, QWidget

from core.actions.previewing import Preview, is_same_year, mend, share_kept
from core.ledger.mending import Mending
from core.ledger.readback import ReadBack, read_back
from core.ledger.record import LedgerBook
from core.ledger.revise import Revision, revise
from gui.finding_card import FindingCard
from gui.imports.columns import ColumnMending
from gui.imports.differences import ReadBackView, RevisionView
from gui.imports.rows import PreviewRows
from gui.signals import on
from gui.theme import Theme
from gui.widgets import BETWEEN, EDGE, button, column, emptied, frame, label, line, scrolled
from gui.workbench import Workbench

MOST_FINDINGS = 4
LIKE_ENOUGH = 0.4  # share of equal tasks from which a form is taken for a revision of the open ledger


class Way(Enum):
    NEW = "新建一份台账"
    REVISE = "作为修订后的台账更新"
    READ_BACK = "读回在 Word 里改过的进展"


class PreviewPage(QWidget):
    import_confirmed = Signal(object)
    revision_confirmed = Signal(object, object)
    readback_confirmed = Signal(object, object)
    cancelled = Signal()
    title = "核对导入内容"
    undoable = False

    def __init__(self, bench: Workbench, found: Preview, theme: Theme, wanted: Way | None = None) -> None:
        super().__init__()
        self.setObjectName("previewPage")
        self._bench, self.found, self._theme = bench, found, theme
        self._revision: RevisionView | None = None
        self._read_back: ReadBackView | None = None
        inner = QWidget()
        self._box = column(inner, (EDGE, 12, EDGE, 12), BETWEEN)
        column(self).addWidget(scrolled(inner, "previewScroll"))
        self.confirm = button("确认导入", "confirmImportButton", self._confirm, "primary")
        self.bar = [button("取消", "cancelImportButton", self.cancelled.emit), self.confirm]
        self.ways: dict[Way, QRadioButton] = {}
        self._add_ways(wanted)
        self._top = self._holder()
        self._middle = self._holder()
        self._add_columns()
        self.rows = PreviewRows()
        self._box.addWidget(self.rows, 1)
        self._box.addStretch(0)
        self._choose_way()

    @property
    def context(self) -> str:
        return f"{self.found.name} · 确认之前什么都不保存"

    def _holder(self) -> QVBoxLayout:
        holder = QWidget()
        self._box.addWidget(holder)
        return column(holder, spacing=8)

    # -- the way the file is taken -----------------------------------------------------------------------------------

    def _add_ways(self, wanted: Way | None) -> None:
        book, form = self._bench.book, self.found.form
        card = frame("card", "waysCard")
        box = column(card, (EDGE, 10, EDGE, 10), 6)
        for way in Way:
            words = way.value if way is Way.NEW or book is None else f"{way.value}（《{book.title}》）"
            choice = QRadioButton(words)
            choice.setObjectName(f"way_{way.name.lower()}")
            on(choice.toggled, bool, self._way_toggled)
            self.ways[way] = choice
            box.addWidget(choice)
        likely = Way.NEW
        if book and form and is_same_year(book, form):
            kept = [r.task for r in self._bench.rows]
            if share_kept(kept, form) >= LIKE_ENOUGH:
                changed = any(r.progress.strip() for r in form.rows)
                likely = Way.READ_BACK if changed and form.book.original != book.original else Way.REVISE
        self.ways[wanted or likely].setChecked(True)
        card.setVisible(book is not None)
        self._box.addWidget(card)

    @property
    def way(self) -> Way:
        return next((way for way, choice in self.ways.items() if choice.isChecked()), Way.NEW)

    def _way_toggled(self, chosen: bool) -> None:
        if chosen:
            self._choose_way()

    def _choose_way(self) -> None:
        if not hasattr(self, "rows"):
            return  # still being built
        self._show_found()
        emptied(self._middle)
        self._revision = self._read_back = None
        form, book = self.found.form, self._bench.book
        if form is not None and book is not None and self.way is not Way.NEW:
            self._show_differences(self.way)
        self.rows.setVisible(self.way is Way.NEW)
        words = {Way.NEW: "确认导入", Way.REVISE: "确认更新台账", Way.READ_BACK: "确认读回"}[self.way]
        self.confirm.setText(words)
        self.confirm.setAccessibleName(words)
        self._let_confirm()

    def _show_differences(self, way: Way) -> None:
        form, book = self.found.form, self._bench.book
        assert form is not None
        assert book is not None
        if way is Way.REVISE:
            kept = self._bench.store.tasks.of(book.book_id, dropped=True)
            self._revision = RevisionView(revise(kept, form), self._theme.colours)
            self._revision.decided.connect(self._let_confirm)
            self._middle.addWidget(self._revision)
        else:
            states = self._bench.store.states.of(book.book_id)
            tasks = [r.task for r in self._bench.rows]
            self._read_back = ReadBackView(
                read_back(self._as_printed(book), tasks, states, form), tasks, self._theme.colours
            )
            self._middle.addWidget(self._read_back)

    def _as_printed(self, book: LedgerBook) -> LedgerBook:
        """With what an export takes from the settings where the head is blank."""
        settings = self._bench.settings
        return replace(
            book,
            reporting_unit=settings.unit_name or book.reporting_unit,
            contact=book.contact or settings.contact,
            phone=book.phone or settings.phone,
        )

    def _let_confirm(self) -> None:
        ready = self.found.ledger is not None
        if self._revision:
            ready = ready and self._revision.ready
        if self._read_back:
            ready = ready and not self._read_back.changes.changes_nothing
        self.confirm.setEnabled(ready)

    def _confirm(self) -> None:
        if self._revision:
            revision: Revision = self._revision.settled()
            self.revision_confirmed.emit(self.found, revision)
        elif self._read_back:
            changes: ReadBack = self._read_back.changes
            self.readback_confirmed.emit(self.found, changes)
        else:
            self.import_confirmed.emit(self.found)

    # -- what was understood -----------------------------------------------------------------------------------------

    def _add_columns(self) -> None:
        self._mend_holder = self._holder()
        self.mend_button = button("各列读得不对？逐列指定", "mendColumnsButton", self._open_mending, "link")
        self._mend_holder.addLayout(line(self.mend_button, 1))
        self.mending = ColumnMending(self.found)
        self.mending.mended.connect(self._mend)
        self.mending.setVisible(self.found.ledger is None)
        self._mend_holder.addWidget(self.mending)

    def _open_mending(self) -> None:
        self.mending.setVisible(self.mending.isHidden())

    def _mend(self, mending: Mending | None) -> None:
        self.found = mend(self.found, mending)
        self.mending.show_found(self.found)
        self._choose_way()

    def _show_found(self) -> None:
        emptied(self._top)
        self.rows.show_rows(self.found.form.rows if self.found.form else ())
        ledger = self.found.ledger
        if ledger is None:
            missing = frame("error", "notUnderstood")
            words = "没有认出任务表。请在下面指出表头在哪一行、各列是什么；还没有保存任何内容。"
            column(missing, (10, 8, 8, 8)).addWidget(label(words, wrap=True))
            self._top.addWidget(missing)
            return
        self._top.addWidget(self._head_card())
        if self.way is not Way.NEW:
            return  # the form is known: what counts is what has changed
        cards = [FindingCard(finding, wide=True) for finding in ledger.findings]
        for at, card in enumerate(cards):
            self._top.addWidget(card)
            card.setVisible(at < MOST_FINDINGS)
        if len(cards) > MOST_FINDINGS:
            more = button(
                f"显示其余 {len(cards) - MOST_FINDINGS} 条", "moreFindingsButton", lambda: show_rest(), "link"
            )

            def show_rest() -> None:
                more.hide()
                for card in cards:
                    card.show()

            self._top.addLayout(line(more, 1))

    def _head_card(self) -> QWidget:
        ledger = self.found.ledger
        assert ledger is not None
        card = frame("card", "headCard")
        box = column(card, (EDGE, 12, EDGE, 12), 4)
        box.addWidget(label(ledger.title or self.found.name, "panel", "previewTitle", wrap=True))
        year = f"{ledger.year} 年度" if ledger.year else "没有写年度"
        counts = f"读到 {len(ledger.sections)} 个板块、{len(ledger.topics)} 个大项、{len(ledger.tasks)} 项任务"
        box.addWidget(label(f"{year} · {counts}", name="previewCounts", wrap=True))
        filled = sum(bool(t.progress.strip()) for t in ledger.tasks)
        head = ledger.head
        said = [
            f"填报单位：{head.unit.value or '空着'}" if head.unit else "表头没有“填报单位”",
            f"联系人：{head.contact.value or '空着'}" if head.contact else "",
            f"联系电话：{head.phone.value or '空着'}" if head.phone else "",
            f"已填进展 {filled} 项" if filled else "进展都空着",
        ]
        box.addWidget(label("　".join(t for t in said if t), "muted", wrap=True))
        return card
