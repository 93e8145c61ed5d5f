"""「清除文件属性中的姓名」: the properties lose their names, every other part is byte for byte the same; off by default."""

from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from core.actions.exporting import ExportWish, export_round
from core.actions.importing import import_ledger
from core.actions.ports import Store
from core.actions.rounds import start_round
from core.ledger.form import form_of
from core.progress import Progress
from storage.documents.desk import LocalDocuments
from storage.documents.without_names import without_names
from tests.returned_files import FORM, blank_form
from tests.storage.ledgers import NOW

CORE = (
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>台账</dc:title><dc:creator>王小明</dc:creator>'
    "<cp:lastModifiedBy>李小红</cp:lastModifiedBy></cp:coreProperties>"
)
APP = (
    '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
    "<Company>某某公司</Company><Manager>赵某</Manager><Pages>3</Pages></Properties>"
)
CUSTOM = (
    '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties">'
    '<property pid="2" name="经手人"><x>孙某</x></property></Properties>'
)
REMARK = '<w:comments xmlns:w="http://w"><w:comment w:id="0" w:author="周某" w:initials="周"/></w:comments>'
NAMES = ("王小明", "李小红", "某某公司", "赵某", "孙某", "周某", "经手人")
PROPERTIES = {
    "docProps/core.xml": CORE,
    "docProps/app.xml": APP,
    "docProps/custom.xml": CUSTOM,
    "word/comments.xml": REMARK,
}


@pytest.fixture
def named() -> bytes:
    """The sample's form with people's names all over its properties."""
    out = BytesIO()
    with ZipFile(FORM) as source, ZipFile(out, "w", ZIP_DEFLATED) as target:
        for name in source.namelist():
            if name not in PROPERTIES:
                target.writestr(name, source.read(name))
        for name, text in PROPERTIES.items():
            target.writestr(name, text)
    return out.getvalue()


def parts(data: bytes) -> dict[str, bytes]:
    with ZipFile(BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_names_go_and_nothing_else_changes(named: bytes) -> None:
    before, after = parts(named), parts(without_names(named))
    assert list(before) == list(after)
    assert {name for name in before if before[name] != after[name]} == set(PROPERTIES)
    left = "".join(after[name].decode() for name in PROPERTIES)
    assert not [name for name in NAMES if name in left]
    assert "台账" in left
    assert "<Pages>3</Pages>" in left


def test_a_file_without_names_stays_byte_for_byte(named: bytes) -> None:
    once = without_names(named)
    assert without_names(once) == once


@pytest.mark.parametrize("nameless", [False, True])
def test_an_export_keeps_the_offices_file_unless_wanted(
    store: Store, tmp_path: Path, named: bytes, nameless: bool
) -> None:
    (tmp_path / "来表.docx").write_bytes(named)
    book = import_ledger(store, form_of(blank_form()), str(tmp_path / "来表.docx"), NOW).book_id
    start_round(store, book, "第一期", None, NOW)
    (round_,) = store.rounds.of(book)
    wish = ExportWish(str(tmp_path / "出"), str(tmp_path), nameless=nameless)
    made = export_round(store, LocalDocuments(), book, round_.round_id, wish, NOW, Progress())
    before, after = parts(named), parts(Path(made.form).read_bytes())
    changed = {name for name in before if before[name] != after[name]}
    assert changed - {"word/document.xml"} == (set(PROPERTIES) if nameless else set())


def test_what_the_program_writes_itself_names_nobody(tmp_path: Path) -> None:
    documents = LocalDocuments()
    document = documents.read(str(FORM))
    for ending in (".docx", ".xlsx"):
        place = tmp_path / f"新{ending}"
        documents.convert(document, str(place))
        core = parts(place.read_bytes())["docProps/core.xml"].decode()
        for tag in ("creator", "lastModifiedBy"):
            assert f"{tag}>" not in core or f"{tag}></" in core or "明账" in core
