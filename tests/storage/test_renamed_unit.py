"""A unit's name is put right: what was collected, scored and remembered of it follows, and is undone in one step."""

from dataclasses import replace
from pathlib import Path

import pytest

from core.actions.directory import add_units, change_unit, remove_units
from core.actions.intaking import give_unit
from core.actions.ports import Store
from core.intake.arrived import FileStatus
from core.intake.record import FileState
from core.intake.source import DigestSource
from core.notice.case import ScoreCase
from core.notice.rectification import Rectification
from core.notice.rules import ScoreRule
from core.units import Unit
from tests.storage.intake_folder import TOWN, VILLAGE, Office
from tests.storage.ledgers import NOW

WRONG, RIGHT = "云岭镇政府", TOWN


@pytest.fixture
def office(store: Store, tmp_path: Path) -> Office:
    made = Office(store, tmp_path / "来件")
    add_units(store, [Unit(WRONG), Unit(VILLAGE)], NOW)
    return made


def put_right(store: Store) -> None:
    unit = next(u for u in store.units.all() if u.name == WRONG)
    change_unit(store, replace(unit, name=RIGHT), NOW)


def test_files_cases_items_sources_and_what_was_remembered_follow(office: Office) -> None:
    store, book = office.store, office.book
    office.put("河东片区台账.docx", "", {1: "甲"})
    office.confirm(give_unit(office.read(), "河东片区台账.docx", WRONG))
    task = store.tasks.of(book)[0].task_id
    with store.step("评分", NOW) as work:
        work.scores.add_case(ScoreCase(book, "第一期", WRONG, ScoreRule("r", "", -1), "", "逾期报送台账"))
        work.scores.add_item(Rectification(book, "第一期", WRONG, "补报"))
        work.summary.add_source(DigestSource(task, "第一期", WRONG, "甲。", "甲"))
    put_right(store)
    assert office.said() == {RIGHT: {1: "甲"}}
    assert {f.unit for f in store.intake.files(book)} == {RIGHT}
    assert set(store.intake.remembered().units.values()) == {RIGHT}
    assert [c.unit for c in store.scores.cases(book)] == [RIGHT]
    assert [i.unit for i in store.scores.items(book)] == [RIGHT]
    assert [s.unit for s in store.summary.sources(book)[task]] == [RIGHT]
    store.undo(NOW)
    assert office.said() == {WRONG: {1: "甲"}}
    assert [c.unit for c in store.scores.cases(book)] == [WRONG]


def test_where_files_came_under_both_names_one_counts_and_the_other_is_asked_about(office: Office) -> None:
    office.put("a.docx", "", {1: "甲"})
    office.put("b.docx", "", {1: "乙"})
    office.confirm(give_unit(give_unit(office.read(), "a.docx", WRONG), "b.docx", RIGHT))
    put_right(office.store)
    assert office.said() == {RIGHT: {1: "乙"}}
    (asked,) = (f for f in office.store.intake.files(office.book) if f.name == "a.docx")
    assert (asked.unit, asked.state, asked.status) == (RIGHT, FileState.BESIDE, FileStatus.CONFLICT)


def test_what_a_removed_unit_returned_stays_under_its_name(office: Office) -> None:
    office.put("a.docx", "", {1: "甲"})
    office.confirm(give_unit(office.read(), "a.docx", WRONG))
    unit = next(u for u in office.store.units.all() if u.name == WRONG)
    remove_units(office.store, [unit.unit_id], NOW)
    assert office.said() == {WRONG: {1: "甲"}}
