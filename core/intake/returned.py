"""Room: core. What one unit returned in this round, all its files together."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from core.finding import Finding
from core.intake.arrived import FileResult
from core.ledger.ledger import Ledger

_FORM = re.compile(r"[（(](?:填报版|空表|样表|模板)[）)]$")


def blank_title(title: str) -> str:
    """The form's title without the mark that it is one to be filled in."""
    return _FORM.sub("", title)


@dataclass(frozen=True, slots=True)
class Terms:
    """What holds for the whole intake: round (期次), last day, day of receipt; `issued_on`: the plan's 印发日期."""

    round: str = ""
    due_on: date | None = None
    received_on: date | None = None
    issued_on: date | None = None


@dataclass(frozen=True, slots=True)
class UnitReturn:
    """`due`: places of the plan's tasks that it must report on (named, or through a group). `said`: place → its text.

    `returned`: something of it can be read or seen; `arrived`: anything came at all, a broken file included.
    `read`: the ledger itself, so that a blank task is known to be blank (of a scan nothing is known).
    `on_time` None where neither seal nor receipt tells, or no last day is set. `file`: the one that counts.
    """

    name: str
    returned: bool = False
    arrived: bool = False
    read: bool = False
    on_time: bool | None = None
    came_on: date | None = None
    due: tuple[int, ...] = ()
    said: Mapping[int, str] = field(default_factory=dict[int, str])
    file: str = ""
    contact: str = ""
    phone: str = ""
    findings: tuple[Finding, ...] = ()

    @property
    def filled(self) -> tuple[int, ...]:
        return tuple(sorted(self.said))

    @property
    def blank(self) -> tuple[int, ...]:
        """Tasks that it must report on and left blank."""
        return tuple(place for place in self.due if place not in self.said) if self.read else ()


@dataclass(frozen=True, slots=True)
class Intake:
    """Everything collected. `findings`: those of the units first, then what belongs to no unit."""

    plan: Ledger
    terms: Terms
    files: tuple[FileResult, ...]
    units: tuple[UnitReturn, ...]
    general: tuple[Finding, ...] = ()

    @property
    def findings(self) -> tuple[Finding, ...]:
        return (*(f for unit in self.units for f in unit.findings), *self.general)

    @property
    def back(self) -> tuple[UnitReturn, ...]:
        return tuple(u for u in self.units if u.returned)

    @property
    def missing(self) -> tuple[UnitReturn, ...]:
        return tuple(u for u in self.units if not u.returned)
