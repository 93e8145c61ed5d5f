"""Room: gui. Which report is last year's: the one kept here, one from a file, or none."""

from PySide6.QtWidgets import QFrame, QWidget

from core.actions.reporting import add_report, compare_with
from core.actions.touched import Touched
from core.errors import LedgerError
from core.progress import Progress
from core.report.read import read_report
from core.report.record import AUTOMATIC, NOTHING_COMPARED
from core.report.report import AnnualReport
from gui.dialogs import Dialogs
from gui.report.desk import ReportDesk
from gui.widgets import Flow, button, column, emptied, label

MOST_OTHERS = 3


class LastYearCard(QFrame):
    def __init__(self, desk: ReportDesk, dialogs: Dialogs) -> None:
        super().__init__()
        self.setObjectName("lastYearCard")
        self.setProperty("look", "unit")
        self._desk, self._dialogs = desk, dialogs
        box = column(self, (10, 6, 8, 6), 2)
        self.words = label(look="label", name="lastYearWords", wrap=True)
        box.addWidget(self.words)
        self.plan = label(look="label", name="planWords", wrap=True)
        box.addWidget(self.plan)
        holder = QWidget()
        self._links = Flow(holder, 4)
        box.addWidget(holder)

    def refresh(self) -> None:
        desk, head, last = self._desk, self._desk.head, self._desk.last_head
        self.setVisible(head is not None)
        if head is None:
            return
        year = (head.year or 0) - 1
        if last is not None:
            source = f"来自文件“{last.original_name}”" if last.reference else "本程序里的报告"
            self.words.setText(f"上年报告：{last.unit}{last.year or ''}年（{source}）")
        elif head.compared_with == NOTHING_COMPARED:
            self.words.setText("上年报告：不对照，跨年规则没有核对。")
        else:
            self.words.setText(f"上年报告：没有{year}年度的报告，跨年规则没有核对。")
        emptied(self._links)
        self._links.addWidget(button("从文件选…", "lastYearFileButton", self.choose_file, "link"))
        kept = [h for h in desk.heads if h.year == year and h.report_id != head.report_id][:MOST_OTHERS]
        for other in kept:
            if other != last:
                words = f"用{other.original_name}" if other.reference else f"用{other.unit}{other.year}年"
                self._links.addWidget(
                    button(
                        words, "lastYearOther", lambda i=other.report_id: self._choose(i), "link", f"对照 {other.title}"
                    )
                )
        if last is not None:
            self._links.addWidget(button("不对照", "lastYearNone", lambda: self._choose(NOTHING_COMPARED), "link"))
        elif head.compared_with == NOTHING_COMPARED:
            self._links.addWidget(button("恢复自动对照", "lastYearAuto", lambda: self._choose(AUTOMATIC), "link"))
        self.plan.setVisible(bool(head.plan))
        self.plan.setText(f"工作要点：{head.plan_name}")
        plan = "不再对照工作要点" if head.plan else "对照工作要点…"
        self._links.addWidget(
            button(plan, "planButton", self.choose_plan, "link", "核对要点的时限和量化指标与报告所写是否一致")
        )

    def choose_plan(self) -> None:
        desk, bench = self._desk, self._desk.bench
        if desk.head and desk.head.plan:
            desk.hold_against_plan("")
            return
        place = self._dialogs.open_file("选择当年的工作要点", bench.store.settings.recall("import_folder"))
        if place:
            documents = bench.services.documents
            bench.worker.run(lambda progress: documents.read(place), lambda plan: self._take_plan(place), desk.tell)

    def _take_plan(self, place: str) -> None:
        """It could be read: it is kept with the report, and the desk compares."""
        if self._desk.hold_against_plan(place):
            self._desk.bench.told.emit("已留存工作要点，正在与报告对照；不一致的列在下面。")

    def _choose(self, report_id: int) -> None:
        head = self._desk.head
        if head:
            self._desk.attempt(lambda: compare_with(self._desk.store, head.report_id, report_id, self._desk.bench.now))

    def choose_file(self) -> None:
        bench = self._desk.bench
        place = self._dialogs.open_file("选择上年的年度报告", bench.store.settings.recall("import_folder"))
        if not place:
            return
        documents, forms = bench.services.documents, self._desk.forms

        def job(progress: Progress) -> AnnualReport:
            progress.step(0, 1, "正在读取上年报告")
            return read_report(documents.read(place), forms)[0]

        bench.worker.run(job, lambda report: self._take(report, place), self._desk.tell)

    def _take(self, report: AnnualReport, place: str) -> None:
        """Kept as a reference: it is not one of the unit's own reports in the list."""
        desk, head = self._desk, self._desk.head
        if head is None:
            return
        if report.year and head.year and report.year != head.year - 1:
            desk.tell(LedgerError(f"这份报告是{report.year}年度的，不是{head.year - 1}年度的，没有用来对照。"))
            return

        def keep() -> Touched:
            return add_report(desk.store, report, place, desk.bench.now, last_year_of=head.report_id).touched

        if desk.attempt(keep):
            desk.bench.told.emit(f"已按{report.unit}{report.year or ''}年度报告对照，跨年规则已核对。")
