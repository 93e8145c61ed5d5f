"""Room: storage. Reads HTML into the neutral Document, as a browser would show it (docs/formats/html.md)."""

import re

from lxml import etree, html

from core.document import Document, Section
from core.errors import LedgerError
from storage.documents.readers.encoding import decode_text
from storage.documents.readers.html.walker import Walker

_CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]+)", re.IGNORECASE)
_HEAD_BYTES = 4096
_MOST_TAGS = 400_000  # a page of 20,000 rows has fewer; one beyond fills memory and keeps a clerk waiting
_NO_NULLS = str.maketrans("", "", "\x00")


def read_html(data: bytes | str) -> Document:
    """Text, tables, headings, lists, and how text is aligned; menus and the like of a web page are text too.

    Raises LedgerError for what is no text at all.
    """
    text = data if isinstance(data, str) else _decoded(data)
    if text.count("<") > _MOST_TAGS:
        raise LedgerError("该网页过大，未予读取，原文件未作任何改动。请在浏览器中只复制需要的表格，存为文件后再试。")
    parser = html.HTMLParser(encoding="utf-8", huge_tree=False, no_network=True, remove_comments=True, remove_pis=True)
    try:
        # As bytes: a string that begins with an XML declaration would be refused.
        root = html.document_fromstring(text.translate(_NO_NULLS).encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError):
        return Document((Section(),))  # nothing in it
    if any(entry.type == etree.ErrorTypes.ERR_RESOURCE_LIMIT for entry in parser.error_log):
        # The parser drops what lies deeper, and text must never be lost in silence.
        raise LedgerError(
            "该网页的结构层层嵌套过深，无法完整读取，原文件未作任何改动。请在浏览器中复制全文，存为文本文件后再试。"
        )
    title = " ".join((root.findtext(".//title") or "").split())
    return Document((Section(Walker().blocks(root)),), title=title)


def _decoded(data: bytes) -> str:
    found = _CHARSET.search(data[:_HEAD_BYTES])
    text = decode_text(data, found[1].decode() if found else "")
    if text is None:
        raise LedgerError("该网页文件已损坏，原文件未作任何改动。请向发送方重新索取。")
    return text
