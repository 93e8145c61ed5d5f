"""Workbooks: what a sheet shows, as the neutral document has it; and what is refused before a library sees it."""

import struct
from datetime import date, datetime, time
from io import BytesIO
from pathlib import Path

import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from core.document import Paragraph, Table
from core.errors import LedgerError
from core.ledger.read import read_ledger
from storage.documents.readers.workbook import read_workbook
from storage.documents.readers.workbook.formats import plain, shown
from tests.doc_builder import ole
from tests.docx_builder import zipped
from tests.hostile import damaged_parts, memory_mb, mutations, read_or_refused
from tests.storage.legacy_sources import NUMBERS, ledger_document
from tests.storage.workbooks import workbook

LEGACY = Path(__file__).resolve().parent.parent / "data" / "legacy"


def book(*sheets) -> bytes:
    """Each sheet is a function that fills (workbook, worksheet)."""
    out = BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as made:
        for number, fill in enumerate(sheets, 1):
            fill(made, made.add_worksheet(f"表{number}"))
    return out.getvalue()


def cells(table: Table) -> list[list[tuple[str, int, int]]]:
    return [[(c.text, c.col_span, c.row_span) for c in row.cells] for row in table.rows]


def the_table(data: bytes) -> Table:
    (table,) = read_workbook(data).blocks
    assert isinstance(table, Table)
    return table


def shows(value: object, code: object = "") -> str:
    def fill(made, sheet) -> None:
        sheet.write(0, 0, value, made.add_format({"num_format": code}) if code else None)

    return the_table(book(fill)).rows[0].cells[0].text


@pytest.mark.parametrize(
    ("value", "code", "text"),
    [
        (3, "", "3"),
        (13900000000, "", "13900000000"),
        (24252.311082, "0.00", "24252.311082"),
        (1234.5, "#,##0.00_);[Red]\\(#,##0.00\\)", "1234.5"),
        (0.1 + 0.2, "", "0.3"),
        (0.2, "0%", "20%"),
        (0.125, "0%", "12.5%"),
        (0.2, 10, "20.00%"),
        (7, "000", "007"),
        (True, "", "TRUE"),
        ("甲\r\n乙", "", "甲\n乙"),
        (date(2026, 8, 1), "yyyy/m/d", "2026年8月1日"),
        (date(2026, 8, 1), 14, "2026年8月1日"),
        (date(2026, 8, 1), 'yyyy"年"m"月"', "2026年8月"),
        (date(2026, 8, 1), "[$-804]yyyy\\-mm;@", "2026年8月"),
        (date(2026, 8, 15), 'm"月"d"日"', "8月15日"),
        (datetime(2026, 8, 1, 9, 5), "yyyy/m/d h:mm", "2026年8月1日 9:05"),
        (time(9, 5), "h:mm", "9:05"),
    ],
)
def test_a_cell_reads_as_the_sheet_shows_it(value: object, code: object, text: str) -> None:
    assert shows(value, code) == text


@pytest.mark.parametrize(("code", "text"), [(31, "2026年8月1日"), (57, "2026年8月"), (58, "8月1日"), (28, "8月1日")])
def test_chinese_built_in_date_formats_are_known(code: int, text: str) -> None:
    assert shows(46235, code) == text


@given(st.integers(-(10**14), 10**14), st.integers(0, 6))
def test_typed_digits_are_never_rounded(digits: int, places: int) -> None:
    typed = digits / 10**places
    assert float(shown(typed, plain("#,##0.0"))) == pytest.approx(typed, rel=1e-14)


def test_formats_that_show_numbers_as_typed_are_told_from_dates() -> None:
    assert [plain(c) for c in ("General", "G/通用格式", "@", '"第"0"号"', "#,##0.00", '0.0"元"')] == [""] * 6
    assert plain('[DBNum1][$-804]yyyy"年"m"月"') == "yyyym"


def test_merged_ranges_are_spans_and_cells_know_their_place() -> None:
    def fill(made, sheet) -> None:
        sheet.merge_range("B2:D2", "云岭县台账")
        sheet.merge_range("B3:B4", "决策公开")
        sheet.write("C3", "目录")
        sheet.write("D4", "意见")

    table = the_table(book(fill))
    assert cells(table) == [
        [("云岭县台账", 3, 1)],
        [("决策公开", 1, 2), ("目录", 1, 1), ("", 1, 1)],
        [("", 1, 1), ("意见", 1, 1)],
    ]
    assert table.rows[0].cells[0].origin == (0, 1, 1)
    assert table.rows[2].cells[1].origin == (0, 3, 3)


def test_style_alone_does_not_make_a_sheet_larger() -> None:
    def fill(made, sheet) -> None:
        sheet.write("A1", "甲")
        sheet.write_blank("XFD1048576", None, made.add_format({"bold": True}))
        sheet.merge_range("A2:J900", "")

    assert cells(the_table(book(fill))) == [[("甲", 1, 1)]]


def test_names_of_sheets_stand_above_where_several_are_filled_and_hidden_ones_are_left_out() -> None:
    def fill(text: str, hide: bool = False):
        def it(made, sheet) -> None:
            sheet.write(0, 0, text)
            if hide:
                sheet.hide()

        return it

    blocks = read_workbook(book(fill("一"), fill(""), fill("藏", hide=True), fill("二"))).blocks
    found = [b.text if isinstance(b, Paragraph) else b.rows[0].cells[0].origin for b in blocks]
    assert found == ["表1", (0, 0, 0), "表4", (3, 0, 0)]


def test_a_ledger_is_the_same_as_from_word() -> None:
    ours, theirs = read_ledger(read_workbook(workbook(ledger_document()))), read_ledger(ledger_document())
    assert ours is not None
    assert theirs is not None
    assert ours.tasks == theirs.tasks
    assert (ours.title, ours.year, ours.sections, ours.head) == (
        theirs.title,
        theirs.year,
        theirs.sections,
        theirs.head,
    )


# ---- what is refused --------------------------------------------------------------------------------------------


def _altered(old: bytes, new: bytes, part: str = "xl/worksheets/sheet1.xml") -> bytes:
    from zipfile import ZipFile

    made = book(lambda made, sheet: sheet.write(0, 0, "甲"))
    with ZipFile(BytesIO(made)) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    assert old in files[part]
    return zipped({**files, part: files[part].replace(old, new)})


FAR = b'<c r="XFD1048576"><v>1</v></c></row>'


@pytest.mark.parametrize(
    ("new", "words"),
    [
        (FAR, "表格过大"),
        (b'<c x=">" r="XFD1048576"><v>1</v></c></row>', "表格过大"),
        (b"<c r='XFD1048576'><v>1</v></c></row>", "表格过大"),
        (b'<c r="&#88;FD1048576"><v>1</v></c></row>', "表格过大"),
        (b'<x:c xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main" r="XFD1048576"><x:v>1</x:v></x:c></row>', "表格过大"),
        (b'<c r="ZZZ9999999"><v>1</v></c></row>', "已损坏"),
    ],
)  # fmt: skip
def test_a_cell_far_away_is_refused_before_every_place_between_is_laid_out(new: bytes, words: str) -> None:
    with pytest.raises(LedgerError, match=words):
        read_workbook(_altered(b"</row>", new))


def test_huge_merged_ranges_cost_nothing() -> None:
    merges = b'</sheetData><mergeCells count="2"><mergeCell ref="A1:XFD1048576"/><mergeCell ref="A1:B2"/></mergeCells>'
    assert cells(the_table(_altered(b"</sheetData>", merges))) == [[("甲", 1, 1)]]


@pytest.mark.parametrize("data", [zipped({"xl/workbook.bin": b"x"}), zipped({"xl/a.xml": "<a/>"})])
def test_other_workbooks_say_what_to_do(data: bytes) -> None:
    with pytest.raises(LedgerError, match=r"另存为 \.xlsx"):
        read_workbook(data)


def test_an_empty_workbook_is_told() -> None:
    with pytest.raises(LedgerError, match="没有任何内容"):
        read_workbook(book(lambda made, sheet: None))


# ---- .xls and .et -----------------------------------------------------------------------------------------------


def test_an_old_workbook_shows_numbers_and_dates_as_the_new_one() -> None:
    table = the_table((LEGACY / "numbers.xls").read_bytes())
    assert cells(table) == [[("数字与日期", len(NUMBERS), 1)], [(text, 1, 1) for _, _, text in NUMBERS]]


def test_an_old_workbook_gives_the_same_ledger_as_word() -> None:
    ours, theirs = read_ledger(read_workbook(LEGACY / "ledger.xls")), read_ledger(ledger_document())
    assert ours is not None
    assert theirs is not None
    assert (ours.tasks, ours.title, ours.sections, ours.head) == (
        theirs.tasks,
        theirs.title,
        theirs.sections,
        theirs.head,
    )


def record(code: int, body: bytes = b"") -> bytes:
    return struct.pack("<HH", code, len(body)) + body


def old_book(sheet: bytes, before: bytes = b"", version: int = 0x0600, state: int = 0) -> bytes:
    """One sheet of these records; `before` are records for the whole workbook."""
    head = record(0x0809, struct.pack("<HH12x", version, 5)) + before
    name = b"\x02\x01" + "表一".encode("utf-16-le") if version == 0x0600 else b"\x04" + "表一".encode("gbk")
    place = len(head) + 4 + 6 + len(name) + 4
    head += record(0x85, struct.pack("<IBB", place, state, 0) + name) + record(0x0A)
    return ole({"Workbook": head + record(0x0809, struct.pack("<HH12x", version, 0x10)) + sheet + record(0x0A)})


def at(row: int, column: int, rest: bytes, style: int = 0) -> bytes:
    return struct.pack("<HHH", row, column, style) + rest


def wide(text: str) -> bytes:
    return struct.pack("<HB", len(text), 1) + text.encode("utf-16-le")


def test_every_kind_of_cell_of_an_old_workbook() -> None:
    sheet = (
        record(0x0203, at(0, 0, struct.pack("<d", 2.5)))
        + record(0x027E, at(0, 1, struct.pack("<I", (-3 & 0x3FFFFFFF) << 2 | 2)))
        + record(0x027E, at(0, 2, struct.pack("<I", 1234 << 2 | 3)))
        + record(0x00BD, struct.pack("<HHHIHIH", 1, 0, 0, 7 << 2 | 2, 0, 8 << 2 | 2, 1))
        + record(0x0204, at(1, 2, wide("标签")))
        + record(0x0205, at(2, 0, b"\x01\x00"))
        + record(0x0205, at(2, 1, b"\x2a\x01"))
        + record(0x0006, at(3, 0, bytes(6) + b"\xff\xff" + bytes(8)))
        + record(0x0207, wide("公式的"))
        + record(0x0006, at(3, 1, struct.pack("<d", 6) + bytes(8)))
        + record(0x0006, at(3, 2, b"\x02\x00\x07\x00\x00\x00\xff\xff" + bytes(8)))
    )
    found = [[text for text, _, _ in row] for row in cells(the_table(old_book(sheet)))]
    assert found == [["2.5", "-3", "12.34"], ["7", "8", "标签"], ["TRUE", "#N/A", ""], ["公式的", "6", "#DIV/0!"]]


def test_a_table_of_texts_may_be_cut_anywhere_and_change_its_width_of_characters() -> None:
    rich = struct.pack("<HBH", 2, 0x08, 1) + b"AB" + bytes(4)
    before = record(0xFC, struct.pack("<II", 3, 3) + rich + struct.pack("<HB", 4, 1) + "云岭".encode("utf-16-le"))
    before += record(0x3C, b"\x00ab" + wide("完")[:1]) + record(0x3C, wide("完")[1:])
    sheet = b"".join(record(0x00FD, at(0, i, struct.pack("<I", i))) for i in range(3))
    assert cells(the_table(old_book(sheet, before))) == [[("AB", 1, 1), ("云岭ab", 1, 1), ("完", 1, 1)]]


def test_excel_95_texts_are_chinese_too() -> None:
    label = "填报单位".encode("gbk")
    sheet = record(0x0204, at(0, 0, struct.pack("<H", len(label)) + label))
    assert cells(the_table(old_book(sheet, version=0x0500))) == [[("填报单位", 1, 1)]]


def test_a_chart_inside_a_sheet_is_no_cell() -> None:
    chart = record(0x0809, bytes(16)) + record(0x0203, at(9, 9, struct.pack("<d", 1))) + record(0x0A)
    sheet = record(0x0204, at(0, 0, wide("甲"))) + chart + record(0x0204, at(0, 1, wide("乙")))
    assert cells(the_table(old_book(sheet))) == [[("甲", 1, 1), ("乙", 1, 1)]]


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (old_book(b"", record(0x2F, bytes(6))), "设有打开密码"),
        (old_book(record(0x0203, at(65535, 65535, bytes(8)))), "已损坏"),
        (old_book(record(0x0203, at(65535, 255, bytes(8))) + record(0x0203, at(0, 0, bytes(8)))), "表格过大"),
        (old_book(b""), "没有任何内容"),
        (ole({"Other": b"x"}), "已损坏"),
    ],
    ids=["locked", "beyond", "far", "empty", "no workbook"],
)
def test_old_workbooks_that_cannot_be_read_say_why(data: bytes, words: str) -> None:
    with pytest.raises(LedgerError, match=words):
        read_workbook(data)


def test_sizes_that_a_damaged_file_claims_set_no_memory_aside() -> None:
    claims = record(0x0200, struct.pack("<IIHHH", 0, 0xFFFFFFFF, 0, 0xFFFF, 0))
    texts = record(0xFC, struct.pack("<II", 0xFFFFFFFF, 0xFFFFFFFF) + wide("甲"))
    sheet = claims + record(0x00FD, at(0, 0, struct.pack("<I", 0)))
    assert cells(the_table(old_book(sheet, texts))) == [[("甲", 1, 1)]]
    new = b'uniqueCount="99999999999"'
    assert cells(the_table(_altered(b'uniqueCount="1"', new, "xl/sharedStrings.xml"))) == [[("甲", 1, 1)]]


@pytest.mark.parametrize("name", ["ledger.xls", "numbers.xls"])
def test_damaged_old_workbooks_are_read_or_refused(name: str) -> None:
    before = memory_mb()
    found = [read_or_refused(read_workbook, data) for data in mutations((LEGACY / name).read_bytes(), 1)]
    assert {True, False} == set(found)
    assert memory_mb() - before < 300


def test_damaged_new_workbooks_are_read_or_refused() -> None:
    made = workbook(ledger_document())
    found = [read_or_refused(read_workbook, data) for data in mutations(made, 2)]
    found += [read_or_refused(read_workbook, data) for data in damaged_parts(made, 3)]
    assert {True, False} == set(found)
