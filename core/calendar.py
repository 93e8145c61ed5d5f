"""Room: core. Working days by the yearly 国务院办公厅节假日安排 notices: 放假 weekdays off, 调休 weekend days on.

A year without a notice is unknown, and nothing is computed across it: the next year's notice comes only in autumn.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import cast

from core.own_facts import understood

ONE_DAY = timedelta(days=1)
SATURDAY = 5


@dataclass(frozen=True, slots=True)
class CountedDay:
    """One day of a count: its number (0 where it does not count) and why."""

    day: date
    number: int
    why: str


@dataclass(frozen=True, slots=True)
class WorkCalendar:
    """`off`: day → the holiday it belongs to; `make_up`: weekend days that are worked; `years`: those with a notice."""

    off: Mapping[date, str]
    make_up: frozenset[date]
    years: frozenset[int]
    _worked: list[date] = field(
        default_factory=list[date], compare=False, repr=False
    )  # all working days, once asked for

    @classmethod
    def from_mappings(cls, files: Iterable[Mapping[str, object]]) -> "WorkCalendar":
        """From resources/calendars/*.toml: year, holidays of a name, off and make_up. LedgerError where it is none."""
        off: dict[date, str] = {}
        make_up: set[date] = set()
        years: set[int] = set()
        with understood("节假日安排"):
            for file in files:
                years.add(int(cast(int, file["year"])))
                for holiday in cast("Iterable[Mapping[str, object]]", file.get("holidays", ())):
                    off |= dict.fromkeys(_days(holiday["off"]), str(holiday["name"]))
                    make_up |= set(_days(holiday.get("make_up", ())))
        return cls(off, frozenset(make_up), frozenset(years))

    def joined(self, later: "WorkCalendar") -> "WorkCalendar":
        """With the years of `later`, which win over the same years here."""
        kept_off = {day: name for day, name in self.off.items() if day.year not in later.years}
        kept_up = {day for day in self.make_up if day.year not in later.years}
        return WorkCalendar({**kept_off, **later.off}, frozenset(kept_up) | later.make_up, self.years | later.years)

    def is_working_day(self, day: date) -> bool | None:
        """None in a year whose notice is not known."""
        if day.year not in self.years:
            return None
        return day in self.make_up or (day.weekday() < SATURDAY and day not in self.off)

    def add(self, start: date, count: int) -> date | None:
        """The last day of a term of `count` working days, `start` being day 0; None where a year on the way is unknown."""
        if count <= 0:
            return start
        days = self._working_days()
        at = bisect_right(days, start) + count - 1
        if at >= len(days):
            return None
        on_the_way = range((start + ONE_DAY).year, days[at].year + 1)
        return days[at] if all(year in self.years for year in on_the_way) else None

    def _working_days(self) -> list[date]:
        if not self._worked:
            every = (date(year, 1, 1) + ONE_DAY * n for year in sorted(self.years) for n in range(366))
            self._worked.extend(sorted({day for day in every if self.is_working_day(day)}))
        return self._worked

    def between(self, start: date, end: date) -> int | None:
        """Working days after `start` up to and including `end`; negative where `end` is earlier."""
        if end < start:
            back = self.between(end, start)
            return None if back is None else -back
        if end > start and any(year not in self.years for year in range((start + ONE_DAY).year, end.year + 1)):
            return None
        days = self._working_days()
        return bisect_right(days, end) - bisect_right(days, start)

    def explain(self, start: date, count: int) -> Iterator[CountedDay | None]:
        """Every day after `start` to the last one counted, with its number and reason; None ends it at an unknown year."""
        number, day = 0, start
        while number < count:
            day += ONE_DAY
            works = self.is_working_day(day)
            if works is None:
                yield None
                return
            number += works
            yield CountedDay(day, number if works else 0, self._why(day, works=works))

    def _why(self, day: date, *, works: bool) -> str:
        if day in self.make_up:
            return "调休上班"
        if works:
            return "工作日"
        return f"{self.off[day]}放假" if day in self.off else "周末"


def _days(raw: object) -> list[date]:
    """TypeError or ValueError where these are no days."""
    days = list(cast("Iterable[object]", raw))
    if not all(type(day) is date for day in days):
        raise ValueError(f"no days: {days!r}")
    return cast("list[date]", days)
