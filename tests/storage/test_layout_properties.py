"""Whatever the document: all its text is on the pages, in order, inside the text area, and nothing overlaps."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.document import (
    Align,
    Cell,
    Document,
    PageSetup,
    Paragraph,
    ParagraphLook,
    Row,
    Run,
    Section,
    Table,
    TextLook,
    VAlign,
    paragraph,
    paragraphs_of,
)
from storage.documents.fonts import FontFinder
from storage.documents.layout import Options
from storage.documents.paging import make_pages
from tests.documents import documents
from tests.storage.laid_out import body_text, check_geometry, shown_text, source_text
from tests.storage.made_font import make_font

NO_SEAL = Options(seal_mm=0)

pytestmark = pytest.mark.timeout(400)  # fifty random documents are laid out


@pytest.fixture(scope="module")
def finder(tmp_path_factory: pytest.TempPathFactory) -> FontFinder:
    folder = tmp_path_factory.mktemp("fonts")
    make_font(folder / "YunLing.ttf")
    return FontFinder([folder])


@given(document=documents())
def test_nothing_leaves_the_text_area_and_no_two_runs_overlap(finder: FontFinder, document: Document) -> None:
    check_geometry(make_pages(document, finder))


@given(document=documents())
def test_every_character_of_the_source_is_on_the_pages(finder: FontFinder, document: Document) -> None:
    text = body_text(make_pages(document, finder))
    place = {}
    for each in (p for s in document.sections for p in paragraphs_of(s.blocks)):
        shown = "".join(r.text for r in each.runs if not r.field)
        for char in shown_text(Paragraph((Run(shown),))):
            place[char] = place.get(char, 0) + 1
    assert all(text.count(char) >= count for char, count in place.items())


@st.composite
def lettered_tables(draw: st.DrawFn, spans: bool) -> Document:
    """Tables with tall and narrow cells in which every cell has an alphabet of its own, so that its text can be found
    again among the others' on the pages."""
    height, width = draw(st.integers(1, 8)), draw(st.integers(1, 5))
    alphabet = iter(range(0x4E00, 0x9FA0, 8))
    taken: set[tuple[int, int]] = set()
    rows = []
    for r in range(height):
        cells = []
        for c in range(width):
            if (r, c) in taken:
                continue
            down = min(draw(st.integers(1, 4)), height - r) if spans else 1
            taken |= {(r + i, c) for i in range(down)}
            cells.append(_lettered_cell(draw, next(alphabet), down))
        rows.append(Row(tuple(cells), draw(st.sampled_from((0, 0, 8, 120, 400)))))
    widths = draw(st.one_of(st.just(()), st.tuples(*[st.sampled_from((1.0, 8.0, 40.0, 90.0))] * width)))
    header = draw(st.integers(0, min(height, 2))) if spans else 0
    return Document((Section((Table(tuple(rows), widths, header),)),))


def _lettered_cell(draw: st.DrawFn, first: int, down: int) -> Cell:
    length = draw(st.sampled_from((0, 1, 2, 5, 30, 200, 900)))
    text = "".join(chr(first + i % 8) for i in range(length))
    look = TextLook(size_pt=draw(st.sampled_from((0, 9, 16))))
    return Cell((Paragraph((Run(text, look),) if text else ()),), row_span=down, valign=draw(st.sampled_from(VAlign)))


@given(document=lettered_tables(spans=False))
def test_a_plain_table_reads_cell_by_cell_in_order(finder: FontFinder, document: Document) -> None:
    pages = make_pages(document, finder, NO_SEAL)
    check_geometry(pages)
    text = body_text(pages)
    for shown in (shown_text(p) for p in paragraphs_of(document.blocks)):
        own = set(shown)
        assert "".join(c for c in text if c in own) == shown
    if len(pages.pages) == 1:
        assert text == source_text(document)


@given(document=lettered_tables(spans=True))
def test_a_merged_cell_is_told_whole_and_only_then_again(finder: FontFinder, document: Document) -> None:
    pages = make_pages(document, finder, NO_SEAL)
    check_geometry(pages)
    text = body_text(pages)
    for shown in (shown_text(p) for p in paragraphs_of(document.blocks)):
        own = set(shown)
        found = "".join(c for c in text if c in own)
        assert found[: len(shown)] == shown
        assert not own or shown.startswith(found[len(found) // len(shown) * len(shown) :])


@given(document=lettered_tables(spans=True))
def test_cells_begin_in_reading_order(finder: FontFinder, document: Document) -> None:
    text = body_text(make_pages(document, finder, NO_SEAL))
    begins = [text.index(shown[0]) for p in paragraphs_of(document.blocks) if (shown := shown_text(p))]
    assert begins == sorted(begins)


def test_a_nested_table_whose_last_rows_show_nothing_ends(finder: FontFinder) -> None:
    """Found by the property above: rows without height kept a page from ever being filled."""
    loose = ParagraphLook(right_pt=18.2, after_pt=1.9, line_factor=2)
    kept = ParagraphLook(Align.JUSTIFY, 18.45, 19.85, after_pt=8.2, line_factor=1.5, keep_with_next=True)
    inner = Table(
        (Row((Cell((Paragraph(look=loose), paragraph("政务公开")), 1, 2),)), Row(()), Row((Cell((Paragraph(),)),)))
    )
    cells = (Cell((Paragraph(),), 2, 2), Cell((Paragraph(look=kept), inner), 1, 2))
    document = Document((Section((Table((Row(cells), Row(()))),), PageSetup(50.0, 50.0, 0.0, 0.0, 18.9, 0.0)),))
    assert "政务公开" in body_text(make_pages(document, finder))
