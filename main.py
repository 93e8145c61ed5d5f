"""明账: the only file that knows every room. Opens the window, or runs one command."""

import io
import logging
import sys
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from core.document import Document
    from core.report.form import Form
    from core.seal import Verdict
    from core.units import UnitDirectory
    from gui.services import Services

ROOT = Path(__file__).resolve().parent
SAMPLES = ROOT / "resources" / "samples"
MANUAL = ROOT / "docs" / "用户手册.md"
COMMANDS = frozenset(
    ("show", "check", "dispatch", "fill", "collect", "rollup", "verify", "convert", "demo", "-h", "--help")
)
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
        return run(argv, Tools(LocalDocuments(), directory, forms, verify, str(SAMPLES), monotonic, scores))
    except BrokenPipeError:
        return 0  # the reader of our output has gone (… | head)
    except Exception:
        log.exception("command failed: %s", argv)
        print("程序出现内部错误，没有改动任何原文件。请把运行记录交给维护人员。", file=sys.stderr)
        return 2


def _window(argv: Sequence[str]) -> int:
    from gui.main_window import WindowArgs, run_window

    args = _window_args(argv)
    if args is None:
        print("用法：python main.py [--data 文件夹]；命令的用法见 python main.py --help", file=sys.stderr)
        return 2
    return run_window(services, WindowArgs(*args))


def services() -> "Services":
    """What the window works with; made when its frame already stands on the screen."""
    from core.calendar import WorkCalendar
    from gui.checking import check_before_sending
    from gui.services import Sample, Services
    from storage.database.stores import LocalStores
    from storage.documents.desk import LocalDocuments
    from storage.resources import load_folder

    calendar = WorkCalendar.from_mappings(load_folder("calendars"))
    known = directory()
    return Services(
        LocalStores(),
        LocalDocuments(),
        datetime.now,
        forms=forms,
        directory=known,
        check=check_before_sending(known),
        add_working_days=calendar.add,
        working_days_between=calendar.between,
        samples=tuple(Sample(p.stem, str(p)) for p in sorted(SAMPLES.glob("*台账*.docx"))),
        manual=str(MANUAL) if MANUAL.is_file() else "",
    )


def _window_args(argv: Sequence[str]) -> "tuple[str, bool] | None":
    """(--data FOLDER, --smoke); None for anything else."""
    rest, data, smoke = list(argv), "", False
    while rest:
        word = rest.pop(0)
        if word == "--data" and rest:
            data = rest.pop(0)
        elif word == "--smoke":
            smoke = True
        else:
            return None
    return data, smoke


def directory() -> "UnitDirectory":
    """The standard units, their short names, kinds and groups."""
    from core.units import UnitDirectory
    from storage.resources import load_folder

    return UnitDirectory.from_mapping(*load_folder("units"))


def forms() -> "Sequence[Form]":
    """The forms of the annual report, the newest first."""
    from core.report.form_build import form_from
    from storage.resources import load_folder

    return [form_from(raw) for raw in load_folder("forms")][::-1]


def scores(wanted: str) -> "Mapping[str, object]":
    """A table of scores: the user's own file, or one of resources/scores by its id or name."""
    from core.errors import LedgerError
    from storage.resources import load_file, load_folder

    if wanted.endswith(".toml"):
        return load_file(Path(wanted))
    known = list(load_folder("scores"))
    for table in known:
        if wanted in (table["id"], table["name"]):
            return table
    names = "、".join(str(t["name"]) for t in known)
    raise LedgerError(f"没有“{wanted}”这份评分表，没有写入任何文件。请给出 .toml 文件，或下列之一：{names}。")


def verify(place: str, word: "Document | None") -> "Verdict":
    from storage.documents.seal import verify_against, verify_ofd

    return verify_ofd(Path(place)) if word is None else verify_against(Path(place), word)


def _speak_utf8() -> None:
    """Pipes on Chinese Windows are GBK; scripts rely on UTF-8 everywhere."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
