"""Room: core. What the checks look at: a unit's rows with their texts, from the store or from a file alike."""

from collections.abc import Callable
from dataclasses import dataclass

from core.deadline import Deadline
from core.units import Concern


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One task with what the unit says of it.

    `said` is the text of the form's progress cell; `last_year` the same task's text a year ago, "" where unknown.
    `not_applicable`: the unit says 不涉及; `reason` why. `where` is the finding's place, task:3.
    """

    number: int
    said: str
    name: str = ""
    content: str = ""
    indicator: str = ""
    deadlines: tuple[Deadline, ...] = ()
    concern: Concern = Concern.UNASSIGNED
    not_applicable: bool = False
    reason: str = ""
    carried_over: bool = False
    last_year: str = ""

    @property
    def where(self) -> tuple[str, ...]:
        return (f"task:{self.number}",)

    @property
    def mine(self) -> bool:
        return self.concern in (Concern.NAMED, Concern.ALL)


def nobody(name: str) -> bool:
    return False


@dataclass(frozen=True, slots=True)
class Sheet:
    """`unit_kind` as of core.units (department, town, street …), "" where unknown; head values "" where blank,
    None where the form has no such label. `is_own` knows the unit's other names (县医保局)."""

    year: int | None
    unit: str
    rows: tuple[SheetRow, ...]
    unit_kind: str = ""
    contact: str | None = ""
    phone: str | None = ""
    other_units: tuple[str, ...] = ()
    is_own: Callable[[str], bool] = nobody
