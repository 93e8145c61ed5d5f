"""Room: gui. Chips: a few plain buttons of which one is chosen, each with its count. Every one stands in the Tab order.

No QButtonGroup: Qt takes all but the chosen one of an exclusive group out of the Tab order.
"""

from collections.abc import Callable
from typing import Generic, TypeVar

from PySide6.QtWidgets import QPushButton, QWidget

from gui.widgets import Flow, button

K = TypeVar("K")


class Chips(QWidget, Generic[K]):
    """`pressed` gets the key of a chip that was pressed; it is the chosen one then."""

    def __init__(self, pressed: Callable[[K], object], name: str = "") -> None:
        super().__init__()
        self.setObjectName(name)
        self._pressed = pressed
        self._chips: dict[K, QPushButton] = {}
        self._words: dict[K, str] = {}
        self._flow = Flow(self)

    def add(self, key: K, words: str, name: str, hint: str = "") -> QPushButton:
        """The first one is chosen."""
        chip = button(words, name, lambda: self._press(key), "chip")
        chip.setToolTip(hint)
        chip.setCheckable(True)
        chip.setChecked(not self._chips)
        self._chips[key], self._words[key] = chip, words
        self._flow.addWidget(chip)
        return chip

    def remove(self, key: K) -> None:
        chip = self._chips.pop(key)
        self._flow.removeWidget(chip)
        chip.hide()
        chip.deleteLater()

    def __getitem__(self, key: K) -> QPushButton:
        return self._chips[key]

    def items(self) -> tuple[tuple[K, QPushButton], ...]:
        return tuple(self._chips.items())

    def buttons(self) -> tuple[QPushButton, ...]:
        return tuple(self._chips.values())

    def choose(self, key: K) -> None:
        """Show it as the chosen one, without telling."""
        for each, chip in self._chips.items():
            chip.setChecked(each == key)

    def show_count(self, key: K, count: int, shown: bool = True) -> None:
        """The count behind the words; `shown` False leaves the chip out."""
        self.show_words(key, f"{self._words[key]} {count}")
        self._chips[key].setVisible(shown)

    def show_words(self, key: K, words: str, spoken: str = "") -> None:
        self._chips[key].setText(words)
        self._chips[key].setAccessibleName(spoken or words)

    def _press(self, key: K) -> None:
        self.choose(key)
        self._pressed(key)
