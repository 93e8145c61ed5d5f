"""Room: cli. show: a document as it was understood."""

from argparse import Namespace

from cli.tools import Tools, print_findings, print_json
from core.actions.reading import KIND_LABELS, understand
from core.ledger.ledger import Ledger, LedgerTask
from core.ledger.shown import ledger_json


def run(args: Namespace, tools: Tools) -> int:
    understood = understand(tools.documents.read(args.file), args.kind)
    ledger = understood.ledger
    assert ledger is not None  # understand raises for what is no ledger yet
    if args.json:
        print_json(ledger_json(ledger, understood.kind))
    else:
        _print(ledger, KIND_LABELS[understood.kind])
    return 0


def _print(ledger: Ledger, kind: str) -> None:
    print(f"{kind}：{ledger.title or '（没有标题）'}")
    print(f"年度：{ledger.year or '未写明'}　填报单位：{_said(ledger.unit)}")
    filled = sum(bool(t.progress) for t in ledger.tasks)
    print(
        f"共 {len(ledger.sections)} 个板块、{len(ledger.topics)} 个大项、{len(ledger.tasks)} 项任务，已填 {filled} 项。"
    )
    section = None
    for task in ledger.tasks:
        if task.section != section:
            section = task.section
            print(f"\n{section or '（未分板块）'}")
        _print_task(task)
    if ledger.findings:
        print("\n需要核对：")
        print_findings(ledger.findings)


def _said(value: str | None) -> str:
    return "表头没有这一栏" if value is None else value or "空"


def _print_task(task: LedgerTask) -> None:
    name = " · ".join(part for part in (task.topic, task.subtopic) if part)
    print(f"  {task.number:>3}. {name or _short(task.content)}")
    if task.content and name:
        print(f"       内容：{_short(task.content)}")
    units = [f"牵头 {'、'.join(task.units.lead)}"] if task.units.lead else []
    units += [f"责任 {'、'.join(task.units.responsible)}"] if task.units.responsible else []
    print(f"       单位：{'；'.join(units) or '未列'}　时限：{'；'.join(d.text for d in task.deadlines) or '未列'}")
    if task.progress:
        print(f"       进展：{_short(task.progress)}")


def _short(text: str, limit: int = 60) -> str:
    line = " ".join(text.split())
    return line if len(line) <= limit else line[: limit - 1] + "…"
