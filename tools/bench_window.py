"""The window's own speed: ten thousand tasks opened, filtered and sorted; the window shown beside an empty one.

.venv/bin/python tools/bench_window.py          prints milliseconds and, where one is promised, the ratio
"""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

TASKS, RUNS, LIMIT_MS = 10_000, 5, 100
SHOWN_LIMIT = 2.0

EMPTY = """
import sys, time
start = time.perf_counter()
from PySide6.QtWidgets import QApplication, QMainWindow
app = QApplication([]); window = QMainWindow(); window.resize(1366, 728); window.show(); app.processEvents()
print(time.perf_counter() - start)
"""
OURS = """
import sys, time
sys.path.insert(0, {root!r})
folder, pointer = sys.argv[1:]
start = time.perf_counter()
from PySide6.QtWidgets import QApplication
from gui.main_window import show_frame
app = QApplication([]); window = show_frame(app)
print(time.perf_counter() - start)
from pathlib import Path
from tools.demo_window import services
window.start(services(Path(pointer)), folder); app.processEvents()
print(time.perf_counter() - start)
window.close()
"""


def milliseconds(work: Callable[[], object]) -> float:
    """The best of a few runs."""
    took: list[float] = []
    for _ in range(RUNS):
        start = time.perf_counter()
        work()
        took.append((time.perf_counter() - start) * 1000)
    return min(took)


def lists() -> list[tuple[str, float]]:
    """Everything the user waits for, from the click to the painted list; reading from the disk is told apart."""
    from PySide6.QtWidgets import QApplication

    from core.actions.importing import import_ledger
    from core.ledger.listing import Quick, SortBy
    from core.ledger.record import Due, FormRow, LedgerBook, LedgerForm, TaskRecord
    from gui.dialogs import QtDialogs
    from gui.ledger.page import LedgerPage
    from gui.theme import Theme
    from gui.workbench import Workbench
    from gui.worker import Worker
    from tools.demo_window import services

    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    theme = Theme(app)
    theme.apply()
    content = "及时公开年度重点任务的进展，按季度更新，方便群众查询；"
    rows = tuple(
        FormRow(
            TaskRecord(
                number=n,
                section=f"{n // 500}、板块",
                topic=f"重点工作{n % 97}",
                content=f"第{n}件事，{content * (n % 4 + 1)}",
                lead_units=("县政府办公室",),
                responsible_units=("各乡镇人民政府",) if n % 3 else ("县财政局",),
                deadlines=(Due(f"{n % 12 + 1}月底前", date(2026, n % 12 + 1, 28)),),
            ),
            "已完成。" if n % 5 == 0 else "",
        )
        for n in range(1, TASKS + 1)
    )
    with tempfile.TemporaryDirectory() as folder:
        made = services(Path(folder) / "pointer.txt")
        store = made.stores.open(folder, datetime(2026, 8, 1))
        import_ledger(
            store, LedgerForm(LedgerBook(year=2026, reporting_unit="云岭镇人民政府"), rows), "", datetime(2026, 8, 1)
        )
        worker = Worker()
        bench = Workbench(store, made, worker)
        page = LedgerPage(bench, theme, QtDialogs())
        page.resize(1180, 680)
        page.show()
        read = milliseconds(bench.read_books)
        bench._check_soon.stop()  # the check runs on its own thread, after a pause

        def painted(work: Callable[[], object]) -> Callable[[], None]:
            def run() -> None:
                work()
                page.table.viewport().repaint()

            return run

        quicks = iter([Quick.ALL, Quick.MINE] * RUNS)
        sorts = iter([(SortBy.DUE, False), (SortBy.CONTENT, True)] * RUNS)

        def sort() -> None:
            page.sorting = next(sorts)
            page._show_rows()

        found = [
            ("read from the store and listed", read),
            ("opened: rows made, shown, painted", milliseconds(painted(page.show_book))),
            ("filtered", milliseconds(painted(lambda: page.show_quick(next(quicks))))),
            ("sorted", milliseconds(painted(sort))),
        ]
        page.search.setText("第77")
        found.append(("searched", milliseconds(painted(page._search))))
        page.deleteLater()
        worker.close()
        store.close()
    return found


def shown() -> tuple[float, float, float]:
    """Seconds until an empty window stands on the screen, ours, and ours with its first page; each a fresh process."""
    with tempfile.TemporaryDirectory() as folder:
        pointer = str(Path(folder) / "pointer.txt")
        ours: list[list[float]] = []
        empty: list[float] = []
        script = OURS.format(root=str(ROOT))
        for _ in range(RUNS + 1):
            empty.append(_seconds(EMPTY)[0])
            ours.append(_seconds(script, str(Path(folder) / "data"), pointer))
    return min(empty), min(o[0] for o in ours), min(o[1] for o in ours)


def _seconds(script: str, *args: str) -> list[float]:
    done = subprocess.run([sys.executable, "-c", script, *args], capture_output=True, text=True, check=True)
    return [float(line) for line in done.stdout.split()]


def switches() -> dict[str, float]:
    """Page → milliseconds from the click to the painted page, of pages that were opened before, on the sample county."""
    from PySide6.QtWidgets import QApplication

    from core.settings import UserRole
    from gui.main_window import show_frame
    from tools.demo_window import services
    from tools.screenshots import Camera, data_folder

    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    with tempfile.TemporaryDirectory() as folder:
        made = services(Path(folder) / "pointer.txt")
        data_folder(made, Path(folder) / "data", full=True)
        window = show_frame(app)
        window.start(made, str(Path(folder) / "data"))
        work, bench, camera = window.work, window.bench, Camera(app, Path(folder), "")
        assert work
        assert bench
        bench.change_settings(replace(bench.settings, role=UserRole.BOTH))
        took: dict[str, float] = {}
        for key in work.page_buttons:
            work.open_page(key)
            camera.settle(window)
        for key in [*work.page_buttons] * RUNS:
            camera.settle(window)
            start = time.perf_counter()
            work.open_page(key)
            work.stack.repaint()
            took[key] = min(took.get(key, 1e9), (time.perf_counter() - start) * 1000)
        camera.settle(window)
        window.close()
    return took


def main() -> int:
    slow = 0
    took = switches()
    slowest = max(took, key=lambda key: took[key])
    slow += took[slowest] > LIMIT_MS
    print(f"page switch: {took[slowest]:.0f} ms at the slowest, {slowest} of {len(took)} pages (promised {LIMIT_MS})")
    for what, took in lists():
        promised = what in ("filtered", "sorted") or what.startswith("opened")
        slow += promised and took > LIMIT_MS
        print(f"{TASKS} tasks {what}: {took:.0f} ms{f' (promised {LIMIT_MS})' if promised else ''}")
    empty, ours, ready = shown()
    ratio = ours / empty
    slow += ratio > SHOWN_LIMIT
    print(
        f"window shown: {ours * 1000:.0f} ms = {ratio:.2f} x an empty QMainWindow ({empty * 1000:.0f} ms), promised {SHOWN_LIMIT}"
    )
    print(f"first page ready: {ready * 1000:.0f} ms")
    return 1 if slow else 0


if __name__ == "__main__":
    sys.exit(main())
