"""The sheet that is checked, from a file and from the store."""

from datetime import date

import pytest

from core.advice.check import check_sheet
from core.advice.gather import sheet_of_book, sheet_of_ledger
from core.ledger.read import read_ledger
from core.ledger.record import Due, LedgerBook, TaskRecord
from core.ledger.state import Status, TaskState
from core.units import Concern, UnitDirectory
from storage.resources import load_folder
from tests.ledger_builder import TITLE, ledger

UNIT = "云岭县医疗保障局"


@pytest.fixture(scope="module")
def directory() -> UnitDirectory:
    return UnitDirectory.from_mapping(*load_folder("units"))


def test_a_returned_file_becomes_a_sheet(directory: UnitDirectory) -> None:
    made = read_ledger(
        ledger(
            ("1", "政策", "甲", "牵头单位：医保局", "3月31日前", "县医保局已公开12条。"),
            ("2", "网站", "乙", "县民政局", "年内", "不涉及：没有网站"),
            before=(TITLE, f"填报单位：{UNIT}  联系人：  联系电话：0999-1"),
        )
    )
    assert made is not None
    sheet = sheet_of_ledger(made, directory)
    assert (sheet.unit, sheet.unit_kind, sheet.contact, sheet.phone) == (UNIT, "department", "", "0999-1")
    assert [(r.concern, r.not_applicable, r.reason) for r in sheet.rows] == [
        (Concern.NAMED, False, ""), (Concern.NONE, True, "没有网站"),
    ]  # fmt: skip
    assert [f.rule for f in check_sheet(sheet)] == ["advice.head_blank"]


def test_the_units_own_short_name_is_not_another_units(directory: UnitDirectory) -> None:
    made = read_ledger(
        ledger(
            ("1", "政策", "甲", "医保局、民政局", "", "云岭县医保局明确专人负责。"), before=(TITLE, f"填报单位：{UNIT}")
        )
    )
    assert made is not None
    assert check_sheet(sheet_of_ledger(made, directory)) == []
    assert [f.rule for f in check_sheet(sheet_of_ledger(made, directory, "云岭县民政局"))] == ["advice.other_unit"]


def test_the_store_becomes_the_same_sheet(directory: UnitDirectory) -> None:
    book = LedgerBook(1, 2026, TITLE, UNIT, "李某", "0999-1")
    tasks = (
        TaskRecord(7, 1, number=1, lead_units=("医保局",), deadlines=(Due("3月31日前", date(2026, 3, 31), "by"),)),
        TaskRecord(8, 1, number=2, responsible_units=("各乡镇",), dropped=True),
    )
    states = {7: TaskState(7, Status.UNDER_WAY, "已于5月18日公开。", carried_over=True)}
    sheet = sheet_of_book(book, tasks, states, directory, last_year={7: "去年"})
    assert [r.number for r in sheet.rows] == [1]
    assert {f.rule for f in check_sheet(sheet)} == {"advice.carried_over", "advice.after_deadline"}
