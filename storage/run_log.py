"""Room: storage. The run log (运行记录): what went wrong, for whoever maintains the program. Never in the way of work."""

import logging
from contextlib import suppress
from pathlib import Path

import platformdirs

NAME = "mingzhang.log"
_LARGEST_BYTES = 1_000_000
_FORM = "%(asctime)s %(levelname)s %(name)s: %(message)s"


def log_folder() -> Path:
    return Path(platformdirs.user_log_dir("Mingzhang", appauthor=False))


def keep_log(folder: Path | None = None) -> Path | None:
    """Send log records of level INFO and above to a file, the run before in mingzhang.log.1 once it is large.

    Returns the file, None where it cannot be written (nothing is kept then).
    """
    place = (folder or log_folder()) / NAME
    try:
        place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with suppress(FileNotFoundError):
            if place.stat().st_size > _LARGEST_BYTES:
                place.replace(place.with_suffix(".log.1"))
        handler = logging.FileHandler(place, encoding="utf-8", errors="backslashreplace")
    except OSError:
        return None
    handler.setFormatter(logging.Formatter(_FORM))
    logging.getLogger().addHandler(handler)
    logging.getLogger().setLevel(logging.INFO)
    return place


def system_facts(version: str) -> dict[str, object]:
    """Versions and kinds, for 「导出诊断」."""
    import platform
    import sqlite3
    import sys

    return {
        "明账": version,
        "打包": "是" if getattr(sys, "frozen", False) else "否（源代码）",
        "系统": f"{platform.system()} {platform.release()} {platform.version()} {platform.machine()}",
        "Python": platform.python_version(),
        "SQLite": sqlite3.sqlite_version,
    }


def read_log(place: Path | None = None, largest: int = 200_000) -> str:
    """The end of the log that is being kept, "" where there is none. `largest` counts bytes."""
    kept = (h.baseFilename for h in logging.getLogger().handlers if isinstance(h, logging.FileHandler))
    place = place or next((Path(name) for name in kept if name.endswith(NAME)), None)
    if place is None:
        return ""
    try:
        with place.open("rb") as file:
            file.seek(max(0, place.stat().st_size - largest))
            return file.read().decode("utf-8", errors="replace")
    except OSError:
        return ""
