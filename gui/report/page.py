"""Room: gui. 年度报告: six sections as chips, the sheet or the words on the left, what does not add up on the right."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QComboBox, QSplitter, QStackedWidget, QWidget

from core.finding import Finding
from core.report.form import FormSection
from core.report.live import cells_of, chief_cell, section_of
from core.report.record import ReportHead
from gui.chips import Chips
from gui.dialogs import Dialogs
from gui.report.desk import ReportDesk
from gui.report.panel import ResultPanel
from gui.report.section_view import SectionView
from gui.report.start import NoReport
from gui.report.words import word_count
from gui.theme import Theme
from gui.widgets import BETWEEN, EDGE, button, column
from gui.workbench import Workbench

SHORT = ("总体情况", "主动公开", "申请办理", "复议诉讼", "问题改进", "其他事项")
NEW, REMOVE = 0, -1  # entries of the list of reports that are none
NUMERALS = "一二三四五六七八九"


class ReportPage(QWidget):
    """`import_asked` and `export_asked` open pages of their own; `context_changed` tells the one line of context."""

    import_asked = Signal()
    export_asked = Signal()
    context_changed = Signal()
    title = "年度报告"

    def __init__(self, bench: Workbench, theme: Theme, dialogs: Dialogs) -> None:
        super().__init__()
        self.setObjectName("reportPage")
        self._bench, self._theme, self._dialogs = bench, theme, dialogs
        self.desk = ReportDesk(bench, self)
        self.section = 1
        self._form_id = ""
        self._at_finding = -1
        self.views: dict[int, SectionView] = {}
        self._build_bar()
        outer = column(self)
        self.stack = QStackedWidget()
        outer.addWidget(self.stack)
        self.none_yet = NoReport(self.desk)
        self.none_yet.import_asked.connect(self.import_asked.emit)
        self.stack.addWidget(self.none_yet)
        self._build_work()
        self.desk.opened.connect(self._show_opened)
        self.desk.changed.connect(self._show_changed)
        self.desk.checked.connect(self._show_checked)
        self.desk.repaired.connect(self._refresh_sheets)
        QShortcut(QKeySequence("F8"), self, self.next_finding)
        QShortcut(QKeySequence("Shift+F8"), self, lambda: self.next_finding(-1))
        self.desk.read()

    # -- building ----------------------------------------------------------------------------------------------------

    def _build_bar(self) -> None:
        self.chooser = QComboBox()
        self.chooser.setObjectName("reportChooser")
        self.chooser.setAccessibleName("打开哪一份年度报告")
        self.chooser.setMinimumWidth(150)
        self.chooser.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.chooser.setMinimumContentsLength(24)
        self.chooser.activated.connect(self._choose)
        self.bar: list[QWidget] = [
            self.chooser,
            button("导入报告…", "importReportButton", self.import_asked.emit),
            button("核对并导出", "exportReportButton", self.export_asked.emit, "primary"),
        ]

    def _build_work(self) -> None:
        work = QWidget()
        box = column(work, (EDGE, 10, EDGE, 12), 8)
        self.chips = Chips[int](self.show_section)
        box.addWidget(self.chips)
        self.sections = QStackedWidget()
        self.panel = ResultPanel(self.desk, self._dialogs)
        self.panel.located.connect(self.show_finding)
        self.panel.cell_asked.connect(self.show_cell)
        self.split = QSplitter(Qt.Orientation.Horizontal)
        self.split.setChildrenCollapsible(False)
        self.split.setHandleWidth(BETWEEN)
        self.split.addWidget(self.sections)
        self.split.addWidget(self.panel)
        self.panel.setMinimumWidth(260)
        self.sections.setMinimumWidth(420)
        self.split.setStretchFactor(0, 70)
        self.split.setStretchFactor(1, 30)
        self.split.setSizes([720, 340])  # pyright: ignore[reportUnknownMemberType]
        box.addWidget(self.split, 1)
        self.stack.addWidget(work)

    def _build_sections(self) -> None:
        """For the form of the open report; again only where the form is another one."""
        report = self.desk.report
        if report is None or report.form.form_id == self._form_id:
            return
        self._form_id = report.form.form_id
        for view in self.views.values():
            self.sections.removeWidget(view)
            view.deleteLater()
        for number in self.views:
            self.chips.remove(number)
        self.views = {}
        for section in report.form.sections:
            self._add_section(section)
        self.show_section(self.section if self.section in self.views else 1)

    def _add_section(self, section: FormSection) -> None:
        assert self.desk.report is not None
        view = SectionView(self.desk, section, self._theme, self._dialogs)
        self.sections.addWidget(view)
        self.views[section.number] = view
        self.chips.add(section.number, "", f"reportChip{section.number}", section.title)

    # -- showing -----------------------------------------------------------------------------------------------------

    @property
    def context(self) -> str:
        head = self.desk.head
        if head is None:
            return ""
        version = f"已公布第 {self.desk.versions[-1].number} 版" if self.desk.versions else "草稿"
        version = "从文件收入，供对照查看" if head.reference else version
        return f"{head.unit} · {head.year or ''}年度 · {version}"

    @property
    def summary(self) -> str:
        """For the line at the foot of the window."""
        report = self.desk.report
        if report is None:
            return ""
        filled = sum(v is not None for v in report.cells.values())
        return f"三张表 {len(report.cells)} 格 · 已填 {filled} 格 · 待处理 {len(self.desk.standing.still)} 条"

    @property
    def open_count(self) -> int:
        return len(self.desk.standing.still)

    @property
    def start_here(self) -> QWidget:
        view = self.views.get(self.section)
        return view.first_place if view and self.desk.report else self.none_yet

    def refresh(self) -> None:
        """The page is shown again: the ledger may have been imported, the unit set."""
        if self.desk.head is None:
            self.desk.read()
            self.none_yet.refresh()

    def _show_opened(self) -> None:
        self._show_list()
        self.stack.setCurrentIndex(1 if self.desk.report else 0)
        if self.desk.report is None:
            self.none_yet.refresh()
        else:
            self._build_sections()
            for view in self.views.values():
                view.show_report(anew=True)
        self.context_changed.emit()

    def _show_list(self) -> None:
        self.chooser.clear()
        shown = [h for h in self.desk.heads if not h.reference or h == self.desk.head]
        for head in shown:
            self.chooser.addItem(_named(head), head.report_id)
        self.chooser.addItem("新建一份…", NEW)
        self.chooser.addItem("删除打开的这份…", REMOVE)
        self.chooser.setVisible(bool(shown) and self.isVisible())
        if self.desk.head:
            self.chooser.setCurrentIndex(self.chooser.findData(self.desk.head.report_id))

    def _choose(self, at: int) -> None:
        self.commit_typing()
        report_id = int(self.chooser.itemData(at))
        if report_id > 0:
            self.desk.read(report_id)
        elif report_id == REMOVE:
            self._remove()
        else:
            self.none_yet.refresh()
            self.stack.setCurrentIndex(0)

    def _remove(self) -> None:
        head = self.desk.head
        if head is None:
            return
        what = "三张表、各部分文字、已说明的理由和公布记录一起删除；先做一次备份，也可以撤销。"
        if self._dialogs.confirm(f"删除《{head.title}》？", what, "删除"):
            self.desk.remove()
        self._show_list()

    def _show_changed(self, changed: object) -> None:
        for view in self.views.values():
            view.show_report()

    def _show_checked(self) -> None:
        self._at_finding = -1
        report = self.desk.report
        if report is None:
            return
        for number in self.views:
            found = self.desk.of_section(number)
            text = f"{NUMERALS[number - 1]} {SHORT[number - 1] if number <= len(SHORT) else ''}"
            section = report.section(number)
            if section and number not in (2, 3, 4) and (words := word_count(section.text)):
                text += f" {words}字"
            self.chips.show_words(
                number, f"{text}　● {len(found)}" if found else text, f"{text}，{len(found)} 条待处理"
            )
        self._refresh_sheets()
        self.context_changed.emit()

    def _refresh_sheets(self) -> None:
        for view in self.views.values():
            view.refresh()

    def show_section(self, number: int) -> None:
        self.commit_typing()
        self.section = number
        self.sections.setCurrentWidget(self.views[number])
        self.chips.choose(number)
        self.panel.show_section(number)
        self.views[number].first_place.setFocus()

    def show_finding(self, finding: Finding) -> None:
        report = self.desk.report
        if report is None:
            return
        cell = chief_cell(finding, report.form, self.desk.broken)
        if cell and not any(p.startswith("section:") for p in finding.where[:1]):
            self.show_cell(cell)
        else:
            self.show_section(section_of(finding, report.form))
            self.views[self.section].find_words(finding)

    def show_cell(self, cell: str) -> None:
        report = self.desk.report
        table = next((t for t in report.form.tables if cell.split(".")[0] == t.table_id), None) if report else None
        if table:
            self.show_section(table.section)
            self.views[table.section].go_to(cell)

    def next_finding(self, by: int = 1) -> None:
        """F8: round and round through all that is open, in the form's order of sections."""
        report = self.desk.report
        if report is None:
            return
        still = sorted(self.desk.standing.still, key=lambda f: section_of(f, report.form))
        if not still:
            self._bench.told.emit("没有待处理的问题。")
            return
        self._at_finding = (self._at_finding + by) % len(still)
        finding = still[self._at_finding]
        self.show_finding(finding)
        where = (
            report.form.names.get(chief_cell(finding, report.form, self.desk.broken), "")
            if cells_of(finding, report.form)
            else ""
        )
        self._bench.told.emit(
            f"第 {self._at_finding + 1}/{len(still)} 条{'，' + where if where else ''}：{finding.message}"
        )

    def commit_typing(self) -> None:
        for view in self.views.values():
            view.commit()


def _named(head: ReportHead) -> str:
    return f"{head.year or ''}年度　{head.unit}" + ("（对照）" if head.reference else "")
