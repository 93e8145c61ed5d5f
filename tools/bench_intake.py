"""How fast 200 returned ledgers are read and matched, against a floor that opens, parses and hashes each file.

    python tools/bench_intake.py [COUNT]

Every file is a unit's own: its texts differ, one in four has reworded and renumbered rows (those need the fuzzy match).
The goal is a ratio. Memory is the most that the whole run held, measured in a process of its own.
"""

import hashlib
import resource
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from zipfile import ZipFile

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from lxml import etree  # noqa: E402

from core.actions.collecting import collect_folder, read_arrived  # noqa: E402
from core.actions.draft_writing import write_drafts  # noqa: E402
from core.intake.returned import Terms  # noqa: E402
from core.ledger.ledger import Head, Ledger  # noqa: E402
from core.ledger.read import read_ledger  # noqa: E402
from core.ledger.standard_form import standard_form  # noqa: E402
from main import directory  # noqa: E402
from storage.documents.desk import LocalDocuments  # noqa: E402
from storage.documents.open import read_document  # noqa: E402
from storage.documents.readers.docx import MAIN  # noqa: E402
from storage.documents.writers.docx import write_docx  # noqa: E402

COUNT, ROUNDS, GOAL = 200, 3, 2.0
FORM = ROOT / "resources" / "samples" / "云岭县2026年政务公开工作要点任务落实台账（填报版）.docx"
TEXT = "截至{month}月，{unit}已公开相关信息{number}条，组织培训{few}次，办理群众来信{few}件，均按期答复。"
NAMES = "云白双青松麦石清龙凤金玉东西南北"


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


def floor(files: list[Path]) -> None:
    for file in files:
        data = file.read_bytes()
        hashlib.sha256(data).hexdigest()
        with ZipFile(file) as archive:
            etree.fromstring(archive.read(MAIN))


def measures(files: list[Path], form: Ledger) -> Iterator[tuple[str, float]]:
    documents, known = LocalDocuments(), directory()
    folder = files[0].parent
    start = perf_counter()
    floor(files)
    yield "floor: read, hash, unzip, parse", perf_counter() - start
    start = perf_counter()
    for file in files:
        read_arrived(documents, str(file), file.name, form)
    yield "read and match", perf_counter() - start
    start = perf_counter()
    intake = collect_folder(documents, str(folder), form, known, Terms())
    yield "read, match, judge, check", perf_counter() - start
    with TemporaryDirectory() as out:
        start = perf_counter()
        write_drafts(documents, out, intake, (), None)
        yield "write the summary and all drafts", perf_counter() - start


def main(arguments: list[str]) -> int:
    count = int(arguments[0]) if arguments else COUNT
    form = read_ledger(read_document(FORM))
    assert form
    with TemporaryDirectory() as folder:
        files = [Path(folder) / f"{nth:04d}.docx" for nth in range(count)]
        for nth, file in enumerate(files):
            file.write_bytes(returned(form, nth))
        best: dict[str, float] = {}
        for _ in range(ROUNDS):
            for what, seconds in measures(files, form):
                best[what] = min(best.get(what, seconds), seconds)
    least = next(iter(best.values()))
    print(f"{count} files of {len(form.tasks)} rows   goal for read and match: {GOAL} x the floor")
    for what, seconds in best.items():
        print(f"{what:36}{seconds * 1e3 / count:8.2f} ms a file{seconds / least:8.2f} x")
    print(f"memory at most {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
