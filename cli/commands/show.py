"""Room: cli. show: a document as it was understood."""

from argparse import Namespace
from collections.abc import Iterable

from cli.tools import Tools, print_findings, print_json, short
from core.actions.reading import KIND_LABELS, Understood, understand_file
from core.finding import finding_json
from core.ledger.ledger import Ledger, LedgerTask
from core.ledger.shown import ledger_json
from core.plan.plan import Plan
from core.plan.show import plan_json
from core.report.report import AnnualReport, report_json


def run(args: Namespace, tools: Tools) -> int:
    understood = understand_file(tools.documents, args.file, tools.forms(), args.kind)
    if args.json:
        print_json(as_json(understood))
        return 0
    print(f"{KIND_LABELS[understood.kind]}：{_title(understood) or '（没有标题）'}")
    if understood.ledger:
        _print_ledger(understood.ledger)
    elif understood.plan:
        _print_plan(understood.plan)
    elif understood.report:
        _print_report(understood.report)
    if understood.findings:
        print("\n需要核对：")
        print_findings(understood.findings)
    return 0


def as_json(understood: Understood) -> dict[str, object]:
    if understood.ledger:
        return ledger_json(understood.ledger, understood.kind)
    if understood.plan:
        return plan_json(understood.plan)
    assert understood.report is not None
    findings = [finding_json(f) for f in understood.report_findings]
    return {**report_json(understood.report), "findings": findings}


def _title(understood: Understood) -> str:
    if understood.plan:
        return understood.plan.metadata.title
    read = understood.ledger or understood.report
    return read.title if read else ""


def _print_ledger(ledger: Ledger) -> None:
    print(f"年度：{ledger.year or '未写明'}　填报单位：{_said(ledger.unit)}")
    filled = sum(bool(t.progress) for t in ledger.tasks)
    print(
        f"共 {len(ledger.sections)} 个板块、{len(ledger.topics)} 个大项、{len(ledger.tasks)} 项任务，已填 {filled} 项。"
    )
    _print_tasks(ledger.tasks)


def _print_plan(plan: Plan) -> None:
    print(
        f"年度：{plan.metadata.year or '未写明'}　印发：{plan.metadata.issuer or '未写明'} {plan.metadata.number}".rstrip()
    )
    print(f"共 {len(plan.sections)} 个部分、{len(plan.topics)} 个大项、{len(plan.tasks)} 项任务。")
    _print_tasks(plan.rows)


def _print_report(report: AnnualReport) -> None:
    print(f"年度：{report.year or '未写明'}　单位：{report.unit or '未写明'}　表样：{report.form.title}")
    for cell, value in report.cells.items():
        if value is not None:
            print(f"  {report.form.names.get(cell, cell)}：{value}")
    for section in report.sections:
        print(f"{section.title}　{len(section.text)} 字")


def _print_tasks(tasks: Iterable[LedgerTask]) -> None:
    section = None
    for task in tasks:
        if task.section != section:
            section = task.section
            print(f"\n{section or '（未分板块）'}")
        _print_task(task)


def _said(value: str | None) -> str:
    return "表头没有这一栏" if value is None else value or "空"


def _print_task(task: LedgerTask) -> None:
    name = " · ".join(part for part in (task.topic, task.subtopic) if part)
    print(f"  {task.number:>3}. {name or short(task.content)}")
    if task.content and name:
        print(f"       内容：{short(task.content)}")
    units = [f"牵头 {'、'.join(task.units.lead)}"] if task.units.lead else []
    units += [f"责任 {'、'.join(task.units.responsible)}"] if task.units.responsible else []
    print(f"       单位：{'；'.join(units) or '未列'}　时限：{'；'.join(d.text for d in task.deadlines) or '未列'}")
    if task.progress:
        print(f"       进展：{short(task.progress)}")
