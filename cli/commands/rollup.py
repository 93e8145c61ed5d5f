"""Room: cli. rollup: the units' annual reports → the county's, with what does not add up."""

from argparse import Namespace

from cli.tools import Tools, print_findings, print_json
from core.actions.reading import understand
from core.errors import LedgerError
from core.finding import Finding, Severity, finding_json, has_errors
from core.report.compose import compose_report
from core.report.report import AnnualReport
from core.report.roll_up import RollUp, roll_up, roll_up_json, rolled_report


def run(args: Namespace, tools: Tools) -> int:
    reports, unread = _reports(args.folder, tools)
    if not reports:
        raise LedgerError("文件夹里没有读到年度报告，没有写入任何文件。请核对文件夹是否选对。")
    total = _one(args.total, tools) if args.total else None
    result = roll_up(reports, total)
    tools.documents.make_folder(args.out)
    place = f"{args.out.rstrip('/')}/年度报告汇总.docx"
    tools.documents.convert(compose_report(_rolled(result, reports, total)), place)
    findings = [*unread, *result.findings]
    if args.json:
        print_json({**roll_up_json(result), "findings": [finding_json(f) for f in findings]})
    else:
        print(f"汇总 {len(result.units)} 个单位：{'、'.join(result.units)}\n{place}")
        print_findings(findings)
    return 1 if has_errors(findings) else 0


def _reports(folder: str, tools: Tools) -> tuple[dict[str, AnnualReport], list[Finding]]:
    """Reports by unit; a file that cannot be read is a finding and does not stop the others."""
    reports: dict[str, AnnualReport] = {}
    unread: list[Finding] = []
    for place in tools.documents.files(folder):
        name = place.replace("\\", "/").rpartition("/")[2]
        try:
            report = _one(place, tools)
        except LedgerError as e:
            unread.append(
                Finding(Severity.WARNING, "rollup.unread", f"「{name}」未计入汇总：{e.message}", (f"file:{name}",))
            )
            continue
        unit = report.unit or name.rpartition(".")[0]
        if unit in reports:
            message = f"「{name}」与另一份文件都是“{unit}”的报告，只计入了先读到的一份，请核对。"
            unread.append(Finding(Severity.ERROR, "rollup.twice", message, (f"file:{name}", f"unit:{unit}")))
            continue
        reports[unit] = report
    return reports, unread


def _one(place: str, tools: Tools) -> AnnualReport:
    understood = understand(tools.documents.read(place), tools.forms())
    if understood.report is None:
        raise LedgerError("这不是年度报告。")
    return understood.report


def _rolled(result: RollUp, reports: dict[str, AnnualReport], total: AnnualReport | None) -> AnnualReport:
    first = total or next(iter(reports.values()))
    years = {r.year for r in reports.values()}
    year = years.pop() if len(years) == 1 else first.year
    unit = total.unit if total else ""
    return rolled_report(result, first.form, f"{unit}{year or ''}年政府信息公开工作年度报告", year, unit)
