"""Room: storage. The end of an official document: 署名 and date, kept with the text and given room for the seal."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from core.document import Align, Block, Paragraph

_DATE = re.compile(r"[（(]?\s*(?:\d{2,4}|[二〇○零一三四五六七八九]{4}|[×xX_\s]{2,4})\s*年\s*[\d一二三四五六七八九十×xX_\s]{1,3}\s*月"
                   r"\s*[\d一二三四五六七八九十×xX_\s]{1,3}\s*日\s*[）)]?(?:\s*[（(][盖公]?[公印]?章[）)])?")  # fmt: skip
_SEAL_ONLY = re.compile(r"[（(].{0,6}章[）)]")
_MOST_AFTER = 3  # notes such as （此件公开发布） may follow the date
_MOST_SIGNERS = 4
_LONGEST_SIGNER = 40


@dataclass(frozen=True, slots=True)
class Signature:
    """Indexes into a section's blocks: the text before it, the first line, the date."""

    before: int
    first: int
    last: int


def find_signature(blocks: Sequence[Block]) -> Signature | None:
    """The last date that stands alone near the end, with the names above it; None without one or without a body."""
    date = _date_at(blocks)
    if date is None:
        return None
    first = date
    for i in range(date - 1, max(date - 1 - _MOST_SIGNERS, -1), -1):
        if not _signs(blocks[i]):
            break
        first = i
    before = next((i for i in range(first - 1, -1, -1) if not _blank(blocks[i])), None)
    return None if before is None else Signature(before, first, date)


def _date_at(blocks: Sequence[Block]) -> int | None:
    after = 0
    for i in range(len(blocks) - 1, -1, -1):
        block = blocks[i]
        if not isinstance(block, Paragraph) or after > _MOST_AFTER:
            return None
        if _DATE.fullmatch(block.text.strip()):
            return i
        after += not _blank(block)
    return None


def _signs(block: Block) -> bool:
    """A short line that is no sentence and does not stand like body text."""
    if not isinstance(block, Paragraph) or not (text := block.text.strip()):
        return False
    if _SEAL_ONLY.fullmatch(text):
        return True
    aside = (
        block.look.align in (Align.RIGHT, Align.CENTER)
        or block.look.left_pt > 100
        or block.text.startswith(("  ", "\u3000" * 3))
    )
    return aside and len(text) <= _LONGEST_SIGNER and text[-1] not in "。；：，"


def _blank(block: Block) -> bool:
    return isinstance(block, Paragraph) and not block.text.strip()
