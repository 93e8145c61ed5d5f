"""One set-up for every machine: system libraries and fonts, .venv, the locked dependencies.

    make venv        or, without make:  python3 tools/setup.py        on Windows:  py tools\\setup.py

Standard library only. Safe to run again: what is there is left alone, and with nothing to do it takes a moment.
"""

from __future__ import annotations

import ctypes
import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
LOCK = ROOT / "requirements" / "dev.txt"
STAMP = VENV / "set-up.sha256"
OLDEST, NEWEST = (3, 11), (3, 13)

# What Qt loads, and the Debian package it comes in: first for any Qt program, then for a window under X11.
LIBRARIES = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libgthread-2.0.so.0": "libglib2.0-0",
    "libfreetype.so.6": "libfreetype6",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libX11-xcb.so.1": "libx11-xcb1",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxcb-util.so.1": "libxcb-util1",
}
# A file of each font family that tests and documents need on Linux, and its package.
FONTS = {"NotoSansCJK-*": "fonts-noto-cjk", "LXGWWenKai-*": "fonts-lxgw-wenkai"}
FONT_FOLDERS = (
    Path("/usr/share/fonts"),
    Path("/usr/local/share/fonts"),
    Path.home() / ".local" / "share" / "fonts",
    Path.home() / ".fonts",
)


def say(text: str) -> None:
    print(f"set-up: {text}", flush=True)


def stop(text: str) -> None:
    say(text)
    raise SystemExit(2)


def check_python() -> None:
    if not OLDEST <= sys.version_info[:2] <= NEWEST:
        here = ".".join(str(n) for n in sys.version_info[:3])
        stop(f"this is Python {here}; Mingzhang needs 3.11, 3.12 or 3.13. Name one: make PYTHON=python3.11 venv")


def loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def has_font(pattern: str) -> bool:
    return any(next(folder.rglob(pattern), None) for folder in FONT_FOLDERS if folder.is_dir())


def missing_packages() -> list[str]:
    """Debian's names for what this Linux machine lacks, asked of the machine itself rather than of dpkg."""
    missing = [package for library, package in LIBRARIES.items() if not loads(library)]
    missing += [package for pattern, package in FONTS.items() if not has_font(pattern)]
    if importlib.util.find_spec("ensurepip") is None:  # Debian keeps this half of venv in a package of its own
        missing.append("python{}.{}-venv".format(*sys.version_info))
    return missing


def apt_install(packages: list[str]) -> bool:
    """Install with what apt knows already; on a new machine it knows nothing, so update and try once more."""
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    apt = ["apt-get", "-q", "-y", "-o", "DPkg::Lock::Timeout=120"]

    def run(*words: str) -> bool:
        return subprocess.run([*apt, *words], env=environment, stdin=subprocess.DEVNULL).returncode == 0

    install = ("install", "--no-install-recommends", *packages)
    if run(*install):
        return True
    run("update")  # one dead source must not keep us from trying
    return run(*install)


def system_packages() -> None:
    if not sys.platform.startswith("linux"):
        return
    missing = missing_packages()
    if not missing:
        return
    line = "apt-get update && apt-get install -y --no-install-recommends " + " ".join(missing)
    if shutil.which("apt-get") is None:
        say("this machine lacks libraries or fonts that Debian calls " + " ".join(missing) + "; please install them")
    elif os.geteuid() != 0:
        say(f"this machine lacks libraries or fonts; as root, type:\n  {line}")
    else:
        say("installing " + " ".join(missing))
        if not apt_install(missing):
            say(f"that did not work. Once the package sources can be reached, type:\n  {line}")


def venv_python() -> Path:
    return VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def wanted_stamp() -> str:
    """Changes with the locked versions, with Python's, and when the checkout was moved."""
    facts = [hashlib.sha256(LOCK.read_bytes()).hexdigest(), sys.version, str(VENV)]
    return hashlib.sha256("\n".join(facts).encode()).hexdigest()


def has_pip() -> bool:
    """Whether .venv is whole and of this Python's version."""
    if not venv_python().exists():
        return False
    question = "import sys, pip; print(*sys.version_info[:2])"
    answer = subprocess.run([venv_python(), "-c", question], capture_output=True, text=True)
    return answer.stdout.split() == [str(n) for n in sys.version_info[:2]]


def make_venv() -> None:
    if has_pip():
        return
    if importlib.util.find_spec("ensurepip") is None:
        stop("Python here cannot make a virtual environment; the line above tells what to install first.")
    say("making .venv")
    if subprocess.run([sys.executable, "-m", "venv", "--clear", VENV]).returncode:
        stop(".venv could not be made; what Python says stands above.")


def install_locked() -> None:
    say(f"installing the locked dependencies ({LOCK.relative_to(ROOT).as_posix()})")
    quiet = ["-qq", "--no-input", "--disable-pip-version-check", "--progress-bar=off", "--root-user-action=ignore"]
    command = [venv_python(), "-m", "pip", "install", *quiet, "--require-hashes", "--only-binary=:all:", "-r", LOCK]
    if subprocess.run(command, stdin=subprocess.DEVNULL).returncode:
        stop("the dependencies could not be installed; what pip says stands above. Run this again once it is mended.")


def is_current() -> bool:
    return venv_python().exists() and STAMP.is_file() and STAMP.read_text() == wanted_stamp()


def main() -> None:
    check_python()
    system_packages()
    if is_current():
        return
    make_venv()
    install_locked()
    STAMP.write_text(wanted_stamp())
    say("done")


if __name__ == "__main__":
    main()
