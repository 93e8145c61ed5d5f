"""Room: core. What is wrong or doubtful, as data; there is no second problem type (docs/decisions.md)."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    ERROR = "error"
    WARNING = "warning"
    HINT = "hint"


class Source(StrEnum):
    """Where a rule comes from, printed beside every finding."""

    OFFICIAL = "official"
    DERIVED = "derived"
    OFFICE = "office"
    ADVICE = "advice"


SEVERITY_LABELS = {Severity.ERROR: "错误", Severity.WARNING: "提醒", Severity.HINT: "提示"}
SOURCE_LABELS = {
    Source.OFFICIAL: "官方表样",
    Source.DERIVED: "推导得出",
    Source.OFFICE: "本单位规定",
    Source.ADVICE: "本程序建议",
}


@dataclass(frozen=True, slots=True)
class Change:
    """One cell of a repair. `before` and `after` as they would be printed or computed."""

    cell: str
    before: object
    after: object


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to look at.

    `where` holds places: a report's cell id, task:3, section:1, head:unit, file:NAME, unit:NAME.
    `expected` and `found` hold both figures (also said in `message`), "" where the rule has none.
    """

    severity: Severity
    rule: str
    message: str
    where: tuple[str, ...] = ()
    expected: object = ""
    found: object = ""
    source: Source = Source.ADVICE
    repairs: tuple[tuple[Change, ...], ...] = ()


def has_errors(findings: Iterable[Finding]) -> bool:
    return any(f.severity is Severity.ERROR for f in findings)


def finding_json(finding: Finding) -> dict[str, object]:
    """A finding as the command line prints it (docs/命令行.md)."""
    return {
        "severity": finding.severity.value,
        "rule": finding.rule,
        "source": finding.source.value,
        "message": finding.message,
        "where": list(finding.where),
        "expected": finding.expected,
        "found": finding.found,
        "repairs": [[change_json(change) for change in repair] for repair in finding.repairs],
    }


def change_json(change: Change) -> dict[str, object]:
    return {"cell": change.cell, "from": change.before, "to": change.after}
