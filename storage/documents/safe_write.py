"""Room: storage. Writes a whole file or nothing: a temporary neighbour, then moved into place."""

import contextlib
import errno
import os
from pathlib import Path
from uuid import uuid4

from core.errors import LedgerError
from storage.long_path import reachable

_REASONS = {
    errno.ENOSPC: "磁盘空间不足",
    errno.EDQUOT: "磁盘配额已用完",
    errno.EROFS: "所在磁盘是只读的",
    errno.ENAMETOOLONG: "文件名太长",
    errno.ENOENT: "所在的磁盘或文件夹不存在",
    errno.EISDIR: "已有一个同名的文件夹",
    errno.ENOTDIR: "路径中有一段是文件，不是文件夹",
    errno.EEXIST: "路径中有一段是文件，不是文件夹",
}


def safe_write(path: Path, data: bytes) -> None:
    """Put `data` into the file; its folder is made where there is none. Raises LedgerError; the file of that name, if
    any, is then as it was, and nothing else is left behind."""
    path = reachable(path)
    neighbour = path.parent / f".{uuid4().hex[:12]}.part"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with neighbour.open("xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        neighbour.replace(path)
    except OSError as error:
        raise LedgerError(_message(path, error), detail=repr(error)) from error
    finally:
        with contextlib.suppress(OSError):
            neighbour.unlink(missing_ok=True)


def _message(path: Path, error: OSError) -> str:
    if isinstance(error, PermissionError):
        reason = "没有写入权限，或者文件正被其他程序（如 WPS、Word）打开"
    else:
        reason = _REASONS.get(error.errno or 0, "写入时出错")
    return f"无法写入“{path.name}”：{reason}。原有文件没有改动；请关闭占用它的程序或换一个位置后重试。"
