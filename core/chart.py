"""Room: core. What a chart shows, as figures and words: bars with parts, a count that grows day by day. Nobody draws here."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TypeAlias

from core.days import shown_day


class Tone(StrEnum):
    """What a part means; the theme has a colour for each, and words always stand beside it."""

    MAIN = "main"
    GOOD = "good"
    SOON = "soon"
    LATE = "late"
    REST = "rest"


@dataclass(frozen=True, slots=True)
class Bar:
    """`parts`: (what it means, how much), from the left. `told` stands behind the bar and says the figures."""

    name: str
    parts: tuple[tuple[Tone, float], ...]
    told: str

    @property
    def total(self) -> float:
        return sum(n for _, n in self.parts)


@dataclass(frozen=True, slots=True)
class BarChart:
    title: str
    legend: tuple[tuple[Tone, str], ...]
    bars: tuple[Bar, ...]

    @property
    def most(self) -> float:
        return max((bar.total for bar in self.bars), default=0)


@dataclass(frozen=True, slots=True)
class StepChart:
    """`steps`: (day, how many by the end of it), days in order. `total`: how many there can be."""

    title: str
    steps: tuple[tuple[date, int], ...]
    total: int
    due_on: date | None = None
    measure: str = "个单位"


Chart: TypeAlias = BarChart | StepChart


def in_words(chart: Chart) -> str:
    """The whole chart read aloud."""
    if isinstance(chart, BarChart):
        return f"{chart.title}：" + "；".join(f"{b.name} {b.told}" for b in chart.bars)
    days = "；".join(f"{shown_day(day, chart.steps[0][0].year)} {n}{chart.measure}" for day, n in chart.steps)
    due = f"，报送期限{shown_day(chart.due_on)}" if chart.due_on else ""
    return f"{chart.title}（共 {chart.total} {chart.measure}{due}）：{days}"
