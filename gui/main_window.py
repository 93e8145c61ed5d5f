"""Room: gui. The window. It stands on the screen before anything heavy is imported; then it opens the store.

Imports inside functions are on purpose here: what they bring is needed only once the window is shown.
"""

import logging
import os
import sys
from collections.abc import Callable
from dataclasses import dataclass
from types import TracebackType
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QMainWindow, QStackedWidget, QWidget

from core.errors import LedgerError
from gui.chinese import speak_chinese
from gui.signals import on
from gui.theme import Theme

if TYPE_CHECKING:
    from collections.abc import Sequence

    from core.actions.ports import Store
    from core.progress import Progress
    from gui.dialogs import Dialogs
    from gui.one_window import OneWindow
    from gui.services import Services
    from gui.work_window import WorkArea
    from gui.workbench import Workbench

log = logging.getLogger(__name__)
SMALLEST = (960, 560)
USUAL = (1366, 728)
SMOKE_MS = 400


@dataclass(frozen=True, slots=True)
class WindowArgs:
    """`data`: another data folder than the last one; `opened`: files to be taken up once the store is open;
    `smoke`: open, show, call `probe`, close again; `claim`: what makes this the only window, None where it may be one
    of several.
    """

    data: str = ""
    smoke: bool = False
    opened: "Sequence[str]" = ()
    probe: "Callable[[MainWindow], object] | None" = None
    claim: "OneWindow | None" = None


class MainWindow(QMainWindow):
    """Shows the opening page until a store is open, then the work area. Owns the store while it is open."""

    def __init__(self, theme: Theme, dialogs: "Dialogs | None" = None) -> None:
        super().__init__()
        self.setObjectName("mainWindow")
        self.setWindowTitle("明账")
        self.theme = theme
        self._dialogs = dialogs
        self.services: Services | None = None
        self.bench: Workbench | None = None
        self.work: WorkArea | None = None
        self._handed: list[str] = []
        self.setAcceptDrops(True)
        self.setMinimumSize(*SMALLEST)
        self.pages = QStackedWidget()
        self.setCentralWidget(self.pages)
        self._add_keys()

    @property
    def dialogs(self) -> "Dialogs":
        if self._dialogs is None:
            from gui.dialogs import QtDialogs

            self._dialogs = QtDialogs(self)
        return self._dialogs

    def _add_keys(self) -> None:
        def key(keys: str, does: Callable[[], object]) -> None:
            QShortcut(QKeySequence(keys), self).activated.connect(does)

        key("Ctrl+Z", self.undo)
        key("Ctrl+Y", self.redo)
        key("Ctrl+Shift+Z", self.redo)
        key("Ctrl+F", lambda: self.work and self.work.search())
        key("F1", lambda: self.work and self.work.show_help())

    def undo(self) -> None:
        if self.bench and self.work:
            self.work.commit_typing()
            self.bench.undo()

    def redo(self) -> None:
        if self.bench and self.work:
            self.work.commit_typing()
            self.bench.redo()

    # -- opening -----------------------------------------------------------------------------------------------------

    def start(self, services: "Services", folder: str = "") -> None:
        """Open `folder`, else the last one, else ask."""
        from gui.icons import app_icon
        from gui.start.opening import Opening
        from gui.viewed import clear_old
        from gui.worker import Worker

        self.setWindowIcon(app_icon())
        self.services = services
        self.worker = Worker(self)
        opening = Opening(services, self.theme, self.dialogs)
        on(opening.opened, object, lambda store: self.use_store(cast("Store", store), opening.sample))
        self.pages.addWidget(opening)
        self.pages.setCurrentWidget(opening)
        opening.begin(folder or services.stores.last_used())
        clear_old()

    def use_store(self, store: "Store", sample: str = "") -> None:
        from gui.work_window import WorkArea
        from gui.workbench import Workbench

        assert self.services is not None
        self.bench = Workbench(store, self.services, self.worker, self)
        size = store.settings.recall("text_size_pt")
        dark = store.settings.recall("theme") == "dark"
        self.theme.set_look(dark=dark, size_pt=int(size) if size.isdigit() else None)
        opening = self.pages.currentWidget() if self.pages.count() else None
        self.work = WorkArea(self.bench, self.theme, self.dialogs)
        self.pages.addWidget(self.work)
        self.bench.read_books()
        self.work.open_first_page()
        self.pages.setCurrentWidget(self.work)
        if opening is not None:
            self.pages.removeWidget(opening)
            opening.deleteLater()
        self.work.show_saved()
        _soon(self, 0, self._back_up_at_start)
        if sample:
            self.work.read_file(sample)
        self.take_up(())

    # -- called from outside -----------------------------------------------------------------------------------------

    def called(self, places: "Sequence[str]") -> None:
        """A second start of the program: this window comes forward, with the files that were opened there."""
        if self.isMinimized():
            self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.show()
        self.raise_()
        self.activateWindow()
        self.take_up(places)

    def take_up(self, places: "Sequence[str]") -> None:
        """Files that the system hands over; kept until the store is open."""
        self._handed.extend(places)
        if self.work and self.bench and self._handed:
            from gui.handing_over import take_up_files

            files, self._handed = self._handed, []
            bench, work = self.bench, self.work
            _soon(self, 0, lambda: take_up_files(bench, work, self.dialogs, files))

    def _back_up_at_start(self) -> None:
        from core.backup import BackupReason

        bench = self.bench
        if bench is None:
            return
        now, store = bench.now, bench.store

        def job(progress: "Progress") -> object:
            return store.backups.make(BackupReason.START, now)

        self.worker.run(job, lambda _: self.work and self.work.show_saved(), self._tell, quiet=True)

    def _tell(self, error: LedgerError) -> None:
        if self.bench:
            self.bench.failed.emit(error.message)

    def put_away(self) -> None:
        """Save what is being typed, back up, close the store. Safe to call twice."""
        if self.services is None:
            return
        if self.work:
            self.work.commit_typing()
        self.services = None
        self.worker.close()
        if self.bench:
            self._close_store(self.bench)

    def _close_store(self, bench: "Workbench") -> None:
        from core.backup import BackupReason
        from gui.viewed import clear_own

        timers = cast("list[QTimer]", self.findChildren(QTimer))  # pyright: ignore[reportUnknownMemberType]
        for timer in timers:  # searches, checks and saves that were about to start
            timer.stop()
        try:
            bench.store.backups.make(BackupReason.EXIT, bench.now)
        except LedgerError as e:
            log.info("no backup at exit: %s (%s)", e.message, e.detail)
        bench.store.close()
        self.bench = None
        clear_own()

    # -- Qt ----------------------------------------------------------------------------------------------------------

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.WindowActivate and self.bench and self.work:
            self.work.new_day()
        return super().event(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self.work and any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        places = [url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile()]
        if self.work and places:
            event.acceptProposedAction()
            self.work.take_dropped(places)

    def closeEvent(self, event: QCloseEvent) -> None:
        self.put_away()
        event.accept()


def run_window(make_services: Callable[[], "Services"], args: WindowArgs | None = None) -> int:
    """Show the window, then make what it works with, and stay until it is closed. Returns the exit code."""
    args = args or WindowArgs()
    if args.smoke and sys.platform == "linux" and not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    QGuiApplication.setHighDpiScaleFactorRoundingPolicy(Qt.HighDpiScaleFactorRoundingPolicy.PassThrough)
    app = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(app, QApplication)
    app.setApplicationName("明账")
    window = show_frame(app)
    catch_faults(window)
    _soon(window, 0, lambda: window.start(make_services(), args.data))
    window.take_up(args.opened)
    if args.claim:
        args.claim.listen(window, window.called)
    if args.smoke:
        _soon(window, SMOKE_MS, lambda: _probe_and_close(window, args))
    code = app.exec()
    window.put_away()
    return code


def _probe_and_close(window: MainWindow, args: WindowArgs) -> None:
    if args.probe:
        args.probe(window)
    window.close()


def _soon(window: MainWindow, wait_ms: int, does: Callable[[], object]) -> None:
    QTimer.singleShot(wait_ms, window, does)  # pyright: ignore[reportUnknownMemberType]


def show_frame(app: QApplication, dialogs: "Dialogs | None" = None) -> MainWindow:
    """The window on the screen, in its colours and still empty."""
    speak_chinese(app)
    theme = Theme(app)
    theme.apply()
    window = MainWindow(theme, dialogs)
    _fit_to_screen(window)
    window.show()
    app.processEvents()
    return window


def _fit_to_screen(window: QWidget) -> None:
    free = window.screen().availableGeometry()
    window.resize(min(USUAL[0], free.width()), min(USUAL[1], free.height()))
    if free.width() <= USUAL[0] + 100:
        window.setWindowState(Qt.WindowState.WindowMaximized)


def catch_faults(window: MainWindow) -> None:
    """What escapes is our fault: the log gets all of it, the user one plain window with 复制详情."""

    def caught(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        import traceback

        log.critical("unexpected", exc_info=(kind, error, trace))
        detail = "".join(traceback.format_exception(kind, error, trace))
        said = "程序遇到没有预料到的问题。已保存的内容不受影响；请复制详情交给维护人员，然后重新打开程序。"
        window.dialogs.ask_what_to_do(said, detail)

    sys.excepthook = caught
