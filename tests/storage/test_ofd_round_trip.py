"""What our own writer prints our reader reads again, and a Word edited after sealing is found out."""

from collections import Counter
from datetime import date

import pytest
from hypothesis import given

from core.compare_documents import compare_documents
from core.document import Cell, Document, PageSetup, Paragraph, Row, Section, Table, paragraph, paragraphs_of, text_cell
from core.finding import has_errors
from core.seal import verdict_json, verdict_lines
from core.version_code import FACT, document_code
from storage.documents.fonts import FontFinder
from storage.documents.layout import Options
from storage.documents.paging import make_pages
from storage.documents.readers.ofd import read_ofd
from storage.documents.seal import verify_against
from storage.documents.writers.info import FileInfo
from storage.documents.writers.ofd import ofd_bytes
from tests.documents import documents
from tests.storage.laid_out import shown_text
from tests.storage.made_font import make_font
from tests.storage.sealed_ofd import pack, seal_ofd, unpack

TASKS = 40

pytestmark = pytest.mark.timeout(400)  # fifty random documents are laid out


@pytest.fixture(scope="module")
def finder(tmp_path_factory: pytest.TempPathFactory) -> FontFinder:
    folder = tmp_path_factory.mktemp("fonts")
    make_font(folder / "YunLing.ttf")
    return FontFinder([folder])


def written(document: Document, finder: FontFinder, facts: tuple[tuple[str, str], ...] = ()) -> bytes:
    return ofd_bytes(make_pages(document, finder, Options(seal_mm=0)), FileInfo(date(2024, 3, 5), facts=facts))


def ledger(progress: str = "已公开政策文件十二件，解读材料八份") -> Document:
    """A ledger over several pages, a topic merged over each five tasks."""
    rows = [Row(tuple(map(text_cell, ("序号", "重点工作", "主要内容", "进展落实情况"))))]
    for n in range(TASKS):
        topic = [text_cell(f"第{n // 5 + 1}类工作", row_span=5)] if n % 5 == 0 else []
        content = text_cell(f"及时公开第{n}批政策文件及其解读材料，做到应公开尽公开，不断提高质量。" * 2)
        said = text_cell(f"{progress}（{n}）" if n % 3 else "")
        rows.append(Row((text_cell(str(n + 1)), *topic, content, said)))
    table = Table(tuple(rows), (12, 40, 90, 60), header_rows=1)
    page = PageSetup(297, 210, 20, 20, 20, 20)
    return Document((Section((paragraph("填报单位（盖章）：松溪乡人民政府"), table), page),))


def printed(document: Document) -> list[str]:
    """The paragraphs' characters that pages must show: all but page numbers, blanks and invisible ones."""
    paragraphs = (p for section in document.sections for p in paragraphs_of(section.blocks))
    fixed = (Paragraph(tuple(run for run in p.runs if not run.field)) for p in paragraphs)
    return ["".join(shown_text(p).split()) for p in fixed]


@given(document=documents())
def test_no_character_is_lost_on_the_way(finder: FontFinder, document: Document) -> None:
    wanted = printed(document)
    if not any(wanted):
        return
    sections = read_ofd(written(document, finder)).sections
    blocks = [block for s in sections for block in (*s.header, *s.blocks, *s.footer)]
    found = Counter(char for p in paragraphs_of(blocks) for char in "".join(p.text.split()))
    # What stands twice may be a header that a page repeats: two like tables on two pages cannot be told from one.
    twice = Counter(char for text, times in Counter(wanted).items() if times > 1 for char in text * times)
    assert not Counter("".join(wanted)) - found - twice
    assert set("".join(wanted)) <= set(found)


def test_a_ledger_over_pages_is_the_same_ledger_again(finder: FontFinder) -> None:
    again = read_ofd(written(ledger(), finder))
    (table,) = (b for b in again.blocks if isinstance(b, Table))
    assert (len(table.rows), table.header_rows) == (TASKS + 1, 1)
    assert compare_documents(again, ledger()) == ()


def test_a_word_edited_after_sealing_is_found_out(finder: FontFinder) -> None:
    sealed = pack(seal_ofd(unpack(written(ledger(), finder)), stamps=""))
    same = verify_against(sealed, ledger())
    assert (same.intact, same.signature_valid, same.same_content) == (True, True, True)
    assert not has_errors(same.findings)
    edited = verify_against(sealed, ledger("已公开政策文件十三件，解读材料八份"))
    assert (edited.intact, edited.same_content) == (True, False)
    assert len(edited.differences) == TASKS * 2 // 3
    assert has_errors(edited.findings)
    assert verdict_json(edited)["differences"] == list(edited.differences)
    lines = "".join(verdict_lines(edited))
    assert "十二件" in lines
    assert "十三件" in lines


def test_where_an_ofd_holds_no_text_only_its_version_code_speaks(finder: FontFinder) -> None:
    parts = unpack(written(ledger(), finder, ((FACT, document_code(ledger())),)))
    blank = b'<ofd:Page xmlns:ofd="http://www.ofdspec.org/2016"/>'
    scanned = pack({n: blank if n.endswith("Content.xml") else data for n, data in parts.items()})
    assert verify_against(scanned, ledger()).same_content is True
    other = verify_against(scanned, ledger("无"))
    assert (other.same_content, other.differences) == (None, ())
    assert any("无法与 Word 核对" in line for line in verdict_lines(other))


def test_a_cell_within_a_cell_comes_back(finder: FontFinder) -> None:
    inner = Table(tuple(Row(tuple(text_cell(f"{r}{c}") for c in range(2))) for r in range(2)), (20, 20))
    outer = Table((Row((Cell((paragraph("见下表"), inner, paragraph("止"))), text_cell("备注"))),), (80, 40))
    document = Document((Section((paragraph("附表"), outer)),))
    assert compare_documents(read_ofd(written(document, finder)), document) == ()
