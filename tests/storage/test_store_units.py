"""The directory in the store: kept over a restart, undone, renamed, merged, split; each name decided once."""

from collections.abc import Callable
from pathlib import Path

import pytest

from core.actions.deciding import a_group, ask_again, full_name, new_unit, not_a_unit, same_unit
from core.actions.directory import (
    add_units,
    change_unit,
    change_units,
    directory_with,
    move_units,
    proposed_units,
    remove_units,
    take_list,
)
from core.actions.ports import Store
from core.actions.touched import Touched
from core.actions.unit_changes import merge_units, rename_unit, split_unit
from core.clauses import Responsibility
from core.errors import LedgerError
from core.plan.decisions import Doubt, name_decisions
from core.plan.dispatch import dispatch
from core.unit_list import ListChange
from core.units import Concern, Flag, Unit, UnitDirectory
from storage.database.store import open_store
from tests.core.plan.directory import directory
from tests.storage.ledgers import NOW

BASE = directory()
BOTH = ("工业和信息化商务局", "工业和信息化和商务局")


def named(store: Store, name: str) -> Unit:
    return next(u for u in store.units.all() if u.name == name)


def names(store: Store) -> list[str]:
    return [u.name for u in store.units.all() if u.until is None]


@pytest.fixture
def filled(store: Store) -> Store:
    add_units(store, [Unit("云岭县财政局"), Unit("云岭镇人民政府"), Unit("松溪乡人民政府")], NOW)
    return store


def test_a_unit_keeps_everything_over_a_restart(data: Path) -> None:
    unit = Unit(
        "云岭县财政局", "department", ("财局",), frozenset({Flag.LEDGER}), (), 2019, None, "周宁", "0999-6020418"
    )
    store = open_store(data, NOW)
    touched = add_units(store, [unit], NOW)
    store.close()
    assert touched.subjects == {"units"}
    again = open_store(data, NOW)
    (kept,) = again.units.all()
    again.close()
    assert kept == Unit(
        "云岭县财政局",
        "department",
        ("财局",),
        frozenset({Flag.LEDGER}),
        (),
        2019,
        None,
        "周宁",
        "0999-6020418",
        kept.unit_id,
    )


def test_units_are_added_once_and_in_order(filled: Store) -> None:
    assert not add_units(filled, [Unit("云岭县财政局")], NOW)
    assert names(filled) == ["云岭县财政局", "云岭镇人民政府", "松溪乡人民政府"]


Change = Callable[[Store], Touched]
CHANGES: list[Change] = [
    lambda s: change_unit(s, Unit("财政局", unit_id=named(s, "云岭县财政局").unit_id), NOW),
    lambda s: remove_units(s, [u.unit_id for u in s.units.all()], NOW),
    lambda s: rename_unit(s, named(s, "云岭县财政局").unit_id, "云岭县财政金融局", 2026, NOW),
    lambda s: merge_units(s, [u.unit_id for u in s.units.all()[1:]], "云岭街道办事处", 2026, NOW),
    lambda s: split_unit(s, named(s, "云岭县财政局").unit_id, ["甲局", "乙局"], 2026, NOW),
    lambda s: move_units(s, [named(s, "松溪乡人民政府").unit_id], False, NOW),
    lambda s: same_unit(s, "财税局", "云岭县财政局", NOW),
    lambda s: a_group(s, "各成员单位", ["云岭县财政局"], NOW),
    lambda s: take_list(s, [ListChange(Unit("云岭县司法局"))], NOW),
]


@pytest.mark.parametrize("change", CHANGES)
def test_every_change_is_one_step_that_undo_takes_back_and_redo_brings_again(filled: Store, change: Change) -> None:
    before = (filled.units.all(), filled.units.meanings())
    assert change(filled).subjects == {"units"}
    after = (filled.units.all(), filled.units.meanings())
    assert after != before
    filled.undo(NOW)
    assert (filled.units.all(), filled.units.meanings()) == before
    filled.redo(NOW)
    assert (filled.units.all(), filled.units.meanings()) == after


def test_two_units_never_bear_one_name_and_an_alias_belongs_to_one(filled: Store) -> None:
    finance, town = named(filled, "云岭县财政局"), named(filled, "云岭镇人民政府")
    change_unit(filled, Unit("云岭县财政局", aliases=("财局",), unit_id=finance.unit_id), NOW)
    before = filled.units.all()
    for wrong in (Unit("云岭县财政局", unit_id=town.unit_id), Unit("甲", aliases=("财局",), unit_id=town.unit_id)):
        with pytest.raises(LedgerError) as told:
            change_units(filled, [wrong], NOW)
        assert "没有改动" in told.value.message
    with pytest.raises(LedgerError):
        change_unit(filled, Unit("  ", unit_id=town.unit_id), NOW)
    assert filled.units.all() == before


def test_units_move_up_and_down_together(filled: Store) -> None:
    move_units(filled, [named(filled, "松溪乡人民政府").unit_id], False, NOW)
    assert names(filled) == ["云岭县财政局", "松溪乡人民政府", "云岭镇人民政府"]
    both = [named(filled, n).unit_id for n in ("云岭县财政局", "松溪乡人民政府")]
    move_units(filled, both, True, NOW)
    assert names(filled) == ["云岭镇人民政府", "云岭县财政局", "松溪乡人民政府"]
    assert not move_units(filled, both, True, NOW)


def test_a_renamed_unit_answers_to_its_old_name_from_that_year_on(filled: Store) -> None:
    rename_unit(filled, named(filled, "云岭县财政局").unit_id, "云岭县财政金融局", 2026, NOW)
    old, new = directory_with(filled, BASE, 2025), directory_with(filled, BASE, 2026)
    assert next(u.name for u in old.units) == "云岭县财政局"
    assert next(u.name for u in new.units) == "云岭县财政金融局"
    assert new.concern("云岭县财政金融局", (), ("云岭县财政局",)).concern is Concern.NAMED
    with pytest.raises(LedgerError):
        rename_unit(filled, named(filled, "云岭县财政局").unit_id, "又一局", 2027, NOW)


def test_merged_units_leave_their_names_to_the_one_that_goes_on(filled: Store) -> None:
    ids = [named(filled, n).unit_id for n in ("云岭镇人民政府", "松溪乡人民政府")]
    merge_units(filled, ids, "云岭镇人民政府", 2026, NOW)
    assert names(filled) == ["云岭县财政局", "云岭镇人民政府"]
    now = directory_with(filled, BASE, 2026)
    assert now.concern("云岭镇人民政府", (), ("松溪乡人民政府",)).concern is Concern.NAMED
    assert named(filled, "松溪乡人民政府").successors == ("云岭镇人民政府",)
    with pytest.raises(LedgerError):
        merge_units(filled, [named(filled, "云岭县财政局").unit_id], "云岭县财政局", 2026, NOW)


def test_a_unit_is_split_in_two_or_goes_on_beside_the_new_one(filled: Store) -> None:
    split_unit(filled, named(filled, "云岭县财政局").unit_id, ["云岭县财政局", "云岭县国资局"], 2026, NOW)
    assert names(filled) == ["云岭县财政局", "云岭县国资局", "云岭镇人民政府", "松溪乡人民政府"]
    split_unit(filled, named(filled, "云岭镇人民政府").unit_id, ["东镇人民政府", "西镇人民政府"], 2026, NOW)
    assert "云岭镇人民政府" not in names(filled)
    with pytest.raises(LedgerError):
        split_unit(filled, named(filled, "云岭县国资局").unit_id, ["甲局"], 2027, NOW)


def test_a_new_spelling_is_followed_by_those_who_name_it(filled: Store) -> None:
    rename_unit(filled, named(filled, "云岭县财政局").unit_id, "云岭县财金局", 2026, NOW)
    a_group(filled, "成员单位", ["云岭县财金局"], NOW)
    fresh = named(filled, "云岭县财金局")
    change_unit(filled, Unit("云岭县财政金融局", aliases=fresh.aliases, since=2026, unit_id=fresh.unit_id), NOW)
    assert named(filled, "云岭县财政局").successors == ("云岭县财政金融局",)
    assert filled.units.meanings()[0].members == ("云岭县财政金融局",)


# ---- names that are decided -----------------------------------------------------------------------------------------


def asked(store: Store, *printed: str) -> list[tuple[str, Doubt]]:
    tasks = [Responsibility((), printed)]
    return [(d.name, d.doubt) for d in name_decisions(tasks, directory_with(store, BASE))]


def test_of_two_spellings_one_question_is_asked_and_the_answer_is_kept(store: Store) -> None:
    assert asked(store, *BOTH) == [(BOTH[0], Doubt.ALIKE)]
    same_unit(store, BOTH[0], BOTH[1], NOW)
    assert asked(store, *BOTH) == []
    assert named(store, BOTH[1]).aliases == (BOTH[0],)


def test_two_like_names_that_are_two_units_are_asked_once(store: Store) -> None:
    add_units(store, [Unit("云岭县水利工程管护中心")], NOW)
    assert asked(store, "县水利工程管理中心") == [("县水利工程管理中心", Doubt.ALIKE)]
    new_unit(store, "县水利工程管理中心", "云岭县水利工程管理中心", NOW)
    assert asked(store, "县水利工程管理中心") == []
    assert names(store) == ["云岭县水利工程管护中心", "云岭县水利工程管理中心"]


def test_a_name_that_is_no_unit_is_asked_once_and_counts_as_nobody(filled: Store) -> None:
    assert asked(filled, "县两办督查组") == [("县两办督查组", Doubt.UNKNOWN)]
    not_a_unit(filled, "县两办督查组", NOW)
    known = directory_with(filled, BASE)
    assert asked(filled, "县两办督查组") == []
    shared = dispatch([Responsibility((), ("县两办督查组",))], known)
    assert (shared.unassigned, shared.unreached) == ((0,), ())
    assert known.concern("云岭县财政局", (), ("县两办督查组",)).concern is Concern.UNASSIGNED
    ask_again(filled, "县两办督查组", NOW)
    assert asked(filled, "县两办督查组") == [("县两办督查组", Doubt.UNKNOWN)]


def test_a_group_of_the_offices_own_means_the_units_it_was_given(filled: Store) -> None:
    a_group(filled, "县专班", ["云岭县财政局", "松溪乡人民政府"], NOW)
    members = directory_with(filled, BASE).members("县专班")
    assert [u.name for u in members.units] == ["云岭县财政局", "松溪乡人民政府"]
    assert members.maybe == ()
    a_group(filled, "县专班", [], NOW)
    members = directory_with(filled, BASE).members("县专班")
    assert (members.units, len(members.maybe)) == ((), 3)
    assert asked(filled, "县专班") == []


def test_one_short_name_for_two_bodies_is_asked_and_then_means_one(store: Store) -> None:
    add_units(store, [Unit("云岭县文化和旅游局"), Unit("云岭县文化旅游体育局")], NOW)
    ((name, doubt),) = asked(store, "文旅局")
    assert (name, doubt) == ("文旅局", Doubt.SEVERAL)
    same_unit(store, "文旅局", "云岭县文化和旅游局", NOW)
    known = directory_with(store, BASE)
    assert asked(store, "文旅局") == []
    assert [u.name for u in known.members("文旅局").units] == ["云岭县文化和旅游局"]


def test_a_directory_is_proposed_in_full_without_those_that_are_there(filled: Store) -> None:
    known: UnitDirectory = directory_with(filled, BASE)
    tasks = [
        Responsibility(
            ("县财政局",), ("县司法局", "松溪乡", "清河镇", "白石街道", "各乡镇", "县城市建设投资公司", *BOTH)
        )
    ]
    found = {u.name: u.flags for u in proposed_units(tasks, known, "云岭县")}
    assert list(found) == [
        "云岭县司法局",
        "清河镇人民政府",
        "白石街道办事处",
        "云岭县城市建设投资公司",
        "云岭县工业和信息化和商务局",
    ]
    assert found["云岭县城市建设投资公司"] == {Flag.LEDGER, Flag.NOT_ADMINISTRATIVE}
    assert full_name("县水利工程管护中心", known, "云岭县") == "云岭县水利工程管护中心"
