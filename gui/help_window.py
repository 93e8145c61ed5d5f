"""Room: gui. F1: the manual in a plain window, opened at the page that is shown; the keys where there is none."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QTextBrowser, QWidget

from gui.widgets import column

KEYS = """# 按键

- Ctrl+F：搜索任务
- F8、Shift+F8：下一条、上一条提示
- Ctrl+E 或在列表里按 Enter：填写进展；Esc 回到列表
- Ctrl+↓、Ctrl+↑：填写时换到下一项、上一项
- Ctrl+Z、Ctrl+Y：撤销、重做
- 预览：Ctrl+P 打印；Ctrl+F 查找，F3、Shift+F3 下一处、上一处；Ctrl+＋、Ctrl+－ 缩放，Ctrl+0 适合页宽，Ctrl+9 适合整页；Ctrl+PgUp、Ctrl+PgDn 翻页；Esc 返回
- Alt+1 至 Alt+9、Alt+0：切换页面

填写的内容自动保存，不需要保存按钮。不得在本程序录入涉密信息和工作秘密。
"""


class HelpWindow(QWidget):
    def __init__(self, manual: str, subjects: Sequence[str], parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self.setObjectName("helpWindow")
        self.setWindowTitle("使用说明")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(720, 560)
        self.text = QTextBrowser()
        self.text.setObjectName("helpText")
        self.text.setOpenLinks(False)
        self.text.setMarkdown(self._words(manual))
        column(self, (8, 8, 8, 8)).addWidget(self.text)
        any(self._go_to(subject) for subject in subjects)

    def _words(self, manual: str) -> str:
        try:
            return Path(manual).read_text(encoding="utf-8") if manual else KEYS
        except OSError:
            return KEYS

    def _go_to(self, subject: str) -> bool:
        """The first heading that names the page; its section begins at the top."""
        block = self.text.document().begin()
        while subject and block.isValid():
            if block.blockFormat().headingLevel() and subject in block.text():
                self.text.moveCursor(QTextCursor.MoveOperation.End)
                self.text.setTextCursor(QTextCursor(block))
                return True
            block = block.next()
        return False
