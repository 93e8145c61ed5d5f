"""Room: storage. Opens a .doc or Kingsoft .wps: its streams, and the file information block that says what is where.

[MS-DOC] 2.5: numbers in comments are byte offsets in the block.
"""

import struct
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from core.errors import LedgerError
from storage.documents.package import SAFE, read_file
from storage.documents.readers.doc.binary import u16, u32

WORD_97 = 193  # nFib: what is older has other structures
SAVE_AS = "请用 WPS 或 Word 打开，另存为 .docx 后再试。"
DAMAGED = f"该 Word 97-2003 文档已损坏，无法读取。{SAFE}请用 WPS 或 Word 打开后另存为 .docx 再试，或向发送方重新索取。"
PAIRS_AT, PAIRS = 154, 186
# Indexes into the pairs of (offset, length) in the table stream.
STYLES, SECTIONS, HEADERS, CHARACTERS, PARAGRAPHS, FONTS = 1, 6, 11, 12, 13, 15
PIECES, BODY_SHAPES, TEXT_BOXES, LISTS, LIST_OVERRIDES = 33, 40, 56, 73, 74


@dataclass(frozen=True, slots=True)
class Streams:
    """`word` holds the information block, text and properties, `table` what leads to them, `data` long properties."""

    word: bytes
    table: bytes
    data: bytes

    def part(self, index: int) -> bytes:
        """A structure of the table stream; empty where the file has none or says nonsense."""
        offset, length = self.place(index)
        return self.table[offset : offset + length]

    def place(self, index: int) -> tuple[int, int]:
        if index >= min(u16(self.word, PAIRS_AT - 2), PAIRS):
            return 0, 0
        return u32(self.word, PAIRS_AT + 8 * index), u32(self.word, PAIRS_AT + 8 * index + 4)

    def story(self, index: int) -> tuple[int, int]:
        """[start, end) in characters: 0 body, 1 footnotes, 2 headers, 3 macros, 4 notes, 5 endnotes, 6 text boxes."""
        lengths = [u32(self.word, 76 + 4 * i) for i in range(index + 1)]
        return sum(lengths[:-1]), sum(lengths)


def open_doc(source: bytes | Path) -> Streams:
    """Raises LedgerError for what is damaged, older than Word 97, protected with a password, or no Word document."""
    data = read_file(source) if isinstance(source, Path) else source
    word, tables, rest = _streams(data)
    if len(word) < PAIRS_AT:
        raise LedgerError(DAMAGED, detail=f"WordDocument: {len(word)} bytes")
    if u16(word, 0) != 0xA5EC or u16(word, 2) < WORD_97:
        raise LedgerError(f"该文件是 Word 95 或更早版本的文档，本程序不读取这种格式。{SAFE}{SAVE_AS}")
    flags = u16(word, 10)
    if flags & 0x0100:
        raise LedgerError(f"该 Word 文档设有打开密码，无法读取。{SAFE}请在 WPS 或 Word 中取消密码后再试。")
    table = tables[1] if flags & 0x0200 else tables[0]
    if not table:
        raise LedgerError(DAMAGED, detail="no table stream")
    return Streams(word, table, rest)


def _streams(data: bytes) -> tuple[bytes, tuple[bytes, bytes], bytes]:
    import olefile

    try:
        with olefile.OleFileIO(BytesIO(data)) as ole:
            names = ("WordDocument", "0Table", "1Table", "Data")
            word, zero, one, rest = (ole.openstream(name).read() if ole.exists(name) else b"" for name in names)
    # olefile's own checks let some damage through to these.
    except (OSError, ValueError, LookupError, TypeError, AttributeError, struct.error, RecursionError) as e:
        raise LedgerError(DAMAGED, detail=repr(e)) from e
    if not word:
        raise LedgerError(f"该文件不是 Word 文档，或者缺少正文。{SAFE}{SAVE_AS}")
    return word, (zero, one), rest
