"""Room: core. When progress is to be reported, as a plan orders it: days that the office may make its 期次."""

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from core.chinese_dates import number
from core.deadline import Deadline, DeadlineKind, find_deadlines

SENTENCE = re.compile("[^。；;\n]+")
REPORTED = re.compile("报送|上报|报至|报县|报区|反馈")
PROGRESS = re.compile("进展|落实情况|完成情况|工作情况|总结|台账|推进情况")
_NUMBERS = "一二三四五六七八九十"
_EVERY = re.compile(
    r"每(?P<unit>个?季度?|个?月|半年)(?:的?(?:最后[一1]个?月|末月?))?(?P<next>次月|后|结束后)?(?P<day>[0-9]{1,2}|[一二三四五六七八九十]{1,3})?[日号]?"
)
_STEP = {"季": 3, "月": 1, "半": 6}


@dataclass(frozen=True, slots=True)
class PlannedRound:
    """A 期次 that the plan orders (or the office added): its last day, the sentence that tells it, whether it counts."""

    name: str
    due_on: date
    sentence: str = ""
    start: int = 0  # of the sentence in the source
    chosen: bool = False


def reporting_sentences(source: str) -> Iterator[tuple[int, str]]:
    """(start, sentence) wherever progress is to be reported."""
    for m in SENTENCE.finditer(source):
        if REPORTED.search(m[0]) and PROGRESS.search(m[0]):
            yield m.start(), m[0]


def planned_rounds(source: str, year: int | None) -> tuple[PlannedRound, ...]:
    """Every day on which the text orders a report, once, in order; chosen where no two places contradict."""
    if year is None:
        return ()
    found: dict[date, tuple[str, int]] = {}
    orders: set[tuple[date, ...]] = set()
    for start, sentence in reporting_sentences(source):
        days = tuple(dict.fromkeys(day for d in find_deadlines(sentence, year, column=False) for day in _days(d, year)))
        if days:
            orders.add(days)
        for day in days:
            found.setdefault(day, (sentence.strip(), start))
    return named([PlannedRound("", day, text, start, len(orders) == 1) for day, (text, start) in sorted(found.items())])


def named(rounds: list[PlannedRound]) -> tuple[PlannedRound, ...]:
    """In order of their days; those chosen are counted 第一期, 第二期 …"""
    count, out = 0, list[PlannedRound]()
    for round_ in sorted(rounds, key=lambda r: r.due_on):
        count += round_.chosen
        out.append(replace(round_, name=f"第{_chinese(count)}期" if round_.chosen else ""))
    return tuple(out)


def _days(deadline: Deadline, year: int) -> Iterator[date]:
    if deadline.kind is DeadlineKind.BY and deadline.date:
        yield deadline.date
    if deadline.kind is DeadlineKind.RECURRING:
        yield from _every(deadline.text, year)


def _every(text: str, year: int) -> Iterator[date]:
    m = _EVERY.match("".join(text.split()))
    if m is None or m["next"]:
        return
    step = next(months for word, months in _STEP.items() if word in m["unit"])
    for month in range(step, 13, step):
        last = calendar.monthrange(year, month)[1]
        day = int(m["day"]) if m["day"] and m["day"].isdigit() else number(m["day"]) if m["day"] else last
        yield date(year, month, min(day, last))


def _chinese(n: int) -> str:
    tens, ones = divmod(n, 10)
    return (("" if tens == 1 else _NUMBERS[tens - 1]) + "十" if tens else "") + (_NUMBERS[ones - 1] if ones else "")
