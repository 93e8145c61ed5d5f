"""Room: storage. The text boxes of a .doc: a story of their own, tied to places in the body by the shapes' numbers."""

from bisect import bisect_left

from storage.documents.readers.doc.binary import u32, u32s
from storage.documents.readers.doc.streams import BODY_SHAPES, TEXT_BOXES, Streams

SHAPE_ENTRY, BOX_ENTRY = 26, 22
SHAPE_IN_BOX = 14  # where a box says to which shape it belongs
STORY = 6
MAX_BOXES = 5000


class TextBoxes:
    """The boxes of the body; those in headers are left out."""

    def __init__(self, streams: Streams) -> None:
        ranges = dict(_ranges(streams))
        anchors = streams.part(BODY_SHAPES)
        count = min((len(anchors) - 4) // (4 + SHAPE_ENTRY), MAX_BOXES)
        size = (len(anchors) - 4) // (4 + SHAPE_ENTRY) + 1
        places = u32s(anchors, 0, size)[:count]
        found = [
            (cp, u32(anchors, 4 * size + SHAPE_ENTRY * i)) for i, cp in enumerate(places) if cp < streams.story(0)[1]
        ]
        self._found = sorted((cp, ranges[shape]) for cp, shape in found if shape in ranges)

    def anchored(self, start: int, end: int) -> list[tuple[int, int]]:
        """Where the texts stand of boxes tied to [start, end); each is given once."""
        first, stop = bisect_left(self._found, (start,)), bisect_left(self._found, (end,))
        found = [text for _, text in self._found[first:stop]]
        del self._found[first:stop]
        return found


def _ranges(streams: Streams) -> list[tuple[int, tuple[int, int]]]:
    """(shape, characters [start, end)), the last paragraph mark left out; the last entry of the table is none."""
    table = streams.part(TEXT_BOXES)
    size = (len(table) - 4) // (4 + BOX_ENTRY) + 1
    places = u32s(table, 0, size)
    start, end = streams.story(STORY)
    found: list[tuple[int, tuple[int, int]]] = []
    for i in range(min(size - 2, MAX_BOXES)):
        first, last = start + places[i], min(start + places[i + 1], end)
        if streams.story(0)[1] <= first < last:
            found.append((u32(table, 4 * size + BOX_ENTRY * i + SHAPE_IN_BOX), (first, last)))
    return found
