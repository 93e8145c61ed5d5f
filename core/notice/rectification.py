"""Room: core. What a unit has to put right (整改事项), when it was settled (销号), and whether it stayed so (回头看)."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from core.days import shown_day
from core.errors import LedgerError


@dataclass(frozen=True, slots=True)
class LookBack:
    """A later look at a settled item: on which day, whether it stayed mended, what was seen."""

    on: date
    stays: bool
    note: str = ""


@dataclass(frozen=True, slots=True)
class Rectification:
    """`done_on`: the unit says it is done; `closed_on`: the office settled it. `case_id` 0 = from no case."""

    book_id: int
    round: str
    unit: str
    what: str
    due_on: date | None = None
    done_on: date | None = None
    evidence: str = ""
    closed_on: date | None = None
    look_backs: tuple[LookBack, ...] = ()
    case_id: int = 0
    item_id: int = 0

    @property
    def open(self) -> bool:
        return self.closed_on is None

    @property
    def relapsed(self) -> bool:
        """The last look found that it did not stay mended."""
        return bool(self.look_backs) and not self.look_backs[-1].stays

    def close_out(self, on: date) -> "Rectification":
        """销号. LedgerError without the day it was done, or without evidence."""
        if self.done_on is None or not self.evidence.strip():
            raise LedgerError("销号前请先填写完成日期和佐证。这一条没有改动。")
        if on < self.done_on:
            raise LedgerError(f"销号日期{shown_day(on)}早于完成日期{shown_day(self.done_on)}，请核对。这一条没有改动。")
        return replace(self, closed_on=on)

    def look_back(self, on: date, stays: bool, note: str) -> "Rectification":
        """回头看. What did not stay mended is open again; the day it was first done stays in the note's history."""
        if self.open:
            raise LedgerError("还没有销号的事项不用回头看。这一条没有改动。")
        looked = replace(self, look_backs=(*self.look_backs, LookBack(on, stays, note.strip())))
        return looked if stays else replace(looked, closed_on=None, done_on=None)


class Standing(StrEnum):
    OPEN = "open"
    LATE = "late"
    DONE = "done"
    CLOSED = "closed"
    RELAPSED = "relapsed"


STANDING_LABELS = {
    Standing.OPEN: "整改中",
    Standing.LATE: "逾期未改",
    Standing.DONE: "待销号",
    Standing.CLOSED: "已销号",
    Standing.RELAPSED: "反弹",
}


def standing(item: Rectification, today: date) -> Standing:
    if not item.open:
        return Standing.CLOSED
    if item.done_on:
        return Standing.DONE
    if item.relapsed:
        return Standing.RELAPSED
    return Standing.LATE if item.due_on and today > item.due_on else Standing.OPEN


def still_open(items: Iterable[Rectification]) -> tuple[Rectification, ...]:
    """Those not settled yet, the earliest due first."""
    return tuple(sorted((i for i in items if i.open), key=lambda i: (i.due_on or date.max, i.unit, i.item_id)))
