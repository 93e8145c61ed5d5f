"""Room: core. The year's score of every unit: confirmed cases of all rounds, each rule up to its cap for the year."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from core.notice.case import CaseState, ScoreCase
from core.notice.rules import Per


@dataclass(frozen=True, slots=True)
class UnitScore:
    """`deducted` is a positive number. `waiting`: cases still to be confirmed. `rank` 0 = not asked for."""

    unit: str
    base: float
    added: float = 0
    deducted: float = 0
    confirmed: int = 0
    waiting: int = 0
    rank: int = 0

    @property
    def total(self) -> float:
        return round(self.base + self.added - self.deducted, 4)


def counted(cases: Iterable[ScoreCase]) -> Mapping[int, float]:
    """Case id → points that it really counts, for confirmed cases: less than the rule's where a cap is reached."""
    return capped(c for c in cases if c.state is CaseState.CONFIRMED)


def capped(cases: Iterable[ScoreCase]) -> Mapping[int, float]:
    """The same for any cases, in the order in which they use up their caps; a rule for once counts the first."""
    used: dict[tuple[str, str, bool], float] = defaultdict(float)
    seen: set[tuple[str, str]] = set()
    points: dict[int, float] = {}
    for case in cases:
        rule, mine = case.rule, (case.unit, case.rule.rule_id)
        shared = (case.unit, rule.group or rule.rule_id, rule.points > 0)
        room = max((rule.cap or float("inf")) - used[shared], 0)
        size = 0.0 if mine in seen and rule.per is Per.ONCE else min(abs(rule.points), room)
        used[shared] += size
        seen.add(mine)
        points[case.case_id] = round(size if rule.points > 0 else -size, 4) + 0.0
    return points


def with_sign(points: float) -> str:
    """−2 as -2, 1.5 as +1.5, nothing as 0."""
    return f"{points:+g}" if points else "0"


def year_scores(
    units: Iterable[str], cases: Sequence[ScoreCase], base: float, ranked: bool = False
) -> tuple[UnitScore, ...]:
    """In the order of `units`, then units that only have cases. Dropped and waived cases count nothing."""
    points = counted(cases)
    names = dict.fromkeys((*units, *(c.unit for c in cases)))
    scores = [_unit(name, [c for c in cases if c.unit == name], points, base) for name in names]
    return _with_ranks(scores) if ranked else tuple(scores)


def _unit(name: str, cases: Sequence[ScoreCase], points: Mapping[int, float], base: float) -> UnitScore:
    mine = [points[c.case_id] for c in cases if c.case_id in points]
    waiting = sum(c.state is CaseState.PROPOSED and c.holds for c in cases)
    added = round(sum(p for p in mine if p > 0), 4)
    deducted = round(-sum(p for p in mine if p < 0), 4) + 0.0
    return UnitScore(name, base, added, deducted, len(mine), waiting)


def _with_ranks(scores: Sequence[UnitScore]) -> tuple[UnitScore, ...]:
    """Equal scores share a rank, and the next one is counted on: 1, 1, 3."""
    totals = sorted((s.total for s in scores), reverse=True)
    ranked = [replace(s, rank=totals.index(s.total) + 1) for s in scores]
    return tuple(sorted(ranked, key=lambda s: s.rank))
