"""Room: core. Number and date targets of a task that the text does not answer, and dates after the deadline."""

import re
from collections.abc import Iterator
from datetime import date

from core.advice.sheet import Sheet, SheetRow
from core.advice.text import without_quotations
from core.deadline import Deadline, DeadlineKind
from core.finding import Finding, Severity, Source

_TARGET = re.compile(
    r"(?:达到?|不少于|不低于|不得少于|至少|占比(?:达到?|不低于)?|实现|确保|比例(?:达到?)?|完成|覆盖率(?:达到?)?)\s*(?:[\u4e00-\u9fff]{0,4})"
    r"(?P<number>\d+(?:\.\d+)?)\s*(?P<unit>%|％|日|天|次|场|期|条|件|个|篇|部|份|家)"
)
_DATE = re.compile(
    r"(?:(?P<year>20\d{2})\s*年\s*)?(?P<month>1[0-2]|0?[1-9])\s*月\s*(?P<day>3[01]|[12]\d|0?[1-9])\s*[日号]"
)
_ANSWERS = re.compile(r"(?:全部|均|全覆盖|应公开尽公开|百分之百|无|没有|未发生|暂无|尚未|正在|计划|拟)")
_UNITS = {
    "%": "[%％]|百分之|成|比例|占比|全部|均|全覆盖",
    "％": "[%％]|百分之|成|比例|占比|全部|均|全覆盖",
    "日": "日|天",
    "天": "日|天",
}


def target_findings(sheet: Sheet, row: SheetRow) -> Iterator[Finding]:
    if not row.said.strip() or row.not_applicable or not row.mine:
        return
    yield from _unanswered(row)
    yield from _after_deadline(sheet, row)


def _unanswered(row: SheetRow) -> Iterator[Finding]:
    if _ANSWERS.search(row.said):
        return
    missed: list[str] = []
    for m in _TARGET.finditer(f"{row.content}\n{row.indicator}"):
        answered = re.search(
            rf"\d\s*(?:{_UNITS.get(m['unit'], m['unit'])})|{_UNITS.get(m['unit'], m['unit'])}", row.said
        )
        if not answered:
            missed.append("".join(m[0].split()))
    if missed:
        targets = "、".join(dict.fromkeys(missed))
        message = f"第{row.number}项要求“{targets}”，进展中没有对应的数字，请补充或说明。"
        yield Finding(Severity.HINT, "advice.target_unanswered", message, row.where, targets, "")


def _after_deadline(sheet: Sheet, row: SheetRow) -> Iterator[Finding]:
    """The earliest day told is after the last day of a deadline that stands in the task's own text."""
    due = min((d for d in row.deadlines if d.kind is DeadlineKind.BY and d.date), key=_day, default=None)
    told = sorted(_dates(sheet, row.said), key=lambda pair: pair[0])
    if due is None or due.date is None or not told or told[0][0] <= due.date:
        return
    first = told[0][1]
    wanted = "".join(due.text.split())
    message = f"公开日期晚于时限：第{row.number}项文中“{first}”，任务要求“{wanted}”。如属实请说明原因。"
    yield Finding(Severity.HINT, "advice.after_deadline", message, row.where, wanted, first, Source.DERIVED)


def _day(deadline: Deadline) -> date:
    return deadline.date or date.max


def _dates(sheet: Sheet, text: str) -> Iterator[tuple[date, str]]:
    for m in _DATE.finditer(without_quotations(text)):
        year = int(m["year"]) if m["year"] else sheet.year
        try:
            yield date(year or 0, int(m["month"]), int(m["day"])), "".join(m[0].split())
        except ValueError:
            continue
