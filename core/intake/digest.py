"""Room: core. Figures that several units give for one task, summed as a suggestion for the office's own text (综合稿)."""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from core.intake.returned import Intake

_FIGURE = re.compile(
    r"(?P<name>[\u4e00-\u9fff]{2,12}?)(?:共计|累计|合计|达到|共|计|达|约|近|了|各)*"
    r"(?P<number>\d{1,9}(?:\.\d+)?)(?:余)?"
    r"(?P<measure>万元|万人次|人次|余条|条次|[条件次个场期份篇项户人元处家名批])"
)
_VERBS = re.compile("^.*(?:已经|已|共|累计|其中|截至目前|目前|本单位|我局|我镇|我乡|我街道)")
SHOWN = 6  # characters of what a figure counts: 发布政策信息12条


@dataclass(frozen=True, slots=True)
class FigureSum:
    """`parts`: (unit, its figure) in the units' order; `total` is their sum and nothing more."""

    name: str
    measure: str
    total: Decimal
    parts: tuple[tuple[str, Decimal], ...]

    @property
    def shown(self) -> str:
        told = "、".join(f"{unit}{_plain(n)}" for unit, n in self.parts)
        return f"{self.name}合计{_plain(self.total)}{self.measure}（{told}）"


def figure_sums(intake: Intake, place: int) -> tuple[FigureSum, ...]:
    """Sums of what at least two units count in the same words at this task. A unit that says it twice counts once."""
    found: dict[tuple[str, str], dict[str, Decimal]] = defaultdict(dict)
    for unit in intake.back:
        for name, measure, number in _figures(unit.said.get(place, "")):
            found[name, measure].setdefault(unit.name, number)
    return tuple(
        FigureSum(name, measure, sum(by_unit.values(), Decimal()), tuple(by_unit.items()))
        for (name, measure), by_unit in found.items()
        if len(by_unit) > 1
    )


def _figures(text: str) -> Iterator[tuple[str, str, Decimal]]:
    for m in _FIGURE.finditer("".join(text.split())):
        name = _VERBS.sub("", m["name"])[-SHOWN:]
        if len(name) > 1:
            yield name, m["measure"], Decimal(m["number"])


def _plain(number: Decimal) -> str:
    return f"{number.normalize():f}"
