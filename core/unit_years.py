"""Room: core. Units over the years: who exists in a year, and who goes on with whose figures (更名、合并、拆分)."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from core.units import Unit


def exists_in(unit: Unit, year: int) -> bool:
    """Whether the unit exists in that year; year 0 asks for today: whoever has not ended."""
    if not year:
        return unit.until is None
    return (unit.since is None or unit.since <= year) and (unit.until is None or year <= unit.until)


def in_force(units: Iterable[Unit], year: int = 0) -> tuple[Unit, ...]:
    """The units of that year. A name that another of them bears itself is no alias in that year.

    农业农村局 answers to 乡村振兴局 from the year in which it took it over, not before.
    """
    there = [u for u in units if exists_in(u, year)]
    names = {u.name for u in there}
    return tuple(replace(u, aliases=tuple(a for a in u.aliases if a not in names)) for u in there)


def heirs(units: Sequence[Unit], name: str, year: int) -> tuple[Unit, ...]:
    """Who answers in `year` for the figures of the unit once called `name`: itself, or those that followed it."""
    found: dict[str, Unit] = {}
    waiting, seen = [name], set[str]()
    while waiting:
        now = waiting.pop(0)
        if now in seen:
            continue
        seen.add(now)
        for unit in (u for u in units if u.name == now):
            if exists_in(unit, year):
                found[unit.name] = unit
            elif unit.until is not None and (not year or unit.until < year):
                waiting += unit.successors
    return tuple(found.values())


def forebears(units: Sequence[Unit], name: str, year: int) -> tuple[Unit, ...]:
    """The units of `year` (an earlier one) whose figures the unit `name` goes on with; itself, if it existed then."""
    found = [u for u in units if exists_in(u, year) and name in {h.name for h in _line(units, u)}]
    return tuple(found)


def called_before(units: Sequence[Unit], name: str, year: int) -> tuple[str, ...]:
    """Whose figures of `year` are the whole of what `name` goes on with: renamed or merged, not split off."""
    found = forebears(units, name, year)
    return tuple(u.name for u in found if u.name == name or len(u.successors) == 1)


def _line(units: Sequence[Unit], unit: Unit) -> list[Unit]:
    """The unit and all that came after it."""
    line = [unit]
    for at in line:
        line += [u for u in units if u.name in at.successors and u not in line]
    return line


def history_of(units: Sequence[Unit], unit: Unit) -> tuple[str, ...]:
    """What became of it and what it came from, in the clerk's words, the oldest first."""
    before = [u for u in units if unit.name in u.successors and u.unit_id != unit.unit_id]
    told = [_came_from(p, unit, before) for p in before]
    if unit.until is not None:
        names = "、".join(f"“{n}”" for n in unit.successors)
        told.append(f"到{unit.until}年底为止" + (f"，以后由{names}承接" if names else "，已撤销"))
    return tuple(told)


def _came_from(old: Unit, unit: Unit, before: Sequence[Unit]) -> str:
    year = f"{old.until + 1}年，" if old.until is not None else f"{unit.since}年，" if unit.since else ""
    if old.until is None or len(old.successors) > 1:
        return f"{year}从“{old.name}”分出"
    if unit.since == old.until + 1 and len(before) == 1:
        return f"{year}由“{old.name}”更名"
    return f"{year}“{old.name}”并入"
