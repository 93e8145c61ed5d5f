"""Damaged copies of a file, the same ones on every run, and what a reader may do with them: read or refuse."""

import resource
import sys
from collections.abc import Callable, Iterator
from io import BytesIO
from random import Random
from zipfile import ZipFile

from core.document import Document
from core.errors import LedgerError

MANY = 150


def mutations(data: bytes, seed: int, count: int = MANY) -> Iterator[bytes]:
    """Bytes changed, numbers made huge, stretches cut out, doubled and swapped; several at once."""
    chance = Random(seed)
    for _ in range(count):
        made = bytearray(data)
        for _ in range(chance.choice((1, 1, 2, 4, 16, 64))):
            at = chance.randrange(max(len(made), 1))
            _damage(made, at, chance)
        yield bytes(made)


def damaged_parts(package: bytes, seed: int, each: int = 15) -> Iterator[bytes]:
    """A zip package with one of its XML parts damaged, the rest whole: what gets past the zip's own checksum."""
    with ZipFile(BytesIO(package)) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    for name in files:
        for made in mutations(files[name], seed, each):
            target = BytesIO()
            with ZipFile(target, "w") as archive:
                for other, content in files.items():
                    archive.writestr(other, made if other == name else content)
            yield target.getvalue()


def _damage(made: bytearray, at: int, chance: Random) -> None:
    kind = chance.randrange(6)
    if kind == 0:
        made[at : at + 1] = bytes([chance.randrange(256)])
    elif kind == 1:
        made[at : at + 4] = chance.choice((b"\xff\xff\xff\xff", b"\xff\xff\xff\x7f", b"\x00\x00\x00\x00"))
    elif kind == 2:
        made[at : at + 1] = bytes([(made[at] if at < len(made) else 0) ^ 1 << chance.randrange(8)])
    elif kind == 3 and chance.random() < 0.3:
        del made[at : at + chance.randrange(1, 600)]
    elif kind == 4 and chance.random() < 0.3:
        made[at:at] = made[at : at + chance.randrange(1, 600)]
    else:
        other = chance.randrange(max(len(made) - 8, 1))
        made[at : at + 8] = made[other : other + 8]


def read_or_refused(read: Callable[[bytes], Document], data: bytes) -> bool:
    """Whether it was read; any other exception than LedgerError fails the test that calls."""
    document, refused = None, ""
    try:
        document = read(data)
    except LedgerError as e:
        refused = e.message
    assert isinstance(document, Document) or "。" in refused
    return document is not None


def memory_mb() -> float:
    """The most memory that this process has held."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1024 if sys.platform != "darwin" else 1024 * 1024)
