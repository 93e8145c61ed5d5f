"""Words are found where a reader sees them, over line ends, and not from one cell into the next."""

import pytest

from core.page_search import PageSearch, page_text
from core.pages import Box, Page, Pages, TextRun

SIZE = 5.0


def run(text: str, x: float, y: float) -> TextRun:
    return TextRun(0, SIZE, x, y, text, (SIZE,) * len(text))


def pages(*sheets: tuple[TextRun, ...]) -> Pages:
    return Pages(tuple(Page(210, 297, Box(28, 37, 156, 225), runs) for runs in sheets))


def test_a_hit_has_the_place_of_its_letters() -> None:
    (hit,) = PageSearch(pages((), (run("年度公开率为", 30, 50),))).find("公开率")
    assert hit.page == 1
    (box,) = hit.boxes
    assert (box.x, box.width) == (30 + 2 * SIZE, 3 * SIZE)
    assert box.y < 50 < box.bottom


def test_words_over_a_line_end_are_one_hit_with_a_box_on_each_line() -> None:
    lines = (run("在门户网站公", 30, 50), run("开率达到", 30, 57))
    (hit,) = PageSearch(pages(lines)).find("公开率")
    assert [(b.x, b.width) for b in hit.boxes] == [(30 + 5 * SIZE, SIZE), (30, 2 * SIZE)]


def test_a_first_line_indent_does_not_hide_a_word() -> None:
    lines = (run("县人民政", 40, 50), run("府办公室", 30, 57))
    assert len(PageSearch(pages(lines)).find("政府")) == 1


def test_two_fonts_on_one_line_read_on() -> None:
    line = (run("任务", 30, 50), run("2026", 40, 50), run("年", 60, 50))
    (hit,) = PageSearch(pages(line)).find("务2026年")
    assert len(hit.boxes) == 3


def test_neighbouring_cells_are_not_joined() -> None:
    cells = (run("序号", 30, 50), run("重点工作", 60, 50))
    assert PageSearch(pages(cells)).find("号重") == ()


def test_a_row_below_is_not_joined_to_the_row_above() -> None:
    rows = (run("推进中", 150, 50), run("重点", 30, 60))
    assert PageSearch(pages(rows)).find("中重") == ()


@pytest.mark.parametrize("words", ["2026年", "2026 年", "２０２６年", " 2026\u3000年"])
def test_width_and_spaces_make_no_difference(words: str) -> None:
    assert len(PageSearch(pages((run("于2026 年", 30, 50),))).find(words)) == 1


def test_letters_of_either_case_are_found() -> None:
    assert len(PageSearch(pages((run("WORD版和ofd", 30, 50),))).find("word版和OFD")) == 1


def test_hits_come_in_reading_order_and_do_not_overlap() -> None:
    hits = PageSearch(pages((run("哈哈哈哈", 30, 50),), (run("哈哈", 30, 50),))).find("哈哈")
    assert [hit.page for hit in hits] == [0, 0, 1]


@pytest.mark.parametrize("words", ["", "   ", "\u3000"])
def test_nothing_sought_is_nothing_found(words: str) -> None:
    assert PageSearch(pages((run("文字", 30, 50),))).find(words) == ()


def test_a_page_reads_line_by_line() -> None:
    page = pages((run("第一", 30, 50), run("行", 40, 50), run("第二行", 30, 57), run("另一格", 90, 50))).pages[0]
    assert page_text(page) == "第一行\n第二行\n另一格"
