"""Room: gui. Long work: plain Python on one thread, Qt only at the door. No QObject is made or freed over there."""

import logging
from collections import deque
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot

from core.errors import LedgerError
from core.progress import Cancelled, Progress

log = logging.getLogger(__name__)
LOOK_EVERY_MS = 100


class Worker(QObject):
    """Runs jobs one after another. `done` and `failed` run on the GUI thread; a cancelled job tells nobody."""

    stepped = Signal(int, int, str)
    busy_changed = Signal(bool)
    _landed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="work")
        self._arrived: deque[tuple[Future[Any], _Waiting]] = deque()
        self._waiting: list[_Waiting] = []
        self._closed = False
        # Queued, as a short job may be over before run() returns, and would then be delivered inside it.
        self._landed.connect(self._deliver, Qt.ConnectionType.QueuedConnection)
        self._look = QTimer(self)
        self._look.setInterval(LOOK_EVERY_MS)
        self._look.timeout.connect(self._tell_progress)

    @property
    def busy(self) -> bool:
        return bool(self._waiting)

    def run(
        self,
        job: Callable[[Progress], Any],
        done: Callable[[Any], None],
        failed: Callable[[LedgerError], None],
        quiet: bool = False,
    ) -> Progress:
        """Start `job`. A `quiet` one shows no bar. An error that is not LedgerError goes to sys.excepthook."""
        waiting = _Waiting(Progress(), done, failed, quiet)
        self._waiting.append(waiting)
        if not quiet:
            self._look.start()
            self.busy_changed.emit(True)
        future = self._pool.submit(job, waiting.progress)
        future.add_done_callback(lambda f: self._land(f, waiting))
        return waiting.progress

    def cancel(self) -> None:
        for waiting in self._waiting:
            if not waiting.quiet:
                waiting.progress.cancel()

    def close(self) -> None:
        """Stop what runs and wait for it; nothing is delivered any more."""
        for waiting in self._waiting:
            waiting.progress.cancel()
        self._closed = True  # a delivery may be on its way already; disconnecting would not stop it
        self._pool.shutdown(wait=True, cancel_futures=True)
        self._look.stop()

    def _land(self, future: "Future[Any]", waiting: "_Waiting") -> None:
        self._arrived.append((future, waiting))
        self._landed.emit()

    @Slot()
    def _deliver(self) -> None:
        while self._arrived and not self._closed:
            future, waiting = self._arrived.popleft()
            self._waiting.remove(waiting)
            if not any(not w.quiet for w in self._waiting):
                self._look.stop()
                self.busy_changed.emit(False)
            _hand_over(future, waiting)

    def _tell_progress(self) -> None:
        loud = [w for w in self._waiting if not w.quiet]
        if loud:
            self.stepped.emit(*loud[0].progress.state)


class _Waiting:
    def __init__(
        self, progress: Progress, done: Callable[[Any], None], failed: Callable[[LedgerError], None], quiet: bool
    ) -> None:
        self.progress, self.done, self.failed, self.quiet = progress, done, failed, quiet


def _hand_over(future: "Future[Any]", waiting: _Waiting) -> None:
    if future.cancelled():
        return
    error = future.exception()
    if error is None:
        try:
            waiting.done(future.result())
            return
        except LedgerError as e:  # what was made cannot be used (a form of the user's own has a fault)
            error = e
    if isinstance(error, LedgerError):
        log.info("%s (%s)", error.message, error.detail)
        waiting.failed(error)
    elif not isinstance(error, Cancelled):
        raise error
