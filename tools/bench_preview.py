"""The preview's own speed: from the click to the first page painted, for a ledger of 2,000 rows; and what follows.

python tools/bench_preview.py          prints milliseconds; one limit is promised
"""

import os
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from core.document import Document, Table  # noqa: E402

if TYPE_CHECKING:
    from gui.theme import Theme
    from gui.workbench import Workbench

Wait: TypeAlias = Callable[[Callable[[], bool]], float]
ROWS, RUNS, LIMIT_MS = 2000, 3, 300


def long_ledger(document: Document) -> Document:
    """The sample ledger with its rows repeated; merges over rows are kept whole."""
    section = document.sections[0]
    table = max((b for b in section.blocks if isinstance(b, Table)), key=lambda t: len(t.rows))
    head, body = table.rows[: table.header_rows], table.rows[table.header_rows :]
    times = -(-ROWS // len(body))
    longer = replace(table, rows=head + body * times)
    return Document((replace(section, blocks=tuple(longer if b is table else b for b in section.blocks)),))


def opened(bench: "Workbench", theme: "Theme", document: Document, wait: "Wait") -> float:
    """Milliseconds until the first page is painted; prints what follows."""
    from core.page_search import PageSearch
    from gui.dialogs import QtDialogs
    from gui.preview.page import PreviewPage

    page = PreviewPage(bench, theme, QtDialogs(), f"{ROWS} 行", lambda progress: document)
    page.resize(1180, 680)
    page.show()
    page.start()
    shown = wait(lambda: bool(page.view.pages.pages))
    start = time.perf_counter()
    page.view.viewport().repaint()
    shown += (time.perf_counter() - start) * 1000
    whole = wait(lambda: page.whole)
    start = time.perf_counter()
    hits = PageSearch(page.view.pages).find("公开率")
    found = (time.perf_counter() - start) * 1000
    count = len(page.view.pages.pages)
    print(f"第一页 {shown:.0f} ms，全部 {count} 页又 {whole:.0f} ms，查找 {len(hits)} 处 {found:.0f} ms")
    page.deleteLater()
    return shown


def main() -> int:
    from PySide6.QtCore import QEventLoop, QTimer
    from PySide6.QtWidgets import QApplication

    from gui.preview.flow import warm_fonts
    from gui.theme import Theme
    from gui.workbench import Workbench
    from gui.worker import Worker
    from tools.demo_window import services

    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    heartbeat = QTimer(app)
    heartbeat.start(5)
    theme = Theme(app)
    theme.apply()

    def wait(until: Callable[[], bool]) -> float:
        """Sleeping between events, as a window does: a loop that spins would take half of the worker's time."""
        start = time.perf_counter()
        while not until():
            app.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
        return (time.perf_counter() - start) * 1000

    with tempfile.TemporaryDirectory() as folder:
        made = services(Path(folder) / "pointer.txt")
        store = made.stores.open(folder, datetime(2026, 8, 1))
        worker = Worker()
        bench = Workbench(store, made, worker)
        document = long_ledger(made.documents.read(made.samples[0].place, look=True))
        warm_fonts(bench)
        wait(lambda: not worker.busy)
        first = [opened(bench, theme, document, wait) for _ in range(RUNS)]
        worker.close()
        store.close()
    slow = min(first) > LIMIT_MS
    print(f"第一页：首次打开 {first[0]:.0f} ms，最快 {min(first):.0f} ms（限 {LIMIT_MS} ms）{' 超限' if slow else ''}")
    return int(slow)


if __name__ == "__main__":
    sys.exit(main())
