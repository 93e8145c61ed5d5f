"""Room: gui. 逐列指定 of one returned file: where its header stands and what each column means."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from core.actions.previewing import Preview
from gui.imports.columns import ColumnMending
from gui.widgets import EDGE, button, column, label, scrolled

TOLD = "指出表头在第几行、各列是什么，再按此重新读取。确认收件后会记住：以后同样表头的文件都这样读。"


class ColumnsPage(QWidget):
    mended = Signal(object)  # Mending | None
    back_asked = Signal()
    title = "逐列指定"
    undoable = False

    def __init__(self, found: Preview) -> None:
        super().__init__()
        self.setObjectName("intakeColumns")
        self.context = found.name
        self.bar = [button("返回", "leaveColumnsButton", self.back_asked.emit)]
        inner = QWidget()
        box = column(inner, (EDGE, 12, EDGE, 12))
        box.addWidget(label(TOLD, "muted", wrap=True))
        self.mending = ColumnMending(found)
        self.mending.mended.connect(self.mended)
        box.addWidget(self.mending, 1)
        column(self).addWidget(scrolled(inner))
