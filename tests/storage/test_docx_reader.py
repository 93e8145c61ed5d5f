"""What a returned .docx holds besides plain runs: each trap of text read as Word shows it."""

from typing import cast

import pytest
from lxml import etree

from core.document import Align, PageField, Paragraph, Role, Table, TextLook, paragraphs_of
from core.errors import LedgerError
from storage.documents.readers.docx import DocxFile, read_docx
from storage.documents.readers.docx.styles import Styles
from tests.docx_builder import NAMESPACES, PREFIXES, docx, field, gone, ins, p, r, sdt, tbl, tc, text_box, tr, zipped

PROMPT = "<w:showingPlcHdr/>"


def texts(body: str, **parts: str) -> list[str]:
    """All paragraphs, in order; the same with and without looks."""
    data = docx(body, parts)
    plain = [x.text for x in paragraphs_of(read_docx(data).blocks)]
    looked = [x.text for x in paragraphs_of(read_docx(data, look=True).blocks)]
    assert plain == looked
    return plain


def test_tracked_insertions_are_kept() -> None:
    moved = f'<w:moveTo w:id="3" w:author="甲">{r("移来")}</w:moveTo>'
    assert texts(p("已", inner=ins(r("补充")) + moved) + ins(p("新段"))) == ["已补充移来", "新段"]


def test_tracked_deletions_are_left_out() -> None:
    body = p("留", inner=gone("删") + gone("移走", "moveFrom") + r("下"))
    table = tbl(tr("甲"), tr("乙", properties='<w:del w:id="5" w:author="甲"/>'))
    assert texts(body + table) == ["留下", "甲"]


@pytest.mark.parametrize("mark", ["del", "moveFrom"])
def test_a_deleted_paragraph_mark_joins_the_next_paragraph(mark: str) -> None:
    deleted = f'<w:rPr><w:{mark} w:id="1" w:author="甲"/></w:rPr>'
    bookmark = '<w:bookmarkEnd w:id="9"/>'
    assert texts(p("前", deleted) + bookmark + p("后")) == ["前后"]
    assert texts(p("末", deleted)) == ["末"]


def test_a_text_box_in_a_paragraph_whose_mark_is_deleted_is_not_lost() -> None:
    deleted = '<w:rPr><w:del w:id="1" w:author="甲"/></w:rPr>'
    assert texts(p("前", deleted, r(inner=text_box(p("框")))) + p("后")) == ["前后", "框"]


def test_content_controls_inline_block_row_and_cell_are_read() -> None:
    inline = p("填报单位：", inner=sdt(r("云岭镇")))
    table = tbl(sdt(tr("一", "二")), f"<w:tr>{sdt(tc('三'))}{tc(sdt(p('四')))}</w:tr>")
    assert texts(inline + sdt(p("段")) + table) == ["填报单位：云岭镇", "段", "一", "二", "三", "四"]


def test_the_prompt_of_an_unfilled_content_control_is_blank() -> None:
    prompt = "单击此处输入文字"
    inline = p("联系人：", inner=sdt(r(prompt), PROMPT))
    table = tbl(f"<w:tr>{sdt(tc(prompt), PROMPT)}{tc(sdt(p(prompt), PROMPT))}</w:tr>", sdt(tr(prompt, prompt), PROMPT))
    assert texts(inline + sdt(p(prompt), PROMPT) + table) == ["联系人：", "", "", "", "", ""]


def test_smart_tags_links_and_custom_xml_show_through() -> None:
    tag = f'<w:smartTag w:element="date">{r("2026年")}</w:smartTag>'
    link = f'<w:hyperlink r:id="rId7">{r("链接")}</w:hyperlink>'
    custom = f'<w:customXml w:element="x">{r("内")}</w:customXml>'
    assert texts(p(inner=tag + link + custom)) == ["2026年链接内"]


def test_a_text_box_is_read_once_and_after_its_paragraph() -> None:
    inner = tbl(tr("格"))
    assert texts(p("前", inner=r(inner=text_box(p("框一") + inner))) + p("后")) == ["前", "框一", "格", "后"]


def test_a_text_box_inside_a_text_box_is_read_once() -> None:
    nested = text_box(p("外", inner=r(inner=text_box(p("内")))))
    assert texts(p("前", inner=r(inner=nested))) == ["前", "外", "内"]


def test_a_text_box_of_old_programs_alone_is_read() -> None:
    box = f"<w:pict><v:shape><v:textbox><w:txbxContent>{p('旧框')}</w:txbxContent></v:textbox></v:shape></w:pict>"
    assert texts(p("前", inner=r(inner=box))) == ["前", "旧框"]


def test_a_symbol_for_new_programs_is_taken_from_its_fallback() -> None:
    choice = '<mc:Choice Requires="w16se"><w16se:symEx w16se:font="Segoe UI Emoji" w16se:char="1F600"/></mc:Choice>'
    both = f"<mc:AlternateContent>{choice}<mc:Fallback><w:t>😀</w:t></mc:Fallback></mc:AlternateContent>"
    alone = f"<mc:AlternateContent>{choice}</mc:AlternateContent>"
    assert texts(p("好", inner=r(inner=both) + r(inner=alone))) == ["好😀😀"]


def test_breaks_tabs_and_hyphens_are_characters() -> None:
    inner = r(inner="<w:t>甲</w:t><w:br/><w:t>乙</w:t><w:cr/><w:tab/><w:noBreakHyphen/><w:softHyphen/><w:ptab/>")
    tabs = '<w:tabs><w:tab w:val="left" w:pos="420"/></w:tabs>'
    assert texts(p(properties=tabs, inner=inner)) == ["甲\n乙\n\t-\t"]


def test_page_and_column_breaks_are_no_text() -> None:
    page, column = '<w:br w:type="page"/>', '<w:br w:type="column"/><w:lastRenderedPageBreak/>'
    assert texts(p(inner=r(inner=page)) + p("附件", inner=r(inner=column))) == ["", "附件"]


def test_a_page_break_starts_the_next_paragraph_on_a_new_page() -> None:
    break_ = r(inner='<w:br w:type="page"/>')
    body = p("前", inner=break_) + p("附件1") + p(inner=break_) + p("后") + p(inner=break_ + r("附件2"))
    blocks = read_docx(docx(body), look=True).blocks
    assert [x.look.page_break_before for x in paragraphs_of(blocks)] == [False, True, True, False, True]


def test_hidden_text_does_not_show() -> None:
    shown = r("显", "<w:vanish w:val='0'/>")
    assert texts(p("明", inner=r("暗", "<w:vanish/>") + shown)) == ["明显"]


def test_a_paragraph_whose_mark_is_hidden_and_that_is_empty_takes_no_room() -> None:
    hidden = "<w:rPr><w:vanish/></w:rPr>"
    assert texts(tbl(tr("一")) + p(properties=hidden) + tbl(tr("二")) + p("有字", hidden)) == ["一", "二", "有字"]


def test_symbols_of_symbol_fonts_become_ordinary_characters() -> None:
    ticked = '<w:sym w:font="Wingdings" w:char="F0FE"/><w:sym w:font="Wingdings 2" w:char="F052"/>'
    other = '<w:sym w:font="Wingdings" w:char="F0E0"/><w:sym w:font="宋体" w:char="2460"/><w:sym w:char="zz"/>'
    assert texts(p("已落实", inner=r(inner=ticked + other))) == ["已落实☑☑•①"]


def test_ruby_shows_its_base_only() -> None:
    ruby = f"<w:ruby><w:rubyPr/><w:rt>{r('kǎn')}</w:rt><w:rubyBase>{r('坎')}</w:rubyBase></w:ruby>"
    assert texts(p("村", inner=r(inner=ruby))) == ["村坎"]


def test_mathematics_is_read_as_text() -> None:
    formula = "<m:oMath><m:r><m:t>一+二</m:t></m:r></m:oMath>"
    assert texts(p("合计=", inner=formula)) == ["合计=一+二"]


def test_blanks_at_the_ends_of_a_run_count_only_where_the_file_says_so() -> None:
    loose, kept = "<w:r><w:t>\n  甲 乙 </w:t></w:r>", '<w:r><w:t xml:space="preserve"> 丙\n丁 </w:t></w:r>'
    assert texts(p(inner=loose + kept)) == ["甲 乙 丙 丁 "]


def test_comments_and_footnotes_are_not_in_the_text() -> None:
    inner = '<w:commentRangeStart w:id="0"/>' + r("文") + r(inner='<w:commentReference w:id="0"/>')
    note = r(inner='<w:footnoteReference w:id="2"/><w:footnoteRef/><w:annotationRef/>')
    parts = {"comments": f'<w:comment w:id="0">{p("批注")}</w:comment>', "footnotes": p("脚注")}
    assert texts(p("正", inner=inner + note), **parts) == ["正文"]


def test_a_fields_result_shows_and_its_instruction_does_not() -> None:
    nested = r(inner='<w:fldChar w:fldCharType="begin"/>') + r("IF ") + field("DATE", "隐")
    closed = r(inner='<w:fldChar w:fldCharType="separate"/>') + r("显") + r(inner='<w:fldChar w:fldCharType="end"/>')
    simple = f'<w:fldSimple w:instr=" FILENAME ">{r("台账")}</w:fldSimple>'
    assert texts(p(inner=field("REF x", "甲") + nested + closed + simple)) == ["甲显台账"]


def test_a_table_of_contents_over_several_paragraphs_is_read() -> None:
    begin, end = field("TOC", "一、总则", end=False), r(inner='<w:fldChar w:fldCharType="end"/>')
    assert texts(p(inner=begin) + p("二、附则") + p("末", inner=end) + p("后")) == ["一、总则", "二、附则", "末", "后"]


def test_a_damaged_field_does_not_swallow_the_text_after_it() -> None:
    begin, instr = r(inner='<w:fldChar w:fldCharType="begin"/>'), r(inner="<w:instrText> REF x </w:instrText>")
    assert texts(p("甲", inner=begin + instr + r("乙")) + p("丙")) == ["甲乙", "丙"]
    assert texts(p("甲", inner=field("PAGE", "3", end=False)) + p("乙")) == ["甲1", "乙"]


def test_page_numbers_are_fields() -> None:
    inner = (
        field("PAGE \\* MERGEFORMAT", "7")
        + r("/")
        + f'<w:fldSimple w:instr="NUMPAGES">{r("9", "<w:b/>")}</w:fldSimple>'
    )
    found = next(paragraphs_of(read_docx(docx(p("第", inner=inner)), look=True).blocks))
    assert [(x.text, x.field) for x in found.runs if x.field] == [("1", PageField.PAGE), ("1", PageField.PAGES)]
    assert found.text == "第1/1"
    assert found.runs[-1].look.bold


def test_old_form_fields_show_their_tick_and_their_choice() -> None:
    def form(data: str) -> str:
        begin = f'<w:fldChar w:fldCharType="begin"><w:ffData>{data}</w:ffData></w:fldChar>'
        return (
            r(inner=begin) + r(inner="<w:instrText> FORM </w:instrText>") + r(inner='<w:fldChar w:fldCharType="end"/>')
        )

    ticked, blank = "<w:checkBox><w:checked/></w:checkBox>", '<w:checkBox><w:default w:val="0"/></w:checkBox>'
    entries = '<w:listEntry w:val="未完成"/><w:listEntry w:val="已完成"/>'
    drop = f'<w:ddList><w:result w:val="1"/>{entries}</w:ddList>'
    assert texts(p(inner=form(ticked) + form(blank) + form(drop))) == ["☑☐已完成"]


def test_headers_and_footers_stand_apart_and_go_on_into_the_next_section() -> None:
    def ends(reference: str) -> str:
        return f'<w:sectPr>{reference}<w:pgSz w:w="11906" w:h="16838"/></w:sectPr>'

    own = '<w:headerReference w:type="default" r:id="rId9"/><w:footerReference w:type="first" r:id="rId8"/>'
    body = p("一", ends(own)) + p("二") + ends("")
    found = read_docx(docx(body, margins={"rId9": p("页眉"), "rId8": p("首页页脚")}), look=True)
    assert [[x.text for x in paragraphs_of(s.header)] for s in found.sections] == [["页眉"], ["页眉"]]
    assert [s.footer for s in found.sections] == [(), ()]
    assert [x.text for x in paragraphs_of(found.blocks)] == ["一", "二"]


def test_an_empty_header_ends_the_one_before_it() -> None:
    first, second = ('<w:headerReference w:type="default" r:id="rId9"/>', '<w:headerReference r:id="rId8"/>')
    body = p("一", f"<w:sectPr>{first}</w:sectPr>") + p("二") + f"<w:sectPr>{second}</w:sectPr>"
    found = read_docx(docx(body, margins={"rId9": p("页眉"), "rId8": p()}), look=True)
    assert found.sections[1].header == ()


def test_a_section_break_turns_the_paper() -> None:
    upright, landscape = '<w:pgSz w:w="11906" w:h="16838"/>', '<w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/>'
    margins = '<w:pgMar w:top="0" w:right="1440" w:bottom="1440" w:left="1440" w:gutter="567"/>'
    carrier = p(properties=f"<w:sectPr>{upright}{margins}</w:sectPr>")
    first, second = read_docx(docx(p("通知") + carrier + p("附表") + f"<w:sectPr>{landscape}</w:sectPr>")).sections
    assert not first.page.landscape
    assert second.page.landscape
    assert (first.page.top_mm, first.page.left_mm) == (0, 35.4)
    assert [x.text for x in paragraphs_of(first.blocks)] == ["通知"]


def test_a_continuous_break_on_the_same_paper_begins_no_section() -> None:
    size = '<w:pgSz w:w="11906" w:h="16838"/>'
    body = (
        p("一", f"<w:sectPr>{size}</w:sectPr>") + p("二") + f'<w:sectPr><w:type w:val="continuous"/>{size}</w:sectPr>'
    )
    assert len(read_docx(docx(body)).sections) == 1


def test_styles_give_roles_and_looks() -> None:
    styles = (
        '<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:eastAsia="宋体"/><w:sz w:val="21"/></w:rPr></w:rPrDefault>'
        "</w:docDefaults>"
        '<w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/><w:pPr><w:jc w:val="center"/></w:pPr>'
        '<w:rPr><w:rFonts w:ascii="Arial"/><w:b/></w:rPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="a9"><w:name w:val="章"/><w:basedOn w:val="1"/></w:style>'
    )
    data = docx(p("一、总则", '<w:pStyle w:val="a9"/><w:ind w:firstLineChars="200"/>'), {"styles": styles})
    found = next(paragraphs_of(read_docx(data, look=True).blocks))
    assert found.role is Role.HEADING_1
    assert (found.look.align, found.look.first_line_pt) == (Align.CENTER, 21)
    assert (found.runs[0].look.font, found.runs[0].look.size_pt, found.runs[0].look.bold) == ("宋体", 10.5, True)


def test_a_ring_of_styles_ends() -> None:
    style = '<w:style w:type="paragraph" w:styleId="{0}"><w:name w:val="{0}"/><w:basedOn w:val="{1}"/></w:style>'
    body = p("文", '<w:pStyle w:val="a"/>')
    assert texts(body, styles=style.format("a", "b") + style.format("b", "a")) == ["文"]


def test_word_strict_format_is_read_by_its_other_names() -> None:
    strict = {
        NAMESPACES["w"]: "http://purl.oclc.org/ooxml/wordprocessingml/main",
        NAMESPACES["r"]: "http://purl.oclc.org/ooxml/officeDocument/relationships",
    }
    names = PREFIXES
    for usual, other in strict.items():
        names = names.replace(usual, other)
    page = '<w:pgSz w:w="29.7cm" w:h="210mm"/><w:pgMar w:left="1in"/>'
    text = p("严格", '<w:jc w:val="end"/>')
    body = f"<w:document {names}><w:body>{text}<w:sectPr>{page}</w:sectPr></w:body></w:document>"
    found = read_docx(zipped({"word/document.xml": body}), look=True)
    block = found.blocks[0]
    assert isinstance(block, Paragraph)
    assert (block.text, block.look.align) == ("严格", Align.RIGHT)
    assert (found.sections[0].page.width_mm, found.sections[0].page.left_mm) == (297, 25.4)


def test_the_main_part_may_have_another_name() -> None:
    assert [x.text for x in paragraphs_of(read_docx(docx(p("文"), main="word/document2.xml")).blocks)] == ["文"]


def test_documents_that_another_program_embedded_are_read() -> None:
    chunks = {"rId1": "<p>网页".encode(), "rId2": docx(p("文档"))}
    body = p("前") + '<w:altChunk r:id="rId1"/><w:altChunk r:id="rId2"/><w:altChunk r:id="rId9"/>' + p("后")
    assert [x.text for x in paragraphs_of(read_docx(docx(body, chunks=chunks)).blocks)] == ["前", "网页", "文档", "后"]
    twice = docx('<w:altChunk r:id="rId1"/>', chunks={"rId1": docx('<w:altChunk r:id="rId2"/>', chunks=chunks)})
    with pytest.raises(LedgerError, match="嵌有另一份文档"):
        read_docx(twice)


def test_prefixes_do_not_matter() -> None:
    body = f'<document xmlns="{NAMESPACES["w"]}"><body><p><r><t>文</t></r></p></body></document>'
    assert [x.text for x in paragraphs_of(read_docx(zipped({"word/document.xml": body})).blocks)] == ["文"]


@pytest.mark.parametrize(
    "files",
    [{"xl/workbook.xml": "<x/>"}, {"word/document.xml": f"<w:document {PREFIXES}/>"}, {"word/document.xml": "<w"}],
)
def test_what_is_no_word_document_is_refused_in_chinese(files: dict[str, str]) -> None:
    with pytest.raises(LedgerError, match="原文件未作任何改动"):
        read_docx(zipped(files))


def test_origins_lead_back_to_the_elements() -> None:
    body = p("题") + tbl(tr("序号", "进展"), tr("1", tc(sdt(p("已办"))))) + p("填报单位：")
    for look in (False, True):
        file = DocxFile(docx(body), look)
        table = next(b for b in file.document.blocks if isinstance(b, Table))
        cell = table.rows[1].cells[1]
        assert "".join(file.cells[cast(int, cell.origin)].itertext()) == "已办"
        last = file.document.blocks[-1]
        assert isinstance(last, Paragraph)
        assert "".join(file.paragraphs[cast(int, last.origin)].itertext()) == "填报单位："


def test_a_font_of_the_theme_counts_before_one_that_is_named() -> None:
    names = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    ea = '<a:ea typeface=""/><a:font script="Hans" typeface="等线"/>'
    theme = etree.fromstring(f"<a:theme {names}><a:minorFont>{ea}</a:minorFont></a:theme>")
    fonts = etree.fromstring(f'<w:rPr {PREFIXES}><w:rFonts w:eastAsiaTheme="minorEastAsia" w:eastAsia="宋体"/></w:rPr>')
    latin = etree.fromstring(f'<w:rPr {PREFIXES}><w:rFonts w:ascii="Times New Roman"/></w:rPr>')
    styles = Styles(None, theme)
    assert styles.text_over(TextLook(), fonts).font == "等线"
    assert styles.text_over(TextLook("仿宋"), latin).font == "仿宋"


def test_a_least_line_height_counts_only_where_it_is_more_than_the_natural_one() -> None:
    def line(value: str) -> tuple[float, float]:
        block = read_docx(docx(p("文", f'<w:spacing w:line="{value}"/>')), look=True).blocks[0]
        assert isinstance(block, Paragraph)
        return block.look.line_pt, block.look.line_factor

    assert line('560" w:lineRule="exact') == (28, 1)
    assert line('560" w:lineRule="atLeast') == (28, 1)
    assert line('200" w:lineRule="atLeast') == (0, 1)
    assert line("360") == (0, 1.5)
