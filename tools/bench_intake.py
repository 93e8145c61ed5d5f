"""How fast 200 returned ledgers are read, matched and stored, against a floor that parses, hashes, keeps and commits.

    python tools/bench_intake.py [COUNT]
    python tools/bench_intake.py --memory [COUNT]      the most memory that an intake of so many files (1000) takes

Every file is a unit's own: its texts differ, one in four has reworded and renumbered rows (those need the fuzzy match).
No file is read twice in the measured run, as the program keeps what is equal in many files. Floor and program take turns
file by file, so that a busy machine slows both. The goal is a ratio.
"""

import hashlib
import json
import resource
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from zipfile import ZipFile

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from lxml import etree  # noqa: E402

from core.actions.collecting import collect_folder, read_arrived  # noqa: E402
from core.actions.draft_writing import write_drafts  # noqa: E402
from core.actions.importing import import_ledger  # noqa: E402
from core.actions.intaking import confirm_intake, read_intake  # noqa: E402
from core.intake.returned import Terms  # noqa: E402
from core.ledger.form import form_of  # noqa: E402
from core.ledger.ledger import Head, Ledger  # noqa: E402
from core.ledger.read import read_ledger  # noqa: E402
from core.ledger.standard_form import standard_form  # noqa: E402
from core.progress import Progress  # noqa: E402
from main import directory, services  # noqa: E402
from storage.database.kept import KeptFolder  # noqa: E402
from storage.documents.desk import LocalDocuments  # noqa: E402
from storage.documents.open import read_document  # noqa: E402
from storage.documents.readers.docx import MAIN  # noqa: E402
from storage.documents.writers.docx import write_docx  # noqa: E402

COUNT, GOAL = 200, 2.0
MANY, MEMORY_MB = 1000, 300
NOW = datetime(2026, 7, 9, 9, 0)
FORM = ROOT / "resources" / "samples" / "云岭县2026年政务公开工作要点任务落实台账（填报版）.docx"
TEXT = "截至{month}月，{unit}已公开相关信息{number}条，组织培训{few}次，办理群众来信{few}件，均按期答复。"
NAMES = "云白双青松麦石清龙凤金玉东西南北"  # 512 units of them; more files are second versions


def unit_of(nth: int) -> str:
    return f"{NAMES[nth % 16]}{NAMES[nth // 16 % 16]}{'镇乡'[nth % 2]}人民政府"


def returned(form: Ledger, nth: int) -> bytes:
    unit = unit_of(nth)
    tasks = form.tasks
    if nth % 4 == 0:
        tasks = tuple(replace(t, number=n, content=t.content[:-4] + "。") for n, t in enumerate(tasks, 1))
    progress = {
        t.number: TEXT.format(month=t.number % 6 + 1, unit=unit, number=nth + t.number, few=nth % 7) for t in tasks
    }
    return write_docx(standard_form(replace(form, tasks=tasks, head=Head()), unit, "张某", "0999-1", progress), "台账")


class Shelf:
    """Keeps a copy as the program does, and commits one row a file, each on its own."""

    def __init__(self, folder: Path) -> None:
        self._kept = KeptFolder(folder)
        self._db = sqlite3.connect(folder / "bench.db", isolation_level=None)
        self._db.executescript(
            "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; CREATE TABLE file (sha256, rows);"
        )

    def store(self, name: str, data: bytes, rows: str) -> None:
        evidence = self._kept.keep_bytes(name, data)
        self._db.execute("BEGIN IMMEDIATE")
        self._db.execute("INSERT INTO file VALUES (?, ?)", [evidence.sha256, rows])
        self._db.execute("COMMIT")

    def close(self) -> None:
        self._db.close()


def floor(file: Path) -> bytes:
    data = file.read_bytes()
    hashlib.sha256(data).hexdigest()
    with ZipFile(file) as archive:
        etree.fromstring(archive.read(MAIN))
    return data


def pairs(files: list[Path], form: Ledger, folder: Path) -> dict[str, float]:
    """Seconds for all files: floor and program, without and with storing."""
    documents, shelf = LocalDocuments(), Shelf(folder)
    spent: dict[str, float] = dict.fromkeys(("floor", "floor, stored", "read and match", "read, match, store"), 0.0)
    for file in files:
        start = perf_counter()
        data = floor(file)
        parsed = perf_counter()
        shelf.store(file.name, data, "")
        stored = perf_counter()
        arrived = read_arrived(documents, str(file), file.name, form)
        matched = perf_counter()
        said = [] if arrived.rows is None else [(p, r.number, r.progress) for p, r in arrived.rows.on.items()]
        shelf.store(file.name, data + b" ", json.dumps(said, ensure_ascii=False))  # another file, for the shelf
        end = perf_counter()
        for what, seconds in zip(spent, (parsed - start, stored - start, matched - stored, end - stored), strict=True):
            spent[what] += seconds
    shelf.close()
    return spent


def whole(files: list[Path], form: Ledger) -> Iterator[tuple[str, float]]:
    documents, known = LocalDocuments(), directory()
    start = perf_counter()
    intake = collect_folder(documents, str(files[0].parent), form, known, Terms())
    yield "read, match, judge, check", perf_counter() - start
    with TemporaryDirectory() as data:
        store = services(Path(data) / "pointer.txt").stores.open(data, NOW)
        book_id = import_ledger(store, form_of(form), "", NOW).book_id
        start = perf_counter()
        read = read_intake(store, documents, [str(files[0].parent)], book_id, known, Terms("第一期"), Progress())
        between = perf_counter()
        confirm_intake(store, documents, read, NOW, Progress())
        yield "the window: read and judge", between - start
        yield "the window: confirm into the store", perf_counter() - between
        store.close()
    with TemporaryDirectory() as out:
        start = perf_counter()
        write_drafts(documents, out, intake, (), None)
        yield "write the summary and all drafts", perf_counter() - start


def made(form: Ledger, count: int, folder: Path) -> list[Path]:
    files = [folder / f"{nth:04d}.docx" for nth in range(count)]
    for nth, file in enumerate(files):
        file.write_bytes(returned(form, nth))
    return files


def show_memory(form: Ledger, count: int) -> None:
    """In a process of its own, and the files written by another, so that only the intake is counted."""
    with TemporaryDirectory() as folder:
        call = [sys.executable, "-m", "tools.bench_intake"]
        subprocess.run([*call, "--make", folder, str(count)], check=True, cwd=ROOT)
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        collect_folder(LocalDocuments(), folder, form, directory(), Terms())
        after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{count} files taken in: memory at most {after:.0f} MB ({before:.0f} MB before)   goal {MEMORY_MB} MB")


def show_speed(form: Ledger, count: int) -> None:
    with TemporaryDirectory() as folder, TemporaryDirectory() as store:
        files = made(form, count, Path(folder))
        read_arrived(LocalDocuments(), str(FORM), "warm-up.docx", form)
        spent = pairs(files, form, Path(store))
        spent |= dict(whole(files, form))
    least = {"floor": spent["floor"], "read and match": spent["floor"]}
    print(f"{count} files of {len(form.tasks)} rows   goal for read, match, store: {GOAL} x its floor")
    for what, seconds in spent.items():
        ratio = seconds / least.get(what, spent["floor, stored"])
        print(f"{what:34}{seconds * 1e3 / count:8.2f} ms a file{ratio:8.2f} x")


def main(arguments: list[str]) -> int:
    form = read_ledger(read_document(FORM))
    assert form
    numbers = [int(a) for a in arguments if a.isdecimal()]
    if "--make" in arguments:
        made(form, numbers[-1], Path(arguments[1]))
    elif "--memory" in arguments:
        show_memory(form, *numbers or [MANY])
    else:
        show_speed(form, *numbers or [COUNT])
        subprocess.run([sys.executable, "-m", "tools.bench_intake", "--memory"], check=True, cwd=ROOT)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
