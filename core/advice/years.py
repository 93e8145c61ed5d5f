"""Room: core. Another year in the text than the ledger's: last year's text, copied."""

import re
from collections.abc import Iterator

from core.advice.sheet import Sheet, SheetRow
from core.advice.text import quote, without_quotations
from core.finding import Finding, Severity

_YEAR = re.compile(r"(?<!\d)(20\d{2})\s*年(?P<then>\s*(?:1[0-2]|0?[1-9])\s*月(?:\s*[0-3]?\d\s*[日号])?)?")
# A year gone by that the sentence itself speaks of as gone by, or that names a thing and not the work's own time.
_BEFORE = re.compile(
    r"(?:较|比|同比|相比|与|对比|对照|自|从|截至|截止|至|由|超过?|达到?|延续|承接|参照|上一?年[（(]?|去年[（(]?|年度[（(]|往年|历年)\s*$"
)
_AFTER = re.compile(
    r"^\s*(?:以来|以后|起|底|末|终|至今|至|到|—|－|-|～|~|同期|相比|度|之前|前|及以前|届|版|级|修订|修正|印发|制定|出台|制发|发布的|公布的|颁布|成立|建成|建立|上线|施行|实施的"
    r"|[^，。；]{0,18}(?:决算|年报|年度报告|预算|规划|计划|统计公报|工作总结|遗留|结转|预告|安排|清理结果|底|以来))"
)
_PAIR = re.compile(r"[、和与及至到—-]\s*$")


def year_findings(sheet: Sheet, row: SheetRow) -> Iterator[Finding]:
    """A year that is not the ledger's, used as the work's own time (2025年5月18日, 2025年，我局…)."""
    if sheet.year is None:
        return
    text = without_quotations(row.said)
    told = {int(m[1]) for m in _YEAR.finditer(text)}
    for m in _YEAR.finditer(text):
        year = int(m[1])
        if year == sheet.year or not sheet.year - 6 <= year <= sheet.year + 1:
            continue
        if _BEFORE.search(text[: m.start()]) or _AFTER.match(text[m.end() :]) or _PAIR.search(text[: m.start()]):
            continue
        if year > sheet.year or (m["then"] and sheet.year in told and _issued(text, m.end())):
            continue
        shown = quote(row.said, m.start(), m.end())
        message = f"第{row.number}项写的是“{shown}”，本台账是{sheet.year}年的，请核对是否沿用了以前的文字。"
        yield Finding(Severity.WARNING, "advice.other_year", message, row.where, sheet.year, year)
        return


def _issued(text: str, at: int) -> bool:
    """What follows says when something older was issued."""
    return bool(re.match(r"[^，。；]{0,12}(?:印发|制定|出台|发布|公布|通过|批准|成立|建成)", text[at:]))
