"""Running Windows programs on Linux: wine 10 of Debian 13 in a folder of its own, or a wine ≥ 10 that is there.

Needs root for the folder (chroot). Traps that are minded here: Python for Windows dies when its output is a plain file, so
it is always a pipe; the wineserver is started first, or the pipe would never close.
"""

import os
import re
import shutil
import subprocess
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

PACKAGES = "wine,wine64,wine32:i386,fonts-noto-cjk,ca-certificates,xvfb,imagemagick"
NEWEST_DEBIAN = "trixie"
FONTS = ("Tahoma", "MS Shell Dlg", "MS Shell Dlg 2", "Segoe UI", "SimSun", "宋体", "Microsoft YaHei", "微软雅黑")
DISPLAY = ":97"
# Every command has its own mounts, so that none is left when it ends.
ENTER = 'mount -t proc proc "$0/proc" && mount --bind /dev "$0/dev" && exec chroot "$@"'


class NoWine(Exception):
    """Why Windows programs cannot be run on this machine, in a line."""


@dataclass
class Wine:
    """`root` is the Debian folder, None where wine is on this machine itself. `work` must lie in it."""

    root: Path | None
    work: Path
    settings: Mapping[str, str] = field(default_factory=dict)

    def path(self, place: Path) -> str:
        """The place as Windows names it."""
        inside = place.absolute().relative_to(self.root) if self.root else place.absolute().relative_to("/")
        return "Z:\\" + str(inside).replace("/", "\\")

    def run(self, *words: str, cwd: Path | None = None, timeout_s: int = 900, **settings: str) -> "Done":
        """Run `words` under wine and wait. Nothing is raised for its exit code."""
        return self._run(["wine", *words], cwd, timeout_s, settings)

    def start(self, *words: str, **settings: str) -> "subprocess.Popen[bytes]":
        """Run `words` and go on."""
        command, environment = self._command(["wine", *words], None, settings)
        return subprocess.Popen(command, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)  # fmt: skip

    def native(self, *words: str, timeout_s: int = 120) -> "Done":
        """A Linux command of that Debian, such as import (a picture of the screen)."""
        return self._run(list(words), None, timeout_s, {})

    def prepare(self) -> None:
        """A prefix that says it is Windows 10 and has Chinese faces for the names that Windows programs ask for."""
        self._run(["wineboot"], None, 300, {})
        self.run("winecfg", "-v", "win10")
        lines = ["Windows Registry Editor Version 5.00", "", r"[HKEY_CURRENT_USER\Software\Wine\Fonts\Replacements]"]
        lines += [f'"{name}"="Noto Sans CJK SC"' for name in FONTS]
        file = self.work / "fonts.reg"
        file.write_bytes("\r\n".join([*lines, ""]).encode("utf-16"))
        self.run("regedit", self.path(file))

    def show_screen(self) -> "subprocess.Popen[bytes]":
        """A screen for the windows; to be ended by whoever asked for it."""
        command, environment = self._command(["Xvfb", DISPLAY, "-screen", "0", "1366x768x24"], None, {})
        screen = subprocess.Popen(command, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)  # fmt: skip
        time.sleep(2)
        return screen

    def stop(self) -> None:
        """End every Windows program of this prefix."""
        self._run(["wineserver", "-k"], None, 60, {})

    def _run(self, words: list[str], cwd: Path | None, timeout_s: int, settings: Mapping[str, str]) -> "Done":
        command, environment = self._command(words, cwd, settings)
        done = subprocess.run(
            command, env=environment, stdin=subprocess.DEVNULL, capture_output=True, timeout=timeout_s, check=False
        )
        return Done(done.returncode, done.stdout.decode("utf-8", "replace"), done.stderr.decode("utf-8", "replace"))

    def _command(
        self, words: list[str], cwd: Path | None, settings: Mapping[str, str]
    ) -> tuple[list[str], dict[str, str]]:
        prefix = self.work / "prefix"
        environment = {
            "PATH": "/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin",
            "HOME": "/root" if self.root else str(Path.home()),
            "LANG": "C.UTF-8",
            "WINEPREFIX": str(Path("/") / prefix.relative_to(self.root) if self.root else prefix),
            "WINEDEBUG": "-all",
            "WINEDLLOVERRIDES": "mscoree,mshtml=",
            "DISPLAY": DISPLAY if self.root else os.environ.get("DISPLAY", DISPLAY),
            **self.settings,
            **settings,
        }
        if self.root is None:
            return [*(["env", "-C", str(cwd)] if cwd else []), *words], environment
        where = "/" + str(cwd.relative_to(self.root)) if cwd else "/"
        enter = ["unshare", "--mount", "sh", "-c", ENTER, str(self.root), str(self.root), "env", "-C", where]
        return [*enter, *words], environment


@dataclass(frozen=True)
class Done:
    code: int
    out: str
    err: str


def find_wine(work: Path, *, make: bool = True) -> Wine:
    """Wine with its prefix under `work`; NoWine where there is none. Makes the Debian folder (2 GB, 2 minutes)."""
    if version_on_path() >= 10:
        work.mkdir(parents=True, exist_ok=True)
        return Wine(None, work)
    root = Path(os.environ.get("MINGZHANG_WINE_ROOT", work / NEWEST_DEBIAN)).absolute()
    if not os.path.lexists(root / "usr/bin/wine"):  # a link that leads on only inside
        if not make:
            raise NoWine(f"wine 10 is not there (make installer puts it into {root})")
        _bootstrap(root)
    if os.geteuid() != 0:
        raise NoWine("entering the folder of Debian that holds wine 10 needs root")
    inside = root / "mingzhang"
    inside.mkdir(exist_ok=True)
    return Wine(root, inside)


def version_on_path() -> int:
    """Major version of the wine on this machine, 0 for none."""
    if not shutil.which("wine"):
        return 0
    done = subprocess.run(["wine", "--version"], capture_output=True, text=True, check=False)
    found = re.search(r"wine-(\d+)", done.stdout)
    return int(found[1]) if found else 0


def _bootstrap(root: Path) -> None:
    if os.geteuid() != 0:
        raise NoWine("wine 10 is not there, and making a Debian folder for it needs root")
    if not shutil.which("mmdebstrap"):
        _quietly(["apt-get", "install", "-q", "-y", "--no-install-recommends", "mmdebstrap"], "mmdebstrap is not there")
    root.parent.mkdir(parents=True, exist_ok=True)
    command = ["mmdebstrap", "--variant=apt", "--architectures=amd64,i386", f"--include={PACKAGES}", NEWEST_DEBIAN]
    _quietly([*command, str(root), *_source()], "Debian's packages of wine 10 could not be had")


def _source() -> Sequence[str]:
    """This machine's own Debian mirror, whichever it is, with the newer Debian's main packages only."""
    lists = [Path("/etc/apt/sources.list"), *Path("/etc/apt/sources.list.d").glob("*")]
    text = "\n".join(place.read_text("utf-8", "replace") for place in lists if place.is_file())
    for address in re.findall(r"(?:^deb\s+(?:\[.*?\]\s+)?|^URIs:\s*)(\S+)", text, re.MULTILINE):
        if re.search(r"/debian/?$", address):
            return [f"deb {address} {NEWEST_DEBIAN} main"]
    return []


def _quietly(command: list[str], failure: str) -> None:
    done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False)
    if done.returncode:
        last = (done.stderr.strip() or done.stdout.strip() or "no word").splitlines()[-1]
        raise NoWine(f"{failure}: {last}")
