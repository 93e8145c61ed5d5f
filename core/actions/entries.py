"""Room: core. Progress entries: dated notes with figures, links and evidence."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from core.actions.ports import Store
from core.actions.recording import named
from core.actions.touched import Touched
from core.ledger.entry import Evidence, ProgressEntry


def add_entry(store: Store, entry: ProgressEntry, now: datetime, places: Sequence[str] = ()) -> Touched:
    """Add a note; the files at `places` are kept first and become its evidence."""
    entry = replace(entry, evidence=_joined(entry.evidence, _kept(store, places)))
    with store.step(named(store, "记一条", [entry.task_id]), now) as work:
        work.entries.add(entry)
    return work.touched


def edit_entry(store: Store, entry: ProgressEntry, now: datetime) -> Touched:
    """Also takes evidence away: leave it out of `entry.evidence`."""
    with store.step(named(store, "修改记录", [entry.task_id]), now) as work:
        work.entries.put(entry)
    return work.touched


def remove_entry(store: Store, entry_id: int, now: datetime) -> Touched:
    """The evidence's files stay kept, so that undo brings all of it back."""
    entry = store.entries.get(entry_id)
    with store.step(named(store, "删除记录", [entry.task_id]), now) as work:
        work.entries.remove(entry_id)
    return work.touched


def attach_evidence(store: Store, entry_id: int, places: Sequence[str], now: datetime) -> Touched:
    """Keep the files and tie them to the note; a file that it has already changes nothing."""
    new = _kept(store, places)
    entry = store.entries.get(entry_id)
    with store.step(named(store, "添加佐证材料", [entry.task_id]), now) as work:
        entry = work.entries.get(entry_id)
        work.entries.put(replace(entry, evidence=_joined(entry.evidence, new)))
    return work.touched


def _kept(store: Store, places: Sequence[str]) -> tuple[Evidence, ...]:
    return tuple(store.kept.keep(place) for place in places)


def _joined(before: tuple[Evidence, ...], new: tuple[Evidence, ...]) -> tuple[Evidence, ...]:
    """One of a content."""
    return tuple({e.sha256: e for e in (*new, *before)}[sha] for sha in dict.fromkeys(e.sha256 for e in before + new))
