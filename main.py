"""明账: the only file that knows every room. Opens the window, or runs one command."""

import io
import logging
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from core.units import UnitDirectory

ROOT = Path(__file__).resolve().parent
COMMANDS = frozenset(("show", "check", "dispatch", "fill", "collect", "rollup", "verify", "convert", "demo", "-h", "--help"))
log = logging.getLogger("mingzhang")


def main(argv: Sequence[str]) -> int:
    """Run a command where one is given, else open the window. Returns the process's exit code."""
    _speak_utf8()
    if argv and (argv[0] in COMMANDS or not argv[0].startswith("-")):
        return _command(argv)
    return _window(argv)


def _command(argv: Sequence[str]) -> int:
    from cli.app import run
    from cli.tools import Tools
    from storage.documents.desk import LocalDocuments

    try:
        return run(argv, Tools(LocalDocuments(), directory, str(ROOT / "resources" / "samples")))
    except BrokenPipeError:
        return 0  # the reader of our output has gone (… | head)
    except Exception:
        log.exception("command failed: %s", argv)
        print("程序出现内部错误，没有改动任何原文件。请把运行记录交给维护人员。", file=sys.stderr)
        return 2


def directory() -> "UnitDirectory":
    """The standard units, their short names, kinds and groups."""
    from core.units import UnitDirectory
    from storage.resources import load_folder

    return UnitDirectory.from_mapping(*load_folder("units"))


def _window(argv: Sequence[str]) -> int:
    from gui.main_window import open_window

    return open_window(argv)


def _speak_utf8() -> None:
    """Pipes on Chinese Windows are GBK; scripts rely on UTF-8 everywhere."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
