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
    old = [case for case in stored if not case.by_hand]
    pairs, new = _paired(old, seen)
    changed = [after for case, found in pairs if (after := _after(case, found)) != case]
    return Reconciled(new, tuple(changed), sum(not case.holds for case in changed))


def _paired(
    old: Sequence[ScoreCase], seen: Sequence[ScoreCase]
) -> tuple[list[tuple[ScoreCase, ScoreCase | None]], tuple[ScoreCase, ...]]:
    """Each stored case with what is seen of it now, and what is new. A rule that only got another number brings no
    case for a second time: what is left over is paired by unit and fact alone."""
    by_same = {case.same: case for case in seen}
    known = {case.same for case in old}
    spare = {(case.unit, case.key): case for case in seen if case.same not in known}
    pairs = [(case, by_same.get(case.same) or spare.pop((case.unit, case.key), None)) for case in old]
    left = {case.same for case in spare.values()}
    taken = {found.same for _, found in pairs if found}
    return pairs, tuple(c for c in seen if c.same in left or c.same not in taken | known)


def _after(case: ScoreCase, seen: ScoreCase | None) -> ScoreCase:
    if seen is None:
        return replace(case, holds=False)
    if case.decided:
        return replace(case, holds=True)
    return replace(seen, case_id=case.case_id, reply=case.reply, replied_on=case.replied_on)
