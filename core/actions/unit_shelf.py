"""Room: core. The shelf of units (单位名录): what can be read of it at any time, and what a step may write."""

from collections.abc import Iterable
from typing import Protocol

from core.unit_meanings import NameMeaning
from core.units import Unit


class ReadUnits(Protocol):
    def all(self) -> tuple[Unit, ...]:
        """In the office's own order, those that no longer exist among them."""
        ...

    def get(self, unit_id: int) -> Unit: ...
    def meanings(self) -> tuple[NameMeaning, ...]:
        """Printed names that were said to be a group or no unit."""
        ...


class Units(ReadUnits, Protocol):
    def add(self, unit: Unit) -> int:
        """Behind the others."""
        ...

    def put(self, unit: Unit) -> None: ...
    def remove(self, unit_id: int) -> None: ...
    def order(self, unit_ids: Iterable[int]) -> None:
        """All ids, in their new order."""
        ...

    def decide(self, meaning: NameMeaning) -> None:
        """Replaces what was decided of the name before."""
        ...

    def forget(self, name: str) -> None: ...
