"""Room: gui. 放假安排: which years are known, and a notice pasted in, shown before it is kept."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from core.calendar import WorkCalendar
from core.errors import LedgerError
from core.holiday_notice import HolidayNotice, read_holiday_notice
from gui.signals import on_any
from gui.widgets import EDGE, button, column, label, line, scrolled

ASK = "粘贴国务院办公厅关于下一年部分节假日安排的通知全文"


class HolidaysPage(QWidget):
    kept = Signal(object)  # HolidayNotice
    left = Signal()
    title = "放假安排"

    def __init__(self, calendar: WorkCalendar) -> None:
        super().__init__()
        self.setObjectName("holidaysPage")
        years = sorted(calendar.years)
        self.context = f"已有 {years[0]}—{years[-1]} 年" if years else "还没有"
        self.notice: HolidayNotice | None = None
        self.keep = button("登记", "keepNotice", self._keep, "primary")
        self.keep.setEnabled(False)
        self.bar: list[QWidget] = [button("返回", "leaveHolidays", self.left.emit), self.keep]
        inner = QWidget()
        box = column(inner, (EDGE, 12, EDGE, 12), 8)
        column(self).addWidget(scrolled(inner))
        box.addWidget(
            label("工作日按放假通知计算：放假的日子不算，调休上班的周末算。没有通知的年份不推算。", "muted", wrap=True)
        )
        self.text = QPlainTextEdit()
        self.text.setObjectName("noticeText")
        self.text.setAccessibleName(ASK)
        self.text.setPlaceholderText(ASK)
        self.text.setTabChangesFocus(True)
        self.text.setMinimumHeight(200)
        on_any(self.text.textChanged, self._read)
        box.addWidget(self.text)
        self.words = label(name="noticeRead", wrap=True)
        box.addWidget(self.words)
        box.addLayout(line(1))
        box.addStretch(1)

    @property
    def start_here(self) -> QWidget:
        return self.text

    def _read(self) -> None:
        self.notice = None
        words = ""
        if self.text.toPlainText().strip():
            try:
                self.notice = read_holiday_notice(self.text.toPlainText())
                words = shown(self.notice)
            except LedgerError as e:
                words = e.message
        self.words.setText(words)
        self.keep.setEnabled(self.notice is not None)
        self.keep.setText(f"登记 {self.notice.year} 年" if self.notice else "登记")

    def _keep(self) -> None:
        if self.notice:
            self.kept.emit(self.notice)


def shown(notice: HolidayNotice) -> str:
    """What was understood, a line a holiday, to be compared with the notice."""
    lines = [f"看到的是 {notice.year} 年："]
    for name in dict.fromkeys(notice.off.values()):
        days = [d for d, n in notice.off.items() if n == name]
        first, last = min(days), max(days)
        span = f"{first.month}月{first.day}日" + ("" if first == last else f"至{last.month}月{last.day}日")
        lines.append(f"{name}　{span}，共{len(days)}天")
    if notice.make_up:
        lines.append("调休上班　" + "、".join(f"{d.month}月{d.day}日" for d in sorted(notice.make_up)))
    return "\n".join([*lines, *(f"请核对：{doubt}" for doubt in notice.doubts)])
