"""What a clerk expects of a page: breaks in the right places, tables whole, signature and seal together."""

from pathlib import Path

import pytest

from core.document import (
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
    paragraph,
    text_cell,
)
from core.pages import Page, Pages
from storage.documents.fonts import FontFinder
from storage.documents.layout import Options
from storage.documents.layout.breaking import can_break
from storage.documents.paging import COMPOSED, make_first_pages, make_pages
from tests.storage.laid_out import body_text, check_geometry
from tests.storage.made_font import make_font

WIDE = PageSetup(297, 210, 25, 25, 25, 25)
TITLE = ParagraphLook(Align.CENTER)
RIGHT = ParagraphLook(Align.RIGHT, right_pt=64)
JUSTIFIED = ParagraphLook(Align.JUSTIFY, first_line_pt=32, line_pt=28.95)


@pytest.fixture(scope="module")
def finder(tmp_path_factory: pytest.TempPathFactory) -> FontFinder:
    folder = tmp_path_factory.mktemp("fonts")
    make_font(folder / "YunLing.ttf")
    return FontFinder([folder])


def pages_of(finder: FontFinder, *blocks: Block, page: PageSetup = WIDE, options: Options = COMPOSED) -> Pages:
    pages = make_pages(Document((Section(blocks, page),)), finder, options)
    check_geometry(pages)
    return pages


def lines_on(page: Page) -> list[str]:
    """Runs of one baseline joined, from the top down, in the order of the file."""
    lines: dict[float, str] = {}
    for run in page.runs:
        lines[run.y] = lines.get(run.y, "") + run.text
    return [lines[y] for y in sorted(lines)]


def text_on(page: Page) -> str:
    return "".join(run.text for run in page.runs)


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("公开，推进", "开，"),
        ("（盖章）", "（盖章）"),
        ("“三审三校”制度", "校”"),
        ("于2023年公开", "2023年"),
        ("占比12.5%以上", "12.5%"),
        ("安装Windows系统", "Windows"),
        ("情况——说明", "——"),
        ("情况……说明", "……"),
        ("e\u0301", "e\u0301"),
    ],
)
def test_no_line_breaks_inside(text: str, kept: str) -> None:
    start = text.index(kept)
    assert not any(can_break(text, i) for i in range(start + 1, start + len(kept)))


@pytest.mark.parametrize(
    ("text", "at"),
    [("政务公开", 2), ("公开，推进", 3), ("情况（一）", 2), ("use of", 4), ("https://yunling.gov.cn/zwgk/a.html", 23)],
)
def test_a_line_may_break_at(text: str, at: int) -> None:
    assert can_break(text, at)


def test_a_page_of_the_standard_holds_22_lines(finder: FontFinder) -> None:
    """27 characters: 28 of 16 pt are 158 mm, which Word fits into 156 only with a character grid."""
    text = "公" * (27 * 24)
    pages = pages_of(finder, paragraph(text, look=ParagraphLook(line_pt=28.95)), page=PageSetup())
    assert [[len(line) for line in lines_on(page)] for page in pages.pages] == [[27] * 22, [27] * 2]


def test_no_line_of_a_paragraph_stands_alone_on_a_page(finder: FontFinder) -> None:
    text = "公" * (27 * 23)
    pages = pages_of(finder, paragraph(text, look=ParagraphLook(line_pt=28.95)), page=PageSetup())
    assert [len(lines_on(page)) for page in pages.pages] == [21, 2]


def test_justified_lines_end_at_the_margin_and_the_last_does_not(finder: FontFinder) -> None:
    pages = pages_of(finder, paragraph("推进政务公开2023年Windows，" * 12, look=JUSTIFIED), page=PageSetup())
    page = pages.pages[0]
    ends = [run.x + run.width for run in page.runs]
    assert all(abs(end - page.text_area.right) < 0.1 for end in ends[:-1])
    assert ends[-1] < page.text_area.right - 1
    assert page.runs[0].x == pytest.approx(page.text_area.x + 11.3, abs=0.1)


def test_a_heading_goes_with_its_text_to_the_next_page(finder: FontFinder) -> None:
    filler = [paragraph("正文", look=ParagraphLook(line_pt=28.95)) for _ in range(21)]
    keep = ParagraphLook(line_pt=28.95, keep_with_next=True)
    heading = paragraph("一、总体情况", Role.HEADING_1, keep)
    pages = pages_of(finder, *filler, heading, paragraph("正文。"), page=PageSetup())
    assert [text_on(p)[-9:] for p in pages.pages] == ["正文正文正文正文正"[-8:] + "文", "一、总体情况正文。"]


def ledger(rows: int, topic_rows: int = 1, header: int = 1) -> Table:
    made = [Row(tuple(text_cell(t) for t in ("序号", "重点工作", "主要内容")))] if header else []
    for n in range(rows):
        topic = (text_cell(f"专题{n}", row_span=topic_rows, valign=VAlign.CENTER),) if n % topic_rows == 0 else ()
        made.append(Row((text_cell(str(n)), *topic, text_cell("推进政务公开标准化规范化。" * 3))))
    return Table(tuple(made), (15, 30, 60), header)


def test_header_rows_are_repeated_on_every_page(finder: FontFinder) -> None:
    pages = pages_of(finder, ledger(40))
    assert len(pages.pages) > 2
    assert all(text_on(page).startswith("序号重点工作主要内容") for page in pages.pages)


def test_rows_stay_whole(finder: FontFinder) -> None:
    pages = pages_of(finder, ledger(40))
    assert all(text_on(page).endswith("。") for page in pages.pages)
    assert all(text_on(page).count("推进") % 3 == 0 for page in pages.pages)


def test_a_row_taller_than_a_page_is_split_by_line_and_loses_nothing(finder: FontFinder) -> None:
    tall = "".join(chr(0x4E00 + n) for n in range(900))
    pages = pages_of(finder, Table((Row((text_cell("左"), text_cell(tall), text_cell("右"))),), (20, 40, 20)))
    assert len(pages.pages) > 2
    assert "".join(c for c in body_text(pages) if c not in "左右") == tall.replace("左", "").replace("右", "")


def test_a_merged_cell_says_its_text_again_after_a_page_break(finder: FontFinder) -> None:
    pages = pages_of(finder, ledger(40, topic_rows=20, header=0))
    told = [text_on(page).count("专题0") for page in pages.pages]
    assert len(told) > 2
    assert sum(told) >= 2
    assert max(told) == 1


def test_a_merged_cell_is_not_cut_where_a_whole_page_would_hold_it(finder: FontFinder) -> None:
    label = text_cell("本年度办理结果", row_span=3)
    rows = (Row((label, text_cell("一"))), Row((text_cell("二"),)), Row((text_cell("三"),)))
    filler = [paragraph("正文") for _ in range(20)]
    pages = pages_of(finder, *filler, Table(rows, (9, 40)))
    assert [("本" in text_on(p), "果" in text_on(p)) for p in pages.pages] == [(False, False), (True, True)]


def test_a_cell_is_centred_between_its_borders(finder: FontFinder) -> None:
    table = Table((Row((text_cell("一", valign=VAlign.CENTER), text_cell("公" * 40))),), (20, 30))
    page = pages_of(finder, table).pages[0]
    top, bottom = min(line.y1 for line in page.lines), max(line.y2 for line in page.lines)
    assert page.runs[0].y - 1.6 == pytest.approx((top + bottom) / 2, abs=0.6)


def test_a_nested_table_stands_inside_its_cell(finder: FontFinder) -> None:
    inner = Table((Row((text_cell("内左"), text_cell("内右"))),))
    outer = Table((Row((Cell((paragraph("前"), inner, paragraph("后"))), text_cell("旁"))),), (80, 30))
    page = pages_of(finder, outer).pages[0]
    assert text_on(page) == "前内左内右后旁"
    assert all(run.x + run.width < page.text_area.x + 80 for run in page.runs[:-1])


def test_columns_too_narrow_for_a_character_are_widened_or_their_text_made_smaller(finder: FontFinder) -> None:
    many = Table((Row(tuple(text_cell("公开") for _ in range(60))),), tuple([1.0] * 60))
    pages = pages_of(finder, many)
    assert body_text(pages) == "公开" * 60


def test_a_table_wider_than_the_page_is_fitted_into_it(finder: FontFinder) -> None:
    page = pages_of(finder, Table((Row((text_cell("一"), text_cell("二"))),), (300, 100))).pages[0]
    assert max(line.x2 for line in page.lines) <= page.text_area.right + 0.06
    assert page.runs[1].x == pytest.approx(page.text_area.x + 247 * 0.75 + 1.9, abs=0.2)


def test_page_numbers_stand_right_on_odd_and_left_on_even_pages(finder: FontFinder) -> None:
    pages = pages_of(finder, ledger(40))
    numbers = [page.margin_runs[0] for page in pages.pages[:2]]
    assert [n.text for n in numbers] == ["— 1 —", "— 2 —"]
    middle = pages.pages[0].width_mm / 2
    assert numbers[0].x > middle > numbers[1].x
    assert numbers[0].y > pages.pages[0].text_area.bottom + 7


def test_a_document_as_it_stands_gets_no_page_number_of_ours(finder: FontFinder) -> None:
    assert not pages_of(finder, ledger(40), options=Options()).pages[0].margin_runs


def test_a_footer_of_its_own_counts_the_pages(finder: FontFinder) -> None:
    look = TextLook(size_pt=9)
    fields = [Run("第", look), Run("1", look, PageField.PAGE), Run("页共", look), Run("1", look, PageField.PAGES)]
    section = Section((ledger(40),), WIDE, footer=(Paragraph(tuple(fields)),))
    pages = make_pages(Document((section,)), finder, COMPOSED)
    shown = ["".join(r.text for r in page.margin_runs) for page in pages.pages]
    assert shown == [f"第{n}页共{len(shown)}" for n in range(1, len(shown) + 1)]


def test_upright_and_crosswise_sections_stand_in_one_document(finder: FontFinder) -> None:
    document = Document((Section((paragraph("横"),), WIDE), Section((paragraph("竖"),), PageSetup())))
    pages = make_pages(document, finder)
    assert [(p.width_mm, p.height_mm) for p in pages.pages] == [(297, 210), (210, 297)]


def signed(lines_before: int) -> tuple[Block, ...]:
    body = [paragraph("推进政务公开。" * 8, look=JUSTIFIED) for _ in range(lines_before)]
    names = (paragraph("云岭县松溪乡人民政府", look=RIGHT), paragraph("2023年8月10日", look=RIGHT))
    return (*body, Paragraph(), *names)


@pytest.mark.parametrize("length", range(1, 24))
def test_signature_and_seal_never_stand_alone_on_a_page(finder: FontFinder, length: int) -> None:
    pages = pages_of(finder, *signed(length), page=PageSetup())
    last = text_on(pages.pages[-1])
    assert last.endswith("。云岭县松溪乡人民政府2023年8月10日")
    (seal,) = pages.seals
    assert seal.page == len(pages.pages) - 1
    assert (seal.box.width, seal.box.height) == (45, 45)
    bodies = [run for run in pages.pages[-1].runs if "政务" in run.text]
    assert max(run.y for run in bodies) < seal.box.y + 1
    date = pages.pages[-1].runs[-1]
    assert seal.box.x < date.x
    assert date.x + date.width < seal.box.right
    assert seal.box.y + 22.5 < date.y < seal.box.bottom


def test_a_signature_below_a_table_takes_the_last_row_along(finder: FontFinder) -> None:
    for rows in range(10, 22):
        pages = pages_of(finder, ledger(rows), *signed(0))
        assert text_on(pages.pages[-1]).startswith("序号重点工作主要内容")


def test_a_ledger_is_sealed_in_its_head_and_gets_no_signature_of_ours(finder: FontFinder) -> None:
    head = paragraph("填报单位（盖章）：松溪乡人民政府        联系人：李某        联系电话：0000")
    pages = pages_of(finder, head, ledger(3))
    (seal,) = pages.seals
    assert seal.label == "（盖章）：松溪乡人民政府"
    assert seal.box.x < pages.pages[0].text_area.x + 40 < seal.box.right
    assert body_text(pages).startswith(head.text)


def test_no_room_is_kept_where_no_seal_is_wanted(finder: FontFinder) -> None:
    with_room = pages_of(finder, *signed(2), page=PageSetup())
    without = pages_of(finder, *signed(2), page=PageSetup(), options=Options(seal_mm=0))
    assert without.seals == ()
    assert without.pages[0].runs[-1].y < with_room.pages[0].runs[-1].y


def test_a_sentence_about_sealing_is_no_place_for_a_seal(finder: FontFinder) -> None:
    text = "请各单位将加盖本单位公章的电子版报送至政务公开办公室，逾期（盖章）不全的予以退回。" * 5
    assert pages_of(finder, paragraph(text)).seals == ()


def test_bookmarks_name_headings_and_their_pages(finder: FontFinder) -> None:
    heading = ParagraphLook(page_break_before=True)
    blocks = (paragraph("工作报告", Role.TITLE, TITLE), paragraph("一、总体情况", Role.HEADING_1, heading))
    marks = pages_of(finder, *blocks).bookmarks
    assert [(m.title, m.level, m.page) for m in marks] == [("工作报告", 1, 0), ("一、总体情况", 2, 1)]


def test_first_pages_are_the_same_as_in_the_whole(finder: FontFinder) -> None:
    document = Document((Section((ledger(200),), WIDE),))
    whole, first = make_pages(document, finder), make_first_pages(document, finder, 2)
    assert len(first.pages) == 2
    for a, b in zip(whole.pages[:2], first.pages, strict=True):
        assert [(r.text, r.x, r.y) for r in a.runs] == [(r.text, r.x, r.y) for r in b.runs]
        assert a.lines == b.lines


def test_tabs_go_to_the_next_stop(finder: FontFinder, tmp_path: Path) -> None:
    page = pages_of(finder, paragraph("公\t开")).pages[0]
    run = page.runs[0]
    assert run.text == "公 开"
    assert run.advances[0] + run.advances[1] == pytest.approx(7.408, abs=0.01)


def test_a_table_in_a_cell_whose_row_asks_for_more_than_a_page_gets_one_page(finder: FontFinder) -> None:
    inner = Table((Row((Cell(),), height_mm=43.2),))
    page = PageSetup(50, 50, 0, 0, 6.9, 0)
    document = Document((Section((Table((Row((Cell((inner,)),)),)),), page),))
    assert len(make_pages(document, finder).pages) == 1
