"""Room: storage. A column of lines and tables, from which pages and cells take as much as fits.

Content never changes; a Cursor says how far it has been used, so that a merged cell's text can be shown again.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Union

from core.document import Block, Paragraph
from storage.documents.layout.lines import Column, lines_of
from storage.documents.layout.marks import TextLine
from storage.documents.layout.shaping import Shaper
from storage.documents.layout.style import points

if TYPE_CHECKING:
    from storage.documents.layout.table import TableBox
    from storage.documents.layout.table_parts import TableCursor, TableFragment

Item = Union[TextLine, "TableBox"]


class Content:
    """Lines and tables of some blocks, made only when they are reached: the first page need not wait for the last."""

    def __init__(self, items: Iterable[Item]) -> None:
        self._source: Iterator[Item] = iter(items)
        self._items: dict[int, Item] = {}
        self._made = self._gone = 0

    def at(self, index: int) -> Item | None:
        while self._made <= index:
            item = next(self._source, None)
            if item is None:
                return None
            self._items[self._made] = item
            self._made += 1
        return self._items[index]

    def forget(self, before: int) -> None:
        """Let go of what has been drawn; a long document would otherwise stay in memory to the end."""
        for i in range(self._gone, before):
            del self._items[i]
        self._gone = max(before, self._gone)

    def height(self, cursor: "Cursor") -> int:
        """Of all that is left."""
        total, index = 0, cursor.index
        while (item := self.at(index)) is not None:
            if isinstance(item, TextLine):
                total += item.height + (item.gap if index > cursor.index else 0)
            else:
                total += item.gap + item.height(cursor.table if index == cursor.index else None)
            index += 1
        return total


@dataclass(slots=True)
class Cursor:
    index: int = 0
    table: "TableCursor | None" = None


@dataclass(slots=True)
class Fragment:
    """What was taken: (y, line or part of a table), y from the fragment's top."""

    height: int = 0
    parts: list[tuple[int, "TextLine | TableFragment"]] = field(default_factory=list)
    finished: bool = False


def take(content: Content, cursor: Cursor, room: int, full: int, force: bool) -> Fragment:
    """Use what fits into `room` and move the cursor; nothing at all where that must wait for the next page.

    `full` is the room a fresh page would give. With `force` something is used whatever keeps it back.
    """
    taken = Fragment()
    y, start = 0, cursor.index
    while (item := content.at(cursor.index)) is not None:
        gap = item.gap if taken.parts else 0
        first = force and not taken.parts
        if isinstance(item, TextLine):
            if (y + gap + item.height > room and not first) or (item.new_page and taken.parts):
                break
            taken.parts.append((y + gap, item))
            y += gap + item.height
        else:
            part = item.take(cursor, room - y - gap, full, first)
            if part is None:
                break
            taken.parts.append((y + gap, part))
            y += gap + part.height
            if cursor.table is not None:
                taken.height = y
                return taken
        cursor.index += 1
    taken.height = y
    taken.finished = item is None
    if not taken.finished and not (isinstance(item, TextLine) and item.new_page):
        _hold_back(taken, cursor, start, force)
    return taken


def _hold_back(taken: Fragment, cursor: Cursor, start: int, force: bool) -> None:
    """Lines that must stay with what follows go to the next page, unless nothing would be left on this one."""
    keep = len(taken.parts)
    while keep and isinstance(line := taken.parts[keep - 1][1], TextLine) and line.keep:
        keep -= 1
    if keep == 0 and force:
        return
    cursor.index -= len(taken.parts) - keep
    del taken.parts[keep:]
    taken.height = max((y + part.height for y, part in taken.parts), default=0)


def items_of(blocks: Iterable[Block], column: Column, shaper: Shaper) -> Iterator[Item]:
    """Blocks as items; the space between two paragraphs is what both ask for together, as in Word."""
    from storage.documents.layout.table import TableBox

    after, blank_pt = 0, 0.0
    for block in blocks:
        if isinstance(block, Paragraph):
            # A blank paragraph carries no size of its own: it is as high as the text before it.
            blank_pt = block.runs[0].look.size_pt if block.runs else blank_pt
            here = column if block.runs else replace(column, blank_pt=blank_pt)
            lines = lines_of(block, here, shaper)
            lines[0].gap += after
            after = points(block.look.after_pt)
            yield from lines
        else:
            table = TableBox(block, column, shaper)
            table.gap, after = after, 0
            yield table
