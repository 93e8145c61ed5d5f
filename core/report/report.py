"""Room: core. One annual report as understood: title, year, unit, every cell of the three tables, the six sections."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal

from core.report.form import Form
from core.report.values import Number, Value, number_of


@dataclass(frozen=True, slots=True)
class ReportSection:
    """`number` 1–6 of the form; `title` and `text` as printed, paragraphs parted by line breaks, tables left out."""

    number: int
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class AnnualReport:
    """`cells` has every id of the form, in its order. `typed` keeps the text of a cell where it says more."""

    form: Form
    title: str
    year: int | None
    unit: str
    cells: Mapping[str, Value]
    sections: tuple[ReportSection, ...] = ()
    preamble: str = ""  # between the title and the first section
    loose: str = ""  # text found among the tables
    heads: str = ""  # what the tables print besides figures
    typed: Mapping[str, str] = field(default_factory=dict[str, str])
    absent: tuple[str, ...] = ()  # tables that were not found
    asked: tuple[str, ...] = ()  # cells that could not be told apart: a finding of the reading names them

    def number(self, cell: str) -> Number | None:
        """The cell's number for trial sums (blank and “/” 0, remarks dropped); None when unreadable or not there."""
        return number_of(self.cells[cell]) if cell in self.cells else None

    def section(self, number: int) -> ReportSection | None:
        return next((s for s in self.sections if s.number == number), None)

    def text_of(self, *numbers: int) -> str:
        return "\n".join(s.text for s in self.sections if s.number in numbers)

    def with_cells(self, changes: Mapping[str, Value]) -> "AnnualReport":
        """The report with those cells changed; what was typed there before is dropped."""
        typed = {k: v for k, v in self.typed.items() if k not in changes}
        return replace(self, cells={**self.cells, **changes}, typed=typed)


def repealed_unread(report: AnnualReport) -> bool:
    """Under the trial form's heads the second figure of 第（一）项 tells what was published, not what was repealed."""
    return "本年新公开数量" in report.heads and "本年废止件数" not in report.heads


def report_json(report: AnnualReport) -> dict[str, object]:
    """The report as `show --json` prints it, findings left to the caller. Decimals become floats."""
    return {
        "kind": "report",
        "title": report.title,
        "year": report.year,
        "unit": report.unit,
        "cells": {cell: plain(value) for cell, value in report.cells.items()},
        "sections": [{"title": s.title, "text": s.text} for s in report.sections],
    }


def plain(value: object) -> object:
    """A cell's value as JSON holds it."""
    return float(value) if isinstance(value, Decimal) else value
