"""Room: core. How the units stand in a round, counted: on time, late, to be dealt with, missing; pairs alike; sealed."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from core.intake.arrived import FileStatus
from core.intake.listing import FileRow, SealState
from core.intake.returned import Intake, UnitReturn

DIFFERING = frozenset({"intake.word_fixed", "intake.older_fixed"})


class UnitStanding(StrEnum):
    ON_TIME = "on_time"
    LATE = "late"
    UNDATED = "undated"
    TO_DO = "to_do"
    MISSING = "missing"


STANDING_LABELS = {
    UnitStanding.ON_TIME: "按时",
    UnitStanding.LATE: "迟报",
    UnitStanding.UNDATED: "已收",
    UnitStanding.TO_DO: "需处理",
    UnitStanding.MISSING: "未报",
}


@dataclass(frozen=True, slots=True)
class Tally:
    """`units` that are to report, and how many stand how; `alike` of `paired` have an OFD that says what the Word says."""

    units: int
    standing: Mapping[UnitStanding, int]
    returned: int
    paired: int
    alike: int
    sealed: int


def tally_of(intake: Intake, rows: Sequence[FileRow]) -> Tally:
    rows = [r for r in rows if r.unit and not r.old]
    conflicts = {r.unit for r in rows if r.status is FileStatus.CONFLICT}
    read = [(r.unit, {p.fixed for p in r.parts if p.is_ledger}) for r in rows]
    pairs = {unit for unit, kinds in read if kinds == {True, False}}
    differing = {r.unit for r in rows if any(f.rule in DIFFERING for f in r.findings)}
    return Tally(
        units=len(intake.units),
        standing=Counter(standing_of(u, conflicts) for u in intake.units),
        returned=len(intake.back),
        paired=len(pairs | differing),
        alike=len(pairs - differing),
        sealed=len({r.unit for r in rows if r.seal is SealState.SEALED}),
    )


def standing_of(unit: UnitReturn, conflicts: Iterable[str]) -> UnitStanding:
    """`conflicts`: units of whose files somebody must choose the one that counts."""
    if not unit.arrived:
        return UnitStanding.MISSING
    if not unit.returned or unit.name in conflicts:
        return UnitStanding.TO_DO
    return {True: UnitStanding.ON_TIME, False: UnitStanding.LATE, None: UnitStanding.UNDATED}[unit.on_time]
