"""Room: core. Targets with a number in a task's text (占比20%, 达到100%, 不少于30日, 全覆盖)."""

import re
from dataclasses import dataclass

from core.squeezed import squeeze

_UNIT = "(?:个?工作日|个百分点|小时|个月|日|天|次|场次|场|期|篇|件|条|个|名|人次|部|家|处|类|项|分)"
_BOUND = "(?:不少于|不低于|不得少于|不得低于|不超过|不高于|不得超过|不少於|至少|达到?|超过|提升到|提高到|降至|控制在|保持在?)"
_BEFORE = "[^，,。；;：:、（）()“”\\s\x1f]{0,24}?"
_TARGET = re.compile(
    rf"(?P<percent>{_BEFORE}(?:占比)?{_BOUND}?(?<![0-9.])[0-9]+(?:\.[0-9]+)?[%％](?:以上|以内)?)"
    rf"|(?P<bound>{_BEFORE}(?:不少于|不低于|不得少于|不得低于|不超过|不得超过|至少)[0-9一二三四五六七八九十两]+{_UNIT})"
    rf"|(?P<times>每(?:年|半年|季度|月|周)(?:至少)?[^，。；0-9前]{{0,8}}[0-9一二三四五六七八九十两]+(?:次|场|期|篇|条|件))"
    rf"|(?P<cover>[\u4e00-\u9fff]{{2,12}}?全覆盖)"
)
_LEAD_IN = re.compile("^(?:.*?(?:年底前|月底前|年内|日前|月前)|做到|实现|确保|力争|推动|要)+(?=.{4})")


@dataclass(frozen=True, slots=True)
class Target:
    """What is to be reached, as printed without spaces, at [start, end) of the source."""

    text: str
    start: int
    end: int


def find_targets(source: str, start: int, end: int) -> list[Target]:
    """Targets in source[start:end], in order."""
    squeezed = squeeze(source[start:end])
    found: list[Target] = []
    for m in _TARGET.finditer(squeezed.text):
        lead_in = _LEAD_IN.match(m[0])
        a, b = squeezed.span(m.start() + (lead_in.end() if lead_in else 0), m.end())
        found.append(Target("".join(source[start + a : start + b].split()), start + a, start + b))
    return found
