"""Room: core. Cases of a later look at the same round beside those that are stored: what was decided stays decided."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from core.notice.case import ScoreCase


@dataclass(frozen=True, slots=True)
class Reconciled:
    """`new` are to be stored, `changed` to be written over; `fallen` of `changed` no longer hold."""

    new: tuple[ScoreCase, ...] = ()
    changed: tuple[ScoreCase, ...] = ()
    fallen: int = 0

    def __bool__(self) -> bool:
        return bool(self.new or self.changed)

    @property
    def words(self) -> str:
        parts = [f"新提出{len(self.new)}条"] if self.new else []
        others = len(self.changed) - self.fallen
        parts += [f"依据有变{others}条"] if others else []
        parts += [f"不再成立{self.fallen}条"] if self.fallen else []
        return "，".join(parts)


def reconcile(stored: Iterable[ScoreCase], seen: Sequence[ScoreCase]) -> Reconciled:
    """Cases of one round. A decided case keeps every word; only whether it still holds is marked on it."""
    by_key = {case.same: case for case in seen}
    old = [case for case in stored if not case.by_hand]
    changed = [after for case in old if (after := _after(case, by_key.get(case.same))) != case]
    known = {case.same for case in old}
    fallen = sum(not case.holds for case in changed)
    return Reconciled(tuple(c for c in seen if c.same not in known), tuple(changed), fallen)


def _after(case: ScoreCase, seen: ScoreCase | None) -> ScoreCase:
    if seen is None:
        return replace(case, holds=False)
    if case.decided:
        return replace(case, holds=True)
    return replace(seen, case_id=case.case_id, reply=case.reply, replied_on=case.replied_on)
