"""Room: cli. collect: a folder of returned files → the summary and the drafts; nothing is stored."""

import sys
from argparse import Namespace
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from cli.tools import Tools, print_findings, print_json
from core.actions.collecting import collect_folder, read_for_collecting
from core.actions.draft_writing import write_drafts
from core.errors import LedgerError
from core.finding import has_errors
from core.intake.arrived import STATUS_LABELS
from core.intake.returned import Intake, Terms
from core.intake.shown import intake_json
from core.notice.propose import deductions, propose
from core.notice.rules import score_table
from core.progress import Progress
from core.unit_list import units_of
from core.units import UnitDirectory


class LineProgress(Progress):
    """One line on a terminal, written over."""

    def step(self, done: int, total: int, note: str = "") -> None:
        super().step(done, total, note)
        print(f"\r读取 {done + 1}/{total}　{note[:40]}\033[K", end="", file=sys.stderr, flush=True)


def run(args: Namespace, tools: Tools) -> int:
    due, received = _day(args.due, "--due"), _day(args.received, "--received")
    out = args.out.rstrip("/") or "/"
    folder, results = str(Path(args.folder).resolve()), str(Path(out).resolve())
    if folder == results:
        raise LedgerError("结果不能写进来件文件夹本身，没有写入任何文件。请用 -o 另给一个文件夹。")
    scores = score_table(tools.scores(args.scores)) if args.scores else None
    plan, issued_on = read_for_collecting(tools.documents, args.plan, tools.forms())
    terms = Terms(args.round, due, received, issued_on)
    shown = LineProgress() if sys.stderr.isatty() else None
    intake = collect_folder(
        tools.documents, folder, plan, _directory(args, tools), terms, leave_out=results, progress=shown
    )
    if shown:
        print("\r\033[K", end="", file=sys.stderr)
    proposals = propose(intake, scores)
    places = write_drafts(tools.documents, out, intake, proposals, scores)
    if args.json:
        print_json(intake_json(intake, deductions(proposals)))
    else:
        _print(intake, places)
    return 1 if has_errors(intake.findings) else 0


def _directory(args: Namespace, tools: Tools) -> UnitDirectory:
    directory = tools.directory()
    if not args.units:
        return directory
    units = units_of(tools.documents.read(args.units))
    if not units:
        raise LedgerError("单位名单里没有读到单位名称（每行一个，或表格中的一列），没有写入任何文件。")
    return replace(directory, units=units)


def _day(text: str | None, option: str) -> date | None:
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError as e:
        raise LedgerError(f"{option} 的日期“{text}”不对，请写成 2026-07-10 的样子。没有写入任何文件。") from e


def _print(intake: Intake, places: Sequence[str]) -> None:
    for file in intake.files:
        print(f"{STATUS_LABELS[file.status]}　{file.name}　{file.unit or '（单位不明）'}　{file.reason}")
    print(f"\n已报送 {len(intake.back)} 个单位，未报送 {len(intake.missing)} 个。")
    if intake.missing:
        print(f"未报送：{'、'.join(u.name for u in intake.missing)}")
    print("\n".join(places))
    print("\n需要核对：" if intake.findings else "\n没有发现问题。")
    print_findings(intake.findings)
