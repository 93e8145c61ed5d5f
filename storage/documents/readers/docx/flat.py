"""Room: storage. A .docx that Word saved as one XML file (Flat OPC): its parts are put into a zip and read as ever."""

from base64 import b64decode
from io import BytesIO
from zipfile import ZIP_STORED, ZipFile

from lxml import etree

from core.document import Document
from core.errors import LedgerError
from storage.documents.package import SAFE, parse_xml
from storage.documents.readers.docx import read_docx

PKG = "{http://schemas.microsoft.com/office/2006/xmlPackage}"
WHAT = "Word XML 文档"


def read_flat(data: bytes, look: bool = False) -> Document:
    """`look` as of read_docx. Raises LedgerError as that does."""
    target = BytesIO()
    try:
        with ZipFile(target, "w", ZIP_STORED) as archive:
            for part in parse_xml(data, WHAT).iterchildren(f"{PKG}part"):
                archive.writestr((part.get(f"{PKG}name") or "").lstrip("/"), _content(part))
    except ValueError as e:
        raise LedgerError(
            f"该 {WHAT}已损坏，无法读取。{SAFE}请用 WPS 或 Word 打开后另存为 .docx 再试。", repr(e)
        ) from e
    return read_docx(target.getvalue(), look)


def _content(part: etree._Element) -> bytes:
    held = next(
        (root for inner in part.iterchildren(f"{PKG}xmlData") for root in inner.iterchildren(etree.Element)), None
    )
    if held is not None:
        return etree.tostring(held, encoding="UTF-8", xml_declaration=True)
    return b64decode(part.findtext(f"{PKG}binaryData") or "")
