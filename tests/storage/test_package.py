"""Hostile and damaged packages are refused in Chinese before they cost anything."""

import io
import struct
import tracemalloc
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import LedgerError
from storage.documents import package as module
from storage.documents.package import MB, open_package, parse_xml


def zipped(*entries: tuple[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as archive:
        for name, data in entries:
            archive.writestr(zipfile.ZipInfo(name), data, method)
    return buffer.getvalue()


def refusal(data: bytes | Path) -> str:
    with pytest.raises(LedgerError) as caught:
        open_package(data, "Word 文档")
    return caught.value.message


def test_parts_are_read_in_their_order_and_folders_are_left_out(tmp_path: Path) -> None:
    path = tmp_path / "甲.docx"
    path.write_bytes(zipped(("b/", b""), ("b/c.xml", b"<c/>"), ("a.xml", b"<a/>")))
    package = open_package(path, "Word 文档")
    assert package.names == ("b/c.xml", "a.xml")
    assert "a.xml" in package
    assert package.read("a.xml") == b"<a/>"
    assert package.xml("b/c.xml").tag == "c"


def test_a_missing_part_and_a_missing_file_are_told(tmp_path: Path) -> None:
    with pytest.raises(LedgerError, match=r"缺少部件「word/document\.xml」"):
        open_package(zipped(("a", b"")), "Word 文档").read("word/document.xml")
    assert "找不到文件「无.docx」" in refusal(tmp_path / "无.docx")
    assert "是文件夹" in refusal(tmp_path)


@pytest.mark.parametrize("name", ["../a", "a/../../b", "/etc/passwd", "C:/a", "c:a", "..\\a", "a/..", "a\nb"])
def test_paths_that_lead_outside_are_refused(name: str) -> None:
    info = zipfile.ZipInfo("x")
    info.filename = name
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr(info, b"")
    assert "指向包外" in refusal(buffer.getvalue())


def test_one_name_twice_is_refused_also_when_the_slashes_differ() -> None:
    with pytest.warns(UserWarning, match="Duplicate"):
        data = zipped(("a", b"1"), ("a", b"2"))
    assert "重名部件「a」" in refusal(data)
    assert "重名部件「a/b」" in refusal(zipped(("a/b", b"1"), ("a\\b", b"2")))


def test_a_password_is_told() -> None:
    data = bytearray(zipped(("a", b"1")))
    data[data.index(b"PK\x01\x02") + 8] |= 1
    assert "已加密" in refusal(bytes(data))


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_compression_that_cannot_be_bounded_is_refused(method: int) -> None:
    assert "不支持的压缩方式" in refusal(zipped(("a", b"1"), method=method))


def test_bombs_are_refused_unopened() -> None:
    assert "异常巨大" in refusal(zipped(("a", bytes(module.RATIO_FREE_BYTES + MB))))
    assert "异常巨大" in refusal(zipped(("a", bytes(module.MAX_PART_BYTES + 1))))
    many = [
        (str(i), bytes(module.RATIO_FREE_BYTES)) for i in range(module.MAX_TOTAL_BYTES // module.RATIO_FREE_BYTES + 1)
    ]
    assert "解压后过大" in refusal(zipped(*many))
    assert "部件过多" in refusal(zipped(*((str(i), b"") for i in range(module.MAX_PARTS + 1))))


def test_a_part_that_is_larger_than_it_says_costs_no_more_than_it_says() -> None:
    data = bytearray(zipped(("a", bytes(40 * MB))))
    for signature, at in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        struct.pack_into("<L", data, data.index(signature) + at, 1000)
    package = open_package(bytes(data), "Word 文档")
    tracemalloc.start()
    try:
        with pytest.raises(LedgerError, match="已损坏"):
            package.read("a")
        assert tracemalloc.get_traced_memory()[1] < MB
    finally:
        tracemalloc.stop()


def test_a_wrong_checksum_is_damage() -> None:
    data = bytearray(zipped(("a", b"abcdef"), method=zipfile.ZIP_STORED))
    data[data.index(b"abcdef")] ^= 1
    with pytest.raises(LedgerError, match="「a」已损坏"):
        open_package(bytes(data), "Word 文档").read("a")


@pytest.mark.parametrize("data", [b"", b"PK", b"not a zip", b"PK\x05\x06" + bytes(18) + b"x" * 10])
def test_what_is_no_zip_is_told(data: bytes) -> None:
    with pytest.raises(LedgerError):
        open_package(data, "Word 文档").read("a")


@given(st.data())
def test_no_damage_to_the_bytes_escapes_as_another_error(data: st.DataObject) -> None:
    raw = bytearray(zipped(("a.xml", b"<a>" + b"x" * 300 + b"</a>"), ("b", b"2" * 50)))
    for _ in range(data.draw(st.integers(1, 4))):
        raw[data.draw(st.integers(0, len(raw) - 1))] = data.draw(st.integers(0, 255))
    try:
        package = open_package(bytes(raw), "Word 文档")
        for name in package.names:
            package.read(name)
    except LedgerError as e:
        refused = e.message
    else:
        refused = "。"
    assert refused.endswith("。")


def test_names_written_in_gbk_are_read() -> None:
    data = zipped(("xx.xml", b"1")).replace(b"xx.xml", "附".encode("gb18030") + b".xml")
    assert open_package(data, "OFD 文件").names == ("附.xml",)


BOMB = b'<!DOCTYPE a [<!ENTITY b "' + b"x" * 100 + b'">' + b"%s]><a>&b;</a>"


@pytest.mark.parametrize(
    "xml",
    [
        BOMB % b"",
        b'<!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>',
        b"<?xml version='1.0' encoding='utf-16'?><!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>".decode().encode("utf-16"),
        b"<!--" + b"x" * 10_000 + b"--><!DOCTYPE a [<!ENTITY b 'c'>]><a b='&b;'/>",
        b"<a>" * 300 + b"</a>" * 300,
        b"<a>&undefined;</a>",
        b"<a>",
        b"",
        b"<a>\x00</a>",
    ],
)
def test_hostile_or_broken_xml_is_refused(xml: bytes) -> None:
    with pytest.raises(LedgerError, match=r"部件「x\.xml」"):
        parse_xml(xml, "x.xml")


def test_entities_that_multiply_in_attributes_cost_little() -> None:
    levels = b"".join(b'<!ENTITY e%d "%s">' % (i, b"&e%d;" % (i - 1) * 10) for i in range(1, 10))
    xml = b"<!--" + b" " * 5000 + b'--><!DOCTYPE a [<!ENTITY e0 "aaaaaaaaaa">' + levels + b']><a b="&e9;"/>'
    with pytest.raises(LedgerError):
        parse_xml(xml, "x.xml")


@pytest.mark.parametrize("unit", [b"<a/>", b'<a b=""/>', b"<a>x</a>"])
def test_a_tree_that_would_fill_memory_is_refused_before_it_is_built(unit: bytes) -> None:
    with pytest.raises(LedgerError, match="过大"):
        parse_xml(b"<r>" + unit * (12 * MB // len(unit)) + b"</r>", "x.xml")
