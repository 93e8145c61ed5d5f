"""Room: gui. A line of several names with 、 between them; the directory's units are offered while typing."""

import re
from collections.abc import Sequence

from PySide6.QtCore import QStringListModel, Qt
from PySide6.QtWidgets import QCompleter

from core.clauses import read_units
from gui.signals import on
from gui.widgets import Committing

_SEPARATORS = re.compile("[、，,；;]")
MOST_OFFERED = 8


class NamesEdit(Committing):
    def __init__(self, name: str, what: str, hint: str = "") -> None:
        super().__init__(name, what, hint)
        self._offer = QCompleter(self)
        self._names = QStringListModel(self)
        self._offer.setModel(self._names)
        self._offer.setWidget(self)
        self._offer.setFilterMode(Qt.MatchFlag.MatchContains)
        self._offer.setMaxVisibleItems(MOST_OFFERED)
        on(self.textEdited, str, self._offer_names)
        on(self._offer.activated, str, self._take)

    def know(self, names: Sequence[str]) -> None:
        self._names.setStringList(list(names))  # pyright: ignore[reportUnknownMemberType]

    @property
    def names(self) -> tuple[str, ...]:
        """As typed, in order, each once; a bracket keeps what stands in it together."""
        return tuple(dict.fromkeys(read_units(self.text()).names))

    def _offer_names(self, text: str) -> None:
        typed = _SEPARATORS.split(text)[-1].strip()
        self._offer.setCompletionPrefix(typed)
        if len(typed) >= 2 and self._offer.completionCount() and self._offer.currentCompletion() != typed:
            self._offer.complete()
        elif self._offer.popup().isVisible():
            self._offer.popup().hide()

    def _take(self, name: str) -> None:
        parts = _SEPARATORS.split(self.text())
        self.setText("、".join([*(p.strip() for p in parts[:-1]), name]))
        self.setModified(True)
