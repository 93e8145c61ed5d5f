"""Room: storage. The text of a .doc out of its pieces, and which properties hold where ([MS-DOC] 2.4)."""

from array import array
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Generic, TypeVar

from core.errors import LedgerError
from storage.documents.package import SAFE
from storage.documents.readers.doc.binary import u8, u16, u32, u32s
from storage.documents.readers.doc.sprms import Change, changes, short_change
from storage.documents.readers.doc.streams import CHARACTERS, DAMAGED, PARAGRAPHS, PIECES, Streams

MAX_CHARACTERS = 2_000_000
MAX_RUNS = 500_000
PAGE = 512
COMPRESSED = 0x40000000
PAPX_ENTRY = 13
V = TypeVar("V")


def too_much(detail: str) -> LedgerError:
    return LedgerError(f"该 Word 文档的内容过多，未予读取，{SAFE}请核对文件来源。", detail=detail)


@dataclass(frozen=True, slots=True)
class Piece:
    """Characters [start, end) lie at byte `offset`, `size` bytes each."""

    start: int
    end: int
    offset: int
    size: int
    changes: tuple[Change, ...]

    def byte_of(self, cp: int) -> int:
        return self.offset + (cp - self.start) * self.size


class Runs(Generic[V]):
    """Stretches of bytes, each with a value, found by place."""

    def __init__(self, found: Iterator[tuple[int, int, V]]) -> None:
        # One a start, so that crossing runs of a hostile file do not multiply.
        kept: dict[int, tuple[int, int, V]] = {}
        for run in found:
            kept[run[0]] = run
            if len(kept) > MAX_RUNS:
                raise too_much(f"{MAX_RUNS} runs")
        self._found = [kept[start] for start in sorted(kept)]
        self._starts = [run[0] for run in self._found]

    def at(self, byte: int) -> V | None:
        i = bisect_right(self._starts, byte) - 1
        return self._found[i][2] if i >= 0 and byte < self._found[i][1] else None

    def ends_at(self, byte: int) -> bool:
        i = bisect_right(self._starts, byte - 1) - 1
        return i >= 0 and self._found[i][1] == byte

    def over(self, start: int, end: int) -> Iterator[tuple[int, int, V]]:
        """Those that touch [start, end), cut to it."""
        for i in range(max(bisect_right(self._starts, start) - 1, 0), len(self._found)):
            first, last, value = self._found[i]
            if first >= end:
                return
            if last > start:
                yield max(first, start), min(last, end), value


class Text:
    """All stories of a document one after another. `characters` has one character a place: surrogates stay apart."""

    def __init__(self, streams: Streams) -> None:
        self.pieces = _pieces(streams)
        self.characters = "".join([_decoded(streams.word, piece) for piece in self.pieces])
        self._starts = [piece.start for piece in self.pieces]
        self.paragraphs = Runs(_paragraph_runs(streams))
        self.character_runs = Runs(_character_runs(streams))

    def piece(self, cp: int) -> Piece:
        return self.pieces[max(bisect_right(self._starts, cp) - 1, 0)]

    def runs(self, start: int, end: int) -> Iterator[tuple[int, int, tuple[Change, ...]]]:
        """Stretches of characters with what their properties change; together they cover [start, end)."""
        while start < end:
            piece = self.piece(start)
            stop = min(end, piece.end)
            if stop <= start:
                return
            yield from self._runs_in(piece, start, stop)
            start = stop

    def _runs_in(self, piece: Piece, start: int, end: int) -> Iterator[tuple[int, int, tuple[Change, ...]]]:
        at = start
        for first, last, grpprl in self.character_runs.over(piece.byte_of(start), piece.byte_of(end)):
            a = max(piece.start + (first - piece.offset) // piece.size, at)
            b = piece.start + -(-(last - piece.offset) // piece.size)
            if a > at:
                yield at, a, piece.changes
            if b > a:
                yield a, b, changes(grpprl) + piece.changes
            at = max(at, b)
        if at < end:
            yield at, end, piece.changes


def _pieces(streams: Streams) -> list[Piece]:
    clx, at = streams.part(PIECES), 0
    shared: list[tuple[Change, ...]] = []
    while u8(clx, at) == 1:
        size = u16(clx, at + 1)
        shared.append(changes(clx[at + 3 : at + 3 + size]))
        at += 3 + size
    if u8(clx, at) != 2:
        raise LedgerError(DAMAGED, detail="no piece table")
    plc = clx[at + 5 : at + 5 + u32(clx, at + 1)]
    count = (len(plc) - 4) // 12
    places = u32s(plc, 0, count + 1)
    found: list[Piece] = []
    for i in range(count):
        piece = _piece(places[i], places[i + 1], plc[4 * (count + 1) + 8 * i :][:8], shared)
        if piece.start != (found[-1].end if found else 0) or piece.end <= piece.start:
            raise LedgerError(DAMAGED, detail=f"piece {i}: {places[i]} to {places[i + 1]}")
        if piece.end > MAX_CHARACTERS:
            raise too_much(f"{piece.end} characters")
        found.append(piece)
    if not found:
        raise LedgerError(DAMAGED, detail="no text")
    return found


def _piece(start: int, end: int, pcd: bytes, shared: list[tuple[Change, ...]]) -> Piece:
    place, prm = u32(pcd, 2), u16(pcd, 6)
    own: tuple[Change, ...] = ()
    if prm & 1:
        own = shared[prm >> 1] if prm >> 1 < len(shared) else ()
    elif prm:
        own = short_change(prm)
    if place & COMPRESSED:
        return Piece(start, end, (place & ~COMPRESSED) // 2, 1, own)
    return Piece(start, end, place, 2, own)


def _decoded(word: bytes, piece: Piece) -> str:
    """Exactly one character a place; what lies beyond the file's end reads as nothing shown."""
    length = piece.end - piece.start
    raw = word[piece.offset : piece.offset + length * piece.size]
    if piece.size == 1:
        found = raw.translate(_KEPT).decode("cp1252", "replace")
    else:
        units = array("H")
        units.frombytes(raw[: len(raw) // 2 * 2])
        found = "".join(map(chr, units))
    return found + "\x00" * (length - len(found))


# Five bytes mean nothing in cp1252.
_KEPT = bytes(0 if i in (0x81, 0x8D, 0x8F, 0x90, 0x9D) else i for i in range(256))


def _pages(streams: Streams, index: int) -> Iterator[tuple[bytes, int, tuple[int, ...]]]:
    """The 512-byte pages of a kind of property: page, number of runs, their edges in bytes."""
    plc = streams.part(index)
    count = (len(plc) - 4) // 8
    for number in dict.fromkeys(n & 0x3FFFFF for n in u32s(plc, 4 * (count + 1), count)):
        page = streams.word[number * PAGE : (number + 1) * PAGE]
        if len(page) == PAGE:
            yield page, page[-1], u32s(page, 0, page[-1] + 1)


def _character_runs(streams: Streams) -> Iterator[tuple[int, int, bytes]]:
    for page, count, edges in _pages(streams, CHARACTERS):
        for i in range(min(count, len(edges) - 1)):
            at = 2 * u8(page, 4 * (count + 1) + i)
            if at and edges[i] < edges[i + 1]:
                yield edges[i], edges[i + 1], page[at + 1 : at + 1 + u8(page, at)]


def _paragraph_runs(streams: Streams) -> Iterator[tuple[int, int, tuple[int, bytes]]]:
    """With (index of the style, list of changes)."""
    for page, count, edges in _pages(streams, PARAGRAPHS):
        for i in range(min(count, len(edges) - 1)):
            at = 2 * u8(page, 4 * (count + 1) + PAPX_ENTRY * i)
            if edges[i] < edges[i + 1]:
                yield edges[i], edges[i + 1], _papx(page, at)


def _papx(page: bytes, at: int) -> tuple[int, bytes]:
    if not at:
        return 0, b""
    words = u8(page, at)
    start, size = (at + 1, 2 * words - 1) if words else (at + 2, 2 * u8(page, at + 1))
    return u16(page, start), page[start + 2 : start + size]
