"""Room: storage. Files and folders that only the user may read, written so that a power cut leaves all or nothing."""

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO


def make_folder(folder: Path) -> Path:
    """Create the folder and what is missing above it, for the user alone."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


def touch(file: Path) -> None:
    """Create an empty file for the user alone where there is none."""
    os.close(os.open(file, os.O_CREAT | os.O_RDWR, 0o600))


@contextmanager
def fresh(part: Path) -> Iterator[BinaryIO]:
    """A file written from nothing and synced to the disk; removed again when the block fails."""
    try:
        descriptor = os.open(part, os.O_CREAT | os.O_TRUNC | os.O_RDWR | getattr(os, "O_BINARY", 0), 0o600)
        with os.fdopen(descriptor, "w+b") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
    except BaseException:
        with suppress(OSError):
            part.unlink()
        raise


@contextmanager
def written(target: Path) -> Iterator[BinaryIO]:
    """A new file that takes the place of `target` when the block ends well."""
    part = target.with_name(f"{target.name}.{threading.get_ident()}.part")
    with fresh(part) as file:
        yield file
    put_in_place(part, target)


def put_in_place(part: Path, target: Path) -> None:
    """Rename within a folder, and make the folder remember it."""
    part.replace(target)
    sync_folder(target.parent)


def sync_file(file: Path) -> None:
    descriptor = os.open(file, os.O_RDWR | getattr(os, "O_BINARY", 0))
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def sync_folder(folder: Path) -> None:
    """Windows has no such call and needs none: NTFS journals its names."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
