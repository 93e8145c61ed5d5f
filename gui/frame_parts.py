"""Room: gui. Two thin lines under the top bar: what long work is doing, and what was done or went wrong."""

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QWidget

from gui.signals import on_any
from gui.widgets import EDGE, Elided, button, column, label, line, relook
from gui.worker import Worker

TOLD_FOR_MS = 9000


class LongWork(QWidget):
    """A thin bar with count and 取消, only while something long runs."""

    def __init__(self, worker: Worker) -> None:
        super().__init__()
        self.setObjectName("longWork")
        box = column(self, spacing=0)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        box.addWidget(self.bar)
        self.doing = Elided(look="label", name="longWorkNote")
        stop = button("取消", "cancelWorkButton", worker.cancel, "link")
        row = line(self.doing, stop)
        row.setStretch(0, 1)
        row.setContentsMargins(EDGE, 2, EDGE, 2)
        box.addLayout(row)
        self.hide()
        worker.busy_changed.connect(self.setVisible)
        worker.stepped.connect(self._show_progress)

    def _show_progress(self, done: int, total: int, note: str) -> None:
        self.bar.setRange(0, total)
        self.bar.setValue(done)
        self.doing.say(f"{note} {done}/{total}" if total else note)


class Notice(QFrame):
    """One sentence; good news goes by itself, bad news stays until it is closed."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("notice")
        self.setProperty("look", "notice")
        row = QHBoxLayout(self)
        row.setContentsMargins(EDGE, 6, EDGE - 4, 6)
        self.text = label(name="noticeText", wrap=True)
        row.addWidget(self.text, 1)
        row.addWidget(button("关闭", "closeNoticeButton", self.hide, "link"), 0, Qt.AlignmentFlag.AlignTop)
        self.hide()
        self.hiding = QTimer(self)
        self.hiding.setSingleShot(True)
        self.hiding.setInterval(TOLD_FOR_MS)
        on_any(self.hiding.timeout, self.hide)

    def say(self, words: str, bad: bool) -> None:
        self.text.setText(words)
        self.setAccessibleName(words)
        relook(self, "notice-bad" if bad else "notice")
        self.show()
        self.hiding.stop()
        if not bad:
            self.hiding.start()
