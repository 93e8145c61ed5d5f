"""PDF: text and ruled tables found again from where characters and lines stand."""

import zlib
from datetime import date
from pathlib import Path

import pytest

from core.document import Document, Section, Table, grid_of, paragraph, paragraphs_of, tables_of
from core.errors import LedgerError
from core.ledger.ledger import Ledger
from core.ledger.read import read_ledger
from storage.documents.convert import write_document
from storage.documents.open import read_document
from storage.documents.readers.docx import read_docx
from storage.documents.readers.pdf import Scanned, read_pages, read_pdf
from tests.hostile import memory_mb, mutations, read_or_refused
from tests.pdf_builder import PICTURE, SCAN, line, pdf, stream, text
from tests.storage.legacy_sources import ledger_document

ROOT = Path(__file__).resolve().parents[2]
LEGACY = ROOT / "tests" / "data" / "legacy"
RETURNED = ROOT / "resources" / "samples" / "returned" / "云岭镇2026年政务公开台账(上半年).docx"


def squeezed(words: str) -> str:
    return "".join(words.split())


def words(document: Document) -> str:
    return squeezed("".join(p.text for p in paragraphs_of(document.blocks)))


def rows(ledger: Ledger | None) -> list[tuple]:
    assert ledger is not None
    return [
        (t.number, *map(squeezed, (t.section, t.topic, t.content, t.indicator, t.responsibility_text, t.progress)))
        for t in ledger.tasks
    ]


def own_pdf(document: Document, folder: Path) -> Document:
    write_document(document, folder / "a.pdf", date(2026, 8, 1))
    return read_pdf(folder / "a.pdf")


def test_our_own_pdf_gives_the_same_ledger_but_for_spaces(tmp_path: Path) -> None:
    word = read_docx(RETURNED, look=True)
    ours = own_pdf(word, tmp_path)
    assert words(ours) == words(word)
    assert rows(read_ledger(ours)) == rows(read_ledger(word))


def test_a_table_over_pages_is_one_table_with_its_header_once(tmp_path: Path) -> None:
    long = ledger_document(60)
    ours = own_pdf(long, tmp_path)
    (found,), (told,) = tables_of(ours.blocks), tables_of(long.blocks)
    assert [[squeezed(p.cell.text) if p else "" for p in r] for r in grid_of(found)] == [
        [squeezed(p.cell.text) if p else "" for p in r] for r in grid_of(told)
    ]


def test_a_pdf_of_another_program_gives_the_same_ledger() -> None:
    ours, theirs = read_ledger(read_document(LEGACY / "ledger.pdf")), read_ledger(ledger_document())
    assert rows(ours) == rows(theirs)
    assert ours is not None
    assert theirs is not None
    assert (ours.title, ours.year, ours.sections) == (theirs.title, theirs.year, theirs.sections)


def test_a_real_pdf_says_what_its_word_file_says(shared_fixtures: Path) -> None:
    ours = read_document(shared_fixtures / "legacy" / "hongsibu-2023-plan.pdf")
    assert words(ours) == words(read_document(shared_fixtures / "hongsibu-2023-plan.docx"))


def test_page_numbers_are_no_text_of_the_body(tmp_path: Path) -> None:
    many = Document((Section(tuple(paragraph(f"第{i}段的文字。") for i in range(80))),))
    assert words(own_pdf(many, tmp_path)) == words(many)


# ---- pages drawn by hand ----------------------------------------------------------------------------------------


def cells(document: Document) -> list[list[tuple[str, int, int]]]:
    (found,) = tables_of(document.blocks)
    return [[(c.text, c.col_span, c.row_span) for c in row.cells] for row in found.rows]


GRID = "".join(line(100, y, 400, y) for y in (700, 660, 620)) + "".join(line(x, 700, x, 620) for x in (100, 200, 400))


def test_lines_make_a_table_and_a_missing_line_a_merged_cell() -> None:
    content = GRID + line(300, 660, 300, 620) + text(110, 675, "one") + text(210, 675, "two") + text(310, 635, "six")
    assert cells(read_pdf(pdf(content))) == [
        [("one", 1, 1), ("two", 2, 1)],
        [("", 1, 1), ("", 1, 1), ("six", 1, 1)],
    ]


def test_thin_filled_bars_are_lines_too() -> None:
    bars = "".join(f"100 {y} 300.5 .5 re f\n" for y in (700, 660, 620))
    bars += "".join(f"{x} 620 .5 80.5 re f\n" for x in (100, 200, 400))
    assert cells(read_pdf(pdf(bars + text(110, 675, "a") + text(210, 635, "b")))) == [
        [("a", 1, 1), ("", 1, 1)],
        [("", 1, 1), ("b", 1, 1)],
    ]


@pytest.mark.parametrize(
    ("turn", "matrix"),
    [(0, "1 0 0 1 0 0"), (90, "0 1 -1 0 595.276 0"), (180, "-1 0 0 -1 595.276 841.89"), (270, "0 -1 1 0 0 841.89")],
)
def test_a_turned_page_reads_as_it_is_shown(turn: int, matrix: str) -> None:
    content = f"q {matrix} cm {GRID}{text(110, 675, 'one')}{text(210, 635, 'four')} Q"
    found = read_pdf(pdf(content, f"/MediaBox[0 0 595.276 841.89]/Rotate {turn}"))
    assert cells(found) == [[("one", 1, 1), ("", 1, 1)], [("", 1, 1), ("four", 1, 1)]]
    assert found.sections[0].page.landscape == (turn in (90, 270))


def test_lines_inside_a_form_stand_where_the_form_is_put() -> None:
    form = stream(GRID.encode(), "/Type/XObject/Subtype/Form/BBox[0 0 595 842]/Matrix[1 0 0 1 0 -100]")
    content = "/X Do\n" + text(110, 575, "one") + text(210, 535, "four")
    assert cells(read_pdf(pdf(content, objects=[form]))) == [[("one", 1, 1), ("", 1, 1)], [("", 1, 1), ("four", 1, 1)]]


def test_unsure_rows_stay_paragraphs_and_no_text_is_lost() -> None:
    open_table = line(100, 700, 400, 700) + line(100, 620, 400, 620)
    found = read_pdf(pdf(open_table + text(110, 675, "one") + text(310, 675, "two") + text(110, 635, "three")))
    assert not any(isinstance(b, Table) for b in found.blocks)
    assert words(found) == "onetwothree"


# ---- what is refused --------------------------------------------------------------------------------------------


def test_a_scan_is_told_also_with_text_that_a_machine_put_behind_it() -> None:
    for content in (SCAN, SCAN + text(100, 700, "guess", mode=3)):
        data = pdf(content, objects=[PICTURE])
        with pytest.raises(Scanned, match="扫描件"):
            read_pdf(data)
        assert read_pages(data)[1] == (1,)


def test_text_shown_over_a_picture_of_the_page_is_read() -> None:
    assert words(read_pdf(pdf(SCAN + text(100, 700, "seen"), objects=[PICTURE]))) == "seen"


@pytest.mark.parametrize(
    "data",
    [
        pdf(b" " * 200_000_000),
        pdf("0 0 m 5 5 l S " * 1_500_000),
        pdf(zlib.compress(b" " * 70_000_000)).replace(b"/FlateDecode", b"[/FlateDecode/FlateDecode]"),
        pdf(" " * 1_000_000, contents=f"[{'4 0 R ' * 100}]"),
    ],
    ids=["blanks", "lines", "packed twice", "named again and again"],
)
def test_a_small_file_that_grows_huge_is_refused_before_it_is_unpacked(data: bytes) -> None:
    before = memory_mb()
    with pytest.raises(LedgerError, match="内容过多"):
        read_pdf(data)
    assert memory_mb() - before < 300


@pytest.mark.parametrize("data", [b"%PDF-1.4", b"%PDF-1.4\n%%EOF", b"%PDF-1.7\n" + bytes(5000)])
def test_a_damaged_pdf_is_told(data: bytes) -> None:
    with pytest.raises(LedgerError, match="已损坏"):
        read_pdf(data)


def test_a_password_is_told() -> None:
    locked = "/Encrypt<</Filter/Standard/V 1/R 2/Length 40/P -4/O<{0}>/U<{0}>>>/ID[<00><00>]/Size".format("41" * 32)
    with pytest.raises(LedgerError, match="打开密码"):
        read_pdf(pdf(text(100, 700, "x")).replace(b"/Size", locked.encode()))


@pytest.mark.parametrize("own", [True, False])
def test_damaged_files_are_read_or_refused(own: bool, tmp_path: Path) -> None:
    data = (LEGACY / "ledger.pdf").read_bytes()
    if own:
        write_document(ledger_document(), tmp_path / "a.pdf", date(2026, 8, 1))
        data = (tmp_path / "a.pdf").read_bytes()
    before = memory_mb()
    found = [read_or_refused(read_pdf, made) for made in mutations(data, 7)]
    assert {True, False} == set(found)
    assert memory_mb() - before < 300


def test_a_table_without_any_text_is_no_table() -> None:
    assert words(read_pdf(pdf(GRID + text(110, 500, "below")))) == "below"
