"""What tools/fuzz.py found, each as small as it gets."""

import sqlite3
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

import pytest

from core.actions.filling import fill_form
from core.actions.ports import Store
from core.actions.reading import understand
from core.backup import BackupReason
from core.document import Document, Row, Section, Table, tables_of, text_cell
from core.errors import LedgerError
from core.ledger.fill import Filling
from storage.database import restore
from storage.database.failures import plain_words
from storage.documents.desk import LocalDocuments
from storage.documents.readers.workbook import read_workbook
from storage.documents.writers.xlsx import write_xlsx
from storage.resources import load_file
from tests.returned_files import FORM
from tests.storage.ledgers import NOW


@pytest.mark.parametrize("kind", [None, "plan", "ledger"])
def test_a_document_without_a_single_paragraph_is_no_plan(kind: str | None) -> None:
    with pytest.raises(LedgerError, match="。"):
        understand(Document(()), [], kind)


def test_a_form_whose_pictures_or_styles_are_damaged_is_not_filled(tmp_path: Path) -> None:
    stored = BytesIO()
    with ZipFile(FORM) as source, ZipFile(stored, "w", ZIP_STORED) as target:
        for name in source.namelist():
            target.writestr(name, source.read(name))
        target.writestr("word/media/image1.png", b"PICTURE")
    form = tmp_path / "台账.docx"
    form.write_bytes(stored.getvalue().replace(b"PICTURE", b"PICTURF"))
    with pytest.raises(LedgerError, match="没有写出任何文件"):
        fill_form(LocalDocuments(), str(form), Filling("松溪乡人民政府", {1: "已办"}))


def test_a_form_zipped_with_backward_slashes_is_filled(tmp_path: Path) -> None:
    made = BytesIO()
    with ZipFile(FORM) as source, ZipFile(made, "w", ZIP_DEFLATED) as target:
        for name in source.namelist():
            target.writestr(name, source.read(name))
    form = tmp_path / "台账.docx"
    form.write_bytes(made.getvalue().replace(b"word/document.xml", b"word\\document.xml"))
    filled = fill_form(LocalDocuments(), str(form), Filling("松溪乡人民政府", {1: "办结第一项"})).data
    assert filled
    (tmp_path / "已填.docx").write_bytes(filled)
    read = understand(LocalDocuments().read(str(tmp_path / "已填.docx")), [])
    assert read.ledger
    assert read.ledger.tasks[0].progress == "办结第一项"


def test_bytes_that_are_no_text_in_a_backup_are_damage(store: Store, book: int, tmp_path: Path) -> None:
    copy = store.backups.make(BackupReason.MANUAL, NOW, str(tmp_path))
    assert copy
    with sqlite3.connect(copy.place) as conn:
        conn.execute(
            "UPDATE _sqlite_migrations SET name = CAST(x'FEFF41' AS TEXT) WHERE name = (SELECT min(name) FROM _sqlite_migrations)"
        )
    conn.close()
    with pytest.raises(LedgerError, match="备份已损坏"):
        restore.check(Path(copy.place))


def test_words_of_sqlite_that_are_no_text_are_damage(tmp_path: Path) -> None:
    with pytest.raises(LedgerError, match="已损坏"), plain_words(tmp_path):
        raise UnicodeDecodeError("utf-8", b"\xfe", 0, 1, "invalid start byte")


def test_a_number_without_end_is_no_number_of_a_task(tmp_path: Path) -> None:
    place = tmp_path / "进展.json"
    place.write_text('{"' + "9" * 100_000 + '": "已办"}')
    with pytest.raises(LedgerError, match="左边应为序号"):
        LocalDocuments().read_progress(str(place))


@pytest.mark.parametrize("text", ["year = " + "9" * 100_000, "a = " + "[" * 100_000, "a = \udcff"])
def test_facts_that_break_the_parser_are_told(tmp_path: Path, text: str) -> None:
    place = tmp_path / "资料.toml"
    place.write_bytes(text.encode("utf-8", "surrogateescape"))
    with pytest.raises(LedgerError, match="无法读取"):
        load_file(place)


def test_a_sheet_of_many_rows_is_written_as_quickly_as_it_is_long() -> None:
    """Each cell once looked through all rows below it: 32,768 rows took minutes."""
    cells = tuple(text_cell(word) for word in ("一", "", "政务公开"))
    table = Table(tuple(Row(cells) for _ in range(12_000)))
    made = Document((Section((table,)),))
    (read,) = tables_of(read_workbook(write_xlsx(made)).blocks)
    assert len(read.rows) == 12_000
