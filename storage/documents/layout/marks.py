"""Room: storage. Lines of a layout, and the marks on them: bookmarks, and words where a seal belongs."""

import re
from dataclasses import dataclass
from enum import StrEnum

from core.document import Paragraph, Role

_SEAL = re.compile(r"[（(]\s*(?:(?:单位|加盖|盖)?(?:公章|盖章|印章|签章))\s*[）)]")
_HEAD = re.compile(r"\s*(?:填报|报送|填表)单位\s*[：:]\s*\S")
_LONGEST = 120  # a longer paragraph speaks about sealing and is no place for a seal
_LEVELS = {Role.TITLE: 1, Role.HEADING_1: 2, Role.HEADING_2: 3}


class MarkKind(StrEnum):
    BOOKMARK = "bookmark"
    SEAL = "seal"  # （盖章）
    HEAD = "head"  # 填报单位：…
    SIGNATURE = "signature"  # 署名 or date at the end


@dataclass(frozen=True, slots=True)
class LineRun:
    """Text of one font on a line; x from the left of the column, all in micrometres."""

    font: int
    size: int
    x: int
    text: str
    advances: tuple[int, ...]
    underline: bool = False


@dataclass(frozen=True, slots=True)
class Mark:
    """Something whose place on the page is wanted; x and width from the left of the column."""

    kind: MarkKind
    text: str
    x: int = 0
    width: int = 0
    level: int = 0


@dataclass(slots=True)
class TextLine:
    """`gap` stands before it but not at the top of a page; `keep` forbids a page break after it."""

    height: int
    baseline: int = 0
    runs: tuple[LineRun, ...] = ()
    gap: int = 0
    keep: bool = False
    new_page: bool = False
    marks: tuple[Mark, ...] = ()

    @property
    def text(self) -> str:
        return "".join(r.text for r in self.runs)

    @property
    def start(self) -> int:
        """x of the first character."""
        return self.runs[0].x if self.runs else 0


def add_marks(lines: list[TextLine], paragraph: Paragraph) -> None:
    if level := _LEVELS.get(paragraph.role):
        title = paragraph.text.replace("\n", "").strip()
        if title:
            lines[0].marks += (Mark(MarkKind.BOOKMARK, title, level=level),)
    text = paragraph.text if len(paragraph.runs) < 40 else ""
    if "章" in text and len(text) < _LONGEST:
        _mark_word(lines, _SEAL, MarkKind.SEAL)
    elif "单位" in text[:12] and len(text) < _LONGEST:
        _mark_word(lines[:1], _HEAD, MarkKind.HEAD)


def mark_signature(lines: list[TextLine]) -> None:
    for line in lines:
        if line.text.strip():
            line.marks += (_mark(MarkKind.SIGNATURE, line, 0, len(line.text)),)


def _mark_word(lines: list[TextLine], word: re.Pattern[str], kind: MarkKind) -> None:
    for line in lines:
        if found := word.search(line.text):
            line.marks += (_mark(kind, line, found.start(), _field_end(line.text, found.end())),)


def _field_end(text: str, start: int) -> int:
    """A head line holds several fields, set apart by wide gaps; the seal stands on the first."""
    gap = re.search(r"\s{2,}|\u3000", text[start:].rstrip())
    return start + gap.start() if gap else len(text.rstrip())


def _mark(kind: MarkKind, line: TextLine, start: int, end: int) -> Mark:
    places = [run.x for run in line.runs[:1]]
    for run in line.runs:
        x = run.x
        for advance in run.advances:
            x += advance
            places.append(x)
    text = line.text
    start += len(text[start:end]) - len(text[start:end].lstrip())
    end = max(start + len(text[start:end].rstrip()), start)
    return Mark(kind, text[start:end], places[start], places[end] - places[start])
