"""Room: core. What a work plan (工作要点) asks for in figures: last days, percentages and least counts, with their words."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from core.deadline import DeadlineKind, find_deadlines
from core.document import Document, paragraphs_of
from core.report.passages import joined_lines


class TargetKind(StrEnum):
    DATE = "date"
    PERCENT = "percent"
    COUNT = "count"


@dataclass(frozen=True, slots=True)
class Target:
    """One thing asked for. `task` is the printed number (第16项) or ""; `sentence` the whole sentence it stands in."""

    kind: TargetKind
    task: str
    sentence: str
    phrase: str  # 动漫视频占比20%
    what: str  # 动漫视频
    due: date | None = None
    value: float = 0
    unit: str = ""


@dataclass(frozen=True, slots=True)
class PlanText:
    """The plan as lines, its year, and the day it was issued where it says so."""

    lines: tuple[str, ...]
    year: int | None
    issued: date | None
    years: frozenset[int] = frozenset()  # all that its head names as a plan's, () where none


_PERCENT = re.compile(
    r"(?P<what>[^，。；、：.．\d]{2,24}?)(?P<rate>占比|比例|率|比重)?(?:必须|应|要|均|要求|须)?(?:达到?|不低于|不少于|为|至|保持在?|占|以上|超过|完成)*(?P<n>\d+(?:\.\d+)?)%"
)
_COUNT = re.compile(
    r"(?P<what>[^，。；：、%.．\d]{2,24}?)(?:不少于|至少|不低于|不得少于)(?P<n>\d+)个?(?P<unit>次|期|场|篇|条|件|日|天|个)"
)
_NUMBER = re.compile(r"(\d{1,2})[.．、](?!\d)|[（(]([一二三四五六七八九十]{1,3})[）)]")


def plan_text(plan: Document | str, year: int | None) -> PlanText:
    """`year` holds where the plan's own text names none."""
    raw = plan if isinstance(plan, str) else "\n".join(p.text for p in paragraphs_of(plan.blocks))
    lines = joined_lines(raw)
    named = [int(y) for y in re.findall(r"(20\d\d)年[^，。；]{0,16}(?:要点|台账|任务)", "\n".join(lines[:30]))]
    return PlanText(lines, named[0] if named else year, _issued(lines), frozenset(named))


def _issued(lines: Sequence[str]) -> date | None:
    """“2023年4月20日印发”, else a date that stands alone on a line."""
    text = "\n".join(lines)
    day = r"(20\d\d)年(1[0-2]|[1-9])月(3[01]|[12]\d|[1-9])日"
    found = re.search(day + "印发", text) or re.search(rf"(?:^|\n){day}(?:\n|$)", text)
    found = found or re.search(r"(?:印发|发布|生成|成文)(?:日期|时间)：?(20\d\d)[-./年](\d{1,2})[-./月](\d{1,2})", text)
    if not found:
        return None
    try:
        return date(*(int(n) for n in found.groups()))
    except ValueError:
        return None


def targets(plan: PlanText) -> Iterator[Target]:
    """All targets in printed order."""
    task = ""
    for line in plan.lines:
        if number := _NUMBER.match(line):
            task = f"第{number[1]}项" if number[1] else f"（{number[2]}）"
        for sentence in re.findall(r"[^。；]+", line):
            yield from _dates(sentence, task, plan.year)
            yield from _figures(sentence, task)


def _dates(sentence: str, task: str, year: int | None) -> Iterator[Target]:
    for found in find_deadlines(sentence, year, column=False):
        if found.date and found.kind in (DeadlineKind.BY, DeadlineKind.IN) and re.search(r"\d月", found.text):
            yield Target(TargetKind.DATE, task, sentence, found.text, _clause(sentence, found.start), found.date)


def _clause(sentence: str, place: int) -> str:
    """The clause with the deadline and the one before it, which names the matter; the task's number left out."""
    starts = [m.end() for m in re.finditer("[，：]", sentence[:place])]
    start = starts[-2] if len(starts) > 1 else 0
    end = sentence.find("，", place)
    return _NUMBER.sub("", sentence[start : end if end >= 0 else len(sentence)], count=1)


def _figures(sentence: str, task: str) -> Iterator[Target]:
    for match in _PERCENT.finditer(sentence):
        what = re.sub(r"^(?:年内|确保|做到|实现|力争|并|全区|全县|全市|推动|使|其中)+", "", match["what"])
        yield Target(
            TargetKind.PERCENT, task, sentence, match[0], what + (match["rate"] or ""), None, float(match["n"])
        )
    for match in _COUNT.finditer(sentence):
        # what is left of a day before the matter: 11月20|日前典型案例
        phrase, what = (re.sub(r"^(?:[日月年]?底?[前内以]|[日月年])+", "", text) for text in (match[0], match["what"]))
        yield Target(TargetKind.COUNT, task, sentence, phrase, what, None, float(match["n"]), match["unit"])
