"""Builds the setup and the portable .zip for Windows, on Linux (under wine) or on Windows.

python installer/build.py                 dist/明账-<version>-setup.exe, …-portable.zip, SHA256SUMS
python installer/build.py --linux         the same program as a folder for this Linux, to try it
python installer/build.py --twice         everything twice from the same commit; the two must be the same, byte by byte

What is built is a commit (--commit, else HEAD), never the working folder as it stands. Standard library only.
"""

import argparse
import os
import shutil
import subprocess
import sys
import tarfile
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
sys.path[:0] = [str(HERE), str(ROOT)]

import licences  # noqa: E402
import payload  # noqa: E402
from audit import main as audit_main  # noqa: E402
from windows_python import BUILD, RUN, make_python, sha256  # noqa: E402
from wine import NoWine, Wine, find_wine  # noqa: E402

NOT_PROVED = """What this build could not prove, and only a person at a real Windows PC can (docs/真机检查表.md):
  SmartScreen and virus scanners; 125 % and 150 % on real screens; input methods; printers; WPS and the seal client."""
PORTABLE = "此文件表示便携版：数据放在旁边的“明账数据”文件夹里。删除此文件，数据改放到首次启动时选择的文件夹。\r\n"


@dataclass(frozen=True)
class Job:
    """One build. `work` takes everything in between; `wine` is None where Windows is this machine, or for Linux."""

    work: Path
    out: Path
    commit: str
    quick: bool
    wine: Wine | None
    embeddable: Path | None
    gnu: Path | None

    @property
    def source(self) -> Path:
        return self.work / "source"

    @property
    def program(self) -> Path:
        return self.work / "dist" / "Mingzhang"


def say(text: str) -> None:
    print(f"installer: {text}", flush=True)


def git(*words: str) -> bytes:
    return subprocess.run(["git", "-C", str(ROOT), *words], check=True, capture_output=True).stdout


def take_source(job: Job) -> int:
    """The commit's files into job.source; returns its time, which every file of the build gets."""
    shutil.rmtree(job.source, ignore_errors=True)
    with tarfile.open(fileobj=BytesIO(git("archive", "--format=tar", job.commit))) as archive:
        archive.extractall(job.source, filter="data")
    return int(git("show", "-s", "--format=%ct", job.commit))


def version_of(source: Path) -> str:
    text = (source / "core" / "version.py").read_text("utf-8")
    return text.partition('VERSION = "')[2].partition('"')[0]


def native_python(work: Path) -> Path:
    """A virtual environment of this machine with the locked versions and PyInstaller."""
    folder = work / "venv"
    python = folder / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
    if not python.exists():
        subprocess.run([sys.executable, "-m", "venv", folder], check=True)
    pip = [python, "-m", "pip", "install", "-qq", "--no-input", "--disable-pip-version-check", "--require-hashes"]
    subprocess.run([*pip, "--only-binary=:all:", "-r", RUN, "-r", BUILD], check=True)
    return python


def bundle(job: Job, python: Path, native: Path, epoch: int) -> None:
    """PyInstaller's folder."""
    shutil.rmtree(job.work / "app", ignore_errors=True)
    shutil.rmtree(job.work / "dist", ignore_errors=True)
    (job.work / "app").mkdir(parents=True)
    icon = job.work / "app" / "mingzhang.ico"
    subprocess.run([native, job.source / "installer" / "icon.py", icon, icon.with_suffix(".bmp")], check=True)
    shrink = job.source / "installer" / "shrink_pictures.py"
    subprocess.run([native, shrink, job.source / "docs" / "pictures"], check=True)
    settings = {"SOURCE_DATE_EPOCH": str(epoch), "PYTHONHASHSEED": "1", "PYTHONDONTWRITEBYTECODE": "1"}
    words = ["-m", "PyInstaller", "--noconfirm", "--log-level=WARN"]
    if job.wine:
        path = job.wine.path
        words += ["--workpath", path(job.work / "app"), "--distpath", path(job.work / "dist"), "installer/app.spec"]
        done = job.wine.run(path(python), *words, cwd=job.source, **settings)
        code, told = done.code, done.out + done.err
    else:
        words += ["--workpath", str(job.work / "app"), "--distpath", str(job.work / "dist"), "installer/app.spec"]
        ran = subprocess.run(
            [python, *words],
            cwd=job.source,
            env={**os.environ, **settings},
            capture_output=True,
            text=True,
            check=False,
        )
        code, told = ran.returncode, ran.stdout + ran.stderr
    if code or not job.program.is_dir():
        raise SystemExit(f"installer: PyInstaller ended with {code}\n{told[-4000:]}")


def site_packages(python: Path) -> Path:
    found = [p for p in (python.parent, python.parent.parent) for p in p.glob("[Ll]ib/**/site-packages")]
    return found[0]


def finish(job: Job, python: Path, epoch: int) -> None:
    """Licence texts, the list for removal, one time for every file."""
    text = next(
        (p for p in (python.parent / "LICENSE.txt", Path(sys.base_prefix) / "LICENSE.txt") if p.is_file()), None
    )
    target = job.program / "_internal" / "licences"
    licences.collect(site_packages(python), target, job.source / "LICENSE", text, job.gnu)
    payload.write_list(job.program)
    payload.set_times(job.program, epoch)


def make_setup(job: Job, version: str, epoch: int) -> Path:
    makensis = shutil.which("makensis") or r"C:\Program Files (x86)\NSIS\makensis.exe"
    target = job.out / f"明账-{version}-setup.exe"
    files = job.work / "files.nsh"
    files.write_text("\n".join(payload.extraction(job.program)) + "\n", "utf-8-sig")
    size_kb = sum((job.program / name).stat().st_size for name in payload.files_of(job.program)) // 1024
    facts = {
        "VERSION": version,
        "SIZE_KB": size_kb,
        "FILES": files,
        "OUT": target,
        "ICON": job.work / "app" / "mingzhang.ico",
        "SIDE": job.work / "app" / "mingzhang.bmp",
    }
    words = [makensis, "-V2", "-INPUTCHARSET", "UTF8", *(f"-D{name}={value}" for name, value in facts.items())]
    words += ["-DQUICK"] if job.quick else []
    environment = {**os.environ, "SOURCE_DATE_EPOCH": str(epoch)}
    subprocess.run([*words, job.source / "installer" / "setup.nsi"], env=environment, check=True)
    return target


def make_zip(job: Job, version: str) -> Path:
    """The portable program: the same folder and portable.txt, in a .zip that is the same every time."""
    target = job.out / f"明账-{version}-portable.zip"
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=1 if job.quick else 9) as archive:
        archive.writestr(_entry(f"明账-{version}/portable.txt"), PORTABLE)
        for name in payload.files_of(job.program):
            archive.writestr(_entry(f"明账-{version}/{name}"), (job.program / name).read_bytes())
    return target


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, (2026, 1, 1, 0, 0, 0))
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.create_system = 0  # the same whichever system builds
    return entry


def write_sums(out: Path, files: Sequence[Path]) -> Path:
    """For certutil -hashfile, or sha256sum -c."""
    sums = out / "SHA256SUMS"
    sums.write_text("".join(f"{sha256(place)} *{place.name}\n" for place in files), "utf-8", newline="\n")
    return sums


def build_windows(job: Job) -> Path:
    """Everything, to SHA256SUMS; ends with an error where the audit finds a rule broken."""
    epoch = take_source(job)
    version = version_of(job.source)
    native = native_python(job.work.parent / "native")
    python = (
        make_python(job.work.parent / "python", job.work.parent / "downloads", job.embeddable) / "python.exe"
        if job.wine
        else native
    )
    say(f"{version} of {job.commit}: PyInstaller")
    bundle(job, python, native, epoch)
    finish(job, python, epoch)
    job.out.mkdir(parents=True, exist_ok=True)
    say("setup and portable .zip")
    setup, portable = make_setup(job, version, epoch), make_zip(job, version)
    if audit_main([str(job.program), *([] if job.quick else [str(setup)])]):
        raise SystemExit("installer: the audit found a rule broken; nothing here may be handed out")
    for place in (setup, portable):
        say(f"{place.name}  {place.stat().st_size / 1e6:.1f} MB  sha256 {sha256(place)}")
    return write_sums(job.out, (setup, portable))


def build_linux(job: Job) -> Path:
    """The folder for this Linux; nothing is signed, listed or packed."""
    epoch = take_source(job)
    python = native_python(job.work / "native")
    bundle(job, python, python, epoch)
    return job.program


def arguments(words: Sequence[str] | None = None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--work", type=Path, default=ROOT / "build" / "installer", help="takes about 4 GB on Linux")
    parser.add_argument("--out", type=Path, default=ROOT / "dist")
    parser.add_argument("--commit", default="HEAD")
    parser.add_argument("--python", type=Path, help="the embeddable .zip of CPython 3.11 for Windows")
    parser.add_argument("--licences", type=Path, help="a folder with GPL-3, LGPL-3 and LGPL-2.1 (Debian has them)")
    parser.add_argument("--quick", action="store_true", help="packed fast and large, for trying")
    parser.add_argument("--linux", action="store_true")
    parser.add_argument("--twice", action="store_true")
    return parser.parse_args(words)


def main(words: Sequence[str] | None = None) -> int:
    asked = arguments(words)
    commit = git("rev-parse", asked.commit).decode().strip()
    work = asked.work.absolute()
    if asked.linux:
        job = Job(work / "linux", asked.out, commit, True, None, None, None)
        print(build_linux(job))
        return 0
    try:
        wine = None if sys.platform == "win32" else find_wine(work)
    except NoWine as e:
        raise SystemExit(f"installer: {e}; build on Windows with installer\\build.ps1") from e
    if wine and not (wine.work / "prefix" / "system.reg").exists():
        wine.prepare()
    inside = wine.work if wine else work
    sums = []
    for n in range(2 if asked.twice else 1):
        out = asked.out / f"{n + 1}" if asked.twice else asked.out
        job = Job(inside / "build", out.absolute(), commit, asked.quick, wine, asked.python, asked.licences)
        sums.append(build_windows(job).read_text("utf-8"))
    if asked.twice:
        say("two builds are the same" if sums[0] == sums[1] else "TWO BUILDS DIFFER")
    print(NOT_PROVED)
    return int(len(set(sums)) > 1)


if __name__ == "__main__":
    sys.exit(main())
