"""Room: core. The text for the form, put together from dated entries; the clerk edits it afterwards."""

from collections.abc import Iterable

from core.days import shown_day
from core.ledger.entry import Figure, ProgressEntry

_STOPS = "。！？；.!?;"


def compose_progress(entries: Iterable[ProgressEntry], year: int | None) -> str:
    """One sentence an entry, oldest first: 5月18日，目录公开，公开事项4项。 Says nothing that no entry says."""
    told = sorted(entries, key=lambda e: (e.on, e.entry_id))
    return "".join(_sentence(entry, year) for entry in told if entry.text.strip() or entry.figures)


def _sentence(entry: ProgressEntry, year: int | None) -> str:
    text = entry.text.strip()
    figures = "、".join(_figure(f) for f in entry.figures if f.value.strip() and f.value not in text)
    body = "，".join(part for part in (text.rstrip(_STOPS + "，,、"), figures) if part)
    day = shown_day(entry.on, year)
    return f"{body}。" if body.startswith(day) else f"{day}，{body}。"


def _figure(figure: Figure) -> str:
    return f"{figure.name}{figure.value}{figure.unit}"
