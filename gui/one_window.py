"""Room: gui. One window for each user: a second start hands its files to the first, which comes forward, and ends.

The sign that a window is there belongs to the system, so a crash leaves nothing behind: a named mutex on Windows (set-up
asks for it too), a locked file on Linux. What is handed over is a small file in `folder`, the first window's letter box.
"""

import ctypes
import os
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from PySide6.QtCore import QFileSystemWatcher, QLockFile, QObject

from gui.signals import on_any

MUTEX = "Local\\Mingzhang.Window"
_LETTER = "open.txt"
_ALREADY_EXISTS = 183
_ANY_PROCESS = -1


class OneWindow:
    """`claim` says whether this is the first window. Keep the object as long as the window."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._held: object = None
        self._watcher: QFileSystemWatcher | None = None

    def claim(self) -> bool:
        """True also where it cannot be told: two windows are better than none, and the store has a lock of its own."""
        try:
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        except OSError:
            return True
        if not (_take_mutex() if sys.platform == "win32" else self._lock_file()):
            return False
        (self._folder / _LETTER).unlink(missing_ok=True)
        return True

    def _lock_file(self) -> bool:
        lock = QLockFile(str(self._folder / "window.lock"))
        lock.setStaleLockTime(0)
        self._held = lock
        return lock.tryLock(0) or lock.error() != QLockFile.LockError.LockFailedError

    def hand_over(self, places: Sequence[str]) -> None:
        """Ask the first window to come forward with these files (paths as text)."""
        _let_others_come_forward()
        part = self._folder / f"{os.getpid()}.part"
        with suppress(OSError):
            part.write_text("\n".join(["", *(str(Path(place).absolute()) for place in places)]), encoding="utf-8")
            part.replace(self._folder / _LETTER)

    def listen(self, parent: QObject, called: Callable[[Sequence[str]], object]) -> None:
        """From now on `called` gets the files of every later start."""

        def look() -> None:
            letter = self._folder / _LETTER
            with suppress(OSError):
                places = [line for line in letter.read_text(encoding="utf-8").split("\n") if line]
                letter.unlink()
                called(places)

        self._watcher = QFileSystemWatcher([str(self._folder)], parent)
        on_any(self._watcher.directoryChanged, look)
        look()


def _take_mutex() -> bool:
    """The handle stays open until the process ends."""
    windows: Any = ctypes
    kernel = windows.WinDLL("kernel32", use_last_error=True)
    handle = kernel.CreateMutexW(None, False, MUTEX)
    return not handle or windows.get_last_error() != _ALREADY_EXISTS


def _let_others_come_forward() -> None:
    """Windows lets a window come forward only at the wish of the program that the user has just started."""
    windows: Any = getattr(ctypes, "windll", None)
    if windows:
        windows.user32.AllowSetForegroundWindow(_ANY_PROCESS)
