"""Room: core. Progress entries (进展记录): dated notes with figures, links and evidence."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure as typed (digits are kept, never rounded): 公开条数, 12, 条."""

    name: str
    value: str
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Evidence:
    """A kept file (佐证材料, an original, what was sent) under its SHA-256; `name` is what the user called it."""

    sha256: str
    name: str
    size_bytes: int = 0


@dataclass(frozen=True, slots=True)
class ProgressEntry:
    """What was done on a day. `entry_id` is 0 until stored."""

    task_id: int
    on: date
    text: str
    figures: tuple[Figure, ...] = ()
    links: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    entry_id: int = 0
