"""Room: core. A returned ledger's rows put on the plan's rows, though reworded, moved, dropped, added, renumbered."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from core.ledger.ledger import LedgerTask
from core.ledger.matching import MatchKey, match, plain


@dataclass(frozen=True, slots=True)
class ReturnedRow:
    """A row as the unit returned it. `number` is the one it bears in the unit's own file."""

    number: int
    text: str
    progress: str


@dataclass(frozen=True, slots=True)
class PlacedRows:
    """`on`: place in the plan (0…) → the row. `altered`: places whose task text was changed. `unsure`: rows with the
    places they may belong to, best first; `extra`: rows that belong to none.
    """

    on: Mapping[int, ReturnedRow] = field(default_factory=dict[int, ReturnedRow])
    altered: tuple[int, ...] = ()
    unsure: tuple[tuple[ReturnedRow, tuple[int, ...]], ...] = ()
    extra: tuple[ReturnedRow, ...] = ()

    def said(self, place: int) -> str:
        row = self.on.get(place)
        return row.progress.strip() if row else ""

    @property
    def filled(self) -> tuple[int, ...]:
        return tuple(sorted(place for place in self.on if self.said(place)))

    @property
    def content(self) -> frozenset[tuple[str, str]]:
        """What the rows say, whatever their order and layout: two files of one content are one version."""
        loose = [row for row, _ in self.unsure]
        return frozenset((plain(r.text), plain(r.progress)) for r in (*self.on.values(), *loose, *self.extra))


def place_rows(plan: Sequence[LedgerTask], returned: Sequence[LedgerTask]) -> PlacedRows:
    """Equal rows first, then number and text together, one to one and with a margin; the rest is not guessed."""
    keys = [MatchKey(t.text, str(t.number)) for t in plan]
    found = match(keys, [MatchKey(t.text, str(t.number)) for t in returned])
    rows = [ReturnedRow(t.number, t.text, t.progress) for t in returned]
    on = {old: rows[new] for new, (old, _) in sorted(found.pairs.items())}
    loose = [new for new in range(len(rows)) if new not in found.pairs]
    return PlacedRows(
        on=on,
        altered=tuple(sorted(p for p, row in on.items() if plain(plan[p].text) != plain(row.text))),
        unsure=tuple((rows[new], found.unsure[new]) for new in loose if new in found.unsure),
        extra=tuple(r for new in loose if new not in found.unsure and ((r := rows[new]).text or r.progress).strip()),
    )
