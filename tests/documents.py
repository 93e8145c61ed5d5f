"""Random Documents in canonical form, for tests of readers, writers and layout."""

from random import Random

from hypothesis import strategies as st

from core.document import (
    EMPTY,
    Align,
    Block,
    Cell,
    Document,
    PageField,
    PageSetup,
    Paragraph,
    ParagraphLook,
    Role,
    Row,
    Run,
    Section,
    Table,
    TextLook,
    VAlign,
    join_runs,
    mm,
    told_look,
)

_WORDS = (
    "政务公开",
    "云岭县",
    "１２",
    "一、",
    "（一）",
    "A&B",
    "<p>",
    '"引"',
    "'",
    "\u3000",
    " ",
    "  ",
    "\xa0",
    "\t",
    "\n",
)
_ODD = ("😀", "𠮷", "㐂", "e\u0301", "]]>", "&amp;", "\\", "%", "·", "—", "\u200b", "ﬀ", "堃喆赟")
_NO_CONTROL = st.characters(exclude_categories=("Cc", "Cs", "Cn"), exclude_characters="\ufffe\uffff")


def texts(min_size: int = 0, line_breaks: bool = True) -> st.SearchStrategy[str]:
    """Text with awkward blanks, signs that XML must escape, and characters beyond the basic plane."""
    known = [w for w in _WORDS + _ODD if line_breaks or w not in "\n\t"]
    piece = st.one_of(st.sampled_from(known), st.text(_NO_CONTROL, min_size=1, max_size=4))
    return st.lists(piece, min_size=min_size, max_size=4).map("".join)


# Looks are drawn from a list made once: drawing each of their fields would take most of a test's time.
_chance = Random(9704)


def _some_text_look() -> TextLook:
    fonts, sizes = ("", "", "宋体", "黑体", "仿宋_GB2312", 'Odd & "Font"'), (0, 0, 10.5, 12, 16, 22)
    flags = [_chance.random() < 0.3 for _ in range(3)]
    return TextLook(_chance.choice(fonts), _chance.choice(sizes), *flags)


def _some_paragraph_look() -> ParagraphLook:
    def length(low: int, high: int) -> float:
        return _chance.choice((0, _chance.randint(low, high) / 20))

    exact = length(200, 800)
    return ParagraphLook(
        align=_chance.choice(list(Align)),
        first_line_pt=length(-640, 640),
        left_pt=length(0, 800),
        right_pt=length(0, 800),
        before_pt=length(0, 400),
        after_pt=length(0, 400),
        line_pt=exact,
        line_factor=1 if exact else _chance.choice((1, 1.5, 2, 1.15)),
        keep_with_next=_chance.random() < 0.3,
        page_break_before=_chance.random() < 0.3,
    )


_TEXT_LOOKS = [TextLook()] + [_some_text_look() for _ in range(60)]
_PARAGRAPH_LOOKS = [ParagraphLook()] + [_some_paragraph_look() for _ in range(60)]


def text_looks(role: Role, in_table: bool) -> st.SearchStrategy[TextLook]:
    return st.sampled_from(_TEXT_LOOKS).map(lambda look: told_look(look, role, in_table))


def paragraph_looks() -> st.SearchStrategy[ParagraphLook]:
    return st.sampled_from(_PARAGRAPH_LOOKS)


def _total(look: TextLook) -> Run:
    return Run("1", look, PageField.PAGES)


@st.composite
def paragraphs(draw: st.DrawFn, in_table: bool = False, looks: bool = True) -> Paragraph:
    role = draw(st.sampled_from(Role))
    look = text_looks(role, in_table) if looks else st.just(TextLook())
    run = st.builds(Run, texts(1), look)
    if looks:
        run = st.one_of(run, run, run, look.map(lambda shown: Run("1", shown, PageField.PAGE)), look.map(_total))
    runs = join_runs(draw(st.lists(run, max_size=3)))
    stands = draw(paragraph_looks()) if looks else ParagraphLook()
    return Paragraph(runs, role, stands)


def _lengths(low: int, high: int) -> st.SearchStrategy[float]:
    return st.integers(low, high).map(lambda tenths: mm(tenths / 10))


@st.composite
def tables(draw: st.DrawFn, depth: int = 1, looks: bool = True) -> Table:
    """A full grid cut into cells at random, so that spans fit and never overlap; some cells hold tables."""
    height, width = draw(st.integers(1, 4)), draw(st.integers(1, 4))
    taken: set[tuple[int, int]] = set()
    rows: list[Row] = []
    for r in range(height):
        cells: list[Cell] = []
        for c in range(width):
            if (r, c) in taken:
                continue
            across = draw(st.integers(1, next((i for i in range(1, width - c) if (r, c + i) in taken), width - c)))
            down = draw(st.sampled_from((1, 1, 2, height))) if height > 1 else 1
            down = min(down, height - r)
            taken |= {(r + i, c + j) for i in range(down) for j in range(across)}
            blocks = draw(cell_blocks(depth, looks))
            cells.append(Cell(blocks, across, down, draw(st.sampled_from(VAlign)) if looks else VAlign.TOP))
        rows.append(Row(tuple(cells), draw(st.one_of(st.just(0), _lengths(1, 500))) if looks else 0))
    widths = draw(st.one_of(st.just([]), st.lists(_lengths(10, 600), min_size=width, max_size=width)))
    return Table(
        rows=tuple(rows),
        widths_mm=tuple(widths) if looks else (),
        header_rows=draw(st.integers(0, min(2, height))),
        borders=draw(st.booleans()) if looks else True,
        align=draw(st.sampled_from((Align.LEFT, Align.CENTER, Align.RIGHT))) if looks else Align.LEFT,
    )


def cell_blocks(depth: int, looks: bool = True) -> st.SearchStrategy[tuple[Block, ...]]:
    block: st.SearchStrategy[Block] = paragraphs(in_table=True, looks=looks)
    if depth:
        block = st.one_of(block, block, block, block, block, tables(depth - 1, looks))
    return st.lists(block, min_size=1, max_size=2).map(tuple)


def blocks(looks: bool = True) -> st.SearchStrategy[tuple[Block, ...]]:
    block = st.one_of(st.just(EMPTY), paragraphs(looks=looks), paragraphs(looks=looks), tables(looks=looks))
    return st.lists(block, max_size=3).map(tuple)


def page_setups() -> st.SearchStrategy[PageSetup]:
    own = st.builds(PageSetup, *[_lengths(500, 4200)] * 2, *[_lengths(0, 500)] * 4)
    return st.one_of(st.just(PageSetup()), st.just(PageSetup(297, 210)), own)


def _margins(looks: bool) -> st.SearchStrategy[tuple[Block, ...]]:
    """What a header shows; one that shows nothing is ()."""
    shown = st.lists(paragraphs(looks=looks), min_size=1, max_size=2).map(tuple)
    return st.one_of(st.just(()), shown.filter(lambda found: any(p.runs for p in found)))


def documents(looks: bool = True) -> st.SearchStrategy[Document]:
    """`looks=False`: text, roles and tables only, one section, for formats that keep no more."""
    if not looks:
        return st.builds(lambda found: Document((Section(found),)), blocks(looks=False))
    section = st.builds(Section, blocks(), page_setups(), _margins(looks), _margins(looks))
    return st.lists(section, min_size=1, max_size=3).map(lambda found: Document(tuple(found)))
