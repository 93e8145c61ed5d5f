"""Room: storage. Opens any document that some reader of ours understands; of the others it says what to do."""

from collections.abc import Callable
from pathlib import Path

from core.document import Document
from core.errors import LedgerError, NotYetSupported
from storage.documents.package import SAFE, read_file
from storage.documents.sniff import Kind, kind_of

SAVE_AS = f"{SAFE}请用 WPS 或 Word 打开，另存为 .docx 后再试。"
NOT_YET = {
    Kind.WORD_XML: "是 Word 2003 的 XML 文档",
    Kind.OPEN: "是 OpenDocument（.odt、.ods）或 UOF（.uot、.uos）文档",
}
REFUSED = {
    Kind.RTF: f"是 RTF 文档，本程序不读取这种格式。{SAVE_AS}",
    Kind.ENCRYPTED: f"设有打开密码，无法读取。{SAFE}请在 WPS 或 Word 中取消密码后再试。",
    Kind.WORKS: f"是微软 Works 文档，不是 WPS 文字文档，无法读取。{SAFE}请发送方改用 .docx 格式报送。",
    Kind.PPTX: f"是演示文稿，不是文字材料。{SAFE}请核对是否选错了文件。",
    Kind.ZIP: f"是压缩包，不是文档。{SAFE}请先解压，再打开里面的文件。",
    Kind.IMAGE: f"是图片，本程序不识别图片里的文字。{SAFE}请向发送方索取可编辑的 .docx 文件。",
    Kind.SHORTCUT: f"是快捷方式，不是文件本身。{SAFE}请发送方重发原来的文件。",
    Kind.EMPTY: f"是空文件，没有任何内容。{SAFE}请向发送方重新索取。",
    Kind.UNKNOWN: f"不是本程序认识的文档格式，或者已损坏。{SAFE}请确认文件类型，或向发送方重新索取。",
}


def read_document(path: Path, look: bool = False) -> Document:
    """Read a file of any readable kind. `look` as of read_docx. Raises as read_opened does."""
    data = read_file(path)
    return read_opened(data, kind_of(data, path.name), path.name, look)


def read_opened(data: bytes, kind: Kind, name: str, look: bool = False) -> Document:
    """Read a file held in memory; `name` is for the messages.

    Raises NotYetSupported for a kind without a reader, LedgerError for what cannot be read at all.
    """
    if kind in REFUSED:
        raise LedgerError(f"「{name}」{REFUSED[kind]}")
    reader = READERS.get(kind)
    if reader is None:
        raise NotYetSupported(f"「{name}」{NOT_YET[kind]}，本版本暂不能读取。{SAVE_AS}")
    return reader(data, look)


# Each reader is loaded when the first file of its kind is read: a command reads one file and should start at once.
def _docx(data: bytes, look: bool) -> Document:
    from storage.documents.readers.docx import read_docx

    return read_docx(data, look)


def _flat(data: bytes, look: bool) -> Document:
    from storage.documents.readers.docx.flat import read_flat

    return read_flat(data, look)


def _ofd(data: bytes, look: bool) -> Document:
    from storage.documents.readers.ofd import read_ofd

    return read_ofd(data)


def _doc(data: bytes, look: bool) -> Document:
    from storage.documents.readers.doc import read_doc

    return read_doc(data, look)


def _workbook(data: bytes, look: bool) -> Document:
    from storage.documents.readers.workbook import read_workbook

    return read_workbook(data)


def _pdf(data: bytes, look: bool) -> Document:
    from storage.documents.readers.pdf import read_pdf

    return read_pdf(data)


def _mhtml(data: bytes, look: bool) -> Document:
    from storage.documents.readers.mhtml import read_mhtml

    return read_mhtml(data)


def _html(data: bytes, look: bool) -> Document:
    from storage.documents.readers.html import read_html

    return read_html(data)


def _text(data: bytes, look: bool) -> Document:
    from storage.documents.readers.text import read_text

    return read_text(data)


READERS: dict[Kind, Callable[[bytes, bool], Document]] = {
    Kind.DOCX: _docx,
    Kind.FLAT: _flat,
    Kind.DOC: _doc,
    Kind.WPS: _doc,
    Kind.PDF: _pdf,
    Kind.XLSX: _workbook,
    Kind.XLS: _workbook,
    Kind.OFD: _ofd,
    Kind.HTML: _html,
    Kind.MHTML: _mhtml,
    Kind.TXT: _text,
}
