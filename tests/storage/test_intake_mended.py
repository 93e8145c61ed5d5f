"""What a person mends of an intake, before it is stored and after, and what is remembered of it."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from core.actions.intake_stored import adopt_returned, keep_returned, move_returned, place_returned, redate_returned
from core.actions.intaking import (
    choose_columns,
    give_day,
    give_unit,
    header_of,
    leave_out,
    place_row,
    stored_intake,
)
from core.actions.ports import Store
from core.document import Document, Table, text_cell
from core.errors import LedgerError
from core.intake.arrived import FileStatus
from core.intake.record import FileState, Matched
from core.ledger.headings import Column
from core.ledger.mending import Mending
from storage.documents.writers.docx import write_docx
from tests.returned_files import returned
from tests.storage.intake_folder import BUREAU, CAME, DOCUMENTS, TOWN, VILLAGE, Office, known
from tests.storage.ledgers import NOW


@pytest.fixture
def office(store: Store, tmp_path: Path) -> Office:
    return Office(store, tmp_path / "来件")


def rules(findings: object) -> set[str]:
    return {f.rule for f in findings}  # type: ignore[attr-defined]


def test_a_unit_given_by_hand_is_remembered_by_the_files_own_name(office: Office) -> None:
    office.put("河东片区台账.docx", "", {1: "甲"})
    read = office.read()
    assert (read.lines[0].unit, read.lines[0].status) == ("", FileStatus.UNKNOWN)
    read = give_unit(read, "河东片区台账.docx", TOWN)
    assert (read.lines[0].unit, read.lines[0].unit_reason) == (TOWN, "人工指定")
    office.confirm(read)
    office.put("河东片区台账（第二期）.docx", "", {1: "乙"})
    told = {line.name: (line.unit, line.unit_reason) for line in office.read("第二期").lines}
    assert told["河东片区台账（第二期）.docx"] == (TOWN, "以前人工指定（同样的文件名）")


def test_a_head_that_was_mended_once_is_known_again_and_anybodys_name_is_not(office: Office) -> None:
    office.put("x.docx", "河东管理区", {1: "甲"})
    office.put("台账.docx", "", {1: "丙"})
    read = give_unit(give_unit(office.read(), "x.docx", TOWN), "台账.docx", VILLAGE)
    office.confirm(read)
    office.clear()
    office.put("y.docx", "河东 管理区", {1: "乙"})
    office.put("sub/台账.docx", "", {1: "丁"})
    told = {line.name: (line.unit, line.unit_reason) for line in office.read("第二期").lines}
    assert told["y.docx"] == (TOWN, "以前人工指定（同样的表头填报单位）")
    assert told["sub/台账.docx"][0] == ""


def odd_columns(document: Document) -> Document:
    """Headings that say nothing, the work among them."""

    def turned(table: Table) -> Table:
        head = table.rows[0]
        cells = tuple(text_cell(f"栏{i}", c.col_span, c.row_span) for i, c in enumerate(head.cells))
        return replace(table, rows=(replace(head, cells=cells), *table.rows[1:]))

    sections = tuple(
        replace(s, blocks=tuple(turned(b) if isinstance(b, Table) else b for b in s.blocks)) for s in document.sections
    )
    return replace(document, sections=sections)


def test_columns_named_by_hand_are_read_so_again(office: Office) -> None:
    def odd(name: str, unit: str, said: dict[int, str]) -> None:
        made = odd_columns(returned(office.form, unit, said, contact=""))
        (office.folder / name).write_bytes(write_docx(made, "台账"))

    odd("云岭镇.docx", TOWN, {1: "甲"})
    read = office.read()
    assert read.lines[0].matched == 0
    seen = header_of(DOCUMENTS, read, "云岭镇.docx")
    assert seen
    plain = read_columns_of(office)
    mending = Mending(seen.table, seen.row, seen.header_rows, plain)
    read = choose_columns(DOCUMENTS, read, "云岭镇.docx", mending)
    assert (read.lines[0].matched, read.lines[0].filled) == (5, 1)
    office.confirm(read)
    odd("松溪乡.docx", VILLAGE, {2: "乙"})
    line = office.read().line("松溪乡.docx")
    assert (line.matched, line.filled, line.unit) == (5, 1, VILLAGE)
    assert line.file.mending_told == "按以前指定的列读取"


def read_columns_of(office: Office) -> dict[int, Column | None]:
    """The meaning of the standard form's columns, taken from a file whose headings are whole."""
    place = office.folder / "样.docx"
    place.write_bytes(write_docx(returned(office.form, BUREAU, {}, contact=""), "台账"))
    seen = header_of(DOCUMENTS, office.read(), "样.docx")
    place.unlink()
    assert seen
    return {i: seen.meaning.get(i) for i in range(len(seen.headings))}


def test_the_day_of_receipt_is_what_a_person_says_and_judges_who_is_late(office: Office) -> None:
    office.put("a.docx", TOWN, {1: "甲"})
    office.put("b.docx", VILLAGE, {1: "乙"})
    read = give_day(office.read(), "b.docx", date(2026, 7, 12))
    assert {u.name: u.on_time for u in read.judged.back} == {TOWN: True, VILLAGE: False}
    office.confirm(read)
    again = stored_intake(office.store, office.book, "第一期", known())
    assert {u.name: u.on_time for u in again.back} == {TOWN: True, VILLAGE: False}
    late = office.store.intake.current(office.book, "第一期")[VILLAGE]
    redate_returned(office.store, late.file_id, CAME, NOW)
    again = stored_intake(office.store, office.book, "第一期", known())
    assert {u.name: u.on_time for u in again.back} == {TOWN: True, VILLAGE: True}


def test_a_row_that_nobody_could_place_is_placed_by_hand(office: Office) -> None:
    tasks = (*office.form.tasks[:3], replace(office.form.tasks[3], number=9, content="某事", topic="某事", subtopic=""))
    office.put("a.docx", TOWN, {9: "办了"}, replace(office.form, tasks=tasks))
    read = office.read()
    (line,) = read.lines
    assert (line.matched, line.unsure + line.extra, line.filled) == (3, 1, 0)
    read = place_row(read, "a.docx", 0, 3)
    assert (read.lines[0].matched, read.lines[0].filled, read.lines[0].altered) == (4, 1, 1)
    with pytest.raises(LedgerError, match="已有对应"):
        place_row(read, "a.docx", 0, 1)
    office.confirm(read)
    assert office.said()[TOWN] == {4: "办了"}
    rows = office.store.intake.current(office.book, "第一期")[TOWN].rows
    assert [r.text for r in rows if r.how is Matched.BY_HAND] == ["某事"]


def test_a_loose_row_is_placed_after_it_was_stored(office: Office) -> None:
    tasks = (*office.form.tasks[:3], replace(office.form.tasks[3], number=9, content="某事", topic="某事", subtopic=""))
    office.put("a.docx", TOWN, {9: "办了"}, replace(office.form, tasks=tasks))
    office.take()
    file = office.store.intake.current(office.book, "第一期")[TOWN]
    row = next(i for i, r in enumerate(file.rows) if r.task_id is None)
    fourth = office.store.tasks.of(office.book)[3].task_id
    place_returned(office.store, file.file_id, row, fourth, NOW)
    assert office.said()[TOWN] == {4: "办了"}
    again = stored_intake(office.store, office.book, "第一期", known())
    assert "intake.altered" in rules(again.findings)


def test_a_file_left_out_is_not_stored(office: Office) -> None:
    office.put("a.docx", TOWN, {1: "甲"})
    office.put("b.docx", VILLAGE, {1: "乙"})
    office.confirm(leave_out(office.read(), "b.docx"))
    assert set(office.said()) == {TOWN}


def test_a_stored_file_given_to_another_unit_frees_its_own(office: Office) -> None:
    office.put("a.docx", TOWN, {1: "甲"})
    office.take()
    file = office.store.intake.current(office.book, "第一期")[TOWN]
    move_returned(office.store, file.file_id, VILLAGE, NOW)
    assert office.said() == {VILLAGE: {1: "甲"}}


def test_a_stored_version_is_adopted_and_another_kept(office: Office) -> None:
    office.put("a.docx", TOWN, {1: "共3条。"})
    office.put("b.docx", TOWN, {1: "共5条。"})
    office.take()
    beside = next(f for f in office.store.intake.files(office.book) if f.state is FileState.BESIDE)
    keep_returned(office.store, beside.file_id, NOW)
    assert "intake.conflict" not in rules(stored_intake(office.store, office.book, "第一期", known()).findings)
    adopt_returned(office.store, beside.file_id, NOW)
    assert office.said()[TOWN] == {1: "共5条。"}
    assert [f.state for f in office.store.intake.files(office.book)].count(FileState.CURRENT) == 1


def test_a_file_of_nobody_is_kept_with_the_others_and_counts_once_it_is_said_whose_it_is(office: Office) -> None:
    office.put("a.docx", TOWN, {1: "甲"})
    office.put("台账.docx", "", {1: "乙"})
    (office.folder / "说明.txt").write_text("不是台账", encoding="utf-8")
    office.take()
    nobodys = {f.name: f for f in office.store.intake.files(office.book) if not f.unit}
    assert set(nobodys) == {"台账.docx", "说明.txt"}
    assert {(f.status, f.state) for f in nobodys.values()} == {(FileStatus.UNKNOWN, FileState.BESIDE)}
    rebuilt = stored_intake(office.store, office.book, "第一期", known())
    assert {f.name for f in rebuilt.files if not f.unit} == set(nobodys), "the sheet of files has them"
    assert office.said() == {TOWN: {1: "甲"}}
    again = office.read()
    assert not again.storable
    assert again.line("台账.docx").reason.endswith("单位请在已收的文件里指定")
    move_returned(office.store, nobodys["台账.docx"].file_id, VILLAGE, NOW)
    assert office.said() == {TOWN: {1: "甲"}, VILLAGE: {1: "乙"}}


def test_a_twin_that_comes_later_does_not_take_a_file_of_nobody_silently(office: Office) -> None:
    office.put("第三份.docx", "", {1: "乙"})
    office.take()
    office.put("第三份.html", TOWN, {1: "乙"})
    lines = {line.name: line.unit for line in office.read().lines}
    assert lines["第三份.docx"] == ""
