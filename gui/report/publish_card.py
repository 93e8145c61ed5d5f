"""Room: gui. 登记公布: the versions that were published, and for a changed one the 更正说明."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QWidget

from core.actions.report_out import version_code_of
from core.actions.reporting import publish
from core.days import shown_day
from core.report.papers import correction_text
from core.report.record import version_report
from gui.report.desk import ReportDesk
from gui.widgets import EDGE, DayEdit, Flow, button, column, emptied, label, line


class PublishCard(QFrame):
    version_asked = Signal(object)  # ReportVersion

    def __init__(self, desk: ReportDesk) -> None:
        super().__init__()
        self.setObjectName("publishCard")
        self.setProperty("look", "card")
        self._desk = desk
        self._proposed = ""
        box = column(self, (EDGE, 10, EDGE, 12), 6)
        box.addWidget(label("公布", "panel"))
        self.words = label(look="muted", name="versionWords", wrap=True)
        box.addWidget(self.words)
        holder = QWidget()
        self._versions = Flow(holder, 6)
        box.addWidget(holder)
        self.correction_head = label("更正说明（列出改动的格，可以补充原因）：")
        self.correction_edit = QPlainTextEdit()
        self.correction_edit.setObjectName("correctionEdit")
        self.correction_edit.setAccessibleName("更正说明")
        self.correction_edit.setTabChangesFocus(True)
        self.correction_edit.setFixedHeight(96)
        box.addWidget(self.correction_head)
        box.addWidget(self.correction_edit)
        self.day = DayEdit("publishDay", "公布日期", desk.bench.today.year)
        self.day.setMaximumWidth(140)
        self.day.show_day(desk.bench.today)
        self.agree = button("登记公布", "publishButton", self._publish)
        box.addLayout(line(label("公布日期"), self.day, self.agree, 1))

    @property
    def correction(self) -> str:
        """The 更正说明 as it stands, "" where nothing was published or nothing changed since."""
        return self.correction_edit.toPlainText().strip() if not self.correction_edit.isHidden() else ""

    def refresh(self) -> None:
        desk = self._desk
        versions, head, report = desk.versions, desk.head, desk.report
        if head is None or report is None:
            return
        year = desk.bench.today.year
        told = [f"第 {v.number} 版 {shown_day(v.published_on, year)}公布，版本码 {v.version_code}" for v in versions]
        changed = ""
        if versions:
            changed = correction_text(version_report(head, versions[-1], report.form), report)
            told.append("报告在公布后有改动，再次公布需要更正说明。" if changed else "报告与已公布的版本一致。")
        emptied(self._versions)
        for version in versions:
            words = f"写出第 {version.number} 版…"
            self._versions.addWidget(
                button(words, "writeVersion", lambda v=version: self.version_asked.emit(v), "link")
            )
        self.words.setText(
            "；".join(told) if told else "还没有登记公布。报告公开后在这里登记日期，以后的改动会列成更正说明。"
        )
        for widget in (self.correction_head, self.correction_edit):
            widget.setVisible(bool(changed))
        self.agree.setEnabled(not versions or bool(changed))
        if changed != self._proposed and self.correction_edit.toPlainText().strip() in ("", self._proposed):
            self.correction_edit.setPlainText(changed)
        self._proposed = changed

    def _publish(self) -> None:
        desk, head, report, day = self._desk, self._desk.head, self._desk.report, self.day.day
        if head is None or report is None:
            return
        if day is None:
            desk.bench.failed.emit("请填写公布日期，如“1月28日”。还没有登记。")
            return
        code, words = version_code_of(report), self.correction
        done = desk.bench.do(
            lambda s, now: publish(s, head.report_id, day, words, code, now),
            f"已登记 {shown_day(day)}公布，版本码 {code}。",
        )
        if done:
            self.correction_edit.clear()
            self.refresh()
