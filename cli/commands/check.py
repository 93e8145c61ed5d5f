"""Room: cli. check: the findings of a document; exit 1 where one is an error."""

from argparse import Namespace
from collections.abc import Sequence

from cli.tools import Tools, print_findings, print_json
from core.actions.reading import Understood, understand
from core.advice.check import check_sheet
from core.advice.gather import sheet_of_ledger
from core.document import Document
from core.errors import LedgerError
from core.finding import Finding, change_json, finding_json, has_errors
from core.report.check import check_report, check_with_repairs
from core.report.mend import Repairs, repairs_json
from core.report.read import looks_like_report
from core.report.report import AnnualReport

REPAIR_SECONDS = 20.0


def run(args: Namespace, tools: Tools) -> int:
    understood = understand(tools.documents.read(args.file), tools.forms())
    if understood.report:
        return _report(args, tools, understood, understood.report)
    if args.last_year or args.plan:
        raise LedgerError("--last-year 和 --plan 只用于检查年度报告，这份文件不是年度报告。未作任何改动。")
    findings = list(understood.findings)
    unit = args.unit or (understood.ledger.unit if understood.ledger else "") or ""
    if unit and understood.ledger:
        findings += check_sheet(sheet_of_ledger(understood.ledger, tools.directory(), unit))
    return _tell(findings, [], as_json=args.json)


def _report(args: Namespace, tools: Tools, understood: Understood, report: AnnualReport) -> int:
    last = _last_year(args.last_year, tools) if args.last_year else None
    plan = _plan(args.plan, tools) if args.plan else None
    checked = check_report(report, last_year=last, plan=plan, unit=args.unit or None)
    end = tools.seconds() + REPAIR_SECONDS
    findings, mended = check_with_repairs(checked, report, lambda: tools.seconds() > end)
    code = _tell([*understood.findings, *findings], repairs_json(mended), as_json=args.json)
    if not args.json:
        _print_repairs(mended, report)
    return code


def _plan(place: str, tools: Tools) -> Document:
    plan = tools.documents.read(place)
    if looks_like_report(plan, tools.forms()):
        raise LedgerError("--plan 给的是年度报告，未作任何改动。请选择工作要点或任务落实台账。")
    return plan


def _last_year(place: str, tools: Tools) -> AnnualReport:
    understood = understand(tools.documents.read(place), tools.forms(), "report")
    assert understood.report is not None
    return understood.report


def _tell(findings: Sequence[Finding], repairs: list[list[dict[str, object]]], *, as_json: bool) -> int:
    if as_json:
        print_json({"findings": [finding_json(f) for f in findings], "repairs": repairs})
    elif findings:
        print_findings(findings)
    else:
        print("没有发现问题。")
    return 1 if has_errors(findings) else 0


def _print_repairs(mended: Repairs, report: AnnualReport) -> None:
    if not mended.ranked and not mended.complete:
        print("\n错处较多，没有在限定时间内找全改法，没有列出。请先按上面各条核对，改对几格后再查。")
    if not mended.ranked:
        return
    print("\n核对线索，请先查原始登记（改动最少、能使勾稽关系全部成立的改法）：")
    for repair in mended.ranked[:5]:
        changes = [change_json(c) for c in repair.changes]
        print(
            "  "
            + "；".join(f"{report.form.names.get(str(c['cell']), c['cell'])} {c['from']} → {c['to']}" for c in changes)
        )
    if len(mended.ranked) > 5:
        print(f"  另有 {len(mended.ranked) - 5} 种，见 --json。")
