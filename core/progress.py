"""Room: core. How long work tells where it is, and learns that it should stop. No Qt, no clock."""

from threading import Event


class Cancelled(Exception):
    """The user asked to stop; nothing has been written."""


class Progress:
    """Shared by the worker, which steps, and the face, which reads `state` and may `cancel`."""

    def __init__(self) -> None:
        self._stop = Event()
        self.state: tuple[int, int, str] = (0, 0, "")

    def cancel(self) -> None:
        self._stop.set()

    def step(self, done: int, total: int, note: str = "") -> None:
        """Record progress (total 0 = unknown); raise Cancelled when the user asked to stop."""
        if self._stop.is_set():
            raise Cancelled
        self.state = (done, total, note)
