"""Room: gui. 登记簿: a register's entries on the left, the chosen one as a form on the right, what they come to."""

from collections.abc import Sequence
from datetime import date, datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QLineEdit, QPushButton, QSplitter, QStackedWidget, QWidget

from core.actions.ports import Store
from core.actions.registering import add_entry, change_value, export_entries, remove_entries
from core.actions.touched import Touched
from core.errors import LedgerError
from core.finding import Finding, Severity
from core.registers.kit import DerivedFigure, RegisterKit, by_entry
from core.registers.normative import REGISTER as NORMATIVE
from core.registers.normative import VALID, derive_normative, told_balance
from core.registers.register import Entry, Register
from core.registers.request import REGISTER as REQUESTS
from core.registers.request import request_of
from core.registers.staff import REGISTER as STAFF
from core.registers.staff import change_form
from core.registers.term import WAITING_LABELS, Waiting, answer_term, due_term
from core.report.values import parse_value
from gui.dialogs import Dialogs
from gui.registers.derived import DerivedCard
from gui.registers.side import EntrySide
from gui.registers.table import EntriesTable
from gui.signals import on, on_any
from gui.theme import Theme
from gui.widgets import BETWEEN, EDGE, EmptyPage, Flow, button, column, line
from gui.workbench import Workbench


class RegistersPage(QWidget):
    """`import_asked` carries the register."""

    import_asked = Signal(object)
    report_asked = Signal(object)  # {cell id: text}
    holidays_asked = Signal()
    context_changed = Signal()  # counts around the page
    title = "登记簿"

    def __init__(self, bench: Workbench, theme: Theme, dialogs: Dialogs, kit: RegisterKit) -> None:
        super().__init__()
        self.setObjectName("registersPage")
        self._bench, self._theme, self._dialogs, self.kit = bench, theme, dialogs, kit
        self.register: Register = kit.registers[0]
        self.entries: tuple[Entry, ...] = ()
        self.findings: tuple[Finding, ...] = ()
        self._found: dict[int, list[Finding]] = {}
        self._only: frozenset[int] | None = None
        self.bar: list[QWidget] = [
            button(
                "导入…",
                "importEntries",
                lambda: self.import_asked.emit(self.register),
                hint="从 .xlsx、.docx 等表格导入",
            ),
            button("导出…", "exportEntries", self.export, hint="导出为 .xlsx；申请人等不外传的栏目不导出"),
            button("新登记", "newEntry", self.add, "primary", "新登记一条（Ctrl+N）"),
        ]
        self._build()
        on(bench.subjects_touched, frozenset, lambda subjects: self.read() if "registers" in subjects else None)
        on_any(theme.changed, self._show_rows)

        for keys, does in (
            ("F8", self.next_finding),
            ("Shift+F8", lambda: self.next_finding(-1)),
            ("Ctrl+N", self.add),
        ):
            QShortcut(QKeySequence(keys), self, does, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)

    # -- building ----------------------------------------------------------------------------------------------------

    def _build(self) -> None:
        box = column(self, (EDGE, 10, EDGE, 12), 8)
        holder = QWidget()
        flow = Flow(holder)
        self._chips: dict[
            str, QPushButton
        ] = {}  # no group: Qt takes the others of an exclusive one out of the Tab order
        for at, register in enumerate(self.kit.registers):
            chip = button(
                register.title, f"register_{register.register_id}", lambda r=register: self.show_register(r), "chip"
            )
            chip.setCheckable(True)
            chip.setChecked(at == 0)
            self._chips[register.register_id] = chip
            flow.addWidget(chip)
        self.search = QLineEdit()
        self.search.setObjectName("entrySearch")
        self.search.setAccessibleName("在登记簿中搜索")
        self.search.setPlaceholderText("搜索（Ctrl+F）")
        self.search.setClearButtonEnabled(True)
        self.search.setMaximumWidth(220)
        on_any(self.search.textChanged, self._show_rows)
        self.all = button("显示全部", "showAllEntries", self.show_all, "link")
        self.holidays = button("放假安排…", "holidaysButton", self.holidays_asked.emit, "link", "登记下一年的放假通知")
        self.change_form = button("变更报备表…", "changeForm", self.write_change_form, "link", "写出 Word，盖章后报备")
        top = line(holder, self.all, self.holidays, self.change_form, self.search)
        top.setStretch(0, 1)
        box.addLayout(top)
        self.stack = QStackedWidget()
        box.addWidget(self.stack, 1)
        first = button("新登记", "firstEntry", self.add, "primary")
        self.empty = EmptyPage("", first, "noEntries")
        self.stack.addWidget(self.empty)
        self.stack.addWidget(self._build_work())

    def _build_work(self) -> QWidget:
        split = QSplitter()
        split.setHandleWidth(BETWEEN)
        split.setChildrenCollapsible(False)
        left = QWidget()
        inside = column(left, spacing=BETWEEN)
        self.table = EntriesTable(self._theme, self._bench.year)
        on(self.table.entry_chosen, int, self._show_entry)
        on_any(self.table.form_asked, lambda: self.side.form.go_to(""))
        on_any(self.table.removal_asked, self.remove)
        self.derived = DerivedCard()
        self.derived.setMinimumHeight(150)
        self.derived.setMaximumHeight(190)
        on(self.derived.entries_asked, DerivedFigure, self._show_only)
        on_any(self.derived.report_asked, self._fill_report)
        inside.addWidget(self.table, 1)
        inside.addWidget(self.derived)
        split.addWidget(left)
        self.side = EntrySide(self.register)
        self.side.typed.connect(self._type)
        on_any(self.side.removal_asked, self.remove)
        on_any(self.side.left, self.table.setFocus)
        split.addWidget(self.side)
        split.setStretchFactor(0, 64)
        split.setStretchFactor(1, 36)
        split.setSizes([720, 400])  # pyright: ignore[reportUnknownMemberType]
        return split

    # -- reading -----------------------------------------------------------------------------------------------------

    @property
    def context(self) -> str:
        return f"{self._bench.unit} · {self._bench.year}年"

    @property
    def summary(self) -> str:
        count = f"{self.register.title} {len(self.entries)} {self.register.item}"
        return f"{count}　{self.register.notice}"

    @property
    def start_here(self) -> QWidget:
        return self.table if self.entries else self

    def refresh(self) -> None:
        self.read()

    def show_register(self, register: Register) -> None:
        self.commit_typing()
        self.register, self._only = register, None
        for key, chip in self._chips.items():
            chip.setChecked(key == register.register_id)
        self.search.clear()
        self.side.show_register(register)
        self.read()

    def read(self, wanted: int = 0) -> None:
        chosen = wanted or next(iter(self.table.chosen), 0)
        self.entries = self._bench.store.registers.of(self.register.register_id)
        self.findings = self.kit.check(self.register.register_id, self.entries, self._bench.today)
        self._found = by_entry(self.findings)
        self.empty.say(
            f"还没有登记{self.register.title}。可以逐{self.register.item}登记，也可以从表格导入。{self.register.notice}"
        )
        self.stack.setCurrentIndex(1 if self.entries else 0)
        figures = self.kit.derived(self.register.register_id, self.entries, self._bench.year)
        self.derived.setVisible(bool(figures))
        self.holidays.setVisible(self.register.register_id == REQUESTS)
        self.change_form.setVisible(self.register.register_id == STAFF)
        self.derived.show_figures(self.register.title, self._bench.year, figures, self._note())
        self._show_rows(chosen)
        self.context_changed.emit()

    def _note(self) -> str:
        """What R7 will ask: this year's 现行有效 against the one in last year's report."""
        if self.register.register_id != NORMATIVE:
            return ""
        reports, year = self._bench.store.reports, self._bench.year
        last = [h for h in reports.all() if h.year == year - 1 and h.unit == self._bench.unit]
        before = parse_value(reports.content(last[0].report_id).cells.get(VALID, "")) if last else None
        return told_balance(derive_normative(self.entries, year), before) if isinstance(before, int) else ""

    def _show_rows(self, chosen: int = 0) -> None:
        words = self.search.text().split()
        rows = [e for e in self.entries if (self._only is None or e.entry_id in self._only) and self._holds(e, words)]
        states = {e.entry_id: self._state(e) for e in rows}
        found = {e.entry_id: self.findings_of(e.entry_id) for e in rows}
        keep = chosen or next(iter(self.table.chosen), 0)
        self.table.entries.show_entries(self.register, rows, states, found)
        self.table.fit()
        self.all.setVisible(self._only is not None)
        if not self.table.choose(keep) and rows:
            self.table.choose(rows[0].entry_id)
        elif not rows:
            self._show_entry(0)

    def _holds(self, entry: Entry, words: Sequence[str]) -> bool:
        if not words:
            return True
        texts = " ".join(self.register.field(k).shown(v) for k, v in entry.values.items() if self.register.get(k))
        return all(word in texts for word in words)

    def findings_of(self, entry_id: int) -> list[Finding]:
        return self._found.get(entry_id, [])

    def _state(self, entry: Entry) -> str:
        if entry.register != REQUESTS:
            return ""
        if entry.text("answered_on"):
            return "已答复"
        term = due_term(self.kit.request(entry), self.kit.calendar)
        if term.waiting is Waiting.NOTHING:
            return "已答复"
        due = f"，{_short(term.due)}届满" if term.due else ""
        return f"{WAITING_LABELS[term.waiting]}{due}"

    # -- one entry ---------------------------------------------------------------------------------------------------

    def _show_entry(self, entry_id: int) -> None:
        self.side.commit()
        entry = next((e for e in self.entries if e.entry_id == entry_id), None)
        term = answer_term(request_of(entry), self.kit.calendar) if entry and entry.register == REQUESTS else None
        place = self.entries.index(entry) + 1 if entry else 0
        self.side.show_entry(entry, place, self.findings_of(entry_id), term)

    def _type(self, key: str, text: str) -> None:
        entry_id = next(iter(self.table.chosen), 0)
        if not entry_id:
            return
        register = self.register
        if not self._bench.do(lambda store, now: change_value(store, register, entry_id, key, text, now)):
            self.side.form.show_entry(next((e for e in self.entries if e.entry_id == entry_id), None))

    def next_finding(self, by: int = 1) -> None:
        """The next entry of the list with a finding, beginning again at the end."""
        ids = [e.entry_id for e in self.table.entries.rows]
        flagged = [i for i in ids if self.findings_of(i)]
        here = next(iter(self.table.chosen), 0)
        at = ids.index(here) if here in ids else -1
        after = [i for i in flagged if (ids.index(i) - at) * by > 0]
        if flagged:
            self.table.choose((after or flagged)[0 if by > 0 else -1])

    def add(self) -> None:
        self.commit_typing()
        values = {"year": str(self._bench.year)} if self.register.get("year") else {}
        register, made = self.register, list[int]()

        def act(store: Store, now: datetime) -> Touched:
            touched, entry_id = add_entry(store, register, values, now)
            made.append(entry_id)
            return touched

        if self._bench.do(act):
            self._only = None
            self.search.clear()
            self.read(made[0])
            self.side.form.go_to("")

    def remove(self) -> None:
        ids, register = self.table.chosen, self.register
        if ids:
            said = f"已删除{len(ids)}{register.item}，可以撤销。"
            self._bench.do(lambda store, now: remove_entries(store, register, ids, now), said)

    # -- what it comes to --------------------------------------------------------------------------------------------

    def _show_only(self, figure: DerivedFigure) -> None:
        self._only = frozenset(figure.entries)
        self._show_rows()
        self._bench.told.emit(f"下面只列出“{figure.label}”的 {len(self._only)} {self.register.item}。")

    def show_entry_of(self, register_id: str, entry_id: int) -> None:
        """Open a register at one of its entries."""
        self.show_register(self.kit.register(register_id))
        self._only = None
        self.read(entry_id)

    def show_all(self) -> None:
        self._only = None
        self._show_rows()

    def _fill_report(self) -> None:
        figures = self.kit.derived(self.register.register_id, self.entries, self._bench.year)
        self.report_asked.emit({f.cell: f.text for f in figures if f.cell})

    def export(self) -> None:
        if not self.entries:
            self._bench.failed.emit(f"{self.register.title}还没有登记，没有可导出的内容。")
            return
        proposed = f"{self._bench.unit}{self.register.title}登记簿.xlsx"
        place = self._dialogs.save_file("导出登记簿", proposed, "表格 (*.xlsx)")
        if not place:
            return
        place = place if place.endswith(".xlsx") else f"{place}.xlsx"
        try:
            export_entries(self._bench.services.documents, self.register, self.entries, place)
        except LedgerError as e:
            self._bench.failed.emit(e.message)
            return
        private = "、".join(f.label for f in self.register.fields if f.key in self.register.private)
        left_out = f"“{private}”没有导出。" if private else ""
        self._bench.told.emit(f"已导出 {len(self.entries)} {self.register.item}到“{place}”。{left_out}")

    def write_change_form(self) -> None:
        bench = self._bench
        place = self._dialogs.save_file(
            "写出变更报备表", f"{bench.unit}政务公开工作人员变更报备表.docx", "Word (*.docx)"
        )
        if not place:
            return
        place = place if place.endswith(".docx") else f"{place}.docx"
        form = change_form(self.register, self.entries, bench.unit, bench.today)
        try:
            bench.services.documents.convert(form, place, bench.today)
        except LedgerError as e:
            bench.failed.emit(e.message)
        else:
            bench.told.emit(f"已写出变更报备表：{place}。报备后请在各人的“变更报备日期”登记日期。")

    # -- everywhere --------------------------------------------------------------------------------------------------

    @property
    def open_count(self) -> int:
        return len({w.split(".")[0] for f in self.findings if f.severity is Severity.ERROR for w in f.where})

    def find_here(self) -> None:
        self.search.setFocus()
        self.search.selectAll()

    def commit_typing(self) -> None:
        self.side.commit()


def _short(day: date | None) -> str:
    return f"{day.month}月{day.day}日" if day else ""
