"""Room: core. What a sheet that is being filled in needs: which findings can be judged yet, and where each belongs."""

import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from core.accepted import AcceptedFinding, split
from core.finding import Finding, Severity
from core.report.checklist import Result, checklist
from core.report.form import Form
from core.report.report import AnnualReport
from core.report.values import parse_value

SUM_RULES = frozenset(("R1", "R2", "R3", "R4"))


@dataclass(frozen=True, slots=True)
class Standing:
    """Findings to be answered, those answered, and sum rules that wait for blank cells: judged later, never lost
    (the blanks are findings themselves)."""

    still: tuple[Finding, ...] = ()
    answered: tuple[tuple[Finding, AcceptedFinding], ...] = ()
    waiting: tuple[Finding, ...] = ()

    @property
    def sums_broken(self) -> bool:
        return any(f.rule in SUM_RULES for f in self.still)


def standing(report: AnnualReport, findings: Iterable[Finding], accepted: Sequence[AcceptedFinding]) -> Standing:
    ripe: list[Finding] = []
    waiting: list[Finding] = []
    for finding in findings:
        (waiting if _waits(report, finding) else ripe).append(finding)
    still, answered = split(ripe, accepted)
    return Standing(tuple(still), tuple(answered), tuple(waiting))


def may_be_accepted(finding: Finding) -> bool:
    """Warnings and hints, and last year's carry-over, which a merger or a corrected kind of applicant explains."""
    return finding.severity is not Severity.ERROR or finding.rule == "R6"


def section_of(finding: Finding, form: Form) -> int:
    """The section, 1–6, in which a finding is to be mended: that of its first cell or section; else the first."""
    of_table = {t.table_id: t.section for t in form.tables}
    for place in finding.where:
        if place.startswith("section:") and place[8:].isdigit():
            return int(place[8:])
        if (number := of_table.get(place.split(".")[0])) and place in form.names:
            return number
    return 1


def cells_of(finding: Finding, form: Form) -> tuple[str, ...]:
    return tuple(place for place in finding.where if place in form.names)


def broken_rules(findings: Iterable[Finding]) -> Mapping[str, int]:
    """In how many broken sums each cell stands."""
    return Counter(c for f in findings if f.rule in SUM_RULES for c in f.where)


def marked_cells(finding: Finding, form: Form, broken: Mapping[str, int]) -> Sequence[str]:
    """The cells that a finding marks: of a broken sum those that stand in most broken sums (its total, where all are
    alike; all four of R1, which has two a side); of blanks none."""
    cells = cells_of(finding, form)
    if finding.rule in SUM_RULES and cells:
        most = max(broken.get(c, 1) for c in cells)
        if most > 1:
            return [c for c in cells if broken.get(c, 1) == most]
        return cells if finding.rule == "R1" else cells[:1]
    return () if finding.rule == "R5" and finding.found in ("空白", None) else cells


def chief_cell(finding: Finding, form: Form, broken: Mapping[str, int]) -> str:
    """The cell to go to: the first that is marked, of blanks the first blank one; "" for words."""
    cells = marked_cells(finding, form, broken) or cells_of(finding, form)
    return cells[0] if cells else ""


def rule_counts(report: AnnualReport, now: Standing, last_year: bool) -> Mapping[Result, int]:
    """How many of the form's rules hold, are broken, are answered, were not checked."""
    findings = [*now.still, *(f for f, _ in now.answered)]
    accepted = {f: a.reason for f, a in now.answered}
    lines = checklist(report, findings, accepted=accepted, last_year=last_year)
    return {result: sum(line.result is result for line in lines) for result in Result}


def totals_to_fill(report: AnnualReport) -> dict[str, str]:
    """Blank totals whose parts are all filled in, or are such totals themselves, with what they add up to."""
    found: dict[str, str] = {}
    while True:
        sums = [s for s in report.form.sums if len(s.left) == 1 and report.cells[s.left[0]] is None]
        whole = [s for s in sums if all(isinstance(report.cells[c], int | Decimal) for c in s.right)]
        fresh = {s.left[0]: sum(report.number(c) or 0 for c in s.right) for s in whole}
        if not fresh:
            return found
        found |= {c: str(n) for c, n in fresh.items()}
        report = report.with_cells(fresh)


def tidy(text: str) -> str:
    """Typed or pasted text of a cell: full-width digits of a number made plain, all else as it is."""
    plain = unicodedata.normalize("NFKC", text).strip()
    return plain if not isinstance(parse_value(plain), str | None) else text.strip()


def _waits(report: AnnualReport, finding: Finding) -> bool:
    return finding.rule in SUM_RULES and any(report.cells.get(c) is None for c in finding.where if c in report.cells)
