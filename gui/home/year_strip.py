"""Room: gui. The year as twelve months: how much is due in each, and the list of the month that is chosen."""

from collections.abc import Mapping, Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QWidget

from core.agenda import AGENDA_LABELS, AgendaItem
from core.days import shown_day
from gui.theme import Theme
from gui.widgets import EDGE, button, column, emptied, label, line

MOST_LINES = 12


class YearStrip(QFrame):
    asked = Signal(str)  # an item's target

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("yearStrip")
        self.setProperty("look", "card")
        self._theme = theme
        self._items: Mapping[int, Sequence[AgendaItem]] = {}
        self._today = date.min
        box = column(self, (EDGE, 12, EDGE, 12), 6)
        self.head = label(look="panel", name="yearHead")
        box.addWidget(self.head)
        row = QHBoxLayout()
        row.setSpacing(4)
        self._month = 0
        self.buttons: dict[int, QPushButton] = {}
        for month in range(1, 13):
            made = button("", f"month_{month}", lambda m=month: self.show_month(m), "month")
            made.setCheckable(True)
            self.buttons[month] = made
            row.addWidget(made, 1)
        box.addLayout(row)
        self._list = QWidget()
        self._lines = column(self._list, spacing=2)
        box.addWidget(self._list)

    def show_year(self, year: int, months: Mapping[int, Sequence[AgendaItem]], today: date) -> None:
        self._items, self._today = months, today
        self.head.setText(f"{year} 年的日子")
        for month, made in self.buttons.items():
            open_ones = [i for i in months[month] if not i.done]
            late = any(i.late(today) for i in open_ones)
            mark = "▲ " if late else ""
            made.setText(f"{month}月\n{mark}{len(open_ones)} 项" if open_ones else f"{month}月\n—")
            state = "late" if late else "now" if (year, month) == (today.year, today.month) else ""
            made.setProperty("state", state)
            made.style().unpolish(made)
            made.style().polish(made)
            made.setAccessibleName(f"{month}月，{len(open_ones)} 项未完成")
        self.show_month(self._month or (today.month if year == today.year else 1))

    def show_month(self, month: int) -> None:
        self._month = month
        for number, made in self.buttons.items():
            made.setChecked(number == month)
        emptied(self._lines)
        items = self._items.get(month, ())
        for item in items[:MOST_LINES]:
            self._lines.addLayout(self._line(item))
        if len(items) > MOST_LINES:
            self._lines.addWidget(label(f"另有 {len(items) - MOST_LINES} 项。", "label"))
        if not items:
            self._lines.addWidget(label(f"{month}月没有登记的期限。", "muted"))

    def _line(self, item: AgendaItem) -> QHBoxLayout:
        late = item.late(self._today)
        state = "✓ 已完成" if item.done else "▲ 已过期限" if late else ""
        day = label(shown_day(item.day, item.day.year), "label")
        day.setMinimumWidth(64)
        what = label(AGENDA_LABELS[item.kind], "label")
        what.setMinimumWidth(72)
        see = button(item.words, "agendaLine", lambda: self.asked.emit(item.target), "link", f"打开：{item.words}")
        return line(day, what, see, 1, label(state, "tag-late" if late else "label"))
