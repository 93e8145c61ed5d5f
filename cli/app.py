"""Room: cli. Runs one command: says what it understood, exits 0, 1 (findings of severity error) or 2 (cannot be used)."""

import sys
from argparse import Namespace
from collections.abc import Callable, Sequence

from cli.commands import check, collect, convert, demo, dispatch, fill, rollup, show, verify
from cli.tools import Tools
from cli.usage import make_parser
from core.errors import LedgerError, NotYetSupported

COMMANDS: dict[str, Callable[[Namespace, Tools], int]] = {
    "show": show.run,
    "check": check.run,
    "fill": fill.run,
    "convert": convert.run,
    "verify": verify.run,
    "dispatch": dispatch.run,
    "collect": collect.run,
    "rollup": rollup.run,
    "demo": demo.run,
}


def run(argv: Sequence[str], tools: Tools) -> int:
    """The exit code. A LedgerError becomes one Chinese line on stderr; anything else is our bug and goes on."""
    try:
        args = make_parser().parse_args(argv)
        if args.command not in COMMANDS:
            raise NotYetSupported(f"本版本还没有 {args.command} 命令，没有读取或写入任何文件。")
        return COMMANDS[args.command](args, tools)
    except LedgerError as e:
        print(" ".join(e.message.split()), file=sys.stderr)
        return 2
