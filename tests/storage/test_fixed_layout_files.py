"""OFD and PDF: all text in reading order, character for character, by readers that share no code with the writers."""

import contextlib
import importlib.util
import io
import json
import unicodedata
import zipfile
from dataclasses import replace
from datetime import date
from pathlib import Path

import pypdfium2
import pytest
from hypothesis import given

from core.document import Align, Document, PageSetup, ParagraphLook, Role, Row, Section, Table, paragraph, text_cell
from core.errors import LedgerError
from core.pages import Pages
from storage.documents.fonts import FontFinder
from storage.documents.paging import COMPOSED, make_pages
from storage.documents.writers.info import FileInfo
from storage.documents.writers.ofd import ofd_bytes, write_ofd
from storage.documents.writers.pdf import pdf_bytes, write_pdf
from tests.documents import documents
from tests.storage import strict_ofd
from tests.storage.made_font import make_font

INFO = FileInfo(date(2026, 1, 2), title="云岭县台账 <1> & “2”", author="云岭镇人民政府")
A4 = PageSetup()
CHECKER = Path(__file__).resolve().parents[2].parent / "shared" / "tools" / "ofd_check.py"


@pytest.fixture(scope="module")
def finder(tmp_path_factory: pytest.TempPathFactory) -> FontFinder:
    folder = tmp_path_factory.mktemp("fonts")
    make_font(folder / "YunLing.ttf")
    make_font(folder / "YunLing-Bold.ttf", bold=True)
    return FontFinder([folder])


def small_document() -> Document:
    rows = tuple(Row((text_cell(f"{n}"), text_cell(f"任务{n}：公开政策文件不少于{n}件"))) for n in range(60))
    return Document(
        (
            Section(
                (
                    paragraph("云岭县政务公开任务台账", Role.TITLE, ParagraphLook(Align.CENTER)),
                    paragraph("一、总体情况", Role.HEADING_1),
                    Table(rows, (20, 100)),
                    paragraph("二、其他", Role.HEADING_1),
                )
            ),
        )
    )


def on_real_paper(document: Document) -> Document:
    """A sheet smaller than its own header has no right answer."""
    sections = (s if min(s.page.width_mm, s.page.height_mm) > 180 else replace(s, page=A4) for s in document.sections)
    return replace(document, sections=tuple(sections))


def page_text(pages: Pages) -> str:
    return "".join(run.text for page in pages.pages for run in page.all_runs)


def seen(text: str) -> str:
    """Without white space, and without what PDF readers change by themselves: ligatures, soft hyphens, signs that show
    nothing."""
    plain = unicodedata.normalize("NFKD", text)
    return "".join(c for c in plain if not c.isspace() and c.isprintable() and c not in "\ufffe\xad")


@given(document=documents())
def test_an_ofd_gives_back_every_character_in_order_and_is_strictly_valid(
    finder: FontFinder, document: Document
) -> None:
    pages = make_pages(document, finder)
    assert strict_ofd.read(ofd_bytes(pages, INFO)).text == page_text(pages)


@pytest.mark.skipif(not CHECKER.exists(), reason="the independent checker is not on this machine")
@given(document=documents().map(on_real_paper))
def test_the_independent_checker_finds_no_fault(finder: FontFinder, document: Document) -> None:
    """Overlaps are judged in test_layout_properties: the checker reckons half an em for a last blank that has none."""
    faults = faults_in(ofd_bytes(make_pages(document, finder), INFO))
    assert [f for f in faults if not f.endswith("overlap")] == []


def faults_in(data: bytes) -> list[str]:
    spec = importlib.util.spec_from_file_location("ofd_check", CHECKER)
    assert spec is not None
    assert spec.loader is not None
    checker = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(checker)
    with contextlib.redirect_stdout(io.StringIO()):
        checker.main(io.BytesIO(data), False)
    return checker.faults


@given(document=documents())
def test_a_pdf_opens_elsewhere_and_gives_back_the_text(finder: FontFinder, document: Document) -> None:
    pages = make_pages(document, finder)
    opened = pypdfium2.PdfDocument(pdf_bytes(pages, INFO))
    assert len(opened) == len(pages.pages)
    for number, page in enumerate(pages.pages):
        own = seen("".join(run.text for run in page.all_runs))
        assert sorted(seen(opened[number].get_textpage().get_text_range())) == sorted(own)


def test_a_pdf_reads_in_the_order_of_the_document(finder: FontFinder) -> None:
    pages = make_pages(small_document(), finder)
    opened = pypdfium2.PdfDocument(pdf_bytes(pages, INFO))
    text = "".join(page.get_textpage().get_text_range() for page in opened)
    assert seen(text) == seen(page_text(pages))


@given(document=documents())
def test_the_same_document_and_date_give_the_same_bytes(finder: FontFinder, document: Document) -> None:
    first, second = (make_pages(document, f) for f in (finder, FontFinder(finder.folders)))
    assert ofd_bytes(first, INFO) == ofd_bytes(second, INFO)
    assert pdf_bytes(first, INFO) == pdf_bytes(second, INFO)


def test_another_date_gives_another_identity(finder: FontFinder) -> None:
    pages = make_pages(small_document(), finder)
    later = replace(INFO, date=date(2026, 1, 3))
    assert ofd_bytes(pages, INFO) != ofd_bytes(pages, later)
    assert pdf_bytes(pages, INFO) != pdf_bytes(pages, later)


def test_an_ofd_carries_title_outline_facts_and_data(finder: FontFinder) -> None:
    data = json.dumps({"期次": "第一期"}, ensure_ascii=False).encode()
    info = replace(INFO, facts=(("版本码", "0123456789AB"),), data=data)
    found = strict_ofd.read(ofd_bytes(make_pages(small_document(), finder), info))
    assert found.title == INFO.title
    assert found.outline == ["云岭县政务公开任务台账", "一、总体情况", "二、其他"]
    assert found.facts == {"版本码": "0123456789AB"}
    assert found.attachment == data
    assert "Attachments" not in str(zip_names(ofd_bytes(make_pages(small_document(), finder), INFO)))


def zip_names(data: bytes) -> list[str]:
    return zipfile.ZipFile(io.BytesIO(data)).namelist()


def test_a_pdf_carries_title_author_and_nested_bookmarks(finder: FontFinder) -> None:
    opened = pypdfium2.PdfDocument(pdf_bytes(make_pages(small_document(), finder), INFO))
    facts = opened.get_metadata_dict()
    assert (facts["Title"], facts["Author"]) == (INFO.title, INFO.author)
    toc = [(b.level, b.get_title(), dest.get_index()) for b in opened.get_toc() if (dest := b.get_dest())]
    last = len(opened) - 1
    assert toc == [(0, "云岭县政务公开任务台账", 0), (1, "一、总体情况", 0), (1, "二、其他", last)]


def test_a_font_that_may_not_be_embedded_is_only_named(tmp_path: Path) -> None:
    make_font(tmp_path / "Bound.ttf", "限用宋体", fs_type=2)
    pages = make_pages(small_document(), FontFinder([tmp_path]))
    found = strict_ofd.read(ofd_bytes(pages, INFO))
    assert found.fonts == ["限用宋体"]
    assert found.text == page_text(pages)
    assert [f.rule for f in pages.findings if "不允许嵌入" in f.message] == ["font.not_embedded"]
    opened = pypdfium2.PdfDocument(pdf_bytes(pages, INFO))
    assert seen(opened[0].get_textpage().get_text_range()).startswith("云岭县政务公开任务台账")


def test_every_word_file_of_the_fixtures_becomes_an_ofd_without_fault(
    shared_fixtures: Path, finder: FontFinder
) -> None:
    from storage.documents.readers.docx import read_docx

    for path in sorted(shared_fixtures.glob("*.docx")):
        pages = make_pages(read_docx(path, look=True), finder, COMPOSED)
        data = ofd_bytes(pages, INFO)
        assert strict_ofd.read(data).text == page_text(pages)
        assert not CHECKER.exists() or faults_in(data) == []


def test_a_file_that_cannot_be_written_leaves_the_old_one_alone(finder: FontFinder, tmp_path: Path) -> None:
    pages = make_pages(small_document(), finder)
    target = tmp_path / "台账.ofd"
    write_ofd(pages, INFO, target)
    before = target.read_bytes()
    with pytest.raises(LedgerError, match="无法写入"):
        write_pdf(pages, INFO, tmp_path / "台账.ofd" / "台账.pdf")
    assert target.read_bytes() == before
    assert [p.name for p in tmp_path.iterdir()] == ["台账.ofd"]
