"""Room: storage. How large a PDF's packed streams become, before pdfium unpacks them: it would take 1 GB for one.

Streams are looked for in the bytes, whatever the file's tables say. Not seen: streams of a file that is encrypted
(opened without a password), and drawings that repeat one another (docs/formats/pdf.md).
"""

import re
import zlib
from collections.abc import Iterator

MAX_STREAM = 64 * 1024 * 1024
MAX_TOTAL = 160 * 1024 * 1024
MAX_CONTENT = 12 * 1024 * 1024  # of one page or form: pdfium makes some 20 times as much of it
MAX_LZW = 256 * 1024  # packed
STEP = 256 * 1024
KEPT = 4 * 1024 * 1024  # of an unpacked stream
LEVELS = 3  # streams packed more than once
_STREAM = re.compile(rb"(?<!end)stream(?:\r\n|\n|\r)")
_OBJECT = re.compile(rb"(\d{1,7})\s+\d{1,5}\s+obj\b")
_CONTENTS = re.compile(rb"/Contents\s*(?:\[([^\]]{0,200000})\]|(\d{1,7}\s+\d{1,5}\s+R))")
_FORM = re.compile(rb"/Subtype\s*/Form")
_OBJECTS = re.compile(rb"/Type\s*/ObjStm")
_REFERENCE = re.compile(rb"(\d{1,7})\s+\d{1,5}\s+R")
_PICTURE = re.compile(rb"/Subtype\s*/Image")
HEAD = 2000  # bytes before a stream in which its dictionary is looked for


def too_large(data: bytes) -> str:
    """Why the file is refused, for the log; "" where it is not."""
    sizes: dict[bytes, int] = {}
    total = lzw = 0
    texts = [data]  # where objects stand: the file itself, and streams of objects
    for number, head, start in _streams(data):
        size, beginning = _unpacked(data, start)
        picture = _PICTURE.search(head) is not None
        lzw += _length(head) if b"LZW" in head and not picture else 0
        sizes[number] = sizes.get(number, 0) + size
        total += 0 if picture else size
        too_much = size > (MAX_CONTENT if _FORM.search(head) else MAX_STREAM)
        if too_much or total > MAX_TOTAL or lzw > MAX_LZW:
            return f"streams of {max(size, total)} bytes, {lzw} of LZW"
        texts += [beginning] if _OBJECTS.search(head) else []
    for several, one in (names for text in texts for names in _CONTENTS.findall(text)):
        named = sum(sizes.get(number, 0) for number in _REFERENCE.findall(several or one))
        if named > MAX_CONTENT:
            return f"content of {named} bytes"
    return ""


def _streams(data: bytes) -> Iterator[tuple[bytes, bytes, int]]:
    """(object's number, what stands before the stream, where the stream starts)"""
    for match in _STREAM.finditer(data):
        head = data[max(match.start() - HEAD, 0) : match.start()]
        objects = list(_OBJECT.finditer(head))
        if objects:
            yield objects[-1][1], head[objects[-1].end() :], match.end()


def _length(head: bytes) -> int:
    found = re.search(rb"/Length\s+(\d{1,9})(?!\s+\d+\s+R)", head)
    return int(found[1]) if found else MAX_LZW


def _unpacked(data: bytes, start: int) -> tuple[int, bytes]:
    """The size of what zlib makes of the bytes from here, and its beginning; 0 where they are not packed so."""
    largest, first = 0, b""
    for _ in range(LEVELS):
        if not _is_zlib(data[start : start + 2]):
            break
        size, first = _inflated(data, start)
        largest = max(largest, size)
        data, start = first, 0
    return largest, first


def _is_zlib(head: bytes) -> bool:
    return len(head) == 2 and head[0] & 0x0F == 8 and int.from_bytes(head, "big") % 31 == 0


def _inflated(data: bytes, start: int) -> tuple[int, bytes]:
    """(whole size, or just past what is allowed; the beginning)"""
    unpacker = zlib.decompressobj()
    size, kept, at = 0, b"", start
    try:
        while not unpacker.eof and size <= MAX_STREAM and (unpacker.unconsumed_tail or at < len(data)):
            packed = unpacker.unconsumed_tail
            if not packed:
                packed, at = data[at : at + STEP], at + STEP
            made = unpacker.decompress(packed, 4 * STEP)
            size += len(made)
            kept = kept if len(kept) >= KEPT else kept + made
    except zlib.error:
        pass
    return size, kept
