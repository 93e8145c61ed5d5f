"""Whatever a unit sends is read right, or named in words with what to do; one file never costs the others."""

import json
import re
import zipfile
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest

from core.actions.collecting import collect_folder, files_at, read_opened
from core.document import Document
from core.errors import LedgerError
from core.intake.arrived import Arrived
from core.intake.returned import Terms
from main import directory
from storage.documents.carried import NAME, PART, URI
from storage.documents.desk import LocalDocuments
from storage.documents.fonts import FontFinder
from storage.documents.paging import make_pages
from storage.documents.writers.docx import write_docx
from storage.documents.writers.html import write_html
from storage.documents.writers.info import FileInfo
from storage.documents.writers.ofd import ofd_bytes
from tests.docx_builder import W_URI, docx, p, zipped
from tests.pdf_builder import PICTURE, SCAN, pdf, scan_pdf, text
from tests.returned_files import blank_form, returned, told
from tests.storage.test_open import ole
from tests.storage.test_other_formats import GbkName

PLAN = blank_form()
UNIT = "云岭镇人民政府"
DOCUMENT = returned(PLAN, UNIT, told("云岭镇", PLAN.tasks))
WORD = write_docx(DOCUMENT, "台账")
HTML = write_html(DOCUMENT, "台账")
ROWS = len(PLAN.tasks)
FLAT_HEAD = '<?xml version="1.0"?><?mso-application progid="Word.Document"?>'
MHT_HEAD = "MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n\r\n--x\r\nContent-Type: text/html; charset=utf-8\r\n\r\n"


def changed(data: bytes, **parts: tuple[str, str]) -> bytes:
    """The package with texts of its parts replaced; a part that is not there is made of the second text."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        files: dict[str, str | bytes] = {name: archive.read(name) for name in archive.namelist()}
    for name, (old, new) in parts.items():
        before = files.get(name, old)
        files[name] = (before.decode() if isinstance(before, bytes) else before).replace(old, new)
    return zipped(files)


def zip_of(*entries: tuple[str, bytes], kind: type[zipfile.ZipInfo] = zipfile.ZipInfo) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in entries:
            made.writestr(kind(name), content)
    return out.getvalue()


def locked_zip() -> bytes:
    """With the flag of a password on its only file."""
    data = bytearray(zip_of(("台账.docx", b"x")))
    data[data.rfind(b"PK\x01\x02") + 8] |= 1
    return bytes(data)


def flat_word() -> bytes:
    parts = ""
    with zipfile.ZipFile(BytesIO(WORD)) as archive:
        for name in archive.namelist():
            xml = archive.read(name).decode().partition("?>")[2]
            parts += f'<pkg:part pkg:name="/{name}"><pkg:xmlData>{xml}</pkg:xmlData></pkg:part>'
    package = 'pkg:package xmlns:pkg="http://schemas.microsoft.com/office/2006/xmlPackage"'
    return f"{FLAT_HEAD}<{package}>{parts}</pkg:package>".encode()


def strict_word() -> bytes:
    strict = "http://purl.oclc.org/ooxml/wordprocessingml/main"
    return changed(WORD, **dict.fromkeys(("word/document.xml", "word/styles.xml"), (W_URI, strict)))


LOCK = '<w:documentProtection w:edit="forms" w:enforcement="1" w:cryptSpinCount="1"/></w:settings>'
READ = {
    "名为doc的docx.doc": WORD,
    "名为doc的网页.doc": HTML,
    "名为doc的单文件网页.doc": MHT_HEAD.encode() + HTML + b"\r\n--x--\r\n",
    "一个XML.xml": flat_word(),
    "严格格式.docx": strict_word(),
    "嵌着另一份.docx": docx('<w:altChunk r:id="rId1"/>', chunks={"rId1": WORD}),
    "限制编辑.docx": changed(WORD, **{"word/settings.xml": ("</w:settings>", LOCK)}),
}
REFUSED = {
    "富文本.doc": (b"{\\rtf1 x}", "另存为 .docx"),
    "加密.docx": (ole("EncryptedPackage", "EncryptionInfo"), "打开密码"),
    "坏.docx": (WORD[:3000], "已损坏"),
    "坏.pdf": (b"%PDF-1.4\n1 0 obj", "PDF 已损坏"),
    "坏.ofd": (b"PK\x03\x04 broken", "已损坏"),
    "坏.doc": (ole("WordDocument")[:700], "已损坏"),
    "空.docx": (b"", "空文件"),
    "表.wps": (ole("MatOST"), "Works"),
    "包.rar": (b"Rar!\x1a\x07\x00", r"\.rar 压缩包.*先解压"),
    "包.7z": (b"7z\xbc\xaf\x27\x1c", r"\.7z 压缩包.*先解压"),
    "捷径.lnk": (b"L\x00\x00\x00\x01\x14\x02\x00" + bytes(60), "快捷方式"),
    "汇报.pptx": (zipped({"ppt/presentation.xml": "<x/>"}), "演示文稿"),
    "表.odt": (zipped({"content.xml": "<x/>", "META-INF/manifest.xml": "<x/>"}), "OpenDocument"),
    "表.uot": (b'<?xml version="1.0"?><uof:UOF xmlns:uof="x"/>', "UOF"),
    "老.xml": (FLAT_HEAD.encode() + b'<w:wordDocument xmlns:w="x"/>', "Word 2003"),
    "密.zip": (locked_zip(), "已加密.*先解压"),
    "外.zip": (zip_of(("../../x.docx", b"x")), "包外"),
    "炸弹.zip": (zip_of(("x.txt", bytes(70 << 20))), "异常巨大"),
    "套.zip": (zip_of(("里.zip", zip_of(("x.docx", b"x")))), "压缩包里的压缩包"),
    "坏.zip": (zip_of(("x.docx", WORD))[:900], "打不开"),
    "无.zip": (zip_of(("__MACOSX/x", b"")), "没有文件"),
    "函.docx": (docx(p("关于报送材料的函")), "没有找到任务表"),
}
MEDIA = {"word/document.xml": f'<w:document xmlns:w="{W_URI}"><w:body/></w:document>', "word/media/1.jpeg": "x"}
PICTURES = {"扫描.pdf": scan_pdf(), "照片.jpg": b"\xff\xd8\xff\xe0", "贴着图.docx": zipped(MEDIA)}


def arrived(folder: Path, name: str, data: bytes) -> list[Arrived]:
    place = folder / name
    place.write_bytes(data)
    found = [read_opened(file, told, PLAN) for told, file in files_at(LocalDocuments(), str(place), name)]
    assert place.read_bytes() == data
    return found


@pytest.mark.parametrize("name", READ)
def test_a_file_is_read_whatever_it_is_called_and_however_it_was_saved(name: str, tmp_path: Path) -> None:
    (file,) = arrived(tmp_path, name, READ[name])
    assert file.rows is not None
    assert (len(file.rows.filled), file.head["unit"]) == (ROWS, UNIT)
    assert bool(file.remarks) is (name == "限制编辑.docx")


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_read_is_named_with_what_to_do(name: str, tmp_path: Path) -> None:
    data, words = REFUSED[name]
    (file,) = arrived(tmp_path, name, data)
    assert file.rows is None
    assert not file.picture
    assert re.search(words, file.problem), file.problem


@pytest.mark.parametrize("name", PICTURES)
def test_a_scan_is_a_picture_that_can_be_seen_and_not_read(name: str, tmp_path: Path) -> None:
    (file,) = arrived(tmp_path, name, PICTURES[name])
    assert (file.picture, file.rows, "扫描件" in file.problem) == (True, None, True)


def test_lock_files_and_what_systems_leave_behind_are_passed_over(tmp_path: Path) -> None:
    for name in ("~$台账.docx", "~WRL0003.tmp", "desktop.ini", "Thumbs.db", ".DS_Store", "台账.docx"):
        (tmp_path / name).write_bytes(b"x")
    assert LocalDocuments().files(str(tmp_path)) == (str(tmp_path / "台账.docx"),)


# ---- archives ---------------------------------------------------------------------------------------------------


def test_the_files_of_a_zip_count_each_for_itself(tmp_path: Path) -> None:
    town = write_docx(returned(PLAN, "", told("青坪镇", PLAN.tasks)), "台账")
    made = zip_of(("青坪镇/台账.docx", town), ("word/云岭镇.docx", WORD), ("坏.docx", WORD[:500]), kind=GbkName)
    (tmp_path / "报送.zip").write_bytes(made)
    intake = collect_folder(LocalDocuments(), str(tmp_path), PLAN, directory(), Terms())
    found = {f.name: (f.unit, f.status.value) for f in intake.files}
    assert found == {
        "报送.zip/青坪镇/台账.docx": ("青坪镇人民政府", "first"),
        "报送.zip/word/云岭镇.docx": (UNIT, "first"),
        "报送.zip/坏.docx": ("", "unknown"),
    }


# ---- pages that are pictures ------------------------------------------------------------------------------------


def test_a_page_that_is_a_picture_is_known_though_the_file_cannot_be_read(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(scan_pdf())
    file = LocalDocuments().opened(str(tmp_path / "a.pdf"))
    with pytest.raises(LedgerError, match="扫描件"):
        file.document()
    assert file.pictured == (1,)


def test_text_over_a_picture_is_text(tmp_path: Path) -> None:
    (tmp_path / "b.pdf").write_bytes(pdf(SCAN + text(100, 700, "seen"), objects=[PICTURE]))
    file = LocalDocuments().opened(str(tmp_path / "b.pdf"))
    assert file.document().blocks
    assert file.pictured == ()


def test_pages_of_a_ledger_that_are_pictures_are_told(tmp_path: Path) -> None:
    class Half:
        """A ledger whose second page is a picture."""

        def __init__(self) -> None:
            self.name, self.kind, self.data, self.inside, self.pictured = "a.pdf", "pdf", b"", (), (2, 4)

        def document(self) -> Document:
            return DOCUMENT

        def remarks(self) -> tuple[str, ...]:
            return ()

        def told_unit(self) -> str:
            return ""

    file = read_opened(Half(), "a.pdf", PLAN)  # type: ignore[arg-type]
    assert file.rows is not None
    assert ["第2、4页只有图片" in remark for remark in file.remarks] == [True]


# ---- data that a file carries -----------------------------------------------------------------------------------


def carrying_word() -> bytes:
    data = json.dumps({"unit": "松溪乡人民政府"}, ensure_ascii=False)
    return changed(WORD, **{PART: ("x", f'<data xmlns="{URI}">{data}</data>')})


def carrying_ofd(data: bytes) -> bytes:
    info = FileInfo(date(2026, 7, 8), "台账", data=data, data_name=NAME)
    return ofd_bytes(
        make_pages(returned(PLAN, "", told("松溪乡", PLAN.tasks[:3]), tasks=PLAN.tasks[:3]), FontFinder()), info
    )


def test_whose_a_file_is_may_be_told_by_data_that_it_carries(tmp_path: Path) -> None:
    (word,) = arrived(tmp_path, "a.docx", carrying_word())
    (ofd,) = arrived(tmp_path, "a.ofd", carrying_ofd('{"unit": "松溪乡人民政府"}'.encode()))
    assert (word.told_unit, ofd.told_unit) == ("松溪乡人民政府", "松溪乡人民政府")


@pytest.mark.parametrize("data", [b"", b"{", b"[1]", b'{"unit": 3}', b"\xff\xfe", b'{"x": ' * 9000])
def test_data_that_says_nothing_changes_nothing(data: bytes, tmp_path: Path) -> None:
    (ofd,) = arrived(tmp_path, "a.ofd", carrying_ofd(data))
    assert (ofd.told_unit, ofd.rows is not None) == ("", True)
