"""Room: core. Starting from last year: its ledger as this year's first draft, fields taken over task by task, 回头看."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from core.clauses import Responsibility
from core.deadline import Deadline, DeadlineKind, find_deadlines
from core.document import Document, Paragraph, Role, Row, Run, Section, Table, text_cell
from core.ledger.ledger import LedgerTask
from core.ledger.record import LedgerBook, TaskRecord
from core.ledger.standard_form import CROSSWISE
from core.ledger.state import STATUS_LABELS, TaskState
from core.plan.metadata import Metadata
from core.plan.review import PlanReview, Proposed, ReviewTask
from core.plan.years import YearComparison, look_back

_EVERYTHING = frozenset(Proposed)
_TITLE_YEAR = re.compile(r"20\d\d(?=\s*年)")
WIDTHS_MM = (12, 70, 25, 32, 22, 16, 32, 16)
HEADINGS = ("序号", "任务", "牵头单位", "责任单位", "完成时限", "办理状态", "落实情况", "本年对应")


@dataclass(frozen=True, slots=True)
class LookBackRow:
    """A task of last year that was not done, and where this year's plan goes on with it ("" where it does not)."""

    task: LedgerTask
    status: str
    progress: str
    continued: str = ""


def task_of_record(record: TaskRecord) -> LedgerTask:
    """A kept task as it was read."""
    return LedgerTask(
        number=record.number,
        label=record.label,
        section=record.section,
        topic=record.topic,
        subtopic=record.subtopic,
        content=record.content,
        indicator=record.indicator,
        units=Responsibility(record.lead_units, record.responsible_units),
        responsibility_text=record.responsibility_text,
        deadlines=tuple(Deadline(d.text, d.on, DeadlineKind(d.kind), 0, 0) for d in record.deadlines),
        column_deadlines=len(record.deadlines),
    )


def shifted(text: str, by: int) -> str:
    """Every 20xx年 in the text moved by so many years."""
    return _TITLE_YEAR.sub(lambda m: str(int(m[0]) + by), text)


def draft_from(book: LedgerBook, tasks: Sequence[TaskRecord], year: int) -> PlanReview:
    """This year's draft out of last year's ledger: everything a proposal, years moved on."""
    by = year - book.year if book.year else 0
    title = re.sub(r"任务落实台账.*$|[（(]填报版[）)]$", "", shifted(book.title, by)) or f"{year}年政务公开工作要点"
    rows = (_next_year(task_of_record(t), by, year) for t in tasks)
    reviewed = tuple(ReviewTask(replace(row, number=i), (), _told(row)) for i, row in enumerate(rows, 1))
    return PlanReview(Metadata(title=title, year=year), tasks=reviewed, last_book_id=book.book_id)


def _told(row: LedgerTask) -> frozenset[Proposed]:
    told = {Proposed.UNITS: row.units.names, Proposed.DEADLINE: row.deadlines, Proposed.INDICATOR: row.indicator}
    return frozenset(what for what, value in told.items() if value)


def _next_year(row: LedgerTask, by: int, year: int) -> LedgerTask:
    deadlines = _deadlines(row, by, year)
    return replace(
        row,
        content=shifted(row.content, by),
        indicator=shifted(row.indicator, by),
        deadlines=deadlines,
        column_deadlines=len(deadlines),
    )


def _deadlines(row: LedgerTask, by: int, year: int) -> tuple[Deadline, ...]:
    return tuple(d for told in row.deadlines for d in find_deadlines(shifted(told.text, by), year, column=True))


def take_over(
    review: PlanReview,
    compared: YearComparison,
    last: Sequence[LedgerTask],
    by: int,
    positions: Collection[int],
    what: Collection[Proposed] = _EVERYTHING,
    *,
    unsure_too: bool = False,
) -> PlanReview:
    """Give tasks what last year's had, where they have nothing of their own; marked as proposals.

    `by`: years between the two. `unsure_too`: somebody has looked at these pairs, so the likeliest is taken.
    """
    tasks = list(review.tasks)
    for i in positions:
        pair = compared.pairs[i]
        if pair.last and (pair.likeness or unsure_too):
            tasks[i] = _with_last(tasks[i], last[pair.last[0]], by, review.metadata.year, what)
    return replace(review, tasks=tuple(tasks))


def _with_last(task: ReviewTask, last: LedgerTask, by: int, year: int | None, what: Collection[Proposed]) -> ReviewTask:
    row, taken = task.row, set(task.proposed)
    if Proposed.UNITS in what and not row.units.names and last.units.names:
        row = replace(row, units=last.units)
        taken.add(Proposed.UNITS)
    if Proposed.DEADLINE in what and not row.deadlines and last.deadlines:
        deadlines = _deadlines(last, by, year or 0)
        row = replace(row, deadlines=deadlines, column_deadlines=len(deadlines))
        taken.add(Proposed.DEADLINE)
    if Proposed.INDICATOR in what and not row.indicator and last.indicator:
        row = replace(row, indicator=shifted(last.indicator, by))
        taken.add(Proposed.INDICATOR)
    return replace(task, row=row, proposed=frozenset(taken))


def look_back_rows(
    last: Sequence[TaskRecord],
    states: Mapping[int, TaskState],
    compared: YearComparison | None,
    this: Sequence[LedgerTask],
) -> tuple[LookBackRow, ...]:
    """回头看: what was neither done, nor standing, nor not the unit's, and whether this year goes on with it."""
    undone = look_back([states[t.task_id].status for t in last])
    continued: dict[int, str] = {}
    for i, pair in enumerate(compared.pairs if compared else ()):
        for position in pair.last if pair.likeness else ():
            continued[position] = f"第{this[i].number}项"
    return tuple(
        LookBackRow(
            task_of_record(last[i]),
            STATUS_LABELS[states[last[i].task_id].status],
            states[last[i].task_id].printed,
            continued.get(i, ""),
        )
        for i in undone
    )


def look_back_table(rows: Sequence[LookBackRow]) -> Table:
    cells = [HEADINGS, *(cells_of(row) for row in rows)]
    return Table(tuple(Row(tuple(text_cell(text) for text in line)) for line in cells), WIDTHS_MM, header_rows=1)


def look_back_document(title: str, rows: Sequence[LookBackRow]) -> Document:
    """The list as a page to hand in."""
    heading = Paragraph((Run(title),), Role.TITLE)
    return Document((Section((heading, look_back_table(rows)), CROSSWISE),))


def cells_of(row: LookBackRow) -> tuple[str, ...]:
    """As the list prints it, under HEADINGS."""
    task = row.task
    return (
        str(task.number),
        task.text,
        "、".join(task.units.lead),
        "、".join(task.units.responsible),
        "；".join(d.text for d in task.deadlines),
        row.status,
        row.progress,
        row.continued or "本年要点未列",
    )
