"""The quick way through a plain part gives what the walker gives."""

from hypothesis import given
from hypothesis import strategies as st

from core.document import Document
from storage.documents.readers.docx import DocxFile, read_docx
from storage.documents.readers.docx.numbering import Numbering
from storage.documents.readers.docx.plain import PlainPart
from storage.documents.writers.docx import write_docx
from tests.documents import documents
from tests.docx_builder import MERGE, RESTART, SPAN, docx, gone, ins, p, r, sdt, tbl, tc, tr

MARKS = ("", "", SPAN.format(2), SPAN.format(3), MERGE, RESTART, SPAN.format(2) + MERGE, '<w:vAlign w:val="center"/>')
STYLE = '<w:pStyle w:val="{}"/>'
STYLES = "".join(
    f'<w:style w:type="paragraph" w:styleId="{key}"><w:name w:val="{name}"/></w:style>'
    for key, name in (("1", "heading 1"), ("a", "Normal"))
)


def runs() -> st.SearchStrategy[str]:
    words = st.sampled_from(("", "甲", " 乙 ", "a\nb", "丙\u3000"))
    inner = st.sampled_from(("", "<w:tab/>", "<w:br/>", '<w:br w:type="page"/>', "<w:cr/>", "<w:t> 丁 </w:t>"))
    run = st.builds(lambda text, more: r(text, "<w:b/>", more), words, inner)
    wrapped = run.map(lambda one: ins(one))
    return st.lists(st.one_of(run, wrapped), max_size=3).map("".join)


def lines() -> st.SearchStrategy[str]:
    style = st.sampled_from(("", "", STYLE.format("a"), '<w:tabs><w:tab w:val="left" w:pos="4"/></w:tabs>'))
    return st.builds(lambda ppr, inner: p("", ppr, inner), style, runs())


def tables() -> st.SearchStrategy[str]:
    cell = st.builds(
        lambda blocks, mark: tc("".join(blocks) or p(), mark), st.lists(lines(), max_size=2), st.sampled_from(MARKS)
    )
    trpr = st.sampled_from(("", "", "<w:tblHeader/>", '<w:gridBefore w:val="1"/>', '<w:trHeight w:val="300"/>'))
    row = st.builds(
        lambda cells, properties: tr(*cells, properties=properties), st.lists(cell, min_size=1, max_size=4), trpr
    )
    return st.lists(row, min_size=1, max_size=5).map(lambda rows: tbl(*rows, widths=(567, 567)))


def bodies() -> st.SearchStrategy[str]:
    heading = st.just(p("一、总则", STYLE.format("1")))
    section = st.sampled_from((p(properties="<w:sectPr/>"), p("末", "<w:sectPr/>")))
    elaborate = st.sampled_from((p("", inner=gone("删")), sdt(p("填")), tbl(tr(tc(tbl(tr("内")) + p())))))
    block = st.one_of(lines(), tables(), tables(), heading, section, elaborate)
    return st.lists(block, max_size=4).map("".join)


def walked(data: bytes) -> tuple[Document, list, list]:
    """The document as the walker reads it, and the elements behind the origins of its cells."""
    file = DocxFile(data)
    file._walker = file._walk(file.root, Numbering(None))
    document = Document(file._sections(file.root[0]))
    return document, file.cells, file.paragraphs


@given(bodies())
def test_both_ways_give_the_same_document_and_the_same_origins(body: str) -> None:
    data = docx(body, {"styles": STYLES})
    document, cells, _ = walked(data)
    file = DocxFile(data)
    assert file.document == document
    assert [file.root.getroottree().getpath(c) for c in file.cells] == [c.getroottree().getpath(c) for c in cells]


@given(documents())
def test_both_ways_agree_on_what_we_write(document: Document) -> None:
    data = write_docx(document)
    assert read_docx(data) == walked(data)[0]


def test_an_ordinary_ledger_goes_the_quick_way() -> None:
    wrapped = f'<w:hyperlink r:id="rId1">{r("链接")}</w:hyperlink>'
    body = p("台账", STYLE.format("1")) + tbl(tr("序号", tc(p("进展", inner=ins(wrapped)))), ins(tr("1", "已办")))
    assert isinstance(DocxFile(docx(body, {"styles": STYLES}))._walker, PlainPart)
