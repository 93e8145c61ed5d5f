r"""Room: storage. Paths longer than 260 characters on a Windows where nobody has switched long ones on (LTSC 2019: most).

The \\?\ in front makes Windows take up to 32 767 characters:
https://learn.microsoft.com/windows/win32/fileio/maximum-file-path-limitation
"""

import os
from pathlib import Path, PureWindowsPath

_LONG = 230  # a folder's limit is 248; the temporary neighbour of a file needs the rest


def reachable(path: Path) -> Path:
    """The same place, written so that Windows takes it at any length; elsewhere, and where it is short, unchanged."""
    if os.name != "nt":
        return path
    return Path(prefixed(os.path.abspath(path)))  # noqa: PTH100 - also takes out "..", which \\?\ would not


def prefixed(place: str) -> str:
    r"""An absolute Windows path with \\?\ in front where it is long (\\?\UNC\ for a share)."""
    if len(place) < _LONG or place.startswith("\\\\?\\"):
        return place
    drive = PureWindowsPath(place).drive
    return f"\\\\?\\UNC{place[1:]}" if drive.startswith("\\\\") else f"\\\\?\\{place}"
