"""Room: gui. A store that cannot be opened: what happened, what is safe, and the way on."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from core.backup import BACKUP_REASON_LABELS, BackupCopy
from gui.widgets import button, column, frame, label, line


def copy_words(copy: BackupCopy) -> str:
    at = copy.made_at
    return f"{at.year}年{at.month}月{at.day}日 {at:%H:%M}　{BACKUP_REASON_LABELS[copy.reason]}备份"


class Rescue(QWidget):
    again = Signal()
    other_asked = Signal()
    restore_asked = Signal(str)

    def __init__(self, folder: str, message: str, copies: Sequence[BackupCopy]) -> None:
        super().__init__()
        self.setObjectName("rescuePage")
        outer = column(self)
        outer.addStretch(1)
        card = frame("card")
        card.setMaximumWidth(640)
        card.setMinimumWidth(520)
        box = column(card, (24, 20, 24, 20), 10)
        box.addWidget(label("没有打开数据", "title"))
        box.addWidget(label(message, name="rescueMessage", wrap=True))
        box.addWidget(label(f"数据文件夹：{folder}", "label", wrap=True))
        self.copies = QListWidget()
        self.copies.setObjectName("rescueCopies")
        self.copies.setAccessibleName("备份")
        self.copies.setMaximumHeight(180)
        for copy in copies:
            item = QListWidgetItem(copy_words(copy))
            item.setData(Qt.ItemDataRole.UserRole, copy.place)
            self.copies.addItem(item)
        if copies:
            self.copies.setCurrentRow(0)
            box.addWidget(label("可以从这些备份恢复；恢复前先留存现有文件。", "muted", wrap=True))
            box.addWidget(self.copies)
        restore = button("从所选备份恢复", "rescueRestoreButton", self._restore, "primary")
        restore.setVisible(bool(copies))
        again = button("重试", "rescueAgainButton", self.again.emit, "" if copies else "primary")
        other = button("打开另一个数据文件夹…", "rescueOtherButton", self.other_asked.emit)
        box.addLayout(line(restore, again, other, 1))
        outer.addLayout(line(1, card, 1))
        outer.addStretch(2)

    def _restore(self) -> None:
        for item in self.copies.selectedItems()[:1]:
            self.restore_asked.emit(item.data(Qt.ItemDataRole.UserRole))
