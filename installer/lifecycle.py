"""A setup's whole life under wine: install, start, work, upgrade, refuse, remove.   python installer/lifecycle.py SETUP.exe

Needs a setup that build.py has made, in its work folder. Prints a line a fact, writes dist/lifecycle.log and pictures, ends
with 1 where a fact is otherwise; skips, with the reason and 0, where wine 10 cannot be had.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
import time
import zipfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
sys.path[:0] = [str(HERE), str(ROOT)]

import payload  # noqa: E402
from wine import Done, NoWine, Wine, find_wine  # noqa: E402

UNINSTALL = r"HKCU\Software\Microsoft\Windows\CurrentVersion\Uninstall\Mingzhang"
FONTS = "usr/share/fonts/opentype/noto"
OLD = "0.0.1"
SAMPLE = "云岭县2026年政务公开工作要点任务落实台账（填报版）.docx"
UNIT = "云岭镇人民政府"
STEPS_OF_THE_OLD_STORE = 2
WAIT_S = 60


@dataclass
class Life:
    """Where things are (paths of this machine), and what was found."""

    wine: Wine
    setup: Path
    out: Path
    lines: list[str] = field(default_factory=list)
    broken: int = 0

    @property
    def disk(self) -> Path:
        return self.wine.work / "prefix" / "drive_c"

    @property
    def program(self) -> Path:
        return self.disk / "试装 目录" / "明账"

    @property
    def data(self) -> Path:
        return self.disk / "数据 文件夹" / "明账数据"

    def fact(self, words: str, holds: object, told: object = "") -> None:
        self.broken += not holds
        self.tell(f"{'ok    ' if holds else 'FAILED'}  {words}{f'  ({told})' if told != '' else ''}")

    def tell(self, words: str) -> None:
        self.lines.append(words)
        print(words, flush=True)

    def windows(self, place: Path) -> str:
        return "C:\\" + str(place.relative_to(self.disk)).replace("/", "\\")

    def run(self, program: Path | str, *words: str, timeout_s: int = 300) -> Done:
        return self.wine.run(
            self.windows(program) if isinstance(program, Path) else program, *words, timeout_s=timeout_s
        )

    def install(self, setup: Path) -> int:
        """Silent, into a folder with Chinese and a space: /D= is last and without quotation marks."""
        words = f"/S /D={self.windows(self.program)}".split(" ")
        return self.wine.run(self.wine.path(setup), *words).code

    def registered(self, name: str) -> str:
        told = self.wine.run("reg", "query", UNINSTALL, "/v", name).out
        return told.partition("REG_SZ")[2].strip()

    def picture(self, name: str) -> None:
        place = self.wine.work / f"{name}.png"
        inside = "/" + str(place.relative_to(self.wine.root)) if self.wine.root else str(place)
        self.wine.native("import", "-window", "root", inside)
        if place.is_file():
            shutil.copyfile(place, self.out / f"{name}.png")


def fresh(life: Life) -> None:
    """A Windows with Chinese fonts and nothing of ours."""
    life.wine.stop()
    for folder in (life.program.parent, life.data.parent, life.disk / "便携 版"):
        shutil.rmtree(folder, ignore_errors=True)
    if not (life.wine.work / "prefix" / "system.reg").exists():
        life.wine.prepare()
    life.wine.run("reg", "delete", UNINSTALL, "/f")
    if life.wine.root:
        for name in ("NotoSansCJK-Regular.ttc", "NotoSerifCJK-Regular.ttc"):
            shutil.copy(life.wine.root / FONTS / name, life.disk / "windows" / "Fonts")


def old_setup(life: Life) -> Path:
    """A setup of an older version, of a few small files; one of them is in no later version."""
    folder = life.wine.work / "old"
    shutil.rmtree(folder, ignore_errors=True)
    for name in ("Mingzhang.exe", "mingzhang-cli.exe", "_internal/陈旧的部件.txt", "_internal/旧/内.txt"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text("old", "utf-8")
    payload.write_list(folder)
    files = life.wine.work / "old.nsh"
    files.write_text("\n".join(payload.extraction(folder)) + "\n", "utf-8-sig")
    target = life.wine.work / "old-setup.exe"
    facts = {
        "VERSION": OLD,
        "SIZE_KB": 1,
        "FILES": files,
        "OUT": target,
        "ICON": life.wine.work / "build/app/mingzhang.ico",
    }
    words = [f"-D{name}={value}" for name, value in facts.items()]
    subprocess.run(["makensis", "-V1", "-INPUTCHARSET", "UTF8", "-DQUICK", *words, HERE / "setup.nsi"], check=True)
    return target


def old_store(life: Life, python: Path) -> None:
    """A store as the first versions left it."""
    life.data.mkdir(parents=True)
    code = (
        "import sys; from pathlib import Path; sys.path.insert(0, sys.argv[1])\n"
        "from storage.database.migrations import STEPS; from storage.database.opening import open_file\n"
        "open_file(Path(sys.argv[2]), lambda old: None, STEPS[: int(sys.argv[3])]).close()"
    )
    words = [str(ROOT), str(life.data / "mingzhang.db"), str(STEPS_OF_THE_OLD_STORE)]
    subprocess.run([python, "-c", code, *words], check=True)


def installs_and_upgrades(life: Life, version: str) -> None:
    life.fact(f"silent set-up of {OLD} ends with 0", life.install(old_setup(life)) == 0)
    life.fact("the old program is there", (life.program / "_internal" / "旧" / "内.txt").is_file())
    (life.program / "我的笔记.txt").write_text("不是程序的文件", "utf-8")
    life.fact(f"silent set-up of {version} over it ends with 0", life.install(life.setup) == 0)
    life.fact(
        "its version is registered", life.registered("DisplayVersion") == version, life.registered("DisplayVersion")
    )
    stale = [p.name for p in life.program.rglob("*") if p.name in ("陈旧的部件.txt", "旧", "_old", "_new")]
    life.fact("no stale file is left", not stale, stale or "")
    listed = payload.read_list((life.program / payload.LIST).read_bytes())
    missing = [name for name in listed if not (life.program / name).exists()]
    life.fact(f"all {len(listed)} files and folders of the list are there", not missing, missing[:3] or "")
    life.fact("the user's own file in that folder is untouched", (life.program / "我的笔记.txt").is_file())
    shortcuts = list(life.disk.rglob("明账.lnk"))
    life.fact("short cuts on the desktop and in the start menu", len(shortcuts) == 2, len(shortcuts))
    command = life.wine.run("reg", "query", r"HKCU\Software\Classes\Mingzhang.Backup\shell\open\command", "/ve").out
    life.fact("backups (.mzbak) open with the program", '\\Mingzhang.exe" "%1"' in command)


def starts(life: Life) -> None:
    report = life.disk / "冒烟.json"
    began = time.time()
    words = ["--smoke", "--report", life.windows(report), "--data", life.windows(life.data)]
    done = life.run(life.program / "Mingzhang.exe", *words)
    found = json.loads(report.read_text("utf-8")) if report.is_file() else {}
    life.fact("the window's program starts, uses every library, ends with 0", done.code == 0, done.err[-300:].strip())
    life.fact("nothing is missing from it", found.get("faults") == [], found.get("faults"))
    life.tell(f"        {json.dumps(found, ensure_ascii=False)}")
    if "shown_at" in found:
        life.tell(
            f"        its window stood after {found['shown_at'] - began:.1f} s under wine (no measure for Windows)"
        )
    backups = [p.name for p in (life.data / "备份").glob("*.mzbak")]
    life.fact(
        "the older store was backed up before it was brought up to date", any("升级前" in b for b in backups), backups
    )


def works(life: Life) -> None:
    """The chain with the console's program: show, check, fill, convert to OFD and PDF, check the OFD's ledger again."""
    cli, desk = life.program / "mingzhang-cli.exe", life.disk / "数据 文件夹" / "桌面 （一）"
    samples = life.program / "_internal" / "resources" / "samples"
    shown = life.run(cli, "show", life.windows(samples / SAMPLE), "--json")
    tasks = json.loads(shown.out)["tasks"] if shown.code in (0, 1) and shown.out else []
    life.fact("show reads the sample ledger", len(tasks) > 5, f"{len(tasks)} tasks")
    progress = next((samples / "progress").glob("*.xlsx"))
    words = ["--unit", UNIT, "--progress", life.windows(progress), "--format", "docx,ofd,pdf", "-o", life.windows(desk)]
    filled = life.run(cli, "fill", life.windows(samples / SAMPLE), *words)
    made = sorted(p.suffix for p in desk.glob("*")) if desk.is_dir() else []
    life.fact(
        "fill writes Word, OFD and PDF",
        filled.code == 0 and made == [".docx", ".ofd", ".pdf"],
        made or filled.err[-300:],
    )
    if made != [".docx", ".ofd", ".pdf"]:
        return
    word, ofd = next(desk.glob("*.docx")), desk / "再转 一次.ofd"
    turned = life.run(cli, "convert", life.windows(word), "-o", life.windows(ofd))
    life.fact("convert writes an OFD", turned.code == 0 and ofd.stat().st_size > 10_000, turned.err[-300:].strip())
    again = life.run(cli, "show", life.windows(ofd), "--json")
    same = [t["progress"] for t in json.loads(again.out)["tasks"]] if again.out else []
    there = [t["progress"] for t in json.loads(life.run(cli, "show", life.windows(word), "--json").out)["tasks"]]
    life.fact("the OFD says what the Word says", same == there and any(same), f"{len(same)} tasks")
    far = desk.joinpath(*["很长的文件夹名字" * 5] * 8) / "台账.ofd"
    life.run(cli, "convert", life.windows(word), "-o", life.windows(far))
    read = life.run(cli, "show", life.windows(far), "--json")
    told = f"{len(life.windows(far))} characters"
    life.fact("a path longer than 260 characters is written and read", far.is_file() and '"tasks"' in read.out, told)
    checked = life.run(cli, "check", life.windows(word), "--unit", UNIT, "--json")
    life.fact("check tells what it finds", checked.code in (0, 1) and "findings" in checked.out, f"exit {checked.code}")
    wrong = life.run(cli, "show", life.windows(desk / "没有这份.docx"))
    life.fact(
        "a missing file ends with 2 and a Chinese line", wrong.code == 2 and "。" in wrong.err, wrong.err.strip()[:80]
    )


@contextmanager
def running(life: Life) -> Iterator[None]:
    """The program as a clerk starts it; its window stands inside the with."""
    first = life.wine.start(life.windows(life.program / "Mingzhang.exe"))
    deadline = time.time() + WAIT_S
    while time.time() < deadline and "Mingzhang.exe" not in life.wine.run("tasklist").out:
        time.sleep(1)
    time.sleep(12)
    try:
        yield
    finally:
        life.run("taskkill", "/F", "/IM", "Mingzhang.exe")
        first.wait(60)


def refuses(life: Life, version: str) -> None:
    before = _facts_of(life.program)
    with running(life):
        life.picture("program")
        code = life.install(life.setup)
        life.fact(
            "set-up refuses while the program runs (5), nothing changed",
            code == 5 and _facts_of(life.program) == before,
            code,
        )
        code = _uninstall(life)
        life.fact("removal refuses while the program runs (5)", code == 5 and _facts_of(life.program) == before, code)
        second = life.run(life.program / "Mingzhang.exe", timeout_s=60)
        life.fact("a second start hands over to the first window and ends", second.code == 0, second.code)
    life.wine.run("reg", "add", UNINSTALL, "/v", "DisplayVersion", "/d", "99.0.0", "/f")
    code = life.install(life.setup)
    life.fact("a downgrade is refused (6), nothing changed", code == 6 and _facts_of(life.program) == before, code)
    life.wine.run("reg", "add", UNINSTALL, "/v", "DisplayVersion", "/d", version, "/f")
    life.wine.run("winecfg", "-v", "win7")
    code = life.install(life.setup)
    life.fact("Windows 7 is refused (3)", code == 3, code)
    life.wine.run("winecfg", "-v", "win10")


def runs_portable(life: Life, archive: Path) -> None:
    """The .zip on a stick: the data lies beside the program."""
    if not archive.is_file():
        life.fact("the portable .zip is there", False)
        return
    with zipfile.ZipFile(archive) as packed:
        packed.extractall(life.disk / "便携 版")
    home = next((life.disk / "便携 版").iterdir())
    first = life.wine.start(life.windows(home / "Mingzhang.exe"))
    deadline = time.time() + WAIT_S
    while time.time() < deadline and not (home / "明账数据" / "mingzhang.db").exists():
        time.sleep(1)
    life.fact("the portable program keeps its data beside it", (home / "明账数据" / "mingzhang.db").exists())
    life.run("taskkill", "/F", "/IM", "Mingzhang.exe")
    first.wait(60)


def removes(life: Life) -> None:
    data = _facts_of(life.data)
    code = _uninstall(life)
    left = sorted(p.name for p in life.program.rglob("*"))
    life.fact(
        "removal ends with 0 and leaves the user's own file only", code == 0 and left == ["我的笔记.txt"], left[:5]
    )
    life.fact("the data folder is untouched", bool(data) and _facts_of(life.data) == data, f"{len(data)} files")
    life.fact(
        "short cuts and entries are gone", not [*life.disk.rglob("明账.lnk")] and not life.registered("DisplayName")
    )


def _uninstall(life: Life) -> int:
    """In place (_?=), since the copy that it otherwise makes of itself would end after it."""
    words = f"/S _?={life.windows(life.program)}".split(" ")
    code = life.run(life.program / "uninstall.exe", *words).code
    if code == 0:
        (life.program / "uninstall.exe").unlink(missing_ok=True)  # it cannot remove itself in place
    return code


def _facts_of(folder: Path) -> dict[str, tuple[int, int]]:
    return {name: ((p := folder / name).stat().st_size, p.stat().st_mtime_ns) for name in payload.files_of(folder)}


def main(words: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("setup", type=Path, nargs="?")
    parser.add_argument("--work", type=Path, default=ROOT / "build" / "installer")
    parser.add_argument("--out", type=Path, default=ROOT / "dist")
    asked = parser.parse_args(words)
    setup = asked.setup or next(iter(sorted(asked.out.glob("明账-*-setup.exe"))), None)
    if setup is None or not setup.is_file():
        print("skipped: there is no setup yet; `make installer` builds it")
        return 0
    if not shutil.which("makensis"):
        print("skipped: makensis, which makes the older version's setup, is not installed")
        return 0
    try:
        wine = find_wine(asked.work.absolute(), make=False)
    except NoWine as e:
        print(f"skipped: {e}")
        return 0
    return live(Life(wine, _brought_inside(wine, setup), asked.out), setup)


def _brought_inside(wine: Wine, setup: Path) -> Path:
    inside = wine.work / "setup.exe"
    shutil.copyfile(setup, inside)
    return inside


def live(life: Life, setup: Path) -> int:
    version = setup.name.split("-")[1]
    native = life.wine.work / "native"
    python = native / "venv" / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    screen = life.wine.show_screen()
    try:
        fresh(life)
        old_store(life, python)
        for step in (lambda: installs_and_upgrades(life, version), lambda: starts(life), lambda: works(life),
                     lambda: refuses(life, version), lambda: runs_portable(life, setup.with_name(setup.name.replace("-setup.exe", "-portable.zip"))),
                     lambda: removes(life)):  # fmt: skip
            step()
    finally:
        life.wine.stop()
        screen.terminate()
        life.out.mkdir(parents=True, exist_ok=True)
        (life.out / "lifecycle.log").write_text("\n".join(life.lines) + "\n", "utf-8")
    print(f"{len([w for w in life.lines if w.startswith('ok')])} passed, {life.broken} failed")
    return int(life.broken > 0)


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8")
    sys.exit(main())
