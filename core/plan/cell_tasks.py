"""Room: core. Several tasks in one cell of a table, one a line with its own number: each is a task of its own."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from core.clauses import read_units
from core.ledger.ledger import LedgerTask

_NUMBER = r"(?<![0-9.．]){}\s*[.．、]\s*(?![0-9])"


def split_cells(rows: Sequence[LedgerTask]) -> tuple[LedgerTask, ...]:
    """Rows whose text counts on from their own number to the next row's are cut at these numbers."""
    out: list[LedgerTask] = []
    for i, row in enumerate(rows):
        following = rows[i + 1].number if i + 1 < len(rows) else None
        out += _cut(row, following)
    return tuple(out)


def _cut(row: LedgerTask, following: int | None) -> Iterator[LedgerTask]:
    field = "content" if row.content else "subtopic" if row.subtopic else "topic"
    text: str = getattr(row, field)
    parts = _parts(text, row.number)
    last = row.number + len(parts) - 1
    if len(parts) == 1 or (following is not None and following not in (last + 1, row.number + 1, 1)):
        yield row
        return
    units = [line for line in row.responsibility_text.split("\n") if line.strip()]
    for at, part in enumerate(parts):
        own = replace(row, **{field: part}, number=row.number + at, label=f"{row.number + at}.", cell=None)  # type: ignore[arg-type]
        if len(units) == len(parts):
            own = replace(own, units=read_units(units[at]), responsibility_text=units[at].strip())
        yield own


def _parts(text: str, first: int) -> list[str]:
    """The text cut at first + 1, first + 2 …, each number looked for behind the one before."""
    parts: list[str] = []
    at, number = 0, first + 1
    opening = re.match(rf"\s*{first}\s*[.．、]\s*", text)
    at = opening.end() if opening else 0
    while found := re.compile(_NUMBER.format(number)).search(text, at):
        parts.append(text[at : found.start()].strip())
        at, number = found.end(), number + 1
    parts.append(text[at:].strip())
    return parts if all(parts) else [text]
