"""Room: core. A finding that a person has accepted (说明理由), with the reason that is kept and printed on wish."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from core.finding import Finding


@dataclass(frozen=True, slots=True)
class AcceptedFinding:
    """It stands for one rule at one place while what was found stays the same: another figure asks again."""

    book_id: int
    rule: str
    where: tuple[str, ...]
    reason: str
    found: str = ""
    accepted_at: datetime | None = None
    accepted_id: int = 0

    def covers(self, finding: Finding) -> bool:
        return (self.rule, self.where, self.found) == (finding.rule, finding.where, str(finding.found))


def split(
    findings: Iterable[Finding], accepted: Iterable[AcceptedFinding]
) -> tuple[list[Finding], list[tuple[Finding, AcceptedFinding]]]:
    """Findings still to be answered, and those answered, each with its acceptance."""
    answers = {(a.rule, a.where, a.found): a for a in accepted}
    still: list[Finding] = []
    answered: list[tuple[Finding, AcceptedFinding]] = []
    for finding in findings:
        answer = answers.get((finding.rule, finding.where, str(finding.found)))
        if answer is None:
            still.append(finding)
        else:
            answered.append((finding, answer))
    return still, answered
