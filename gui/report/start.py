"""Room: gui. No report yet, or another one: its year and unit, or a file to take in."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QSpinBox, QWidget

from core.actions.reporting import Reported, start_report
from core.actions.touched import Touched
from gui.report.desk import ReportDesk
from gui.widgets import Committing, button, column, label, line


def usual_year(today_month: int, year: int) -> int:
    """A report is written from January on for the year that has ended; in autumn for the one that is ending."""
    return year - 1 if today_month <= 8 else year


class NoReport(QWidget):
    import_asked = Signal()

    def __init__(self, desk: ReportDesk) -> None:
        super().__init__()
        self.setObjectName("noReport")
        self._desk = desk
        box = column(self, spacing=10)
        box.addStretch(2)
        words = label(
            "这里编写政府信息公开工作年度报告：填三张表、写六个部分，边填边核对勾稽关系。", "muted", wrap=True
        )
        words.setMinimumWidth(540)
        words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        box.addLayout(line(1, words, 1))
        self.year = QSpinBox()
        self.year.setObjectName("newReportYear")
        self.year.setAccessibleName("报告年度")
        self.year.setRange(2008, 2100)
        self.year.setSuffix(" 年度")
        self.unit = Committing("newReportUnit", "报告单位", "单位全称")
        self.unit.setMinimumWidth(240)
        self.form = QComboBox()
        self.form.setObjectName("newReportForm")
        self.form.setAccessibleName("表样")
        make = button("新建年度报告", "newReportButton", self._start, "primary")
        box.addLayout(line(1, self.year, self.unit, self.form, 1))
        read = button("导入已有的报告…", "importReportFirst", self.import_asked.emit)
        self.back = button("返回", "backToReport", lambda: desk.read(), "link")
        box.addLayout(line(1, make, read, self.back, 1))
        box.addStretch(3)
        self.refresh()

    def refresh(self) -> None:
        bench = self._desk.bench
        self.year.setValue(usual_year(bench.today.month, bench.today.year))
        self.unit.setText(bench.unit)
        self.back.setVisible(bool(self._desk.own))
        if not self.form.count():
            for form in sorted(self._desk.forms, key=lambda f: -f.first_year):
                self.form.addItem(form.basis, form.form_id)
        self.form.setVisible(self.form.count() > 1)

    def _start(self) -> None:
        desk, bench = self._desk, self._desk.bench
        form = next((f for f in desk.forms if f.form_id == self.form.currentData()), None)
        unit, year = self.unit.text().strip(), self.year.value()
        if form is None:
            bench.failed.emit("没有可用的报告格式文件，请重新安装本程序；已有数据不受影响。")
            return
        if not unit:
            bench.failed.emit("请填写报告单位的全称，再新建年度报告。")
            self.unit.setFocus()
            return
        if same := next((h for h in desk.own if (h.unit, h.year) == (unit, year)), None):
            desk.read(same.report_id)
            bench.told.emit(f"{unit}{year}年度报告已经有了，已打开。")
            return
        made: list[Reported] = []

        def start() -> Touched:
            made.append(start_report(desk.store, form, year, unit, bench.now))
            return made[0].touched

        if desk.attempt(start):
            desk.read(made[0].report_id)
