"""Room: core. 版本码: a short code of what a document visibly says, to tell two versions apart (docs/decisions.md)."""

import hashlib
from collections.abc import Iterable

from core.document import Block, Document, Paragraph

FACT = "版本码"  # its name among the facts of an OFD (CustomDatas) and in the data attached to one
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's base32: no I, L, O or U to misread
LENGTH = 12


def document_code(document: Document) -> str:
    """The version code of a whole document: its paragraphs and cells in reading order, blank ones left out."""
    return version_code(text for text in _fields(document.blocks) if text.strip())


def _fields(blocks: Iterable[Block]) -> Iterable[str]:
    for block in blocks:
        if isinstance(block, Paragraph):
            yield block.text
        else:
            yield from (cell.text for row in block.rows for cell in row.cells)


def version_code(fields: Iterable[str]) -> str:
    """First 12 Crockford-base32 characters of the SHA-256 over the visible fields, in order, without white space.

    Fields that are blank count: an emptied cell is another version. Footer and embedded data are not fields.
    """
    squeezed = ("".join(text.split()) for text in fields)
    number = int.from_bytes(hashlib.sha256("\n".join(squeezed).encode()).digest())
    return "".join(ALPHABET[number >> shift & 31] for shift in range(251, 251 - 5 * LENGTH, -5))
