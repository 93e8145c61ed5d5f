"""Room: core. N11: 一是、三是; （一）（三）: numbers that skip or repeat."""

import re
from collections.abc import Iterator

from core.finding import Finding
from core.report.form import Rule
from core.report.report import AnnualReport, ReportSection
from core.report.unit_kind import UnitKind

_NUMERALS = "一二三四五六七八九十"
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩"
# 一是 may open anywhere (主要是一是…); later points only where a clause begins
_POINTS = rf"(?:(?:^|[。；：:，,、\n）)])\s*(?=[{_NUMERALS}]{{1,3}}是)|(?<![第统唯其{_NUMERALS}])(?=一是))([{_NUMERALS}]{{1,3}})是(?!否|指(?!导|定|派|引))"
_HEADINGS = rf"(?:^|[\n。；：:])\s*[（(]([{_NUMERALS}]{{1,3}})[）)]"  # also where a page ran its paragraphs together
_ORDINALS = rf"(?:^|[\n。；：:])\s*第([{_NUMERALS}]{{1,2}})[，,、]"
_CIRCLES = rf"([{_CIRCLED}])"
_LINES = r"(?:^|\n)[ \u3000]*(\d{1,2})[.、．](?!\d)"
_SHAPES = ((_POINTS, "{}是"), (_HEADINGS, "（{}）"), (_ORDINALS, "第{}"), (_CIRCLES, "{}"), (_LINES, "{}."))


def numbering(report: AnnualReport, rule: Rule, kind: UnitKind) -> Iterator[Finding]:
    """N11: 一是、三是; （一）（三）: numbers that skip or repeat."""
    for section in report.sections:
        if section.number in (1, 5, 6):
            for pattern, shape in _SHAPES:
                found = list(_runs(rule, section, pattern, shape))
                # items under the plan's own numbers (3. 7. 12.) are no slips
                yield from found if pattern is not _LINES or len(found) < 2 else ()


def _runs(rule: Rule, section: ReportSection, pattern: str, shape: str) -> Iterator[Finding]:
    last = end = 0
    for match in re.finditer(pattern, section.text):
        number = _numeral(match[1])
        inline = _spoken(shape, number - 1, match[1]) in section.text[end : match.start(1)]
        if number not in (1, last + 1) and not inline and (last or pattern in (_POINTS, _HEADINGS)):
            yield _slip(rule, section, match, shape, last)
        last, end = number, match.end()


def _slip(rule: Rule, section: ReportSection, match: re.Match[str], shape: str, last: int) -> Finding:
    wanted, found = _spoken(shape, last + 1, match[1]), shape.format(match[1])
    start = match.start(1) - shape.index("{")
    quote = section.text[start : start + 16].replace("\n", "")
    before = f"前一个是“{_spoken(shape, last, match[1])}”" if last else "前面没有同级序号"
    message = f"“{quote}…”序号是“{found}”，{before}，应为“{wanted}”。"
    return Finding(rule.severity, rule.rule_id, message, (f"section:{section.number}",), wanted, found, rule.source)


def _spoken(shape: str, number: int, like: str) -> str:
    """The number in the shape and the kind of digits of `like`: 三是, （三）, ③, 3."""
    if like in _CIRCLED:
        return shape.format(_CIRCLED[number - 1]) if 0 < number <= len(_CIRCLED) else shape.format(number)
    return shape.format(number if like.isdecimal() else _spelt(number))


def _numeral(text: str) -> int:
    if text.isdecimal():
        return int(text)
    if text in _CIRCLED:
        return _CIRCLED.index(text) + 1
    tens, ten, units = text.partition("十")
    if not ten:
        return _NUMERALS.index(text[0]) + 1
    return (_NUMERALS.index(tens) + 1 if tens else 1) * 10 + (_NUMERALS.index(units) + 1 if units else 0)


def _spelt(number: int) -> str:
    if number < 1:
        return "〇"
    tens, units = divmod(number, 10)
    return ("" if tens == 0 else "十" if tens == 1 else _NUMERALS[tens - 1] + "十") + (
        _NUMERALS[units - 1] if units else ""
    )
