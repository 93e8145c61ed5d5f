"""Room: core. How a task stands against its deadlines on a day: the date that counts, days left, 临期 or 逾期."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import TypeAlias

from core.chinese_dates import number
from core.ledger.record import Due, TaskRecord
from core.ledger.state import Status, TaskState

SOON_DAYS = 30  # 临期: this many calendar days or fewer are left
# Adds working days to a day; None past the last year whose holidays are known.
AddWorkingDays: TypeAlias = Callable[[date, int], date | None]

_COUNT = r"(?P<count>\d+|[一二三四五六七八九十两]+)"
_TERM = re.compile(rf"{_COUNT}(?:个)?(?P<unit>工作日|自然日|日|天|星期|周|个?月|年)")


class Urgency(StrEnum):
    NONE = "none"  # no date, or never overdue
    SETTLED = "settled"  # done or 不涉及
    LATER = "later"
    SOON = "soon"
    LATE = "late"


@dataclass(frozen=True, slots=True)
class Outlook:
    """`text`: the deadline as printed; `on`: the day that counts now; `days_left` is negative once it is over."""

    text: str = ""
    on: date | None = None
    days_left: int | None = None
    urgency: Urgency = Urgency.NONE

    @property
    def short_text(self) -> str:
        """As printed, without the year that the day has anyway: 11月20日前."""
        return self.text.removeprefix(f"{self.on.year}年") if self.on else self.text

    @property
    def words(self) -> str:
        """还有 81 天, 今天到期, 逾期 132 天; "" where no day counts."""
        if self.days_left is None or self.urgency is Urgency.SETTLED:
            return ""
        if self.days_left == 0:
            return "今天到期"
        return f"逾期 {-self.days_left} 天" if self.days_left < 0 else f"还有 {self.days_left} 天"


def outlook(task: TaskRecord, state: TaskState, today: date, add_working_days: AddWorkingDays | None = None) -> Outlook:
    """The next day that is not over; the last one when all are. An early day that passed counts until work starts."""
    dated = [(on, due) for due in task.deadlines if (on := _day_of(due, state, add_working_days))]
    dated.sort(key=lambda pair: pair[0])
    if state.status in (Status.DONE, Status.NOT_APPLICABLE):
        return Outlook(_printed(task.deadlines), urgency=Urgency.SETTLED)
    if not dated or state.status is Status.ONGOING:
        return Outlook(_printed(task.deadlines))
    on, due = _counting(dated, today, state.status is Status.NOT_STARTED)
    left = (on - today).days
    urgency = Urgency.LATE if left < 0 else Urgency.SOON if left <= SOON_DAYS else Urgency.LATER
    return Outlook(due.text, on, left, urgency)


def due_from(text: str, day: date, add_working_days: AddWorkingDays | None) -> date | None:
    """The last day of a relative term (10个工作日内) that counts from `day`, which is day 0; None if it cannot be told."""
    term = _TERM.search(text)
    if term is None:
        return None
    count = int(term["count"]) if term["count"].isdigit() else number(term["count"])
    if not count:
        return None
    unit = term["unit"].removeprefix("个")
    if unit == "工作日":
        return add_working_days(day, count) if add_working_days else None
    if unit in ("月", "年"):
        return _months_later(day, count * (12 if unit == "年" else 1))
    return day + timedelta(days=count * (7 if unit in ("星期", "周") else 1))


def _day_of(due: Due, state: TaskState, add_working_days: AddWorkingDays | None) -> date | None:
    if due.on or due.kind != "relative" or state.counted_from is None:
        return due.on
    return due_from(due.text, state.counted_from, add_working_days)


def _counting(dated: list[tuple[date, Due]], today: date, untouched: bool) -> tuple[date, Due]:
    if untouched:
        return dated[0]
    return next((pair for pair in dated if pair[0] >= today), dated[-1])


def _printed(deadlines: Iterable[Due]) -> str:
    return "、".join(dict.fromkeys(due.text for due in deadlines))


def _months_later(day: date, months: int) -> date:
    """The same day of a later month, or that month's last."""
    index = day.year * 12 + day.month - 1 + months
    first_after = date((index + 1) // 12, (index + 1) % 12 + 1, 1)
    last = first_after - timedelta(days=1)
    return last.replace(day=min(day.day, last.day))
