"""Room: storage. Reads a web page saved as one file (MHTML, also named .doc): the page inside, as HTML (RFC 2557)."""

from email import policy
from email.errors import MessageError
from email.message import EmailMessage
from email.parser import BytesParser

from core.document import Document
from core.errors import LedgerError
from storage.documents.package import SAFE
from storage.documents.readers.encoding import decode_text
from storage.documents.readers.html import read_html

BROKEN = f"该单个网页文件已损坏，读不出网页内容。{SAFE}请用 WPS 或 Word 打开后另存为 .docx 再试。"


def read_mhtml(data: bytes) -> Document:
    """The first page in the file; pictures and style sheets beside it are left out.

    Raises LedgerError where there is none.
    """
    try:
        message = BytesParser(policy=policy.default).parsebytes(data)
        for part in message.walk():
            if part.get_content_type() == "text/html" and isinstance(part, EmailMessage):
                return read_html(_text(part))
    # The parser looks at headers only when they are asked for, and fails in many ways at damaged ones.
    except (MessageError, ValueError, LookupError, TypeError, AttributeError, RecursionError) as e:
        raise LedgerError(BROKEN, detail=repr(e)) from e
    raise LedgerError(BROKEN, detail="no text/html")


def _text(part: EmailMessage) -> str | bytes:
    """In the encoding that the part's head names, which counts before the page's own."""
    raw = part.get_payload(decode=True)
    if not isinstance(raw, bytes):
        return b""
    charset = part.get_content_charset() or ""
    return (decode_text(raw, charset) or raw) if charset else raw
