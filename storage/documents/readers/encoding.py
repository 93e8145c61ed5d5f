"""Room: storage. Bytes to text where nothing says how they are encoded: Chinese offices use UTF-8, GBK and UTF-16."""

import codecs
import re
from collections.abc import Iterator

_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_CONTROL = re.compile("[\x00-\x08\x0e-\x19\x1c-\x1f]")
_CUT_OFF = 4  # a character of this many bytes may be cut off at the end of a damaged download


def decode_text(data: bytes, declared: str = "") -> str | None:
    """The text, without a byte order mark; None where the bytes are no text. `declared` is tried first."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, "replace")
    texts = (_strict(data, encoding) for encoding in _encodings(data, declared))
    return next((text for text in texts if text is not None and not _CONTROL.search(text)), None)


def _encodings(data: bytes, declared: str) -> Iterator[str]:
    if declared:
        yield "gb18030" if declared.lower() in ("gb2312", "gbk", "x-gbk") else declared
    yield "utf-8"
    if b"\x00" in data:
        yield from ("utf-16-le", "utf-16-be")
    yield "gb18030"


def _strict(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except (LookupError, ValueError) as e:
        if not isinstance(e, UnicodeDecodeError):
            return None  # a declared encoding that does not exist
        return data[: e.start].decode(encoding) if e.start > 0 and len(data) - e.start < _CUT_OFF else None
