"""Room: storage. Facts as data: forms, rules, calendars, unit names, scores; bundled ones, and the user's before them."""

import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path

from core.errors import LedgerError

BUNDLED = Path(__file__).resolve().parent.parent / "resources"


def load(name: str, user: Path | None = None) -> Mapping[str, object]:
    """The TOML file resources/`name`.toml as a plain mapping; the user's file of that name takes precedence.

    `user` is the folder DATA/resources. Raises LedgerError where the user's file is no TOML.
    """
    for folder in (user, BUNDLED):
        path = folder / f"{name}.toml" if folder else None
        if path and path.is_file():
            return _read(path)
    raise LedgerError(f"程序缺少资料文件“{name}”，请重新安装本程序；已有数据不受影响。")


def load_folder(name: str, user: Path | None = None) -> Iterator[Mapping[str, object]]:
    """Every TOML file of the folder resources/`name`, by file name; the user's in place of, or after, the bundled."""
    found: dict[str, Path] = {}
    for folder in (BUNDLED, user):
        if folder:
            found |= {path.name: path for path in sorted((folder / name).glob("*.toml"))}
    for path in found.values():
        yield _read(path)


def template_place(name: str, user: Path | None = None) -> Path:
    """The file of resources/templates of that name, the user's in place of the bundled one."""
    own = user / "templates" / name if user else None
    return own if own and own.is_file() else BUNDLED / "templates" / name


def load_file(path: Path) -> Mapping[str, object]:
    """A TOML file of the user's own. Raises LedgerError where there is none or it is no TOML."""
    if not path.is_file():
        raise LedgerError(f"找不到文件「{path.name}」，请核对名称和位置。没有写入任何文件。")
    return _read(path)


def _read(path: Path) -> Mapping[str, object]:
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except (OSError, ValueError, RecursionError) as e:  # ValueError: no TOML, no UTF-8, or a number without end
        message = (
            f"资料文件「{path.name}」无法读取，可能改动时写错了格式。已有数据不受影响；请改正，或删除它以恢复默认。"
        )
        raise LedgerError(message, detail=repr(e)) from e
