"""Room: core. The shelf of plans: drafts under review, and what was confirmed as a year's ledger, version by version."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from core.plan.reporting import PlannedRound
from core.plan.review import PlanReview


@dataclass(frozen=True, slots=True)
class PlanHead:
    """A plan in the list of all; `book_id` 0 while it is a draft."""

    plan_id: int
    year: int | None
    title: str
    book_id: int = 0
    version: int = 0
    confirmed_at: datetime | None = None
    tasks: int = 0


class ReadPlans(Protocol):
    def all(self) -> tuple[PlanHead, ...]:
        """Drafts first, then the newest year and version first."""
        ...

    def get(self, plan_id: int) -> PlanReview: ...

    def of_book(self, book_id: int) -> tuple[PlanHead, ...]:
        """The versions confirmed as this ledger, oldest first."""
        ...

    def issued_on(self, book_id: int) -> date | None:
        """印发日期 of the newest version; None where it is unknown, or the ledger came from no plan."""
        ...

    def rounds(self, book_id: int) -> Sequence[PlannedRound]:
        """The 期次 that the office chose in the newest version, in order."""
        ...


class Plans(ReadPlans, Protocol):
    def add(self, plan: PlanReview) -> int: ...

    def put(self, plan: PlanReview) -> None:
        """Only what differs is written. Tasks with `row_id` 0 are new."""
        ...

    def remove(self, plan_id: int) -> None: ...
