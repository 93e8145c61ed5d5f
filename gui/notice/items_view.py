"""Room: gui. 整改销号 and 回头看: what units have to put right, the open ones first."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedWidget, QWidget

from core.days import shown_day
from core.notice.rectification import STANDING_LABELS, Rectification, standing
from gui.chips import Chips
from gui.notice.desk import NoticeDesk
from gui.notice.fields import panes
from gui.notice.item_panel import ItemPanel
from gui.notice.lines import Line, Lines
from gui.notice.shapes import of_standing
from gui.theme import Theme
from gui.widgets import EmptyPage, button, column, line

HEADS = ("单位", "整改事项", "期限", "状态")
OPEN, CLOSED, ALL = "open", "closed", "all"
CHIPS = {OPEN: "未销号", CLOSED: "已销号", ALL: "全部"}
NO_ITEMS = "没有整改事项。可以在“评分”里把一条事项列入整改，也可以在这里添加。"
NONE_LIKE_THIS = "没有这一类整改事项。"


class ItemsView(QWidget):
    def __init__(self, desk: NoticeDesk, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("itemsView")
        self._desk, self._theme, self._filter = desk, theme, OPEN
        box = column(self, spacing=8)
        self.chips = Chips[str](self.show_filter)
        for key, words in CHIPS.items():
            self.chips.add(key, words, f"itemChip_{key}")
        self.chips.choose(OPEN)
        add = button("添加整改事项…", "addItemButton", self.add)
        top = line(self.chips, add)
        top.setStretch(0, 1)
        top.setAlignment(add, Qt.AlignmentFlag.AlignTop)
        box.addLayout(top)
        self.lines = Lines(theme, "itemsTable", "整改事项", HEADS, wide=(1,))
        self.lines.chosen.connect(self._show_chosen)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.lines)
        self.empty = EmptyPage("", name="noItems")
        self.stack.addWidget(self.empty)
        self.panel = ItemPanel(desk)
        box.addWidget(panes(self.stack, self.panel), 1)

    def refresh(self) -> None:
        for key in CHIPS:
            self.chips.show_count(key, sum(_is_like(i, key) for i in self._desk.items))
        shown = [i for i in self._desk.items if _is_like(i, self._filter)]
        today = self._desk.bench.today
        shown.sort(key=lambda i: (not i.open, i.due_on or today.max, i.unit))
        self.lines.show_lines(self._line(i) for i in shown)
        self.empty.say(NONE_LIKE_THIS if self._desk.items else NO_ITEMS)
        self.stack.setCurrentIndex(0 if shown else 1)
        self.panel.setVisible(bool(self._desk.items) or self.panel.adding)

    def _line(self, item: Rectification) -> Line:
        stands = standing(item, self._desk.bench.today)
        shape, colour = of_standing(stands, self._theme.colours)
        due = shown_day(item.due_on, self._desk.bench.year) or "未定"
        return Line(item.item_id, (item.unit, item.what, due, STANDING_LABELS[stands]), shape, colour)

    def show_filter(self, key: str) -> None:
        self._filter = key
        self.chips.choose(key)
        self.refresh()

    def _show_chosen(self) -> None:
        keys = set(self.lines.keys)
        self.panel.show_item(next((i for i in self._desk.items if i.item_id in keys), None))

    def add(self) -> None:
        self.lines.clearSelection()
        self.panel.show()
        self.panel.start_new()

    def commit_typing(self) -> None:
        self.panel.commit_typing()


def _is_like(item: Rectification, key: str) -> bool:
    return key == ALL or item.open == (key == OPEN)
