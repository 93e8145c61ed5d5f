"""Room: core. Which task goes to which unit: by name, to all of a kind, in some cases, or to nobody yet (分发)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from core.clauses import Responsibility
from core.units import Concern, ConcernResult, Flag, Unit, UnitDirectory

SENT = frozenset({Concern.NAMED, Concern.ALL})


@dataclass(frozen=True, slots=True)
class Share:
    """One unit's tasks: (position of the task, what it means for the unit), in the plan's order.

    Tasks that concern it in some cases only are listed too; those without any unit and those of others are not.
    """

    unit: Unit
    tasks: tuple[tuple[int, ConcernResult], ...]

    @property
    def due(self) -> tuple[int, ...]:
        """Positions it must report on: named, or through a group."""
        return tuple(position for position, result in self.tasks if result.concern in SENT)

    @property
    def leads(self) -> tuple[int, ...]:
        return tuple(position for position, result in self.tasks if result.concern in SENT and result.as_lead)


@dataclass(frozen=True, slots=True)
class Dispatch:
    """`unassigned`: tasks that name nobody. `unreached`: printed names that no unit of the directory answers to."""

    shares: tuple[Share, ...]
    unassigned: tuple[int, ...]
    unreached: tuple[str, ...]
    idle: tuple[Unit, ...]  # units without any task they must report on


def dispatch(tasks: Sequence[Responsibility], directory: UnitDirectory) -> Dispatch:
    """Share the tasks out among the directory's units that get a ledger (发台账)."""
    takers = [unit for unit in directory.units if Flag.LEDGER in unit.flags]
    shares = tuple(_share(unit, tasks, directory) for unit in takers)
    return Dispatch(
        shares=shares,
        unassigned=tuple(i for i, task in enumerate(tasks) if not directory.speaking(task.names)),
        unreached=tuple(_unreached(tasks, shares, directory)),
        idle=tuple(share.unit for share in shares if not share.due),
    )


def _share(unit: Unit, tasks: Sequence[Responsibility], directory: UnitDirectory) -> Share:
    judged = ((i, directory.concern(unit.name, task.lead, task.responsible)) for i, task in enumerate(tasks))
    return Share(unit, tuple((i, r) for i, r in judged if r.concern in SENT or r.concern is Concern.CONDITIONAL))


def _unreached(tasks: Sequence[Responsibility], shares: Iterable[Share], directory: UnitDirectory) -> Iterable[str]:
    names = dict.fromkeys(name for task in tasks for name in directory.speaking(task.names))
    units = [share.unit for share in shares]
    for name in names:
        results = (directory.concern(unit.name, (), (name,)).concern for unit in units)
        if all(concern is Concern.NONE for concern in results):
            yield name
