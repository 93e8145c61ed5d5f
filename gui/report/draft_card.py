"""Room: gui. 六（一）起草: what the ledger would put in, to be read before it is put in."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QPlainTextEdit

from core.actions.report_drafting import Draft, draft_from_file, draft_from_store
from core.progress import Progress
from gui.dialogs import Dialogs
from gui.report.desk import ReportDesk
from gui.report.words import word_count
from gui.widgets import button, column, label, line


class DraftCard(QFrame):
    chosen = Signal(str)  # the text that is to be put in

    def __init__(self, desk: ReportDesk, dialogs: Dialogs) -> None:
        super().__init__()
        self.setObjectName("draftCard")
        self.setProperty("look", "hint")
        self._desk, self._dialogs = desk, dialogs
        box = column(self, (12, 8, 12, 8), 6)
        self.told = label(name="draftTold", wrap=True)
        box.addWidget(self.told)
        self.text = QPlainTextEdit()
        self.text.setObjectName("draftText")
        self.text.setAccessibleName("将要放入的文字")
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self.text.setFixedHeight(132)
        box.addWidget(self.text)
        self.put = button("放入本部分末尾", "putDraftButton", self._put, "primary")
        self.other = button("", "draftFileButton", self.choose_file, hint="例如当年收回的填报版台账")
        box.addLayout(line(self.put, self.other, button("不放入", "dropDraftButton", self.hide, "link"), 1))
        self.hide()

    def open(self) -> None:
        """Offer what the year's ledger says; where there is none, a file may be chosen."""
        year = self._desk.head.year if self._desk.head else None
        draft = draft_from_store(self._desk.store, year)
        if draft is None or not draft.recorded:
            why = f"本程序里没有{year or '本'}年度的台账" if draft is None else f"{draft.source}还没有填写进展"
            draft = Draft("", None, 0, 0, "")
            self.told.setText(f"{why}。可以从填好进展的台账文件起草。")
        self._show(draft)

    def _show(self, draft: Draft) -> None:
        if draft.recorded:
            words = f"{draft.source}：{draft.tasks} 项任务，{draft.recorded} 项有进展，共 {word_count(draft.text)} 字。"
            year = self._desk.head.year if self._desk.head else None
            if draft.year and year and draft.year != year:
                words += f"这是{draft.year}年度的台账，报告是{year}年度的，请核对。"
            self.told.setText(words + "都是台账原话，放入后请删改核对。")
        self.text.setPlainText(draft.text)
        self.text.setVisible(bool(draft.text))
        self.put.setEnabled(bool(draft.text))
        self.other.setText("换一份台账文件…" if draft.text else "选择台账文件…")
        self.show()
        (self.put if draft.text else self).setFocus()

    def choose_file(self) -> None:
        desk = self._desk
        place = self._dialogs.open_file("选择填好进展的台账", desk.store.settings.recall("import_folder"))
        if not place:
            return
        documents, forms, year = desk.bench.services.documents, desk.forms, desk.head.year if desk.head else None

        def job(progress: Progress) -> Draft:
            progress.step(0, 1, "正在读取台账")
            return draft_from_file(documents, forms, place, year)

        desk.bench.worker.run(job, self._show, desk.tell)

    def _put(self) -> None:
        self.hide()
        self.chosen.emit(self.text.toPlainText())
