"""Room: cli. demo: the whole chain, as far as it is built, on the sample county."""

from argparse import Namespace
from collections.abc import Callable

from cli.commands import check, convert, fill, show
from cli.tools import Tools
from cli.usage import make_parser

LEDGER = "云岭县2026年政务公开工作要点任务落实台账（填报版）.docx"
UNIT = "云岭县医疗保障局"
CONTACT = ("--contact", "李某", "--phone", "0999-1234567")
RUNS: dict[str, Callable[[Namespace, Tools], int]] = {
    "show": show.run,
    "check": check.run,
    "fill": fill.run,
    "convert": convert.run,
}


def run(args: Namespace, tools: Tools) -> int:
    folder, samples = args.folder.rstrip("/"), tools.samples
    form, progress = f"{samples}/{LEDGER}", f"{samples}/progress/县医疗保障局进展.json"
    tools.documents.make_folder(folder)
    steps = (
        ("读一份空白台账", ["show", form]),
        ("检查它说的和实际有的是否一致", ["check", form]),
        (
            "在原表上填报进展",
            ["fill", form, "--unit", UNIT, "--progress", progress, *CONTACT, "-o", folder],
        ),
        ("把台账转成网页", ["convert", form, "-o", f"{folder}/台账.html"]),
    )
    for title, argv in steps:
        print(f"\n== {title}\n   python main.py {' '.join(argv)}")
        parsed = make_parser().parse_args(argv)
        RUNS[parsed.command](parsed, tools)
    print(f"\n样例已写入 {folder}。")
    return 0
