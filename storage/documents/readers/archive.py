"""Room: storage. Opens a .zip of returned files in memory, bounded; names in GBK are read as Chinese."""

import re
from zipfile import BadZipFile

from core.errors import LedgerError
from storage.documents.package import SAFE, Package, open_package

MAX_FILES = 2000
UNPACK = "也可以先解压到文件夹，再收件。"
WHAT = "压缩包"
STARTS = ((b"Rar!", ".rar"), (b"7z\xbc\xaf", ".7z"), (b"\x1f\x8b", ".gz"))
# Left behind by WPS, Word, Windows, macOS: no document of anybody's.
_JUNK = re.compile(r"^(?:~\$.*|\._.*|\..*|.*\.tmp|thumbs\.db|ehthumbs\.db|desktop\.ini)$", re.IGNORECASE)


def open_archive(data: bytes) -> Package:
    """A .zip whose `names` are files somebody sent. Archives inside it stay what they are.

    Raises LedgerError for what is damaged, encrypted, hostile (storage/documents/package.py), too large or empty; .rar
    and .7z are to be unpacked by hand.
    """
    for start, ending in STARTS:
        if data.startswith(start):
            raise LedgerError(f"是 {ending} 压缩包，本程序只能解开 .zip。{SAFE}请先解压到文件夹，再收件。")
    try:
        package = open_package(data, WHAT)
    except LedgerError as e:
        if isinstance(e.__cause__, BadZipFile):
            raise LedgerError(f"压缩包已损坏，打不开。{SAFE}请向发送方重新索取。", detail=e.detail) from e
        raise LedgerError(f"{e.message}{UNPACK}", detail=e.detail) from e
    package.names = tuple(name for name in package.names if not is_junk(name))
    if not package.names:
        raise LedgerError(f"压缩包里没有文件。{SAFE}请核对，或向发送方重新索取。")
    if len(package.names) > MAX_FILES:
        raise LedgerError(f"压缩包内有{len(package.names)}个文件，过多，未予读取。{SAFE}请先解压到文件夹，再收件。")
    return package


def is_junk(name: str) -> bool:
    """Lock and temporary files, thumbnails, what systems leave in folders; `name` is a path with "/"."""
    return name.startswith("__MACOSX/") or bool(_JUNK.match(name.rpartition("/")[2]))
