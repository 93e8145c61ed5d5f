"""The window on a real store in a folder of its own, with a clock that stands still and dialogs that answer."""

import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from core.actions.importing import import_ledger
from core.actions.previewing import preview
from core.progress import Progress
from core.settings import Settings
from gui.ledger.page import LedgerPage
from gui.ledger.task_panel import TaskPanel
from gui.main_window import MainWindow, show_frame
from gui.services import Services
from gui.work_window import WorkArea
from gui.workbench import Workbench
from tools.demo_window import services

NOW = datetime(2026, 8, 4, 10, 32)
UNIT = "云岭镇人民政府"
SAMPLES = Path(__file__).resolve().parents[2] / "resources" / "samples"


@dataclass
class FakeDialogs:
    """Answers in order; an unexpected question fails the test."""

    files: list[str] = field(default_factory=list[str])
    folders: list[str] = field(default_factory=list[str])
    texts: list[str] = field(default_factory=list[str])
    yes: bool = True
    asked: list[str] = field(default_factory=list[str])
    shown: list[str] = field(default_factory=list[str])

    def open_file(self, title: str, folder: str = "", kinds: str = "") -> str:
        return self.files.pop(0)

    def open_files(self, title: str, folder: str = "", kinds: str = "") -> Sequence[str]:
        return [self.files.pop(0)]

    def save_file(self, title: str, proposed: str, kinds: str = "") -> str:
        return self.files.pop(0)

    def choose_folder(self, title: str, folder: str = "") -> str:
        return self.folders.pop(0)

    def confirm(self, question: str, what_happens: str, verb: str) -> bool:
        self.asked.append(question)
        return self.yes

    def ask_text(self, title: str, label: str, text: str = "") -> str:
        return self.texts.pop(0)

    def choose_printer(self, printer: object, pages: int) -> bool:
        raise AssertionError("no test prints")

    def show(self, place: str) -> None:
        self.shown.append(place)

    def ask_what_to_do(self, message: str, detail: str) -> None:
        raise AssertionError(detail)


W = TypeVar("W", bound=QWidget)


def part(root: QWidget, kind: type[W], name: str) -> W:
    """The child of that name."""
    found = root.findChild(kind, name)
    assert isinstance(found, kind), name
    return found


class Clerk:
    """Finds things in the window as a person would: by what they are for."""

    def __init__(self, window: MainWindow, dialogs: FakeDialogs, qtbot: QtBot) -> None:
        self.window, self.dialogs, self.qtbot = window, dialogs, qtbot

    @property
    def work(self) -> WorkArea:
        assert self.window.work is not None
        return self.window.work

    @property
    def bench(self) -> Workbench:
        assert self.window.bench is not None
        return self.window.bench

    @property
    def ledger(self) -> LedgerPage:
        page = self.work.stack.currentWidget()
        assert isinstance(page, LedgerPage)
        return page

    @property
    def panel(self) -> TaskPanel:
        return self.ledger.panel

    def press(self, name: str, within: QWidget | None = None) -> None:
        """The visible button of that name; several are told apart by `within`."""
        found: list[QPushButton] = []

        def is_there() -> bool:
            found[:] = [b for b in (within or self.window).findChildren(QPushButton, name) if b.isVisible()]
            return bool(found)

        self.wait(is_there)
        assert found[0].isEnabled(), f"{name} is disabled"
        found[0].click()

    def there(self, kind: type[QWidget], name: str) -> bool:
        return any(w.isVisible() for w in self.window.findChildren(kind, name))

    def wait(self, what) -> None:  # type: ignore[no-untyped-def]
        self.qtbot.waitUntil(what, timeout=15000)

    def settle(self) -> None:
        """Until nothing is being read, checked or written behind the window."""
        self.wait(lambda: not self.bench.checking and not self.bench.worker.busy)

    def read_file(self, place: Path | str) -> None:
        self.work.read_file(str(place))
        self.wait(lambda: self.there(QWidget, "previewPage"))

    def import_sample(self) -> None:
        self.read_file(sample_place())
        self.press("confirmImportButton")
        self.settle()

    def choose(self, number: int) -> None:
        """Click the task of that number in the list of all."""
        row = next(r for r in self.bench.rows if r.task.number == number)
        self.ledger.show_task(row.task.task_id)

    def type_progress(self, text: str) -> None:
        self.panel.editor.setFocus()
        self.panel.editor.selectAll()
        self.panel.editor.insertPlainText(text)

    def stored(self, number: int):  # type: ignore[no-untyped-def]
        row = next(r for r in self.bench.rows if r.task.number == number)
        return self.bench.store.states.get(row.task.task_id)


def sample_place() -> Path:
    return next(iter(sorted(SAMPLES.glob("*台账*.docx"))))


@pytest.fixture
def made(tmp_path: Path) -> Services:
    """Real store and documents; the clock stands at 2026-08-04 10:32."""
    return replace(services(tmp_path / "pointer.txt"), clock=lambda: NOW)


@pytest.fixture
def dialogs() -> FakeDialogs:
    return FakeDialogs()


@pytest.fixture
def frame(qapp: QApplication, qtbot: QtBot, dialogs: FakeDialogs) -> Iterator[MainWindow]:
    """The window before a store is open."""
    window = show_frame(qapp, dialogs)
    window.resize(1366, 728)
    yield window
    window.close()
    window.deleteLater()
    qapp.setStyleSheet("")
    qapp.processEvents()


@pytest.fixture(scope="session")
def data_of_the_unit(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Data of 云岭镇 with the sample ledger in it, closed; copied for every test."""
    folder = tmp_path_factory.mktemp("unit")
    ports = services(folder / "pointer.txt")
    store = ports.stores.open(str(folder / "data"), NOW)
    store.settings.put(Settings(unit_name=UNIT, unit_kind="town", year=2026, asked=True), NOW)
    form = preview(ports.documents, str(sample_place()), Progress()).form
    assert form is not None
    import_ledger(store, form, str(sample_place()), NOW)
    store.close()
    return folder / "data"


@pytest.fixture(scope="session")
def data_without_a_ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Data of 云岭镇 with its settings alone, closed; copied for every test, as making the tables takes long."""
    folder = tmp_path_factory.mktemp("empty")
    store = services(folder / "pointer.txt").stores.open(str(folder / "data"), NOW)
    store.settings.put(Settings(unit_name=UNIT, unit_kind="town", year=2026, asked=True), NOW)
    store.close()
    return folder / "data"


@pytest.fixture
def empty(
    frame: MainWindow, dialogs: FakeDialogs, made: Services, tmp_path: Path, qtbot: QtBot, data_without_a_ledger: Path
) -> Clerk:
    """A clerk of 云岭镇 before an open window without a ledger."""
    shutil.copytree(data_without_a_ledger, tmp_path / "data")
    return opened(frame, dialogs, made, tmp_path, qtbot)


@pytest.fixture
def clerk(
    frame: MainWindow, dialogs: FakeDialogs, made: Services, tmp_path: Path, qtbot: QtBot, data_of_the_unit: Path
) -> Clerk:
    """The same clerk with the sample ledger imported."""
    shutil.copytree(data_of_the_unit, tmp_path / "data")
    return opened(frame, dialogs, made, tmp_path, qtbot)


def opened(frame: MainWindow, dialogs: FakeDialogs, made: Services, tmp_path: Path, qtbot: QtBot) -> Clerk:
    frame.start(made, str(tmp_path / "data"))
    clerk = Clerk(frame, dialogs, qtbot)
    clerk.settle()
    return clerk


@pytest.fixture
def data_of_another_unit(made: Services, tmp_path: Path) -> Path:
    """Data of 松溪乡, closed."""
    folder = tmp_path / "松溪"
    store = made.stores.open(str(folder), NOW)
    store.settings.put(Settings(unit_name="松溪乡人民政府", year=2025, asked=True), NOW)
    store.close()
    (tmp_path / "pointer.txt").unlink()
    return folder
