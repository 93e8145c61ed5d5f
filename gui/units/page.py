"""Room: gui. 单位名录: the table with its side panel, names to decide, names that mean many, adding many."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLineEdit, QSplitter, QStackedWidget, QWidget

from core.actions.directory import change_unit, change_units, move_units, remove_units
from core.errors import LedgerError
from core.progress import Progress
from core.unit_list import list_sheet
from core.units import Unit
from gui.chips import Chips
from gui.dialogs import Dialogs
from gui.theme import Theme
from gui.units.adding import AddingView
from gui.units.decisions import NameDecisions, place_on, tasks_on
from gui.units.groups import GroupsView, groups_printed
from gui.units.panel import UnitPanel
from gui.units.table import UnitsTable
from gui.units.table_model import FIRST_FLAG, FLAGS, UnitsModel, sort_key
from gui.widgets import BETWEEN, EDGE, EmptyPage, button, column, label, line, scrolled
from gui.workbench import Workbench

TABLE, DECISIONS, GROUPS, ENDED = range(4)
TITLES = ("单位", "待定名称", "统称", "已撤并")
XLSX = "工作簿 (*.xlsx)"


class UnitsPage(QWidget):
    context_changed = Signal()
    title = "单位名录"

    def __init__(self, bench: Workbench, theme: Theme, dialogs: Dialogs) -> None:
        super().__init__()
        self.setObjectName("unitsPage")
        self._bench, self._theme, self._dialogs = bench, theme, dialogs
        self.view = TABLE
        self.sorting: tuple[int, bool] | None = None
        self._units: tuple[Unit, ...] = ()
        self._named: object = None  # what the names were last looked at with
        self._groups = 0
        self.bar: list[QWidget] = [
            button("导出名录…", "exportUnits", self.export),
            button("添加单位…", "addUnits", self.add, "primary"),
        ]
        self.stack = QStackedWidget()
        column(self).addWidget(self.stack)
        self.adding = AddingView(bench, dialogs)
        self.adding.finished.connect(self._added)
        self.stack.addWidget(self._build_empty())
        self.stack.addWidget(self._build_work())
        self.stack.addWidget(self._edged(self.adding))
        bench.subjects_touched.connect(self._heard)
        bench.book_read.connect(self._read_soon)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self.refresh)
        self.refresh()

    # -- building ----------------------------------------------------------------------------------------------------

    def _edged(self, inner: QWidget) -> QWidget:
        holder = QWidget()
        column(holder, (EDGE, 10, EDGE, 12)).addWidget(inner)
        return holder

    def _build_empty(self) -> QWidget:
        words = (
            "单位名录列出乡镇、街道和各部门，决定台账发给谁、谁编年报、谁参加考核。"
            "可以从打开的台账里提取责任单位，也可以读取或粘贴一份名单。"
        )
        return EmptyPage(words, button("添加单位…", "addFirstUnits", self.add, "primary"))

    def _build_work(self) -> QWidget:
        work = QWidget()
        box = column(work, (EDGE, 10, EDGE, 12), 8)
        self._chips = Chips[int](self.show_view)
        for at, words in enumerate(TITLES):
            self._chips.add(at, words, f"unitsChip{at}")
        self._chips.choose(TABLE)
        self.search = QLineEdit()
        self.search.setObjectName("unitSearch")
        self.search.setAccessibleName("查找单位")
        self.search.setPlaceholderText("查找名称、简称、联系人、电话")
        self.search.setClearButtonEnabled(True)
        self.search.setFixedWidth(250)
        self.search.textChanged.connect(self._show_table)
        row = line(self._chips, self.search)
        row.setStretch(0, 1)
        box.addLayout(row)
        self.views = QStackedWidget()
        self.views.addWidget(self._build_table())
        self.decisions = NameDecisions(self._bench, "任务里的单位名称都已对上，没有要确定的。", listens=False)
        self.views.addWidget(scrolled(self.decisions))
        self.groups = GroupsView(self._bench)
        self.views.addWidget(scrolled(self.groups))
        box.addWidget(self.views, 1)
        return work

    def _build_table(self) -> QWidget:
        self.table = UnitsTable(UnitsModel(self._edit), self._theme)
        self.table.tick_asked.connect(self._tick)
        self.table.remove_asked.connect(self.remove)
        self.table.paste_asked.connect(self.paste)
        self.table.sort_asked.connect(self.sort)
        self.panel = UnitPanel(self._bench)
        self.table.selectionModel().selectionChanged.connect(lambda *_: self._show_panel())  # pyright: ignore[reportUnknownArgumentType, reportUnknownLambdaType]
        self.table.unit_chosen.connect(lambda _: self._show_panel())  # pyright: ignore[reportUnknownArgumentType, reportUnknownLambdaType]
        self.panel.remove_asked.connect(self.remove)
        self.panel.move_asked.connect(self.move_chosen)
        left = QWidget()
        box = column(left, spacing=6)
        box.addWidget(self.table, 1)
        self.none = label("", "muted", "noUnitFound")
        box.addWidget(self.none)
        box.addWidget(
            label("双击或直接打字修改，空格勾选；可选多行一起勾选。顺序就是下发文件的序号。", "label", wrap=True)
        )
        split = QSplitter()
        split.setHandleWidth(BETWEEN)
        split.setChildrenCollapsible(False)
        split.addWidget(left)
        split.addWidget(self.panel)
        split.setStretchFactor(0, 78)
        split.setStretchFactor(1, 22)
        return split

    # -- showing -----------------------------------------------------------------------------------------------------

    @property
    def context(self) -> str:
        there = [u for u in self._units if u.until is None]
        ledgers = sum(FLAGS[0] in u.flags for u in there)
        return f"{len(there)} 个单位，其中 {ledgers} 个发台账" if there else "还没有单位"

    @property
    def open_count(self) -> int:
        """Names that wait for a decision."""
        return len(self.decisions.pending) if self._units else 0

    @property
    def start_here(self) -> QWidget:
        return self.table if self.stack.currentIndex() == 1 else self

    def _heard(self, subjects: object) -> None:
        if not isinstance(subjects, frozenset) or "units" not in subjects:
            return
        if self.table.editing:  # a row that moves must not take its editor away while that is handing over
            self._soon.start(0)
        else:
            self.refresh()

    def _read_soon(self) -> None:
        if self.isVisible():
            self._soon.start(0)

    def refresh(self) -> None:
        self._units = self._bench.store.units.all()
        self._read_names()
        if self.stack.currentIndex() != 2:
            self.stack.setCurrentIndex(1 if self._units else 0)
        self._count_chips()
        self._show_table()
        self.context_changed.emit()

    def _read_names(self) -> None:
        """Names are looked at anew where tasks or units' names changed, not for every tick and telephone."""
        tasks = tasks_on(self._bench)
        named = tuple((u.name, u.kind, u.aliases, u.until) for u in self._units)
        now = (tasks, named, self._bench.store.units.meanings())
        if now != self._named:
            self._named = now
            self.decisions.show_tasks(tasks, place_on(self._bench))
            self.groups.refresh()
            self._groups = len(groups_printed(self._bench))

    def _count_chips(self) -> None:
        ended = sum(u.until is not None for u in self._units)
        counts = (
            len(self._units) - ended,
            len(self.decisions.pending),
            self._groups,
            ended,
        )
        for at, count in enumerate(counts):
            self._chips.show_count(at, count, at != ENDED or bool(ended) or self.view == ENDED)

    def show_view(self, view: int) -> None:
        self.view = view
        self._chips.choose(view)
        self.views.setCurrentIndex(view if view in (DECISIONS, GROUPS) else 0)
        self.search.setVisible(view in (TABLE, ENDED))
        self._show_table()

    def _show_table(self) -> None:
        words = self.search.text().split()
        shown = [u for u in self._units if (u.until is None) is (self.view != ENDED) and _has(u, words)]
        if self.sorting:
            column_, descending = self.sorting
            kind_of = self.table.units.kind_of
            shown.sort(key=lambda u: sort_key(u, column_, kind_of(u)), reverse=descending)
        self.table.show_units(shown, self._bench.directory)
        self.table.show_sorting(*(self.sorting or (-1, False)))
        self.none.setText("没有找到这样的单位。" if words and not shown else "")
        self.none.setVisible(bool(self.none.text()))
        self._show_panel()

    def _show_panel(self) -> None:
        self.panel.show_units(self.table.chosen)

    def sort(self, column_: int) -> None:
        """Upwards, downwards, then in the office's own order again."""
        before = self.sorting
        if before is None or before[0] != column_:
            self.sorting = column_, False
        else:
            self.sorting = None if before[1] else (column_, True)
        self._show_table()

    def find_here(self) -> None:
        self.search.setFocus()
        self.search.selectAll()

    # -- acting ------------------------------------------------------------------------------------------------------

    def _edit(self, after: Unit) -> bool:
        return self._bench.do(lambda s, now: change_unit(s, after, now))

    def _tick(self, column_: int, on: bool) -> None:
        flag = FLAGS[column_ - FIRST_FLAG]
        chosen = [u for u in self.table.chosen if u.until is None]
        after = [replace(u, flags=u.flags | {flag} if on else u.flags - {flag}) for u in chosen]
        self._bench.do(lambda s, now: change_units(s, after, now))

    def move_chosen(self, down: bool) -> None:
        if self.sorting:
            self._bench.failed.emit("现在按列排序显示，移动前请再按一次表头，恢复名录自己的顺序。")
            return
        ids = [u.unit_id for u in self.table.chosen]
        self._bench.do(lambda s, now: move_units(s, ids, down, now))

    def remove(self) -> None:
        chosen = self.table.chosen
        if not chosen:
            return
        names = "、".join(u.name for u in chosen[:3]) + ("等" if len(chosen) > 3 else "")
        what = "只用于录错的单位；撤销、合并的单位请用“合并”或“拆分”，往年的数才能续上。删除后可按 Ctrl+Z 撤销。"
        if self._dialogs.confirm(f"删除 {len(chosen)} 个单位（{names}）？", what, "删除"):
            ids = [u.unit_id for u in chosen]
            self._bench.do(lambda s, now: remove_units(s, ids, now), f"已删除 {len(ids)} 个单位。")

    def add(self) -> None:
        self.stack.setCurrentIndex(2)
        self.adding.pasted.setFocus()

    def paste(self) -> None:
        self.add()
        self.adding.paste(QGuiApplication.clipboard().text())

    def take_dropped(self, places: Sequence[str]) -> None:
        self.add()
        self.adding.read_file(places[0])

    def _added(self) -> None:
        self.stack.setCurrentIndex(1)
        self.refresh()

    def export(self) -> None:
        directory, bench = self._bench.directory, self._bench
        place = self._dialogs.save_file("导出名录", f"{place_on(bench)}单位名录.xlsx", XLSX) if directory else ""
        if not place or directory is None:
            return
        place = place if place.lower().endswith(".xlsx") else f"{place}.xlsx"
        sheet, documents = list_sheet(self._units, directory), bench.services.documents

        def job(progress: Progress) -> str:
            progress.step(0, 0, "正在写名录")
            documents.write_sheets([sheet], place)
            return place

        bench.worker.run(job, lambda p: bench.told.emit(f"已写出 {p}。改好后可在“添加单位”里读回。"), self._failed)

    def _failed(self, error: LedgerError) -> None:
        self._bench.failed.emit(error.message)


def _has(unit: Unit, words: Sequence[str]) -> bool:
    text = " ".join((unit.name, *unit.aliases, unit.contact, unit.phone))
    return all(word in text for word in words)
