"""Room: storage. Writes a folder of files whole or not at all: beside it first, then moved into place."""

import contextlib
import shutil
from collections.abc import Callable, Iterable
from pathlib import Path
from uuid import uuid4

from core.actions.documents import OutFile
from core.document import Document
from core.errors import LedgerError
from core.progress import Progress
from storage.documents.convert import write_document
from storage.documents.safe_write import safe_write


def write_folder(
    folder: Path, files: Iterable[OutFile], progress: Progress, write: Callable[[OutFile, Path], None] | None = None
) -> tuple[str, ...]:
    """A folder that is not there yet appears with all its files; in one that is, files of these names are replaced.

    Raises LedgerError or Cancelled with nothing written; only a file that another program holds open can stop it
    between two files, each of which is whole.
    """
    beside = folder.parent / f".{uuid4().hex[:12]}.part"
    names: list[str] = []
    try:
        for file in files:
            (write or _write)(file, beside / file.name)
            names.append(file.name)
        progress.step(len(names), len(names))
        _move(beside, folder, names)
    except OSError as e:
        message = f"无法写入文件夹「{folder.name}」，没有写入任何文件。请换一个位置，或检查磁盘是否可写、空间是否足够。"
        raise LedgerError(message, detail=repr(e)) from e
    finally:
        with contextlib.suppress(OSError):
            shutil.rmtree(beside)
    return tuple(str(folder / name) for name in names)


def _write(file: OutFile, place: Path) -> None:
    if isinstance(file.content, bytes):
        safe_write(place, file.content)
    elif isinstance(file.content, Document):
        write_document(file.content, place)
    else:
        raise TypeError(f"{file.name}: a workbook is written by LocalDocuments")


def _move(beside: Path, folder: Path, names: Iterable[str]) -> None:
    if not folder.exists() and beside.exists():
        beside.rename(folder)
        return
    folder.mkdir(parents=True, exist_ok=True)
    for name in names:
        try:
            (beside / name).replace(folder / name)
        except PermissionError as e:
            message = f"「{name}」正被其他程序（如 WPS、Word）打开，没有替换；请关闭后重新下发，或者换一个文件夹。"
            raise LedgerError(message, detail=repr(e)) from e
