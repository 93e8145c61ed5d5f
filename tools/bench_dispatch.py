"""How fast 64 units get their blank forms, in the standard layout and in the office's own template.

    python tools/bench_dispatch.py [COUNT]

The goal is 5 s for 64; the floor copies the template's bytes as often and flushes them to the disk.
"""

import os
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from core.actions.dispatching import DispatchWish, cover_of, dispatch_forms, write_forms  # noqa: E402
from core.ledger.ledger import Ledger  # noqa: E402
from core.ledger.read import read_ledger  # noqa: E402
from core.ledger.template import read_template  # noqa: E402
from core.progress import Progress  # noqa: E402
from core.units import Unit, UnitDirectory  # noqa: E402
from main import TEMPLATE, directory  # noqa: E402
from storage.documents.desk import LocalDocuments  # noqa: E402
from storage.documents.open import read_document  # noqa: E402
from tools.bench_intake import FORM, unit_of  # noqa: E402

COUNT, ROUNDS, GOAL_S = 64, 3, 5.0


def floor(folder: str, count: int) -> None:
    data = TEMPLATE.read_bytes()
    for nth in range(count):
        with Path(folder, f"{nth}.docx").open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())


def hand_out(ledger: Ledger, known: UnitDirectory, units: list[Unit], folder: str, own: bool) -> None:
    documents = LocalDocuments()
    template = documents.open_template(str(TEMPLATE)) if own else None
    wish = DispatchWish(True, "第一期", None, read_template(template.document) if template else None)
    made = dispatch_forms(ledger, known, units, wish)
    cover = cover_of(made, ledger.title, wish, date(2026, 4, 1))
    write_forms(documents, made, f"{folder}/下发", Progress(), template, cover)


def measures(ledger: Ledger, units: list[Unit]) -> Iterator[tuple[str, float]]:
    known = directory()
    for what, run in (
        ("floor: write the template's bytes", lambda folder: floor(folder, len(units))),
        ("standard layout and list", lambda folder: hand_out(ledger, known, units, folder, False)),
        ("own template and list", lambda folder: hand_out(ledger, known, units, folder, True)),
    ):
        with TemporaryDirectory() as folder:
            start = perf_counter()
            run(folder)
            yield what, perf_counter() - start


def main(arguments: list[str]) -> int:
    count = int(arguments[0]) if arguments else COUNT
    ledger = read_ledger(read_document(FORM))
    assert ledger
    units = [Unit(unit_of(nth)) for nth in range(count)]
    best: dict[str, float] = {}
    for _ in range(ROUNDS):
        for what, seconds in measures(ledger, units):
            best[what] = min(best.get(what, seconds), seconds)
    least = next(iter(best.values()))
    print(f"{count} units, the whole ledger of {len(ledger.tasks)} tasks each   goal: {GOAL_S:.0f} s for {COUNT}")
    for what, seconds in best.items():
        print(f"{what:36}{seconds:8.2f} s{seconds / least:8.1f} x the floor")
    return int(count == COUNT and max(best.values()) > GOAL_S)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
