"""The folder that setup and the .zip carry: the list for removal, the extraction in a fixed order, fixed times."""

import os
from collections.abc import Iterator
from pathlib import Path

LIST = "_internal/installed.txt"


def files_of(folder: Path) -> list[str]:
    """Places of all files below the folder, with /, in one order on every machine."""
    return sorted(p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file())


def folders_of(files: list[str]) -> list[str]:
    """Every folder that holds one of the files, the inner before the outer."""
    found = {parent.as_posix() for file in files for parent in Path(file).parents} - {"."}
    return sorted(found, key=lambda folder: (-folder.count("/"), folder))


def write_list(folder: Path) -> None:
    """_internal/installed.txt: what removal may delete, itself included; UTF-16 since NSIS reads that."""
    files = sorted({*files_of(folder), LIST})
    lines = [*files, *(f"{name}/" for name in folders_of(files))]
    text = "".join(line.replace("/", "\\") + "\r\n" for line in lines)
    (folder / LIST).write_bytes(b"\xff\xfe" + text.encode("utf-16-le"))


def read_list(data: bytes) -> list[str]:
    return [line.replace("\\", "/") for line in data.decode("utf-16").splitlines() if line]


def extraction(folder: Path, target: str = r"$INSTDIR\_new") -> Iterator[str]:
    """Lines of NSIS that extract every file below the folder to `target`."""
    current = None
    for file in files_of(folder):
        parent = Path(file).parent.as_posix()
        if parent != current:
            inside = "" if parent == "." else "\\" + _quoted(parent.replace("/", "\\"))
            yield f'SetOutPath "{target}{inside}"'
            current = parent
        yield f'File "{_quoted(str(folder / file))}"'


def _quoted(text: str) -> str:
    return text.replace("$", "$$")


def set_times(folder: Path, epoch: int) -> None:
    """One time for every file, since archives keep it."""
    for place in [folder, *folder.rglob("*")]:
        os.utime(place, (epoch, epoch))
