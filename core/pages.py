"""Room: core. The display list: pages of text, lines and rectangles, in mm from the top left corner.

Made by storage's layout; drawn by the OFD writer, the PDF writer and the preview, so that all three show one thing.
A font gives every character its own glyph: a run's glyph ids follow from its text, and text is never guessed back
from glyphs.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from core.finding import Finding


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in mm; y grows downwards."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        return self.x + self.width

    @property
    def bottom(self) -> float:
        return self.y + self.height


@dataclass(frozen=True, slots=True)
class GlyphInk:
    """What a glyph paints, in parts of the font size; y grows upwards from the baseline."""

    left: float = 0
    bottom: float = 0
    right: float = 0
    top: float = 0

    @property
    def blank(self) -> bool:
        return self.left == self.right or self.bottom == self.top


@dataclass(frozen=True, slots=True)
class PageFont:
    """A font cut down to the characters used.

    `data` is a complete TrueType file, b"" where the maker forbids embedding. `glyphs` maps each character to its own
    glyph id, `ink` and `widths` to what the glyph paints and how far it goes on, in parts of the size.
    """

    family: str
    postscript_name: str
    data: bytes = field(repr=False)
    glyphs: Mapping[str, int] = field(repr=False)
    ink: Mapping[str, GlyphInk] = field(repr=False)
    widths: Mapping[str, float] = field(repr=False)
    bold: bool = False
    italic: bool = False
    serif: bool = True
    ascent: float = 0.88
    descent: float = 0.12


@dataclass(frozen=True, slots=True)
class TextRun:
    """Text of one font on one line. `advances` hold one length in mm a character; `font` is an index into Pages.fonts.

    `x` and `y` are the origin of the first glyph on the baseline.
    """

    font: int
    size_mm: float
    x: float
    y: float
    text: str
    advances: tuple[float, ...] = field(repr=False)

    @property
    def width(self) -> float:
        return sum(self.advances)


@dataclass(frozen=True, slots=True)
class Line:
    x1: float
    y1: float
    x2: float
    y2: float
    width_mm: float = 0.18


@dataclass(frozen=True, slots=True)
class Rectangle:
    """Filled where `fill` is a grey from 0 (black) to 1 (white), else an outline."""

    box: Box
    line_mm: float = 0.18
    fill: float | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """One sheet. `text_area` is where the body stands (版心); header, footer and page number lie outside it."""

    width_mm: float
    height_mm: float
    text_area: Box
    runs: tuple[TextRun, ...] = ()
    lines: tuple[Line, ...] = ()
    rectangles: tuple[Rectangle, ...] = ()
    margin_runs: tuple[TextRun, ...] = ()  # header, footer, page number

    @property
    def all_runs(self) -> tuple[TextRun, ...]:
        return self.runs + self.margin_runs


@dataclass(frozen=True, slots=True)
class SealPlace:
    """Where a seal belongs. `page` counts from 0; `label` is the text that it stands on."""

    page: int
    box: Box
    label: str


@dataclass(frozen=True, slots=True)
class Bookmark:
    """`level` counts from 1 (the title), `page` from 0."""

    title: str
    level: int
    page: int
    y: float


@dataclass(frozen=True, slots=True)
class Pages:
    pages: tuple[Page, ...]
    fonts: tuple[PageFont, ...] = ()
    title: str = ""
    seals: tuple[SealPlace, ...] = ()
    bookmarks: tuple[Bookmark, ...] = ()
    findings: tuple[Finding, ...] = ()


def ink_box(run: TextRun, font: PageFont) -> Box:
    """The least box that holds the run's advance and all that its glyphs paint."""
    left, right, top, bottom = 0.0, run.width, 0.0, 0.0
    for x, ink in _placed_ink(run, font):
        left, right = min(left, x + ink.left * run.size_mm), max(right, x + ink.right * run.size_mm)
        top, bottom = max(top, ink.top), min(bottom, ink.bottom)
    return Box(run.x + left, run.y - top * run.size_mm, right - left, (top - bottom) * run.size_mm)


def _placed_ink(run: TextRun, font: PageFont) -> Iterator[tuple[float, GlyphInk]]:
    x = 0.0
    for char, advance in zip(run.text, run.advances, strict=True):
        ink = font.ink.get(char)
        if ink is not None and not ink.blank:
            yield x, ink
        x += advance
