"""Room: core. What is doubtful about the reports that a roll-up adds up: each names its unit."""

from collections.abc import Iterator, Mapping, Sequence

from core.finding import Finding, Severity, Source
from core.report.report import AnnualReport
from core.report.rules import cell_findings, sum_findings


def left_out_findings(names: Sequence[str]) -> Iterator[Finding]:
    if names:
        message = f"{'、'.join(names)}属于垂直管理单位，或在单位名录中没有标“计入汇总”，不计入本级汇总。如应计入，请核对名录。"
        where = tuple(f"unit:{n}" for n in names)
        yield Finding(Severity.HINT, "R11", message, where, source=Source.OFFICIAL)


def year_findings(reports: Mapping[str, AnnualReport], total: AnnualReport | None) -> Iterator[Finding]:
    """Units whose report is of another year than the total's, or than most."""
    years = [r.year for r in reports.values() if r.year]
    wanted = total.year if total and total.year else max(set(years), key=years.count) if years else None
    for name, report in reports.items():
        if wanted and report.year and report.year != wanted:
            message = f"{name}的报告是{report.year}年度的，汇总的是{wanted}年度，请确认是否交错了文件。"
            where = (f"unit:{name}",)
            yield Finding(Severity.ERROR, "R11", message, where, wanted, report.year, Source.DERIVED)


def unsure_findings(reports: Mapping[str, AnnualReport]) -> Iterator[Finding]:
    """Cells that were not numbers: counted as 0, or left out."""
    for name, report in reports.items():
        unread = [c for c in report.cells if c in report.asked or c.split(".")[0] in report.absent]
        if unread:
            message = f"{name}有{len(unread)}格没有读准或没有找到，未计入汇总，请先补正。"
            yield Finding(Severity.WARNING, "R11", message, (f"unit:{name}", *unread[:20]), source=Source.DERIVED)
        blank = [f for f in cell_findings(report) if f.expected == 0]
        if blank:
            count = sum(len(f.where) for f in blank)
            message = f"{name}有{count}格空白或填“/”，汇总时按0计，请确认。"
            where = (f"unit:{name}", *blank[0].where[:20])
            yield Finding(Severity.WARNING, "R5", message, where, 0, blank[0].found, Source.DERIVED)


def unbalanced_findings(reports: Mapping[str, AnnualReport]) -> Iterator[Finding]:
    for name, report in reports.items():
        broken = sum_findings(report)
        if broken:
            message = f"{name}的报告有{len(broken)}处勾稽关系不平，请先退回核对：{broken[0].message}"
            where = (f"unit:{name}", *broken[0].where)
            first = broken[0]
            yield Finding(Severity.ERROR, first.rule, message, where, first.expected, first.found, first.source)


def missing_findings(reports: Mapping[str, AnnualReport], expected: Sequence[str]) -> Iterator[Finding]:
    for name in expected:
        if name not in reports:
            message = f"没有收到{name}的年度报告，汇总数不完整。"
            yield Finding(Severity.ERROR, "R11", message, (f"unit:{name}",), source=Source.DERIVED)


def changed_findings(reports: Mapping[str, AnnualReport], before: Mapping[str, AnnualReport]) -> Iterator[Finding]:
    for name, report in reports.items():
        old = before.get(name)
        changed = [c for c in report.cells if old and c in old.cells and old.cells[c] != report.cells[c]]
        if changed:
            message = f"{name}自上次汇总后改了{len(changed)}格，汇总数随之改变。"
            where = (f"unit:{name}", *changed)
            yield Finding(Severity.WARNING, "R11", message, where, source=Source.DERIVED)
