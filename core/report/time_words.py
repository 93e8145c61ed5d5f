"""Room: core. Years and periods in the words: N9 (a year left over from an old draft), N10 (统计期限)."""

import re
from collections.abc import Iterator

from core.finding import Finding, Severity
from core.report.form import Rule
from core.report.passages import tidy
from core.report.report import AnnualReport
from core.report.unit_kind import UnitKind

_NUMERALS = "一二三四五六七八九十"
_NAMES = re.compile(r"《[^》]*》|〔\d{4}〕|\[\d{4}\]|（20\d\d[^）]{0,12}）")


def around(text: str, place: int, size: int = 14) -> str:
    return text[max(0, place - 4) : place + size]


def stale_years(report: AnnualReport, rule: Rule, kind: UnitKind) -> Iterator[Finding]:
    """N9: a sentence of section one that opens with another year; every other strange year as a hint."""
    year = report.year
    section = report.section(1)
    if not year or not section:
        return
    text = _NAMES.sub(lambda m: "〇" * len(m[0]), tidy(section.text.replace("\n", "。")))
    for match in re.finditer(r"(20\d\d)年(度?)", text):
        told = int(match[1])
        if told in (year, year + 1) or _rightly_other(text, match, year):
            continue
        opening = bool(re.search(rf"(?:^|[。；]|[）)]|[{_NUMERALS}]是|[:：])$", text[: match.start()]))
        stale = (
            opening
            and told < year
            and bool(re.match(r"[，,]|全|我|[^。；]{0,12}(?:共|主动|公开|收到|受理|发布)", text[match.end() :]))
        )
        if not stale and told < year and not opening:
            continue
        severity = rule.severity if stale else Severity.HINT
        quote = around(text, match.start())
        message = f"报告年度是{year}年，第一部分写有“{quote}”，是否沿用了旧稿？"
        yield Finding(severity, rule.rule_id, message, ("section:1",), year, told, rule.source)


_SINCE = re.compile(
    r"以来|起|至今|[-—～~至到]|印发|出台|结转|[^，。]{0,10}(?:相比|同期|以来|基础上)|.{0,6}(?:工作要点|年度报告|年报)"
)


def _rightly_other(text: str, match: re.Match[str], year: int) -> bool:
    """Years that may well differ: compared with, since, spans of years, dates of documents and of past events."""
    before, after = text[: match.start()], text[match.end() : match.end() + 16]
    compared = re.search(r"[较比与同从自于至截止和、及因对到—～~-]$", before)
    return bool(compared or _SINCE.match(after))


def period(report: AnnualReport, rule: Rule, kind: UnitKind) -> Iterator[Finding]:
    """N10: 统计期限 with a slip of the pen, or of another year."""
    text = tidy(report.preamble + "\n" + report.text_of(1))
    for match in re.finditer(r"20\d\d(?=1?\d月)", text):
        message = f"“{around(text, match.start())}”少了“年”字，请改正。"
        yield Finding(
            rule.severity, rule.rule_id, message, ("head:period",), "", around(text, match.start()), rule.source
        )
    pattern = r"(?:统计|数据|期限|时限|时段)[^。；]{0,30}?(20\d\d)年1月(\d+)日(?:起)?(?:—+|-+|–+|～|~|至|到)(?:(20\d\d)年)?(\d+)月(\d+)日"
    for match in re.finditer(pattern, text):
        start, first, end, month, day = match.groups()
        told = match[0][match.start(1) - match.start() :]
        right = not report.year or (int(start) == report.year and (end is None or int(end) == report.year))
        if right and (first, month, day) == ("1", "12", "31"):
            continue
        if not right or month == "12":
            wanted = f"{report.year}年1月1日至12月31日"
            message = f"统计期限写的是“{told}”，应为{wanted}。"
            yield Finding(rule.severity, rule.rule_id, message, ("head:period",), wanted, told, rule.source)
