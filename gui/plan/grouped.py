"""Room: gui. Findings of a plan gathered for the eye: one card for all tasks that lack the same thing."""

from collections.abc import Mapping, Sequence

from core.finding import Finding, Severity
from core.plan.review import PlanReview

GATHERED = {"plan.units.none": "有 {} 项原文未列责任单位，待指定：第 {} 项。"}


def gathered(findings: Sequence[Finding]) -> list[Finding]:
    """Those of one rule about single tasks joined into one, warnings first."""
    out: list[Finding] = []
    for finding in findings:
        if finding.rule not in GATHERED:
            out.append(finding)
    for rule, words in GATHERED.items():
        where = tuple(w for f in findings if f.rule == rule for w in f.where)
        if where:
            numbers = "、".join(w.partition(":")[2] for w in where)
            out.append(Finding(Severity.HINT, rule, words.format(len(where), numbers), where, "", len(where)))
    return sorted(out, key=lambda f: list(Severity).index(f.severity))


def by_position(review: PlanReview, findings: Sequence[Finding]) -> Mapping[int, Sequence[Finding]]:
    """Findings beside the tasks that they are about."""
    places: dict[str, list[int]] = {}
    for position, task in enumerate(review.tasks):
        places.setdefault(f"task:{task.row.number}", []).append(position)
    found: dict[int, list[Finding]] = {}
    for finding in findings:
        for where in finding.where:
            for position in places.get(where, ()):
                found.setdefault(position, []).append(finding)
    return found
