"""`make e2e`: ten steps of a unit's clerk in the real window under Xvfb, with keys and clicks sent through the X server.

.venv/bin/python tools/e2e.py      skips with the reason (exit 0) where there is no Xvfb; exit 1 at the first failed step
"""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from gui.main_window import MainWindow
    from tools.x_input import Hands

PATIENCE_S = 20
TEXT = "2026年6月30日公开参保政策12条，解答咨询46人次。"


class Failed(Exception):
    """A step did not come to what it should."""


class Person:
    """Looks at the window and uses `hands`; waits as a person would, with an end."""

    def __init__(self, window: "MainWindow", hands: "Hands") -> None:
        from PySide6.QtWidgets import QApplication

        self._app = QApplication.instance()
        self.window, self.hands, self.count = window, hands, 0

    def wait(self, what: str, there: Callable[[], object]) -> None:
        end = time.monotonic() + PATIENCE_S
        while not there():
            if time.monotonic() > end:
                raise Failed(what)
            assert self._app
            self._app.processEvents()
            time.sleep(0.01)
        for _ in range(10):
            assert self._app
            self._app.processEvents()
            time.sleep(0.01)

    def part(self, name: str) -> "QWidget":
        from PySide6.QtWidgets import QWidget

        found: list[QWidget] = []

        def visible() -> bool:
            found[:] = [w for w in self.window.findChildren(QWidget, name) if w.isVisible()]
            return bool(found)

        self.wait(f"{name} is not to be seen", visible)
        return found[0]

    def click(self, name: str) -> None:
        widget = self.part(name)
        spot = widget.mapToGlobal(widget.rect().center())
        self.hands.click(spot.x(), spot.y())

    def step(self, words: str, there: Callable[[], object]) -> None:
        self.wait(words, there)
        self.count += 1
        print(f"{self.count:2} {words}")


def ten_steps(person: Person, out: Path) -> None:
    from PySide6.QtWidgets import QApplication, QLineEdit

    window, hands = person.window, person.hands
    work, bench = window.work, window.bench
    assert work
    assert bench
    person.step("the window stands with an empty ledger", lambda: not bench.rows and work.page_shown == "ledger")
    person.click("importFirstButton")
    person.step("the chosen form is shown before anything is stored", lambda: person.part("previewPage"))
    person.click("confirmImportButton")
    person.step("the form is the unit's ledger", lambda: len(bench.rows) > 10 and not bench.checking)
    hands.press("ctrl+f")
    search = person.part("searchEdit")
    assert isinstance(search, QLineEdit)
    person.wait("the search has no focus", search.hasFocus)
    for letter in "36":
        hands.press(letter)
    person.step("letters arrive where the search is", lambda: search.text() == "36")
    search.clear()
    page = work.ledger_page()
    page.show_task(bench.rows[4].task.task_id)
    QApplication.clipboard().setText(TEXT)
    hands.press("ctrl+e")
    person.wait("the progress has no focus", lambda: page.panel.editor.hasFocus())
    hands.press("ctrl+v")
    person.step("what is pasted is saved by itself", lambda: bench.rows[4].state.progress == TEXT)
    hands.press("escape")
    hands.press("f8")
    person.step("F8 goes to a task with a hint", lambda: bool((row := page.panel.row) and row.findings))
    hands.press("alt+3")
    person.step("Alt+3 opens the export", lambda: work.page_shown == "export")
    person.click("writeExportButton")
    person.step("the form is written", lambda: any("台账" in p.name for p in out.glob("*.docx")))
    hands.press("f1")
    person.step(
        "F1 shows the manual", lambda: any(w.objectName() == "helpWindow" for w in QApplication.topLevelWidgets())
    )
    for shown in QApplication.topLevelWidgets():
        if shown.objectName() == "helpWindow":
            shown.close()
    window.close()
    person.step("the window closes and leaves a backup", lambda: window.bench is None)


def drive(hands: "Hands", scratch: Path) -> None:
    from datetime import datetime

    from PySide6.QtWidgets import QApplication

    from core.settings import Settings
    from gui.main_window import show_frame
    from tests.gui.conftest import FakeDialogs, sample_place
    from tools.demo_window import services

    made, data, out = services(scratch / "pointer.txt"), scratch / "data", scratch / "报送"
    out.mkdir()
    store = made.stores.open(str(data), datetime.now())
    store.settings.put(Settings(unit_name="云岭镇人民政府", unit_kind="town", year=2026, asked=True), datetime.now())
    store.close()
    app = QApplication(sys.argv[:1])
    window = show_frame(app, FakeDialogs(files=[str(sample_place())], folders=[str(out)]))
    window.start(made, str(data))
    window.activateWindow()
    ten_steps(Person(window, hands), out)


def hands_of_x() -> "Hands":
    from tools.x_input import XHands

    return XHands()


@contextmanager
def screen() -> Iterator[str]:
    """An X server of our own; yields its display."""
    read, write = os.pipe()
    command = ["Xvfb", "-displayfd", str(write), "-screen", "0", "1366x768x24", "-nolisten", "tcp"]
    server = subprocess.Popen(command, pass_fds=(write,), stderr=subprocess.DEVNULL)
    os.close(write)
    try:
        with os.fdopen(read) as told:
            yield f":{told.readline().strip()}"
    finally:
        server.terminate()
        server.wait(10)


def main() -> int:
    if not shutil.which("Xvfb"):
        print("skipped: Xvfb is not on this machine (apt-get install xvfb)")
        return 0
    with screen() as display, tempfile.TemporaryDirectory(prefix="mingzhang-e2e-") as scratch:
        os.environ |= {"DISPLAY": display, "QT_QPA_PLATFORM": "xcb"}
        try:
            hands = hands_of_x()
        except OSError as e:
            print(f"skipped: no XTEST library to send real input with ({e}; apt-get install libxtst6)")
            return 0
        try:
            drive(hands, Path(scratch))
        except Failed as e:
            print(f"FAILED: {e}", file=sys.stderr)
            return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
