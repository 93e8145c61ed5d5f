"""What write_docx writes, read_docx reads back equal; other programs open it, and it says nothing of a machine."""

import zipfile
from io import BytesIO

import docx as python_docx
import pytest
from docx.enum.text import WD_ALIGN_PARAGRAPH
from hypothesis import given
from lxml import etree

from core.document import (
    EMPTY,
    Cell,
    Document,
    PageSetup,
    Paragraph,
    Role,
    Row,
    Run,
    Section,
    Table,
    TextLook,
    own_look,
    paragraph,
    paragraphs_of,
    text_cell,
)
from storage.documents.readers.docx import read_docx
from storage.documents.writers.docx import write_docx
from tests.documents import documents

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def of(*blocks: Paragraph | Table) -> Document:
    return Document((Section(blocks),))


def body_of(document: Document) -> etree._Element:
    with zipfile.ZipFile(BytesIO(write_docx(document))) as archive:
        return etree.fromstring(archive.read("word/document.xml"))


@given(documents())
def test_what_was_written_reads_back_equal(document: Document) -> None:
    assert read_docx(write_docx(document), look=True) == document


@given(documents())
def test_every_cell_ends_with_a_paragraph_and_no_tables_touch(document: Document) -> None:
    for table in body_of(document).iter(W + "tbl"):
        following = table.getnext()
        assert following is not None
        assert following.tag == W + "p"


def test_the_same_document_gives_the_same_bytes() -> None:
    document = of(paragraph("政务公开"), Table((Row((text_cell("一"),)),)))
    assert write_docx(document, "要点") == write_docx(document, "要点")


def test_nothing_tells_of_the_program_a_person_or_a_time() -> None:
    with zipfile.ZipFile(BytesIO(write_docx(of(paragraph("文")), "要点"))) as archive:
        assert archive.testzip() is None
        core = archive.read("docProps/core.xml").decode()
        whole = b"".join(archive.read(name) for name in archive.namelist())
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert "<dc:title>要点</dc:title>" in core
    assert not any(word in core for word in ("creator", "created", "modified", "revision"))
    assert b"python" not in whole


def test_the_title_is_the_documents_own_where_none_is_given() -> None:
    document = Document((Section((paragraph("文"),)),), title='A & "B"')
    assert read_docx(write_docx(document), look=True).title == 'A & "B"'


def test_another_program_opens_it() -> None:
    table = Table(
        (Row((text_cell("序号"), text_cell("任务", 2))), Row((text_cell("1"), text_cell("甲"), text_cell("乙"))))
    )
    document = Document(
        (
            Section(
                (paragraph("要点", Role.TITLE), paragraph("一、总则", Role.HEADING_1)), header=(paragraph("页眉"),)
            ),
            Section((table,), PageSetup(297, 210)),
        )
    )
    found = python_docx.Document(BytesIO(write_docx(document)))
    assert [(p.text, p.style.name) for p in found.paragraphs[:2] if p.style] == [
        ("要点", "Title"),
        ("一、总则", "Heading 1"),
    ]
    assert [[cell.text for cell in row.cells] for row in found.tables[0].rows] == [
        ["序号", "任务", "任务"],
        ["1", "甲", "乙"],
    ]
    assert [section.header.paragraphs[0].text for section in found.sections] == ["页眉", ""]
    assert found.sections[1].page_width.mm == pytest.approx(297, abs=0.1) if found.sections[1].page_width else False


def test_a_look_that_is_the_roles_own_need_not_be_named() -> None:
    own = own_look(Role.HEADING_1)
    found = read_docx(write_docx(of(paragraph("一、", Role.HEADING_1, font=own))), look=True)
    assert found == of(paragraph("一、", Role.HEADING_1))
    table_size = own_look(Role.BODY, in_table=True)
    cell = Cell((Paragraph((Run("甲", table_size),)),))
    assert read_docx(write_docx(of(Table((Row((cell,)),)))), look=True) == of(Table((Row((text_cell("甲"),)),)))


def test_characters_that_xml_forbids_are_left_out() -> None:
    found = read_docx(write_docx(of(paragraph("甲\x00\x08乙\ud800\uffff"))), look=True)
    assert [p.text for p in paragraphs_of(found.blocks)] == ["甲乙"]


def test_loose_grids_are_written_as_they_show() -> None:
    """A span beyond the last row, a short row, a hole between merged cells, a row of nothing."""
    tall = Cell((EMPTY,), row_span=9)
    rows = (Row((tall, text_cell("甲"), tall)), Row((text_cell("乙"),)), Row((text_cell("丙", 5),)), Row(()))
    found = read_docx(write_docx(of(Table(rows, widths_mm=(10,)))), look=True)
    assert [p.text for p in paragraphs_of(found.blocks) if p.text] == ["甲", "乙", "丙"]


def test_bold_text_in_a_heading_of_a_table_keeps_its_size() -> None:
    cell = Cell((paragraph("标题", Role.HEADING_1, font=TextLook(bold=True)),))
    written = of(Table((Row((cell,)),)))
    assert [size.get(W + "val") for size in body_of(written).iter(W + "sz")] == ["24", "2"]
    assert read_docx(write_docx(written), look=True) == written


def test_a_document_of_our_own_has_page_numbers_in_the_standards_manner() -> None:
    from dataclasses import replace

    made = Document((Section((paragraph("云岭县"),)),))
    opened = python_docx.Document(BytesIO(write_docx(replace(made, numbered=True))))
    section = opened.sections[0]
    assert opened.settings.odd_and_even_pages_header_footer
    sides = {f.paragraphs[0].alignment for f in (section.footer, section.even_page_footer)}
    assert sides == {WD_ALIGN_PARAGRAPH.RIGHT, None}  # None: the left, as all text
    assert all("PAGE" in f.paragraphs[0]._p.xml for f in (section.footer, section.even_page_footer))
    assert not python_docx.Document(BytesIO(write_docx(made))).sections[0].footer.paragraphs[0].text
