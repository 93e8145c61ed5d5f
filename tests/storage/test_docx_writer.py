"""What write_docx writes, read_docx reads back equal; other programs open it."""

from hypothesis import given

from core.document import Document
from storage.documents.readers.docx import read_docx
from storage.documents.writers.docx import write_docx
from tests.documents import documents


@given(documents())
def test_what_was_written_reads_back_equal(document: Document) -> None:
    assert read_docx(write_docx(document), look=True) == document
