"""Room: core. An intake as charts: by unit, by task, and how the returns came in day by day."""

from collections import Counter
from itertools import accumulate

from core.chart import Bar, BarChart, Chart, StepChart, Tone
from core.intake.returned import Intake, UnitReturn

SHORT_TASK = 16  # characters of a task's name beside its bar


def intake_charts(intake: Intake) -> tuple[Chart, ...]:
    """Those that have something to show: by unit, by task, over time."""
    made = (by_unit(intake), by_task(intake), over_time(intake))
    return tuple(c for c in made if (c.bars if isinstance(c, BarChart) else c.steps))


def by_unit(intake: Intake) -> BarChart:
    """How many of its tasks each unit has filled in; the fullest first, those that returned nothing last."""
    units = sorted(intake.units, key=lambda u: (not u.returned, -_share(u), u.name))
    legend = ((Tone.MAIN, "按时报送，已填"), (Tone.SOON, "迟报，已填"), (Tone.REST, "应报未填"))
    return BarChart(_named("各单位填报情况（项）", intake), legend, tuple(_unit_bar(u) for u in units))


def by_task(intake: Intake) -> BarChart:
    """How many units have said something on each task, of those that must."""
    bars: list[Bar] = []
    for place, task in enumerate(intake.plan.tasks):
        due = sum(place in u.due for u in intake.units)
        told = sum(place in u.said for u in intake.units)
        short = max(due - sum(place in u.said for u in intake.units if place in u.due), 0)
        name = (task.subtopic or task.topic or task.content)[:SHORT_TASK]
        bars.append(
            Bar(f"{task.number}. {name}", ((Tone.MAIN, told), (Tone.REST, short)), f"{told} 个单位，应报 {due}")
        )
    legend = ((Tone.MAIN, "已填报的单位"), (Tone.REST, "应报未报的单位"))
    return BarChart(_named("各项任务填报情况（单位数）", intake), legend, tuple(bars))


def over_time(intake: Intake) -> StepChart:
    """How many units had returned by the end of each day; without seal or receipt date a unit has no day."""
    days = Counter(u.came_on for u in intake.back if u.came_on)
    order = sorted(days)
    grown = accumulate(days[day] for day in order)
    title = _named("报送进度（累计单位数）", intake)
    return StepChart(title, tuple(zip(order, grown, strict=True)), len(intake.units), intake.terms.due_on)


def _unit_bar(unit: UnitReturn) -> Bar:
    filled, blank = len(unit.said), len(unit.blank)
    if not unit.returned:
        words = "未报送" if not unit.arrived else "待重报"
        return Bar(unit.name, ((Tone.REST, len(unit.due)),), f"{words}，应报 {len(unit.due)} 项")
    if not unit.read:
        return Bar(unit.name, ((Tone.REST, len(unit.due)),), "只有盖章件，文字未读取")
    late = unit.on_time is False
    words = f"{filled} 项{f'，未填 {blank}' if blank else ''}{'，迟报' if late else ''}"
    return Bar(unit.name, ((Tone.SOON if late else Tone.MAIN, filled), (Tone.REST, blank)), words)


def _share(unit: UnitReturn) -> float:
    return len(unit.said) / max(len(unit.due), len(unit.said), 1)


def _named(what: str, intake: Intake) -> str:
    return f"{intake.terms.round}{what}" if intake.terms.round else what
