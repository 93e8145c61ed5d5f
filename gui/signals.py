"""Room: gui. Signals tied to what should happen, with the type that the signal carries said once."""

from collections.abc import Callable
from datetime import date
from typing import TypeVar

from PySide6.QtCore import SignalInstance

T = TypeVar("T")


def on(signal: SignalInstance, kind: type[T], does: Callable[[T], object]) -> None:
    """`does` gets what the signal carries, which is a `kind`."""
    signal.connect(does)


def on_day(signal: SignalInstance, does: Callable[[date | None], object]) -> None:
    signal.connect(does)


def on_any(signal: SignalInstance, does: Callable[[], object]) -> None:
    """`does` whatever the signal carries."""

    def heard(*carried: object) -> None:
        does()

    signal.connect(heard)
