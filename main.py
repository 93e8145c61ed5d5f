"""明账: the only file that knows every room. Opens the window, or runs one command."""

import ctypes
import io
import json
import logging
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from time import monotonic, time
from typing import TYPE_CHECKING

from core.version import VERSION

if TYPE_CHECKING:
    from core.document import Document
    from core.notice.kit import NoticeKit
    from core.registers.kit import RegisterKit
    from core.report.form import Form
    from core.seal import Verdict
    from core.units import UnitDirectory
    from gui.services import Services

ROOT = Path(__file__).resolve().parent
SAMPLES = ROOT / "resources" / "samples"
TEMPLATE = ROOT / "resources" / "templates" / "台账模板（示例）.docx"
MANUAL = ROOT / "docs" / "用户手册.md"
COMMANDS = frozenset(
    ("show", "check", "dispatch", "fill", "collect", "rollup", "verify", "convert", "demo", "-h", "--help")
)
FROZEN = bool(getattr(sys, "frozen", False))  # packaged by installer/
log = logging.getLogger("mingzhang")


def main(argv: Sequence[str]) -> int:
    """Run a command where one is given, else open the window. Returns the process's exit code."""
    _speak_utf8()
    data, words = _data_folder(argv)
    if words and (words[0] in COMMANDS or not (words[0].startswith("-") or Path(words[0]).is_file())):
        return _command(words, data)
    return _window(argv)


def _data_folder(argv: Sequence[str]) -> tuple[str, Sequence[str]]:
    """--data FOLDER, which may stand anywhere, and the other words."""
    at = argv.index("--data") if "--data" in argv[:-1] else -1
    return (argv[at + 1], [*argv[:at], *argv[at + 2 :]]) if at >= 0 else ("", argv)


def _command(argv: Sequence[str], data: str) -> int:
    from functools import partial

    from cli.app import run
    from cli.tools import Tools
    from storage.documents.desk import LocalDocuments
    from storage.run_log import keep_log

    if FROZEN:
        keep_log()
    try:
        own = data or last_folder()
        known, known_forms, tables = partial(directory, own), partial(forms, own), partial(scores, own)
        kit = partial(registers, own)
        return run(argv, Tools(LocalDocuments(), known, known_forms, verify, str(SAMPLES), monotonic, tables, kit))
    except BrokenPipeError:
        return 0  # the reader of our output has gone (… | head)
    except Exception:
        log.exception("command failed: %s", argv)
        print("程序出现内部错误，没有改动任何原文件。请把运行记录交给维护人员。", file=sys.stderr)
        return 2


def _window(argv: Sequence[str]) -> int:
    args = _window_args(argv)
    if args is None:
        print(
            "用法：python main.py [--data 文件夹] [文件…]；命令的用法见 python main.py --help",
            file=sys.stderr,
        )
        return 2
    try:
        return _smoke(args) if args.smoke else _open_window(args)
    except Exception as e:
        log.exception("the window could not be opened")
        if not args.smoke:
            _say_not_started()
        elif args.report:
            Path(args.report).write_text(json.dumps({"faults": [repr(e)]}, ensure_ascii=False), "utf-8")
        return 2


@dataclass(frozen=True, slots=True)
class Asked:
    """The window's words. `report`: the file for --smoke's line, "" for standard output."""

    data: str = ""
    smoke: bool = False
    report: str = ""
    files: tuple[str, ...] = ()


def _open_window(args: Asked) -> int:
    """The only window of this user, or a word to the one that is open already. A folder of its own stands apart."""
    from gui.main_window import WindowArgs, run_window
    from gui.one_window import OneWindow
    from storage.data_folder import beside_program, letter_box
    from storage.run_log import keep_log

    beside = beside_program(Path(sys.executable).parent) if FROZEN else None
    keep_log(beside / "运行记录" if beside else None)
    claim = None if args.data else OneWindow(letter_box())
    if claim and not claim.claim():
        claim.hand_over(args.files)
        return 0
    pointer = beside / "data_folder.txt" if beside else None
    data = args.data or str(beside or "")
    return run_window(lambda: services(pointer, data), WindowArgs(data, opened=args.files, claim=claim))


def _smoke(args: Asked) -> int:
    """Start, open a store, draw the window, use every library once, say what was found in one JSON line, end."""
    from gui.main_window import MainWindow, WindowArgs, run_window
    from gui.smoke import probe_window
    from storage.smoke import prepare_store, probe_storage

    facts: dict[str, object] = {"version": VERSION, "frozen": FROZEN}
    with TemporaryDirectory(prefix="mingzhang-", ignore_cleanup_errors=True) as scratch_name:
        scratch = Path(scratch_name)
        data = Path(args.data) if args.data else scratch / "明账数据"
        prepare_store(data, datetime.now())

        def probe(window: MainWindow) -> None:
            facts["shown_at"] = time()
            facts.update(probe_window(window, scratch))

        code = run_window(lambda: services(data / "smoke-pointer.txt"), WindowArgs(str(data), True, probe=probe))
        facts |= probe_storage(next(iter(sorted(SAMPLES.glob("*台账*.docx")))), scratch)
        (data / "smoke-pointer.txt").unlink(missing_ok=True)
    facts["faults"] = [name for name, fact in facts.items() if not fact and name != "frozen"]
    line = json.dumps(facts, ensure_ascii=False)
    Path(args.report).write_text(line + "\n", "utf-8") if args.report else print(line)
    return code or int(bool(facts["faults"]))


def _say_not_started() -> None:
    """There is no window to say it in, and on Windows no terminal either."""
    words = "明账没有能够启动。已保存的数据没有改动。请重新安装；仍不能启动时，把运行记录交给维护人员。"
    windows = getattr(ctypes, "windll", None)
    if windows and FROZEN and sys.stderr is None:
        windows.user32.MessageBoxW(None, words, "明账", 0x10)
    else:
        print(words, file=sys.stderr)


def services(pointer: Path | None = None, data: str = "") -> "Services":
    """What the window works with; made when its frame already stands on the screen. `pointer`: see LocalStores.

    `data` is the folder that will be opened, "" for the last one: the user's own calendars and units lie there.
    """
    from core.calendar import WorkCalendar
    from core.errors import LedgerError
    from gui.checking import check_before_sending
    from gui.services import Sample, Services
    from storage.database.stores import LocalStores
    from storage.documents.desk import LocalDocuments
    from storage.resources import load_folder
    from storage.run_log import read_log, system_facts

    folder = data or last_folder(pointer)
    try:
        calendar = WorkCalendar.from_mappings(load_folder("calendars", own_resources(folder)))
        known = directory(folder)
    except LedgerError:
        log.exception("the user's own calendars or units cannot be read; the bundled ones are used")
        calendar, known = WorkCalendar.from_mappings(load_folder("calendars")), directory()
    return Services(
        LocalStores(pointer),
        LocalDocuments(),
        datetime.now,
        forms=forms,
        directory=known,
        check=check_before_sending(known),
        add_working_days=calendar.add,
        working_days_between=calendar.between,
        registers=registers,
        notice=notice_kit,
        samples=tuple(Sample(p.stem, str(p)) for p in sorted(SAMPLES.glob("*台账*.docx"))),
        diagnosis=lambda: (system_facts(VERSION), read_log()),
        template=str(TEMPLATE),
        manual=str(MANUAL) if MANUAL.is_file() else "",
    )


def _window_args(argv: Sequence[str]) -> Asked | None:
    """[--data FOLDER] [--smoke [--report FILE]] [FILE …]; None for anything else."""
    rest, asked = list(argv), Asked()
    while rest:
        word = rest.pop(0)
        if word in ("--data", "--report") and rest:
            asked = replace(asked, **{word[2:]: rest.pop(0)})
        elif word == "--smoke":
            asked = replace(asked, smoke=True)
        elif Path(word).is_file():
            asked = replace(asked, files=(*asked.files, word))
        else:
            return None
    return asked


def last_folder(pointer: Path | None = None) -> str:
    """The data folder of the last window, "" for none."""
    from storage.data_folder import last_used

    return str(last_used(pointer) or "")


def own_resources(folder: str) -> Path | None:
    """DATA/resources, where a user's own forms, calendars, units and scores take precedence."""
    return Path(folder) / "resources" if folder else None


def directory(folder: str = "") -> "UnitDirectory":
    """The standard units, their short names, kinds and groups; the user's own files of that data folder first."""
    from core.units import UnitDirectory
    from storage.resources import load_folder

    return UnitDirectory.from_mapping(*load_folder("units", own_resources(folder)))


def forms(folder: str = "") -> "Sequence[Form]":
    """The forms of the annual report, the newest first; the user's own files of that data folder first."""
    from core.report.form_build import forms_from
    from storage.resources import load_folder

    return forms_from(load_folder("forms", own_resources(folder)))


def registers(data: str = "") -> "RegisterKit":
    """The registers with the newest form and the calendars, the user's own among them."""
    from core.calendar import WorkCalendar
    from core.registers.kit import kit_from
    from storage.resources import load_folder

    own = own_resources(data)
    calendar = WorkCalendar.from_mappings(load_folder("calendars", own))
    return kit_from(load_folder("registers", own), forms(data)[0], calendar)


def notice_kit(data: str = "") -> "NoticeKit":
    """The 通报's template and the tables of scores to start from, the user's own of that data folder first."""
    from core.notice.kit import NoticeKit
    from storage.resources import load_folder, template_place

    own = own_resources(data)
    return NoticeKit(str(template_place("通报.docx", own)), list(load_folder("scores", own)))


def scores(folder: str, wanted: str) -> "Mapping[str, object]":
    """A table of scores: the user's own file, or one of resources/scores by its id or name."""
    from core.errors import LedgerError
    from storage.resources import load_file, load_folder

    if wanted.endswith(".toml"):
        return load_file(Path(wanted))
    known = list(load_folder("scores", own_resources(folder)))
    for table in reversed(known):  # the user's own come last
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
