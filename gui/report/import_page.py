"""Room: gui. What was read of a report's file, before anything is stored; digits that ran together are asked about."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QRadioButton, QVBoxLayout, QWidget

from core.actions.previewing_report import ReportPreview, settled
from core.finding import Change, Finding
from core.report.report import AnnualReport
from gui.finding_card import FindingCard
from gui.report.desk import ReportDesk
from gui.report.words import word_count
from gui.widgets import BETWEEN, EDGE, Committing, button, column, frame, label, line, scrolled

MOST_FINDINGS = 12


class ReportImportPage(QWidget):
    confirmed = Signal(object, int)  # AnnualReport, the id of the report that it replaces or 0
    cancelled = Signal()
    title = "核对导入的年度报告"
    undoable = False

    def __init__(self, desk: ReportDesk, found: ReportPreview) -> None:
        super().__init__()
        self.setObjectName("reportImportPage")
        self._desk, self.found = desk, found
        self._choices: list[tuple[QButtonGroup, Sequence[Sequence[Change]]]] = []
        inner = QWidget()
        box = column(inner, (EDGE, 12, EDGE, 12), BETWEEN)
        column(self).addWidget(scrolled(inner))
        box.addWidget(self._head())
        box.addWidget(self._what_was_read())
        for finding in found.asked:
            box.addWidget(self._question(finding))
        others = [f for f in found.findings if not f.repairs]
        for finding in others[:MOST_FINDINGS]:
            box.addWidget(FindingCard(finding, wide=True))
        if len(others) > MOST_FINDINGS:
            box.addWidget(label(f"另有 {len(others) - MOST_FINDINGS} 条。", "label"))
        box.addStretch(1)
        self.bar = [
            button("取消", "cancelReportImport", self.cancelled.emit),
            button("确认导入", "confirmReportImport", self._confirm, "primary"),
        ]

    @property
    def context(self) -> str:
        return f"{self.found.name} · 确认之前什么都不保存"

    def _head(self) -> QWidget:
        report = self.found.report
        card = frame("card")
        box = column(card, (EDGE, 10, EDGE, 10), 6)
        box.addWidget(label(report.title or "（没有读到标题）", "bold", wrap=True))
        self.unit = Committing("importedUnit", "报告单位", "单位全称")
        self.unit.setMinimumWidth(260)
        self.unit.setText(report.unit or self._desk.bench.unit)
        self.year = Committing("importedYear", "报告年度", "如 2025")
        self.year.setText(str(report.year or ""))
        self.year.setMaximumWidth(90)
        box.addLayout(
            line(label("单位"), self.unit, label("年度"), self.year, label(f"表样：{report.form.basis}", "muted"), 1)
        )
        self._ways(box)
        return card

    def _ways(self, box: QVBoxLayout) -> None:
        """A report of the same unit and year is brought up to date, or stands beside."""
        report = self.found.report
        self.same = next((h for h in self._desk.own if (h.unit, h.year) == (self.unit.text(), report.year)), None)
        self.replace_it = QRadioButton(f"更新已有的{report.year or ''}年度报告（原来的内容可以用撤销找回）")
        self.replace_it.setObjectName("replaceReport")
        self.beside = QRadioButton("另存为一份新的报告")
        self.beside.setObjectName("besideReport")
        for choice in (self.replace_it, self.beside):
            box.addWidget(choice)
            choice.setVisible(self.same is not None)
        self.replace_it.setChecked(True)

    def _what_was_read(self) -> QWidget:
        report = self.found.report
        card = frame("card")
        box = column(card, (EDGE, 10, EDGE, 10), 4)
        box.addWidget(label("读到的内容", "panel"))
        for table in report.form.tables:
            ids = [c for row in table.lines for c in row.cells]
            filled = sum(report.cells[c] is not None for c in ids)
            missing = "没有找到" if table.table_id in report.absent else f"{len(ids)} 格，读到 {filled} 格"
            box.addWidget(label(f"{table.name}：{missing}", name=f"read{table.table_id}"))
        for shape in report.form.sections:
            section = report.section(shape.number)
            said = f"{word_count(section.text)} 字" if section else "没有找到"
            box.addWidget(label(f"{shape.title}：{said}", "muted"))
        return card

    def _question(self, finding: Finding) -> QWidget:
        card = frame("warning", "askedCard")
        box = column(card, (10, 8, 8, 8), 4)
        box.addWidget(label(finding.message.split("可能是：")[0], wrap=True))
        group = QButtonGroup(card)
        for number, reading in enumerate(finding.repairs):
            choice = QRadioButton("，".join(str(c.after) for c in reading))
            choice.setObjectName(f"reading{number}")
            group.addButton(choice, number)
            box.addWidget(choice)
        leave = QRadioButton("先空着，对照原文填")
        leave.setObjectName("readingNone")
        leave.setChecked(True)
        group.addButton(leave, len(finding.repairs))
        box.addWidget(leave)
        self._choices.append((group, finding.repairs))
        return card

    def _confirm(self) -> None:
        year = self.year.text().strip()
        if not year.isdecimal() or not self.unit.text().strip():
            self._desk.bench.failed.emit("请填写单位全称和四位数的年度，再确认导入。还没有保存任何内容。")
            return
        chosen = [readings[g.checkedId()] for g, readings in self._choices if 0 <= g.checkedId() < len(readings)]
        report = self._named(settled(self.found.report, chosen), int(year))
        same = next((h for h in self._desk.own if (h.unit, h.year) == (report.unit, report.year)), None)
        self.confirmed.emit(report, same.report_id if same and self.replace_it.isChecked() else 0)

    def _named(self, report: AnnualReport, year: int) -> AnnualReport:
        return replace(report, year=year, unit=self.unit.text().strip())
