"""Room: storage. Writes a whole file or nothing: a temporary neighbour, then moved into place."""

import errno
import os
import tempfile
from pathlib import Path

from core.errors import LedgerError

_REASONS = {
    errno.ENOSPC: "磁盘空间不足",
    errno.EROFS: "所在磁盘是只读的",
    errno.ENAMETOOLONG: "文件名太长",
    errno.ENOENT: "所在文件夹不存在",
}


def safe_write(path: Path, data: bytes) -> None:
    """Put `data` into the file. Raises LedgerError; the file of that name, if any, is then as it was."""
    neighbour = None
    try:
        handle, name = tempfile.mkstemp(prefix=".", suffix=".part", dir=path.parent)
        neighbour = Path(name)
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        neighbour.replace(path)
        neighbour = None
    except OSError as error:
        raise LedgerError(_message(path, error), detail=repr(error)) from error
    finally:
        if neighbour is not None:
            neighbour.unlink(missing_ok=True)


def _message(path: Path, error: OSError) -> str:
    if isinstance(error, PermissionError):
        reason = "没有写入权限，或者文件正被其他程序打开"
    else:
        reason = _REASONS.get(error.errno or 0, "写入时出错")
    return f"无法写入“{path.name}”：{reason}。原有文件没有改动；请关闭占用它的程序或换一个位置后重试。"
