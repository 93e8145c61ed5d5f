"""Room: storage. The quick way through a part in which nothing is elaborate, as most returned ledgers are.

Only for reading without looks: there a paragraph is its text. One pass over each table meets what counts in document
order; wrappers such as tracked insertions or links need no look at all. A property test holds it equal to the walker.
"""

from collections.abc import Callable
from functools import cached_property
from itertools import pairwise

from core.document import EMPTY, FLUSH, Block, Cell, Paragraph, Role, Row, Run, Table, VAlign
from storage.documents.readers.docx.grid import (
    GRID_SPAN,
    V_ALIGN,
    V_MERGE,
    VALIGNS,
    Spans,
    align_of,
    height_of,
    span_of,
    widths_of,
)
from storage.documents.readers.docx.names import (
    ALT_CHUNK,
    GONE,
    MC,
    SECT_PR,
    TBL,
    TC,
    TEXT_BOX,
    TR,
    TRANSPARENT,
    VAL,
    M,
    P,
    R,
    T,
    W,
    on,
    words_of,
)
from storage.documents.readers.docx.styles import Styles

BR, CR, TAB, P_STYLE = W + "br", W + "cr", W + "tab", W + "pStyle"
GRID_BEFORE, TBL_HEADER, TR_HEIGHT = W + "gridBefore", W + "tblHeader", W + "trHeight"
# What takes more than this module to read. The old properties inside a tracked change would be mistaken for new ones.
_NAMES = (
    "sdt fldChar fldSimple sym vanish ruby numPr ptab noBreakHyphen hMerge cellDel "
    "pPrChange tcPrChange trPrChange tblPrChange tblGridChange"
)
ELABORATE = (*GONE, *(W + n for n in _NAMES.split()), TEXT_BOX, ALT_CHUNK, MC + "AlternateContent", M + "oMath")
ASKED = (*ELABORATE, *TRANSPARENT, TBL, P_STYLE)
SIGNS = (BR, CR, TAB)
SEP = "\x1e"  # no XML may hold it
TOP = VAlign.TOP
TABLE_TAGS = (T, P, TC, TR, *SIGNS, GRID_SPAN, V_MERGE, V_ALIGN, GRID_BEFORE, TBL_HEADER, TR_HEIGHT)


def plain_part(root, styles: Callable[[], Styles]) -> "PlainPart | None":
    """None where the part holds anything elaborate, such as a table inside a table. `styles` are asked for only where
    a paragraph names one."""
    roles: dict[str, Role] = {}
    for element in root.iter(*ASKED):
        tag = element.tag
        if tag == TBL:
            plain = not _inside(TC, element)
        elif tag == P_STYLE:
            plain = _plain_style(element, styles(), roles)
        else:
            plain = tag in TRANSPARENT and (_inside(TBL, element) or next(element.iter(P), None) is None)
        if not plain:
            return None
    return PlainPart(root, roles)


def _inside(tag: str, element) -> bool:
    return next(element.iterancestors(tag), None) is not None


def _plain_style(mark, styles: Styles, roles: dict[str, Role]) -> bool:
    """Notes the style's role. Not plain is one that numbers its paragraphs, or gives one in a table a role."""
    style = mark.get(VAL, "")
    if style not in roles:
        roles[style] = styles.role(style)
        if styles.numbering(style):
            return False
    return roles[style] is Role.BODY or not _inside(TC, mark)


class Scan:
    """What one pass over a table meets: flat, because a list a cell would cost more than the pass itself.

    `texts` has one string a cell, each of its paragraphs begun by SEP; the rest is kept by the cell's place in `texts`
    or by the row's in `starts`, and only where the file says anything.
    """

    def __init__(self) -> None:
        self.texts: list[str] = []
        self.starts: list[int] = []  # of each row, in `texts`
        self.spans: dict[int, int] = {}
        self.downs: dict[int, str] = {}
        self.valigns: dict[int, VAlign] = {}
        self.before: dict[int, int] = {}
        self.heights: dict[int, float] = {}
        self.headers: set[int] = set()

    @property
    def rows(self) -> list[range]:
        """The places of each row's cells."""
        return [range(start, end) for start, end in pairwise([*self.starts, len(self.texts)])]

    def note(self, element, tag: str) -> None:
        """A property of the last cell or row."""
        cell, row = len(self.texts) - 1, len(self.starts) - 1
        if tag == V_ALIGN:
            self.valigns[cell] = VALIGNS.get(element.get(VAL), VAlign.TOP)
        elif tag == GRID_SPAN:
            self.spans[cell] = span_of(element)
        elif tag == V_MERGE:
            self.downs[cell] = element.get(VAL) or ""
        elif tag == GRID_BEFORE:
            self.before[row] = span_of(element, 0)
        elif tag == TR_HEIGHT:
            self.heights[row] = height_of(element)
        elif on(element):
            self.headers.add(row)


def scanned(tbl) -> Scan:
    """Elements in document order, so that a text belongs to the last cell and paragraph that began."""
    scan = Scan()
    texts, words = scan.texts, ""
    for element in tbl.iter(*TABLE_TAGS):
        tag = element.tag
        if tag == T:
            text = element.text
            if text:
                words += text if text.strip() == text and "\n" not in text else words_of(element)
        elif tag == P:
            words += SEP
        elif tag == TC:
            texts.append(words)
            words = ""
        elif tag == TR:
            scan.starts.append(len(texts))
        elif tag in SIGNS:
            words += _sign(element)
        else:
            scan.note(element, tag)
    texts.append(words)
    del texts[0]  # what stood before the first cell
    return scan


class PlainPart:
    """Reads what a Walker without looks would."""

    def __init__(self, root, roles: dict[str, Role]) -> None:
        self._root = root
        self._roles = roles
        self._counted = 0  # cells so far: the ordinal of one is its origin
        self._contents: dict[str, tuple[Block, ...]] = {}
        self.paragraphs: list = []

    @cached_property
    def cells(self) -> list:
        return list(self._root.iter(TC))

    def blocks(self, parent) -> tuple[Block, ...]:
        found: list[Block] = []
        for child in parent:
            if child.tag == P:
                self._paragraph(child, found)
            elif child.tag == TBL:
                found += self._table(child)
        return tuple(found)

    def _paragraph(self, p, found: list[Block]) -> None:
        words, role = "", Role.BODY
        for element in p.iter(T, P_STYLE, *SIGNS):
            tag = element.tag
            if tag == T:
                words += words_of(element)
            elif tag == P_STYLE:
                role = self._roles[element.get(VAL, "")]
            else:
                words += _sign(element)
        if words or next(p.iter(SECT_PR), None) is None:
            self.paragraphs.append(p)
            found.append(Paragraph((Run(words),) if words else (), role, FLUSH, len(self.paragraphs) - 1))

    def _table(self, tbl) -> list[Block]:
        scan = scanned(tbl)
        covered, tall = _merges(scan)
        rows: list[Row] = []
        header = 0
        for row, places in enumerate(scan.rows):
            if places:
                header += header == len(rows) and row in scan.headers
                rows.append(Row(self._cells(scan, row, places, covered, tall), scan.heights.get(row, 0)))
        self._counted += len(scan.texts)
        return [Table(tuple(rows), widths_of(tbl), header, True, align_of(tbl))] if rows else []

    def _cells(self, scan: Scan, row: int, places: range, covered: set[int], tall: dict[int, int]) -> tuple[Cell, ...]:
        spans, valigns, first, contents = scan.spans, scan.valigns, self._counted, self._contents
        cells: list[Cell] = []
        for place in places:
            if place not in covered:
                text = scan.texts[place]
                blocks = contents.get(text) or self._content(text)
                valign = valigns.get(place, TOP)
                cells.append(Cell(blocks, spans.get(place, 1), tall.get(place, 1), valign, first + place))
        before = scan.before.get(row)
        return (Cell(col_span=before), *cells) if before else tuple(cells)

    def _content(self, text: str) -> tuple[Block, ...]:
        """A cell's paragraphs. Equal cells share them: half of a ledger is blank or repeats a phrase."""
        if text.rfind(SEP) == 0 and len(text) > 1:  # one paragraph, as in most
            blocks: tuple[Block, ...] = (Paragraph((Run(text[1:]),)),)
        else:
            lines = text.split(SEP)[1:]
            blocks = tuple([Paragraph((Run(line),) if line else ()) for line in lines]) or (EMPTY,)
        self._contents[text] = blocks
        return blocks


def _merges(scan: Scan) -> tuple[set[int], dict[int, int]]:
    """Vertical merges: the places that one from above covers, and how many rows those reach that cover others."""
    covered: set[int] = set()
    tall: dict[int, int] = {}
    if not scan.downs:
        return covered, tall
    spans = Spans()
    for row, places in enumerate(scan.rows):
        col = scan.before.get(row, 0)
        spans.start_row()
        if scan.downs.keys().isdisjoint(places):
            continue
        for place in places:
            width, down = scan.spans.get(place, 1), scan.downs.get(place)
            if down is not None:
                above = None if down == "restart" else spans.continues(col, width)
                if above is None:
                    spans.open(col, width, place)
                else:
                    covered.add(place)
                    tall[above] = tall.get(above, 1) + 1
            col += width
    return covered, tall


def _sign(element) -> str:
    tag = element.tag
    if tag == TAB:
        return "\t" if element.getparent().tag == R else ""  # in w:tabs it is a tab stop
    return "\n" if tag == CR or element.get(W + "type", "textWrapping") == "textWrapping" else ""
