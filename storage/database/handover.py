"""Room: storage. 工作交接: the store, every kept file and the list to sign as one file; and the way in on another PC.

The file is a zip of one backup (*.mzbak), files/<SHA-256> and 交接清单.docx; it counts once it was read back whole.
"""

import re
import shutil
import tempfile
import zipfile
import zlib
from datetime import datetime
from pathlib import Path

from core.backup import ENDING as BACKUP_ENDING
from core.errors import LedgerError
from storage.database import restore
from storage.database.failures import plain_words
from storage.database.private import make_folder, written

LIST = "交接清单.docx"
_FILE = re.compile(r"files/[0-9a-f]{64}")
_MOST_BYTES = 20 << 30  # larger than any real data folder: a made-up size must not fill the disk
_NOT_OURS = "“{name}”不是本程序的交接文件，或者已损坏，没有接收任何内容。请让移交人重新写出一份。"


def pack(backup: Path, files: Path, listing: bytes, target: Path) -> None:
    """Write the file beside its place, read it back, and only then put it there."""
    with plain_words(target.parent), written(target) as out:
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as box:
            box.write(backup, backup.name)
            box.writestr(LIST, listing)
            for file in sorted(files.glob("*")) if files.is_dir() else ():
                if _FILE.fullmatch(f"files/{file.name}"):
                    box.write(file, f"files/{file.name}", zipfile.ZIP_STORED)
        with zipfile.ZipFile(out) as box:
            broken = box.testzip()
        if broken:
            raise LedgerError(f"写出的交接文件核对不符（{broken}），没有留下文件。请换一个磁盘或 U 盘再试。")


def unpack(place: Path, data: Path, now: datetime) -> None:
    """Put what was handed over into a data folder that holds nothing yet. LedgerError leaves the folder as it was."""
    with plain_words(data):
        make_folder(data)
        scratch = Path(tempfile.mkdtemp(prefix=f".交接-{now:%H%M%S}-", dir=data))
        try:
            backup = _extract(place, scratch)
            restore.check(backup)
            restore.put_back(data, backup)
        finally:
            shutil.rmtree(scratch, ignore_errors=True)


def _extract(place: Path, scratch: Path) -> Path:
    """Only names that we write are taken, so that no file can point out of the folder."""
    try:
        with zipfile.ZipFile(place) as box:
            names = [n for n in box.namelist() if _FILE.fullmatch(n) or _is_backup(n)]
            backups = [n for n in names if _is_backup(n)]
            if len(backups) != 1 or sum(box.getinfo(n).file_size for n in names) > _MOST_BYTES:
                raise LedgerError(_NOT_OURS.format(name=place.name), detail=f"{len(backups)} backups")
            make_folder(scratch / "files")
            for name in names:
                with box.open(name) as source, (scratch / name).open("wb") as target:
                    shutil.copyfileobj(source, target)
    except (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, NotImplementedError) as e:
        raise LedgerError(_NOT_OURS.format(name=place.name), detail=repr(e)) from e
    return scratch / backups[0]


def _is_backup(name: str) -> bool:
    return name.endswith(BACKUP_ENDING) and "/" not in name and "\\" not in name
