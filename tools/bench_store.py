"""Measure the store: an edit against a raw SQLite transaction of the same bytes; 10,000 tasks read and searched.

Run: python -m tools.bench_store [--folder DIR]   (a folder on the disk to be measured; default: a temporary one)
"""

import argparse
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from contextlib import closing
from datetime import date, datetime, timedelta
from pathlib import Path

from core.actions.importing import form_from_rows, import_ledger
from core.actions.recording import record_progress
from core.backup import BackupReason
from core.ledger.record import Due, FormRow, LedgerBook, TaskRecord
from core.ledger.revise import revise
from storage.database.opening import NAME
from storage.database.store import Store, open_store

NOW = datetime(2026, 8, 10, 10, 32)
EDITS = 300
MANY = 10_000


def row(i: int) -> FormRow:
    content = f"第{i}项：确定本单位年度重大行政决策事项，经审议同意，在门户网站向社会公开，公开率达到100%。"
    task = TaskRecord(
        position=i,
        number=i,
        label=str(i),
        section=f"第{i // 100}部分",
        topic=f"重点工作{i // 10}",
        content=content,
        indicator="公开率100%",
        lead_units=("云岭县人民政府办公室",),
        responsible_units=("各乡镇", "各部门"),
        deadlines=(Due("10月底前", date(2026, 10, 31)), Due("持续推进", None, "ongoing")),
    )
    return FormRow(task, f"第{i}项已于5月18日在县政府门户网站公开，共{i % 7}条。" if i % 3 else "")


def filled(folder: Path, count: int) -> tuple[Store, int]:
    store = open_store(folder, NOW)
    form = form_from_rows(LedgerBook(year=2026, title="云岭县台账"), [row(i) for i in range(1, count + 1)])
    return store, import_ledger(store, form, "", NOW).book_id


def median_ms(work: Callable[[], object], times: int = 15) -> float:
    return statistics.median(timed(work) for _ in range(times))


def timed(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return (time.perf_counter() - began) * 1000


def raw_transactions(folder: Path, texts: Iterable[tuple[str, str]]) -> list[float]:
    """The floor: one table of texts, one of journal rows; the same bytes a transaction, the same promises."""
    with closing(sqlite3.connect(folder / "raw.db", isolation_level=None)) as conn:
        conn.execute("PRAGMA journal_mode=WAL")
        conn.execute("PRAGMA synchronous=FULL")
        conn.executescript(
            "CREATE TABLE t (id INTEGER PRIMARY KEY, text TEXT); CREATE TABLE j (id INTEGER PRIMARY KEY, text TEXT);"
            "INSERT INTO t VALUES (1, '')"
        )

        def edit(text: str, journal: str) -> None:
            conn.execute("BEGIN IMMEDIATE")
            conn.execute("UPDATE t SET text = ? WHERE id = 1", [text])
            conn.execute("INSERT INTO j (text) VALUES (?)", [journal])
            conn.execute("COMMIT")

        return [timed(lambda pair=pair: edit(*pair)) for pair in texts]


def edits(folder: Path) -> tuple[float, float]:
    """Median ms of an edit through the whole program, and of the raw transaction, taken in turn."""
    store, book = filled(folder / "edits", 33)
    task = store.tasks.of(book)[4].task_id
    texts = [f"第{i}稿：目录经镇长办公会审议，于5月18日在县政府门户网站公开。" * 4 for i in range(EDITS + 1)]
    ours: list[float] = []
    raw: list[float] = []
    for block in range(0, EDITS, 50):
        for i in range(block, block + 50):
            moment = NOW + timedelta(minutes=5 * i)
            ours.append(timed(lambda i=i, moment=moment: record_progress(store, task, texts[i], moment)))
        folder_of_block = folder / f"raw-{block}"
        folder_of_block.mkdir()
        raw += raw_transactions(
            folder_of_block, ((texts[i], texts[i - 1] + texts[i]) for i in range(block, block + 50))
        )
    store.close()
    return statistics.median(ours), statistics.median(raw)


def report(label: str, value: float, limit: float, unit: str) -> bool:
    ok = value <= limit
    print(f"{'ok  ' if ok else 'OVER'} {label}: {value:.2f} {unit} (at most {limit:g})")
    return ok


def bench(folder: Path) -> bool:
    ours, raw = edits(folder)
    print(f"     an edit {ours:.2f} ms, a raw transaction of the same bytes {raw:.2f} ms")
    good = [report("an edit committed ÷ a raw transaction", ours / raw, 2, "×")]
    began = time.perf_counter()
    store, book = filled(folder / "many", MANY)
    print(f"     import of {MANY} tasks {(time.perf_counter() - began) * 1000:.0f} ms")
    for label, work in (
        (f"{MANY} tasks read", lambda: store.tasks.of(book)),
        (f"{MANY} states read", lambda: store.states.of(book)),
        ("search for two characters", lambda: store.tasks.search(book, "决策")),
        ("search for two words, one rare", lambda: store.tasks.search(book, "公开 第9999项")),
        ("search for what is not there", lambda: store.tasks.search(book, "没有这个词")),
    ):
        good.append(report(label, median_ms(work), 100, "ms"))
    form = form_from_rows(LedgerBook(year=2026), [row(i) for i in range(1, MANY + 1)])
    tasks = store.tasks.of(book)
    print(
        f"     undo of the import {timed(lambda: store.undo(NOW)):.0f} ms, redo {timed(lambda: store.redo(NOW)):.0f} ms"
    )
    print(f"     the same form as a revision {timed(lambda: revise(tasks, form)):.0f} ms")
    print(f"     checked backup {timed(lambda: store.backups.make(BackupReason.EXIT, NOW)):.0f} ms")
    store.close()
    size = (folder / "many" / NAME).stat().st_size / 1e6
    print(f"     store of {size:.1f} MB opened {median_ms(lambda: open_store(folder / 'many', NOW).close()):.1f} ms")
    return all(good)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--folder", type=Path)
    with tempfile.TemporaryDirectory(dir=parser.parse_args().folder) as folder:
        return 0 if bench(Path(folder)) else 1


if __name__ == "__main__":
    sys.exit(main())
