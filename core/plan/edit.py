"""Room: core. What the office does to tasks before a plan is confirmed: split, merge, move, renumber, assign, set."""

from collections.abc import Collection, Sequence
from dataclasses import replace

from core.clauses import Responsibility
from core.deadline import find_deadlines
from core.errors import LedgerError
from core.ledger.ledger import LedgerTask

Rows = tuple[LedgerTask, ...]


def split_task(rows: Sequence[LedgerTask], position: int, at: int) -> Rows:
    """Cut a task's content at character `at`; both halves keep its units and deadlines. LedgerError where one is empty."""
    row = rows[position]
    first, second = row.content[:at].strip(), row.content[at:].strip()
    if not first or not second:
        raise LedgerError("请把光标放在这项任务的文字中间再拆分；任务没有改动。", detail=f"{position=} {at=}")
    halves = (replace(row, content=first), replace(row, content=second, label=""))
    return renumber((*rows[:position], *halves, *rows[position + 1 :]))


def merge_tasks(rows: Sequence[LedgerTask], first: int, last: int) -> Rows:
    """Join the tasks first…last into one that has all their texts, units and deadlines."""
    joined = rows[first]
    for row in rows[first + 1 : last + 1]:
        joined = replace(
            joined,
            content=f"{joined.content}\n{row.content}".strip(),
            indicator="；".join(t for t in (joined.indicator, row.indicator) if t),
            units=joined.units + row.units,
            responsibility_text="\n".join(t for t in (joined.responsibility_text, row.responsibility_text) if t),
            deadlines=joined.deadlines + row.deadlines,
        )
    return renumber((*rows[:first], joined, *rows[last + 1 :]))


def move_task(rows: Sequence[LedgerTask], position: int, to: int) -> Rows:
    """Move a task; it takes the section and topic of the one it comes to stand behind, or before at the top."""
    rest = [*rows[:position], *rows[position + 1 :]]
    neighbour = rest[max(to - 1, 0)] if rest else rows[position]
    moved = replace(rows[position], section=neighbour.section, topic=neighbour.topic, subtopic=neighbour.subtopic)
    rest.insert(to, moved)
    return renumber(rest)


def renumber(rows: Sequence[LedgerTask]) -> Rows:
    """1…n; printed labels stay."""
    return tuple(replace(row, number=i) for i, row in enumerate(rows, 1))


def assign(rows: Sequence[LedgerTask], positions: Collection[int], units: Responsibility) -> Rows:
    """Name units for many tasks at once, in place of those they had; what was printed stays as the printed text."""
    return tuple(replace(row, units=units) if i in positions else row for i, row in enumerate(rows))


def set_deadline(rows: Sequence[LedgerTask], positions: Collection[int], text: str, year: int | None) -> Rows:
    """Set the 完成时限 of many tasks, read as a column's text; "" takes it away."""
    deadlines = tuple(find_deadlines(text, year, column=True))
    return tuple(
        replace(row, deadlines=deadlines, column_deadlines=len(deadlines)) if i in positions else row
        for i, row in enumerate(rows)
    )


def set_indicator(rows: Sequence[LedgerTask], positions: Collection[int], text: str) -> Rows:
    return tuple(replace(row, indicator=text.strip()) if i in positions else row for i, row in enumerate(rows))
