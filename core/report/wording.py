"""Room: core. What the words give away: own names, basis, left-over text, fees, length, marks (N12–N15, S2–S4)."""

import re
from collections.abc import Callable, Iterator

from core.finding import Finding, Severity
from core.report.form import Rule
from core.report.numbering import numbering
from core.report.passages import tidy
from core.report.report import AnnualReport
from core.report.time_words import around, period, stale_years
from core.report.unit_kind import UnitKind

Check = Callable[[AnnualReport, Rule, UnitKind], Iterator[Finding]]


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


_SELF = {
    UnitKind.TOWN: r"我局|本局|我委(?!员)|我厅|我街道|各地区(?!域)|部分地区",
    UnitKind.SUBDISTRICT: r"我局|本局|我委(?!员)|我厅|我镇|我乡|各地区(?!域)|部分地区",
    UnitKind.DEPARTMENT: r"我镇|我乡|我街道|本镇|本乡",
    UnitKind.COUNTY: r"我局|本局|我委(?!员)|我厅|我镇|我乡|我街道|各地区(?!域)|部分地区",
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
            message = f"{report.unit or '本单位'}的报告里写有“{word}”（{around(plain, plain.index(word))}），与单位性质不符，是否套用了别人的稿子？"
            yield Finding(
                Severity.HINT if soft else rule.severity,
                rule.rule_id,
                message,
                (place,),
                report.unit,
                word,
                rule.source,
            )


def _phrases(report: AnnualReport, rule: Rule, kind: UnitKind) -> Iterator[Finding]:
    """N13 and N14: phrases of the rule that must not be there."""
    parts = [*_all_parts(report), ("section:3", report.loose)]
    seen: set[str] = set()
    for place, text in parts:
        plain = tidy(text)
        for phrase in rule.params["phrases"]:
            if phrase in plain and not any(phrase in s for s in seen):
                seen.add(phrase)
                yield Finding(
                    rule.severity, rule.rule_id, rule.message.format(found=phrase), (place,), "", phrase, rule.source
                )


def _basis(report: AnnualReport, rule: Rule, kind: UnitKind) -> Iterator[Finding]:
    if report.year is None or report.year >= 2021:
        yield from _phrases(report, rule, kind)


_NO_FEE = re.compile(
    r"(?:未|没有|无|不|未曾|不存在|零)(?:发生|产生|收取|涉及|有)?[^，。；\d]{0,14}(?:信息处理费|费用|收费)|信息处理费[^，。；\d]{0,8}(?:为|均为)?(?:0|零|无|未收取)(?!\.)"
)
_FEE_AMOUNT = re.compile(r"(?:信息处理费|收取|收费)[^。；，\d]{0,16}?(?P<n>[1-9]\d*(?:\.\d+)?)(?:万)?元")


def _fees(report: AnnualReport, rule: Rule, kind: UnitKind) -> Iterator[Finding]:
    """N15: “未收取” in one place and an amount in another."""
    text = tidy(report.text_of(1) + "\n" + report.text_of(6))
    amount = next(
        (m for m in _FEE_AMOUNT.finditer(text) if "信息处理费" in text[max(0, m.start() - 40) : m.end()]), None
    )
    none = next(
        (m for m in _NO_FEE.finditer(text) if "信息处理费" in text[max(0, m.start() - 20) : m.end() + 10]), None
    )
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
        found = re.search(
            r"(?:绝密|机密|秘密)\s*[★☆]|(?:^|\n)\s*(?:绝密|机密|秘密|内部资料|内部文件|注意保存)\s*(?:\n|$)", text
        )
        if found:
            mark = found[0].strip()
            yield Finding(rule.severity, rule.rule_id, rule.message.format(found=mark), (place,), "", mark, rule.source)


_CHECKS: dict[str, Check] = {
    "S2": _length,
    "S3": _fee_told,
    "S4": _secret,
    "N9": stale_years,
    "N10": period,
    "N11": numbering,
    "N12": _own_kind,
    "N13": _basis,
    "N14": _phrases,
    "N15": _fees,
}
