"""Room: core. How alike two reports' words are: 年年雷同 and 与其他单位雷同 are faults the form names."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import lru_cache
from itertools import combinations

from rapidfuzz import fuzz

from core.finding import Finding, Severity
from core.report.report import AnnualReport

_LEAST = 120  # shorter texts are alike by nature
_PARAGRAPH = 60  # letters of a paragraph from which its standing again is no chance
_SAME = 97
_PROBLEMS = 5


@lru_cache(maxsize=512)
def likeness(one: str, other: str) -> int:
    """Percent alike, digits and blanks left out (new figures in old words are still old words)."""
    a, b = (re.sub(r"[\d\s]", "", text) for text in (one, other))
    return int(fuzz.ratio(a, b)) if min(len(a), len(b)) >= _LEAST else 0


@lru_cache(maxsize=512)
def repeated_paragraph(one: str, other: str) -> int:
    """The highest share of any long paragraph that stands again, word for word or nearly, in the other text."""
    mine, theirs = ([re.sub(r"[\d\s]", "", line) for line in text.split("\n")] for text in (one, other))
    pairs = ((a, b) for a in mine for b in theirs if min(len(a), len(b)) >= _PARAGRAPH)
    return max((share for a, b in pairs if (share := int(fuzz.ratio(a, b))) >= _SAME), default=0)


def _repeated(number: int, mine: str, theirs: str) -> int:
    """Only the problems (section 五) are held against each other by paragraph: section 一 has fixed ones."""
    return repeated_paragraph(mine, theirs) if number == _PROBLEMS else 0


def likeness_findings(report: AnnualReport, others: Mapping[str, AnnualReport]) -> Iterator[Finding]:
    """S5 for each section the rule names; `others` are reports by the name a message gives them (上年报告)."""
    rule = report.form.rule("S5")
    if not rule:
        return
    for number in rule.params["sections"]:
        mine, shape = report.section(number), report.form.section(number)
        for name, other in others.items():
            theirs = other.section(number)
            if not (shape and mine and theirs):
                continue
            alike = max(likeness(mine.text, theirs.text), _repeated(number, mine.text, theirs.text))
            if alike >= rule.params["limit"]:
                message = rule.message.format(place=shape.title, other=name, found=alike)
                where = (f"section:{number}",)
                yield Finding(rule.severity, rule.rule_id, message, where, rule.params["limit"], alike, rule.source)


def alike_units(reports: Mapping[str, AnnualReport]) -> Iterator[Finding]:
    """S5 between units: each pair once, named from the later one."""
    for one, other in combinations(reports, 2):
        for finding in likeness_findings(reports[other], {f"{one}的报告": reports[one]}):
            where = (f"unit:{other}", f"unit:{one}", *finding.where)
            yield replace(finding, severity=Severity.HINT, message=f"{other}：{finding.message}", where=where)
