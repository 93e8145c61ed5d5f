"""Room: gui. The window: rail, top bar, the page that is open, what was saved, and the keys that work everywhere."""

import logging
import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from types import TracebackType

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QMainWindow, QStackedWidget, QWidget

from core.actions.documents import Documents
from core.actions.ports import Store, Stores
from core.backup import BackupReason
from core.errors import LedgerError
from core.progress import Progress
from gui.dialogs import Dialogs, QtDialogs
from gui.icons import app_icon
from gui.services import Clock, Services
from gui.start.opening import Opening
from gui.theme import Theme
from gui.work_window import WorkArea
from gui.workbench import Workbench
from gui.worker import Worker

log = logging.getLogger(__name__)
SMALLEST = (960, 560)
USUAL = (1366, 728)


@dataclass(frozen=True, slots=True)
class WindowArgs:
    """`data`: another data folder than the last one; `smoke`: open, show, close again."""

    data: str = ""
    smoke: bool = False


class MainWindow(QMainWindow):
    """Shows the opening page until a store is open, then the work area. Owns the store while it is open."""

    def __init__(self, services: Services, dialogs: Dialogs | None = None, theme: Theme | None = None) -> None:
        super().__init__()
        self.setObjectName("mainWindow")
        self.setWindowTitle("明账")
        self.setWindowIcon(app_icon())
        self.services = services
        self.dialogs: Dialogs = dialogs or QtDialogs(self)
        self.theme = theme or Theme(self)
        self.worker = Worker(self)
        self.bench: Workbench | None = None
        self.work: WorkArea | None = None
        self.setAcceptDrops(True)
        self.setMinimumSize(*SMALLEST)
        self.pages = QStackedWidget()
        self.setCentralWidget(self.pages)
        self._add_keys()

    def _add_keys(self) -> None:
        for keys, does in (
            ("Ctrl+Z", lambda bench: bench.undo()),
            ("Ctrl+Y", lambda bench: bench.redo()),
            ("Ctrl+Shift+Z", lambda bench: bench.redo()),
        ):
            QShortcut(QKeySequence(keys), self, lambda does=does: self._on_bench(does))
        QShortcut(QKeySequence("Ctrl+F"), self, lambda: self.work and self.work.search())
        QShortcut(QKeySequence("F1"), self, lambda: self.work and self.work.show_help())

    def _on_bench(self, does: Callable[[Workbench], None]) -> None:
        if self.bench and self.work:
            self.work.commit_typing()
            does(self.bench)

    # -- opening -----------------------------------------------------------------------------------------------------

    def start(self, folder: str = "") -> None:
        """Open `folder`, else the last one, else ask."""
        place = folder or self.services.stores.last_used()
        opening = Opening(self.services, self.theme, self.dialogs)
        opening.opened.connect(self.use_store)
        self.pages.addWidget(opening)
        self.pages.setCurrentWidget(opening)
        opening.begin(place)

    def use_store(self, store: Store) -> None:
        self.bench = Workbench(store, self.services, self.worker, self)
        size = store.settings.recall("text_size_pt")
        self.theme.set_look(dark=store.settings.recall("theme") == "dark", size_pt=int(size) if size.isdigit() else None)
        self.work = WorkArea(self.bench, self.theme, self.dialogs)
        opening = self.pages.currentWidget()
        self.pages.addWidget(self.work)
        self.pages.setCurrentWidget(self.work)
        if isinstance(opening, Opening):
            self.pages.removeWidget(opening)
            opening.deleteLater()
        self.bench.read_books()
        self.work.open_first_page()
        QTimer.singleShot(0, self, self._back_up_at_start)
        if isinstance(opening, Opening) and opening.sample:
            self.work.read_file(opening.sample)

    def _back_up_at_start(self) -> None:
        bench = self.bench
        if bench is None:
            return
        now, store = bench.now, bench.store

        def job(progress: Progress) -> object:
            return store.backups.make(BackupReason.START, now)

        self.worker.run(job, lambda _: self.work and self.work.show_saved(), self._tell, quiet=True)

    def _tell(self, error: LedgerError) -> None:
        if self.bench:
            self.bench.failed.emit(error.message)

    def put_away(self) -> None:
        """Save what is being typed, back up, close the store. Safe to call twice."""
        if self.bench is None:
            self.worker.close()
            return
        if self.work:
            self.work.commit_typing()
        bench, self.bench = self.bench, None
        self.worker.close()
        try:
            bench.store.backups.make(BackupReason.EXIT, bench.now)
        except LedgerError as e:
            log.warning("no backup at exit: %s (%s)", e.message, e.detail)
        bench.store.close()

    # -- Qt ----------------------------------------------------------------------------------------------------------

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.WindowActivate and self.work:
            self.work.new_day()
        return super().event(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self.work and any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        places = [url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile()]
        if self.work and places:
            event.acceptProposedAction()
            self.work.read_file(places[0], more=len(places) - 1)

    def closeEvent(self, event: QCloseEvent) -> None:
        self.put_away()
        event.accept()


def open_window(
    stores: Stores,
    documents: Documents,
    clock: Clock = datetime.now,
    args: WindowArgs | None = None,
    services: Services | None = None,
) -> int:
    """Open the window and stay until it is closed. `services` carries rules beside the three ports, if there are any."""
    args = args or WindowArgs()
    QGuiApplication.setHighDpiScaleFactorRoundingPolicy(Qt.HighDpiScaleFactorRoundingPolicy.PassThrough)
    app = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(app, QApplication)
    app.setApplicationName("明账")
    theme = Theme(app)
    theme.apply()
    window = MainWindow(services or Services(stores, documents, clock), theme=theme)
    _catch_faults(window)
    _fit_to_screen(window)
    window.start(args.data)
    window.show()
    if args.smoke:
        QTimer.singleShot(300, window, window.close)
    code = app.exec()
    window.put_away()
    return code


def _fit_to_screen(window: QWidget) -> None:
    free = window.screen().availableGeometry()
    window.resize(min(USUAL[0], free.width()), min(USUAL[1], free.height()))
    if free.width() <= USUAL[0] + 100:
        window.setWindowState(Qt.WindowState.WindowMaximized)


def _catch_faults(window: MainWindow) -> None:
    """What escapes is our fault: the log gets all of it, the user one plain window with 复制详情."""
    import traceback

    def caught(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        log.critical("unexpected", exc_info=(kind, error, trace))
        detail = "".join(traceback.format_exception(kind, error, trace))
        said = "程序遇到没有预料到的问题。已保存的内容不受影响；请复制详情交给维护人员，然后重新打开程序。"
        window.dialogs.ask_what_to_do(said, detail)

    sys.excepthook = caught
