"""Room: gui. 核对并导出: what is still open, the files to write, and 登记公布 with its 更正说明."""

import os

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from core.actions.report_out import FORMATS, ReportToSend, ReportWish, ReportWritten, write_report
from core.errors import LedgerError
from core.finding import SEVERITY_LABELS, Severity
from core.progress import Progress
from core.report.live import Standing, may_be_accepted
from core.report.record import ReportVersion, version_report
from gui.dialogs import Dialogs
from gui.finding_card import AnsweredCard, FindingCard
from gui.report.desk import ReportDesk
from gui.report.publish_card import PublishCard
from gui.widgets import BETWEEN, EDGE, Flow, button, column, emptied, frame, label, line, scrolled

MOST_FINDINGS = 20
USUAL = frozenset((".docx",))


class ReportExportPage(QWidget):
    located = Signal(object)
    left = Signal()
    preview_asked = Signal()
    title = "核对并导出年度报告"

    def __init__(self, desk: ReportDesk, dialogs: Dialogs) -> None:
        super().__init__()
        self.setObjectName("reportExportPage")
        self._desk, self._dialogs = desk, dialogs
        inner = QWidget()
        box = column(inner, (EDGE, 12, EDGE, 12), BETWEEN)
        column(self).addWidget(scrolled(inner))
        box.addWidget(self._wishes())
        self.publish = PublishCard(desk)
        self.publish.version_asked.connect(self._write_version)
        box.addWidget(self.publish)
        box.addWidget(self._findings_card())
        box.addStretch(1)
        self.export = button("导出到文件夹…", "writeReportButton", self._export, "primary")
        self.preview = button(
            "预览", "previewReportButton", self.preview_asked.emit, hint="看导出后的页面，也可以直接打印"
        )
        self.bar = [button("返回报告", "backFromExport", self.left.emit), self.preview, self.export]
        desk.checked.connect(self.refresh)
        desk.opened.connect(self.refresh)
        self.refresh()

    @property
    def context(self) -> str:
        return self._desk.head.title if self._desk.head else ""

    def _wishes(self) -> QWidget:
        card = frame("card")
        box = column(card, (EDGE, 10, EDGE, 12), 6)
        box.addWidget(label("写出哪些文件", "panel"))
        words = "按官方表样排版，文件里不带任何隐藏数据。盖章请用本单位的印章程序办理，本程序不盖章。"
        box.addWidget(label(words, "muted", wrap=True))
        self.formats: dict[str, QCheckBox] = {}
        holder = QWidget()
        flow = Flow(holder, 18)
        for ending, said in FORMATS.items():
            if ending in self._desk.bench.services.documents.endings:
                choice = self.formats[ending] = QCheckBox(said)
                choice.setObjectName(f"format{ending}")
                choice.setChecked(ending in USUAL)
                flow.addWidget(choice)
        self.checks = QCheckBox("核对表（每条规则、结果和理由）")
        self.checks.setObjectName("checksBox")
        self.checks.setChecked(True)
        self.tables = QCheckBox("三张表的 Excel（错误写在批注里）")
        self.tables.setObjectName("tablesBox")
        flow.addWidget(self.checks)
        flow.addWidget(self.tables)
        box.addWidget(holder)
        results = QWidget()
        self._results = column(results, spacing=6)
        box.addWidget(results)
        return card

    def _findings_card(self) -> QWidget:
        card = frame("card")
        box = column(card, (EDGE, 10, EDGE, 12), 6)
        self.head = label(look="panel", name="reportFindingsHead")
        box.addWidget(self.head)
        holder = QWidget()
        self._cards: QVBoxLayout = column(holder, spacing=6)
        box.addWidget(holder)
        return card

    def refresh(self) -> None:
        now = self._desk.standing
        emptied(self._cards)
        counts = {s: sum(f.severity is s for f in now.still) for s in Severity}
        told = "，".join(f"{SEVERITY_LABELS[s]} {n} 条" for s, n in counts.items() if n)
        self.head.setText(
            f"导出前核对：{told}（可以先导出送审，也可以逐条处理）" if told else "导出前核对：没有待处理的问题"
        )
        for finding in now.still[:MOST_FINDINGS]:
            accept = self._desk.accept if may_be_accepted(finding) else None
            self._cards.addWidget(FindingCard(finding, self.located.emit, accept, wide=True))
        if len(now.still) > MOST_FINDINGS:
            self._cards.addWidget(label(f"另有 {len(now.still) - MOST_FINDINGS} 条，处理后依次显示。", "label"))
        for finding, accepted in now.answered:
            self._cards.addWidget(AnsweredCard(finding, accepted, self._desk.take_back))
        self.publish.refresh()

    # -- writing -----------------------------------------------------------------------------------------------------

    def _export(self) -> None:
        desk, bench = self._desk, self._desk.bench
        sent = desk.to_send()
        folder = self._dialogs.choose_folder("导出到哪个文件夹", bench.store.settings.recall("export_folder"))
        if sent is None or not folder:
            return
        bench.store.settings.remember("export_folder", folder)
        endings = self._endings()
        wish = ReportWish(
            folder, endings, self.checks.isChecked(), self.tables.isChecked(), self.publish.correction, os.path.exists
        )
        self._write(sent, wish)

    def _write_version(self, version: ReportVersion) -> None:
        """A published version again, as it was."""
        head, report = self._desk.head, self._desk.report
        recalled = self._desk.bench.store.settings.recall("export_folder")
        folder = self._dialogs.choose_folder(f"第 {version.number} 版写到哪个文件夹", recalled)
        if head and report and folder:
            as_it_was = version_report(head, version, report.form)
            wish = ReportWish(folder, self._endings() or (".docx",), checks=False, exists=os.path.exists)
            self._write(ReportToSend(as_it_was, Standing()), wish)

    def _endings(self) -> tuple[str, ...]:
        return tuple(e for e, choice in self.formats.items() if choice.isChecked())

    def _write(self, sent: ReportToSend, wish: ReportWish) -> None:
        bench = self._desk.bench
        documents, today = bench.services.documents, bench.today

        def job(progress: Progress) -> ReportWritten:
            documents.make_folder(wish.folder)
            return write_report(documents, sent, wish, today, progress)

        self.export.setEnabled(False)
        bench.worker.run(job, self._done, self._failed)

    def _done(self, made: ReportWritten) -> None:
        self.export.setEnabled(True)
        emptied(self._results)
        done = frame("hint", "reportExported")
        box = column(done, (10, 8, 8, 8), 4)
        box.addWidget(label(f"已写出 {len(made.places)} 个文件，报告的版本码 {made.version_code}。", "bold"))
        for place in made.places:
            name = place.replace("\\", "/").rsplit("/", 1)[-1]
            show = button(name, "openReportFile", lambda p=place: self._dialogs.show(p), "link", f"打开 {name}")
            box.addLayout(line(show, 1))
        self._results.addWidget(done)
        for finding in made.findings:
            self._results.addWidget(FindingCard(finding, wide=True))

    def _failed(self, error: LedgerError) -> None:
        self.export.setEnabled(True)
        self._desk.bench.failed.emit(error.message)
