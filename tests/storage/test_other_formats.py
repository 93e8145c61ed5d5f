"""Formats that arrive under other names, in one file with others, or not to be read: what is said of each."""

from email.message import EmailMessage
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile, ZipInfo

import pytest

from core.document import Document, paragraphs_of
from core.errors import LedgerError
from storage.documents.open import read_document
from storage.documents.readers.archive import open_archive
from storage.documents.readers.mhtml import read_mhtml
from tests.doc_builder import doc, ole, para
from tests.docx_builder import zipped
from tests.hostile import mutations, read_or_refused
from tests.storage.legacy_sources import ledger_document
from tests.storage.workbooks import workbook

PAGE = "<html><body><p>填报单位：云岭镇人民政府</p><table><tr><td>序号</td><td>进展</td></tr></table></body></html>"


def texts(document: Document) -> list[str]:
    return [p.text for p in paragraphs_of(document.blocks)]


def read(folder: Path, name: str, data: bytes) -> Document:
    (folder / name).write_bytes(data)
    return read_document(folder / name)


def mhtml(charset: str = "gb18030", encoding: str = "base64") -> bytes:
    message = EmailMessage()
    message["MIME-Version"] = "1.0"
    message.set_content(PAGE, subtype="html", charset=charset, cte=encoding)
    message.add_related(b"\x89PNG", "image", "png", cid="a")
    return bytes(message)


@pytest.mark.parametrize(
    ("charset", "encoding"), [("gb18030", "base64"), ("utf-8", "quoted-printable"), ("utf-8", "8bit")]
)
def test_a_page_saved_as_one_file_and_named_doc_is_read(tmp_path: Path, charset: str, encoding: str) -> None:
    assert texts(read(tmp_path, "台账.doc", mhtml(charset, encoding))) == ["填报单位：云岭镇人民政府", "序号", "进展"]


def test_a_damaged_page_in_one_file_is_read_or_refused() -> None:
    for made in mutations(mhtml(), 11):
        read_or_refused(read_mhtml, made)


@pytest.mark.parametrize("name", ["台账.doc", "台账.wps", "台账.docx", "台账"])
def test_a_word_97_file_is_known_by_its_content(tmp_path: Path, name: str) -> None:
    assert texts(read(tmp_path, name, doc([para("填报单位")]))) == ["填报单位"]


@pytest.mark.parametrize("name", ["台账.xlsx", "台账.et", "台账.xls"])
def test_a_workbook_is_known_by_its_content(tmp_path: Path, name: str) -> None:
    assert "进展落实情况" in texts(read(tmp_path, name, workbook(ledger_document())))


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("a.doc", b"{\\rtf1\\ansi x}", r"RTF.*另存为 \.docx"),
        ("a.wps", ole({"CONTENTS": b"x", "MatOST": b"y"}), "Works"),
        ("a.docx", ole({"EncryptedPackage": b"x", "EncryptionInfo": b"y"}), "打开密码"),
        ("a.xlsx", ole({"EncryptedPackage": b"x", "EncryptionInfo": b"y"}), "打开密码"),
        ("a.doc", b"", "空文件"),
        ("a.doc", b"\x00" * 4096, "空文件"),
        ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "已损坏"),
        ("a.zip", zipped({"a.txt": "x"}), "先解压"),
        ("a.rar", b"Rar!\x1a\x07\x00" + bytes(50), "先解压"),
        ("a.pdf", b"%PDF-1.4 cut", "已损坏"),
        ("a.jpg", b"\xff\xd8\xff\xe0" + bytes(50), "图片"),
    ],
)  # fmt: skip
def test_what_is_not_read_says_what_to_do(tmp_path: Path, name: str, data: bytes, words: str) -> None:
    with pytest.raises(LedgerError, match=words) as caught:
        read(tmp_path, name, data)
    assert "原文件未作任何改动" in caught.value.message


# ---- archives ---------------------------------------------------------------------------------------------------


class GbkName(ZipInfo):
    """A name as Chinese software writes it: in GBK, without a word about it."""

    def _encodeFilenameFlags(self) -> tuple[bytes, int]:
        return self.filename.encode("gbk"), self.flag_bits & ~0x800


def archive(*entries: tuple[str, bytes], kind: type[ZipInfo] = ZipInfo) -> bytes:
    out = BytesIO()
    with ZipFile(out, "w") as made:
        for name, content in entries:
            made.writestr(kind(name), content)
    return out.getvalue()


def test_files_come_out_with_their_folders_and_without_the_systems_own() -> None:
    junk = ("__MACOSX/a", "云岭镇/~$台账.docx", ".DS_Store", "云岭镇/Thumbs.db", "desktop.ini", "云岭镇/~WRL0001.tmp")
    package = open_archive(archive(("云岭镇/台账.docx", b"1"), *((name, b"2") for name in junk)))
    assert [(name, package.read(name)) for name in package.names] == [("云岭镇/台账.docx", b"1")]


def test_names_in_gbk_are_chinese() -> None:
    assert open_archive(archive(("松溪乡/台账.docx", b"x"), kind=GbkName)).names == ("松溪乡/台账.docx",)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"Rar!\x1a\x07\x00" + bytes(50), r"\.rar"),
        (b"7z\xbc\xaf\x27\x1c" + bytes(50), r"\.7z"),
        (archive(("../台账.docx", b"x")), "包外"),
        (archive(("Thumbs.db", b"x")), "没有文件"),
        (archive(*((f"{i}.txt", b"x") for i in range(2001))), "过多"),
        (b"PK\x03\x04" + bytes(50), "压缩包"),
    ],
    ids=["rar", "7z", "outside", "nothing", "many", "damaged"],
)
def test_archives_that_are_not_unpacked_say_what_to_do(data: bytes, words: str) -> None:
    with pytest.raises(LedgerError, match=words):
        open_archive(data)
