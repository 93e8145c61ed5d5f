"""工作交接: one file with everything, opened on a second data folder; nothing half taken over."""

import zipfile
from datetime import date, datetime
from pathlib import Path

import pytest

from core.actions.handing_over import gather_handover, hand_over
from core.actions.registering import add_entry
from core.document import paragraphs_of, tables_of
from core.errors import LedgerError
from core.handover import handover_list
from core.ledger.record import LedgerBook, TaskRecord
from core.ledger.state import TaskState
from core.registers.kit import RegisterKit
from core.settings import Settings
from storage.database.stores import LocalStores
from storage.documents.desk import LocalDocuments
from tests.core.registers.samples import CALENDAR, FORM, REQUESTS

NOW = datetime(2026, 8, 4, 10, 32)
KIT = RegisterKit((REQUESTS,), FORM, CALENDAR)


@pytest.fixture
def stores(tmp_path: Path) -> LocalStores:
    return LocalStores(tmp_path / "pointer.txt")


@pytest.fixture
def packed(stores: LocalStores, tmp_path: Path) -> Path:
    """The handover of a store with one ledger, its original and one open request."""
    store = stores.open(str(tmp_path / "旧电脑"), NOW)
    store.settings.put(Settings(unit_name="云岭镇人民政府", year=2026, asked=True), NOW)
    original = store.kept.keep_bytes("台账.docx", b"the form as it came")
    with store.step("导入", NOW) as work:
        book = work.books.add(LedgerBook(title="2026年任务落实台账", year=2026, original=original.sha256))
        task = work.tasks.add(TaskRecord(book_id=book, number=3, label="3", topic="公开招生信息"))
        work.states.put(TaskState(task_id=task))
    values = {"number": "2026-7", "channel": "in_person", "arrived_on": "2026-07-20", "applicant_kind": "person"}
    add_entry(store, REQUESTS, values, NOW)
    handover = gather_handover(store, KIT, NOW.date(), ("甲", "乙", ""))
    place = tmp_path / "U盘" / "云岭镇交接.mzjj"
    place.parent.mkdir()
    assert hand_over(store, LocalDocuments(), handover, str(place), NOW) == ()
    store.close()
    return place


def test_the_successor_opens_the_file_and_finds_everything(packed: Path, stores: LocalStores, tmp_path: Path) -> None:
    stores.take_over(str(packed), str(tmp_path / "新电脑"), NOW)
    store = stores.open(str(tmp_path / "新电脑"), NOW)
    (book,) = store.books.all()
    assert store.kept.read(book.original) == b"the form as it came"
    assert [e.text("number") for e in store.registers.of("requests")] == ["2026-7"]
    assert store.settings.get().unit_name == "云岭镇人民政府"
    store.close()
    left = sorted(p.name for p in packed.parent.iterdir())
    assert left == ["云岭镇交接.mzjj", "云岭镇交接·交接清单.docx"]


def test_the_list_names_what_is_open_with_its_last_day(packed: Path) -> None:
    document = LocalDocuments().read(str(packed.parent / "云岭镇交接·交接清单.docx"))
    kept, still_open, _ = tables_of(document.blocks)
    assert [c.text for c in kept.rows[1].cells] == ["《2026年任务落实台账》", "1项任务，0次报送"]
    rows = [[c.text for c in row.cells] for row in still_open.rows[1:]]
    assert rows == [["1", "依申请公开 2026-7：待答复", "2026年8月17日"], ["2", "第3项任务：公开招生信息", "—"]]
    assert any("移交人：甲" in p.text for p in paragraphs_of(document.blocks))


def test_a_folder_that_holds_data_is_left_alone(packed: Path, stores: LocalStores, tmp_path: Path) -> None:
    with pytest.raises(LedgerError, match="没有接收"):
        stores.take_over(str(packed), str(tmp_path / "旧电脑"), NOW)


@pytest.mark.parametrize("damage", ["cut", "no zip", "other", "broken database"])
def test_what_is_no_whole_handover_leaves_the_folder_empty(
    damage: str, packed: Path, stores: LocalStores, tmp_path: Path
) -> None:
    place = tmp_path / "坏.mzjj"
    content = packed.read_bytes()
    if damage == "cut":
        place.write_bytes(content[: len(content) // 2])
    elif damage == "no zip":
        place.write_bytes(b"not a zip")
    else:
        with zipfile.ZipFile(place, "w") as box:
            box.writestr("../../外面.txt", "x")
            if damage == "broken database":
                box.writestr("明账-20260804-103200-手动.mzbak", b"SQLite format 3\0" + b"x" * 4000)
    with pytest.raises(LedgerError):
        stores.take_over(str(place), str(tmp_path / "新电脑"), NOW)
    assert not stores.holds_data(str(tmp_path / "新电脑"))
    assert not (tmp_path / "外面.txt").exists()
    assert [p for p in (tmp_path / "新电脑").iterdir() if p.is_dir()] == []


def test_a_list_without_anything_open_says_so() -> None:
    from core.handover import Handover

    document = handover_list(Handover("云岭镇人民政府", date(2026, 8, 4)))
    assert any(p.text == "没有未办事项。" for p in paragraphs_of(document.blocks))
