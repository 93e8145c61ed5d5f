"""Room: tools. The sound files that are damaged: real ones where they lie beside the checkout, else the tests' own and the samples."""

import json
from datetime import datetime
from pathlib import Path

from core.actions.importing import import_ledger
from core.backup import BackupReason
from storage.database.store import open_store
from storage.documents.desk import LocalDocuments
from tests.storage.ledgers import form
from tests.storage.sealed_ofd import pack, plain_ofd, seal_ofd
from tests.storage.test_correction_sheet import blank_form, sheet

ROOT = Path(__file__).resolve().parents[2]
REAL = ROOT.parent / "shared" / "fixtures"
NOW = datetime(2026, 8, 10, 10, 32)
KINDS = {".docx", ".doc", ".xlsx", ".xls", ".pdf", ".ofd", ".html", ".json", ".toml", ".txt"}
MOST_BYTES = 3 << 20
FOLDERS = ("resources/samples", "resources/templates", "resources/units", "resources/forms", "resources/scores")
MORE = ("resources/registers", "resources/calendars", "tests/data")


def make_sources(folder: Path, real: bool = True) -> list[Path]:
    """All of them, in one order on every machine that has the same files; what has to be made is made in `folder`."""
    found = [p for part in (*FOLDERS, *MORE) for p in sorted((ROOT / part).rglob("*"))]
    found += sorted(REAL.rglob("*")) if real and REAL.is_dir() else []
    found = [p for p in found if p.suffix.lower() in KINDS and p.stat().st_size <= MOST_BYTES]
    return [*found, *_made(folder)]


def _made(folder: Path) -> list[Path]:
    """What the program itself writes: sealed, exported, a correction sheet, a backup, a handover."""
    folder.mkdir(parents=True, exist_ok=True)
    documents = LocalDocuments()
    (folder / "sealed.ofd").write_bytes(pack(seal_ofd(plain_ofd())))
    (folder / "progress.json").write_text(json.dumps({"1": "已公开12条", "3": "不涉及"}, ensure_ascii=False), "utf-8")
    correction = sheet(blank_form())
    for ending in (".docx", ".xlsx", ".html"):
        documents.convert(correction, str(folder / f"correction{ending}"))
    documents.convert(documents.read(str(next(ROOT.glob("resources/samples/*台账*.docx")))), str(folder / "ledger.ofd"))
    return [*sorted(p for p in folder.iterdir() if p.is_file()), *_stored(folder / "store")]


def _stored(folder: Path) -> list[Path]:
    store = open_store(folder / "data", NOW)
    import_ledger(store, form(), "", NOW)
    store.kept.keep_bytes("材料.txt", b"x" * 100)
    copy = store.backups.make(BackupReason.MANUAL, NOW, str(folder / "backups"))
    store.backups.hand_over(str(folder / "handover.mzjj"), b"PK", NOW)
    store.close()
    assert copy
    return [Path(copy.place), folder / "handover.mzjj"]
