"""Room: core. Columns told by their own headings, where a unit has put them in an order of its own or added one.

Position is the rule (headings repeat, are misprinted, or stand elsewhere once merges are lost); headings decide only
where each of the form's stands once, above just the columns that hold the figures.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from core.report.form import FormTable
from core.report.rows import Entry, Row, label_key

_ADDED = ("小计", "合计", "备注", "占比")
Members = Sequence[tuple[Row, Entry]]  # matched rows of one physical table, each with its label


@dataclass(frozen=True, slots=True)
class OwnColumns:
    """Grid columns in the form's order; `filled` are all columns with figures where the headings stand."""

    columns: tuple[int, ...]
    filled: frozenset[int]

    def take(self, row: Sequence[Entry]) -> list[str] | None:
        """The figures of a row in the form's order, None where they cannot be told apart."""
        written = {e.col: e.text for e in row if e.text.strip()}
        if self.filled.issuperset(written):
            return [written.get(c, "") for c in self.columns]
        if len(written) != len(self.filled):
            return None
        moved = dict(zip(sorted(self.filled), sorted(written), strict=True))  # a merge cut by the page has moved it
        return [written[moved[c]] for c in self.columns]


def own_columns(members: Mapping[int, Members], rows: Sequence[Row], table: FormTable) -> dict[int, OwnColumns]:
    """By physical table, where the columns are not simply the figures from left to right.

    A piece without headings (a table continued over a page) follows the one before it.
    """
    found: dict[int, OwnColumns] = {}
    before: OwnColumns | None = None
    for number, hits in sorted(members.items()):
        filled = frozenset(e.col for row, label in hits for e in row.filled if e.col > label.col)
        above = _above(hits, rows, number)
        heads = [sorted({e.col for e in above if _same(e, label)}) for _, label in table.columns]
        if any(heads):
            columns = tuple(places[0] for places in heads if len(places) == 1)
            added = {e.col for e in above if any(_same(e, word) for word in _ADDED)}
            right = len(columns) == len(heads) and set(columns) <= filled <= {*columns, *added}
            before = OwnColumns(columns, filled) if right and list(columns) != sorted(filled) else None
        if before:
            found[number] = before
    return found


def _above(hits: Members, rows: Sequence[Row], number: int) -> list[Entry]:
    """What stands above the first matched row of this table."""
    first = min(rows.index(row) for row, _ in hits)
    return [e for row in rows[:first] if row.table == number for e in row.filled]


def _same(entry: Entry, label: str) -> bool:
    return label_key(entry.text) == label_key(label)
