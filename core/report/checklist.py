"""Room: core. The 核对表: every rule of the form with its result; and what a correction (更正说明) changed."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from core.finding import Change, Finding
from core.report.form import Rule
from core.report.report import AnnualReport
from core.report.values import Value, shown


class Result(StrEnum):
    KEPT = "kept"
    BROKEN = "broken"
    ACCEPTED = "accepted"
    UNCHECKED = "unchecked"


RESULT_LABELS = {
    Result.KEPT: "符合",
    Result.BROKEN: "有问题",
    Result.ACCEPTED: "已说明理由",
    Result.UNCHECKED: "未核对",
}
_LAST_YEAR = frozenset({"carry", "stock", "jump", "yuan"})


@dataclass(frozen=True, slots=True)
class Line:
    """One rule's line. `why` tells what is missing when it was not checked."""

    rule: Rule
    result: Result
    findings: tuple[Finding, ...] = ()
    reasons: tuple[str, ...] = ()
    why: str = ""


def checklist(
    report: AnnualReport,
    findings: Sequence[Finding],
    *,
    accepted: Mapping[Finding, str] | None = None,
    last_year: bool = False,
    plan: bool = False,
) -> list[Line]:
    """A line for each rule of the form, in its order; `accepted` maps findings to the reason given."""
    return [_line(rule, findings, accepted or {}, last_year, plan) for rule in report.form.rules]


def _line(
    rule: Rule, findings: Sequence[Finding], accepted: Mapping[Finding, str], last_year: bool, plan: bool
) -> Line:
    mine = tuple(f for f in findings if f.rule == rule.rule_id)
    reasons = tuple(accepted[f] for f in mine if f in accepted)
    if mine:
        return Line(rule, Result.ACCEPTED if len(reasons) == len(mine) else Result.BROKEN, mine, reasons)
    if rule.kind in _LAST_YEAR and not last_year:
        return Line(rule, Result.UNCHECKED, why="没有上年报告")
    if rule.kind == "plan" and not plan:
        return Line(rule, Result.UNCHECKED, why="没有工作要点")
    if rule.kind == "roll_up":
        return Line(rule, Result.UNCHECKED, why="只用于汇总")
    return Line(rule, Result.KEPT)


def changed_cells(before: AnnualReport, after: AnnualReport) -> tuple[Change, ...]:
    """Cells whose value differs, in the form's order."""
    return tuple(
        Change(cell, before.cells.get(cell), value)
        for cell, value in after.cells.items()
        if before.cells.get(cell) != value
    )


def correction_lines(report: AnnualReport, changes: Sequence[Change]) -> Iterator[str]:
    """更正说明: one sentence a changed cell, with its printed name."""
    for number, change in enumerate(changes, 1):
        name = report.form.names.get(change.cell, change.cell)
        yield f"{number}.{name}由“{_said(change.before)}”更正为“{_said(change.after)}”。"


def _said(value: object) -> str:
    return shown(value) if value is None or isinstance(value, str | int) else str(value)  # Decimal prints its digits


def questions(report: AnnualReport, number: int) -> list[str]:
    """What a section should tell (要写什么), with this report's figures in place of the cell ids."""
    section = report.form.section(number)
    return [_filled(text, report.cells) for text in section.questions] if section else []


def _filled(text: str, cells: Mapping[str, Value]) -> str:
    for cell, value in cells.items():
        text = text.replace("{" + cell + "}", shown(value))
    return text
