"""Room: storage. Sections cut into pages, one after another, with header, footer and page number."""

from collections.abc import Iterable, Iterator
from itertools import islice

from core.document import (
    Align,
    Block,
    Document,
    PageField,
    PageSetup,
    Paragraph,
    ParagraphLook,
    Run,
    Section,
    TextLook,
    paragraphs_of,
)
from core.pages import Bookmark, Box, Page, Pages
from storage.documents.layout.canvas import Canvas, PlacedMark
from storage.documents.layout.flow import Content, Cursor, Item, items_of, take
from storage.documents.layout.lines import Column, lines_of
from storage.documents.layout.marks import MarkKind, TextLine, mark_signature
from storage.documents.layout.seals import BELOW_CENTRE, seal_places
from storage.documents.layout.shaping import Shaper
from storage.documents.layout.signature import Signature, find_signature
from storage.documents.layout.style import Metrics, Options, um
from storage.documents.layout.table import TableBox

_EDGE = um(15)  # header and footer from the edge of the sheet
_NUMBER_BELOW = um(7)  # GB/T 9704-2012: the page number's rule is 7 mm below the text area
_LEAST_AREA = um(30)
_ENDLESS = 10**9
PLAIN = Options()


def lay_out(document: Document, metrics: Metrics, options: Options = PLAIN) -> Pages:
    """The whole document as pages. Fonts are still numbers of `metrics`: see fonts.FontBook.embed."""
    marked = list(marked_pages(document, metrics, options))
    pages = [page for page, _ in marked]
    marks = [(n, mark) for n, (_, found) in enumerate(marked) for mark in found]
    seals = seal_places(marks, pages, um(options.seal_mm)) if options.seal_mm else ()
    return Pages(tuple(pages), title=document.title, seals=seals, bookmarks=tuple(_bookmarks(marks)))


def first_pages(document: Document, metrics: Metrics, count: int, options: Options = PLAIN) -> Pages:
    """The first pages only, in the time that they take: for a preview that shows before the rest is ready."""
    marked = marked_pages(document, metrics, options, whole=False)
    return Pages(tuple(page for page, _ in islice(marked, count)), title=document.title)


def marked_pages(
    document: Document, metrics: Metrics, options: Options, whole: bool = True
) -> Iterator[tuple[Page, list[PlacedMark]]]:
    """Pages in order, each with the marks on it. Where the total is printed all are made before the first is given,
    unless `whole` is False; then the total shown is the number of pages so far."""
    shaper = Shaper(metrics, options)
    bodies = ((s, body) for s in document.sections for body in _Bodies(s, shaper))
    if whole and any(_wants_total(s) for s in document.sections):
        done = list(bodies)
        shaper.pages = len(done)
        bodies = iter(done)
    for number, (section, (area, canvas)) in enumerate(bodies, 1):
        shaper.page = number
        shaper.pages = max(shaper.pages, number)
        yield _sheet(section, area, canvas, shaper), canvas.marks


class _Bodies:
    """The text of one section's pages, header and footer not yet drawn."""

    def __init__(self, section: Section, shaper: Shaper) -> None:
        self._section, self._shaper = section, shaper

    def __iter__(self) -> Iterator[tuple[tuple[int, int, int, int], Canvas]]:
        x, y, width, height = area = _area(self._section, self._shaper)
        self._shaper.largest = min(width, height // 5)
        column = Column(width)
        content, cursor = Content(_section_items(self._section.blocks, column, self._shaper)), Cursor()
        finished = False
        while not finished:
            taken = take(content, cursor, height, height, force=True)
            assert taken.parts or taken.finished, "every page must hold something"
            content.forget(cursor.index)
            canvas = Canvas()
            canvas.draw(taken, x, y)
            finished = taken.finished or (cursor.table is None and content.at(cursor.index) is None)
            yield area, canvas
            self._shaper.page += 1


def _area(section: Section, shaper: Shaper) -> tuple[int, int, int, int]:
    """x, y, width, height of the text area; a tall header or footer pushes it in, as in Word."""
    setup = section.page
    left, right, width = um(setup.left_mm), um(setup.right_mm), um(setup.width_mm)
    if width - left - right < _LEAST_AREA:
        left = right = max((width - _LEAST_AREA) // 2, 0)
    column = Column(width - left - right)
    top, bottom = um(setup.top_mm), um(setup.bottom_mm)
    if section.header:
        top = max(top, _EDGE + _height(section.header, column, shaper))
    if section.footer:
        bottom = max(bottom, _EDGE + _height(section.footer, column, shaper))
    height = um(setup.height_mm) - top - bottom
    if height < _LEAST_AREA:
        top, height = max((um(setup.height_mm) - _LEAST_AREA) // 2, 0), _LEAST_AREA
    return left, top, column.width, height


def _height(blocks: Iterable[Block], column: Column, shaper: Shaper) -> int:
    return Content(items_of(blocks, column, shaper)).height(Cursor())


def _section_items(blocks: tuple[Block, ...], column: Column, shaper: Shaper) -> Iterator[Item]:
    signature = find_signature(blocks) if shaper.options.seal_mm else None
    if signature is None:
        return items_of(blocks, column, shaper)
    return _with_signature(blocks, signature, column, shaper)


def _with_signature(blocks: tuple[Block, ...], signature: Signature, column: Column, shaper: Shaper) -> Iterator[Item]:
    """The blocks with the signature held to the text before it, and room above it for the seal."""
    yield from items_of(blocks[: signature.before], column, shaper)
    signers = list(items_of(blocks[signature.first : signature.last + 1], column, shaper))
    lines = [line for line in signers if isinstance(line, TextLine)]
    mark_signature(lines)
    blanks = list(items_of(blocks[signature.before + 1 : signature.first], column, shaper))
    room = _room(lines, blanks, shaper.options)
    ending = [*blanks, *([TextLine(room)] if room else []), *lines]
    for item in items_of(blocks[signature.before : signature.before + 1], column, shaper):
        if isinstance(item, TableBox):
            item.tail = sum(line.height + line.gap for line in ending if isinstance(line, TextLine))
        yield _held(item)
    for item in ending[:-1]:
        yield _held(item)
    yield ending[-1]
    yield from items_of(blocks[signature.last + 1 :], column, shaper)


def _held(item: Item) -> Item:
    if isinstance(item, TextLine):
        item.keep = True
    return item


def _room(lines: list[TextLine], blanks: list[Item], options: Options) -> int:
    """What is still lacking above the signature so that the seal touches no text."""
    block = sum(line.height + line.gap for line in lines)
    there = sum(line.height + line.gap for line in blanks if isinstance(line, TextLine))
    return max((um(options.seal_mm) - block) // 2 + BELOW_CENTRE - there, 0)


def _sheet(section: Section, area: tuple[int, int, int, int], canvas: Canvas, shaper: Shaper) -> Page:
    x, y, width, height = area
    margin = Canvas()
    column = Column(width)
    if section.header:
        _draw_aside(margin, section.header, column, shaper, x, None, y)
    if section.footer:
        _draw_aside(margin, section.footer, column, shaper, x, um(section.page.height_mm) - _EDGE, 0)
    elif shaper.options.page_numbers:
        _draw_number(margin, section.page, column, shaper, x, y + height)
    return Page(
        section.page.width_mm,
        section.page.height_mm,
        Box(x / 1000, y / 1000, width / 1000, height / 1000),
        tuple(canvas.runs),
        canvas.lines() + margin.lines(),
        margin_runs=tuple(margin.runs),
    )


def _draw_aside(
    canvas: Canvas, blocks: tuple[Block, ...], column: Column, shaper: Shaper, x: int, bottom: int | None, below: int
) -> None:
    """A header from the top edge (`bottom` None, ending above `below`), or a footer ending at `bottom`."""
    content = Content(items_of(blocks, column, shaper))
    height = content.height(Cursor())
    y = bottom - height if bottom is not None else max(min(_EDGE, below - height), 0)
    canvas.draw(take(content, Cursor(), _ENDLESS, _ENDLESS, force=True), x, y)


def _draw_number(canvas: Canvas, setup: PageSetup, column: Column, shaper: Shaper, x: int, bottom: int) -> None:
    """4号半角宋体 between short rules, one character in from the edge: right on odd pages, left on even ones."""
    odd = shaper.page % 2 == 1
    indent = {"align": Align.RIGHT, "right_pt": 14.0} if odd else {"align": Align.LEFT, "left_pt": 14.0}
    text = Run(f"— {shaper.page} —", TextLook(font="宋体", size_pt=14))
    number = Paragraph((text,), look=ParagraphLook(**indent))
    line = lines_of(number, column, shaper)[0]
    rule = bottom + _NUMBER_BELOW - line.baseline + round(line.runs[0].size * 0.35)
    y = min(rule, um(setup.height_mm) - line.height)
    canvas.draw(take(Content([line]), Cursor(), _ENDLESS, _ENDLESS, force=True), x, y)


def _wants_total(section: Section) -> bool:
    blocks = (*section.blocks, *section.header, *section.footer)
    return any(r.field is PageField.PAGES for p in paragraphs_of(blocks) for r in p.runs)


def _bookmarks(marks: list[tuple[int, PlacedMark]]) -> Iterator[Bookmark]:
    for page, placed in marks:
        if placed.mark.kind is MarkKind.BOOKMARK:
            yield Bookmark(placed.mark.text, placed.mark.level, page, placed.top / 1000)
