"""Room: core. Which row of one list is which row of another, though texts were edited, moved and renumbered.

Equal rows first; then number and text together, one to one, and only with a margin over the next best on both sides:
what is unsure is handed back as unsure, never guessed. Likeness is in percent (rapidfuzz's ratio).
"""

import unicodedata
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from rapidfuzz import fuzz, process

SAME_NUMBER = 8.0  # what an equal number adds to the likeness of the texts
SURE = 72.0  # a lower score is never taken without asking
WORTH_ASKING = 55.0
MARGIN = 6.0
_CANDIDATES = 4


@dataclass(frozen=True, slots=True)
class MatchKey:
    """What a row is known by: the text that says what is to be done, and its printed number."""

    text: str
    number: str = ""


@dataclass(frozen=True, slots=True)
class Matches:
    """Indices of both lists. `pairs`: new -> (old, likeness); `unsure`: new -> old rows it may be, best first."""

    pairs: dict[int, tuple[int, float]] = field(default_factory=dict[int, tuple[int, float]])
    unsure: dict[int, tuple[int, ...]] = field(default_factory=dict[int, tuple[int, ...]])


# Sixty units return the rows of one form: each text is folded once.
@lru_cache(maxsize=4096)
def plain(text: str) -> str:
    """Text without white space, full-width forms folded: what layout and input methods change by the way."""
    return "".join(unicodedata.normalize("NFKC", text).split())


def match(old: Sequence[MatchKey], new: Sequence[MatchKey]) -> Matches:
    """Pair the rows of `new` with those of `old`."""
    old = [MatchKey(plain(k.text), plain(k.number)) for k in old]
    new = [MatchKey(plain(k.text), plain(k.number)) for k in new]
    pairs = _equal(old, new)
    scores = _scores(old, new, pairs)
    _take_sure(scores, old, new, pairs)
    asked = {i: tuple(j for _, j in _ranked(row) if row[j] >= WORTH_ASKING) for i, row in scores.items()}
    return Matches(pairs, {i: rows for i, rows in asked.items() if rows})


def _equal(old: Sequence[MatchKey], new: Sequence[MatchKey]) -> dict[int, tuple[int, float]]:
    """Rows of one text: those of one number as well first, the rest in order. Blank rows are equal to nothing."""
    pairs: dict[int, tuple[int, float]] = {}
    for with_number in (True, False):
        taken = {j for j, _ in pairs.values()}
        waiting: dict[tuple[str, str], list[int]] = defaultdict(list)
        for j, key in enumerate(old):
            if j not in taken and key.text:
                waiting[key.text, key.number if with_number else ""].append(j)
        for i, key in enumerate(new):
            places = waiting.get((key.text, key.number if with_number else ""))
            if i not in pairs and places:
                pairs[i] = (places.pop(0), 100.0)
    return pairs


def _scores(
    old: Sequence[MatchKey], new: Sequence[MatchKey], pairs: dict[int, tuple[int, float]]
) -> dict[int, dict[int, float]]:
    """For each unmatched new row the few old rows that come into question, with their scores."""
    taken = {j for j, _ in pairs.values()}
    free = {j: key.text for j, key in enumerate(old) if j not in taken and key.text}
    numbered: dict[str, list[int]] = defaultdict(list)
    for j in free:
        numbered[old[j].number].append(j)
    scores: dict[int, dict[int, float]] = {}
    for i, key in enumerate(new):
        if i in pairs or not key.text:
            continue
        found = process.extract(
            key.text, free, scorer=fuzz.ratio, limit=_CANDIDATES, score_cutoff=WORTH_ASKING - SAME_NUMBER
        )
        row = {j: likeness for _, likeness, j in found}
        for j in numbered[key.number] if key.number else ():
            row[j] = fuzz.ratio(key.text, free[j]) + SAME_NUMBER
        scores[i] = row
    return scores


def _take_sure(
    scores: dict[int, dict[int, float]],
    old: Sequence[MatchKey],
    new: Sequence[MatchKey],
    pairs: dict[int, tuple[int, float]],
) -> None:
    """Move what stands out on both sides from `scores` to `pairs`; each pair taken may make others stand out."""
    sure = True
    while sure:
        rivals: dict[int, list[float]] = defaultdict(list)
        for row in scores.values():
            for j, score in row.items():
                rivals[j].append(score)
        sure = [(i, j) for i, row in scores.items() if (j := _stands_out(row, rivals)) is not None]
        for i, j in sure:
            del scores[i]
            pairs[i] = (j, fuzz.ratio(new[i].text, old[j].text))
            for row in scores.values():
                row.pop(j, None)


def _stands_out(row: dict[int, float], rivals: dict[int, list[float]]) -> int | None:
    """The old row that is best for this new row, and for which this new row is best, both by the margin."""
    ranked = _ranked(row)
    if not ranked or ranked[0][0] < SURE:
        return None
    best, j = ranked[0]
    ahead = len(ranked) == 1 or best - ranked[1][0] >= MARGIN
    others = sorted(rivals[j], reverse=True)
    return j if ahead and others[0] == best and (len(others) == 1 or best - others[1] >= MARGIN) else None


def _ranked(row: dict[int, float]) -> list[tuple[float, int]]:
    return sorted(((score, j) for j, score in row.items()), key=lambda pair: (-pair[0], pair[1]))
