"""The licence texts of everything that ships, collected from what was installed to build it.

Nothing is written by hand but the parts that come inside other parts. 清单.txt lists, by tabs: part, version, licence, texts.
"""

import re
import shutil
from collections.abc import Iterator
from email.message import Message
from email.parser import HeaderParser
from pathlib import Path

LIST = "清单.txt"
HEAD = """明账随附的第三方软件及其许可。明账自身按 Apache-2.0 许可（见 明账-LICENSE.txt）。
Qt、PySide6 与 shiboken6 按 LGPL-3.0 使用，以动态库随附，可替换 _internal\\PySide6 与 _internal\\shiboken6 中的同名文件；
源代码：https://download.qt.io/ 。PyInstaller 的启动程序按 GPL-2.0 附例外条款使用，例外允许随任何程序分发，不影响明账的许可。
"""
# Locked, needed while building or by a command of a library that we do not ship.
NOT_SHIPPED = frozenset(
    "pip tzdata setuptools altgraph packaging pefile pywin32-ctypes pyinstaller-hooks-contrib macholib".split()
)
TEXT = re.compile(r"licen[cs]e|copying|notice|authors", re.IGNORECASE)
OTHER_SYSTEMS = re.compile(r"musl|android|LicenseRef-Qt-Commercial")
# Parts that come under a GNU licence: Debian keeps the texts in one place, elsewhere --licences names the folder.
GNU = {"PySide6_Essentials": ("LGPL-3", "GPL-3"), "shiboken6": ("LGPL-3", "GPL-3"), "lxml": ("LGPL-2.1",)}
GNU_FOLDER = Path("/usr/share/common-licenses")
SAID = {
    "PySide6_Essentials": "LGPL-3.0-only",
    "shiboken6": "LGPL-3.0-only",
    "pyinstaller": "GPL-2.0-or-later WITH Bootloader-exception",
}


def collect(site: Path, target: Path, own: Path, python: Path | None, gnu: Path | None = None) -> None:
    """Fill `target` from the installed packages in `site`, our own LICENSE and Python's (`python`: its LICENSE.txt)."""
    shutil.rmtree(target, ignore_errors=True)
    target.mkdir(parents=True)
    shutil.copyfile(own, target / "明账-LICENSE.txt")
    rows = [_python(python, target)] if python else []
    for info in sorted(site.glob("*.dist-info"), key=lambda place: place.name.lower()):
        facts = HeaderParser().parsestr((info / "METADATA").read_text("utf-8", "replace"))
        if _key(facts["Name"]) not in NOT_SHIPPED:
            rows.append(_part(facts["Name"], facts["Version"], _licence(facts), info, target, gnu or GNU_FOLDER))
    (target / LIST).write_text(HEAD + "\n" + "".join("\t".join(row) + "\n" for row in rows), "utf-8", newline="\n")


def _key(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def _python(text: Path, target: Path) -> tuple[str, str, str, str]:
    """It names the libraries inside Python for Windows as well: OpenSSL, bzip2, libffi, zlib, SQLite, Microsoft's runtime."""
    shutil.copyfile(text, target / "Python-LICENSE.txt")
    return ("Python", "3.11", "PSF-2.0", "Python-LICENSE.txt")


def _part(name: str, version: str, licence: str, info: Path, target: Path, gnu: Path) -> tuple[str, str, str, str]:
    copied = [_copied(place, target, f"{name}-{inside}") for place, inside in _texts(info)]
    for word in GNU.get(name, ()):
        if not (gnu / word).is_file():
            raise SystemExit(f"installer: the text {word} is needed for {name}; name a folder that has it: --licences")
        copied.append(_copied(gnu / word, target, f"GNU-{word}.txt"))
    return (name, version, SAID.get(name, licence), "、".join(copied))


def _texts(info: Path) -> Iterator[tuple[Path, str]]:
    for place in sorted(info.rglob("*")):
        inside = place.relative_to(info).as_posix()
        if place.is_file() and TEXT.search(inside) and not OTHER_SYSTEMS.search(inside):
            yield place, inside.removeprefix("licenses/").replace("/", "-")


def _copied(place: Path, target: Path, name: str) -> str:
    name = name if name.endswith((".txt", ".md", ".rst")) else f"{name}.txt"
    shutil.copyfile(place, target / name)
    return name


def _licence(facts: Message) -> str:
    for head in ("License-Expression", "License"):
        if facts[head]:
            return facts[head].splitlines()[0][:80]
    found = [c.rpartition("::")[2].strip() for c in facts.get_all("Classifier", []) if c.startswith("License")]
    return found[0] if found else "见随附文本"
