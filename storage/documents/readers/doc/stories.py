"""Room: storage. Reads a stretch of a .doc's text into blocks: paragraphs, tables with nested ones, text boxes."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, replace

from core.document import PLAIN, Block, PageField, Paragraph, Run, join_runs
from storage.documents.readers.doc.binary import u8, u16
from storage.documents.readers.doc.boxes import TextBoxes
from storage.documents.readers.doc.divisions import division_of
from storage.documents.readers.doc.fields import fields_of, form_value
from storage.documents.readers.doc.lists import numbering_of
from storage.documents.readers.doc.looks import CHARACTER_STYLE, Looks
from storage.documents.readers.doc.sections import section_ends
from storage.documents.readers.doc.sprms import (
    C_DELETED,
    C_PICTURE,
    C_SYMBOL,
    C_VANISH,
    P_DEPTH,
    P_IN_TABLE,
    P_INNER_CELL,
    P_INNER_ROW_END,
    P_LEVEL,
    P_LIST,
    P_ROW_END,
    Change,
    changes,
    last,
    unfolded,
    whole,
)
from storage.documents.readers.doc.streams import Streams
from storage.documents.readers.doc.styles import Styles
from storage.documents.readers.doc.tables import OpenTable
from storage.documents.readers.doc.text import Text, too_much
from storage.documents.readers.docx.symbols import symbol
from storage.documents.readers.docx.walker import NUMBERED_ENDS

MAX_WORK = 5_000_000  # characters read, and so many for each paragraph:
PARAGRAPH = 20
MAX_DEPTH = 16
MAX_LIST = 0x7FE
PAGE_BREAK = "\x0c"
PROMPTS = frozenset(("placeholder text", "占位符文本"))
_ENDS = re.compile("[\r\x07\x0c]")
_SURROGATE = re.compile("[\ud800-\udfff]")
# What a character of the text shows; other control characters are places of pictures, notes and the like.
_SHOWN = dict.fromkeys((*range(32), 65534, 65535)) | {0x09: "\t", 0x0B: "\n", 0x1E: "-"}

Piece = tuple[str, tuple[Change, ...], PageField]


@dataclass(frozen=True, slots=True)
class Mark:
    """A paragraph by its end: [start, end) is its text, the mark not included."""

    start: int
    end: int
    sign: str
    style: int
    changes: tuple[Change, ...]
    gone: bool  # the mark is a tracked deletion
    hidden: bool

    @property
    def depth(self) -> int:
        """In how many tables it stands."""
        told = whole(self.changes, P_DEPTH)
        return min(told, MAX_DEPTH) if told else int(self.says(P_IN_TABLE))

    def says(self, code: int) -> bool:
        return bool(whole(self.changes, code))

    @property
    def ends_row(self) -> bool:
        return self.says(P_INNER_ROW_END if self.depth > 1 else P_ROW_END)

    @property
    def ends_cell(self) -> bool:
        return self.says(P_INNER_CELL) if self.depth > 1 else self.sign == "\x07"


class Stories:
    """All stories of one document; lists count through them in the order in which they are read."""

    def __init__(self, streams: Streams, look: bool) -> None:
        self._streams = streams
        self._text = Text(streams)
        self._styles = Styles(streams)
        self._numbering = numbering_of(streams)
        self._looks = Looks(streams, self._styles) if look else None
        self._fields = fields_of(self._text.characters)
        self._section_ends = section_ends(streams)
        self._boxes = TextBoxes(streams)
        self._work = 0
        self._break_next = False

    def blocks(self, start: int, end: int) -> tuple[Block, ...]:
        """The blocks of characters [start, end)."""
        tables: list[OpenTable] = []
        found: list[Block] = []
        joined: list[Piece] = []
        for mark in self._marks(start, min(end, len(self._text.characters))):
            depth = mark.depth
            while len(tables) > depth:
                self._close(tables, found)
            tables += (OpenTable() for _ in range(depth - len(tables)))
            pieces = joined + list(self._pieces(mark))
            joined = []
            if depth and mark.ends_row:
                tables[-1].end_row(division_of(mark.changes), mark.gone)
            elif mark.gone and mark.sign == "\r" and not mark.ends_cell:
                joined = pieces  # a deleted paragraph mark joins its paragraph to the next
            else:
                into = tables[-1].blocks if tables else found
                into += self._paragraph(mark, pieces)
                if depth and mark.ends_cell:
                    tables[-1].end_cell()
        while tables:
            self._close(tables, found)
        return tuple(found)

    def _close(self, tables: list[OpenTable], found: list[Block]) -> None:
        table = tables.pop().finished(self._looks is not None)
        if table:
            (tables[-1].blocks if tables else found).append(table)

    def _marks(self, start: int, end: int) -> Iterator[Mark]:
        text = self._text
        at = start
        for match in _ENDS.finditer(text.characters, start, end):
            stop = match.start()
            byte = text.piece(stop).byte_of(stop)
            # A page break ends a paragraph only where the file has it so.
            ends = text.paragraphs.ends_at(byte + text.piece(stop).size) or stop + 1 in self._section_ends
            if match[0] == PAGE_BREAK and not ends:
                continue
            yield self._mark(at, stop, match[0])
            at = stop + 1
        if at < end and text.characters[at:end].strip("\x00"):
            yield self._mark(at, end, "")

    def _mark(self, start: int, end: int, sign: str) -> Mark:
        self._work += PARAGRAPH + end - start
        if self._work > MAX_WORK:
            raise too_much(f"{MAX_WORK} characters")
        piece = self._text.piece(end)
        style, grpprl = self._text.paragraphs.at(piece.byte_of(end)) or (0, b"")
        found = unfolded(changes(grpprl), self._streams.data) + piece.changes
        (_, _, of_mark) = next(self._text.runs(end, end + 1), (0, 0, ()))
        return Mark(start, end, sign, style, found, bool(whole(of_mark, C_DELETED)), self._hides(style, of_mark))

    def _hides(self, style: int, found: tuple[Change, ...]) -> bool:
        """Hidden text, also by a style; 0x80 is "as the style", 0x81 the other way round."""
        if not any(code in (C_VANISH, CHARACTER_STYLE) for code, _ in found) and not self._styles.hides(style):
            return False
        base = self._styles.hides(style)
        named = whole(found, CHARACTER_STYLE)
        base = base or (named is not None and self._styles.hides(named))
        told = whole(found, C_VANISH)
        if told is None:
            return base
        return base != bool(told & 1) if told >= 0x80 else bool(told)

    def _is_prompt(self, found: tuple[Change, ...]) -> bool:
        """The grey text of an unfilled content control (「单击此处输入文字」), which is not the clerk's."""
        style = whole(found, CHARACTER_STYLE)
        return style is not None and self._styles.name(style) in PROMPTS

    # ---- the text of one paragraph -----------------------------------------------------------------------------

    def _pieces(self, mark: Mark) -> Iterator[Piece]:
        places = self._fields.places(mark.start, mark.end)
        for start, end, found in self._text.runs(mark.start, mark.end):
            if whole(found, C_DELETED) or self._hides(mark.style, found) or self._is_prompt(found):
                continue
            inner = places[bisect_left(places, start) : bisect_left(places, end)]
            cuts = sorted({start, *inner})
            for a, b in zip(cuts, (*cuts[1:], end), strict=True):
                if a in self._fields.inserted:
                    yield self._fields.inserted[a][0], found, self._fields.inserted[a][1]
                elif a in self._fields.forms:
                    yield self._form(a, mark.end), found, PageField.NONE
                shown = self._shown(a, b, found)
                if shown:
                    yield shown, found, PageField.NONE

    def _shown(self, start: int, end: int, found: tuple[Change, ...]) -> str:
        text, visible = self._text.characters[start:end], self._fields.shows
        if visible.find(0, start, end) >= 0:
            text = "".join([char for char, shown in zip(text, visible[start:end], strict=True) if shown])
        sign = last(found, C_SYMBOL)
        if sign and text.strip("(\x00") == "":
            return symbol(f"{u16(sign, 2):04X}") * len(text)
        text = text.translate(_SHOWN)
        if _SURROGATE.search(text):
            text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "ignore")
        return text

    def _form(self, begin: int, end: int) -> str:
        """The form field's value is found through the picture character in its instruction."""
        for _, _, found in self._text.runs(begin, end):
            place = whole(found, C_PICTURE)
            if place is not None:
                return form_value(self._streams.data, place, self._fields.forms[begin])
        return ""

    def _paragraph(self, mark: Mark, pieces: list[Piece]) -> list[Block]:
        label = self._label(mark, bool(pieces))
        found: list[Block] = []
        if pieces or label or not mark.hidden:
            found.append(self._made(mark, pieces, label))
        for start, end in self._boxes.anchored(mark.start, mark.end + 1):
            found += self.blocks(start, end)
        return found

    def _made(self, mark: Mark, pieces: list[Piece], label: str) -> Paragraph:
        role = self._styles.role(mark.style)
        if self._looks is None:
            words = label + "".join([piece[0] for piece in pieces])
            return Paragraph((Run(words),) if words else (), role)
        in_table = mark.depth > 0
        runs = [Run(p[0], self._looks.text(mark.style, p[1], role, in_table), p[2]) for p in pieces]
        if label:
            runs.insert(0, Run(label, runs[0].look if runs else PLAIN))
        look = self._looks.paragraph(mark.style, mark.changes)
        if self._breaks_before(mark) and not in_table:
            look = replace(look, page_break_before=True)
        return Paragraph(join_runs(runs), role, look)

    def _breaks_before(self, mark: Mark) -> bool:
        """Whether a page break stands at the paragraph's beginning or at the end of the one before it."""
        words = self._text.characters[mark.start : mark.end]
        before, ended = words.startswith(PAGE_BREAK), PAGE_BREAK in words[1:] or mark.sign == PAGE_BREAK
        before, self._break_next = before or self._break_next, ended and mark.end + 1 not in self._section_ends
        return before

    def _label(self, mark: Mark, followed: bool) -> str:
        """The automatic number, as text; "" where the paragraph has none."""
        number, level = whole(mark.changes, P_LIST), whole(mark.changes, P_LEVEL)
        if number is None:
            number, of_style = self._styles.numbering(mark.style)
            level = of_style if level is None else level
        if not number or number > MAX_LIST:
            return ""
        label = self._numbering.label(str(number), u8(bytes([level or 0]), 0))
        if not followed:
            return label.rstrip()
        return label if not label or label[-1] in NUMBERED_ENDS else label + " "
