"""An applicant's name that was entered: in the store, its backups and the handover, and in nothing else that is written."""

import zipfile
from datetime import datetime
from io import BytesIO
from pathlib import Path

import pytest

from core.actions.exporting import ExportWish, export_round
from core.actions.handing_over import gather_handover, hand_over
from core.actions.importing import import_ledger
from core.actions.previewing import preview
from core.actions.previewing_report import preview_report
from core.actions.recording import record_progress
from core.actions.registering import add_entry, change_value, export_entries
from core.actions.report_out import ReportToSend, ReportWish, write_report
from core.actions.reporting import add_report
from core.actions.rounds import start_round
from core.diagnosis import diagnosis
from core.document import paragraphs_of
from core.errors import LedgerError
from core.progress import Progress
from core.report.check import check_report
from core.report.live import standing
from core.settings import Settings
from main import forms, registers
from storage.database.store import Store, open_store
from storage.documents.desk import LocalDocuments

NAME = "欧阳某甲乙"
NOW = datetime(2026, 7, 6, 10, 32)
SAMPLES = Path(__file__).resolve().parents[2] / "resources" / "samples"
KIT = registers()
REQUESTS = KIT.register("requests")


@pytest.fixture
def store(tmp_path: Path) -> Store:
    made = open_store(tmp_path / "资料", NOW)
    made.settings.put(Settings(unit_name="云岭镇人民政府", unit_kind="town", year=2026, asked=True), NOW)
    values = {"number": "2026-001", "applicant_name": NAME, "applicant_kind": "person", "arrived_on": "2026-06-01"}
    add_entry(made, REQUESTS, {**values, "channel": "in_person", "note": f"{NAME}来电催办"}, NOW)
    return made


def members(data: bytes) -> list[bytes]:
    """The file itself and, of a package, every part of it, packages within it too."""
    found = [data]
    if zipfile.is_zipfile(BytesIO(data)):
        with zipfile.ZipFile(BytesIO(data)) as package:
            for name in package.namelist():
                found += members(package.read(name))
    return found


def holding(folder: Path) -> list[str]:
    """Files in which the name stands, in any of the ways in which text is written, or as it is read back."""
    ways = [NAME.encode(code) for code in ("utf-8", "utf-16-le", "utf-16-be", "gb18030")]
    found: list[str] = []
    for place in sorted(p for p in folder.rglob("*") if p.is_file()):
        parts = members(place.read_bytes())
        if any(way in part for way in ways for part in parts) or NAME in _read(place):
            found.append(place.name)
    return found


def _read(place: Path) -> str:
    if place.suffix not in (".pdf", ".ofd", ".docx", ".xlsx"):
        return ""
    return "".join(p.text for p in paragraphs_of(LocalDocuments().read(str(place)).blocks))


def test_no_export_of_the_ledger_or_the_report_holds_the_name(store: Store, tmp_path: Path) -> None:
    documents, out = LocalDocuments(), tmp_path / "导出"
    out.mkdir()
    ledger = next(SAMPLES.glob("*台账*.docx"))
    form = preview(documents, str(ledger), Progress()).form
    assert form is not None
    import_ledger(store, form, str(ledger), NOW)
    book = store.books.all()[0]
    record_progress(store, store.tasks.of(book.book_id)[0].task_id, "公开12条。", NOW)
    start_round(store, book.book_id, "第一期", None, NOW)
    (round_,) = store.rounds.of(book.book_id)
    wish = ExportWish(str(out), str(tmp_path), (".ofd", ".pdf", ".html"), True)
    export_round(store, documents, book.book_id, round_.round_id, wish, NOW, Progress())
    place = next((SAMPLES / "annual_report").glob("云岭镇*2025*.docx"))
    report = preview_report(documents, forms(), str(place), Progress()).report
    add_report(store, report, str(place), NOW)
    sent = ReportToSend(report, standing(report, check_report(report), ()))
    endings = (".docx", ".ofd", ".pdf", ".html")
    write_report(documents, sent, ReportWish(str(out), endings, True, True, "更正一处。"), NOW.date(), Progress())
    export_entries(documents, REQUESTS, store.registers.of("requests"), str(out / "登记簿.xlsx"))
    kinds = {p.suffix for p in out.iterdir()}
    assert kinds >= {".docx", ".ofd", ".pdf", ".html", ".xlsx"}
    assert [n for n in holding(out) if n != "登记簿.xlsx"] == []
    store.close()


def test_the_registers_own_table_leaves_the_private_field_out(store: Store, tmp_path: Path) -> None:
    out = tmp_path / "导出"
    out.mkdir()
    add_entry(store, REQUESTS, {"number": "2026-002", "applicant_name": f"{NAME}二"}, NOW)
    entries = [e for e in store.registers.of("requests") if not e.text("note")]
    export_entries(LocalDocuments(), REQUESTS, entries, str(out / "登记簿.xlsx"))
    assert holding(out) == []
    export_entries(LocalDocuments(), REQUESTS, entries, str(out / "登记簿.xlsx"), private=True)
    assert holding(out) == ["登记簿.xlsx"]  # the search itself finds it where it is
    store.close()


def test_the_list_to_sign_has_numbers_and_no_names_while_the_handover_file_has_the_store(
    store: Store, tmp_path: Path
) -> None:
    out = tmp_path / "交接"
    out.mkdir()
    handover = gather_handover(store, KIT, NOW.date(), ("甲", "乙", ""))
    hand_over(store, LocalDocuments(), handover, str(out / "交接.mzjj"), NOW)
    assert any("2026-001" in item.what for item in handover.open_items)
    assert holding(out) == ["交接.mzjj"]
    store.close()


def test_what_is_refused_does_not_go_into_the_log(store: Store) -> None:
    entry = store.registers.of("requests")[0]
    with pytest.raises(LedgerError) as told:
        change_value(store, REQUESTS, entry.entry_id, "answered_on", NAME, NOW)
    assert NAME not in f"{told.value.message}{told.value.detail}{told.value.__cause__}"
    assert NAME not in diagnosis({"台账数": 1}, f"2026-07-06 10:32:00,000 ERROR {NAME}")
    store.close()
