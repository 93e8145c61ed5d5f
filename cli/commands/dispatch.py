"""Room: cli. dispatch: plan or ledger → one blank form for each unit."""

from argparse import Namespace

from cli.tools import Tools, print_findings
from core.actions.dispatching import dispatch_forms
from core.actions.reading import understand
from core.errors import LedgerError
from core.plan.plan import ledger_of_plan
from core.unit_list import units_of


def run(args: Namespace, tools: Tools) -> int:
    understood = understand(tools.documents.read(args.file), tools.forms())
    ledger = understood.ledger or (ledger_of_plan(understood.plan) if understood.plan else None)
    if ledger is None:
        raise LedgerError("年度报告不能分发为台账，没有写入任何文件。请选择工作要点或任务落实台账。")
    units = units_of(tools.documents.read(args.units)) if args.units else ()
    if args.units and not units:
        raise LedgerError("单位名单里没有读到单位名称（每行一个，或表格中的一列），没有写入任何文件。")
    made = dispatch_forms(ledger, tools.directory(), units)
    tools.documents.make_folder(args.out)
    for form in made.forms:
        place = f"{args.out.rstrip('/')}/{form.stem}.docx"
        tools.documents.convert(form.document, place)
        print(f"{place}　{form.tasks} 项")
    print_findings(made.findings, to_stderr=True)
    return 0
