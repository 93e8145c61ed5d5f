"""What goes where when a form is filled."""

import pytest

from core.finding import Severity
from core.ledger.fill import Filling, columns_wide, file_stem, fitted, plan_filling, safe_name
from core.ledger.ledger import Ledger
from core.ledger.read import read_ledger
from tests.ledger_builder import TITLE, ledger

HEAD = "填报单位：　　　　　　联系人：　　　　联系电话："
ROWS = (("1", "甲", "甲", "各单位", "", "旧文"), ("2", "乙", "乙", "各单位", "", ""), ("4", "丙", "丙", "各单位", ""))


def form(head: str = HEAD) -> Ledger:
    found = read_ledger(ledger(*ROWS, before=(TITLE, head)))
    assert found is not None
    return found


def test_every_text_goes_into_its_tasks_cell() -> None:
    edits = plan_filling(form(), Filling("云岭镇人民政府", {2: "已办\n3件", 1: "新文"}))
    assert [(e.cell, e.text) for e in edits.cells] == [(17, "已办\n3件"), (11, "新文")]
    assert edits.findings == ()


def test_a_filled_cell_nearby_lends_its_typing() -> None:
    edits = plan_filling(form(), Filling("云岭镇人民政府", {2: "已办"}))
    assert edits.cells[0].like == (11,)


def test_what_has_no_place_is_an_error_and_not_dropped_in_silence() -> None:
    edits = plan_filling(form("2026年"), Filling("云岭镇人民政府", {3: "无此项", 4: "没有单元格"}, contact="李某"))
    assert edits.cells == ()
    assert [(f.severity, f.where) for f in edits.findings] == [
        (Severity.ERROR, ("task:3",)), (Severity.ERROR, ("task:4",)), (Severity.ERROR, ("head:unit",)), (Severity.ERROR, ("head:contact",)),
    ]  # fmt: skip


def test_the_head_is_written_only_where_it_changes() -> None:
    edits = plan_filling(form("填报单位：云岭镇人民政府  联系人：  联系电话："), Filling("云岭镇人民政府", {}, "李某"))
    assert [e.text for e in edits.lines] == ["李某"]


def test_letters_that_no_document_can_hold_are_left_out_and_told() -> None:
    edits = plan_filling(form(), Filling("", {2: "一\x07二\r\n三\x0b"}))
    assert edits.cells[0].text == "一二\n三"
    assert [f.found for f in edits.findings] == [2]


@pytest.mark.parametrize("room", ["                ", "　　　　　　　　", "________________", "旧单位        "])
def test_what_follows_on_the_line_hardly_moves(room: str) -> None:
    filled = fitted("县司法局", room)
    assert filled.startswith("县司法局")
    assert columns_wide(filled) == columns_wide(room)


def test_a_value_longer_than_its_room_keeps_a_gap_behind_it() -> None:
    assert fitted("云岭县发展和改革局", "    ") == "云岭县发展和改革局    "
    assert fitted("0999-1234567", "") == "0999-1234567"


@pytest.mark.parametrize(
    ("title", "year", "stem"),
    [
        (
            "云岭县人民政府办公室2026年政务公开工作要点任务落实台账（填报版）",
            2026,
            "云岭镇人民政府2026年政务公开工作要点任务落实台账（填报版）",
        ),
        ("政务公开任务台账", 2026, "云岭镇人民政府2026年政务公开任务台账"),
        ("政务公开任务台账", None, "云岭镇人民政府政务公开任务台账"),
        ("", None, "云岭镇人民政府任务落实台账"),
    ],
)
def test_a_file_is_named_unit_year_ledger(title: str, year: int | None, stem: str) -> None:
    made = form()
    from dataclasses import replace

    assert file_stem(replace(made, title=title, year=year), "云岭镇人民政府") == stem


def test_a_file_name_never_leaves_its_folder_nor_hides_its_ending() -> None:
    assert safe_name("../../云岭/镇:\u202e名?") == "云岭镇名"
    assert safe_name("...") == "未命名"
