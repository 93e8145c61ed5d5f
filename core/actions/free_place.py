"""Room: core. A place for a file that is written: one that is not taken, since what lies there may have been changed."""

from collections.abc import Callable, Sequence


def free_place(folder: str, stem: str, ending: str, exists: Callable[[str], bool]) -> str:
    """FOLDER/stem.ending, else stem-2.ending, stem-3.ending …"""
    return free_base(f"{folder.rstrip('/')}/{stem}", (ending,), exists) + ending


def free_base(base: str, endings: Sequence[str], exists: Callable[[str], bool]) -> str:
    """The same without an ending, where none of several is taken."""
    place, count = base, 1
    while any(exists(place + ending) for ending in endings):
        count += 1
        place = f"{base}-{count}"
    return place
