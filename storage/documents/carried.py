"""Room: storage. 附带校验数据: what a unit chose to send along in its file for the office's machine (docs/formats/附带数据.md).

Never more than the page prints, and never needed: a file without it is read in full.
"""

import json
from collections.abc import Iterator

from core.errors import LedgerError
from storage.documents.ofd_package import OfdDocument, child_text, locate, open_ofd
from storage.documents.package import Package
from storage.documents.sniff import Kind

NAME = "mingzhang.json"
PART = "customXml/mingzhang.xml"
URI = "urn:mingzhang:carried"
MOST_BYTES = 64 * 1024


def carried_unit(data: bytes, package: Package | None, kind: Kind) -> str:
    """Whose the file is by the data that it carries; "" where it carries none, or none that can be read."""
    try:
        if kind is Kind.OFD:
            return next((unit for document in open_ofd(data)[1] for unit in _in_ofd(document)), "")
        if kind is Kind.DOCX and package is not None:
            return _in_docx(package)
    except LedgerError:  # the file itself will be told of; this is a clue and no more
        pass
    return ""


def _in_ofd(document: OfdDocument) -> Iterator[str]:
    """From JSON attachments, ours or another program's, that name a unit."""
    part = document.part_of("Attachments")
    if part not in document.package:
        return
    base = part.rpartition("/")[0]
    for attachment in document.package.xml(part).iter("{*}Attachment"):
        loc = locate(document.package, base, child_text(attachment, "FileLoc"))
        if loc in document.package and (attachment.get("Format") or "").upper() == "JSON":
            unit = _unit_in(document.package.read(loc))
            if unit:
                yield unit


def _in_docx(package: Package) -> str:
    for name in package.names:
        if name.startswith("customXml/") and name.endswith(".xml"):
            data = package.read(name)
            if URI.encode() in data and len(data) <= MOST_BYTES:
                return _unit_in((package.xml(name).text or "").encode())
    return ""


def _unit_in(data: bytes) -> str:
    if len(data) > MOST_BYTES:
        return ""
    try:
        found = json.loads(data.decode("utf-8-sig"))
    except (UnicodeDecodeError, ValueError, RecursionError):
        return ""
    unit = found.get("unit") if isinstance(found, dict) else None
    return " ".join(unit.split())[:80] if isinstance(unit, str) else ""
