"""Files that other programs wrote: the same content as our .docx, cell by cell. tests/data/legacy says how they came to be."""

from dataclasses import replace
from pathlib import Path

import pytest

from core.document import Block, Cell, Document, Paragraph, Row, Table, grid_of, tables_of
from core.ledger.read import read_ledger
from storage.documents.open import read_document
from storage.documents.readers.docx import read_docx
from tests.storage.legacy_sources import awkward_docx, ledger_document

LEGACY = Path(__file__).resolve().parent.parent / "data" / "legacy"


def words(document: Document) -> list[Block]:
    """Text, roles, tables with their spans; without widths, which are rounded differently, and blank ends."""
    found = [_plain(block) for block in document.blocks]
    while found and isinstance(found[-1], Paragraph) and not found[-1].runs:
        found.pop()
    return found


def _plain(block: Block) -> Block:
    if isinstance(block, Paragraph):
        return block
    rows = tuple(Row(tuple(_cell(c) for c in row.cells)) for row in block.rows)
    return Table(rows, header_rows=block.header_rows)


def _cell(cell: Cell) -> Cell:
    return replace(cell, blocks=tuple(_plain(b) for b in cell.blocks))


def grids(document: Document) -> list[list[list[str]]]:
    return [[[p.cell.text if p else "" for p in row] for row in grid_of(t)] for t in tables_of(document.blocks)]


def test_every_trap_of_a_doc_reads_as_in_the_docx_it_was_made_from() -> None:
    assert words(read_document(LEGACY / "awkward.doc")) == words(read_docx(awkward_docx()))


def test_paper_and_margins_are_those_of_the_docx() -> None:
    (ours,), (theirs,) = read_document(LEGACY / "awkward.doc").sections, read_docx(awkward_docx()).sections
    assert ours.page == theirs.page


@pytest.mark.parametrize("name", ["ledger.doc"])
def test_a_ledger_is_the_same_from_every_format(name: str) -> None:
    ours, theirs = read_ledger(read_document(LEGACY / name)), read_ledger(ledger_document())
    assert ours is not None
    assert theirs is not None
    assert ours.tasks == theirs.tasks
    assert (ours.title, ours.year, ours.sections, ours.columns) == (
        theirs.title,
        theirs.year,
        theirs.sections,
        theirs.columns,
    )


@pytest.mark.parametrize("name", ["hongsibu-2023-annual-report", "xingqing-2023-ledger-blank"])
def test_real_doc_and_docx_agree_cell_by_cell(shared_fixtures: Path, name: str) -> None:
    ours = read_document(shared_fixtures / "legacy" / f"{name}.doc")
    theirs = read_document(shared_fixtures / f"{name}.docx")
    assert words(ours) == words(theirs)
    assert grids(ours) == grids(theirs)
    if "ledger" in name:
        ledger, other = read_ledger(ours), read_ledger(theirs)
        assert ledger is not None
        assert other is not None
        assert (ledger.tasks, ledger.title, ledger.sections) == (other.tasks, other.title, other.sections)
