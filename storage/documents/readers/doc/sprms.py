"""Room: storage. Word's lists of property changes ("sprms"): a number that says what changes, and its operand."""

from functools import lru_cache

from storage.documents.readers.doc.binary import u8, u16, u32

# What the readers ask for, named as [MS-DOC] 2.6 names them without the prefix.
C_DELETED, C_VANISH, C_STYLE, C_SPECIAL, C_SYMBOL, C_PICTURE = 0x0800, 0x083C, 0x4A30, 0x0855, 0x6A09, 0x6A03
P_IN_TABLE, P_ROW_END, P_DEPTH, P_INNER_CELL, P_INNER_ROW_END = 0x2416, 0x2417, 0x6649, 0x244B, 0x244C
P_LIST, P_LEVEL, P_HUGE = 0x460B, 0x260A, (0x6646, 0x6645)
T_DEFINITION, T_MERGE, T_VERT_MERGE, T_INSERT, T_DELETE, T_WIDTH = 0xD608, 0x5624, 0xD62B, 0x7621, 0x5622, 0x7623
T_VERT_ALIGN, T_HEADER, T_HEIGHT, T_BORDERS_80, T_BORDERS, T_ALIGN = 0xD62C, 0x3404, 0x9407, 0xD605, 0xD613, 0x5400
_TABS = 0xC615

_SIZES = (1, 1, 2, 4, 2, 2, 0, 3)
# A piece of text may carry one short change by its index (Prm0); only these matter to us.
_SHORT = {0x18: P_IN_TABLE, 0x19: P_ROW_END, 0x41: C_DELETED, 0x5C: C_VANISH}

Change = tuple[int, bytes]


@lru_cache(maxsize=4096)
def changes(grpprl: bytes) -> tuple[Change, ...]:
    """The changes in order; a cut-off last one is left out."""
    found: list[Change] = []
    at = 0
    while at + 2 < len(grpprl):
        code = u16(grpprl, at)
        start, size = _operand(code, grpprl, at + 2)
        if start + size > len(grpprl):
            break
        found.append((code, grpprl[start : start + size]))
        at = start + size
    return tuple(found)


def _operand(code: int, grpprl: bytes, at: int) -> tuple[int, int]:
    """Where the operand starts, and its size."""
    size = _SIZES[code >> 13]
    if size:
        return at, size
    if code == T_DEFINITION:
        return at + 2, max(u16(grpprl, at) - 1, 0)
    size = u8(grpprl, at)
    if code == _TABS and size == 255:  # too long to be said in a byte: counted
        removed = u8(grpprl, at + 1)
        return at + 1, 2 + 4 * removed + 3 * u8(grpprl, at + 2 + 4 * removed)
    return at + 1, size


def short_change(prm: int) -> tuple[Change, ...]:
    """Prm0: a change that a piece of text carries by itself."""
    code = _SHORT.get((prm >> 1) & 0x7F)
    return ((code, bytes([prm >> 8])),) if code else ()


def last(changes_: tuple[Change, ...], code: int) -> bytes | None:
    """The operand of the last change of this kind."""
    return next((operand for found, operand in reversed(changes_) if found == code), None)


def whole(changes_: tuple[Change, ...], code: int) -> int | None:
    """The same as a number, unsigned."""
    operand = last(changes_, code)
    return None if operand is None else int.from_bytes(operand[:4], "little")


def unfolded(found: tuple[Change, ...], data: bytes) -> tuple[Change, ...]:
    """With the long list put in place that a paragraph keeps elsewhere (in the stream Data): rows of many cells."""
    huge = next((operand for code, operand in found if code in P_HUGE), None)
    if huge is None:
        return found
    offset = u32(huge, 0)
    size = u16(data, offset)
    return tuple(c for c in found if c[0] not in P_HUGE) + changes(data[offset + 2 : offset + 2 + size])
