"""Room: core. Lists that give a total and its parts (共2603条，其中…): whether the parts add up."""

import re
from collections.abc import Iterator
from decimal import Decimal

from core.advice.sheet import SheetRow
from core.finding import Finding, Severity, Source

_NUMBER = r"(\d[\d,，]*(?:\.\d+)?)"
_UNIT = "(?:余|多)?\\s*(条|件|次|期|场|个|项|篇|人次|人|份|家|户|例|起|万元|元|部|幅|封|批|类|万次|万条)"
_TOTAL = re.compile(
    rf"(?:共|共计|总计|合计|累计|总共)[^，。；\d]{{0,12}}{_NUMBER}{_UNIT}[^。；\n]*?[，,（(：:]?\s*其中[:：，,]?(?P<parts>[^。；\n]+)"
)
_PART = re.compile(_NUMBER + _UNIT)
# Parts that overlap, or of which only some are named, need not add up.
_PARTIAL = re.compile("包括|包含|含有?|其中[^，]*其中|等|分别|约|以上|余|多(?=[条件次])|既|同时|重点|主要|部分")


def sum_findings(row: SheetRow) -> Iterator[Finding]:
    """Only full lists are judged: three parts or more, or two; of one unit with the total; nothing left open."""
    for m in _TOTAL.finditer(row.said):
        total, unit, parts = _value(m[1]), m[2], m["parts"]
        found = [(_value(p[1]), p[2]) for p in _PART.finditer(parts)]
        if len(found) < 2 or any(u != unit for _, u in found) or _PARTIAL.search(parts):
            continue
        added = sum((value for value, _ in found), Decimal(0))
        if added != total:
            message = f"第{row.number}项写明共{total}{unit}，其中各项合计{added}{unit}，相差{abs(total - added)}{unit}，请核对。"
            yield Finding(Severity.WARNING, "advice.sum", message, row.where, str(total), str(added), Source.DERIVED)


def _value(text: str) -> Decimal:
    return Decimal(re.sub("[,，]", "", text))
