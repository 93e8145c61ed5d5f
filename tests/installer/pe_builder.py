"""Windows program files of a few hundred bytes, right in their heads, imports and resources; they do nothing."""

import struct
from collections.abc import Sequence

AT = 0x1000  # where the only section lies in memory
RAW = 0x200  # and in the file


def pe(imports: Sequence[str] = (), resources: dict[int, bytes] | None = None, machine: int = 0x8664) -> bytes:
    body, import_at, resource_at = b"", 0, 0
    if imports:
        body, import_at = _imports(imports), AT
    if resources:
        resource_at = AT + len(body)
        body += _resources(resources, resource_at)
    folders = [(0, 0)] * 16
    folders[1] = (import_at, 40 if imports else 0)
    folders[2] = (resource_at, 16 if resources else 0)
    optional = struct.pack("<H", 0x20B).ljust(108, b"\0") + struct.pack("<I", 16)
    optional += b"".join(struct.pack("<II", *folder) for folder in folders)
    section = b".data".ljust(8, b"\0") + struct.pack("<4I", len(body), AT, len(body), RAW) + bytes(16)
    head = b"MZ".ljust(0x3C, b"\0") + struct.pack("<I", 0x40)
    head += b"PE\0\0" + struct.pack("<HH", machine, 1) + bytes(12) + struct.pack("<HH", len(optional), 0)
    return (head + optional + section).ljust(RAW, b"\0") + body


def _imports(names: Sequence[str]) -> bytes:
    table_size = 20 * (len(names) + 1)
    entries, texts = b"", b""
    for name in names:
        entries += struct.pack("<5I", 0, 0, 0, AT + table_size + len(texts), 0)
        texts += name.encode() + b"\0"
    return entries + bytes(20) + texts


def _resources(found: dict[int, bytes], at: int) -> bytes:
    """Three floors as Windows has them: kind, name, language."""
    count = len(found)
    floor = 16 + 8 * count
    each = 24 + 24 + 16
    root = bytes(12) + struct.pack("<HH", 0, count)
    below, data = b"", b""
    data_at = floor + each * count
    for n, (kind, content) in enumerate(sorted(found.items())):
        here = floor + each * n
        root += struct.pack("<II", kind, 0x80000000 | here)
        below += bytes(12) + struct.pack("<HHII", 0, 1, 1, 0x80000000 | (here + 24))
        below += bytes(12) + struct.pack("<HHII", 0, 1, 2052, here + 48)
        below += struct.pack("<4I", at + data_at + len(data), len(content), 0, 0)
        data += content
    return root + below + data
