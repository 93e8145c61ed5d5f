"""Room: storage. The quick way through a part in which nothing is elaborate, as most returned ledgers are.

Only for reading without looks: there a paragraph is its text. One pass over each table meets what counts in document
order; wrappers such as tracked insertions or links need no look at all. A property test holds it equal to the walker.
"""

from collections.abc import Callable
from functools import cached_property, lru_cache
from itertools import pairwise

from core.document import EMPTY, FLUSH, Block, Cell, Paragraph, Role, Row, Run, Table, VAlign
from storage.documents.readers.docx.grid import (
    GRID_SPAN,
    V_MERGE,
    Spans,
    span_of,
    widths_of,
)
from storage.documents.readers.docx.names import (
    ALT_CHUNK,
    GONE,
    MC,
    PPR,
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
GRID_BEFORE, TBL_HEADER = W + "gridBefore", W + "tblHeader"
# What takes more than this module to read. The old properties inside a tracked change would be mistaken for new ones.
_NAMES = (
    "sdt fldChar fldSimple sym ruby numPr ptab noBreakHyphen hMerge cellDel "
    "pPrChange tcPrChange trPrChange tblPrChange tblGridChange"
)
ELABORATE = frozenset(
    (*GONE, *(W + n for n in _NAMES.split()), TEXT_BOX, ALT_CHUNK, MC + "AlternateContent", M + "oMath")
)
VANISH = W + "vanish"
ASKED = (*ELABORATE, *TRANSPARENT, TBL, VANISH)
SIGNS = (BR, CR, TAB)
SEP = "\x1e"  # no XML may hold it
TOP = VAlign.TOP
TABLE_TAGS = (T, P, TC, TR, *SIGNS, GRID_SPAN, V_MERGE, GRID_BEFORE, TBL_HEADER)


def plain_part(root, styles: Callable[[], Styles]) -> "PlainPart | None":
    """None where the part holds anything elaborate, such as a table inside a table. `styles` are asked for only where
    a paragraph names one."""
    for element in root.iter(*ASKED):
        tag = element.tag
        if tag in ELABORATE:
            return None
        if tag == TBL:
            plain = not _inside(TC, element)
        elif tag == VANISH:
            plain = _hides_a_mark(element)
        else:
            plain = _inside(TBL, element) or next(element.iter(P), None) is None
        if not plain:
            return None
    roles = _plain_roles(root, styles)
    return None if roles is None else PlainPart(root, roles)


def _inside(tag: str, element) -> bool:
    return next(element.iterancestors(tag), None) is not None


def _plain_roles(root, styles: Callable[[], Styles]) -> dict[str, Role] | None:
    """The roles of the styles that are named. Not plain is one that numbers its paragraphs, or gives one in a table a
    role."""
    marks = list(root.iter(P_STYLE))
    names = [mark.get(VAL, "") for mark in marks]
    roles: dict[str, Role] = {}
    for style in set(names):
        roles[style] = styles().role(style)
        if styles().numbering(style):
            return None
    headed = {style for style, role in roles.items() if role is not Role.BODY}
    suspects = [mark for name, mark in zip(names, marks, strict=True) if name in headed] if headed else []
    return None if any(_inside(TC, mark) for mark in suspects) else roles


def _hides_a_mark(vanish) -> bool:
    """Whether only a paragraph's mark is hidden, as where a section ends without taking room. Not in tables."""
    return vanish.getparent().getparent().tag == PPR and not _inside(TC, vanish)


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
        self.before: dict[int, int] = {}
        self.headers: set[int] = set()

    @property
    def rows(self) -> list[range]:
        """The places of each row's cells."""
        return [range(start, end) for start, end in pairwise([*self.starts, len(self.texts)])]

    def note(self, element, tag: str) -> None:
        """A property of the last cell or row."""
        cell, row = len(self.texts) - 1, len(self.starts) - 1
        if tag == GRID_SPAN:
            self.spans[cell] = span_of(element)
        elif tag == V_MERGE:
            self.downs[cell] = element.get(VAL) or ""
        elif tag == GRID_BEFORE:
            self.before[row] = span_of(element, 0)
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
        words, role, room = "", Role.BODY, True
        for element in p.iter(T, P_STYLE, SECT_PR, VANISH, *SIGNS):
            tag = element.tag
            if tag == T:
                words += words_of(element)
            elif tag == P_STYLE:
                role = self._roles[element.get(VAL, "")]
            elif tag in SIGNS:
                words += _sign(element)
            else:
                room = room and tag == VANISH and not on(element)
        if words or room:
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
                rows.append(Row(self._cells(scan, row, places, covered, tall)))
        self._counted += len(scan.texts)
        return [Table(tuple(rows), widths_of(tbl), header)] if rows else []

    def _cells(self, scan: Scan, row: int, places: range, covered: set[int], tall: dict[int, int]) -> tuple[Cell, ...]:
        first = self._counted
        cells = [
            _cell(scan.texts[place], scan.spans.get(place, 1), tall.get(place, 1), first + place)
            for place in places
            if place not in covered
        ]
        before = scan.before.get(row)
        return (Cell(col_span=before), *cells) if before else tuple(cells)


# Sixty units return one form: but for its progress, each of them holds the same text in the same place.
@lru_cache(maxsize=4096)
def _cell(text: str, col_span: int, row_span: int, origin: int) -> Cell:
    """`text`: the cell's paragraphs, each begun by SEP."""
    lines = text.split(SEP)[1:]
    blocks = tuple([Paragraph((Run(line),)) if line else EMPTY for line in lines]) or (EMPTY,)
    return Cell(blocks, col_span, row_span, TOP, origin)


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
