"""Whatever is taken in, in whatever order: one file counts for a unit, undo gives back exactly what was there."""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from core.actions.intaking import adopt, undo_intake
from core.errors import LedgerError
from core.intake.record import FileState
from storage.database.store import open_store
from tests.storage.intake_folder import TOWN, VILLAGE, Office
from tests.storage.ledgers import NOW

texts = st.sampled_from(("甲。", "甲。乙。", "甲。乙。丙。", "丁。"))
versions = st.dictionaries(st.integers(1, 3), texts, min_size=1, max_size=3)
parcel = st.lists(st.tuples(st.sampled_from((TOWN, VILLAGE)), versions), min_size=1, max_size=3)
rounds = st.sampled_from(("第一期", "第二期"))
intakes = st.lists(st.tuples(rounds, parcel, st.booleans()), min_size=1, max_size=4)


def take(office: Office, round_: str, files: Sequence[tuple[str, dict[int, str]]], choose_last: bool) -> None:
    office.clear()
    for number, (unit, said) in enumerate(files):
        office.put(f"{number}.docx", unit, said)
    read = office.read(round_)
    if choose_last:
        try:
            read = adopt(read, read.lines[-1].name)
        except LedgerError:
            assert read.lines[-1].known
    office.confirm(read)


def check(office: Office) -> None:
    files = office.store.intake.files(office.book)
    counted = Counter((f.round, f.unit) for f in files if f.state is FileState.CURRENT)
    assert all(n == 1 for n in counted.values())
    assert {(f.round, f.unit) for f in files} == set(counted)
    assert max(Counter((f.round, f.unit, f.name, f.sha256) for f in files).values(), default=1) == 1


@settings(max_examples=15, deadline=None)
@given(intakes)
def test_undo_is_the_way_back_and_redo_the_way_there(
    held: list[tuple[str, list[tuple[str, dict[int, str]]], bool]],
) -> None:
    with TemporaryDirectory() as folder:
        store = open_store(Path(folder) / "明账数据", NOW)
        office = Office(store, Path(folder) / "来件")
        seen = [office.shelf]
        for round_, files, choose_last in held:
            before = len(office.store.intake.intakes(office.book))
            take(office, round_, files, choose_last)
            check(office)
            if len(office.store.intake.intakes(office.book)) > before:
                seen.append(office.shelf)
        for wanted in reversed(seen[:-1]):
            store.undo(NOW)
            assert office.shelf == wanted
        for wanted in seen[1:]:
            store.redo(NOW)
            assert office.shelf == wanted
        store.close()


@settings(max_examples=15, deadline=None)
@given(intakes, st.data())
def test_any_intake_taken_back_leaves_one_file_counting(
    held: list[tuple[str, list[tuple[str, dict[int, str]]], bool]], data: st.DataObject
) -> None:
    with TemporaryDirectory() as folder:
        store = open_store(Path(folder) / "明账数据", NOW)
        office = Office(store, Path(folder) / "来件")
        for round_, files, choose_last in held:
            take(office, round_, files, choose_last)
        made = store.intake.intakes(office.book)
        gone = data.draw(st.sampled_from(made))
        kept = [f.file_id for f in store.intake.files(office.book) if f.intake_id != gone.intake_id]
        before = office.shelf
        undo_intake(store, gone.intake_id, NOW)
        assert [f.file_id for f in store.intake.files(office.book)] == kept
        counted = Counter((f.round, f.unit) for f in store.intake.files(office.book) if f.state is FileState.CURRENT)
        assert all(n == 1 for n in counted.values())
        store.undo(NOW)
        assert office.shelf == before
        store.close()
