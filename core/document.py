"""Room: core. The neutral document: every reader makes one, every writer takes one; domain code sees no format.

Values are canonical, so that read(write(d)) == d can hold: runs of one look are joined and none is empty, a cell
holds at least one paragraph, lengths on the page are whole tenths of a millimetre, lengths in text are twentieths of a
point. Use `paragraph`, `text_cell`, `mm` and `pt` to build canonical values from loose ones.

What a role looks like by itself is not said: a run names a font or a size only where it differs (`own_look`,
`told_look`). A page field's text is "1". A header or footer that shows nothing is ().
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TypeAlias


class Role(StrEnum):
    """What a paragraph is for; BODY where nothing says otherwise."""

    BODY = "body"
    TITLE = "title"
    HEADING_1 = "heading_1"  # 一、
    HEADING_2 = "heading_2"  # （一）
    HEADING_3 = "heading_3"  # 1.
    HEADING_4 = "heading_4"  # （1）


class Align(StrEnum):
    LEFT = "left"
    CENTER = "center"
    RIGHT = "right"
    JUSTIFY = "justify"


class VAlign(StrEnum):
    TOP = "top"
    CENTER = "center"
    BOTTOM = "bottom"


class PageField(StrEnum):
    """A run whose text the layout replaces on every page."""

    NONE = ""
    PAGE = "page"
    PAGES = "pages"


@dataclass(frozen=True, slots=True)
class TextLook:
    """How a run looks. `font` is the East Asian family as the document names it, "" for the role's own; `size_pt` 0
    likewise."""

    font: str = ""
    size_pt: float = 0
    bold: bool = False
    italic: bool = False
    underline: bool = False


PLAIN = TextLook()


@dataclass(frozen=True, slots=True)
class Run:
    """Text of one look. "\\n" is a line break inside the paragraph, "\\t" a tab."""

    text: str
    look: TextLook = PLAIN
    field: PageField = PageField.NONE


@dataclass(frozen=True, slots=True)
class ParagraphLook:
    """How a paragraph stands; lengths in points.

    `first_line_pt` is negative for a hanging indent. `line_pt` > 0 is an exact line height, 0 the natural one;
    `line_factor` multiplies the natural height (1.5 lines) and counts only where `line_pt` is 0.
    """

    align: Align = Align.LEFT
    first_line_pt: float = 0
    left_pt: float = 0
    right_pt: float = 0
    before_pt: float = 0
    after_pt: float = 0
    line_pt: float = 0
    line_factor: float = 1
    keep_with_next: bool = False
    page_break_before: bool = False


FLUSH = ParagraphLook()


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Runs in reading order. Word's automatic numbers are already text in the first run.

    `origin` is the reader's key to find the paragraph again, as a cell's is.
    """

    runs: tuple[Run, ...] = ()
    role: Role = Role.BODY
    look: ParagraphLook = FLUSH
    origin: object = field(default=None, compare=False, repr=False)

    @property
    def text(self) -> str:
        runs = self.runs
        return runs[0].text if len(runs) == 1 else "".join([r.text for r in runs])


EMPTY = Paragraph()


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell where it starts; spans count grid columns and rows. `origin` is the reader's key to find it again."""

    blocks: tuple["Block", ...] = (EMPTY,)
    col_span: int = 1
    row_span: int = 1
    valign: VAlign = VAlign.TOP
    origin: object = field(default=None, compare=False, repr=False)
    _text: str | None = field(default=None, init=False, compare=False, repr=False)

    @property
    def text(self) -> str:
        """Paragraphs joined by line breaks, nested tables' cells included, blank ones at either end left out."""
        if self._text is None:
            text = "\n".join([p.text for p in paragraphs_of(self.blocks)]).strip("\n")
            object.__setattr__(self, "_text", text)  # asked for many times while a table is read
            return text
        return self._text


@dataclass(frozen=True, slots=True)
class Row:
    """Cells that start in this row, left to right (as in HTML: places covered from above are skipped)."""

    cells: tuple[Cell, ...] = ()
    height_mm: float = 0  # the least height; 0 = what the text needs


@dataclass(frozen=True, slots=True)
class Table:
    """`widths_mm` one a grid column, or () when the document gives none; `header_rows` repeat on every page."""

    rows: tuple[Row, ...]
    widths_mm: tuple[float, ...] = ()
    header_rows: int = 0
    borders: bool = True
    align: Align = Align.LEFT


Block: TypeAlias = Paragraph | Table


@dataclass(frozen=True, slots=True)
class PageSetup:
    """Paper and margins in mm; the default is GB/T 9704-2012 upright: 版心 156 x 225, 天头 37, 订口 28."""

    width_mm: float = 210
    height_mm: float = 297
    top_mm: float = 37
    right_mm: float = 26
    bottom_mm: float = 35
    left_mm: float = 28

    @property
    def landscape(self) -> bool:
        return self.width_mm > self.height_mm


@dataclass(frozen=True, slots=True)
class Section:
    blocks: tuple[Block, ...] = ()
    page: PageSetup = PageSetup()
    header: tuple[Block, ...] = ()
    footer: tuple[Block, ...] = ()


@dataclass(frozen=True, slots=True)
class Document:
    """A whole document. `title` is the file's own metadata, "" where it has none, and is ignored in ==.

    `numbered`: one of our own composing, whose pages get numbers in the manner of GB/T 9704 (7.5); ignored in ==.
    """

    sections: tuple[Section, ...]
    title: str = field(default="", compare=False)
    numbered: bool = field(default=False, compare=False)

    @property
    def blocks(self) -> tuple[Block, ...]:
        return tuple(b for s in self.sections for b in s.blocks)


@dataclass(slots=True, unsafe_hash=True)  # frozen in effect: a reading makes thousands, at a third of the cost
class Placed:
    """A cell in its grid. Every covered (row, col) of a table's grid holds the same Placed. Not to be changed."""

    cell: Cell
    row: int
    col: int


def mm(value: float) -> float:
    """Canonical length on the page: whole tenths of a millimetre."""
    return round(value, 1)


def pt(value: float) -> float:
    """Canonical length in text: whole twentieths of a point (Word's twip)."""
    return round(value * 20) / 20


def own_look(role: Role, in_table: bool = False) -> TextLook:
    """The look of text for which a document names none: GB/T 9704-2012, and 小四 (12 pt) in tables."""
    size = 22 if role is Role.TITLE else 12 if in_table else 16
    return TextLook(_OWN_FONTS.get(role, "仿宋_GB2312"), size)


_OWN_FONTS = {Role.TITLE: "方正小标宋简体", Role.HEADING_1: "黑体", Role.HEADING_2: "楷体_GB2312"}


def told_look(look: TextLook, role: Role, in_table: bool = False) -> TextLook:
    """Canonical look of text: a font or a size that is the role's own anyway is not named."""
    own = own_look(role, in_table)
    font = "" if look.font == own.font else look.font
    size = 0 if look.size_pt == own.size_pt else look.size_pt
    return TextLook(font, size, look.bold, look.italic, look.underline)


def join_runs(runs: Iterable[Run]) -> tuple[Run, ...]:
    """Drop empty runs and join neighbours of one look; page fields stay alone."""
    joined: list[Run] = []
    for run in runs:
        last = joined[-1] if joined else None
        if last and not (run.field or last.field) and run.look == last.look:
            joined[-1] = Run(last.text + run.text, run.look)
        elif run.text or run.field:
            joined.append(run)
    return tuple(joined)


def paragraph(text: str = "", role: Role = Role.BODY, look: ParagraphLook = FLUSH, font: TextLook = PLAIN) -> Paragraph:
    """A paragraph of one run."""
    return Paragraph((Run(text, font),) if text else (), role, look)


def text_cell(text: str, col_span: int = 1, row_span: int = 1, valign: VAlign = VAlign.TOP) -> Cell:
    """A cell with one paragraph a line of `text`."""
    return Cell(tuple(paragraph(line) for line in text.split("\n")), col_span, row_span, valign)


def paragraphs_of(blocks: Iterable[Block]) -> Iterator[Paragraph]:
    """All paragraphs in reading order, into tables and nested tables."""
    for block in blocks:
        if isinstance(block, Paragraph):
            yield block
            continue
        for row in block.rows:
            for cell in row.cells:
                yield from paragraphs_of(cell.blocks)


def tables_of(blocks: Iterable[Block]) -> Iterator[Table]:
    """All tables in reading order, an outer one before those nested in it."""
    for block in blocks:
        if isinstance(block, Table):
            yield block
            for row in block.rows:
                for cell in row.cells:
                    yield from tables_of(cell.blocks)


def grid_of(table: Table) -> list[list[Placed | None]]:
    """Rows x columns of the table with every span filled in; None where a row is short.

    A span that runs past the last row or into a taken place is cut there, never an error: real files have both.
    """
    height = len(table.rows)
    rows: list[dict[int, Placed]] = [{} for _ in range(height)]
    width = len(table.widths_mm)
    for r, row in enumerate(table.rows):
        col = 0
        here = rows[r]
        for cell in row.cells:
            while col in here:
                col += 1
            placed = Placed(cell, r, col)
            if cell.row_span <= 1 and cell.col_span <= 1:
                here[col] = placed
                col += 1
                continue
            for below in range(r, min(r + max(cell.row_span, 1), height)):
                for c in range(col, col + max(cell.col_span, 1)):
                    rows[below].setdefault(c, placed)
            col += max(cell.col_span, 1)
        width = max(width, col)
    return [[row.get(c) for c in range(width)] for row in rows]
