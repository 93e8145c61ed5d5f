"""Room: storage. Where the data may live: a second fixed disk, else the profile; and where it lay the last time."""

import ctypes
import os
from contextlib import suppress
from pathlib import Path
from typing import Any

import platformdirs

NAME = "明账数据"
PORTABLE = "portable.txt"  # in the program's folder: it is the portable one
_DRIVE_FIXED, _DRIVE_REMOTE = 3, 4  # GetDriveTypeW
_SHARES = frozenset(
    "nfs nfs4 cifs smb3 smbfs ncpfs afs 9p-net fuse.sshfs fuse.rclone fuse.davfs davfs fuse.gvfsd-fuse".split()
)
_FREE_BYTES = 1 << 30
_MOUNTS = Path("/proc/self/mounts")


def propose(windows: Any = None) -> Path:
    """明账数据 on the first other fixed disk with room (reinstalling Windows spares it), else in the profile.

    `windows` stands in for kernel32 in tests.
    """
    home = Path(platformdirs.user_data_dir(NAME, appauthor=False))
    kernel = windows or _kernel32()
    for root in _fixed_drives(kernel) if kernel else ():
        if (
            root.upper()[:2] != os.environ.get("SYSTEMDRIVE", "C:").upper()[:2]
            and _free_bytes(kernel, root) > _FREE_BYTES
        ):
            return Path(root) / NAME
    return home


def last_used(pointer: Path | None = None) -> Path | None:
    """The folder that was remembered, None when it is gone (a stick that is not plugged in)."""
    try:
        folder = Path((pointer or _pointer()).read_text(encoding="utf-8").strip())
    except (OSError, UnicodeDecodeError):
        return None
    return folder if folder.is_absolute() and folder.is_dir() else None


def remember(folder: Path, pointer: Path | None = None) -> None:
    """Never in the way of work: where the profile cannot be written, the next start asks."""
    place = pointer or _pointer()
    with suppress(OSError):
        place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        part = place.with_suffix(".part")
        part.write_text(str(folder), encoding="utf-8")
        part.replace(place)


def is_network_share(folder: Path, windows: Any = None, mounts: Path = _MOUNTS) -> bool:
    """SQLite's WAL is not safe over a network: https://www.sqlite.org/wal.html"""
    kernel = windows or _kernel32()
    if kernel:
        text = str(folder)
        return text.startswith(("\\\\", "//")) or kernel.GetDriveTypeW(f"{text[:2]}\\") == _DRIVE_REMOTE
    return _mounted_as(folder, mounts) in _SHARES


def _mounted_as(folder: Path, mounts: Path) -> str:
    """The type of the file system that holds the folder, by the longest mount point above it."""
    place = folder.resolve()
    kind, depth = "", -1
    with suppress(OSError):
        for line in mounts.read_text(encoding="utf-8", errors="replace").splitlines():
            _, point, found, *_ = line.split(" ")
            at = Path(point.replace("\\040", " "))
            if place.is_relative_to(at) and len(at.parts) >= depth:
                kind, depth = found, len(at.parts)
    return kind


def _kernel32() -> Any:
    loader = getattr(ctypes, "windll", None)
    return loader.kernel32 if loader else None


def _fixed_drives(kernel: Any) -> list[str]:
    r"""Roots like D:\ of the disks that are built in, by letter."""
    present = kernel.GetLogicalDrives()
    roots = [f"{chr(65 + i)}:\\" for i in range(26) if present >> i & 1]
    return [root for root in roots if kernel.GetDriveTypeW(root) == _DRIVE_FIXED]


def _free_bytes(kernel: Any, root: str) -> int:
    """What this user may still write there; 0 where it cannot be told (an unformatted or locked disk)."""
    free = ctypes.c_ulonglong(0)
    ok = kernel.GetDiskFreeSpaceExW(root, ctypes.byref(free), None, None)
    return free.value if ok else 0


def beside_program(home: Path) -> Path | None:
    """明账数据 in the program's own folder where that came as the portable .zip and can be written, else None."""
    if not (home / PORTABLE).is_file():
        return None
    data = home / NAME
    try:
        data.mkdir(exist_ok=True)
        probe = data / "可写.part"
        probe.touch()
        probe.unlink()
    except OSError:
        return None
    return data


def letter_box() -> Path:
    """Where a second start of the program leaves word for the first."""
    return Path(platformdirs.user_cache_dir("Mingzhang", appauthor=False)) / "window"


def _pointer() -> Path:
    return Path(platformdirs.user_config_dir("Mingzhang", appauthor=False)) / "data_folder.txt"
