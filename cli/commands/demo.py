"""Room: cli. demo: the whole chain, as far as it is built, on the sample county."""

from argparse import Namespace
from collections.abc import Callable, Iterator

from cli.commands import check, collect, convert, dispatch, fill, rollup, show, verify
from cli.tools import Tools
from cli.usage import make_parser

PLAN = "云岭县2026年政务公开工作要点.docx"
LEDGER = "云岭县2026年政务公开工作要点任务落实台账（填报版）.docx"
UNIT = "云岭县医疗保障局"
FILLED = f"{UNIT}2026年政务公开工作要点任务落实台账（填报版）"
CONTACT = ("--contact", "李某", "--phone", "0999-1234567")
REPORT = "annual_report/云岭县医疗保障局{}年政府信息公开工作年度报告.docx"
RUNS: dict[str, Callable[[Namespace, Tools], int]] = {
    "show": show.run,
    "check": check.run,
    "dispatch": dispatch.run,
    "fill": fill.run,
    "convert": convert.run,
    "verify": verify.run,
    "collect": collect.run,
    "rollup": rollup.run,
}


def run(args: Namespace, tools: Tools) -> int:
    folder = args.folder.rstrip("/")
    tools.documents.make_folder(folder)
    for title, argv in _steps(tools.samples, folder):
        print(f"\n== {title}\n   python main.py {' '.join(argv)}")
        parsed = make_parser().parse_args(argv)
        RUNS[parsed.command](parsed, tools)
    print(f"\n样例已写入 {folder}。")
    return 0


def _steps(samples: str, folder: str) -> Iterator[tuple[str, list[str]]]:
    form, progress = f"{samples}/{LEDGER}", f"{samples}/progress/县医疗保障局进展.json"
    filled = f"{folder}/{FILLED}"
    yield "读工作要点", ["show", f"{samples}/{PLAN}"]
    yield "分发：每个单位一份空白台账", ["dispatch", f"{samples}/{PLAN}", "-o", f"{folder}/分发"]
    yield "检查主管部门发来的台账说的和实际有的是否一致", ["check", form]
    fill_in = ["fill", form, "--unit", UNIT, "--progress", progress, *CONTACT, "--format", "docx,ofd", "-o", folder]
    yield "在原表上填报进展，同时生成供盖章的 OFD", fill_in
    yield "报送前检查", ["check", f"{filled}.docx"]
    yield "核对 OFD 与 Word", ["verify", f"{filled}.ofd", "--against", f"{filled}.docx"]
    yield "收件并汇总", ["collect", f"{samples}/returned", "--plan", form, "-o", f"{folder}/汇总"]
    last, this = (f"{samples}/{REPORT.format(year)}" for year in (2024, 2025))
    yield "检查年度报告", ["check", this, "--last-year", last]
    yield "转成网页", ["convert", this, "-o", f"{folder}/年度报告.html"]
