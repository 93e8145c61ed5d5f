"""Room: core. This year's plan against last year's: what is new, changed, kept and dropped, and what was not done."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from core.ledger.ledger import LedgerTask
from core.ledger.matching import MatchKey, match
from core.ledger.state import Status

_YEAR = re.compile(r"20\d\d\s*年?度?")
SAME = 99.5


class Change(StrEnum):
    SAME = "same"
    CHANGED = "changed"
    UNSURE = "unsure"
    NEW = "new"


CHANGE_LABELS = {Change.SAME: "沿用", Change.CHANGED: "有改动", Change.UNSURE: "待确认", Change.NEW: "新增"}


@dataclass(frozen=True, slots=True)
class YearPair:
    """A task of this year: `last` are positions in last year's list it continues, or may continue (UNSURE)."""

    change: Change
    last: tuple[int, ...] = ()
    likeness: float = 0  # percent


@dataclass(frozen=True, slots=True)
class YearComparison:
    pairs: tuple[YearPair, ...]  # one a task of this year
    dropped: tuple[int, ...]  # positions of last year's tasks that nothing continues


def compare_years(last: Sequence[LedgerTask], this: Sequence[LedgerTask]) -> YearComparison:
    """Match by likeness of what is to be done; the year's own number (2023年) makes no difference."""
    matches = match([_key(task) for task in last], [_key(task) for task in this])
    pairs = tuple(_pair(i, matches.pairs.get(i), matches.unsure.get(i, ())) for i in range(len(this)))
    continued = {position for pair in pairs for position in pair.last}
    return YearComparison(pairs, tuple(i for i in range(len(last)) if i not in continued))


def _key(task: LedgerTask) -> MatchKey:
    return MatchKey(_YEAR.sub("", task.text))  # numbers of different years say nothing


def _pair(position: int, found: tuple[int, float] | None, unsure: tuple[int, ...]) -> YearPair:
    if found:
        change = Change.SAME if found[1] >= SAME else Change.CHANGED
        return YearPair(change, (found[0],), found[1])
    return YearPair(Change.UNSURE, unsure) if unsure else YearPair(Change.NEW)


def look_back(statuses: Sequence[Status]) -> tuple[int, ...]:
    """回头看: positions of last year's tasks that were neither finished, nor standing, nor not the unit's."""
    return tuple(i for i, status in enumerate(statuses) if status in (Status.NOT_STARTED, Status.UNDER_WAY))
