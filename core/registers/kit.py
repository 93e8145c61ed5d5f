"""Room: core. All registers with what judges them, so that one page and one command serve them all."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from core.calendar import WorkCalendar
from core.finding import Finding
from core.registers import figures as yearly
from core.registers import normative, request, staff
from core.registers.derive_requests import Derived, derive_requests
from core.registers.figures import YearFigure
from core.registers.normative import check_normative, derive_normative
from core.registers.register import Entry, Register, register_from
from core.registers.request import choices_of, request_of
from core.registers.request_checks import check_requests
from core.report.form import Form


@dataclass(frozen=True, slots=True)
class DerivedFigure:
    """One figure counted from entries. `cell`: where it belongs in the report, "" for a figure of the narrative.

    `text` is "" where nothing was entered.
    """

    cell: str
    label: str
    text: str
    entries: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class RegisterKit:
    registers: tuple[Register, ...]
    form: Form
    calendar: WorkCalendar
    figures: tuple[YearFigure, ...] = ()

    def register(self, register_id: str) -> Register:
        return next(r for r in self.registers if r.register_id == register_id)

    def with_calendar(self, calendar: WorkCalendar) -> "RegisterKit":
        return replace(self, calendar=calendar)

    def check(self, register_id: str, entries: Sequence[Entry], today: date) -> tuple[Finding, ...]:
        """In the places entry:12.field."""
        if register_id == request.REGISTER:
            return check_requests([request_of(e) for e in entries], self.register(register_id), self.calendar, today)
        if register_id == normative.REGISTER:
            return check_normative(entries, self.calendar, today)
        if register_id == yearly.REGISTER:
            return yearly.check_figures(entries, self.figures)
        return staff.check_staff(entries, today) if register_id == staff.REGISTER else ()

    def derived(self, register_id: str, entries: Iterable[Entry], year: int) -> tuple[DerivedFigure, ...]:
        """What the register says of `year`, in the order of the report's form; () for a register that feeds nothing."""
        if register_id == request.REGISTER:
            return self._named(derive_requests(map(request_of, entries), self.form, year))
        if register_id == normative.REGISTER:
            return self._named(derive_normative(entries, year))
        if register_id == yearly.REGISTER:
            sums = yearly.sum_figures(entries, self.figures, year)
            return tuple(
                DerivedFigure("", s.figure.label, f"{s.text}{s.figure.unit if s.text else ''}", s.entries) for s in sums
            )
        return ()

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
