"""Room: core. All registers with what judges them, so that one page and one command serve them all."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, TypeAlias

from core.calendar import WorkCalendar
from core.finding import Finding, Severity
from core.registers import figures as yearly
from core.registers import normative, request, staff
from core.registers.derive_requests import Derived, derive_requests
from core.registers.figures import YearFigure
from core.registers.normative import check_normative, derive_normative
from core.registers.register import Entry, Register, register_from
from core.registers.request import Request, choices_of, request_of
from core.registers.request_checks import check_request, doubled
from core.report.form import Form


@dataclass(frozen=True, slots=True)
class DerivedFigure:
    """One figure counted from entries. `cell`: where it belongs in the report, "" for a figure of the narrative.

    `text` is "" where nothing was entered; `before`: the year before, "" where it is not told.
    """

    cell: str
    label: str
    text: str
    entries: tuple[int, ...]
    before: str = ""


Judged: TypeAlias = tuple[Request, date, tuple[Finding, ...]]


@dataclass(frozen=True, slots=True)
class RegisterKit:
    registers: tuple[Register, ...]
    form: Form
    calendar: WorkCalendar
    figures: tuple[YearFigure, ...] = ()
    _read: dict[int, Request] = field(default_factory=dict[int, Request], compare=False, repr=False)
    _judged: dict[int, Judged] = field(default_factory=dict[int, Judged], compare=False, repr=False)

    def register(self, register_id: str) -> Register:
        return next(r for r in self.registers if r.register_id == register_id)

    def with_calendar(self, calendar: WorkCalendar) -> "RegisterKit":
        return replace(self, calendar=calendar, _read={}, _judged={})

    def check(self, register_id: str, entries: Sequence[Entry], today: date) -> tuple[Finding, ...]:
        """In the places entry:12.field."""
        if register_id == request.REGISTER:
            requests = [self.request(e) for e in entries]
            found = (self._check_request(r, today) for r in requests)
            return (*(f for findings in found for f in findings), *doubled(requests))
        if register_id == normative.REGISTER:
            return check_normative(entries, self.calendar, today)
        if register_id == yearly.REGISTER:
            return yearly.check_figures(entries, self.figures)
        return staff.check_staff(entries, today) if register_id == staff.REGISTER else ()

    def derived(self, register_id: str, entries: Iterable[Entry], year: int) -> tuple[DerivedFigure, ...]:
        """What the register says of `year`, in the order of the report's form; () for a register that feeds nothing."""
        if register_id == request.REGISTER:
            return self._named(derive_requests(map(self.request, entries), self.form, year))
        if register_id == normative.REGISTER:
            return self._named(derive_normative(entries, year))
        if register_id == yearly.REGISTER:
            held = list(entries)
            now, last = (yearly.sum_figures(held, self.figures, y) for y in (year, year - 1))
            return tuple(
                DerivedFigure("", s.figure.label, s.told, s.entries, b.told) for s, b in zip(now, last, strict=True)
            )
        return ()

    def request(self, entry: Entry) -> Request:
        """Read once; the store gives the same entry again until it changes."""
        known = self._read.get(entry.entry_id)
        if known is None or known.entry is not entry:
            known = self._read[entry.entry_id] = request_of(entry)
        return known

    def _check_request(self, asked: Request, today: date) -> tuple[Finding, ...]:
        known = self._judged.get(asked.entry.entry_id)
        if known is None or known[0] is not asked or known[1] != today:
            found = tuple(check_request(asked, self.register(request.REGISTER), self.calendar, today))
            known = self._judged[asked.entry.entry_id] = (asked, today, found)
        return known[2]

    def _named(self, derived: Derived) -> tuple[DerivedFigure, ...]:
        return tuple(
            DerivedFigure(cell, self.form.names.get(cell, cell), str(figure), derived.entries.get(cell, ()))
            for cell, figure in derived.figures.items()
        )


def kit_from(raws: Iterable[Mapping[str, Any]], form: Form, calendar: WorkCalendar) -> RegisterKit:
    """From resources/registers/*.toml. Raises LedgerError where a user's own file is not understood."""
    read = list(raws)
    figures = tuple(f for raw in read for f in yearly.figures_from(raw))
    choices = {**choices_of(form), "figures": yearly.choices_of_figures(figures)}
    return RegisterKit(tuple(register_from(raw, choices) for raw in read), form, calendar, figures)


def by_entry(findings: Sequence[Finding]) -> dict[int, list[Finding]]:
    """By the ids in their places, the gravest first."""
    order = list(Severity)
    found: dict[int, list[Finding]] = {}
    for finding in sorted(findings, key=lambda f: order.index(f.severity)):
        for place in dict.fromkeys(w.split(".")[0] for w in finding.where):
            if place.startswith("entry:"):
                found.setdefault(int(place[6:]), []).append(finding)
    return found
