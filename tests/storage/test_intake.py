"""收件: read and judged without storing, confirmed a transaction a file, versions beside one another, rounds apart."""

import zipfile
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from core.actions.intaking import (
    adopt,
    keep_old,
    read_intake,
    stored_intake,
    undo_intake,
)
from core.actions.ports import Store
from core.errors import LedgerError
from core.intake.arrived import FileStatus
from core.intake.record import FileState
from core.progress import Progress
from tests.storage.intake_folder import BUREAU, CAME, DOCUMENTS, TOWN, VILLAGE, Office, known, plan, terms
from tests.storage.ledgers import NOW


@pytest.fixture
def office(store: Store, tmp_path: Path) -> Office:
    return Office(store, tmp_path / "来件")


def rules(findings: object) -> set[str]:
    return {f.rule for f in findings}  # type: ignore[attr-defined]


def test_nothing_is_stored_before_it_is_confirmed_and_then_all_of_it(office: Office) -> None:
    office.put("a.docx", TOWN, {1: "甲一", 2: "甲二"})
    office.put("b/b.docx", VILLAGE, {1: "乙一"})
    read = office.read()
    assert office.shelf[0] == ()
    assert [(line.name, line.unit, line.status, line.filled) for line in read.lines] == [
        ("a.docx", TOWN, FileStatus.FIRST, 2),
        ("b/b.docx", VILLAGE, FileStatus.FIRST, 1),
    ]
    assert office.confirm(read).subjects == {"intake"}
    assert office.said() == {TOWN: {1: "甲一", 2: "甲二"}, VILLAGE: {1: "乙一"}}
    file = office.store.intake.current(office.book, "第一期")[TOWN]
    assert office.store.kept.read(file.sha256) == (office.folder / "a.docx").read_bytes()
    assert (file.received_on, file.matched, file.altered) == (CAME, 5, 0)


def test_the_same_folder_again_changes_nothing(office: Office) -> None:
    office.put("a.docx", TOWN, {1: "甲"})
    office.take()
    before, name = office.shelf, office.store.undo_name
    read = office.read()
    assert [line.known for line in read.lines] == [True]
    assert not read.storable
    assert not office.confirm(read)
    assert (office.shelf, office.store.undo_name) == (before, name)


def test_a_reading_confirmed_twice_is_stored_once(office: Office) -> None:
    office.put("a.docx", TOWN, {1: "甲"})
    read = office.take()
    before = office.shelf
    assert not office.confirm(read)
    assert office.shelf == before


def test_the_whole_intake_is_one_thing_to_undo_and_to_redo(office: Office) -> None:
    empty, undo_before = office.shelf, office.store.undo_name
    for i, unit in enumerate((TOWN, VILLAGE, BUREAU)):
        office.put(f"{i}.docx", unit, {1: f"文{i}"})
    office.take()
    full = office.shelf
    assert office.store.undo_name == "收件（第一期，3份）"
    assert office.store.undo(NOW).subjects == {"intake"}
    assert (office.shelf, office.store.undo_name) == (empty, undo_before)
    office.store.redo(NOW)
    assert office.shelf == full


def test_a_version_that_adds_is_an_update_with_what_changed(office: Office) -> None:
    office.put("台账.docx", TOWN, {1: "共3条。"})
    office.take()
    office.clear()
    office.put("补充.docx", TOWN, {1: "共3条。另有2条。", 2: "新办。"})
    (line,) = office.read().lines
    assert (line.status, line.state, line.against) == (FileStatus.NEWER, FileState.CURRENT, "台账.docx")
    assert [(c.number, c.before, c.after) for c in line.changes] == [
        (1, "共3条。", "共3条。另有2条。"),
        (2, "", "新办。"),
    ]
    office.take()
    old, new = office.store.intake.files(office.book)
    assert (old.state, new.state, new.replaced) == (FileState.SUPERSEDED, FileState.CURRENT, old.file_id)
    assert office.said()[TOWN] == {1: "共3条。另有2条。", 2: "新办。"}


def test_a_version_that_contradicts_waits_beside_the_stored_one(office: Office) -> None:
    office.put("台账.docx", TOWN, {1: "共3条。"})
    office.take()
    office.clear()
    office.put("改.docx", TOWN, {1: "共5条。"})
    read = office.read()
    (line,) = read.lines
    assert (line.status, line.state, [c.after for c in line.changes]) == (
        FileStatus.CONFLICT,
        FileState.BESIDE,
        ["共5条。"],
    )
    assert "intake.conflict" in rules(line.findings)
    office.confirm(read)
    assert office.said()[TOWN] == {1: "共3条。"}
    assert "intake.conflict" in rules(stored_intake(office.store, office.book, "第一期", known()).findings)


@pytest.mark.parametrize(("decide", "wanted"), [(adopt, "共5条。"), (keep_old, "共3条。")])
def test_a_person_decides_which_version_counts_and_is_not_asked_again(office: Office, decide, wanted: str) -> None:  # type: ignore[no-untyped-def]
    office.put("台账.docx", TOWN, {1: "共3条。"})
    office.take()
    office.clear()
    office.put("改.docx", TOWN, {1: "共5条。"})
    read = decide(office.read(), "改.docx")
    assert "intake.conflict" not in rules(read.judged.findings)
    office.confirm(read)
    assert office.said()[TOWN] == {1: wanted}
    again = stored_intake(office.store, office.book, "第一期", known())
    assert "intake.conflict" not in rules(again.findings)
    assert next(u for u in again.units if u.name == TOWN).said == {0: wanted}
    states = sorted(f.state for f in office.store.intake.files(office.book))
    assert states == sorted([FileState.CURRENT, FileState.SUPERSEDED if decide is adopt else FileState.BESIDE])


def test_less_than_what_is_stored_is_an_old_version_and_never_the_first(office: Office) -> None:
    office.put("全.docx", TOWN, {1: "甲", 2: "乙"})
    office.take()
    office.clear()
    office.put("半.docx", TOWN, {1: "甲"})
    (line,) = office.read().lines
    assert (line.status, line.state) == (FileStatus.CONFLICT, FileState.BESIDE)
    assert "可能是旧版" in line.reason


def test_the_same_words_in_another_file_are_the_same_return(office: Office) -> None:
    office.put("a.docx", TOWN, {1: "共12条，已发布"})
    office.take()
    office.clear()
    office.put("b.docx", TOWN, {1: "共１２条,\n已发布"})
    (line,) = office.read().lines
    assert (line.status, line.state, line.known) == (FileStatus.SAME, FileState.BESIDE, False)


def test_a_new_round_is_never_an_update_of_an_earlier_one(office: Office) -> None:
    office.put("a.docx", TOWN, {1: "甲"})
    office.take("第一期")
    office.put("a.docx", TOWN, {1: "甲。后来又办了乙。"})
    (line,) = office.read("第二期").lines
    assert (line.status, line.against, line.changes) == (FileStatus.FIRST, "", ())
    office.take("第二期")
    assert office.said("第一期") == {TOWN: {1: "甲"}}
    assert office.said("第二期") == {TOWN: {1: "甲。后来又办了乙。"}}
    assert office.store.intake.rounds(office.book) == ("第一期", "第二期")


def test_the_very_file_of_an_earlier_round_is_asked_about(office: Office) -> None:
    office.put("a.docx", TOWN, {1: "甲"})
    office.take("第一期")
    (line,) = office.read("第二期").lines
    assert (line.known, line.status) == (False, FileStatus.FIRST)
    assert "intake.earlier_round" in rules(line.findings)


def test_broken_and_hostile_files_stop_none_of_the_others(office: Office) -> None:
    office.put("好.docx", TOWN, {1: "甲"})
    whole = (office.folder / "好.docx").read_bytes()
    (office.folder / "松溪乡").mkdir()
    (office.folder / "松溪乡" / "坏.docx").write_bytes(whole[:1500])
    (office.folder / "空.docx").write_bytes(b"")
    (office.folder / "怪.docx").write_bytes(b"PK\x03\x04" + bytes(2000))
    (office.folder / "密.doc").write_bytes(bytes.fromhex("D0CF11E0A1B11AE1") + bytes(4000))
    read = office.take()
    status = {line.name: line.status for line in read.lines}
    assert status.pop("好.docx") is FileStatus.FIRST
    assert set(status.values()) == {FileStatus.UNKNOWN}
    assert all(line.reason for line in read.lines if line.status is FileStatus.UNKNOWN)
    assert office.said() == {TOWN: {1: "甲"}}
    again = stored_intake(office.store, office.book, "第一期", known())
    village = next(u for u in again.units if u.name == VILLAGE)
    assert (village.returned, village.arrived) == (False, True)


def test_files_in_an_archive_are_kept_each_for_itself(office: Office) -> None:
    place = office.put("云岭镇.docx", TOWN, {1: "甲"})
    data = place.read_bytes()
    place.unlink()
    with zipfile.ZipFile(office.folder / "报送.zip", "w") as archive:
        archive.writestr("材料/云岭镇.docx", data)
    office.take()
    file = office.store.intake.current(office.book, "第一期")[TOWN]
    assert file.name == "报送.zip/材料/云岭镇.docx"
    assert office.store.kept.read(file.sha256) == data


def test_a_file_that_changed_after_it_was_read_is_not_stored_nor_any_other(office: Office) -> None:
    office.put("a.docx", TOWN, {1: "甲"})
    office.put("b.docx", VILLAGE, {1: "乙"})
    read = office.read()
    office.put("b.docx", VILLAGE, {1: "丙"})
    with pytest.raises(LedgerError, match="又被改动"):
        office.confirm(read)
    assert office.shelf[0] == ()


def test_a_later_version_does_not_make_a_timely_unit_late(office: Office) -> None:
    office.put("a.docx", TOWN, {1: "甲"})
    office.take()
    office.put("a.docx", TOWN, {1: "甲", 2: "乙"})
    read = office.read(received=date(2026, 7, 20))
    assert [u.on_time for u in read.judged.back] == [True]


def test_what_is_rebuilt_from_the_store_is_what_was_judged(office: Office) -> None:
    for i, unit in enumerate((TOWN, VILLAGE, BUREAU)):
        office.put(f"{i}.docx", unit, {n: f"{unit}已办理第{n}件事项并在网站公开。" for n in range(1, 4)})
    judged = office.take().judged
    again = stored_intake(office.store, office.book, "第一期", known())
    assert judged
    assert again.units == judged.units
    assert again.general == judged.general


def test_an_intake_taken_back_later_lets_the_earlier_version_count_again(office: Office) -> None:
    office.put("a.docx", TOWN, {1: "甲"})
    office.take()
    first = office.shelf[0]
    office.clear()
    office.put("b.docx", TOWN, {1: "甲", 2: "乙"})
    office.put("c.docx", VILLAGE, {1: "丙"})
    office.take()
    adopted = office.store.intake.intakes(office.book)[-1].intake_id
    undo_intake(office.store, adopted, NOW)
    assert office.shelf[0] == first
    assert len(office.store.intake.intakes(office.book)) == 1
    office.store.undo(NOW)
    assert len(office.shelf[0]) == 3


def test_returned_texts_are_found_by_words(office: Office) -> None:
    office.put("a.docx", TOWN, {1: "召开 Open Day 开放日，发放资料", 2: "无关"})
    office.put("b.docx", VILLAGE, {1: "资料已归档"})
    office.take()
    find = office.store.intake.search
    assert [(t.unit, t.text) for t in find(office.book, "资料")] == [
        (VILLAGE, "资料已归档"),
        (TOWN, "召开 Open Day 开放日，发放资料"),
    ]
    assert [t.unit for t in find(office.book, "资料 开放日")] == [TOWN]
    assert [t.unit for t in find(office.book, "open day")] == [TOWN]
    assert find(office.book, "first") == ()
    assert find(office.book, " ") == ()
    texts = office.store.intake.texts(office.book, "第一期")
    first = office.store.tasks.of(office.book)[0].task_id
    assert texts[first] == {TOWN: "召开 Open Day 开放日，发放资料", VILLAGE: "资料已归档"}


def test_a_book_is_removed_with_what_was_returned_on_it(office: Office) -> None:
    from core.actions.importing import remove_book

    office.put("a.docx", TOWN, {1: "甲"})
    office.take()
    full = office.shelf
    remove_book(office.store, office.book, NOW)
    assert office.store.intake.files(office.book) == ()
    office.store.undo(NOW)
    assert office.shelf == full


def test_an_earlier_file_of_the_same_name_is_called_the_one_that_was_taken_in(office: Office) -> None:
    office.put("台账.docx", TOWN, {1: "共3条。"})
    office.take()
    office.put("台账.docx", TOWN, {1: "共5条。"})
    (line,) = office.read().lines
    assert (line.against, line.reason) == ("台账.docx（已收）", "与「台账.docx（已收）」内容不一致")
    office.take()
    assert [f.name for f in stored_intake(office.store, office.book, "第一期", known()).files] == [
        "台账.docx",
        "台账.docx（第2份）",
    ]


def test_files_that_were_dropped_one_by_one_are_read_like_a_folder(office: Office) -> None:
    one, two = office.put("甲/台账.docx", TOWN, {1: "甲"}), office.put("乙/台账.docx", VILLAGE, {1: "乙"})
    read = read_intake(office.store, DOCUMENTS, [str(one), str(two)], office.book, known(), terms("第一期"), Progress())
    assert [(line.name, line.unit) for line in read.lines] == [("台账.docx", TOWN), ("台账.docx（2）", VILLAGE)]
    assert office.confirm(read)


def test_an_empty_folder_is_told(office: Office) -> None:
    with pytest.raises(LedgerError, match="没有文件"):
        office.read()


def test_a_township_collects_from_its_villages_and_desks_in_the_same_way(store: Store, tmp_path: Path) -> None:
    form = replace(plan(), title="云岭镇2026年政务公开工作任务分解表")
    town = Office(store, tmp_path / "来件", form=form)
    for number, unit in enumerate(("王家村村民委员会", "李家社区", "财政所", "党政办公室")):
        town.put(f"{number}.docx", unit, {1: f"{unit}已公开{number}次"}, form)
    town.take()
    town.clear()
    town.put("王家村.docx", "王家村", {1: "王家村村民委员会已公开0次", 2: "又办一件"}, form)
    (line,) = town.take().lines
    assert (line.unit, line.status) == ("王家村村民委员会", FileStatus.NEWER)
    assert set(town.said()) == {"王家村村民委员会", "李家社区", "财政所", "党政办公室"}
