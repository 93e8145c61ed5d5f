"""Room: storage. The sections of a .doc: where they end, on what paper they stand, and their headers and footers."""

from dataclasses import dataclass
from itertools import pairwise

from core.document import PageSetup, mm
from storage.documents.readers.doc.binary import i16, u8, u16, u32s
from storage.documents.readers.doc.sprms import changes
from storage.documents.readers.doc.streams import HEADERS, SECTIONS, Streams

MM_PER_TWIP = 25.4 / 1440
ENTRY = 12
MAX_SECTIONS = 2000
STORIES_BEFORE, STORIES = 6, 6  # separators of notes; then even, odd header, even, odd footer, first of both
ODD_HEADER, ODD_FOOTER = 1, 3
# What a section's properties say of the page, and Word's own values in twips.
PAPER = {
    0xB01F: ("width", 12240),
    0xB020: ("height", 15840),
    0x9023: ("top", 1440),
    0xB022: ("right", 1800),
    0x9024: ("bottom", 1440),
    0xB021: ("left", 1800),
    0xB025: ("gutter", 0),
}
BREAK, CONTINUOUS = 0x3009, 0


@dataclass(frozen=True, slots=True)
class Part:
    """A section: characters [start, end)."""

    start: int
    end: int
    page: PageSetup
    begins_page: bool


def section_ends(streams: Streams) -> frozenset[int]:
    return frozenset(_edges(streams)[1:])


def parts_of(streams: Streams, end: int) -> list[Part]:
    """The sections of the body, which ends at `end`."""
    edges = _edges(streams)
    table = streams.part(SECTIONS)
    parts: list[Part] = []
    for i, start in enumerate(edges[:-1]):
        stop = end if i == len(edges) - 2 else min(edges[i + 1], end)
        if start < stop:
            place = int.from_bytes(table[4 * len(edges) + ENTRY * i + 2 :][:4], "little")
            parts.append(_part(start, stop, streams.word, place))
    return parts or [Part(0, end, PageSetup(), True)]


def margin_stories(streams: Streams, section: int) -> tuple[tuple[int, int], tuple[int, int]]:
    """Where header and footer of ordinary pages stand, in characters; empty where the section goes on with those of
    the one before."""
    places = u32s(streams.part(HEADERS), 0, STORIES_BEFORE + STORIES * MAX_SECTIONS + 2)
    start, end = streams.story(2)

    def story(which: int) -> tuple[int, int]:
        at = STORIES_BEFORE + STORIES * section + which
        if at + 1 >= len(places):
            return start, start
        return start + places[at], min(start + places[at + 1], end)

    return story(ODD_HEADER), story(ODD_FOOTER)


def _edges(streams: Streams) -> tuple[int, ...]:
    table = streams.part(SECTIONS)
    count = min((len(table) - 4) // (4 + ENTRY), MAX_SECTIONS)
    edges = u32s(table, 0, (len(table) - 4) // (4 + ENTRY) + 1)[: count + 1]
    return edges if len(edges) > 1 and all(a < b for a, b in pairwise(edges)) else ()


def _part(start: int, end: int, word: bytes, place: int) -> Part:
    found = dict(PAPER.values())
    kind = 2
    if place not in (0, 0xFFFFFFFF):
        for code, operand in changes(word[place + 2 : place + 2 + u16(word, place)]):
            if code in PAPER:
                name = PAPER[code][0]
                signed = name in ("top", "bottom")  # negative: exactly so much, whatever the header needs
                found[name] = abs(i16(operand, 0)) if signed else u16(operand, 0)
            elif code == BREAK:
                kind = u8(operand, 0)
    lengths = {name: mm(twips * MM_PER_TWIP) for name, twips in found.items()}
    page = PageSetup(
        lengths["width"],
        lengths["height"],
        lengths["top"],
        lengths["right"],
        lengths["bottom"],
        mm(lengths["left"] + lengths["gutter"]),
    )
    return Part(start, end, page, kind != CONTINUOUS)
