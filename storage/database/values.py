"""Room: storage. How values stand in the tables: days and instants as ISO text, lists as JSON, truth as 0 and 1."""

import json
from collections.abc import Iterable
from datetime import date, datetime
from functools import lru_cache

from core.ledger.entry import Figure
from core.ledger.record import Due
from core.ledger.state import WorkStep


def iso(value: date | None) -> str | None:
    """A day or an instant; None stays None."""
    return None if value is None else value.isoformat()


@lru_cache(maxsize=4096)
def day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def instant(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


def pack(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


# The same lists stand on many rows (units, deadlines): reading 10,000 tasks parses each of them once.
@lru_cache(maxsize=4096)
def texts(packed: str) -> tuple[str, ...]:
    return tuple(json.loads(packed))


@lru_cache(maxsize=4096)
def dues(packed: str) -> tuple[Due, ...]:
    return tuple(Due(text, day(on), kind) for text, on, kind in json.loads(packed))


@lru_cache(maxsize=4096)
def work_steps(packed: str) -> tuple[WorkStep, ...]:
    return tuple(WorkStep(name, day(due_on), day(done_on)) for name, due_on, done_on in json.loads(packed))


def figures(packed: str) -> tuple[Figure, ...]:
    return tuple(Figure(*figure) for figure in json.loads(packed))


def pack_dues(values: Iterable[Due]) -> str:
    return pack([(d.text, iso(d.on), d.kind) for d in values])


def pack_steps(values: Iterable[WorkStep]) -> str:
    return pack([(s.name, iso(s.due_on), iso(s.done_on)) for s in values])


def pack_figures(values: Iterable[Figure]) -> str:
    return pack([(f.name, f.value, f.unit) for f in values])
