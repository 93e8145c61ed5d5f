"""Room: storage. Fields in the text of a .doc: the instruction is left out, the last result shows."""

import re
from bisect import bisect_left
from dataclasses import dataclass, field

from core.document import PageField
from storage.documents.readers.doc.binary import u8, u16, u32, utf16
from storage.documents.readers.docx.fields import PAGE_TEXT, page_field

BEGIN, SEPARATE, END = "\x13", "\x14", "\x15"
_MARK = re.compile("[\x13-\x15]")
_NO_MARKS = dict.fromkeys(range(0x20))
_PARAGRAPH_END = re.compile("[\r\x07]")
TICK_BOX, CHOICE = "FORMCHECKBOX", "FORMDROPDOWN"


@dataclass(slots=True)
class Fields:
    """`shows` has a byte a character, 0 where it is not text. `inserted`: character → (text, field) to print there."""

    shows: bytearray
    inserted: dict[int, tuple[str, PageField]] = field(default_factory=dict)
    forms: dict[int, str] = field(default_factory=dict)  # the same for old-style form fields: character → kind
    _places: list[int] = field(default_factory=list)

    def settle(self) -> "Fields":
        self._places = sorted(self.inserted.keys() | self.forms.keys())
        return self

    def places(self, start: int, end: int) -> list[int]:
        return self._places[bisect_left(self._places, start) : bisect_left(self._places, end)]


def fields_of(text: str) -> Fields:
    """A mark without its partner hides nothing, so that damage never swallows text."""
    found = Fields(bytearray(b"\x01" * len(text)))
    stack: list[tuple[int, int]] = []  # begin, separator or -1
    for match in _MARK.finditer(text):
        at, mark = match.start(), match[0]
        found.shows[at] = 0
        if mark == BEGIN:
            stack.append((at, -1))
        elif stack and mark == SEPARATE:
            stack[-1] = stack[-1][0], at
        elif stack and mark == END:
            _close(found, text, *stack.pop(), at)
    return found.settle()


def _close(found: Fields, text: str, begin: int, separator: int, end: int) -> None:
    stop = separator if separator > 0 else end
    instruction = text[begin + 1 : stop]
    if _PARAGRAPH_END.search(instruction):
        return  # an instruction never leaves its paragraph
    words = instruction.translate(_NO_MARKS)
    kind = page_field(words)
    if kind:
        found.inserted[begin] = PAGE_TEXT, kind
        stop = end
    elif (form := words.strip().upper().split(" ")[0]) in (TICK_BOX, CHOICE):
        found.forms[begin] = form
    found.shows[begin:stop] = bytes(stop - begin)


def form_value(data: bytes, offset: int, kind: str) -> str:
    """What a tick box or a drop-down list shows, out of the stream Data ([MS-DOC] 2.9.78 FFData)."""
    length, header = u32(data, offset), u16(data, offset + 4)
    form = data[offset + header : offset + length]
    if u32(form, 0) != 0xFFFFFFFF:
        return ""
    result = (u8(form, 4) >> 2) & 0x1F
    name_end = 10 + 2 * u16(form, 10) + 4
    if result == 25:  # never touched: the default counts
        result = u16(form, name_end)
    if kind == TICK_BOX:
        return "☑" if result == 1 else "☐"
    return _entry(form, name_end + 2, result)


def _entry(form: bytes, at: int, wanted: int) -> str:
    """A drop-down list stands behind five strings: format, help, status, and two macros."""
    for _ in range(5):
        at += 2 + 2 * u16(form, at) + 2
    count = u32(form, at + 2)
    at += 8
    for index in range(min(count, 64)):
        length = u16(form, at)
        if index == wanted:
            return utf16(form[at + 2 : at + 2 + 2 * length])
        at += 2 + 2 * length
    return ""
