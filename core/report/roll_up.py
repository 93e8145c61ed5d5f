"""Room: core. Units' reports summed cell by cell into the county's (R11), and a given total held against the sum.

Blank and “/” count as 0 and are named in a finding; figures that reading could not tell apart are left out and named.
垂直管理 units report upwards in their own line and are left out of the sum (国办公开办函〔2021〕30号).
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from core.finding import Finding, Severity, Source
from core.report.form import Form
from core.report.narrative import figure_findings, sentences_of
from core.report.report import AnnualReport, plain
from core.report.roll_up_findings import (
    changed_findings,
    left_out_findings,
    missing_findings,
    unbalanced_findings,
    unsure_findings,
    year_findings,
)
from core.report.rules import sum_findings
from core.report.unit_kind import unit_kind
from core.report.values import Number


@dataclass(frozen=True, slots=True)
class Difference:
    """A cell where the given total is not the units' sum; `units` are those that may be behind it, likeliest first."""

    cell: str
    total: Number
    summed: Number
    units: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RollUp:
    """`units` in the order given, those left out not among them; `shares` unit → cell → figure, for drill-down."""

    units: tuple[str, ...]
    left_out: tuple[str, ...]
    cells: Mapping[str, Number]
    shares: Mapping[str, Mapping[str, Number]]
    differences: tuple[Difference, ...]
    findings: tuple[Finding, ...]


def roll_up(
    reports: Mapping[str, AnnualReport],
    total: AnnualReport | None = None,
    *,
    expected: Sequence[str] = (),
    before: Mapping[str, AnnualReport] | None = None,
    not_counted: Collection[str] = (),
) -> RollUp:
    """Sum the reports by unit name, find what breaks the sum.

    `not_counted`: units that the office's directory keeps out, beside those whose name tells of 垂直管理. `expected` are units that should be there; `before` the same units' reports of an earlier roll-up: what changed
    since is reported. Reports of another form are read by the cells they share.
    """
    form = (total or next(iter(reports.values()))).form if reports or total else None
    if form is None:
        return RollUp((), (), {}, {}, (), ())
    left_out = tuple(name for name in reports if is_vertical(name, form) or name in not_counted)
    counted = {name: r for name, r in reports.items() if name not in left_out}
    shares = {name: {c: n for c in form.cell_ids if (n := r.number(c)) is not None} for name, r in counted.items()}
    cells = {c: sum((s.get(c, 0) for s in shares.values()), start=0) for c in form.cell_ids}
    differences = tuple(_differences(cells, shares, counted, total)) if total else ()
    findings = [
        *left_out_findings(left_out),
        *year_findings(counted, total),
        *unsure_findings(counted),
        *unbalanced_findings(counted),
        *missing_findings(counted, expected),
        *changed_findings(counted, before or {}),
        *(_difference_finding(form, d) for d in differences),
    ]
    return RollUp(tuple(counted), left_out, cells, shares, differences, tuple(findings))


def is_vertical(name: str, form: Form) -> bool:
    """Whether the name tells of a 垂直管理 unit, by the form's list."""
    return any(word in name for word in form.vertical)


def _differences(
    cells: Mapping[str, Number],
    shares: Mapping[str, Mapping[str, Number]],
    reports: Mapping[str, AnnualReport],
    total: AnnualReport,
) -> Iterator[Difference]:
    gaps = {c: told - cells[c] for c in cells if (told := _told(total, c)) is not None and told != cells[c]}
    whole = _whole_units(gaps, cells, shares)
    suspects = {name: _own_faults(r) for name, r in reports.items()} if gaps else {}
    for cell, gap in gaps.items():
        units = whole or _behind(cell, gap, shares, reports, suspects)
        yield Difference(cell, cells[cell] + gap, cells[cell], tuple(units))


def _told(total: AnnualReport, cell: str) -> Number | None:
    unread = cell in total.asked or cell.split(".")[0] in total.absent
    return None if unread else total.number(cell)


def _whole_units(
    gaps: Mapping[str, Number], cells: Mapping[str, Number], shares: Mapping[str, Mapping[str, Number]]
) -> list[str]:
    """Units left out of the total, or counted twice in it: every gap is their figure, and there is no other gap."""
    return [
        name
        for name, share in shares.items()
        for sign in (1, -1)
        if gaps and all(gaps.get(c, 0) == sign * share.get(c, 0) for c in cells)
    ]


def _own_faults(report: AnnualReport) -> set[str]:
    """Cells that the unit's own sums or words speak against."""
    kind = unit_kind(report.unit)
    found = sum_findings(report) + figure_findings(report, sentences_of(report, kind, 1))
    return {c for f in found if f.severity is not Severity.HINT for c in f.where}


def _behind(
    cell: str,
    gap: Number,
    shares: Mapping[str, Mapping[str, Number]],
    reports: Mapping[str, AnnualReport],
    suspects: Mapping[str, set[str]],
) -> list[str]:
    """Units that may explain the gap: at fault by their own sums or words, not a number there, else all that share."""
    named = [name for name in reports if cell in suspects[name]]
    named += [n for n, r in reports.items() if cell in r.asked or not isinstance(r.cells.get(cell), int | Decimal)]
    if named:
        return list(dict.fromkeys(named))
    holding = [n for n, s in shares.items() if s.get(cell)]
    return sorted(holding, key=lambda n: (shares[n][cell] != abs(gap), -shares[n][cell]))


def _difference_finding(form: Form, difference: Difference) -> Finding:
    rule = form.rule("R11")
    units = f"先核对：{'、'.join(difference.units[:5])}。" if difference.units else "各单位该格都是0。"
    place = form.names[difference.cell]
    template = rule.message if rule else "{place}：汇总表填{found}，各单位相加为{expected}，相差{gap}。{units}"
    gap = abs(difference.total - difference.summed)
    message = template.format(place=place, found=difference.total, expected=difference.summed, gap=gap, units=units)
    where = (difference.cell, *(f"unit:{u}" for u in difference.units[:5]))
    severity, source = (rule.severity, rule.source) if rule else (Severity.ERROR, Source.DERIVED)
    return Finding(severity, "R11", message, where, plain(difference.summed), plain(difference.total), source)


def roll_up_json(result: RollUp) -> dict[str, object]:
    """As `rollup --json` prints it, findings left to the caller."""
    return {
        "units": list(result.units),
        "cells": {c: plain(n) for c, n in result.cells.items()},
        "differences": [
            {"cell": d.cell, "total": plain(d.total), "sum": plain(d.summed), "units": list(d.units)}
            for d in result.differences
        ],
    }


def rolled_report(result: RollUp, form: Form, title: str, year: int | None, unit: str) -> AnnualReport:
    """The sums as a report of the county's own, its words still to be written."""
    return AnnualReport(form, title, year, unit, dict(result.cells))
