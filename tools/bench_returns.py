"""Measure the store of an office: 200 files confirmed against a floor; 2,400 returned ledgers opened and searched.

Run: python -m tools.bench_returns [--folder DIR]   (a folder on the disk to be measured; default: a temporary one)

The floor hashes, keeps the copy and commits a row of the same bytes once a file; program and floor take turns in blocks.
"""

import argparse
import random
import sqlite3
import statistics
import sys
import tempfile
from contextlib import closing
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from time import perf_counter

from core.actions.importing import form_from_rows, import_ledger
from core.actions.intake_stored import stored_intake
from core.actions.intaking import confirm_intake, read_intake
from core.actions.ports import Store
from core.intake.record import IntakeRecord, Matched, ReturnedFile, StoredRow
from core.intake.returned import Terms
from core.ledger.entry import Evidence
from core.ledger.form import form_of
from core.ledger.ledger import Ledger
from core.ledger.read import read_ledger
from core.ledger.record import LedgerBook
from core.progress import Progress
from main import directory
from storage.database.kept import KeptFolder
from storage.database.opening import NAME
from storage.database.returns_values import pack_facts, pack_rows
from storage.database.store import open_store
from storage.documents.desk import LocalDocuments
from storage.documents.open import read_document
from tools.bench_intake import FORM, returned, unit_of
from tools.bench_store import NOW, median_ms, report, row, timed

FILES, BLOCK = 200, 50
LEDGERS, UNITS, TASKS = 2_400, 60, 33
WORDS = "截至目前本单位已通过门户网站政务公开专栏发布相关信息组织培训办理群众来信均按期答复并在村务公开栏公示"


def floor(folder: Path, files: list[tuple[Path, bytes]]) -> float:
    """Seconds for these files: hash and copy kept, one row of the same bytes in a transaction of its own."""
    kept = KeptFolder(folder)
    with closing(sqlite3.connect(folder / "floor.db", isolation_level=None)) as conn:
        conn.executescript(
            "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; CREATE TABLE IF NOT EXISTS f (sha, rows);"
        )
        began = perf_counter()
        for place, rows in files:
            sha256 = kept.keep(str(place)).sha256
            conn.execute("BEGIN IMMEDIATE")
            conn.execute("INSERT INTO f VALUES (?, ?)", [sha256, rows])
            conn.execute("COMMIT")
        return perf_counter() - began


def confirmed(folder: Path, form: Ledger) -> tuple[float, float]:
    """ms a file to store, by the program and by the floor."""
    documents, known = LocalDocuments(), directory()
    store = open_store(folder / "office", NOW)
    book = import_ledger(store, form_of(form), "", NOW).book_id
    ours = theirs = 0.0
    for at in range(0, FILES, BLOCK):
        arrived = folder / f"in-{at}"
        arrived.mkdir()
        for nth in range(at, at + BLOCK):
            (arrived / f"{nth:04d}.docx").write_bytes(returned(form, nth))
        terms = Terms("第一期", date(2026, 7, 10), date(2026, 7, 8))
        read = read_intake(store, documents, [str(arrived)], book, known, terms, Progress())
        moment = NOW + timedelta(minutes=at)
        ours += timed(lambda read=read, moment=moment: confirm_intake(store, documents, read, moment, Progress()))
        place = folder / f"floor-{at}"
        place.mkdir()
        stored = store.intake.files(book)[-BLOCK:]
        texts = [(arrived / f.name, (pack_rows(f.rows) + pack_facts(f)).encode()) for f in stored]
        theirs += floor(place, texts) * 1e3
    held = len(store.intake.files(book))
    print(
        f"     {held} files stored; the round rebuilt {timed(lambda: stored_intake(store, book, '第一期', known)):.0f} ms"
    )
    print(f"     undo of the last {BLOCK} files {timed(lambda: store.undo(NOW)):.0f} ms")
    store.close()
    return ours / FILES, theirs / FILES


def said(chance: random.Random) -> str:
    return "".join(chance.choices(WORDS, k=chance.randint(40, 160))) + f"{chance.randint(1, 300)}条。"


def many(folder: Path) -> tuple[Store, int]:
    """A store of 2,400 returned ledgers of 33 rows: 60 units over 40 rounds."""
    store = open_store(folder, NOW)
    form = form_from_rows(LedgerBook(year=2026, title="云岭县台账"), [row(i) for i in range(1, TASKS + 1)])
    book = import_ledger(store, form, "", NOW).book_id
    ids = [t.task_id for t in store.tasks.of(book)]
    original = store.kept.keep_bytes("台账.docx", b"x")
    chance = random.Random(7)
    for nth in range(LEDGERS // UNITS):
        with store.step(f"收件{nth}", NOW) as work:
            intake_id = work.intake.add_intake(IntakeRecord(book, f"第{nth + 1}期"))
            for unit in range(UNITS):
                file = filled(book, ids, unit, nth, original, chance)
                work.intake.add_file(replace(file, intake_id=intake_id))
    return store, book


def filled(book: int, ids: list[int], unit: int, nth: int, original: Evidence, chance: random.Random) -> ReturnedFile:
    rows = tuple(StoredRow(n, said(chance), task, "", Matched.SAME) for n, task in enumerate(ids, 1))
    return ReturnedFile(book, f"第{nth + 1}期", f"{unit}.docx", unit_of(unit), original, is_ledger=True, rows=rows)


def scale(folder: Path) -> list[bool]:
    store, book = many(folder / "many")
    size = (folder / "many" / NAME).stat().st_size / 1e6
    good: list[bool] = []
    for label, words in (
        ("search for what every ledger says", "公开"),
        ("search for two words", "培训 栏目"),
        ("search for what is not there", "没有这个词"),
        ("search for a Latin word", "open"),
    ):
        good.append(report(label, median_ms(lambda words=words: store.intake.search(book, words)), 100, "ms"))
    print(f"     one round's texts {median_ms(lambda: store.intake.texts(book, '第40期')):.1f} ms")
    store.close()
    opened = statistics.median(timed(lambda: open_store(folder / "many", NOW).close()) for _ in range(5))
    good.append(report(f"store of {LEDGERS} returned ledgers ({size:.0f} MB) opened", opened / 1e3, 2, "s"))
    return good


def bench(folder: Path) -> bool:
    form = read_ledger(read_document(FORM))
    assert form
    ours, theirs = confirmed(folder, form)
    print(f"     stored {ours:.2f} ms a file, floor (hash, copy kept, commit) {theirs:.2f} ms")
    return all([report("a file confirmed ÷ its floor", ours / theirs, 2, "×"), *scale(folder)])


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--folder", type=Path)
    with tempfile.TemporaryDirectory(dir=parser.parse_args().folder) as folder:
        return 0 if bench(Path(folder)) else 1


if __name__ == "__main__":
    sys.exit(main())
