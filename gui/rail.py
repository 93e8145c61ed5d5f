"""Room: gui. The rail on the left: who works here, the pages of their role with Alt+digit, what is saved and backed up."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QPushButton, QWidget

from core.settings import USER_ROLE_LABELS, Settings, UserRole
from gui.pages import PageEntry
from gui.widgets import Elided, button, column, frame, label, scrolled

RAIL_PX, SIDE_PX = 184, 10


class Rail(QFrame):
    page_asked = Signal(str)

    def __init__(self, pages: Sequence[PageEntry]) -> None:
        super().__init__()
        self.setObjectName("rail")
        self.setProperty("look", "rail")
        self.setFixedWidth(RAIL_PX)
        self._pages = pages
        self._role: UserRole | None = None
        box = column(self, (SIDE_PX, 14, SIDE_PX, 12), 2)
        brand = label("明账", "brand")
        below = Elided("政务公开任务台账", "label")
        brand.setContentsMargins(8, 0, 0, 0)
        below.setContentsMargins(8, 0, 0, 6)
        unit = frame("unit")
        inside = column(unit, (10, 8, 8, 8), 2)
        self.unit = Elided(look="bold", name="unitName")
        self.role = Elided(look="label", name="unitRole")
        for words in (self.unit, self.role):
            inside.addWidget(words)
        for part in (brand, below, unit):
            box.addWidget(part)
        box.addSpacing(8)
        box.addWidget(self._build_pages(), 1)
        self.saved = label(look="label", name="savedState")
        self.backed_up = label(look="label", name="backupState")
        for words in (self.saved, self.backed_up):
            words.setContentsMargins(8, 0, 0, 0)
            box.addWidget(words)
        self._keys = [QShortcut(self) for _ in range(10)]
        for at, key in enumerate(self._keys):
            key.setKey(QKeySequence(f"Alt+{(at + 1) % 10}"))
            key.activated.connect(lambda at=at: self._open_numbered(at))

    def _build_pages(self) -> QWidget:
        """They scroll where the window is too low for all of them."""
        inner = QWidget()
        inner.setProperty("look", "surface")
        box = column(inner, spacing=2)
        self.page_buttons: dict[str, QPushButton] = {}
        for entry in self._pages:
            page = button(entry.title, f"page_{entry.key}", lambda k=entry.key: self.page_asked.emit(k), "page")
            page.setCheckable(True)
            box.addWidget(page)
            self.page_buttons[entry.key] = page
        box.addStretch(1)
        self._area = scrolled(inner, "railPages")
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        return self._area

    @property
    def _shown(self) -> list[PageEntry]:
        return [entry for entry in self._pages if self._role in entry.roles]

    def show_who(self, unit: str, year: int, settings: Settings) -> None:
        self.unit.say(unit or "未设置单位")
        self.role.say(f"{USER_ROLE_LABELS[settings.role]} · {year} 年度")
        if settings.role is self._role:
            return
        self._role = settings.role
        for entry in self._pages:
            self.page_buttons[entry.key].setVisible(entry in self._shown)
        for number, entry in enumerate(self._shown, 1):
            self.page_buttons[entry.key].setToolTip(
                f"{entry.title}（Alt+{number % 10}）" if number <= 10 else entry.title
            )

    def choose(self, key: str) -> None:
        """Not by Qt's exclusive groups: they take all but one out of the Tab order."""
        for each, page in self.page_buttons.items():
            page.setChecked(each == key)

    def count(self, key: str, number: int) -> None:
        """The page's title with how many things wait there."""
        title = next(entry.title for entry in self._pages if entry.key == key)
        self.page_buttons[key].setText(f"{title}　{number}" if number else title)

    def fit(self) -> None:
        """As wide as the longest title at this size of text."""
        sides = 2 * SIDE_PX + self._area.verticalScrollBar().sizeHint().width()
        widest = max(self.page_buttons[e.key].sizeHint().width() for e in self._shown or self._pages)
        self.setFixedWidth(max(RAIL_PX, widest + sides))

    def _open_numbered(self, at: int) -> None:
        if at < len(self._shown):
            self.page_asked.emit(self._shown[at].key)
