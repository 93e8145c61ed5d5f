"""Room: storage. Unpacks a .zip of returned files into memory, bounded; names in GBK are read as Chinese."""

from pathlib import Path

from core.errors import LedgerError
from storage.documents.package import SAFE, open_package
from storage.documents.sniff import Kind, kind_of

MAX_FILES = 2000
MAX_BYTES = 200 * 1024 * 1024
_JUNK = ("__MACOSX/", ".DS_Store", "Thumbs.db")
WHAT = "压缩包"


def unpack(source: bytes | Path) -> list[tuple[str, bytes]]:
    """(path inside, content) of the files in a .zip, in its order. Archives inside it stay what they are.

    Raises LedgerError for what is damaged, encrypted, hostile (storage/documents/package.py), or too large; .rar and
    .7z are to be unpacked by hand.
    """
    data = source.read_bytes() if isinstance(source, Path) else source
    if not data.startswith(b"PK") and kind_of(data) is Kind.ZIP:
        raise LedgerError(
            f"该压缩包不是 .zip 格式（可能是 .rar 或 .7z），本程序不能解开。{SAFE}请先解压到文件夹，再收件。"
        )
    package = open_package(data, WHAT)
    names = [name for name in package.names if not _is_junk(name)]
    if len(names) > MAX_FILES:
        raise LedgerError(f"压缩包内有{len(names)}个文件，过多，未予读取。{SAFE}请先解压到文件夹，再收件。")
    found: list[tuple[str, bytes]] = []
    room = MAX_BYTES
    for name in names:
        found.append((name, package.read(name)))
        room -= len(found[-1][1])
        if room < 0:
            raise LedgerError(f"压缩包解开后过大，未予读取。{SAFE}请先解压到文件夹，再收件。")
    return found


def _is_junk(name: str) -> bool:
    last = name.rpartition("/")[2]
    return name.startswith(_JUNK) or last.startswith(("~$", "._")) or last in _JUNK
