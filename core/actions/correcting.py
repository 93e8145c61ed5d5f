"""Room: core. On the unit's side: a 退回修改单 of the office read, its points put at the tasks they are about."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime

from core.actions.ports import Store, Work
from core.actions.touched import Touched
from core.intake.correction import Correction, Point
from core.ledger.matching import plain
from core.ledger.record import TaskRecord
from core.ledger.round import MOVES, Remark, Round, SubmissionState


def take_correction(
    store: Store, book_id: int, correction: Correction, received_on: date | None, now: datetime
) -> Touched:
    """The round that was sent last becomes 退回修改, each point a remark at its task. The same paper twice adds nothing."""
    tasks = store.tasks.of(book_id)
    with store.step("导入退回修改单", now) as work:
        round_id = _round(work, book_id, correction.round)
        known = {(m.task_id, m.text) for m in work.rounds.remarks(book_id) if m.round_id == round_id}
        for remark in _remarks(round_id, correction.points, tasks, received_on):
            if (remark.task_id, remark.text) not in known:
                work.rounds.add_remark(remark)
    return work.touched


def _round(work: Work, book_id: int, name: str) -> int:
    """The round of that name, else the newest. A round that was never marked as sent stays as it is; where there is
    none, one begins as sent back."""
    held = work.rounds.of(book_id)
    if not held:
        return work.rounds.add(Round(book_id, name or "第一期", state=SubmissionState.RETURNED))
    round_ = next((r for r in reversed(held) if name and plain(r.name) == plain(name)), held[-1])
    another_open = any(r.open and r.round_id != round_.round_id for r in held)
    if SubmissionState.RETURNED in MOVES[round_.state] and not another_open:
        work.rounds.put(replace(round_, state=SubmissionState.RETURNED))
    return round_.round_id


def _remarks(
    round_id: int, points: Sequence[Point], tasks: Sequence[TaskRecord], received_on: date | None
) -> Iterator[Remark]:
    for point in points:
        ids = [_task_id(number, name, tasks) for number, name in point.tasks]
        for task_id in dict.fromkeys(ids or [None]):
            yield Remark(round_id, point.shown, task_id, received_on)


def _task_id(number: int, name: str, tasks: Sequence[TaskRecord]) -> int | None:
    """By number and name together; where the unit's form counts otherwise, by the name alone when it is one task's."""
    start = plain(name.rstrip("…"))
    named = [t for t in tasks if start and plain(t.subtopic or t.topic or t.content).startswith(start)]
    numbered = [t for t in tasks if t.number == number]
    both = [t for t in numbered if t in named]
    sure = both or (named if len(named) == 1 else numbered)
    return sure[0].task_id if sure else None
