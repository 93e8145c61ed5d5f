"""Room: core. Writing the 综合稿: typed, or taken over sentence by sentence with its sources. It is the task's progress."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from core.actions.ports import Store, Work
from core.actions.recording import named
from core.actions.touched import Touched
from core.intake.digest import FigureSum
from core.intake.record import ReturnedFile
from core.intake.source import DigestSource


def write_digest(store: Store, task_id: int, round_: str, text: str, now: datetime) -> Touched:
    """What was typed. Edits of one task in quick succession are undone together."""
    with store.step(named(store, "写综合稿", [task_id]), now, merge=f"progress:{task_id}") as work:
        _write(work, task_id, round_, text)
    return work.touched


def insert_sentence(
    store: Store, task_id: int, round_: str, text: str, sources: Sequence[DigestSource], now: datetime
) -> Touched:
    """`text` is the whole 综合稿 with what was inserted in it. One step with the sources: undone together."""
    units = "、".join(dict.fromkeys(s.unit for s in sources))
    with store.step(f"{named(store, '引用', [task_id])} {units[:24]}".strip(), now) as work:
        _write(work, task_id, round_, text)
        for source in sources:
            work.summary.add_source(source)
    return work.touched


def source_from(task_id: int, round_: str, unit: str, sentence: str, file: ReturnedFile | None) -> DigestSource:
    """A unit's sentence as it stands. `file`: the one that counts for the unit."""
    kept = (file.file_id, file.sha256) if file else (0, "")
    return DigestSource(task_id, round_, unit, sentence, sentence, *kept)


def sources_of_sum(
    store: Store, book_id: int, task_id: int, round_: str, figure: FigureSum
) -> tuple[DigestSource, ...]:
    """One for each unit behind the sum."""
    files = store.intake.current(book_id, round_)
    return tuple(
        replace(source_from(task_id, round_, unit, said, files.get(unit)), sentence=figure.sentence)
        for unit, said in figure.said
    )


def _write(work: Work, task_id: int, round_: str, text: str) -> None:
    before = work.states.get(task_id)
    after = before.write(text)
    if after != before:
        work.summary.begin(task_id, round_, before.progress)
        work.states.put(after)
