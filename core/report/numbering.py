"""Room: core. N11: 一是、三是; （一）（三）: numbers that skip or repeat."""

import re
from collections.abc import Iterator

from core.finding import Finding
from core.report.form import Rule
from core.report.report import AnnualReport, ReportSection
from core.report.unit_kind import UnitKind

_NUMERALS = "一二三四五六七八九十"
# 一是 may open anywhere (主要是一是…); later points only where a clause begins
_POINTS = rf"(?:(?:^|[。；：:，,、\n）)])\s*(?=[{_NUMERALS}]{{1,3}}是)|(?<![第统唯{_NUMERALS}])(?=一是))([{_NUMERALS}]{{1,3}})是(?!否|指(?!导|定|派|引))"
_HEADINGS = rf"(?:^|[\n。；：:])\s*[（(]([{_NUMERALS}]{{1,3}})[）)]"  # also where a page ran its paragraphs together


def numbering(report: AnnualReport, rule: Rule, kind: UnitKind) -> Iterator[Finding]:
    """N11: 一是、三是; （一）（三）: numbers that skip or repeat."""
    for section in report.sections:
        if section.number in (1, 5, 6):
            yield from _runs(rule, section, _POINTS, "{}是")
            yield from _runs(rule, section, _HEADINGS, "（{}）")


def _runs(rule: Rule, section: ReportSection, pattern: str, shape: str) -> Iterator[Finding]:
    last = 0
    for match in re.finditer(pattern, section.text):
        number = _numeral(match[1])
        if number != 1 and number != last + 1:
            wanted = shape.format(_spelt(last + 1))
            found = shape.format(match[1])
            start = match.start(1) - shape.index("{")
            quote = section.text[start : start + 16].replace("\n", "")
            before = f"前一个是“{shape.format(_spelt(last))}”" if last else "前面没有同级序号"
            message = f"“{quote}…”序号是“{found}”，{before}，应为“{wanted}”。"
            yield Finding(
                rule.severity, rule.rule_id, message, (f"section:{section.number}",), wanted, found, rule.source
            )
        last = number


def _numeral(text: str) -> int:
    tens, ten, units = text.partition("十")
    if not ten:
        return _NUMERALS.index(text[0]) + 1
    return (_NUMERALS.index(tens) + 1 if tens else 1) * 10 + (_NUMERALS.index(units) + 1 if units else 0)


def _spelt(number: int) -> str:
    tens, units = divmod(number, 10)
    return ("" if tens == 0 else "十" if tens == 1 else _NUMERALS[tens - 1] + "十") + (
        _NUMERALS[units - 1] if units else ""
    )
