"""Room: core. What is to be said of one unit's return: its rows against the plan's, its date, its seal, its texts."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial

from core.advice.check import check_sheet
from core.advice.gather import sheet_of_ledger
from core.compare import Sides, differ, normalised
from core.days import shown_day
from core.finding import Finding, Severity
from core.intake.arrived import Arrived
from core.intake.returned import Terms
from core.intake.rows import PlacedRows, ReturnedRow
from core.intake.telling import numbers, place_names, tell
from core.ledger.ledger import Head, HeadSlot, Ledger
from core.units import UnitDirectory

EXCERPT = 40


@dataclass(frozen=True, slots=True)
class Common:
    """What most units return otherwise than the plan has it: then the form that was handed out differed, not the unit.

    Place in the plan → task text; place → number.
    """

    texts: Mapping[int, str] = field(default_factory=dict[int, str])
    numbers: Mapping[int, int] = field(default_factory=dict[int, int])


def row_findings(unit: str, file: Arrived, plan: Ledger, due: Sequence[int], common: Common) -> Iterator[Finding]:
    rows = file.rows or PlacedRows()
    tasks = plan.tasks
    say = partial(tell, unit=unit, files=(file.name,))
    if file.head.get("unit") == "":
        message = f"“{unit}”的台账表头没有填写填报单位，单位是按其他线索认定的，请核对。"
        yield say(Severity.WARNING, "intake.no_unit_in_head", message)
    for place in rows.altered:
        row = rows.on[place]
        if common.texts.get(place) != row.text:
            number = tasks[place].number
            message = f"“{unit}”改动了第{number}项的任务文字，{_changed(tasks[place].text, row.text)}请核对。"
            yield say(
                Severity.WARNING,
                "intake.altered",
                message,
                tasks=(number,),
                expected=tasks[place].text,
                found=row.text,
            )
    gone = [tasks[p].number for p in due if p not in rows.on]
    if gone:
        message = f"“{unit}”的台账缺少应报的第{numbers(gone)}项，共{len(gone)}项，请补报。"
        yield say(Severity.WARNING, "intake.missing_rows", message, tasks=gone, found=len(gone))
    for row, places in rows.unsure:
        maybe = [tasks[p].number for p in places]
        message = f"“{unit}”台账中的{_row(row)}可能是第{numbers(maybe)}项，不能确定，没有计入，请指定。"
        yield say(Severity.WARNING, "intake.unsure_row", message, tasks=maybe, found=row.text)
    for row in rows.extra:
        message = f"“{unit}”台账中的{_row(row)}在要点中没有对应的任务，没有计入，请核对。"
        yield say(Severity.WARNING, "intake.extra_row", message, found=row.text or row.progress)
    moved = sum(row.number != common.numbers.get(p, tasks[p].number) for p, row in rows.on.items())
    if moved:
        message = f"“{unit}”的台账有{moved}项序号与原表不同，已按内容对应。"
        yield say(Severity.HINT, "intake.renumbered", message, found=moved)
    if not rows.filled:
        message = f"“{unit}”报来的台账没有填写任何进展，请退回补填。"
        yield say(Severity.ERROR, "intake.blank", message)


def year_finding(unit: str, file: Arrived, plan: Ledger) -> Iterator[Finding]:
    if file.year and plan.year and file.year != plan.year:
        message = f"“{unit}”报来的是{file.year}年的台账，本次收的是{plan.year}年的，请核对。"
        yield tell(
            Severity.ERROR, "intake.year", message, unit=unit, files=(file.name,), expected=plan.year, found=file.year
        )


def late_findings(unit: str, terms: Terms, sealed_on: date | None, file: str) -> Iterator[Finding]:
    due = terms.due_on
    for day, what in ((sealed_on, "盖章时间"), (terms.received_on, "收件日期")):
        if due and day and day > due:
            message = (
                f"“{unit}”{what}为{shown_day(day, due.year)}，晚于报送期限{shown_day(due)}，逾期{(day - due).days}天。"
            )
            yield tell(
                Severity.WARNING,
                "intake.late",
                message,
                unit=unit,
                files=(file,),
                expected=due.isoformat(),
                found=day.isoformat(),
            )


def remark_findings(unit: str, files: Sequence[Arrived]) -> Iterator[Finding]:
    for file in files:
        for remark in file.remarks:
            yield tell(Severity.HINT, "intake.remark", f"「{file.name}」{remark}", unit=unit, files=(file.name,))


def sealing_findings(unit: str, files: Sequence[Arrived]) -> Iterator[Finding]:
    """OFD without a seal, seals that do not hold, a Word alone, an OFD alone."""
    fixed = [f for f in files if f.sealed is not None]
    words = [f.name for f in files if f.rows and not f.fixed]
    for file in fixed:
        if not file.sealed:
            message = f"“{unit}”的 OFD「{file.name}」没有电子印章，请补盖后重报。"
            yield tell(Severity.WARNING, "intake.no_seal", message, unit=unit, files=(file.name,))
        for found in file.seal_findings:
            yield replace(
                found,
                message=f"「{file.name}」{found.message}",
                where=(f"unit:{unit}", f"file:{file.name}", *found.where),
            )
    scans = [f.name for f in files if f.picture]
    if words and scans:
        message = f"“{unit}”的{place_names(scans)}是盖章件（扫描，未自动核验），请人工与 Word 核对。"
        yield tell(Severity.HINT, "intake.scan", message, unit=unit, files=scans)
    elif words and not fixed and not any(f.fixed for f in files):
        message = f"“{unit}”只报了 Word，没有盖章的 OFD。"
        yield tell(Severity.HINT, "intake.word_only", message, unit=unit, files=words)
    elif not words and any(f.fixed and f.rows for f in files):
        message = f"“{unit}”只报了版式文件，没有 Word，文字按版式文件读取，请核对。"
        yield tell(Severity.WARNING, "intake.no_word", message, unit=unit, files=[f.name for f in files])
    elif scans:
        message = f"“{unit}”只有扫描件或照片{place_names(scans)}，文字无法读取，请补报 Word。"
        yield tell(Severity.WARNING, "intake.scan_only", message, unit=unit, files=scans)


def advice_findings(unit: str, file: Arrived, plan: Ledger, directory: UnitDirectory) -> Iterator[Finding]:
    """The checks a unit can make itself before it sends (core/advice), on the plan's own rows and numbers."""
    rows = file.rows or PlacedRows()
    tasks = tuple(replace(plan.tasks[p], progress=row.progress) for p, row in sorted(rows.on.items()))
    slots = {key: HeadSlot(file.head[key]) for key in ("unit", "contact", "phone") if key in file.head}
    sheet = sheet_of_ledger(replace(plan, tasks=tasks, head=Head(**slots)), directory, unit)
    for found in check_sheet(sheet):
        yield replace(
            found, message=f"“{unit}”{found.message}", where=(f"unit:{unit}", f"file:{file.name}", *found.where)
        )


def unread_finding(unit: str, file: Arrived, reason: str) -> Finding:
    """A file that is counted nowhere; it stops none of the others."""
    whose = f"可能是“{unit}”的，" if unit else ""
    rule = "intake.unknown_unit" if file.rows else "intake.unread"
    problem = file.problem.removeprefix(f"「{file.name.rpartition('/')[2]}」")
    message = f"「{file.name}」未计入：{whose}{problem or f'{reason}。'}"
    return tell(Severity.WARNING, rule, message, unit=unit, files=(file.name,))


def _changed(before: str, after: str) -> str:
    return differ(normalised(before), normalised(after), Sides("原文", "报来"))


def _row(row: ReturnedRow) -> str:
    return f"第{row.number}行「{_short(row.text or row.progress)}」"


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= EXCERPT else line[: EXCERPT - 1] + "…"
