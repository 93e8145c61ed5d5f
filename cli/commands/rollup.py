"""Room: cli. rollup: the units' annual reports → the county's, with what does not add up."""

from argparse import Namespace
from collections.abc import Sequence

from cli.tools import Tools, print_findings, print_json
from core.actions.rolling_up import Gathered, gather, read_one, write_roll_up, year_sums
from core.errors import LedgerError
from core.finding import finding_json, has_errors
from core.progress import Progress
from core.registers.figure_files import figures_sheet
from core.registers.kit import RegisterKit
from core.report.compose import compose_report
from core.report.report import AnnualReport
from core.report.roll_up import RollUp, roll_up, roll_up_json, rolled_report


def run(args: Namespace, tools: Tools) -> int:
    forms = tools.forms()
    kit = tools.registers() if tools.registers else None
    gathered = gather(tools.documents, forms, args.folder, Progress(), kit)
    if not gathered.reports:
        raise LedgerError("文件夹里没有读到年度报告，没有写入任何文件。请核对文件夹是否选对。")
    total = read_one(tools.documents, forms, args.total) if args.total else None
    result = roll_up(gathered.reports, total)
    places = _write(tools, _rolled(result, gathered, total), result, gathered, kit, args.out)
    findings = [*gathered.findings, *result.findings]
    if args.json:
        print_json({**roll_up_json(result), "findings": [finding_json(f) for f in findings]})
    else:
        print("\n".join([f"汇总 {len(result.units)} 个单位：{'、'.join(result.units)}", *places]))
        print_findings(findings)
    return 1 if has_errors(findings) else 0


def _write(
    tools: Tools, report: AnnualReport, result: RollUp, gathered: Gathered, kit: RegisterKit | None, out: str
) -> Sequence[str]:
    """The Word; with units' 年度数据 the workbook, too, which has their sums."""
    if kit and gathered.figures:
        sums = year_sums(gathered, kit)
        return write_roll_up(tools.documents, report, result, out, None, [figures_sheet(sums, [*gathered.figures])])
    tools.documents.make_folder(out)
    place = f"{out.rstrip('/')}/年度报告汇总.docx"
    tools.documents.convert(compose_report(report), place)
    return (place,)


def _rolled(result: RollUp, gathered: Gathered, total: AnnualReport | None) -> AnnualReport:
    first = total or next(iter(gathered.reports.values()))
    years = {r.year for r in gathered.reports.values()}
    year = years.pop() if len(years) == 1 else first.year
    unit = total.unit if total else ""
    return rolled_report(result, first.form, f"{unit}{year or ''}年政府信息公开工作年度报告", year, unit)
