"""Any file is opened by what it holds, not by its ending; what cannot be read is told in words, with a way out."""

import struct
import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from core.document import Document, Section, paragraph, paragraphs_of
from core.errors import LedgerError, NotYetSupported
from storage.documents.convert import endings, title_of, write_document
from storage.documents.open import NOT_YET, READERS, REFUSED, read_document
from storage.documents.package import read_file
from storage.documents.sniff import Kind, kind_of
from tests.docx_builder import docx, p, zipped

SIMPLE = Document((Section((paragraph("政务公开"),)),))


def ole(*streams: str) -> bytes:
    """A compound file with empty streams of these names, as small as the format allows."""
    sector, end, free = 512, 0xFFFFFFFE, 0xFFFFFFFF
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
    header += struct.pack("<IIIIIIIII", 0, 1, 1, 0, 4096, end, 0, end, 0)
    header += struct.pack("<109I", 0, *[free] * 108)
    fat = struct.pack("<128I", 0xFFFFFFFD, *[end] * 1, *[free] * 126)
    entries = [_entry("Root Entry", 5, child=1)]
    entries += [_entry(name, 2, right=i + 1 if i < len(streams) else free) for i, name in enumerate(streams, 1)]
    directory = b"".join(entries[:4]).ljust(sector, b"\x00")
    return header + fat + directory


def _entry(name: str, kind: int, child: int = 0xFFFFFFFF, right: int = 0xFFFFFFFF) -> bytes:
    text = name.encode("utf-16-le") + b"\x00\x00"
    front = text.ljust(64, b"\x00") + struct.pack("<HBBIII", len(text), kind, 1, 0xFFFFFFFF, right, child)
    return front + bytes(36) + struct.pack("<IQ", 0xFFFFFFFE, 0)


SAMPLES = [
    (Kind.DOCX, docx(p("文")), "台账.doc"),
    (Kind.DOCX, b"PK\x03\x04 broken", "台账.docx"),
    (Kind.XLSX, zipped({"xl/workbook.xml": "<x/>"}), "台账.docx"),
    (Kind.PPTX, zipped({"ppt/presentation.xml": "<x/>"}), "汇报"),
    (Kind.OFD, zipped({"OFD.xml": "<x/>"}), "台账.docx"),
    (Kind.ZIP, zipped({"台账.docx": ""}), "台账.docx"),
    (Kind.ZIP, b"Rar!\x1a\x07\x00", "台账.docx"),
    (Kind.ZIP, b"PK\x05\x06" + bytes(18), "空.zip"),
    (Kind.DOC, ole("WordDocument", "1Table"), "台账.doc"),
    (Kind.WPS, ole("WordDocument"), "台账.wps"),
    (Kind.XLS, ole("Workbook"), "台账.doc"),
    (Kind.ENCRYPTED, ole("EncryptedPackage", "EncryptionInfo"), "台账.docx"),
    (Kind.WORKS, ole("MatOST"), "台账.wps"),
    (Kind.UNKNOWN, ole("Contacts"), "联系人.msg"),
    (Kind.UNKNOWN, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 broken", "台账.doc"),
    (Kind.RTF, b"{\\rtf1\\ansi }", "台账.doc"),
    (Kind.PDF, b"\n%PDF-1.4\n", "台账.doc"),
    (Kind.IMAGE, b"\xff\xd8\xff\xe0\x00\x10JFIF", "扫描.docx"),
    (Kind.IMAGE, b"BM" + bytes(40), "扫描.bmp"),
    (Kind.HTML, "<!DOCTYPE html><title>要点</title>".encode(), "要点.doc"),
    (Kind.HTML, '<?xml version="1.0"?><html xmlns="x"><body>文</body></html>'.encode("utf-16"), "a"),
    (Kind.HTML, "<meta charset=gbk><p>要点".encode("gbk"), "要点.htm"),
    (Kind.MHTML, b"MIME-Version: 1.0\nContent-Type: multipart/related", "台账.doc"),
    (Kind.WORD_XML, b'<?xml version="1.0"?><?mso-application progid="Word.Document"?><w:wordDocument/>', "台账.doc"),
    (Kind.TXT, "BM 部门：<p> 是段落标记".encode("gb18030"), "说明"),
    (Kind.EMPTY, b"", "台账.docx"),
    (Kind.EMPTY, bytes(512), "台账.docx"),
    (Kind.UNKNOWN, bytes(range(256)), "台账.docx"),
]


@pytest.mark.parametrize(("kind", "data", "name"), SAMPLES)
def test_the_kind_is_found_by_content(kind: Kind, data: bytes, name: str) -> None:
    assert kind_of(data, name) is kind


def test_real_files_are_of_the_kind_they_are(shared_fixtures: Path) -> None:
    kinds = {f.suffix[1:]: kind_of(f.read_bytes(), "x") for f in sorted(shared_fixtures.rglob("*.*"))}
    assert kinds == {ending: Kind(ending) for ending in kinds}


def test_every_kind_is_either_read_or_refused_with_a_way_out() -> None:
    assert set(Kind) == set(READERS) | set(REFUSED) | set(NOT_YET)
    assert all("请" in said for said in REFUSED.values())


@pytest.mark.parametrize(("kind", "data", "name"), [s for s in SAMPLES if s[0] not in READERS])
def test_a_refusal_names_the_file_and_says_it_is_unharmed(kind: Kind, data: bytes, name: str, tmp_path: Path) -> None:
    place = tmp_path / name
    place.write_bytes(data)
    wanted = LedgerError if kind in REFUSED else NotYetSupported
    with pytest.raises(wanted, match="原文件未作任何改动") as caught:
        read_document(place)
    assert caught.value.message.startswith(f"「{name}」")
    assert place.read_bytes() == data


@pytest.mark.parametrize("name", ["台账.docx", "要点.html", "说明.txt"])
def test_a_readable_file_is_read_whatever_it_is_called(name: str, tmp_path: Path) -> None:
    place = tmp_path / name
    data = {"台账.docx": docx(p("政务公开")), "要点.html": "<p>政务公开", "说明.txt": "政务公开"}[name]
    place.with_suffix(".dat").write_bytes(data if isinstance(data, bytes) else data.encode())
    assert [x.text for x in paragraphs_of(read_document(place.with_suffix(".dat")).blocks)] == ["政务公开"]


def test_a_missing_file_a_folder_and_a_name_that_cannot_be_are_told(tmp_path: Path) -> None:
    for place, said in (
        (tmp_path / "无.docx", "找不到文件「无.docx」"),
        (tmp_path, "是文件夹"),
        (Path("a\x00b"), "无法读取"),
    ):
        with pytest.raises(LedgerError, match=said):
            read_file(place)


def test_a_file_without_permission_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_: Path) -> bytes:
        raise PermissionError

    (tmp_path / "a.docx").write_bytes(b"x")
    monkeypatch.setattr(Path, "read_bytes", fail)
    with pytest.raises(LedgerError, match=r"没有读取「a\.docx」的权限"):
        read_file(tmp_path / "a.docx")


@pytest.mark.parametrize("ending", [".docx", ".html", ".HTM"])
def test_a_document_is_written_in_the_format_of_the_ending(ending: str, tmp_path: Path) -> None:
    target = tmp_path / "新" / f"要点{ending}"
    assert write_document(SIMPLE, target) == ()
    assert read_document(target) == SIMPLE


def test_an_unknown_ending_is_refused_and_the_known_ones_named(tmp_path: Path) -> None:
    with pytest.raises(NotYetSupported, match=r"「.xyz」.*\.docx"):
        write_document(SIMPLE, tmp_path / "a.xyz")
    assert {".docx", ".html", ".ofd", ".pdf"} <= endings()
    assert list(tmp_path.iterdir()) == []


def test_the_title_is_the_files_own_else_the_first_line() -> None:
    assert title_of(SIMPLE) == "政务公开"
    assert title_of(Document(SIMPLE.sections, title="工作要点")) == "工作要点"


def test_what_is_written_is_a_sound_package(tmp_path: Path) -> None:
    write_document(SIMPLE, tmp_path / "a.docx")
    with zipfile.ZipFile(BytesIO((tmp_path / "a.docx").read_bytes())) as archive:
        assert archive.testzip() is None
