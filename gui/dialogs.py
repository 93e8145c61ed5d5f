"""Room: gui. The questions that need a window of their own, behind one port that tests answer."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication, QFileDialog, QInputDialog, QMessageBox, QWidget

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

DOCUMENTS = "表格与文档 (*.docx *.doc *.wps *.xlsx *.xls *.et *.pdf *.ofd *.html *.htm *.txt);;所有文件 (*)"
ANY_FILE = "所有文件 (*)"


class Dialogs(Protocol):
    """Places are paths as text; "" means that the user thought better of it."""

    def open_file(self, title: str, folder: str = "", kinds: str = DOCUMENTS) -> str: ...
    def open_files(self, title: str, folder: str = "", kinds: str = ANY_FILE) -> Sequence[str]: ...
    def save_file(self, title: str, proposed: str, kinds: str = ANY_FILE) -> str: ...
    def choose_folder(self, title: str, folder: str = "") -> str: ...
    def confirm(self, question: str, what_happens: str, verb: str) -> bool:
        """Ask before something that cannot simply be undone; the button says `verb`."""
        ...

    def ask_text(self, title: str, label: str, text: str = "") -> str: ...
    def choose_printer(self, printer: "QPrinter", pages: int) -> bool:
        """The system's own print dialog: sets up `printer` (which one, copies, page range); False for 取消."""
        ...

    def show(self, place: str) -> None:
        """Open a file or a folder with the system's own program."""
        ...

    def ask_what_to_do(self, message: str, detail: str) -> None:
        """A fault of ours: one plain window with 复制详情."""
        ...


class QtDialogs:
    def __init__(self, parent: QWidget | None = None) -> None:
        self.parent = parent

    def open_file(self, title: str, folder: str = "", kinds: str = DOCUMENTS) -> str:
        return QFileDialog.getOpenFileName(self.parent, title, folder, kinds)[0]

    def open_files(self, title: str, folder: str = "", kinds: str = ANY_FILE) -> Sequence[str]:
        return QFileDialog.getOpenFileNames(self.parent, title, folder, kinds)[0]

    def save_file(self, title: str, proposed: str, kinds: str = ANY_FILE) -> str:
        return QFileDialog.getSaveFileName(self.parent, title, proposed, kinds)[0]

    def choose_folder(self, title: str, folder: str = "") -> str:
        return QFileDialog.getExistingDirectory(self.parent, title, folder)

    def confirm(self, question: str, what_happens: str, verb: str) -> bool:
        box = QMessageBox(self.parent)
        box.setWindowTitle("请确认")
        box.setIcon(QMessageBox.Icon.Question)
        box.setText(question)
        box.setInformativeText(what_happens)
        yes = box.addButton(verb, QMessageBox.ButtonRole.AcceptRole)
        box.setDefaultButton(box.addButton("取消", QMessageBox.ButtonRole.RejectRole))
        box.exec()
        return box.clickedButton() is yes

    def ask_text(self, title: str, label: str, text: str = "") -> str:
        typed, agreed = QInputDialog.getText(self.parent or QWidget(), title, label, text=text)
        return typed.strip() if agreed else ""

    def choose_printer(self, printer: "QPrinter", pages: int) -> bool:
        from PySide6.QtPrintSupport import QPrintDialog

        dialog = QPrintDialog(printer, self.parent)
        dialog.setWindowTitle("打印")
        for option in (QPrintDialog.PrintDialogOption.PrintPageRange, QPrintDialog.PrintDialogOption.PrintCurrentPage):
            dialog.setOption(option)
        dialog.setMinMax(1, pages)
        return bool(dialog.exec())

    def show(self, place: str) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(place))

    def ask_what_to_do(self, message: str, detail: str) -> None:
        box = QMessageBox(self.parent)
        box.setWindowTitle("程序出错")
        box.setIcon(QMessageBox.Icon.Warning)
        box.setText(message)
        copy = box.addButton("复制详情", QMessageBox.ButtonRole.ActionRole)
        box.addButton("关闭", QMessageBox.ButtonRole.RejectRole)
        box.exec()
        if box.clickedButton() is copy:
            QApplication.clipboard().setText(detail)
