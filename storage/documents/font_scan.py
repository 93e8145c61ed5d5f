"""Room: storage. Finds the font files of this computer and reads the names in them, without Qt and without a cache on disk."""

import os
import struct
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

_ENDINGS = {".ttf", ".ttc", ".otf", ".otc"}
_FAMILY_IDS = (1, 16)
_NEEDED = {b"name", b"cmap", b"head", b"hmtx", b"hhea", b"maxp"}


@dataclass(frozen=True, slots=True)
class FaceInfo:
    """One face of a font file. `embeddable` follows OS/2.fsType: 2 (restricted) and 0x100 (no subsetting) forbid it."""

    path: Path
    index: int
    families: tuple[str, ...]
    postscript_name: str
    weight: int = 400
    italic: bool = False
    embeddable: bool = True


def font_folders() -> list[Path]:
    """The system's and the user's font folders; those that do not exist are left out by the scan."""
    home = Path.home()
    if sys.platform == "win32":
        windows = Path(os.environ.get("WINDIR", r"C:\Windows")) / "Fonts"
        local = Path(os.environ.get("LOCALAPPDATA", home / "AppData/Local")) / "Microsoft/Windows/Fonts"
        return [windows, local]
    data = Path(os.environ.get("XDG_DATA_HOME", home / ".local/share")) / "fonts"
    return [Path("/usr/share/fonts"), Path("/usr/local/share/fonts"), data, home / ".fonts"]


def scan(folders: Iterable[Path]) -> list[FaceInfo]:
    """Every readable face in the folders, in the order of the paths. Broken files are passed over."""
    return [face for path in _files(folders) for face in faces_in(path)]


def faces_in(path: Path) -> list[FaceInfo]:
    try:
        with path.open("rb") as file:
            return list(_faces(path, file))
    except (OSError, struct.error, UnicodeError, ValueError):
        return []


def _files(folders: Iterable[Path]) -> Iterator[Path]:
    for folder in folders:
        for root, _, names in sorted(os.walk(folder)):
            yield from (Path(root, n) for n in sorted(names) if Path(n).suffix.lower() in _ENDINGS)


def _faces(path, file) -> Iterator[FaceInfo]:
    for index, offset in enumerate(_starts(file)):
        tables = _directory(file, offset)
        # A variable font's default is often its thinnest weight: no fit stand-in for a document face.
        if set(tables) >= _NEEDED and b"fvar" not in tables and (b"glyf" in tables or b"CFF " in tables):
            yield _face(path, index, file, tables)


def _starts(file) -> list[int]:
    head = file.read(12)
    if head[:4] != b"ttcf":
        return [0]
    count = min(struct.unpack(">L", head[8:12])[0], 64)
    return list(struct.unpack(f">{count}L", file.read(4 * count)))


def _directory(file, offset: int) -> dict[bytes, tuple[int, int]]:
    file.seek(offset + 4)
    count = struct.unpack(">H", file.read(2))[0]
    file.seek(offset + 12)
    rows = struct.iter_unpack(">4sLLL", file.read(16 * count))
    return {tag: (start, length) for tag, _, start, length in rows}


def _table(file, tables, tag: bytes) -> bytes:
    start, length = tables[tag]
    file.seek(start)
    return file.read(length)


def _face(path, index, file, tables) -> FaceInfo:
    names = _names(_table(file, tables, b"name"))
    families = tuple(dict.fromkeys(text for number, text in names if number in _FAMILY_IDS))
    full = tuple(dict.fromkeys(text for number, text in names if number == 4))
    postscript = next((text for number, text in names if number == 6), path.stem)
    weight, fs_type, selection = 400, 0, 0
    if b"OS/2" in tables:
        os2 = _table(file, tables, b"OS/2")
        weight, fs_type = struct.unpack(">H2xH", os2[4:10])
        selection = struct.unpack(">H", os2[62:64])[0] if len(os2) >= 64 else 0
    restricted = fs_type & 0xF == 2 or bool(fs_type & 0x100)
    return FaceInfo(path, index, families + full, postscript, weight, bool(selection & 1), not restricted)


def _names(data: bytes) -> list[tuple[int, str]]:
    """(name id, text) in Chinese and English, Chinese first."""
    count, strings = struct.unpack(">HH", data[2:6])
    found = []
    for record in struct.iter_unpack(">6H", data[6 : 6 + 12 * count]):
        platform, encoding, language, number, length, offset = record
        raw = data[strings + offset : strings + offset + length]
        if number not in (1, 4, 6, 16):
            continue
        if platform == 3 and encoding in (0, 1, 10):
            found.append((language != 0x804, number, raw.decode("utf-16-be", "replace")))
        elif platform == 1 and encoding == 0:
            found.append((True, number, raw.decode("mac-roman")))
    return [(number, text) for _, number, text in sorted(found, key=lambda f: f[0]) if text]
