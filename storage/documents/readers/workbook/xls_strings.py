"""Room: storage. Text in the records of an .xls ([MS-XLS] 2.5.293): two widths of characters, cut between records."""

from storage.documents.readers.doc.binary import u8, u16, u32, utf16

WIDE, READINGS, RUNS = 0x01, 0x04, 0x08
MAX_STRINGS = 1_000_000


class _Segments:
    """Bodies of a record and of those that continue it, read as one. Characters that go on in the next body begin there
    with a byte that says how wide they are."""

    def __init__(self, bodies: list[bytes], at: int = 0) -> None:
        self._bodies = bodies
        self._number = 0
        self._at = at

    @property
    def ended(self) -> bool:
        self._step()
        return self._number >= len(self._bodies)

    def _step(self) -> bool:
        """Go to the next body where this one is used up; whether that was so."""
        moved = False
        while self._number < len(self._bodies) and self._at >= len(self._bodies[self._number]):
            self._number, self._at, moved = self._number + 1, 0, True
        return moved

    def take(self, size: int) -> bytes:
        found = b""
        while len(found) < size and not self.ended:
            part = self._bodies[self._number][self._at : self._at + size - len(found)]
            found, self._at = found + part, self._at + len(part)
        return found

    def skip(self, size: int) -> None:
        while size > 0 and not self.ended:
            step = min(size, len(self._bodies[self._number]) - self._at)
            self._at, size = self._at + step, size - step

    def characters(self, count: int, wide: bool) -> str:
        found: list[str] = []
        while count > 0:
            if self._step() and self._number < len(self._bodies):
                wide, self._at = bool(u8(self._bodies[self._number], 0) & WIDE), 1
            if self._number >= len(self._bodies):
                break
            size = 2 if wide else 1
            part = self._bodies[self._number][self._at : self._at + count * size]
            part = part[: max(len(part) // size * size, 0)] or part[:0]
            if not part:
                self._at = len(self._bodies[self._number])  # half a character at the end of a damaged body
                continue
            found.append(utf16(part) if wide else part.decode("latin-1"))
            count -= len(part) // size
            self._at += len(part)
        return "".join(found)

    def text(self) -> str:
        """A length, flags, perhaps the number of runs and the size of readings, the characters, and what these take."""
        count, flags = u16(self.take(2), 0), u8(self.take(1), 0)
        runs = u16(self.take(2), 0) if flags & RUNS else 0
        readings = u32(self.take(4), 0) if flags & READINGS else 0
        found = self.characters(count, bool(flags & WIDE))
        self.skip(4 * runs + readings)
        return found


class Strings:
    """The table of a workbook's texts."""

    def __init__(self, bodies: list[bytes] | None = None) -> None:
        self._texts: list[str] = []
        if bodies:
            segments = _Segments(bodies, 8)
            while len(self._texts) < min(u32(bodies[0], 4), MAX_STRINGS) and not segments.ended:
                self._texts.append(segments.text())

    def get(self, number: int) -> str:
        return self._texts[number] if number < len(self._texts) else ""


def text_at(bodies: list[bytes], at: int) -> str:
    return _Segments(bodies, at).text()


def short_text(body: bytes, at: int, new: bool) -> str:
    """A text whose length is one byte; before Excel 97 in the encoding of the computer."""
    length = u8(body, at)
    if not new:
        return body[at + 1 : at + 1 + length].decode("gb18030", "ignore")
    if u8(body, at + 1) & WIDE:
        return utf16(body[at + 2 : at + 2 + 2 * length])
    return body[at + 2 : at + 2 + length].decode("latin-1")
