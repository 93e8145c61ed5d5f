"""Makes Word 97-2003 files out of runs and property changes, so that a test can say exactly what a file holds.

Only what the reader looks at is written. Names of changes are those of storage/documents/readers/doc/sprms.py.
"""

import struct
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from storage.documents.readers.doc import sprms

TEXT_AT, PAGE = 2048, 512
CELL, PARAGRAPH = "\x07", "\r"


def change(code: int, operand: int | bytes = 1) -> bytes:
    """One property change, its operand as long as the code says."""
    size = (1, 1, 2, 4, 2, 2, 0, 3)[code >> 13]
    if isinstance(operand, int):
        operand = operand.to_bytes(size or 1, "little")
    if code == sprms.T_DEFINITION:
        return struct.pack("<HH", code, len(operand) + 1) + operand
    return struct.pack("<H", code) + (b"" if size else bytes([len(operand)])) + operand


@dataclass(frozen=True)
class Run:
    text: str
    changes: bytes = b""
    narrow: bool = False  # one byte a character


@dataclass(frozen=True)
class Para:
    """`mark` ends it; `style` is an index into the style sheet; `of_mark` changes the mark's own text properties."""

    runs: tuple[Run, ...] = ()
    changes: bytes = b""
    mark: str = PARAGRAPH
    style: int = 0
    of_mark: bytes = b""


def para(text: str = "", changes: bytes = b"", **rest) -> Para:
    return Para((Run(text),) if text else (), changes, **rest)


def inside(depth: int) -> bytes:
    return change(sprms.P_IN_TABLE) + (change(sprms.P_DEPTH, depth) if depth > 1 else b"")


def cell(*paragraphs: Para | str, depth: int = 1) -> list[Para]:
    """A cell: its last paragraph carries the mark that ends it."""
    made = [p if isinstance(p, Para) else para(p) for p in paragraphs or ("",)]
    found = [_in_table(p, depth) for p in made[:-1]]
    last = _in_table(made[-1], depth)
    if depth > 1:
        return [*found, Para(last.runs, last.changes + change(sprms.P_INNER_CELL), PARAGRAPH, last.style)]
    return [*found, Para(last.runs, last.changes, CELL, last.style, last.of_mark)]


def _in_table(p: Para, depth: int) -> Para:
    told = change(sprms.P_IN_TABLE) in p.changes  # of an inner table
    return p if told else Para(p.runs, p.changes + inside(depth), p.mark, p.style, p.of_mark)


def definition(edges: Sequence[int], flags: Sequence[int] = ()) -> bytes:
    cells = b"".join(struct.pack("<H18x", flag) for flag in [*flags, *[0] * (len(edges) - 1 - len(flags))])
    return change(sprms.T_DEFINITION, bytes([len(edges) - 1]) + struct.pack(f"<{len(edges)}h", *edges) + cells)


def row(
    cells: Iterable[list[Para] | str],
    edges: Sequence[int],
    flags: Sequence[int] = (),
    more: bytes = b"",
    depth: int = 1,
    of_mark: bytes = b"",
) -> list[Para]:
    """A row with its end; `flags` are what each cell's definition says of merges, `more` further changes of the row."""
    found = [p for c in cells for p in (c if isinstance(c, list) else cell(c, depth=depth))]
    end = change(sprms.P_INNER_ROW_END if depth > 1 else sprms.P_ROW_END) + definition(edges, flags) + more
    return [*found, Para((), inside(depth) + end, PARAGRAPH if depth > 1 else CELL, of_mark=of_mark)]


@dataclass
class Book:
    """What else the file holds, by the parts' indexes (storage/documents/readers/doc/streams.py)."""

    parts: dict[int, bytes] = field(default_factory=dict)
    data: bytes = b""
    flags: int = 0x0200
    ident: int = 0xA5EC
    version: int = 193
    lengths: tuple[int, ...] = ()  # of the stories behind the body
    prms: dict[int, int] = field(default_factory=dict)  # piece → the change it carries
    shared: tuple[bytes, ...] = ()  # changes that pieces point to


def doc(paragraphs: Iterable[Para], book: Book | None = None) -> bytes:
    return ole(streams(list(paragraphs), book or Book()))


def streams(paragraphs: list[Para], book: Book) -> dict[str, bytes]:
    runs = [r for p in paragraphs for r in (*p.runs, Run(p.mark, p.of_mark))]
    text, places, pieces = b"", list[int](), list[tuple[int, bool]]()
    for narrow, group in groupby(runs, key=lambda r: r.narrow):
        pieces.append((TEXT_AT + len(text), narrow))
        for run in group:
            places.append(TEXT_AT + len(text))
            text += run.text.encode("cp1252" if narrow else "utf-16-le")
    end = TEXT_AT + len(text)
    word = bytearray(TEXT_AT) + text + bytes(-len(text) % PAGE)
    parts = dict(book.parts)
    parts[33] = _piece_table(runs, pieces, book)
    parts[12] = _pages(word, [*places, end], [r.changes for r in runs], _character_page)
    marks = [len(p.runs) + 1 for p in paragraphs]
    starts = [places[sum(marks[:i])] for i in range(len(marks))]
    papx = [struct.pack("<H", p.style) + p.changes for p in paragraphs]
    parts[13] = _pages(word, [*starts, end], papx, _paragraph_page)
    table = b""
    for index, part in parts.items():
        struct.pack_into("<II", word, 154 + 8 * index, len(table), len(part))
        table += part
    struct.pack_into("<HH", word, 0, book.ident, book.version)
    struct.pack_into("<H", word, 10, book.flags)
    struct.pack_into("<H", word, 152, 93)
    total = sum(_units(r) for r in runs)
    struct.pack_into(f"<{1 + len(book.lengths)}I", word, 76, total - sum(book.lengths), *book.lengths)
    name = "1Table" if book.flags & 0x0200 else "0Table"
    return {"WordDocument": bytes(word), name: table, "Data": book.data}


def _units(run: Run) -> int:
    return len(run.text.encode("utf-16-le")) // 2


def _piece_table(runs: list[Run], pieces: list[tuple[int, bool]], book: Book) -> bytes:
    lengths = [sum(map(_units, group)) for _, group in groupby(runs, key=lambda r: r.narrow)]
    cps = [sum(lengths[:i]) for i in range(len(lengths) + 1)]
    plc = struct.pack(f"<{len(cps)}I", *cps)
    for i, (place, narrow) in enumerate(pieces):
        plc += struct.pack("<HIH", 0, place * 2 | 0x40000000 if narrow else place, book.prms.get(i, 0))
    shared = b"".join(b"\x01" + struct.pack("<H", len(grpprl)) + grpprl for grpprl in book.shared)
    return shared + b"\x02" + struct.pack("<I", len(plc)) + plc


def _pages(word: bytearray, edges: list[int], lists: list[bytes], page) -> bytes:
    """Put the lists of changes on pages at the end of `word`; returns the table that leads to them."""
    firsts, numbers, at = list[int](), list[int](), 0
    while at < len(lists):
        count = len(lists) - at
        while (made := page(edges[at : at + count + 1], lists[at : at + count])) is None:
            count -= 1
            assert count, "one list of changes fills more than a page"
        firsts.append(edges[at])
        numbers.append(len(word) // PAGE)
        word += made
        at += count
    return struct.pack(f"<{2 * len(firsts) + 1}I", *firsts, edges[-1], *numbers)


def _character_page(edges: list[int], lists: list[bytes]) -> bytes | None:
    return _page(edges, lists, 1, lambda changes: bytes([len(changes)]) + changes if changes else b"")


def _paragraph_page(edges: list[int], lists: list[bytes]) -> bytes | None:
    def papx(changes: bytes) -> bytes:
        odd = len(changes) % 2
        head = bytes([(len(changes) + 1) // 2]) if odd else bytes([0, len(changes) // 2])
        return head + changes

    return _page(edges, lists, 13, papx)


def _page(edges: list[int], lists: list[bytes], entry: int, coded) -> bytes | None:
    count = len(lists)
    if count > 100:
        return None
    head = 4 * (count + 1) + entry * count
    body, at = bytearray(PAGE), PAGE - 1
    places = bytearray(entry * count)
    for i, changes in enumerate(lists):
        found = coded(changes)
        if found:
            at = (at - len(found)) // 2 * 2
            if at < head:
                return None
            body[at : at + len(found)] = found
            places[entry * i] = at // 2
    body[:head] = struct.pack(f"<{count + 1}I", *edges) + places
    body[-1] = count
    return bytes(body)


def huge(changes: bytes) -> tuple[bytes, bytes]:
    """(what the paragraph keeps, what the stream Data keeps at its beginning) of a long list of changes."""
    return change(0x6646, 0), struct.pack("<H", len(changes)) + changes


# ---- the compound file ------------------------------------------------------------------------------------------

END, FREE, FAT = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD


def ole(content: dict[str, bytes]) -> bytes:
    """A compound file; streams are padded to 4096 bytes, so that none is a short one."""
    bodies = {name: data + bytes(max(4096 - len(data), -len(data) % PAGE)) for name, data in content.items() if data}
    directory_sectors = -(-(len(bodies) + 1) // 4)
    sizes = [len(body) // PAGE for body in bodies.values()]
    total = sum(sizes) + directory_sectors
    fat_sectors = 1
    while (total + fat_sectors) * 4 > fat_sectors * PAGE:
        fat_sectors += 1
    chains: list[int] = [FAT] * fat_sectors
    starts: list[int] = []
    for size in (directory_sectors, *sizes):
        starts.append(len(chains))
        chains += [*range(len(chains) + 1, len(chains) + size), END]
    entries = _entry("Root Entry", 5, 1, FREE, END, 0)
    for i, (name, body) in enumerate(bodies.items()):
        entries += _entry(name, 2, FREE, i + 2 if i + 1 < len(bodies) else FREE, starts[i + 1], len(body))
    entries += bytes(directory_sectors * PAGE - len(entries))
    fat = struct.pack(f"<{len(chains)}I", *chains)
    fat += b"\xff" * (fat_sectors * PAGE - len(fat))
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH6x", 0x3E, 3, 0xFFFE, 9, 6)
    head += struct.pack("<IIIIIIIII", 0, fat_sectors, starts[0], 0, 4096, END, 0, END, 0)
    head += struct.pack("<109I", *range(fat_sectors), *[FREE] * (109 - fat_sectors))
    return head + fat + entries + b"".join(bodies.values())


def _entry(name: str, kind: int, child: int, right: int, start: int, size: int) -> bytes:
    raw = name.encode("utf-16-le") + b"\x00\x00"
    head = raw.ljust(64, b"\x00") + struct.pack("<HBBIII", len(raw), kind, 1, FREE, right, child)
    return head + bytes(36) + struct.pack("<IQ", start, size)
