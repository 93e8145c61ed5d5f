"""Room: storage. The disk's and SQLite's errors in words that a user can act on."""

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from core.actions.failures import StoreDamaged, StoreInUse, StoreUnavailable
from core.errors import LedgerError

_FULL = frozenset({errno.ENOSPC, errno.EDQUOT if hasattr(errno, "EDQUOT") else errno.ENOSPC})
_FORBIDDEN = frozenset({errno.EACCES, errno.EPERM, errno.EROFS})


@contextmanager
def plain_words(folder: Path) -> Iterator[None]:
    """Turn what the disk or SQLite says of `folder` into LedgerError; a broken constraint is our bug and stays one."""
    try:
        yield
    except sqlite3.Error as e:
        told = _of_sqlite(e, folder)
        if told is None:
            raise
        raise told from e
    except OSError as e:
        raise _of_disk(e, folder) from e
    except UnicodeDecodeError as e:  # SQLite's own words quote the damaged bytes
        raise damaged(repr(e)) from e


def disk_full(folder: Path, detail: str) -> LedgerError:
    return StoreUnavailable(
        f"磁盘已满，刚才的操作没有保存；此前保存的内容完好。请清理“{folder}”所在的磁盘后重试。", detail
    )


def not_writable(folder: Path, detail: str) -> LedgerError:
    return StoreUnavailable(
        f"不能写入文件夹“{folder}”，刚才的操作没有保存；此前保存的内容完好。"
        "请检查该文件夹是否只读、是否有写入权限，或另选数据文件夹。",
        detail,
    )


def vanished(folder: Path, detail: str) -> LedgerError:
    return StoreUnavailable(
        f"找不到文件夹“{folder}”，或它所在的磁盘出错，刚才的操作没有保存；此前保存的内容没有改动。"
        "如果它在移动硬盘或 U 盘上，请重新接好后重试；如果文件夹被移动或改名，请改回原处。",
        detail,
    )


def share(folder: Path) -> LedgerError:
    return StoreUnavailable(
        f"“{folder}”在网络共享上，同时写入会损坏数据，所以没有在那里打开或建立数据。请选择本机磁盘上的文件夹。", "share"
    )


def damaged(detail: str) -> LedgerError:
    return StoreDamaged("数据文件已损坏，本程序没有改动它。请从备份恢复；恢复前会先留存现有文件。", detail)


def _of_sqlite(error: sqlite3.Error, folder: Path) -> LedgerError | None:
    """None for what is not the disk's fault. https://www.sqlite.org/rescode.html: the low byte is the primary code."""
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    detail = repr(error)
    if code == sqlite3.SQLITE_FULL:
        return disk_full(folder, detail)
    if code in (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM):
        return not_writable(folder, detail)
    if code in (sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_IOERR):
        return vanished(folder, detail)
    if code in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB) or "Could not decode" in str(error):
        return damaged(detail)
    if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_PROTOCOL):
        return StoreInUse(
            "数据正被另一个程序占用（如同步盘或杀毒软件），刚才的操作没有保存；此前保存的内容完好。请稍后重试。", detail
        )
    return None


def _of_disk(error: OSError, folder: Path) -> LedgerError:
    detail = repr(error)
    if error.errno in _FULL:
        return disk_full(folder, detail)
    if error.errno in _FORBIDDEN:
        return not_writable(folder, detail)
    return vanished(folder, detail)
