"""HTML in and out: what a browser shows, and what was written reads back equal."""

import pytest
from hypothesis import given

from core.document import Align, Block, Document, Paragraph, Role, Section, Table, paragraph, paragraphs_of
from core.errors import LedgerError
from storage.documents.readers.html import read_html
from storage.documents.writers.html import write_html
from tests.documents import documents


def words(blocks: tuple[Block, ...]) -> list:
    """Paragraph and cell texts with the tables' shape."""
    return [block.text if isinstance(block, Paragraph) else shape(block) for block in blocks]


def shape(table: Table) -> list:
    return [[(c.col_span, c.row_span, words(c.blocks)) for c in row.cells] for row in table.rows]


@given(documents(looks=False))
def test_what_was_written_reads_back_with_equal_text_and_tables(document: Document) -> None:
    assert words(read_html(write_html(document)).blocks) == words(document.blocks)


@given(documents())
def test_looks_do_not_disturb_the_text(document: Document) -> None:
    assert words(read_html(write_html(document)).blocks) == words(document.blocks)


def texts(page: str | bytes) -> list[str]:
    return [p.text for p in paragraphs_of(read_html(page).blocks)]


def first(page: str) -> Paragraph:
    return next(paragraphs_of(read_html(page).blocks))


def test_white_space_collapses_as_in_a_browser() -> None:
    page = "<p>  政务 \n <b> 公开</b>\t<i>工作 </i> 要点 </p>  <div>\n甲<br>  乙 <br></div>"
    assert texts(page) == ["政务 公开 工作 要点", "甲\n乙"]


def test_a_line_end_between_chinese_characters_is_no_blank() -> None:
    assert texts("<p>深化\n   政务公开\nand more</p>") == ["深化政务公开 and more"]


def test_preformatted_text_keeps_its_blanks() -> None:
    assert texts("<pre>甲  乙\n丙</pre><p style='white-space: pre-wrap'>  丁\t戊 </p>") == ["甲  乙\n丙", "  丁\t戊 "]


def test_empty_blocks_take_no_room_but_a_break_or_a_hard_blank_does() -> None:
    assert texts("<p></p><p><br></p><p>&nbsp;</p><div> </div><p>末</p>") == ["", "\xa0", "末"]


def test_blocks_inside_blocks_and_loose_text_are_paragraphs() -> None:
    assert texts("<div>前<p>甲</p>中<div>乙</div></div>后") == ["前", "甲", "中", "乙", "后"]


def test_headings_become_roles() -> None:
    found = read_html("<h1>要点</h1><h2>一、总则</h2><h3>（一）</h3><h6>六</h6><p>正文").blocks
    roles = [Role.TITLE, Role.HEADING_1, Role.HEADING_2, Role.HEADING_4, Role.BODY]
    assert [p.role for p in paragraphs_of(found)] == roles


def test_alignment_indent_and_emphasis() -> None:
    page = "<center><p>甲</p></center><div style='TEXT-ALIGN: right !important'><p>乙</p></div><p align=justify>丙"
    assert [p.look.align for p in paragraphs_of(read_html(page).blocks)] == [Align.CENTER, Align.RIGHT, Align.JUSTIFY]
    assert first("<p style='text-indent: 2em'>甲").look.first_line_pt == 32
    run = first("<p><strong>甲<em>乙</em></strong><u>丙</u>").runs
    assert [(r.text, r.look.bold, r.look.italic, r.look.underline) for r in run] == [
        ("甲", True, False, False),
        ("乙", True, True, False),
        ("丙", False, False, True),
    ]


def test_what_a_page_does_not_show_is_left_out() -> None:
    hidden = (
        "<script>var a='<p>';</script><style>p{}</style><p hidden>藏</p><div style='display:none'>藏</div><!-- 注 -->"
    )
    assert texts(f"<title>标题</title>{hidden}<noscript>旧</noscript><nav>首页</nav><p>正文</p>") == ["首页", "正文"]
    assert read_html("<title> 工作\n要点 </title><p>").title == "工作 要点"


def test_numbered_lists_print_their_numbers() -> None:
    page = "<ol><li>甲<li><p>乙</p><p>续</p></ol><ol start=3 type=a><li>丙<li value=9>丁</ol><ul><li>戊</ul>"
    assert texts(page) == ["1. 甲", "2. 乙", "续", "c. 丙", "i. 丁", "戊"]


def test_tables_with_spans_groups_caption_and_nesting() -> None:
    page = """<table><caption>分工表</caption><tfoot><tr><td colspan=2>合计</td></tr></tfoot>
      <thead><tr><th>任务<th>单位</thead>
      <tbody><tr><td rowspan=2>公开<td>政府办</td></tr><tr><td><table><tr><td>内</table></td></tr></tbody></table>"""
    caption, table = read_html(page).blocks
    assert isinstance(caption, Paragraph)
    assert isinstance(table, Table)
    assert (caption.text, table.header_rows) == ("分工表", 1)
    assert shape(table) == [
        [(1, 1, ["任务"]), (1, 1, ["单位"])],
        [(1, 2, ["公开"]), (1, 1, ["政府办"])],
        [(1, 1, [[[(1, 1, ["内"])]]])],
        [(2, 1, ["合计"])],
    ]


def test_damaged_spans_are_bounded_as_browsers_bound_them() -> None:
    page = "<table><tr><td rowspan=0>甲<td rowspan=99 colspan=0>乙<td colspan=99999>丙<td colspan=x>丁<tr></table>"
    table = read_html(page).blocks[0]
    assert isinstance(table, Table)
    assert [(c.col_span, c.row_span) for c in table.rows[0].cells] == [(1, 2), (1, 2), (1000, 1), (1, 1)]


def test_encodings_by_mark_by_declaration_and_by_guess() -> None:
    page = "<html><head><meta charset={}></head><p>政务公开堃</p>"
    assert texts(page.format("gb2312").encode("gb18030")) == ["政务公开堃"]
    assert texts(page.format("utf-8").encode("gbk")) == ["政务公开堃"]
    assert texts(page.format("no-such").encode()) == ["政务公开堃"]
    assert texts(page.format("utf-8").encode("utf-16")) == ["政务公开堃"]
    assert texts('<?xml version="1.0" encoding="gbk"?>' + page.format("gbk")) == ["政务公开堃"]


def test_entities_and_damaged_pages_are_read() -> None:
    assert texts("<p>A&amp;B &lt;甲&gt; &#x4e00;&nbsp;&unknown; <b>乙</p><p>丙</b>") == [
        "A&B <甲> 一\xa0&unknown; 乙",
        "丙",
    ]
    assert texts("") == texts("   ") == []
    assert "root:" not in "".join(texts("<!DOCTYPE html [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><p>&x;甲"))


def test_deep_nesting_is_read_or_refused_but_never_cut() -> None:
    assert texts("<div>" * 240 + "底" + "</div>" * 240 + "后") == ["底", "后"]
    with pytest.raises(LedgerError, match="嵌套过深"):
        read_html("<div>" * 3000 + "底" + "</div>" * 3000)


def test_bytes_that_are_no_page_are_refused() -> None:
    with pytest.raises(LedgerError, match="网页文件已损坏"):
        read_html(bytes(range(256)))


def test_what_is_written_is_plain_html_with_its_title() -> None:
    page = write_html(Document((Section((paragraph("A&B", Role.TITLE),)),)), title="要点 & 台账").decode()
    assert "<h1>A&amp;B</h1>" in page
    assert "<title>要点 &amp; 台账</title>" in page
