"""The office's clerk at 收件: a store with the county's ledger, and a small folder of returned files."""

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QModelIndex
from PySide6.QtWidgets import QApplication

from core.ledger.ledger import Ledger
from core.settings import UserRole
from core.units import Unit
from gui.intake.file_model import COLUMNS
from gui.intake.page import IntakePage
from storage.documents.writers.docx import write_docx
from tests.cli.test_collect import County, torn
from tests.gui.conftest import NOW, Clerk
from tests.returned_files import returned, told

OFFICE = "云岭县人民政府办公室"
KNOWN = ("云岭镇人民政府", "白石镇人民政府", "双桥镇人民政府", "青坪镇人民政府", "松溪乡人民政府")


def office(clerk: Clerk) -> Clerk:
    """The same window, used by the office, with a directory of its own."""
    clerk.bench.change_settings(replace(clerk.bench.settings, role=UserRole.OFFICE, unit_name=OFFICE))
    with clerk.bench.store.step("建单位名录", NOW) as work:
        for number, name in enumerate(KNOWN):
            work.units.add(Unit(name, contact="王丽", phone=f"0999-621{number:04d}"))
    clerk.bench.look_again(work.touched)
    return clerk


def intake_page(clerk: Clerk) -> IntakePage:
    page = clerk.work.open_page("intake")
    assert isinstance(page, IntakePage)
    clerk.settle()
    return page


def returned_folder(folder: Path) -> Path:
    """Seven files of six units: a pair of Word and OFD, two that add, two that contradict, one without a name."""
    county = County(folder)
    place = folder / "来件"
    files = {
        "云岭镇/台账.docx": county.word("云岭镇", "云岭镇人民政府", rows=5),
        "云岭镇/台账.ofd": county.sealed("云岭镇", "云岭镇人民政府", "20260708090000"),
        "双桥镇.docx": county.some("双桥镇", 4),
        "双桥镇（补充）.docx": county.some("双桥镇", 6),
        "青坪镇台账.docx": county.some("青坪镇", 3),
        "青坪镇台账（改）.docx": write_docx(returned(county.form, "青坪镇", {1: "共3条。"}), "台账"),
        "无名.docx": county.word("某单位", "", contact="", rows=6),
        "坏的.docx": county.word("白石镇")[:2000],
        "松溪乡.docx": county.changed("松溪乡", torn),
    }
    for name, data in files.items():
        (place / name).parent.mkdir(parents=True, exist_ok=True)
        (place / name).write_bytes(data)
    return place


def ledger_file(form: Ledger, unit: str, count: int) -> bytes:
    return write_docx(returned(form, unit, told(unit, form.tasks[:count])), "台账")


def read_folder(clerk: Clerk, page: IntakePage, folder: Path) -> None:
    clerk.dialogs.folders.append(str(folder))
    clerk.press("chooseFolderButton")
    clerk.wait(lambda: page.desk.read is not None and not clerk.bench.worker.busy)
    QApplication.processEvents()


def set_day(edit, words: str) -> None:  # type: ignore[no-untyped-def]
    edit.setText(words)
    edit.setModified(True)
    edit.editingFinished.emit()


def shown(page: IntakePage) -> dict[str, dict[str, str]]:
    """Name of the first file → its cells by heading, as the table says them."""
    model = page.table.files
    assert model.rowCount(QModelIndex()) == len(model.rows)
    cells = [[str(model.index(r, c).data()) for c in range(len(COLUMNS))] for r in range(len(model.rows))]
    heads = [c.heading for c in COLUMNS]
    return {row.names[0]: dict(zip(heads, each, strict=True)) for row, each in zip(model.rows, cells, strict=True)}


def stored_names(clerk: Clerk) -> set[str]:
    store = clerk.bench.store
    return {f.name for b in store.books.all() for f in store.intake.files(b.book_id)}
