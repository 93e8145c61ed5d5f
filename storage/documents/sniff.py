"""Room: storage. What kind of file this is, by its content: the ending of a returned file is often wrong."""

import re
from collections.abc import Iterable
from enum import StrEnum
from io import BytesIO

from core.errors import LedgerError
from storage.documents.package import open_package
from storage.documents.readers.encoding import decode_text

HEAD_BYTES = 65536


class Kind(StrEnum):
    DOCX = "docx"
    XLSX = "xlsx"
    PPTX = "pptx"
    OFD = "ofd"
    DOC = "doc"
    XLS = "xls"
    WPS = "wps"  # Kingsoft's, inside the same as .doc
    HTML = "html"
    MHTML = "mhtml"
    FLAT = "flat"  # a .docx written as one XML file
    WORD_XML = "word_xml"  # of Word 2003
    OPEN = "open"  # OpenDocument (LibreOffice) and UOF (标文通), which few offices can open
    TXT = "txt"
    PDF = "pdf"
    RTF = "rtf"
    ENCRYPTED = "encrypted"
    WORKS = "works"  # Microsoft Works, which also uses .wps
    ZIP = "zip"  # and other archives
    IMAGE = "image"
    SHORTCUT = "shortcut"  # of Windows
    EMPTY = "empty"
    UNKNOWN = "unknown"


_PACKAGES = (
    ("OFD.xml", Kind.OFD),
    ("word/", Kind.DOCX),
    ("xl/", Kind.XLSX),
    ("ppt/", Kind.PPTX),
)
_STARTS = (
    (b"%PDF-", Kind.PDF),
    (b"{\\rtf", Kind.RTF),
    (b"\x89PNG", Kind.IMAGE),
    (b"\xff\xd8\xff", Kind.IMAGE),
    (b"GIF8", Kind.IMAGE),
    (b"BM", Kind.IMAGE),
    (b"II*\x00", Kind.IMAGE),
    (b"MM\x00*", Kind.IMAGE),
    (b"Rar!", Kind.ZIP),
    (b"7z\xbc\xaf", Kind.ZIP),
    (b"\x1f\x8b", Kind.ZIP),
    (b"L\x00\x00\x00\x01\x14\x02\x00", Kind.SHORTCUT),
)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_FLAT = re.compile(r"<pkg:package[\s>]")
_WORD_XML = re.compile(r"<w:wordDocument[\s>]|progid=.Word\.Document")
_OPEN = re.compile(r"<(?:uof:UOF|office:document)[\s>]")
_MHTML = re.compile(r"^(MIME-Version|Content-Type:\s*multipart/related)", re.IGNORECASE | re.MULTILINE)
_HTML = re.compile(r"<(!doctype\s+html|html|head|body|meta|title|table|div|p|span|h[1-6])[\s>/]", re.IGNORECASE)
_TAG_FIRST = re.compile(r"\s*<")


def kind_of(data: bytes, name: str = "") -> Kind:
    """Never raises. `name` decides only between kinds that are alike inside (.doc and .wps), and for a broken zip."""
    if not data.strip(b"\x00\t\r\n "):
        return Kind.EMPTY
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _package_kind(data, name)
    if data.startswith(_OLE):
        return _ole_kind(data, name)
    start = data[:1024].lstrip(b"\xef\xbb\xbf\x00\t\r\n ")
    if data[8:12] == b"WEBP" or data[4:12] in (b"ftypheic", b"ftypmif1"):
        return Kind.IMAGE
    found = next((kind for mark, kind in _STARTS if start.startswith(mark) and not _is_word(kind, mark, data)), None)
    if found is None and b"%PDF-" in data[:1024]:
        found = Kind.PDF
    return found or _text_kind(data)


def _is_word(kind: Kind, mark: bytes, data: bytes) -> bool:
    """Two letters may well begin a text."""
    return mark == b"BM" and b"\x00" not in data[:32]


def _package_kind(data: bytes, name: str) -> Kind:
    try:
        return package_kind(open_package(data, "文件").names)
    except LedgerError:  # damaged or hostile: its reader says how, where the ending tells which reader that is
        ending = name.rpartition(".")[2].lower()
        return Kind(ending) if ending in ("docx", "xlsx", "pptx", "ofd") else Kind.ZIP


def package_kind(names: Iterable[str]) -> Kind:
    """What a zip is by the names of its parts. A folder of somebody's may be called word, too: not of XML files."""
    xml = tuple(name for name in names if name.endswith(".xml"))
    if {"content.xml", "META-INF/manifest.xml"} <= set(xml) or "uof.xml" in xml:
        return Kind.OPEN
    for start, kind in _PACKAGES:
        if any(part.startswith(start) for part in xml):
            return kind
    return Kind.ZIP


def _ole_kind(data: bytes, name: str) -> Kind:
    import olefile

    try:
        with olefile.OleFileIO(BytesIO(data)) as ole:
            streams = {"/".join(path).lower() for path in ole.listdir()}
            locked = "worddocument" in streams and _is_locked(ole.openstream("WordDocument").read(12))
    except Exception:  # whatever a damaged directory makes of a library: it is no document of ours
        return Kind.UNKNOWN
    if locked or "encryptedpackage" in streams:
        return Kind.ENCRYPTED
    if "worddocument" in streams:
        return Kind.WPS if name.lower().endswith((".wps", ".wpt")) else Kind.DOC
    if streams & {"workbook", "book"}:
        return Kind.XLS
    if name.lower().endswith((".wps", ".wks", ".wdb")) or any(
        s.startswith(("contents", "matost", "mn0")) for s in streams
    ):
        return Kind.WORKS
    return Kind.UNKNOWN


def _is_locked(fib: bytes) -> bool:
    """Bit 8 of the flags in Word's file information block: encrypted or obfuscated with a password."""
    return len(fib) > 11 and bool(fib[11] & 0x01)


def _text_kind(data: bytes) -> Kind:
    text = decode_text(data[:HEAD_BYTES])
    if text is None:
        return Kind.UNKNOWN
    for marks, kind in ((_FLAT, Kind.FLAT), (_WORD_XML, Kind.WORD_XML), (_OPEN, Kind.OPEN)):
        if marks.search(text[:4096]):
            return kind
    if _MHTML.search(text[:2000]):
        return Kind.MHTML
    # A text may quote a tag; a page begins with one.
    if _HTML.search(text) and (_TAG_FIRST.match(text) or re.search(r"<html[\s>]", text, re.IGNORECASE)):
        return Kind.HTML
    return Kind.TXT
