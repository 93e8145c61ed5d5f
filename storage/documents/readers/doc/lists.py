"""Room: storage. The lists of a .doc, so that Word's automatic numbers become text ([MS-DOC] 2.4.6.3)."""

from storage.documents.readers.doc.binary import u8, u16, u32
from storage.documents.readers.doc.streams import LIST_OVERRIDES, LISTS, Streams
from storage.documents.readers.docx.numbering import Level, Numbering

LIST_SIZE, LEVEL_SIZE, OVERRIDE_SIZE = 28, 28, 16
MAX_LISTS = 4000
LEVELS = 9
# Number forms by their code in the file, as .docx names them; what is not listed prints as 1, 2, 3.
FORMS = {
    1: "upperRoman",
    2: "lowerRoman",
    3: "upperLetter",
    4: "lowerLetter",
    10: "ideographDigital",
    11: "japaneseCounting",
    14: "decimalFullWidth",
    16: "chineseLegalSimplified",
    17: "japaneseDigitalTenThousand",
    18: "decimalEnclosedCircle",
    19: "decimalFullWidth2",
    22: "decimalZero",
    23: "bullet",
    26: "decimalEnclosedFullstop",
    27: "decimalEnclosedParen",
    28: "decimalEnclosedCircleChinese",
    29: "ideographEnclosedCircle",
    30: "ideographTraditional",
    31: "ideographZodiac",
    33: "taiwaneseCounting",
    35: "taiwaneseCountingThousand",
    36: "taiwaneseDigital",
    37: "chineseCounting",
    38: "chineseLegalSimplified",
    39: "chineseCountingThousand",
    57: "numberInDash",
    255: "none",
}
SUFFIXES = ("tab", "space", "nothing")


def numbering_of(streams: Streams) -> Numbering:
    """Lists are known by their place in the file, counted from 1, as text: "1"."""
    numbering = Numbering(None)
    lists = _lists(streams)
    table = streams.part(LIST_OVERRIDES)
    count = min(u32(table, 0), MAX_LISTS)
    at = 4 + OVERRIDE_SIZE * count
    for i in range(count):
        entry = table[4 + OVERRIDE_SIZE * i :][:OVERRIDE_SIZE]
        key = u32(entry, 0)
        levels, starts = dict(lists.get(key, {})), dict[int, int]()
        at = _overridden(table, at + 4, u8(entry, 12), levels, starts)
        numbering.add(str(i + 1), str(key), levels, starts)
    return numbering


def _lists(streams: Streams) -> dict[int, dict[int, Level]]:
    """The levels stand behind the lists, outside the length that the file gives."""
    start, length = streams.place(LISTS)
    table = streams.table
    count = min(u16(table, start), MAX_LISTS) if length else 0
    at = start + 2 + LIST_SIZE * count
    found: dict[int, dict[int, Level]] = {}
    for i in range(count):
        entry = table[start + 2 + LIST_SIZE * i :][:LIST_SIZE]
        if len(entry) < LIST_SIZE:
            break
        levels: dict[int, Level] = {}
        for index in range(1 if u8(entry, 26) & 1 else LEVELS):
            levels[index], at = _level(table, at)
        found[u32(entry, 0)] = levels
    return found


def _overridden(table: bytes, at: int, count: int, levels: dict[int, Level], starts: dict[int, int]) -> int:
    """What one use of a list has of its own; returns where the next one's stands."""
    for _ in range(min(count, LEVELS)):
        start, flags = u32(table, at), u32(table, at + 4)
        index = flags & 0xF
        at += 8
        if flags & 0x20:
            levels[index], at = _level(table, at)
        elif flags & 0x10:
            starts[index] = start
    return at


def _level(table: bytes, at: int) -> tuple[Level, int]:
    """One level and where the next one starts."""
    flags = u8(table, at + 5)
    text_at = at + LEVEL_SIZE + u8(table, at + 24) + u8(table, at + 25)
    length = u16(table, text_at)
    signs = [u16(table, text_at + 2 + 2 * i) for i in range(min(length, 256))]
    level = Level(
        start=u32(table, at),
        form=FORMS.get(u8(table, at + 4), "decimal"),
        text="".join(f"%{sign + 1}" if sign < LEVELS else chr(sign) for sign in signs if not 0xD800 <= sign < 0xE000),
        suffix=SUFFIXES[min(u8(table, at + 15), 2)],
        restart=u8(table, at + 26) if flags & 0x08 else None,
        legal=bool(flags & 0x04),
        style="",
    )
    return level, text_at + 2 + 2 * length
