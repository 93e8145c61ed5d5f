"""Whatever a paragraph or a cell says is found on the laid-out pages, however its lines were broken."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.document import Cell, Document, Row, Section, Table, paragraph, text_cell
from core.page_search import PageSearch
from core.pages import Pages
from storage.documents.fonts import FontFinder
from storage.documents.paging import make_pages
from tests.storage.made_font import make_font

LETTERS = "政务公开年度任务进展落实情况（），。；“”、2026100%ABCabc"
TEXTS = st.text(st.sampled_from(LETTERS), min_size=1, max_size=120)


@pytest.fixture(scope="module")
def fonts(tmp_path_factory: pytest.TempPathFactory) -> FontFinder:
    folder: Path = tmp_path_factory.mktemp("fonts")
    make_font(folder / "YunLing.ttf")
    return FontFinder([folder])


def laid_out(fonts: FontFinder, *blocks: object) -> Pages:
    return make_pages(Document((Section(blocks),)), fonts)  # type: ignore[arg-type]


def part_of(data: st.DataObject, text: str) -> str:
    first = data.draw(st.integers(0, len(text) - 1))
    return text[first : data.draw(st.integers(first + 1, len(text)))]


@given(data=st.data(), text=TEXTS)
def test_any_part_of_a_paragraph_is_found(fonts: FontFinder, data: st.DataObject, text: str) -> None:
    words = part_of(data, text)
    assert PageSearch(laid_out(fonts, paragraph(text))).find(words)


@given(data=st.data(), texts=st.lists(TEXTS, min_size=3, max_size=3), width=st.integers(18, 70))
def test_any_part_of_a_cell_is_found(fonts: FontFinder, data: st.DataObject, texts: list[str], width: int) -> None:
    table = Table((Row(tuple(map(text_cell, texts))),), widths_mm=(float(width), 40.0, 30.0))
    search = PageSearch(laid_out(fonts, table))
    for text in texts:
        assert search.find(part_of(data, text)), text


@given(left=st.sampled_from("甲乙"), right=st.sampled_from("丙丁"), rows=st.integers(1, 6))
def test_words_of_two_cells_are_never_joined(fonts: FontFinder, left: str, right: str, rows: int) -> None:
    row = Row((Cell((paragraph(left),)), Cell((paragraph(right),))))
    search = PageSearch(laid_out(fonts, Table((row,) * rows, widths_mm=(30.0, 60.0))))
    assert len(search.find(left)) == rows
    assert not search.find(left + right)
    assert not search.find(right + left)


@given(text=TEXTS)
def test_every_hit_lies_on_its_page(fonts: FontFinder, text: str) -> None:
    pages = laid_out(fonts, paragraph(text))
    for hit in PageSearch(pages).find(text[0]):
        sheet = pages.pages[hit.page]
        for box in hit.boxes:
            assert box.width > 0
            assert 0 <= box.x <= box.right <= sheet.width_mm
            assert 0 <= box.y <= box.bottom <= sheet.height_mm
