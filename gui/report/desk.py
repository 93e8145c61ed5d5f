"""Room: gui. The report on the table: read from the store, changed by actions, checked at once, repairs looked for."""

import time
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

from PySide6.QtCore import QObject, QTimer, Signal

from core.actions.ports import Store
from core.actions.report_out import ReportToSend
from core.actions.reporting import (
    accept_in_report,
    apply_repair,
    fill_zeros,
    hold_against_plan,
    remove_report,
    set_cell,
    set_cells,
    take_back_in_report,
    write_section,
)
from core.actions.touched import Touched
from core.document import Document
from core.errors import LedgerError
from core.finding import Change, Finding
from core.progress import Progress
from core.registers.figures import YearSum
from core.report.check import check_report
from core.report.compose import put_below
from core.report.form import Form
from core.report.live import Standing, broken_rules, section_of, standing, tidy, totals_to_fill
from core.report.mend import Repairs, named_repairs
from core.report.record import (
    RepairReason,
    ReportContent,
    ReportHead,
    ReportNote,
    ReportVersion,
    form_named,
    report_of,
)
from core.report.report import AnnualReport, ReportSection
from core.report.totals import blanks
from gui.registers.year_data import YearData
from gui.report.companions import Companions, companions_of, read_kept
from gui.report.marking import clear_state, fill_state
from gui.report.sheet_model import SheetState
from gui.signals import on
from gui.workbench import Workbench

REPAIR_AFTER_MS = 120
REPAIR_SECONDS = 4.0
NOTHING = Repairs((), True)


class ReportDesk(QObject):
    """`report` is None while there is none. `state` is what the sheets show."""

    opened = Signal()  # another report, or none
    changed = Signal(object)  # frozenset of changed cells; sections and head may have changed, too
    checked = Signal()
    repaired = Signal()

    def __init__(self, bench: Workbench, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.bench = bench
        self.state = SheetState()
        self.heads: tuple[ReportHead, ...] = ()
        self.head: ReportHead | None = None
        self.content = ReportContent()
        self.report: AnnualReport | None = None
        self.last_head: ReportHead | None = None
        self.last_year: AnnualReport | None = None
        self.earlier: Sequence[AnnualReport] = ()
        self.others: Mapping[str, AnnualReport] = {}
        self.year_data = YearData(bench)
        self.plan: Document | None = None
        self._plan_held = ""
        self.notes: tuple[ReportNote, ...] = ()
        self.versions: tuple[ReportVersion, ...] = ()
        self.findings: Sequence[Finding] = ()
        self.standing = Standing()
        self.broken: Mapping[str, int] = {}
        self.repairs: Repairs | None = NOTHING  # None while they are looked for
        self._forms: Sequence[Form] = ()
        self._searches = 0
        self._search_soon = QTimer(self)
        self._search_soon.setSingleShot(True)
        self._search_soon.setInterval(REPAIR_AFTER_MS)
        self._search_soon.timeout.connect(self._search)
        bench.reports_touched.connect(self._look_again)
        on(bench.subjects_touched, frozenset, self._look_at_registers)
        bench.book_read.connect(lambda: self._look_again(frozenset()))  # after a restore, and when the unit was changed

    # -- reading -----------------------------------------------------------------------------------------------------

    @property
    def store(self) -> Store:
        return self.bench.store

    @property
    def forms(self) -> Sequence[Form]:
        """Of the annual report; a user's own file with a fault is told of, and there are none."""
        if not self._forms:
            try:
                self._forms = self.bench.services.forms(self.store.folder)
            except LedgerError as e:
                self.tell(e)
        return self._forms

    @property
    def own(self) -> list[ReportHead]:
        return [h for h in self.heads if not h.reference]

    @property
    def searching(self) -> bool:
        return self._search_soon.isActive() or self.repairs is None

    def read(self, wanted: int = 0) -> None:
        """Open `wanted`, else the one that is open, else the newest of this unit."""
        self.heads = self.store.reports.all()
        before = self.head.report_id if self.head else 0
        wanted = wanted or (before if self.head and self.head.reference else 0)
        shown_id = wanted or before
        unit = self.bench.unit
        newest = next((h for h in self.own if h.unit == unit), None) or next(iter(self.own), None)
        # one that is kept only to be compared with is opened where it is asked for, never by itself
        self.head = next((h for h in self.heads if h.report_id == shown_id and (wanted or not h.reference)), newest)
        self._read_plan()
        self._read_content()
        self._read_companions()
        self._check()
        self.opened.emit()
        self.checked.emit()

    def _read_content(self) -> None:
        reports, head = self.store.reports, self.head
        form = form_named(self.forms, head.form_id) if head else None
        if head is None or form is None:
            self.report, self.content, self.notes, self.versions = None, ReportContent(), (), ()
            return
        self.content = reports.content(head.report_id)
        self.notes = reports.notes(head.report_id)
        self.versions = reports.versions(head.report_id)
        self.report = report_of(head, self.content, form)

    def _read_companions(self) -> None:
        found = Companions()
        if self.head and self.forms:
            units = self.store.units.all()
            found = companions_of(self.head, self.heads, self.store.reports, self.forms, units)
        self.last_head, self.last_year = found.last_head, found.last_year
        self.earlier, self.others = found.earlier, found.others

    def _read_plan(self) -> None:
        """The plan that the report is held against, as it was kept; read once, off the GUI thread."""
        wanted = self.head.plan if self.head else ""
        if wanted == self._plan_held:
            return
        self._plan_held, self.plan = wanted, None
        if not wanted or self.head is None:
            return
        named, kept, documents = self.head.plan_name, self.store.kept, self.bench.services.documents

        def done(plan: Document) -> None:
            if wanted == self._plan_held:
                self.plan = plan
                self._check()
                self.checked.emit()

        self.bench.worker.run(lambda progress: read_kept(kept, documents, wanted, named), done, self.tell, quiet=True)

    def _look_again(self, ids: frozenset[int]) -> None:
        heads = self.store.reports.all()
        head = self.head
        now = next((h for h in heads if head and h.report_id == head.report_id), None)
        last = self.last_head.report_id if self.last_head else 0
        if now is None or {h.report_id for h in heads} != {h.report_id for h in self.heads}:
            self.read()
            return
        self.heads, self.head = heads, now
        before = self.content.cells
        self._read_content()
        self._read_plan()
        if last in ids or now != head:
            self._read_companions()
        after = self.content.cells
        changed = frozenset(c for c in {*before, *after} if before.get(c) != after.get(c))
        self._check()
        self.changed.emit(changed)
        self.checked.emit()

    def _look_at_registers(self, subjects: frozenset[str]) -> None:
        if "registers" in subjects:
            self.year_data.forget()
            self._check()
            self.changed.emit(frozenset[str]())
            self.checked.emit()

    @property
    def year_figures(self) -> Sequence[YearSum]:
        """Of the unit's own report: what can be put into its words."""
        head = self.head
        return self.year_data.sums(head.year) if head and not head.reference else ()

    def reason_for(self, finding: Finding) -> str:
        """What a register says to the finding, to begin a reason with."""
        return self.year_data.answer(finding, self.report, self.last_year)

    # -- checking ----------------------------------------------------------------------------------------------------

    def _check(self) -> None:
        report, head = self.report, self.head
        if report is None or head is None:
            self.findings, self.standing = (), Standing()
            self._fill_state()
            return
        unit = None if report.unit else self.bench.unit or None  # the office may keep another unit's report
        self.findings = check_report(
            report, last_year=self.last_year, earlier=self.earlier, others=self.others, plan=self.plan, unit=unit
        )
        if self.year_figures:
            self.findings = [*self.findings, *self.year_data.findings(report)]
        self.standing = standing(report, self.findings, self.store.reports.acceptances(head.report_id))
        self.broken = broken_rules(self.standing.still)
        self._searches += 1
        broken = self.standing.sums_broken and not self.standing.waiting
        self.repairs = None if broken else NOTHING
        if broken:
            self._search_soon.start()
        self._fill_state()

    def _fill_state(self) -> None:
        if self.report is None:
            clear_state(self.state)
        else:
            fill_state(self.state, self.report, self.content.cells, self.last_year, self.standing, self.broken)

    def _search(self) -> None:
        report, asked = self.report, self._searches
        if report is None:
            return

        def job(progress: Progress) -> Repairs:
            end = time.monotonic() + REPAIR_SECONDS
            return named_repairs(report, lambda: asked != self._searches or time.monotonic() > end)

        def done(found: Repairs) -> None:
            if asked == self._searches:
                self._take_repairs(found)

        self.bench.worker.run(job, done, lambda e: self.bench.failed.emit(e.message), quiet=True)

    def _take_repairs(self, found: Repairs) -> None:
        self.repairs = found
        best = found.ranked[:1]
        self.state.leads = frozenset(c.cell for r in best for c in r.changes)
        self.repaired.emit()

    def to_send(self) -> ReportToSend | None:
        """The report with all that its papers tell."""
        if self.report is None:
            return None
        return ReportToSend(self.report, self.standing, self.notes, self.last_year is not None, self.plan is not None)

    def hold_against_plan(self, place: str) -> bool:
        """工作要点: its dates and targets against what the report says. "" for none; kept with the report."""
        return self._do(lambda s, i, now: hold_against_plan(s, i, place, now))

    def of_section(self, number: int) -> list[Finding]:
        form = self.report.form if self.report else None
        return [f for f in self.standing.still if form and section_of(f, form) == number]

    # -- acting ------------------------------------------------------------------------------------------------------

    def _do(self, action: Callable[[Store, int, datetime], Touched], said: str = "") -> bool:
        head = self.head
        return head is not None and self.bench.do(lambda s, now: action(s, head.report_id, now), said)

    def type_cell(self, cell: str, text: str) -> None:
        name = self.state.names.get(cell, cell)
        self._do(lambda s, i, now: set_cell(s, i, cell, tidy(text), name, now))

    def put_cells(self, texts: Mapping[str, str], what: str, said: str = "") -> None:
        fresh = {c: t for c, t in texts.items() if self.content.cells.get(c, "") != t}
        if fresh:
            self._do(lambda s, i, now: set_cells(s, i, fresh, what, now), said)

    def write(self, number: int, text: str) -> None:
        section = self.report.section(number) if self.report else None
        if section and section.text != text:
            self._do(lambda s, i, now: write_section(s, i, ReportSection(number, section.title, text), now))

    def put_draft(self, number: int, draft: str) -> str:
        """A draft below what is there (above 署名、日期), as a step of its own. The text as it then stands, "" where nothing was put in."""
        section = self.report.section(number) if self.report else None
        if section is None:
            return ""
        text = put_below(section.text, draft)
        fresh = ReportSection(number, section.title, text)
        done = self._do(
            lambda s, i, now: write_section(s, i, fresh, now, "放入台账进展"),
            "已把台账进展放在本部分末尾，请删改核对。按 Ctrl+Z 可以撤销。",
        )
        return text if done else ""

    def blank_cells(self, section: int = 0) -> tuple[str, ...]:
        """Blank cells of a section's table; of all tables where `section` is 0."""
        if self.report is None:
            return ()
        tables = {t.table_id for t in self.report.form.tables if not section or t.section == section}
        return tuple(c for c in blanks(self.report) if c.split(".")[0] in tables)

    def blank_totals(self) -> dict[str, str]:
        """Blank totals whose parts are all filled in, with what they add up to."""
        return totals_to_fill(self.report) if self.report else {}

    def fill_zeros(self, cells: Sequence[str], who: str) -> None:
        self._do(
            lambda s, i, now: fill_zeros(s, i, cells, who, now), f"已把 {len(cells)} 个空白格填为 0，并记下由谁确认。"
        )

    def mend(self, changes: Sequence[Change], reason: RepairReason, words: str = "") -> bool:
        who = self.bench.settings.contact
        return self._do(
            lambda s, i, now: apply_repair(s, i, changes, reason, words, who, now),
            f"已修改 {len(changes)} 格，原因列入核对表。",
        )

    def accept(self, finding: Finding, reason: str) -> None:
        self._do(lambda s, i, now: accept_in_report(s, i, finding, reason, now), "已记下理由。")

    def take_back(self, accepted_id: int) -> None:
        self.bench.do(lambda s, now: take_back_in_report(s, accepted_id, now))

    def remove(self) -> None:
        head = self.head
        if head:
            self.attempt(lambda: remove_report(self.store, head.report_id, self.bench.now))

    def attempt(self, call: Callable[[], Touched]) -> bool:
        """Run an action that is not of the open report; what fails is told."""
        touched = self.bench.attempt(call)
        if touched is None:
            return False
        self.bench.look_again(touched)
        return True

    def tell(self, error: LedgerError) -> None:
        self.bench.failed.emit(error.message)
