"""Filling an office's own workbook: only what was asked changes, every other part stays byte for byte."""

from io import BytesIO
from zipfile import ZipFile

import openpyxl
import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from core.errors import LedgerError
from core.ledger.fill import CellEdit, Filling, FormEdits, LineEdit, plan_filling
from core.ledger.ledger import Ledger
from core.ledger.read import read_ledger
from storage.documents.readers.workbook import read_workbook
from storage.documents.xlsx_form import XlsxForm
from tests.docx_builder import zipped
from tests.ledger_builder import HEADER
from tests.storage.legacy_sources import ledger_document
from tests.storage.workbooks import workbook

FORM = workbook(ledger_document())
UNIT = Filling("云岭镇人民政府", {1: "已公布目录12项。", 3: "第一次会议。\n第二次会议。"}, "李某", "0000-1234567")


def parts(data: bytes) -> dict[str, bytes]:
    with ZipFile(BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def fill(data: bytes, filling: Filling = UNIT) -> bytes:
    form = XlsxForm(data)
    ledger = read_ledger(form.document)
    assert ledger is not None
    return form.filled(plan_filling(ledger, filling))


def read(data: bytes) -> Ledger:
    ledger = read_ledger(read_workbook(data))
    assert ledger is not None
    return ledger


def sheet(data: bytes):
    """As another program reads it."""
    return openpyxl.load_workbook(BytesIO(data), rich_text=True).worksheets[0]


def test_progress_and_head_are_written_and_nothing_else_changes() -> None:
    made = fill(FORM)
    before, after = read(FORM), read(made)
    assert {t.number: t.progress for t in after.tasks if t.progress} == dict(UNIT.progress)
    assert after.head.unit is not None
    assert after.head.unit.value == UNIT.unit
    assert [t.text for t in after.tasks] == [t.text for t in before.tasks]
    old, new = parts(FORM), parts(made)
    assert list(old) == list(new)
    assert [name for name in old if old[name] != new[name]] == ["xl/worksheets/sheet1.xml"]


def test_another_program_reads_the_same_texts_and_merges() -> None:
    before, after = sheet(FORM), sheet(fill(FORM))
    changed = {c.coordinate for row in after.iter_rows() for c in row if c.value != before[c.coordinate].value}
    assert changed == {"A2", "F5", "F7"}
    assert str(after["F7"].value) == "第一次会议。\n第二次会议。"
    assert after.merged_cells.ranges == before.merged_cells.ranges


def test_a_form_may_be_filled_again_and_each_time_starts_afresh() -> None:
    form = XlsxForm(FORM)
    ledger = read_ledger(form.document)
    assert ledger is not None
    first = form.filled(plan_filling(ledger, UNIT))
    assert form.filled(plan_filling(ledger, UNIT)) == first
    assert fill(first) == fill(fill(first))


@given(st.text(min_size=1, max_size=40).filter(lambda text: text.isprintable() and text.strip()))
def test_any_text_is_written_verbatim_and_never_as_a_formula(text: str) -> None:
    made = fill(FORM, Filling("", {2: text}))
    assert next(t.progress for t in read(made).tasks if t.number == 2) == text.strip()
    cell = sheet(made)["F6"]
    assert cell.data_type != "f"
    assert str(cell.value) == text


def _book(fill_sheet) -> bytes:
    out = BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        made = book.add_worksheet("台账")
        made.write_row(0, 0, HEADER)
        made.write_row(1, 0, ("1", "决策公开", "公布目录", "各乡镇", "2026年8月底前"))
        made.write_row(2, 0, ("2", "政策解读", "发布解读", "各乡镇", "2026年8月底前"))
        fill_sheet(book, made)
    return out.getvalue()


def test_a_cell_that_is_no_more_than_a_place_is_made_and_typed_as_its_neighbour() -> None:
    def neighbour(book, made) -> None:
        made.write(1, 5, "旧", book.add_format({"font_name": "楷体", "text_wrap": True}))

    found = sheet(fill(_book(neighbour), Filling("", {2: "新"})))
    assert (found["F2"].value, found["F3"].value, found["F3"].font.name) == ("旧", "新", "楷体")


def test_long_text_wraps_and_a_row_of_fixed_height_makes_room() -> None:
    def fixed(book, made) -> None:
        made.set_row(1, 20.25)
        made.set_row(2, 20.25)
        made.write(1, 5, "", book.add_format({"bold": True}))
        made.set_column(5, 5, 21)

    data = _book(fixed)
    made = fill(data, Filling("", {1: "长" * 100, 2: "短"}))
    found = sheet(made)
    assert (found["F2"].alignment.wrap_text, found["F2"].font.bold) == (True, True)
    assert (found.row_dimensions[2].height, found.row_dimensions[3].height) == (10 * 18, 20.25)
    assert b"customHeight" not in parts(made)["xl/worksheets/sheet1.xml"].partition(b'r="2"')[2].partition(b">")[0]
    assert not sheet(data)["F2"].alignment.wrap_text
    changed = {name for name, old in parts(data).items() if parts(made)[name] != old}
    assert changed == {"xl/worksheets/sheet1.xml", "xl/styles.xml"}


def test_a_row_never_gets_lower_than_its_other_texts_need() -> None:
    def tall(book, made) -> None:
        made.write(1, 2, "公布目录。" * 10, book.add_format({"text_wrap": True}))

    found = sheet(fill(_book(tall), Filling("", {1: "两行\n文字"})))
    assert found.row_dimensions[2].height > 12 * 15


def test_the_looks_inside_the_head_line_are_kept() -> None:
    def rich(book, made) -> None:
        bold, line = book.add_format({"bold": True}), book.add_format({"underline": 1})
        made.merge_range(3, 0, 3, 5, "")
        made.write_rich_string(
            3, 0, bold, "填报单位：", line, "          ", bold, "联系人：", line, "      ", bold, "联系电话："
        )

    found = sheet(fill(_book(rich), Filling("云岭镇", {}, "李某")))["A4"].value
    assert [(str(part), bool(part.font.b), part.font.u) for part in found[:4]] == [
        ("填报单位：", True, None),
        ("云岭镇    ", False, "single"),
        ("联系人：", True, None),
        ("李某    ", False, "single"),
    ]


def test_a_formula_in_the_way_is_replaced_and_forgotten() -> None:
    def formulas(book, made) -> None:
        made.write_formula(1, 5, "=1+1", None, 2)
        made.write_formula(2, 6, "=2+2", None, 4)

    chain = '<calcChain xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><c r="F2"/><c r="G3"/></calcChain>'
    data = zipped({**parts(_book(formulas)), "xl/calcChain.xml": chain})
    made = fill(data, Filling("", {1: "文字"}))
    assert (sheet(made)["F2"].value, sheet(made)["G3"].value) == ("文字", "=2+2")
    assert b'"F2"' not in parts(made)["xl/calcChain.xml"]
    assert b'"G3"' in parts(made)["xl/calcChain.xml"]


def test_rows_and_cells_without_numbers_are_counted() -> None:
    import re

    files = parts(FORM)
    name = "xl/worksheets/sheet1.xml"
    bare = re.sub(rb' r="[A-Z]*[0-9]+"', b"", files[name])
    made = fill(zipped({**files, name: bare}))
    assert {t.number: t.progress for t in read(made).tasks if t.progress} == dict(UNIT.progress)


def test_a_workbook_with_macros_stays_one() -> None:
    assert XlsxForm(zipped({**parts(FORM), "xl/vbaProject.bin": b"x"})).ending == ".xlsm"
    assert XlsxForm(FORM).ending == ".xlsx"


@pytest.mark.parametrize(
    "edits",
    [
        FormEdits((), (CellEdit(7, "甲"),)),
        FormEdits((), (CellEdit((5, 0, 0), "甲"),)),
        FormEdits((LineEdit("甲", 0, 1, paragraph=0),), ()),
        FormEdits((), (CellEdit((0, 4, 5), "长" * 32768),)),
    ],
)
def test_what_cannot_be_written_is_refused(edits: FormEdits) -> None:
    with pytest.raises(LedgerError, match=r"原文件未作改动|没有写入任何文件"):
        XlsxForm(FORM).filled(edits)
