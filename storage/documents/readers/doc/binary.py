"""Room: storage. Numbers out of a binary file; what lies beyond its end reads as 0, so that damage is never a crash."""

import struct

_U16, _I16, _U32 = struct.Struct("<H"), struct.Struct("<h"), struct.Struct("<I")


def u8(data: bytes, at: int) -> int:
    return data[at] if 0 <= at < len(data) else 0


def u16(data: bytes, at: int) -> int:
    return _U16.unpack_from(data, at)[0] if 0 <= at <= len(data) - 2 else 0


def i16(data: bytes, at: int) -> int:
    return _I16.unpack_from(data, at)[0] if 0 <= at <= len(data) - 2 else 0


def u32(data: bytes, at: int) -> int:
    return _U32.unpack_from(data, at)[0] if 0 <= at <= len(data) - 4 else 0


def u32s(data: bytes, at: int, count: int) -> tuple[int, ...]:
    """`count` numbers, or as many as there are."""
    count = max(min(count, (len(data) - at) // 4), 0)
    return struct.unpack_from(f"<{count}I", data, at)


def utf16(data: bytes) -> str:
    """Text of one string; characters that may not stand in a document are left out."""
    return data[: len(data) // 2 * 2].decode("utf-16-le", "ignore").replace("\x00", "")
