"""Room: gui. The report's title and preface (编制依据、统计期限), above section one."""

from dataclasses import replace

from PySide6.QtWidgets import QWidget

from core.actions.reporting import edit_report_head
from gui.report.desk import ReportDesk
from gui.report.words import WordsEditor
from gui.widgets import Committing, column, label, line

LINES = 3


class HeadWords(QWidget):
    def __init__(self, desk: ReportDesk) -> None:
        super().__init__()
        self._desk = desk
        box = column(self, spacing=4)
        self.title = Committing("reportTitle", "报告标题")
        self.title.committed.connect(self._keep)
        row = line(label("标题", "label"), self.title)
        row.setStretch(1, 1)
        box.addLayout(row)
        self.preamble = WordsEditor(
            "reportPreamble", "前言", "前言：编制依据、数据统计期限、公开方式和联系方式（没有可不写）。"
        )
        self.preamble.setFixedHeight(self.preamble.fontMetrics().lineSpacing() * LINES + 14)
        self.preamble.committed.connect(self._keep)
        box.addWidget(self.preamble)

    def show_report(self, anew: bool = False) -> None:
        head = self._desk.head
        if head is None:
            return
        if anew:
            self.preamble.forget()
            self.title.setModified(False)
        self.title.show_text(head.title)
        self.preamble.show_text(head.preamble)

    def commit(self) -> None:
        self.preamble.commit()

    def _keep(self, _: str) -> None:
        head = self._desk.head
        if head:
            fresh = replace(head, title=self.title.text().strip(), preamble=self.preamble.toPlainText())
            self._desk.bench.do(lambda s, now: edit_report_head(s, fresh, now))
