"""What a Windows program file (PE) says of itself, read with the standard library: machine, imports, resources.

https://learn.microsoft.com/windows/win32/debug/pe-format
"""

import struct
from collections.abc import Iterator
from dataclasses import dataclass

X64 = 0x8664
_IMPORTS, _RESOURCES, _DELAYED = 1, 2, 13
MANIFEST, VERSION = 24, 16


@dataclass(frozen=True)
class Section:
    address: int
    size: int
    place: int


class PeFile:
    """Raises ValueError for anything that is no PE file."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        try:
            self._read_head()
        except (struct.error, IndexError) as e:
            raise ValueError(f"no Windows program file: {e}") from e

    def _read_head(self) -> None:
        if self.data[:2] != b"MZ":
            raise ValueError("no Windows program file")
        at = self._number("<I", 0x3C)
        if self.data[at : at + 4] != b"PE\0\0":
            raise ValueError("no Windows program file")
        self.machine, count = struct.unpack_from("<HH", self.data, at + 4)
        optional_size = self._number("<H", at + 20)
        optional = at + 24
        self.is_64 = self._number("<H", optional) == 0x20B
        self._folders = optional + (112 if self.is_64 else 96)
        table = optional + optional_size
        self.sections = [self._section(table + 40 * n) for n in range(count)]

    def _section(self, at: int) -> Section:
        size, address, raw, place = struct.unpack_from("<4I", self.data, at + 8)
        return Section(address, max(size, raw), place)

    def _number(self, form: str, at: int) -> int:
        return struct.unpack_from(form, self.data, at)[0]

    def _folder(self, which: int) -> int:
        """Where a data directory lies in the file, 0 for none."""
        address = self._number("<I", self._folders + 8 * which)
        return self._place(address) if address else 0

    def _place(self, address: int) -> int:
        for s in self.sections:
            if s.address <= address < s.address + s.size:
                return s.place + address - s.address
        raise ValueError(f"an address outside every section: {address:#x}")

    def _text(self, address: int) -> str:
        at = self._place(address)
        return self.data[at : self.data.index(b"\0", at)].decode("ascii", "replace")

    def imports(self) -> list[str]:
        """Names of the DLLs it needs at its start, and of those it loads when they are first called; small letters."""
        return sorted({name.lower() for name in (*self._imports(_IMPORTS, 20, 12), *self._imports(_DELAYED, 32, 4))})

    def _imports(self, which: int, step: int, name_at: int) -> Iterator[str]:
        at = self._folder(which)
        while at and (address := self._number("<I", at + name_at)):
            yield self._text(address)
            at += step

    def resource(self, kind: int) -> bytes:
        """The first resource of a kind, b"" where there is none."""
        root = self._folder(_RESOURCES)
        if not root:
            return b""
        for number, below in self._entries(root, root):
            if number == kind:
                leaf = self._first_leaf(root, below)
                address, size = struct.unpack_from("<II", self.data, leaf)
                at = self._place(address)
                return self.data[at : at + size]
        return b""

    def _entries(self, root: int, at: int) -> Iterator[tuple[int, int]]:
        named, numbered = struct.unpack_from("<HH", self.data, at + 12)
        for n in range(named + numbered):
            yield struct.unpack_from("<II", self.data, at + 16 + 8 * n)

    def _first_leaf(self, root: int, offset: int) -> int:
        while offset & 0x80000000:
            offset = next(self._entries(root, root + (offset & 0x7FFFFFFF)))[1]
        return root + offset
