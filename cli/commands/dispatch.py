"""Room: cli. dispatch: plan or ledger → one blank form for each unit."""

import sys
from argparse import Namespace
from datetime import date

from cli.tools import Tools, print_findings
from core.actions.dispatching import DispatchWish, cover_of, dispatch_forms, read_source, template_findings, write_forms
from core.errors import LedgerError
from core.ledger.template import read_template
from core.progress import Progress
from core.report.read import looks_like_report
from core.unit_list import units_of
from core.units import Unit


class LineProgress(Progress):
    """One line on a terminal, written over."""

    def step(self, done: int, total: int, note: str = "") -> None:
        super().step(done, total, note)
        print(f"\r{done}/{total}　{note[:40]}\033[K", end="", file=sys.stderr, flush=True)


def run(args: Namespace, tools: Tools) -> int:
    ledger = read_source(tools.documents, args.file, tools.forms())
    units = _units(args.units, tools) if args.units else ()
    template = tools.documents.open_template(args.template) if args.template else None
    read = read_template(template.document) if template else None
    wish = DispatchWish(args.whole, args.round, _day(args.due), read)
    made = dispatch_forms(ledger, tools.directory(), units, wish)
    cover = cover_of(made, ledger.title, wish, _day(args.date) or date.today()) if args.list else None
    shown = LineProgress() if sys.stderr.isatty() else Progress()
    write_forms(tools.documents, made, args.out.rstrip("/") or "/", shown, template, cover)
    if isinstance(shown, LineProgress):
        print("\r\033[K", end="", file=sys.stderr)
    for form in made.forms:
        print(f"{args.out.rstrip('/')}/{form.stem}.docx　{form.tasks} 项")
    print_findings((*made.findings, *(template_findings(read) if read else ())), to_stderr=True)
    return 0


def _units(place: str, tools: Tools) -> tuple[Unit, ...]:
    document = tools.documents.read(place)
    if looks_like_report(document, tools.forms()):
        raise LedgerError("--units 给的是年度报告，不是单位名单，没有写入任何文件。请给出每行一个单位的名单。")
    units = units_of(document)
    if not units:
        raise LedgerError("单位名单里没有读到单位名称（每行一个，或表格中的一列），没有写入任何文件。")
    return units


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError as e:
        raise LedgerError(f"日期“{text}”不对，没有写入任何文件。请写成 2026-08-10 的样子。", detail=repr(e)) from e
