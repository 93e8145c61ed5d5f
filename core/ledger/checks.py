"""Room: core. What a ledger says of itself against what was read: counts, numbers, deadlines, reporting dates."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from core.deadline import Deadline, DeadlineKind, find_deadlines
from core.finding import Finding, Severity, Source
from core.ledger.columns import Columns
from core.ledger.headings import COLUMN_LABELS, Column
from core.ledger.ledger import Ledger, LedgerTask

SENTENCE = re.compile(r"[^。；;\n]+")
REPORTING = re.compile("报送|上报|报至|报区|报县|反馈|报我办")
TERMS = {DeadlineKind.BY, DeadlineKind.RECURRING}


def check_reading(ledger: Ledger, seen: Sequence[Columns], before: Sequence[str], short_rows: Sequence[int]) -> Ledger:
    findings = [
        *_declared(ledger),
        *_numbers(ledger),
        *_inferred(seen),
        *_missing_columns(ledger),
        *_short(ledger, short_rows),
        *_deadlines(ledger),
        *_reporting_dates(ledger, before),
    ]
    return replace(ledger, findings=tuple(findings))


def _declared(ledger: Ledger) -> Iterator[Finding]:
    counted = (
        ("个板块", ledger.declared.sections, len(ledger.sections)),
        ("个大项", ledger.declared.topics, len(ledger.topics)),
        ("项任务", ledger.declared.tasks, len(ledger.tasks)),
    )
    for what, declared, found in counted:
        if declared is not None and found and declared != found:
            yield Finding(
                Severity.WARNING,
                "ledger.declared",
                f"文件自述共{declared}{what}，实际读到{found}{what}，请核对是文件笔误还是有内容没有读到。",
                ("head:declared",),
                declared,
                found,
                Source.DERIVED,
            )


def _numbers(ledger: Ledger) -> Iterator[Finding]:
    numbers = [t.number for t in ledger.tasks]
    for before, after in pairwise(numbers):
        if after > before + 1:
            skipped = "、".join(str(n) for n in range(before + 1, min(after, before + 6)))
            yield Finding(
                Severity.WARNING,
                "ledger.number.skipped",
                f"序号{before}之后是{after}，缺少{skipped}，请核对是否漏行。",
                (f"task:{after}",),
                before + 1,
                after,
                Source.DERIVED,
            )
        elif after == before:
            yield Finding(
                Severity.WARNING,
                "ledger.number.repeated",
                f"序号{after}出现不止一次，请核对是否写错。",
                (f"task:{after}",),
                before + 1,
                after,
                Source.DERIVED,
            )


def _inferred(seen: Sequence[Columns]) -> Iterator[Finding]:
    for at, columns in enumerate(seen, 1):
        for col, text in columns.inferred.items():
            label = COLUMN_LABELS[columns.meaning[col]]
            printed = f"写作“{text}”" if text else "为空"
            yield Finding(
                Severity.HINT,
                "ledger.heading.inferred",
                f"第{at}处表头的第{col + 1}列{printed}，已按“{label}”列读取，请核对。",
                (f"section:{at}",),
                label,
                text,
            )


def _missing_columns(ledger: Ledger) -> Iterator[Finding]:
    if Column.PROGRESS not in ledger.columns:
        yield Finding(
            Severity.HINT,
            "ledger.column.missing",
            "表中没有“进展落实情况”一类的列，可以读取任务，但不能在原表上填报进展。",
            ("head:columns",),
            COLUMN_LABELS[Column.PROGRESS],
        )


def _short(ledger: Ledger, short_rows: Sequence[int]) -> Iterator[Finding]:
    for position in short_rows:
        task = ledger.tasks[position - 1]
        yield Finding(
            Severity.WARNING,
            "ledger.cell.missing",
            f"第{task.number}项这一行缺少单元格，没有填写进展的位置。",
            (f"task:{task.number}",),
        )


def _deadlines(ledger: Ledger) -> Iterator[Finding]:
    for task in ledger.tasks:
        last = max((d.date for d in task.deadlines[: task.column_deadlines] if d.date), default=None)
        if last is None:
            continue
        for deadline in task.deadlines[task.column_deadlines :]:
            if deadline.date and deadline.date < last and deadline.kind is DeadlineKind.BY:
                yield _earlier(task, deadline, task.deadlines[0])


def _earlier(task: LedgerTask, in_text: Deadline, in_column: Deadline) -> Finding:
    text, column = tight(in_text.text), tight(in_column.text)
    return Finding(
        Severity.WARNING,
        "ledger.deadline.earlier",
        f"第{task.number}项正文要求“{text}”，早于完成时限“{column}”，请按较早的日期安排。",
        (f"task:{task.number}",),
        text,
        column,
        Source.DERIVED,
    )


def _reporting_dates(ledger: Ledger, before: Sequence[str]) -> Iterator[Finding]:
    """Dates for reporting in the form's own head against those that a task's text orders."""
    head = _reporting("\n".join(before), ledger.year)
    if not head:
        return
    for task in ledger.tasks:
        other = _reporting(task.content, ledger.year)
        if other and not _same(head, other):
            expected, found = printed(head), printed(other)
            yield Finding(
                Severity.WARNING,
                "ledger.reporting.contradicts",
                f"报送时间不一致：表头要求“{expected}”，第{task.number}项要求“{found}”，请向主管部门确认以哪个为准。",
                (f"task:{task.number}", "head:due"),
                expected,
                found,
                Source.DERIVED,
            )


def _reporting(text: str, year: int | None) -> list[Deadline]:
    told = [m[0] for m in SENTENCE.finditer(text) if REPORTING.search(m[0])]
    return [d for sentence in told for d in find_deadlines(sentence, year, column=False) if d.kind in TERMS]


def _same(one: Sequence[Deadline], other: Sequence[Deadline]) -> bool:
    """Equal days, or one of them told without days; a recurring term never equals fixed days."""
    if {d.kind for d in one} != {d.kind for d in other}:
        return False
    return {d.date for d in one} >= {d.date for d in other} or {d.date for d in one} <= {d.date for d in other}


def printed(deadlines: Sequence[Deadline]) -> str:
    return "、".join(dict.fromkeys(tight(d.text) for d in deadlines))


def tight(text: str) -> str:
    """A quotation without the spaces that some typists put between digits and Chinese."""
    return re.sub(r"\s+", "", text)
