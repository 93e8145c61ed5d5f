"""What must hold of the packaged program before anybody gets it.   python installer/audit.py FOLDER [SETUP.exe]

Prints one line a rule and ends with 1 where one does not hold. Standard library only.
"""

import re
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
from payload import LIST, files_of, read_list
from pe import MANIFEST, VERSION, X64, PeFile

MB = 1_000_000
LARGEST_MB, LARGEST_SETUP_MB = 100, 30
PROGRAMS = ("Mingzhang.exe", "mingzhang-cli.exe")
# DLLs that every Windows 10 from 1809 has. ICU is not among them: LTSC 2019 has only a part of it.
SYSTEM = frozenset(
    """
    advapi32 authz bcrypt bcryptprimitives cfgmgr32 comctl32 comdlg32 crypt32 cryptbase d2d1 d3d11 d3d12 d3d9 dbghelp
    dcomp dnsapi dwmapi dwrite dxgi gdi32 gdiplus imm32 iphlpapi kernel32 mpr msimg32 msvcrt ncrypt netapi32 ntdll ole32
    oleaut32 oleacc opengl32 pathcch powrprof propsys psapi rpcrt4 secur32 setupapi shcore shell32 shlwapi sspicli
    uiautomationcore user32 userenv usp10 uxtheme version wevtapi windowscodecs winhttp winmm winspool.drv wintrust ws2_32
    wtsapi32 ucrtbase
    """.split()
)
FORBIDDEN = re.compile(
    r"(^|/)(numpy|pandas|PIL|pip|setuptools|wheel|tkinter|_tkinter|unittest|pytest|docx|chinesecalendar|PyQt\d?)([./-]|$)"
    r"|(^|/)(icu\w*|opengl32sw|Qt6(Network|Qml|Quick|WebEngine\w*|Pdf|VirtualKeyboard)|libssl\S*)\.dll$"
    r"|(^|/)(wine\w*|ntdll|kernel32|user32|ucrtbase|api-ms-win\S*)\.(dll|so|exe)$",
    re.IGNORECASE,
)
COPYLEFT = re.compile(rb"GNU (AFFERO )?GENERAL PUBLIC LICENSE\s", re.IGNORECASE)
# Texts of the GPL that ship, and why: nothing here is under the GPL without an exception for what we do.
GPL_TEXTS = {
    "_internal/licences/GNU-GPL-3.txt": "the LGPL 3, which Qt and PySide6 come under, is a supplement to it and asks for it",
    "_internal/licences/pyinstaller-COPYING.txt": "PyInstaller's start-up code: GPL 2 with an exception for every program",
}
NEEDED = (
    "_internal/PySide6/plugins/platforms/qwindows.dll",
    "_internal/PySide6/plugins/styles/qmodernwindowsstyle.dll",
    "_internal/PySide6/plugins/imageformats/qsvg.dll",
    "_internal/PySide6/plugins/iconengines/qsvgicon.dll",
    "_internal/PySide6/translations/qtbase_zh_CN.qm",
    "_internal/PySide6/Qt6PrintSupport.dll",
    "_internal/sqlite3.dll",
    "_internal/docs/用户手册.md",
    "_internal/resources/icons/mingzhang.svg",
    "_internal/licences/清单.txt",
    LIST,
)


class Bundle:
    """The folder that ships, and the facts of its program files."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.files = files_of(folder)
        self.binaries = {
            name: PeFile((folder / name).read_bytes())
            for name in self.files
            if name.lower().endswith((".exe", ".dll", ".pyd"))
        }


def too_large(bundle: Bundle) -> Iterator[str]:
    size = sum((bundle.folder / name).stat().st_size for name in bundle.files)
    if size > LARGEST_MB * MB:
        yield f"{size / MB:.1f} MB, more than {LARGEST_MB}"


def not_64_bit(bundle: Bundle) -> Iterator[str]:
    yield from (name for name, pe in bundle.binaries.items() if pe.machine != X64)


def imports_that_are_missing(bundle: Bundle) -> Iterator[str]:
    """Every DLL that is asked for is Windows' own or ships."""
    shipped = {name.rpartition("/")[2].lower() for name in bundle.binaries}
    for name, pe in bundle.binaries.items():
        for wanted in pe.imports():
            plain = wanted.removesuffix(".dll")
            system = plain in SYSTEM or plain.startswith(("api-ms-win-", "ext-ms-"))
            if not system and wanted not in shipped:
                yield f"{name} asks for {wanted}"


def imports_of_icu(bundle: Bundle) -> Iterator[str]:
    for name, pe in bundle.binaries.items():
        yield from (f"{name} asks for {dll}" for dll in pe.imports() if dll.startswith("icu"))


def files_that_may_not_ship(bundle: Bundle) -> Iterator[str]:
    yield from (name for name in bundle.files if FORBIDDEN.search(name.removeprefix("_internal/")))


def files_under_the_gpl(bundle: Bundle) -> Iterator[str]:
    """By their texts, wherever one begins with the GPL's or AGPL's name; GPL_TEXTS names the two that may."""
    for name in bundle.files:
        if name.endswith((".txt", ".md", ".rst", ".py")) or "." not in name.rpartition("/")[2]:
            head = (bundle.folder / name).read_bytes()[:2000]
            if COPYLEFT.search(head) and b"LESSER" not in head and name not in GPL_TEXTS:
                yield name


def files_that_are_missing(bundle: Bundle) -> Iterator[str]:
    yield from sorted({*NEEDED, *PROGRAMS} - set(bundle.files))


def unlisted_files(bundle: Bundle) -> Iterator[str]:
    """The list for removal names exactly what ships."""
    place = bundle.folder / LIST
    listed = {line for line in read_list(place.read_bytes()) if not line.endswith("/")} if place.is_file() else set()
    yield from (f"not listed: {name}" for name in sorted(set(bundle.files) - listed))
    yield from (f"listed and not there: {name}" for name in sorted(listed - set(bundle.files)))


def licences_that_are_missing(bundle: Bundle) -> Iterator[str]:
    """Every part that the list of licences names has a text."""
    place = bundle.folder / "_internal/licences/清单.txt"
    for line in place.read_text("utf-8").splitlines() if place.is_file() else ():
        name, _, rest = line.partition("\t")
        if rest and not any((place.parent / file).is_file() for file in rest.split("\t")[-1].split("、")):
            yield name


def programs_without_their_facts(bundle: Bundle) -> Iterator[str]:
    """Version resource, and a manifest that asks for no administrator, knows long paths and every screen's scale."""
    for name in PROGRAMS:
        pe = bundle.binaries.get(name)
        if pe is None:
            continue
        words = pe.resource(VERSION).decode("utf-16-le", "replace")
        yield from (f"{name}: no {word} in its version" for word in ("ProductVersion", "明账") if word not in words)
        manifest = pe.resource(MANIFEST).decode("utf-8", "replace")
        for word in ("asInvoker", "longPathAware", "PerMonitorV2", "Common-Controls"):
            if word not in manifest:
                yield f"{name}: no {word} in its manifest"


RULES: dict[str, Callable[[Bundle], Iterator[str]]] = {
    f"installed size at most {LARGEST_MB} MB": too_large,
    "every program file is for 64-bit Windows": not_64_bit,
    "every DLL asked for is Windows' own or ships": imports_that_are_missing,
    "no import of icu*.dll": imports_of_icu,
    "nothing inside that may not ship": files_that_may_not_ship,
    "no GPL or AGPL text inside": files_under_the_gpl,
    "everything needed is there": files_that_are_missing,
    "the list for removal is exact": unlisted_files,
    "every part has its licence text": licences_that_are_missing,
    "version and manifest of our programs": programs_without_their_facts,
}


def audit(folder: Path) -> dict[str, list[str]]:
    """Rule to what breaks it; an empty list where it holds."""
    bundle = Bundle(folder)
    return {rule: list(check(bundle)) for rule, check in RULES.items()}


def main(words: list[str]) -> int:
    found = audit(Path(words[0]))
    if words[1:]:
        size = Path(words[1]).stat().st_size
        rule = f"setup at most {LARGEST_SETUP_MB} MB"
        found[rule] = [] if size <= LARGEST_SETUP_MB * MB else [f"{size / MB:.1f} MB"]
    for rule, faults in found.items():
        print(f"{'holds ' if not faults else 'BROKEN'}  {rule}")
        for fault in faults:
            print(f"          {fault}")
    return int(any(found.values()))


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8")
    sys.exit(main(sys.argv[1:]))
