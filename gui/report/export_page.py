"""Room: gui. 核对并导出 (a stand-in while the writers are being made)."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from gui.dialogs import Dialogs
from gui.report.desk import ReportDesk


class ReportExportPage(QWidget):
    located = Signal(object)
    left = Signal()
    title = "核对并导出"

    def __init__(self, desk: ReportDesk, dialogs: Dialogs) -> None:
        super().__init__()
