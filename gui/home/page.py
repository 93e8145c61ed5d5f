"""Room: gui. 首页: one next step, how the tasks stand, the year's days; each line leads to its place."""

from typing import Protocol

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from core.agenda import AgendaKind, Facts, NextStep, OpenRequest, agenda, by_month, next_step
from core.days import shown_day
from core.ledger.listing import QUICK_LABELS, ListedTask, Quick, SortBy, counts, sorted_by
from core.ledger.outlook import Urgency
from core.office_round import OfficeFacts
from core.registers.request import REGISTER as REQUESTS
from core.registers.request import request_of
from core.registers.term import answer_term
from core.settings import UserRole
from gui.dispatch import HANDED_OUT
from gui.home.round_card import RoundCard
from gui.home.year_strip import YearStrip
from gui.icons import SHAPE_OF_URGENCY, colour_of_urgency, icon
from gui.registers.kit import kit_of
from gui.signals import on, on_any
from gui.theme import Theme
from gui.widgets import BETWEEN, EDGE, button, column, emptied, frame, label, line, scrolled
from gui.workbench import Workbench

MOST_LINES = 8
ROUND_OF = frozenset({"intake", "units", "plans"})  # what the office's card is made of


class Places(Protocol):
    """Where a line can lead; the work area."""

    def open_page(self, key: str) -> QWidget: ...
    def show_task(self, task_id: int) -> None: ...
    def show_quick(self, quick: object) -> None: ...
    def import_file(self) -> None: ...


class HomePage(QWidget):
    title = "首页"
    asked = Signal(str)  # a target of core.agenda

    def __init__(self, bench: Workbench, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("homePage")
        self._bench, self._theme = bench, theme
        inner = QWidget()
        box = column(inner, (EDGE, 12, EDGE, 12), BETWEEN)
        column(self).addWidget(scrolled(inner))
        step_card = frame("card", "nextStep")
        self._step = column(step_card, (EDGE, 14, EDGE, 14), 8)
        self._figures = line(spacing=BETWEEN)
        self.year = YearStrip(theme)
        self.year.asked.connect(self.asked)
        self.round = RoundCard(bench, theme)
        self.round.asked.connect(self.asked)
        self.round.changed.connect(self._show_next)
        self._round_known = False
        self._due_card = frame("card", "dueTasks")
        self._due = column(self._due_card, (EDGE, 12, EDGE, 12), 4)
        box.addWidget(step_card)
        box.addWidget(self.round)
        box.addLayout(self._figures)
        box.addWidget(self.year)
        box.addWidget(self._due_card)
        box.addStretch(1)
        on_any(bench.book_read, self._forget_round)
        on(bench.subjects_touched, frozenset, lambda subjects: subjects & ROUND_OF and self._forget_round())
        on_any(theme.changed, self.round.redraw)
        for signal in (bench.book_read, bench.tasks_read, bench.findings_read, bench.subjects_touched, theme.changed):
            signal.connect(self.refresh)

    @property
    def context(self) -> str:
        return shown_day(self._bench.today)

    def refresh(self) -> None:
        if not self.isVisible():
            return
        bench, facts = self._bench, self.facts()
        if not self._round_known:
            self._round_known = True
            self._read_round()
            facts = self.facts()
        self._show_step(next_step(facts))
        has_rows = bench.book is not None
        self._show_figures(has_rows)
        self.year.show_year(facts.year, by_month(agenda(facts)), bench.today)
        self._due_card.setVisible(has_rows)
        if has_rows:
            self._show_due()

    def _forget_round(self) -> None:
        self._round_known = False

    def _read_round(self) -> None:
        """Of a unit that collects from nobody there is none to show."""
        if self._bench.settings.role is UserRole.UNIT:
            self.round.hide()
            self.round.stand = None
        else:
            self.round.read()

    def _show_next(self) -> None:
        if self.isVisible():
            self._show_step(next_step(self.facts()))

    def _office(self) -> OfficeFacts | None:
        bench, stand = self._bench, self.round.stand
        if bench.settings.role is UserRole.UNIT:
            return None
        book_id = bench.book.book_id if bench.book else 0
        said = frozenset(bench.store.intake.texts(book_id, stand.name)) if stand else frozenset[int]()
        return OfficeFacts(
            drafts=sum(not head.book_id for head in bench.store.plans.all()),
            handed_out=bench.store.settings.recall(HANDED_OUT) == str(book_id),
            round=stand,
            unwritten=sum(r.task.task_id in said and not r.state.progress.strip() for r in bench.rows),
        )

    def facts(self) -> Facts:
        """Everything that has a day, from the store."""
        bench = self._bench
        own = [h for h in bench.store.reports.all() if not h.reference and h.year]
        published = frozenset(h.year for h in own if h.year and bench.store.reports.versions(h.report_id))
        return Facts(
            today=bench.today,
            role=bench.settings.role,
            year=bench.year,
            rows=bench.rows,
            rounds=bench.rounds,
            requests=self._requests(),
            published=published,
            begun=frozenset(h.year for h in own if h.year),
            has_book=bench.book is not None,
            office=self._office(),
        )

    def _requests(self) -> list[OpenRequest]:
        entries = self._bench.store.registers.of(REQUESTS)
        kit = kit_of(self._bench) if entries else None
        if kit is None:
            return []
        open_ones = [r for r in map(request_of, entries) if r.open]
        return [
            OpenRequest(r.entry.entry_id, r.entry.text("number"), answer_term(r, kit.calendar).due) for r in open_ones
        ]

    def _show_step(self, step: NextStep) -> None:
        emptied(self._step)
        self._step.addWidget(label("下一步", "label"))
        words = label(step.words, "title", "nextStepWords", wrap=True)
        go = button(step.verb, "nextStepButton", lambda: self.asked.emit(step.target), "primary")
        row = line(words, go)
        row.setStretch(0, 1)
        self._step.addLayout(row)

    def _show_figures(self, has_rows: bool) -> None:
        emptied(self._figures)
        for quick, count in counts(self._bench.rows).items() if has_rows else ():
            if quick is Quick.ALL:
                continue
            card = frame("card")
            inside = column(card, (14, 8, 14, 10), 0)
            inside.addWidget(label(QUICK_LABELS[quick], "label"))
            inside.addWidget(label(str(count), "figure"))
            hint = f"查看{QUICK_LABELS[quick]}的 {count} 项任务"
            target = f"quick:{quick.value}"
            see = button("查看", f"home_{quick.value}", lambda t=target: self.asked.emit(t), "link", hint)
            see.setEnabled(count > 0)
            inside.addLayout(line(see, 1))
            self._figures.addWidget(card)

    def _show_due(self) -> None:
        emptied(self._due)
        urgent = [r for r in self._bench.rows if r.mine and r.outlook.urgency in (Urgency.LATE, Urgency.SOON)]
        self._due.addWidget(label(f"逾期和 30 天内到期的任务（{len(urgent)}）", "panel"))
        for row in sorted_by(urgent, SortBy.DUE)[:MOST_LINES]:
            self._due.addWidget(self._task_line(row))
        if len(urgent) > MOST_LINES:
            self._due.addWidget(label(f"另有 {len(urgent) - MOST_LINES} 项，见任务台账的“临期”“逾期”。", "label"))
        if not urgent:
            self._due.addWidget(label("没有逾期的任务，30 天内也没有到期的任务。", "muted"))

    def _task_line(self, row: ListedTask) -> QWidget:
        out = row.outlook
        words = f"第{row.label}项　{row.topic or row.content[:24]}　{out.text}，{out.words}"
        target = f"{AgendaKind.TASK}:{row.task.task_id}"
        made = button(words, "homeTask", lambda: self.asked.emit(target), "page", words)
        colour = colour_of_urgency(out.urgency, self._theme.colours)
        made.setIcon(icon(SHAPE_OF_URGENCY[out.urgency], colour, 12))
        return made


def go_to(places: Places, target: str) -> None:
    """Follow a target of core.agenda."""
    kind, _, which = target.partition(":")
    if kind == "task":
        places.show_task(int(which))
    elif kind == "quick":
        places.show_quick(which)
    elif kind == "entry":
        page = places.open_page("registers")
        show = getattr(page, "show_entry_of", None)
        if show:
            show(REQUESTS, int(which))
    elif which == "import":
        places.import_file()
    else:
        places.open_page(which)
