"""Room: storage. Originals and evidence: files named by their SHA-256 under DATA/files, never rewritten.

A file is on the disk, synced, before the step that refers to it commits; one that no step refers to does no harm.
"""

import hashlib
import io
import os
import threading
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

from core.errors import LedgerError
from core.ledger.entry import Evidence
from storage.database.failures import plain_words
from storage.database.private import fresh, make_folder, put_in_place, written
from storage.database.session import Session

FOLDER = "files"
_CHUNK_BYTES = 1 << 20


class KeptFolder:
    """The files of one data folder, or of one backup folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder / FOLDER

    def place_of(self, sha256: str) -> Path:
        if len(sha256) != 64 or not sha256.isalnum():
            raise ValueError(f"not a SHA-256: {sha256!r}")
        return self._folder / sha256

    def keep(self, place: str) -> Evidence:
        source = Path(place)
        try:
            file = source.open("rb")
        except OSError as e:
            raise LedgerError(
                f"无法读取文件“{source.name}”，没有保存。请检查文件是否还在原处、是否正被其他程序占用。", repr(e)
            ) from e
        with file:
            return self._keep(source.name, file)

    def keep_bytes(self, name: str, content: bytes) -> Evidence:
        return self._keep(name, io.BytesIO(content))

    def read(self, sha256: str) -> bytes:
        place = self.place_of(sha256)
        try:
            content = place.read_bytes()
        except OSError as e:
            raise _lost(repr(e)) from e
        if hashlib.sha256(content).hexdigest() != sha256:
            raise _lost(f"{sha256} was changed")
        return content

    def place(self, sha256: str) -> str:
        return str(self.place_of(sha256))

    def copy_out(self, evidence: Evidence, folder: str) -> str:
        content = self.read(evidence.sha256)
        with plain_words(Path(folder)):
            target = _free_name(make_folder(Path(folder)), evidence.name)
            with written(target) as file:
                file.write(content)
        return str(target)

    def copy_from(self, other: "KeptFolder", sha256: str, size_bytes: int) -> bool:
        """Take the file from another folder unless one of its size is here. False when the other has it not, or not
        whole: what is copied is hashed on the way, what is here already is trusted.
        """
        with suppress(OSError):
            if self.place_of(sha256).stat().st_size == size_bytes:
                return True
        try:
            source = other.place_of(sha256).open("rb")
        except OSError:
            return False
        with source:
            copied = self._keep(sha256, source)
        if copied.sha256 != sha256:
            self.place_of(copied.sha256).unlink()
        return copied.sha256 == sha256

    def _keep(self, name: str, source: BinaryIO) -> Evidence:
        """Copy while hashing; what is there already and whole is left alone."""
        with plain_words(self._folder.parent):
            make_folder(self._folder)
            incoming = self._folder / f"incoming-{os.getpid()}-{threading.get_ident()}"
            with fresh(incoming) as file:
                sha256, size = _copy_and_hash(source, file)
            if self._whole(sha256):
                incoming.unlink()
            else:
                put_in_place(incoming, self.place_of(sha256))
        return Evidence(sha256, name, size)

    def _whole(self, sha256: str) -> bool:
        try:
            with self.place_of(sha256).open("rb") as file:
                return hashlib.file_digest(file, "sha256").hexdigest() == sha256
        except OSError:
            return False


def register(session: Session, sha256: str) -> None:
    """Tell the database of a kept file, inside the step that refers to it: what is not on the disk is refused.

    Not journaled: undo keeps the file.
    """
    if session.conn.execute("SELECT 1 FROM kept_file WHERE sha256 = ?", [sha256]).fetchone():
        return
    try:
        size = KeptFolder(session.folder).place_of(sha256).stat().st_size
    except OSError as e:
        raise _lost(repr(e)) from e
    session.conn.execute("INSERT INTO kept_file (sha256, size_bytes) VALUES (?, ?)", [sha256, size])


def _copy_and_hash(source: BinaryIO, target: BinaryIO) -> tuple[str, int]:
    digest, size = hashlib.sha256(), 0
    while chunk := source.read(_CHUNK_BYTES):
        digest.update(chunk)
        target.write(chunk)
        size += len(chunk)
    return digest.hexdigest(), size


def _free_name(folder: Path, name: str) -> Path:
    """`name` in the folder, or name（2）and so on where that is taken."""
    wanted = Path(name).name or "文件"
    target, count = folder / wanted, 1
    while target.exists():
        count += 1
        target = folder / f"{Path(wanted).stem}（{count}）{Path(wanted).suffix}"
    return target


def _lost(detail: str) -> LedgerError:
    return LedgerError("留存的原文件已丢失或被改动，其余数据完好。请从备份恢复，或重新导入该文件。", detail)
