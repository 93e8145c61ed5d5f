"""Room: gui. 年报汇总, for the office: a folder's reports summed, who does not balance, what is behind each figure."""

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSplitter, QStackedWidget, QVBoxLayout, QWidget

from core.actions.reporting import add_report, keep_roll_up
from core.actions.rolling_up import Gathered, county_report, gather, read_one, summed, texts_of, write_roll_up
from core.actions.touched import Touched
from core.errors import LedgerError
from core.finding import Finding, Severity
from core.progress import Progress
from core.registers.figure_files import CountySum, county_sums, figures_sheet
from core.registers.kit import RegisterKit
from core.report.form import Form
from core.report.report import AnnualReport
from core.report.roll_up import RollUp
from core.units import Flag
from gui.chips import Chips
from gui.dialogs import Dialogs
from gui.finding_card import FindingCard
from gui.registers.kit import kit_of
from gui.report.figure_sums import Asked, ExpectedUnits, FigureSums, add_shares, add_sum
from gui.report.sheet import Sheet
from gui.report.sheet_model import Mark, SheetState
from gui.report.units_table import UnitsTable
from gui.signals import on
from gui.theme import Theme
from gui.widgets import BETWEEN, EDGE, EmptyPage, button, column, emptied, frame, label, line, scrolled
from gui.workbench import Workbench

MOST_FINDINGS, MOST_SHARES = 40, 60
EXPECTED = "rollup_expected"


class RollUpPage(QWidget):
    report_made = Signal()
    report_asked = Signal(object)  # Asked
    title = "年报汇总"

    def __init__(self, bench: Workbench, theme: Theme, dialogs: Dialogs) -> None:
        super().__init__()
        self.setObjectName("rollUpPage")
        self._bench, self._theme, self._dialogs = bench, theme, dialogs
        self.gathered = Gathered()
        self.result: RollUp | None = None
        self.total: AnnualReport | None = None
        self.state = SheetState()
        self._sheets: list[Sheet] = []
        self.kit: RegisterKit | None = None
        self.bar: list[QWidget] = [
            button("选择文件夹…", "rollUpFolder", self.choose_folder),
            button("汇总表…", "rollUpTotal", self.choose_total, hint="选择已编好的县级报告，与各单位相加的数核对"),
            button("导出汇总…", "rollUpExport", self.export, "primary"),
        ]
        self.stack = QStackedWidget()
        column(self).addWidget(self.stack)
        ask = button("选择文件夹…", "rollUpFirst", self.choose_folder, "primary")
        words = (
            "把各单位交来的年度报告放在一个文件夹里，在这里逐格相加，找出不平、缺报和改动的单位。只读取，不改动原文件。"
        )
        self.stack.addWidget(EmptyPage(words, ask))
        self.stack.addWidget(self._build())

    def _build(self) -> QWidget:
        work = QWidget()
        box = column(work, (EDGE, 10, EDGE, 12), 8)
        self._chips = Chips[int](self.show_view)
        box.addWidget(self._chips)
        split = QSplitter()
        split.setHandleWidth(BETWEEN)
        split.setChildrenCollapsible(False)
        self.views = QStackedWidget()
        self.units = UnitsTable()
        self.units.unit_chosen.connect(self._show_unit)
        self.views.addWidget(self.units)
        split.addWidget(self.views)
        split.addWidget(self._side())
        split.setStretchFactor(0, 68)
        split.setStretchFactor(1, 32)
        box.addWidget(split, 1)
        self.figure_sums = FigureSums()
        on(self.figure_sums.chosen, CountySum, self.show_figure)
        self._chips.add(0, "单位", "rollUpChip0")
        return work

    def _side(self) -> QWidget:
        side = frame("card")
        side.setMinimumWidth(280)
        box = column(side, (12, 10, 4, 10), 6)
        self.head = label(look="panel", name="rollUpHead", wrap=True)
        box.addWidget(self.head)
        inner = QWidget()
        inner.setProperty("look", "surface")
        self._cards: QVBoxLayout = column(inner, (0, 0, 8, 0), 6)
        box.addWidget(scrolled(inner), 1)
        box.addWidget(label("应报单位（每行一个，用来查缺报）", "label"))
        self.expected = ExpectedUnits(self._bench.store.settings.recall(EXPECTED) or self._owing())
        box.addWidget(self.expected)
        again = button("按名单重新核对", "rollUpAgain", self.sum_up, "link")
        self.keep = button(
            "作为本级报告编写", "rollUpKeep", self.make_report, "link", "把相加的数存为本级的年度报告，再写文字部分"
        )
        box.addLayout(line(again, self.keep, 1))
        return side

    def _owing(self) -> str:
        """Those of the directory who make a report that counts here, until the office writes its own list."""
        directory = self._bench.directory
        both = {Flag.REPORT, Flag.ROLL_UP}
        return "\n".join(u.name for u in directory.units if both <= u.flags) if directory else ""

    @property
    def context(self) -> str:
        if self.result is None:
            return ""
        return f"{self.gathered.year or ''}年度 · {len(self.result.units)} 个单位"

    # -- reading -----------------------------------------------------------------------------------------------------

    def choose_folder(self) -> None:
        bench = self._bench
        folder = self._dialogs.choose_folder(
            "选择各单位年度报告所在的文件夹", bench.store.settings.recall("rollup_folder")
        )
        if not folder:
            return
        bench.store.settings.remember("rollup_folder", folder)
        documents, forms, data = bench.services.documents, bench.services.forms, bench.store.folder
        kit = self.kit = kit_of(bench)

        def job(progress: Progress) -> Gathered:
            return gather(documents, forms(data), folder, progress, kit)

        bench.worker.run(job, self.take, self._tell)

    def choose_total(self) -> None:
        bench = self._bench
        place = self._dialogs.open_file("选择已编好的汇总报告", bench.store.settings.recall("rollup_folder"))
        if place:
            documents, forms, data = bench.services.documents, bench.services.forms, bench.store.folder
            bench.worker.run(lambda progress: read_one(documents, forms(data), place), self._take_total, self._tell)

    def _take_total(self, total: AnnualReport) -> None:
        self.total = total
        self.sum_up()

    def take(self, gathered: Gathered) -> None:
        """Show what was read of a folder."""
        if not gathered.reports:
            self._tell(LedgerError("这个文件夹里没有读到年度报告，没有汇总。请核对是否选错了文件夹。"))
            return
        self.gathered = gathered
        self._build_sheets(next(iter(gathered.reports.values())).form)
        self.stack.setCurrentIndex(1)
        self.sum_up()

    def _build_sheets(self, form: Form) -> None:
        for sheet in self._sheets:
            self.views.removeWidget(sheet)
            sheet.deleteLater()
        for index, _ in self._chips.items()[1:]:
            self._chips.remove(index)
        self._sheets = []
        for number, table in enumerate(form.tables, 1):
            sheet = Sheet(table, self.state, self._theme)
            sheet.body.setEditTriggers(sheet.body.EditTrigger.NoEditTriggers)
            sheet.body.chosen.connect(self.show_cell)
            self.views.addWidget(sheet)
            self._sheets.append(sheet)
            self._chips.add(number, table.name, f"rollUpChip{number}")
        self.views.removeWidget(self.figure_sums)
        if self.kit and self.gathered.figures:
            self.views.addWidget(self.figure_sums)
            self._chips.add(len(form.tables) + 1, "年度数据", f"rollUpChip{len(form.tables) + 1}")

    def sum_up(self) -> None:
        if not self.gathered.reports:
            return
        bench = self._bench
        expected = self.expected.names
        bench.store.settings.remember(EXPECTED, "\n".join(expected))
        before = bench.store.reports.rolled(self.gathered.year)
        self.result = summed(self.gathered, self.total, expected, before, bench.directory)
        self._fill_state(self.result)
        self.units.show_units(self.gathered, self.result, expected)
        figures, kit = self.gathered.figures, self.kit
        self.figure_sums.show_sums(county_sums(figures, kit, self.gathered.year) if kit and figures else ())
        self._show_all()
        bench.saved.emit()

    def _fill_state(self, result: RollUp) -> None:
        report = next(iter(self.gathered.reports.values()))
        self.state.texts = {c: str(n) for c, n in result.cells.items()}
        self.state.names = report.form.names
        self.state.marks = {d.cell: Mark.ERROR for d in result.differences}
        for sheet in self._sheets:
            sheet.refresh()

    # -- showing -----------------------------------------------------------------------------------------------------

    def show_view(self, index: int) -> None:
        self.views.setCurrentIndex(index)
        if index > len(self._sheets):
            self.figure_sums.tell()
            self.figure_sums.setFocus()
        elif index:
            self._sheets[index - 1].show_first_cell()
            self._sheets[index - 1].body.setFocus()
            self.show_cell(self._sheets[index - 1].body.cell)
        else:
            self._show_all()

    @property
    def findings(self) -> list[Finding]:
        found = [*self.gathered.findings, *(self.result.findings if self.result else ())]
        return sorted(found, key=lambda f: list(Severity).index(f.severity))

    def _show_all(self) -> None:
        found = self.findings
        errors = sum(f.severity is Severity.ERROR for f in found)
        self.head.setText(f"核对：错误 {errors} 条，其他 {len(found) - errors} 条" if found else "核对：没有发现问题")
        self._show_cards(found)

    def _show_unit(self, unit: str) -> None:
        found = [f for f in self.findings if f"unit:{unit}" in f.where]
        self.head.setText(unit)
        self._show_cards(found, "这个单位的报告没有发现问题。")
        if unit in self.gathered.reports:
            see = button("打开报告", "openUnitReport", lambda: self._ask(unit), "link", "在“年度报告”里打开")
            file = button("打开原文件", "openUnitFile", lambda: self._open_file(unit), "link")
            holder = QWidget()
            holder.setLayout(line(see, file, 1))
            self._cards.insertWidget(0, holder)

    def _show_cards(self, found: list[Finding], none: str = "各单位的报告都平，没有发现问题。") -> None:
        emptied(self._cards)
        for finding in found[:MOST_FINDINGS]:
            self._cards.addWidget(FindingCard(finding, self._locate))
        if len(found) > MOST_FINDINGS:
            self._cards.addWidget(label(f"另有 {len(found) - MOST_FINDINGS} 条。", "label"))
        if not found:
            self._cards.addWidget(label(none, "muted", wrap=True))
        self._cards.addStretch(1)

    def _locate(self, finding: Finding) -> None:
        cell = next((w for w in finding.where if w in self.state.names), "")
        unit = next((w[5:] for w in finding.where if w.startswith("unit:")), "")
        if cell and finding.rule == "R11" and self.result and cell in {d.cell for d in self.result.differences}:
            for index, sheet in enumerate(self._sheets, 1):
                if cell in sheet.body.sheet.grid.of_cell:
                    self._chips[index].click()
                    sheet.body.go_to(cell)
        elif unit in self.gathered.reports:
            self._ask(unit, cell, replace(finding, where=tuple(w for w in finding.where if not w.startswith("unit:"))))
        elif unit:
            self._chips[0].click()
            self.units.choose(unit)
            self._show_unit(unit)

    def _ask(self, unit: str, cell: str = "", finding: Finding | None = None) -> None:
        report, place = self.gathered.reports.get(unit), self.gathered.places.get(unit, "")
        if report is not None:
            self.report_asked.emit(Asked(unit, report, place, cell, finding if finding and finding.where else None))

    def show_cell(self, cell: str) -> None:
        """Drill-down: which units make the figure."""
        if not cell or self.result is None:
            return
        result = self.result
        emptied(self._cards)
        self.head.setText(self.state.names.get(cell, cell))
        self._cards.addWidget(label(f"各单位相加 {result.cells[cell]}", "bold", "shareSum"))
        difference = next((d for d in result.differences if d.cell == cell), None)
        if difference:
            card = frame("error", "shareDifference")
            words = f"汇总表填 {difference.total}，相差 {abs(difference.total - difference.summed)}。先核对：{'、'.join(difference.units[:5]) or '—'}"
            column(card, (10, 6, 8, 6)).addWidget(label(words, wrap=True))
            self._cards.addWidget(card)
        shares = {u: s.get(cell, 0) for u, s in result.shares.items()}
        add_shares(self._cards, shares, lambda unit: self._ask(unit, cell), MOST_SHARES)
        self._cards.addStretch(1)

    def show_figure(self, each: CountySum) -> None:
        """Which units make a sum of the year's figures."""
        emptied(self._cards)
        self.head.setText(each.figure.label)
        add_sum(self._cards, each, len(self.gathered.figures), MOST_SHARES)
        self._cards.addStretch(1)

    def _open_file(self, unit: str) -> None:
        place = self.gathered.places.get(unit, "")
        if place:
            self._dialogs.show(place)

    # -- out ---------------------------------------------------------------------------------------------------------

    def export(self) -> None:
        bench, result = self._bench, self.result
        if result is None:
            self.choose_folder()
            return
        folder = self._dialogs.choose_folder("汇总导出到哪个文件夹", bench.store.settings.recall("export_folder"))
        if not folder:
            return
        report = county_report(self.gathered, result, bench.unit, self.total)
        documents, today = bench.services.documents, bench.today
        sums = self.figure_sums.sums
        more = [figures_sheet(sums, [*self.gathered.figures])] if sums else []

        def job(progress: Progress) -> tuple[str, ...]:
            progress.step(0, 1, "正在写汇总")
            return write_roll_up(documents, report, result, folder, today, more)

        bench.worker.run(job, self._exported, self._tell)

    def _exported(self, places: tuple[str, ...]) -> None:
        year, texts = self.gathered.year, texts_of(self.gathered)
        self._bench.do(lambda s, now: keep_roll_up(s, year, texts, now))
        self._bench.told.emit(f"已写出 {'、'.join(p.replace(chr(92), '/').rsplit('/', 1)[-1] for p in places)}。")

    def make_report(self) -> None:
        bench, result = self._bench, self.result
        if result is None:
            return
        report = county_report(self.gathered, result, bench.unit, self.total)

        def make() -> Touched:
            return add_report(bench.store, report, "", bench.now).touched

        touched = bench.attempt(make)
        if touched:
            bench.look_again(touched)
            bench.told.emit("已把相加的数存为本级的年度报告，可以在“年度报告”里写文字部分。")
            self.report_made.emit()

    def _tell(self, error: LedgerError) -> None:
        self._bench.failed.emit(error.message)
