"""Room: core. Where the rows of a table stand in its running text, so that the review can show them there."""

from collections.abc import Sequence
from dataclasses import dataclass

from core.ledger.ledger import LedgerTask
from core.squeezed import Squeezed, squeeze

_SHORTEST = 2


@dataclass(frozen=True, slots=True)
class Placed:
    """`marks`: (kind, start, end); both empty where the text of the row is nowhere to be found."""

    places: tuple[tuple[int, int], ...] = ()
    marks: tuple[tuple[str, int, int], ...] = ()


def place_rows(source: str, rows: Sequence[LedgerTask]) -> list[Placed]:
    """Rows are looked for in order, each behind the one before it."""
    squeezed = squeeze(source)
    first = next((squeeze(row.text).text for row in rows if row.text), "")
    # The same words may stand in prose before the table: the reading that finds more of each row is the table's.
    attempts = [_placed_from(squeezed, rows, at) for at in {0, max(squeezed.text.rfind(first), 0)}]
    return max(attempts, key=lambda placed: sum(len(p.marks) + len(p.places) for p in placed) - _spread(placed) / 1e4)


def _spread(placed: Sequence[Placed]) -> int:
    """Characters that the rows take: text between two readings of one row belongs to neither."""
    return sum(b - a for p in placed for a, b in p.places)


def _placed_from(squeezed: Squeezed, rows: Sequence[LedgerTask], at: int) -> list[Placed]:
    starts: list[int | None] = []
    for row in rows:
        wanted = squeeze(row.text).text
        found = squeezed.text.find(wanted, at) if len(wanted) >= _SHORTEST else -1
        starts.append(found if found >= 0 else None)
        at = found + len(wanted) if found >= 0 else at
    return [
        _placed(squeezed, row, start, _next(starts, i, len(squeezed.text)))
        for i, (row, start) in enumerate(zip(rows, starts, strict=True))
    ]


def _next(starts: Sequence[int | None], i: int, end: int) -> int:
    return next((s for s in starts[i + 1 :] if s is not None), end)


def _placed(squeezed: Squeezed, row: LedgerTask, start: int | None, stop: int) -> Placed:
    if start is None:
        return Placed()
    text = squeeze(row.text).text
    end = start + len(text)
    marks: list[tuple[str, int, int]] = []
    for kind, told in (
        ("units", [row.responsibility_text]),
        ("deadline", [d.text for d in row.deadlines]),
        ("indicator", [row.indicator]),
    ):
        for words in told:
            wanted = squeeze(words).text
            found = squeezed.text.find(wanted, start, stop) if len(wanted) >= _SHORTEST else -1
            if found >= 0:
                marks.append((kind, *squeezed.span(found, found + len(wanted))))
                end = max(end, found + len(wanted))
    return Placed((squeezed.span(start, end),), tuple(marks))
