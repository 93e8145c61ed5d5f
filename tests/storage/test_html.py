"""HTML in and out: what a browser shows, and what was written reads back equal."""

from hypothesis import given

from core.document import Block, Document, Paragraph, Table
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
