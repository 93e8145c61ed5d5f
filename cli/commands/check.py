"""Room: cli. check: the findings of a document; exit 1 where one is an error."""

from argparse import Namespace

from cli.tools import Tools, print_findings, print_json
from core.actions.reading import understand
from core.advice.check import check_sheet
from core.advice.gather import sheet_of_ledger
from core.finding import finding_json, has_errors


def run(args: Namespace, tools: Tools) -> int:
    understood = understand(tools.documents.read(args.file))
    assert understood.ledger is not None
    findings = list(understood.ledger.findings)
    unit = args.unit or understood.ledger.unit or ""
    if unit:
        findings += check_sheet(sheet_of_ledger(understood.ledger, tools.directory(), unit))
    if args.json:
        print_json({"findings": [finding_json(f) for f in findings], "repairs": []})
    elif findings:
        print_findings(findings)
    else:
        print("没有发现问题。")
    return 1 if has_errors(findings) else 0
