"""Room: gui. 报送与导出: what to look at before sending, the export, and the rounds that were sent."""

import os
import tempfile
from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from core.actions.accepting import accept_finding, take_back_acceptance
from core.actions.exporting import Exported, ExportWish, export_round, freeze_export
from core.actions.importing import edit_head
from core.errors import LedgerError
from core.finding import SEVERITY_LABELS, Finding, Severity
from core.progress import Progress
from gui.desks.card import DesksCard
from gui.dialogs import Dialogs
from gui.exporting.head import HeadCard
from gui.exporting.rounds import RoundsCard
from gui.finding_card import AnsweredCard, FindingCard
from gui.widgets import BETWEEN, EDGE, EmptyPage, button, column, emptied, frame, label, line, scrolled
from gui.workbench import Workbench

MOST_FINDINGS = 40
MORE = {".ofd": "OFD 版式文件（供盖章）", ".pdf": "PDF"}
USUAL_MORE = (".ofd",)
REMEMBERED, WORD_ALONE = "export_also", "word"  # what was chosen last; "" = nothing yet
NAMELESS = "export_nameless"


class ExportPage(QWidget):
    locate_asked = Signal(object)
    import_asked = Signal()
    preview_asked = Signal()
    verify_asked = Signal()
    read_back_asked = Signal()
    title = "报送与导出"

    def __init__(self, bench: Workbench, dialogs: Dialogs) -> None:
        super().__init__()
        self.setObjectName("exportPage")
        self._bench, self._dialogs = bench, dialogs
        self._shown: object = None
        inner = QWidget()
        self._box = column(inner, (EDGE, 12, EDGE, 12), BETWEEN)
        self.area = scrolled(inner, "exportScroll")
        column(self).addWidget(self.area)
        ask = button("导入台账…", "exportImportButton", self.import_asked.emit, "primary")
        self._nothing = EmptyPage("导入台账、填好进展后，在这里检查、导出原表并登记报送。", ask)
        self._box.addWidget(self._nothing, 1)
        self.work = QWidget()
        box = column(self.work, spacing=BETWEEN)
        self.rounds = RoundsCard(bench, dialogs)
        self.head = HeadCard(bench)
        self.head.changed.connect(self._edit_head)
        box.addWidget(self.rounds)
        box.addWidget(self.head)
        box.addWidget(self._wishes())
        box.addWidget(self._findings())
        self.desks = DesksCard(bench, dialogs)
        box.addWidget(self.desks)
        box.addStretch(1)
        self._box.addWidget(self.work)
        self.export = button("导出到文件夹…", "writeExportButton", self._export, "primary")
        self.preview = button("预览", "previewButton", self.preview_asked.emit, hint="看导出后的页面，也可以直接打印")
        verify = button(
            "验章…", "verifyButton", self.verify_asked.emit, hint="核对盖章后的 OFD；也可以把文件拖到窗口里"
        )
        self.bar = [self.preview, verify, self.export]
        for signal in (bench.book_read, bench.findings_read, bench.tasks_read):
            signal.connect(self.refresh)

    @property
    def context(self) -> str:
        return self._bench.book.title if self._bench.book else ""

    def _wishes(self) -> QWidget:
        card = frame("card")
        box = column(card, (EDGE, 10, EDGE, 12), 6)
        box.addWidget(label("导出", "panel"))
        words = "按主管部门发来的原表填写，只填进展和表头，其他内容不动；同时写一份报送清单。"
        seal = "本程序不盖章：请用本单位的印章程序给 OFD 盖章，盖好后把文件拖到窗口里验章。单位的 OA 自己生成 OFD 的，只导出 Word。"
        for told in (words, seal):
            box.addWidget(label(told, "muted", wrap=True))
        word = QCheckBox("Word（原表）")
        word.setChecked(True)
        word.setEnabled(False)
        self.review = QCheckBox("同时写一页送审单")
        self.review.setObjectName("reviewBox")
        self.nameless = QCheckBox("清除文件属性中的姓名")
        self.nameless.setObjectName("namelessBox")
        self.nameless.setToolTip("清空原表文件属性里的作者、上次保存者、单位和自定义属性，以及批注者的姓名；正文不变")
        self.nameless.setChecked(self._bench.store.settings.recall(NAMELESS) == "1")
        self.nameless.clicked.connect(self._remember)
        self.more = {
            ending: QCheckBox(words)
            for ending, words in MORE.items()
            if ending in self._bench.services.documents.endings
        }
        for ending, choice in self.more.items():
            choice.setObjectName(f"more_{ending[1:]}")
            choice.setChecked(ending in self._remembered())
            choice.clicked.connect(self._remember)
        box.addLayout(line(word, *self.more.values(), self.review, self.nameless, 1, spacing=20))
        words = "领导在 Word 里改过导出的文件？"
        back = button("读回修改后的 Word…", "readBackButton", self.read_back_asked.emit, "link")
        box.addLayout(line(label(words, "muted"), back, 1))
        holder = QWidget()
        self._results = column(holder, spacing=6)
        box.addWidget(holder)
        return card

    def _remembered(self) -> Sequence[str]:
        chosen = self._bench.store.settings.recall(REMEMBERED)
        return chosen.split() if chosen else USUAL_MORE

    def _remember(self) -> None:
        chosen = [ending for ending, choice in self.more.items() if choice.isChecked()]
        self._bench.store.settings.remember(REMEMBERED, " ".join(chosen) or WORD_ALONE)
        self._bench.store.settings.remember(NAMELESS, "1" if self.nameless.isChecked() else "")

    def _findings(self) -> QWidget:
        card = frame("card")
        box = column(card, (EDGE, 10, EDGE, 12), 6)
        self.findings_head = label(look="panel", name="findingsHead")
        box.addWidget(self.findings_head)
        holder = QWidget()
        holder.setObjectName("exportFindings")
        self._cards: QVBoxLayout = column(holder, spacing=6)
        box.addWidget(holder)
        return card

    # -- showing -----------------------------------------------------------------------------------------------------

    def refresh(self) -> None:
        has_book = self._bench.book is not None
        self._nothing.setVisible(not has_book)
        self.work.setVisible(has_book)
        for needs_book in (self.export, self.preview):
            needs_book.setEnabled(has_book)
        if not has_book:
            return
        self.rounds.refresh()
        self.head.refresh()
        self._show_findings()

    def _show_findings(self) -> None:
        bench = self._bench
        wanted = (tuple(bench.findings), tuple(bench.answered))
        if wanted == self._shown:
            return
        self._shown = wanted
        counts = {s: sum(f.severity is s for f in bench.findings) for s in Severity}
        told = "，".join(f"{SEVERITY_LABELS[s]} {n} 条" for s, n in counts.items() if n)
        self.findings_head.setText(f"导出前检查：{told}" if told else "导出前检查：没有发现问题")
        emptied(self._cards)
        order = list(Severity)
        for finding in sorted(bench.findings, key=lambda f: order.index(f.severity))[:MOST_FINDINGS]:
            self._cards.addWidget(FindingCard(finding, self.locate_asked.emit, self._accept, wide=True))
        if len(bench.findings) > MOST_FINDINGS:
            self._cards.addWidget(label(f"另有 {len(bench.findings) - MOST_FINDINGS} 条，处理后依次显示。", "label"))
        if bench.answered:
            self._cards.addWidget(label(f"已说明理由 {len(bench.answered)} 条", "label"))
        for finding, accepted in bench.answered:
            self._cards.addWidget(AnsweredCard(finding, accepted, self._take_back))

    def show_head(self, field: str) -> None:
        """Go to a field of the form's head."""
        edit = self.head.fields.get(field)
        if edit:
            edit.setFocus()
            self.area.ensureWidgetVisible(edit)

    def _accept(self, finding: Finding, reason: str) -> None:
        book = self._bench.book
        if book:
            self._bench.do(lambda s, now: accept_finding(s, book.book_id, finding, reason, now), "已记下理由。")

    def _take_back(self, accepted_id: int) -> None:
        self._bench.do(lambda s, now: take_back_acceptance(s, accepted_id, now))

    def _edit_head(self, book: object) -> None:
        self._bench.do(lambda s, now: edit_head(s, book, now))  # type: ignore[arg-type]

    # -- exporting ---------------------------------------------------------------------------------------------------

    def _export(self) -> None:
        bench = self._bench
        book = bench.book
        if book is None:
            return
        if bench.open_round is None and not self.rounds.start_next():
            return
        round_ = bench.open_round
        folder = self._dialogs.choose_folder("导出到哪个文件夹", bench.store.settings.recall("export_folder"))
        if not folder or round_ is None:
            return
        bench.store.settings.remember("export_folder", folder)
        more = [ending for ending, choice in self.more.items() if choice.isChecked()]
        nameless = self.nameless.isChecked()
        review, now, store, documents = self.review.isChecked(), bench.now, bench.store, bench.services.documents

        def job(progress: Progress) -> Exported:
            with tempfile.TemporaryDirectory(prefix="mingzhang-") as scratch:
                wish = ExportWish(folder, scratch, more, review, os.path.exists, nameless)
                return export_round(store, documents, book.book_id, round_.round_id, wish, now, progress)

        self.export.setEnabled(False)
        bench.worker.run(job, lambda made: self._done(round_.round_id, made), self._failed)

    def _done(self, round_id: int, made: Exported) -> None:
        self.export.setEnabled(True)
        self._bench.do(lambda s, now: freeze_export(s, round_id, made, now))
        emptied(self._results)
        done = frame("hint", "exportResult")
        box = column(done, (10, 8, 8, 8), 4)
        box.addWidget(label(f"已写出 {len(made.files)} 个文件，版本码 {made.version_code}。", "bold"))
        for _, place in made.files:
            name = place.replace("\\", "/").rsplit("/", 1)[-1]
            box.addLayout(
                line(button(name, "openExported", lambda p=place: self._dialogs.show(p), "link", f"打开 {name}"), 1)
            )
        self._results.addWidget(done)
        for finding in made.findings:
            in_ledger = any(place.startswith(("task:", "head:")) for place in finding.where)
            self._results.addWidget(FindingCard(finding, self.locate_asked.emit if in_ledger else None, wide=True))
        self._bench.told.emit(f"已导出到 {made.form}")

    def _failed(self, error: LedgerError) -> None:
        self.export.setEnabled(True)
        self._bench.failed.emit(error.message)
