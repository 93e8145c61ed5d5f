"""Room: core. A unit's texts beside what else is known of it: last year's returns, its annual report, earlier rounds."""

from collections.abc import Iterator, Mapping, Sequence

from core.advice.likeness import ALIKE, likeness
from core.finding import Finding, Severity, Source
from core.intake.returned import UnitReturn
from core.intake.telling import tell
from core.ledger.ledger import Ledger
from core.ledger.state import Status, TaskState
from core.report.narrative import figure_findings
from core.report.passages import sentences
from core.report.report import AnnualReport


def last_year_findings(unit: UnitReturn, plan: Ledger, before: Mapping[int, Sequence[str]]) -> Iterator[Finding]:
    """`before`: place in the plan → what the unit, or those it took over, returned a year ago of the same task."""
    for place, text in sorted(unit.said.items()):
        share, earlier = max(((likeness(text, said), said) for said in before.get(place, ())), default=(0.0, ""))
        if share >= ALIKE and TaskState().take(text).status is not Status.NOT_APPLICABLE:
            task = plan.tasks[place]
            message = f"“{unit.name}”第{task.number}项与本单位上年所报相似{share:.0f}%，请核实是否照抄。"
            yield tell(
                Severity.HINT,
                "intake.like_last_year",
                message,
                unit=unit.name,
                files=(unit.file,),
                tasks=(task.number,),
                expected=earlier,
                found=text,
                source=Source.ADVICE,
            )


def report_findings(unit: UnitReturn, plan: Ledger, report: AnnualReport) -> Iterator[Finding]:
    """Figures of the ledger that the unit's annual report of the same year tells otherwise; a lead only."""
    for place, text in sorted(unit.said.items()):
        number = plan.tasks[place].number
        for found in figure_findings(report, sentences(text, 1, report.year, True)):
            message = (
                f"“{unit.name}”第{number}项的数字与本单位{report.year}年度报告不同：{found.message.removeprefix('正文')}"
                "统计口径或截止时间不同的，请写明。"
            )
            yield tell(
                Severity.HINT,
                "intake.report_figures",
                message,
                unit=unit.name,
                files=(unit.file,),
                tasks=(number,),
                expected=found.expected,
                found=found.found,
                source=Source.ADVICE,
            )


def earlier_findings(unit: str, file: str, round_: str) -> Finding:
    message = f"“{unit}”的「{file}」与{round_ or '以前期次'}收到的是同一个文件，可能发错了，请核实。"
    return tell(Severity.WARNING, "intake.earlier_round", message, unit=unit, files=(file,))
