"""Room: core. Everything that can be checked about one annual report, in one list."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from core.document import Document
from core.finding import Finding, Severity
from core.report.against_plan import plan_findings
from core.report.likeness import likeness_findings
from core.report.lists import list_findings, share_findings
from core.report.mend import Repairs, named_repairs, never
from core.report.narrative import figure_findings, sentences_of
from core.report.private import private_findings
from core.report.repair import Stop
from core.report.report import AnnualReport, plain
from core.report.rules import cell_findings, other_findings, sum_findings
from core.report.unit_kind import UnitKind, unit_kind
from core.report.wording import wording_findings
from core.report.years import all_zero, year_findings

_ORDER = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.HINT: 2}


def check_report(
    report: AnnualReport,
    *,
    last_year: AnnualReport | None = None,
    plan: Document | str | None = None,
    unit: str | None = None,
    kind: UnitKind | None = None,
    others: Mapping[str, AnnualReport] | None = None,
    earlier: Sequence[AnnualReport] = (),
) -> list[Finding]:
    """Findings of the tables, of the words against them, of last year, of the plan; errors first.

    `unit` says whose report it is, before what its title says; `kind` overrides what the name tells; `others` are other units'
    reports by name, for likeness; `earlier` are reports before last year's. Reading's own findings are not repeated.
    """
    report = replace(report, unit=_whose(report.unit, unit or ""))
    kind = kind or unit_kind(report.unit)
    spoken = sentences_of(report, kind, *(s.number for s in report.form.sections))
    found = sum_findings(report) + cell_findings(report) + other_findings(report, kind)
    found += figure_findings(report, spoken) + list_findings(report, spoken) + share_findings(report, spoken)
    found += [*wording_findings(report, kind), *private_findings(report)]
    if last_year is not None:
        found += year_findings(report, last_year)
        found += likeness_findings(report, {"上年报告": last_year})
    # who wrote first is not known here: a question, and no fault yet
    found += [replace(f, severity=Severity.HINT) for f in likeness_findings(report, others or {})]
    found += _three_zero_years(report, [r for r in (last_year, *earlier) if r is not None])
    if plan is not None:
        found += plan_findings(report, plan)
    return sorted(_once(found), key=lambda f: _ORDER[f.severity])


def _whose(printed: str, told: str) -> str:
    """The unit that was told, else the printed one. A government's report stays its own where its office is told."""
    office = re.fullmatch(r"(.+?)(?:人民)?政府办公[室厅]", told)
    same = office and printed.removesuffix("政府").removesuffix("人民") == office[1]
    return printed if same or not told else told


def check_with_repairs(
    findings: Sequence[Finding], report: AnnualReport, stop: Stop = never
) -> tuple[list[Finding], Repairs]:
    """The findings with the repairs that touch them (the five best each), and all repairs of the sheet."""
    mended = named_repairs(report, stop)
    return [_with_repairs(f, mended) for f in findings], mended


def _with_repairs(finding: Finding, mended: Repairs) -> Finding:
    if finding.rule not in {"R1", "R2", "R3", "R4"}:
        return finding
    cells = set(finding.where)
    touching = [r.changes for r in mended.ranked if cells & {c.cell for c in r.changes}]
    return replace(finding, repairs=tuple(touching[:5]))


def _once(findings: Sequence[Finding]) -> list[Finding]:
    """Each finding once, its figures plain (no Decimal), as every face and file can print them."""
    kept = {(f.rule, f.message, f.where): f for f in findings}
    return [replace(f, expected=plain(f.expected), found=plain(f.found)) for f in kept.values()]


def _three_zero_years(report: AnnualReport, before: Sequence[AnnualReport]) -> list[Finding]:
    rule = report.form.rule("R12")
    if not rule or len(before) < 2 or not all(all_zero(r) for r in (report, *before[:2])):
        return []
    message = "连续三年表三、表四各项都是0，请核实是否确实没有收到申请，登记是否完整。"
    return [Finding(rule.severity, rule.rule_id, message, ("3.new.total",), "", 0, rule.source)]
