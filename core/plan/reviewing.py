"""Room: core. What the office does to a plan under review: each act takes a review and gives the next one."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date

from core.clauses import Responsibility
from core.errors import LedgerError
from core.finding import Finding
from core.ledger.ledger import LedgerTask
from core.plan import edit
from core.plan.candidates import proposed
from core.plan.checks import checked_again
from core.plan.metadata import Metadata
from core.plan.reporting import PlannedRound, named
from core.plan.review import MarkKind, PlanReview, Proposed, ReviewTask
from core.units import UnitDirectory


def findings_of(review: PlanReview) -> tuple[Finding, ...]:
    """Everything doubtful as the review stands now."""
    return (*checked_again(review.as_plan()), *review.standing)


def split_at(review: PlanReview, position: int, at: int) -> PlanReview:
    """Cut a task at character `at` of its content. LedgerError where one half would be empty."""
    rows = edit.split_task(review.rows, position, at)
    task = review.tasks[position]
    place = _source_place(review, task, at)
    before, after = _cut(task.places, place)
    halves = [
        ReviewTask(rows[position], before, task.proposed, task.row_id),
        ReviewTask(rows[position + 1], after, task.proposed),
    ]
    halves = [_with_own_clauses(review, half, halves) for half in halves]
    return _renumbered(review, [*review.tasks[:position], *halves, *review.tasks[position + 1 :]])


def split_in_source(review: PlanReview, place: int) -> tuple[PlanReview, int]:
    """Cut at a place of the source: (review, position of the second half)."""
    position = review.task_at(place)
    if position is None:
        raise LedgerError("光标不在任何一项任务的文字里。请把光标放在要拆开的地方再拆分；任务没有改动。")
    task = review.tasks[position]
    return split_at(review, position, content_place(review, task, place)), position + 1


def merge(review: PlanReview, positions: Collection[int]) -> PlanReview:
    """Join neighbouring tasks into one."""
    first, last = min(positions), max(positions)
    if len(positions) < 2 or last - first + 1 != len(set(positions)):
        raise LedgerError("请选中两项以上相邻的任务再合并；任务没有改动。")
    row = edit.merge_tasks(review.rows, first, last)[first]
    parts = review.tasks[first : last + 1]
    places = tuple(p for t in parts for p in t.places)
    marks = frozenset(p for t in parts for p in t.proposed)
    joined = ReviewTask(row, places, marks, review.tasks[first].row_id)
    return _renumbered(review, [*review.tasks[:first], joined, *review.tasks[last + 1 :]])


def move(review: PlanReview, position: int, by: int) -> PlanReview:
    """Move a task up or down; it takes the section and topic of its new neighbour."""
    to = position + by
    if not 0 <= to < len(review.tasks):
        return review
    row = edit.move_task(review.rows, position, to)[to]
    rest = [*review.tasks[:position], *review.tasks[position + 1 :]]
    rest.insert(to, replace(review.tasks[position], row=row))
    return _renumbered(review, rest)


def renumber(review: PlanReview) -> PlanReview:
    """1…n in the present order."""
    return _renumbered(review, review.tasks)


def add_task(review: PlanReview, position: int, content: str) -> PlanReview:
    """A task that the reading missed, behind `position`."""
    near = review.tasks[position].row if review.tasks else LedgerTask(0)
    row = LedgerTask(0, section=near.section, topic=near.topic, subtopic=near.subtopic, content=content.strip())
    return _renumbered(review, [*review.tasks[: position + 1], ReviewTask(row), *review.tasks[position + 1 :]])


def remove(review: PlanReview, positions: Collection[int]) -> PlanReview:
    """Take out what is no task."""
    return _renumbered(review, [t for i, t in enumerate(review.tasks) if i not in positions])


def change_field(review: PlanReview, position: int, name: str, text: str) -> PlanReview:
    """Set section, topic, subtopic, label, content or number (digits) of one task."""
    value: object = text.strip()
    if name == "number":
        if not text.strip().isdigit():
            raise LedgerError("序号应为数字；序号没有改动。")
        value = int(text)
    values = {name: value, "subtopic": ""} if name == "topic" else {name: value}
    return _with_rows(review, tuple(replace(r, **values) if i == position else r for i, r in enumerate(review.rows)))  # type: ignore[arg-type]


def assign(review: PlanReview, positions: Collection[int], units: Responsibility) -> PlanReview:
    return _settled(_with_rows(review, edit.assign(review.rows, positions, units)), positions, Proposed.UNITS)


def set_deadline(review: PlanReview, positions: Collection[int], text: str) -> PlanReview:
    rows = edit.set_deadline(review.rows, positions, text, review.metadata.year)
    return _settled(_with_rows(review, rows), positions, Proposed.DEADLINE)


def set_indicator(review: PlanReview, positions: Collection[int], text: str) -> PlanReview:
    return _settled(_with_rows(review, edit.set_indicator(review.rows, positions, text)), positions, Proposed.INDICATOR)


def take_candidates(review: PlanReview, positions: Collection[int], directory: UnitDirectory) -> PlanReview:
    """Give each task among these that names nobody the units that its own sentences speak of."""
    rows = tuple(
        replace(r, units=proposed(r.content, directory)) if i in positions and not r.units.names else r
        for i, r in enumerate(review.rows)
    )
    return _with_rows(review, rows)


def settle(review: PlanReview, positions: Collection[int]) -> PlanReview:
    """What was taken over from last year is looked at and right."""
    tasks = tuple(replace(t, proposed=frozenset()) if i in positions else t for i, t in enumerate(review.tasks))
    return replace(review, tasks=tasks)


def change_metadata(review: PlanReview, **values: object) -> PlanReview:
    return replace(review, metadata=_replaced(review.metadata, values))


def choose_round(review: PlanReview, position: int, chosen: bool) -> PlanReview:
    rounds = [replace(r, chosen=chosen) if i == position else r for i, r in enumerate(review.rounds)]
    return replace(review, rounds=named(rounds))


def add_round(review: PlanReview, due_on: date) -> PlanReview:
    """A 期次 that the plan does not order; the same day twice is one."""
    others = [r for r in review.rounds if r.due_on != due_on]
    return replace(review, rounds=named([*others, PlannedRound("", due_on, chosen=True)]))


def content_place(review: PlanReview, task: ReviewTask, place: int) -> int:
    """The character of a task's content that stands at `place` of the source: as many visible ones lie before it."""
    count = sum(len(_visible(review, a, min(b, place))) for a, b in task.places if a < place)
    label = "".join(task.row.label.split())
    count -= len(label) if _visible(review, *task.places[0])[: len(label)] == label else 0
    seen = 0
    for i, char in enumerate(task.row.content):
        if seen >= count:
            return i
        seen += not char.isspace()
    return len(task.row.content)


def _source_place(review: PlanReview, task: ReviewTask, at: int) -> int:
    """The way back: the first place of the source that gives `at` or more of the content."""
    for a, b in task.places:
        low, high = a, b
        while low < high:
            middle = (low + high) // 2
            if content_place(review, task, middle) < at:
                low = middle + 1
            else:
                high = middle
        if content_place(review, task, low) >= at:
            return low
    return task.places[-1][1] if task.places else 0


def _visible(review: PlanReview, start: int, end: int) -> str:
    """source[start:end] without white space and without the clauses that reading took out."""
    taken = [m for m in review.marks if m.kind in (MarkKind.UNITS, MarkKind.PERSON) and m.start < end and start < m.end]
    at, out = start, ""
    for mark in taken:
        out += review.source[at : max(at, mark.start)]
        at = max(at, mark.end)
    return "".join((out + review.source[at:end]).split())


def _cut(places: Sequence[tuple[int, int]], at: int) -> tuple[tuple[tuple[int, int], ...], tuple[tuple[int, int], ...]]:
    before = tuple((a, min(b, at)) for a, b in places if a < at)
    after = tuple((max(a, at), b) for a, b in places if b > at)
    return before, after


def _with_own_clauses(review: PlanReview, half: ReviewTask, halves: Sequence[ReviewTask]) -> ReviewTask:
    """Where each half has a deadline of its own in the text, each keeps its own only."""
    own = [[d for d in h.row.deadlines if _inside(h, d.start, d.end)] for h in halves]
    if not all(own):
        return half
    mine = next(d for h, d in zip(halves, own, strict=True) if h is half)
    return replace(half, row=replace(half.row, deadlines=tuple(mine)))


def _inside(task: ReviewTask, start: int, end: int) -> bool:
    return any(a <= start and end <= b for a, b in task.places)


def _renumbered(review: PlanReview, tasks: Sequence[ReviewTask]) -> PlanReview:
    rows = edit.renumber([t.row for t in tasks])
    return replace(review, tasks=tuple(replace(t, row=r) for t, r in zip(tasks, rows, strict=True)))


def _with_rows(review: PlanReview, rows: Sequence[LedgerTask]) -> PlanReview:
    return replace(review, tasks=tuple(replace(t, row=r) for t, r in zip(review.tasks, rows, strict=True)))


def _settled(review: PlanReview, positions: Collection[int], what: Proposed) -> PlanReview:
    tasks = tuple(replace(t, proposed=t.proposed - {what}) if i in positions else t for i, t in enumerate(review.tasks))
    return replace(review, tasks=tasks)


def _replaced(metadata: Metadata, values: dict[str, object]) -> Metadata:
    return replace(metadata, **values)  # type: ignore[arg-type]
