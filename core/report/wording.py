"""Room: core. What the words themselves give away: years, period, numbering, own names, basis, left-over text, fees.

N9–N15, S2 (length), S3 (fee told), S4 (marks of secrecy).
"""

import re
from collections.abc import Callable, Iterator

from core.finding import Finding, Severity
from core.report.form import Rule
from core.report.passages import tidy
from core.report.report import AnnualReport, ReportSection
from core.report.unit_kind import UnitKind

Check = Callable[[AnnualReport, Rule, UnitKind], Iterator[Finding]]
_NUMERALS = "一二三四五六七八九十"
_NAMES = re.compile(r"《[^》]*》|〔\d{4}〕|\[\d{4}\]|（20\d\d[^）]{0,12}）")


def wording_findings(report: AnnualReport, kind: UnitKind) -> list[Finding]:
    """All findings of this module, as far as the form lists their rules."""
    found: list[Finding] = []
    for rule_id, check in _CHECKS.items():
        if rule := report.form.rule(rule_id):
            found += check(report, rule, kind)
    return found


def _all_parts(report: AnnualReport) -> list[tuple[str, str]]:
    """(place, text) of the preface and every section."""
    return [("head:preface", report.preamble), *((f"section:{s.number}", s.text) for s in report.sections)]


def _around(text: str, place: int, size: int = 14) -> str:
    return text[max(0, place - 4) : place + size]


def _years(report: AnnualReport, rule: Rule, kind: UnitKind) -> Iterator[Finding]:
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
        stale = opening and told < year and bool(re.match(r"[，,]|全|我|[^。；]{0,12}(?:共|主动|公开|收到|受理|发布)", text[match.end() :]))
        if not stale and told < year and not opening:
            continue
        severity = rule.severity if stale or told > year + 1 else Severity.HINT
        quote = _around(text, match.start())
        message = f"报告年度是{year}年，第一部分写有“{quote}”，是否沿用了旧稿？"
        yield Finding(severity, rule.rule_id, message, ("section:1",), year, told, rule.source)


def _rightly_other(text: str, match: re.Match[str], year: int) -> bool:
    """Years that may well differ: compared with, since, spans of years, dates of documents and of past events."""
    before, after = text[: match.start()], text[match.end() : match.end() + 16]
    if re.search(r"(?:较|比|与|同|从|自|于|截至|截止|和|、|及|因|对|—|-|至|到|～|~)$", before[-1:]):
        return True
    if re.match(r"以来|起|至今|[-—～~至到]|印发|出台|结转|[^，。]{0,10}(?:相比|同期|以来|基础上)|.{0,6}(?:工作要点|年度报告|年报)", after):
        return True
    return False


def _period(report: AnnualReport, rule: Rule, kind: UnitKind) -> Iterator[Finding]:
    """N10: 统计期限 with a slip of the pen, or of another year."""
    text = tidy(report.preamble + "\n" + report.text_of(1))
    for match in re.finditer(r"20\d\d(?=1?\d月)", text):
        message = f"“{_around(text, match.start())}”少了“年”字，请改正。"
        yield Finding(rule.severity, rule.rule_id, message, ("head:period",), "", _around(text, match.start()), rule.source)
    pattern = r"(20\d\d)年1月(\d+)日(?:起)?(?:—+|-+|–+|～|~|至|到)(?:(20\d\d)年)?(\d+)月(\d+)日"
    for match in re.finditer(pattern, text):
        start, first, end, month, day = match.groups()
        right = not report.year or (int(start) == report.year and (end is None or int(end) == report.year))
        if right and (first, month, day) == ("1", "12", "31"):
            continue
        if not right or month == "12":
            wanted = f"{report.year}年1月1日至12月31日"
            message = f"统计期限写的是“{match[0]}”，应为{wanted}。"
            yield Finding(rule.severity, rule.rule_id, message, ("head:period",), wanted, match[0], rule.source)


def _numbering(report: AnnualReport, rule: Rule, kind: UnitKind) -> Iterator[Finding]:
    """N11: 一是、三是; （一）（三）: numbers that skip or repeat."""
    for section in report.sections:
        if section.number in (1, 5, 6):
            yield from _runs(rule, section, rf"(?:^|[。；：:，,\n）)])\s*([{_NUMERALS}]{{1,3}})是(?!否|指(?!导|定|派|引))", "{}是")
            yield from _runs(rule, section, rf"(?:^|\n)\s*[（(]([{_NUMERALS}]{{1,3}})[）)]", "（{}）")


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
            yield Finding(rule.severity, rule.rule_id, message, (f"section:{section.number}",), wanted, found, rule.source)
        last = number


def _numeral(text: str) -> int:
    tens, ten, units = text.partition("十")
    if not ten:
        return _NUMERALS.index(text[0]) + 1
    return (_NUMERALS.index(tens) + 1 if tens else 1) * 10 + (_NUMERALS.index(units) + 1 if units else 0)


def _spelt(number: int) -> str:
    tens, units = divmod(number, 10)
    return ("" if tens == 0 else "十" if tens == 1 else _NUMERALS[tens - 1] + "十") + (_NUMERALS[units - 1] if units else "")


_SELF = {
    UnitKind.TOWN: r"我局|本局|我委(?!员)|我厅|我街道|各地区(?!域)|部分地区",
    UnitKind.SUBDISTRICT: r"我局|本局|我委(?!员)|我厅|我镇|我乡|各地区(?!域)|部分地区",
    UnitKind.DEPARTMENT: r"我镇|我乡|我街道|本镇|本乡",
    UnitKind.COUNTY: r"我局|本局|我委(?!员)|我厅|我镇|我乡|我街道|我校",
    UnitKind.CITY: r"我局|本局|我委(?!员)|我厅|我镇|我乡|我街道",
}


def _own_kind(report: AnnualReport, rule: Rule, kind: UnitKind) -> Iterator[Finding]:
    """N12: the unit calls itself what it is not. Quotations and the unit's own words (委 of a 委员会) do not count."""
    pattern = _SELF.get(kind)
    if not pattern:
        return
    for place, text in _all_parts(report):
        plain = re.sub(r"“[^”]*”|《[^》]*》", "", text)
        for word in dict.fromkeys(re.findall(pattern, plain)):
            soft = word.endswith("地区")
            message = f"{report.unit or '本单位'}的报告里写有“{word}”（{_around(plain, plain.index(word))}），与单位性质不符，是否套用了别人的稿子？"
            yield Finding(Severity.HINT if soft else rule.severity, rule.rule_id, message, (place,), report.unit, word, rule.source)


def _phrases(report: AnnualReport, rule: Rule, kind: UnitKind) -> Iterator[Finding]:
    """N13 and N14: phrases of the rule that must not be there."""
    parts = [*_all_parts(report), ("section:3", report.loose)]
    seen: set[str] = set()
    for place, text in parts:
        plain = tidy(text)
        for phrase in rule.params["phrases"]:
            if phrase in plain and not any(phrase in s for s in seen):
                seen.add(phrase)
                yield Finding(rule.severity, rule.rule_id, rule.message.format(found=phrase), (place,), "", phrase, rule.source)


def _basis(report: AnnualReport, rule: Rule, kind: UnitKind) -> Iterator[Finding]:
    if report.year is None or report.year >= 2021:
        yield from _phrases(report, rule, kind)


_NO_FEE = re.compile(r"(?:未|没有|无|不|未曾|不存在|零)(?:发生|产生|收取|涉及|有)?[^，。；\d]{0,14}(?:信息处理费|费用|收费)|信息处理费[^，。；\d]{0,8}(?:为|均为)?(?:0|零|无|未收取)(?!\.)")
_FEE_AMOUNT = re.compile(r"(?:信息处理费|收取|收费)[^。；，\d]{0,16}?(?P<n>[1-9]\d*(?:\.\d+)?)(?:万)?元")


def _fees(report: AnnualReport, rule: Rule, kind: UnitKind) -> Iterator[Finding]:
    """N15: “未收取” in one place and an amount in another."""
    text = tidy(report.text_of(1) + "\n" + report.text_of(6))
    amount = next((m for m in _FEE_AMOUNT.finditer(text) if "信息处理费" in text[max(0, m.start() - 40) : m.end()]), None)
    none = next((m for m in _NO_FEE.finditer(text) if "信息处理费" in text[max(0, m.start() - 20) : m.end() + 10]), None)
    if amount and none:
        message = f"一处写“{none[0]}”，另一处写“{amount[0]}”，前后不一致。"
        yield Finding(rule.severity, rule.rule_id, message, ("section:6",), none[0], amount[0], rule.source)


def _length(report: AnnualReport, rule: Rule, kind: UnitKind) -> Iterator[Finding]:
    for section in report.sections:
        shape = report.form.section(section.number)
        count = len(re.sub(r"\s", "", section.text))
        if shape and shape.max_chars and count > shape.max_chars:
            message = rule.message.format(place=shape.title, found=count, expected=shape.max_chars)
            where = (f"section:{section.number}",)
            yield Finding(rule.severity, rule.rule_id, message, where, shape.max_chars, count, rule.source)


def _fee_told(report: AnnualReport, rule: Rule, kind: UnitKind) -> Iterator[Finding]:
    number = rule.params["section"]
    section, shape = report.section(number), report.form.section(number)
    if section and shape and not re.search(r"信息处理费|处理费|收费|收取.{0,10}费", tidy(section.text)):
        message = rule.message.format(place=shape.title)
        yield Finding(rule.severity, rule.rule_id, message, (f"section:{number}",), "", section.text[:20], rule.source)


def _secret(report: AnnualReport, rule: Rule, kind: UnitKind) -> Iterator[Finding]:
    for place, text in [("head:title", report.title), *_all_parts(report)]:
        found = re.search(r"(?:绝密|机密|秘密)\s*[★☆]|(?:^|\n)\s*(?:绝密|机密|秘密|内部资料|内部文件|注意保存)\s*(?:\n|$)", text)
        if found:
            mark = found[0].strip()
            yield Finding(rule.severity, rule.rule_id, rule.message.format(found=mark), (place,), "", mark, rule.source)


_CHECKS: dict[str, Check] = {
    "S2": _length,
    "S3": _fee_told,
    "S4": _secret,
    "N9": _years,
    "N10": _period,
    "N11": _numbering,
    "N12": _own_kind,
    "N13": _basis,
    "N14": _phrases,
    "N15": _fees,
}
