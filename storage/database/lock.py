"""Room: storage. One window at a time: a lock file in the data folder, held by the operating system.

The system lets go of the lock when its process ends, however it ends, so a file that was left behind blocks nobody.
"""

import os
import platform
from datetime import datetime
from pathlib import Path

from core.actions.failures import StoreInUse, StoreUnavailable

NAME = "mingzhang.lock"
_LOCKED_BYTE = 4096  # beyond the text: Windows lets nobody read a locked byte

if os.name == "nt":
    import msvcrt

    def _take(descriptor: int) -> None:
        os.lseek(descriptor, _LOCKED_BYTE, os.SEEK_SET)
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)

else:
    import errno
    import fcntl

    def _take(descriptor: int) -> None:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as e:
            if e.errno in (errno.ENOLCK, errno.EOPNOTSUPP, errno.ENOSYS):
                raise StoreUnavailable(
                    "这个文件夹所在的磁盘不支持文件锁（多为网络共享），数据不能放在这里。请另选本机磁盘上的文件夹。",
                    repr(e),
                ) from e
            raise


class FolderLock:
    """Held from construction to `release`. StoreInUse tells which window holds it."""

    def __init__(self, folder: Path, now: datetime) -> None:
        self._file = folder / NAME
        self._descriptor = os.open(self._file, os.O_CREAT | os.O_RDWR | getattr(os, "O_BINARY", 0), 0o600)
        try:
            _take(self._descriptor)
            self._sign(f"{platform.node()}\n{os.getpid()}\n{now:%Y-%m-%d %H:%M}\n")
        except (BlockingIOError, PermissionError) as e:
            holder = self._holder()
            os.close(self._descriptor)
            raise StoreInUse(_message(holder), f"{self._file}: {holder!r}") from e
        except BaseException:
            os.close(self._descriptor)
            raise

    def release(self) -> None:
        """Let go; the file stays, empty (removing it would race with the next window)."""
        if self._descriptor >= 0:
            os.ftruncate(self._descriptor, 0)
            os.close(self._descriptor)
            self._descriptor = -1

    def _sign(self, text: str) -> None:
        os.ftruncate(self._descriptor, 0)
        os.lseek(self._descriptor, 0, os.SEEK_SET)
        os.write(self._descriptor, text.encode())

    def _holder(self) -> list[str]:
        try:
            os.lseek(self._descriptor, 0, os.SEEK_SET)
            return os.read(self._descriptor, 1024).decode(errors="replace").split("\n")
        except OSError:
            return []


def _message(holder: list[str]) -> str:
    which = f"（计算机 {holder[0]}，进程 {holder[1]}，自 {holder[2]} 起）" if len(holder) >= 3 else ""
    return f"另一个明账窗口正在使用这份数据{which}。数据没有改动。请切换到那个窗口，或关闭它后再打开。"
