"""Room: gui. From a folder to an open store: the first start's questions, or what to do about a store that fails."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget

from core.actions.failures import StoreDamaged
from core.errors import LedgerError
from gui.dialogs import Dialogs
from gui.services import Services
from gui.signals import on
from gui.start.first_start import FirstStart
from gui.start.rescue import Rescue
from gui.theme import Theme


class Opening(QStackedWidget):
    """`opened` brings the store. `sample` is the place of the sample that the user asked for, "" for none."""

    opened = Signal(object)

    def __init__(self, services: Services, theme: Theme, dialogs: Dialogs) -> None:
        super().__init__()
        self.setObjectName("opening")
        self._services, self._theme, self._dialogs = services, theme, dialogs
        self.sample = ""
        self.first: FirstStart | None = None
        self.rescue: Rescue | None = None

    def begin(self, folder: str) -> None:
        if folder:
            self.open_folder(folder)
        else:
            self.ask()

    def ask(self) -> None:
        self.first = FirstStart(self._services, self._dialogs)
        self.first.existing_chosen.connect(self.open_folder)
        self.first.answered.connect(self._begin_anew)
        self._show(self.first)

    def open_folder(self, folder: str) -> None:
        try:
            store = self._services.stores.open(folder, self._services.clock())
        except LedgerError as e:
            self._show_failure(folder, e)
            return
        if store.settings.get().asked:
            self.opened.emit(store)
        else:
            store.close()
            self.ask()
            if self.first:
                self.first.folder.setText(folder)

    def _begin_anew(self) -> None:
        first, now = self.first, self._services.clock()
        if first is None:
            return
        try:
            store = self._services.stores.open(first.folder.text().strip(), now)
            if not store.settings.get().asked:  # a folder that holds data already keeps its own answers
                store.settings.put(first.settings, now)
        except LedgerError as e:
            first.show_failure(e.message)
            return
        self.sample = first.sample_place
        self.opened.emit(store)

    def _show_failure(self, folder: str, error: LedgerError) -> None:
        copies = self._services.stores.copies(folder) if isinstance(error, StoreDamaged) else ()
        self.rescue = Rescue(folder, error.message, copies)
        self.rescue.again.connect(lambda: self.open_folder(folder))
        self.rescue.other_asked.connect(self._choose_other)
        on(self.rescue.restore_asked, str, lambda place: self._restore(folder, place))
        self._show(self.rescue)

    def _choose_other(self) -> None:
        folder = self._dialogs.choose_folder("打开已有数据")
        if folder:
            self.open_folder(folder)

    def _restore(self, folder: str, place: str) -> None:
        try:
            self._services.stores.restore(folder, place, self._services.clock())
        except LedgerError as e:
            self._show_failure(folder, e)
            return
        self.open_folder(folder)

    def _show(self, page: "FirstStart | Rescue") -> None:
        self.addWidget(page)
        self.setCurrentWidget(page)
