"""Room: core. 年度数据 beside the report's words (with N7): what section 一 or 六 tells of a figure against the register's sum.

Two readings are always possible (a part of the year, another count), so a difference is a warning at most.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from core.finding import Finding, Severity, Source
from core.registers.figures import YearSum, number_in
from core.report.narrative import sentences_of
from core.report.passages import Sentence
from core.report.report import AnnualReport
from core.report.unit_kind import unit_kind

RULE = "N7"
SECTIONS = (1, 6)
NEAR, AFTER = 6, 5  # characters between the word and its figure
ALIKE = (frozenset("条篇件份则"), frozenset("次场期"))
_FIGURE = re.compile(r"(?P<n>\d+(?:\.\d+)?)(?P<many>万)?(?P<unit>[\u4e00-\u9fff]{1,2})")
_BREAKS = "，；。：、（）()"


@dataclass(frozen=True, slots=True)
class _Told:
    """`exact`: the very unit, and the word close by."""

    total: YearSum
    value: Decimal
    word: int
    exact: bool


def told_findings(report: AnnualReport, sums: Sequence[YearSum]) -> list[Finding]:
    known = [s for s in sums if s.value is not None]
    if not known or report.form.rule(RULE) is None:
        return []
    spoken = sentences_of(report, unit_kind(report.unit), *SECTIONS)
    return [f for sentence in spoken for f in _sentence_findings(sentence, known)]


def _sentence_findings(sentence: Sentence, sums: Sequence[YearSum]) -> Iterator[Finding]:
    for match in _FIGURE.finditer(sentence.text):
        if not sentence.comparable(match.start(), match.end("many") if match["many"] else match.end("n")):
            continue
        told = list(_readings(sentence.text, match, sums))
        if not told or any(t.value == t.total.value for t in told):
            continue
        best = max(told, key=lambda t: (t.word, t.exact))
        yield _finding(sentence, match.start(), best)


def _readings(text: str, match: re.Match[str], sums: Sequence[YearSum]) -> Iterator[_Told]:
    """Every figure that may be meant: its word stands before the number in the same piece of a list, or right after it."""
    value = number_in(f"{match['n']}{match['many'] or ''}")
    if value is None:
        return
    before = text[max(text.rfind(c, 0, match.start()) for c in _BREAKS) + 1 : match.start()]
    before = re.split(r"\d", before)[-1]
    for total in sums:
        unit = next((u for u in _units(total.figure.unit) if match["unit"].startswith(u)), "")
        if not unit:
            continue
        after = re.split(rf"[\d{_BREAKS}]", text[match.start("unit") + len(unit) :])[0]
        for word in total.figure.words:
            at = before.rfind(word)
            if at >= 0:
                near = len(before) - at - len(word) <= NEAR
                yield _Told(total, value, len(word), near and unit == total.figure.unit)
            elif 0 <= after.find(word) <= AFTER:
                yield _Told(total, value, len(word), unit == total.figure.unit)


def _units(unit: str) -> list[str]:
    """The unit itself first; 人次 before 人."""
    alike = next((kind for kind in ALIKE if unit in kind), frozenset[str]())
    return [unit, *sorted(alike - {unit})]


def _finding(sentence: Sentence, place: int, told: _Told) -> Finding:
    figure, total = told.total.figure, told.total
    message = (
        f"正文“{sentence.quote(place)}”：{figure.label}写{told.value:f}{figure.unit}，"
        f"年度数据登记簿为{total.text}{figure.unit}，请核对是否同一口径。"
    )
    severity = Severity.WARNING if told.exact else Severity.HINT
    where = (f"section:{sentence.section}",)
    return Finding(severity, RULE, message, where, total.text, f"{told.value:f}", Source.DERIVED)
