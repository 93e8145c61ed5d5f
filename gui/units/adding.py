"""Room: gui. Units to add: from the open ledger, from a file, pasted or typed; looked through before they are stored."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QPlainTextEdit, QTableWidget, QTableWidgetItem, QWidget

from core.actions.directory import proposed_units, take_list
from core.document import Document
from core.errors import LedgerError
from core.progress import Progress
from core.unit_list import ListChange, Listed, list_changes, listed_units
from core.units import KIND_LABELS, Unit
from gui.dialogs import Dialogs
from gui.units.decisions import place_on, tasks_on
from gui.widgets import BETWEEN, Flow, button, column, frame, label, line
from gui.workbench import Workbench

HEADINGS = ("单位名称", "类别", "又称", "说明")


class AddingView(QWidget):
    """`finished` when the list was stored or given up."""

    finished = Signal()

    def __init__(self, bench: Workbench, dialogs: Dialogs) -> None:
        super().__init__()
        self.setObjectName("addingUnits")
        self._bench, self._dialogs = bench, dialogs
        self.changes: tuple[ListChange, ...] = ()
        self._none, self._known = "", 0  # what to say of no change, and how many of a list are there already
        outer = column(self, spacing=BETWEEN)
        row = line(self._build_source(), self._build_found(), spacing=BETWEEN)
        row.setStretch(0, 36)
        row.setStretch(1, 64)
        outer.addLayout(row)

    def _build_source(self) -> QWidget:
        card = frame("card")
        card.setMinimumWidth(240)
        box = column(card, (12, 10, 12, 12), 8)
        box.addWidget(label("名单从哪里来", "panel"))
        holder = QWidget()
        sources = Flow(holder, 8)
        sources.addWidget(
            button(
                "从本台账的责任单位提取", "proposeUnits", self.propose, hint="取任务中列名的单位，各镇街一类统称除外"
            )
        )
        sources.addWidget(button("从文件读取…", "unitsFromFile", self.choose_file, hint="可以是 .xlsx、.docx、.txt"))
        box.addWidget(holder)
        box.addWidget(label("也可以在这里打字或粘贴，每行一个，或用顿号隔开：", "label", wrap=True))
        self.pasted = QPlainTextEdit()
        self.pasted.setObjectName("pastedUnits")
        self.pasted.setAccessibleName("粘贴的单位名单")
        self.pasted.setPlaceholderText("云岭镇人民政府\n松溪乡人民政府\n云岭县财政局")
        self.pasted.setTabChangesFocus(True)
        self.pasted.textChanged.connect(self._read_pasted)
        box.addWidget(self.pasted, 1)
        return card

    def _build_found(self) -> QWidget:
        card = frame("card")
        box = column(card, (12, 10, 12, 12), 8)
        self.head = label("还没有读到单位", "panel", "foundHead", wrap=True)
        box.addWidget(self.head)
        self.found = QTableWidget(0, len(HEADINGS))
        self.found.setObjectName("foundUnits")
        self.found.setAccessibleName("读到的单位")
        self.found.setHorizontalHeaderLabels(HEADINGS)  # pyright: ignore[reportUnknownMemberType]
        self.found.verticalHeader().hide()
        self.found.setShowGrid(False)
        self.found.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.found.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        header = self.found.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(3, QHeaderView.ResizeMode.Stretch)
        self.found.itemChanged.connect(lambda *_: self._count())  # pyright: ignore[reportUnknownArgumentType, reportUnknownLambdaType]
        box.addWidget(self.found, 1)
        self.confirm = button("加入名录", "confirmUnits", self._confirm, "primary")
        box.addLayout(line(1, button("返回", "backFromAdding", self.finished.emit), self.confirm))
        self._count()
        return card

    # -- reading -----------------------------------------------------------------------------------------------------

    def propose(self) -> None:
        directory = self._bench.directory
        if not self._bench.rows:
            self._bench.failed.emit("还没有打开的台账，请先导入工作要点或台账，或者从文件、粘贴的名单添加。")
        elif directory is not None:
            units = proposed_units(tasks_on(self._bench), directory, place_on(self._bench))
            self.show_listed([Listed(u) for u in units], "任务中列名的单位名录里都有了。")

    def choose_file(self) -> None:
        place = self._dialogs.open_file("选择单位名单", self._bench.store.settings.recall("units_folder"))
        if place:
            self.read_file(place)

    def read_file(self, place: str) -> None:
        bench = self._bench
        bench.store.settings.remember("units_folder", place.replace("\\", "/").rpartition("/")[0])
        documents = bench.services.documents

        def job(progress: Progress) -> Document:
            progress.step(0, 0, "正在读取名单")
            return documents.read(place)

        def done(document: Document) -> None:
            self.show_listed(listed_units(document), "文件里没有读到新的单位名称（每行一个，或表格中的一列）。")

        bench.worker.run(job, done, self._failed)

    def paste(self, text: str) -> None:
        self.pasted.setPlainText(text)

    def _read_pasted(self) -> None:
        text = self.pasted.toPlainText()
        if text.strip():
            document = self._bench.services.documents.read_data(text.encode(), ".txt")
            self.show_listed(listed_units(document), "还没有读到新的单位名称。")

    def _failed(self, error: LedgerError) -> None:
        self._bench.failed.emit(error.message)

    # -- showing -----------------------------------------------------------------------------------------------------

    def show_listed(self, listed: Sequence[Listed], none: str) -> None:
        directory = self._bench.directory
        if directory is None:
            return
        self.changes = list_changes(listed, self._bench.store.units.all(), directory)
        self._none = none if not self.changes else ""
        self._known = len(listed) - len(self.changes)
        self.found.blockSignals(True)
        self.found.setRowCount(len(self.changes))
        for row, change in enumerate(self.changes):
            kind = change.after.kind or directory.kind_of(change.after.name)
            words = (change.after.name, KIND_LABELS.get(kind, ""), "、".join(change.after.aliases), _note(change))
            for col, text in enumerate(words):
                self._put(row, col, text, change)
        self.found.blockSignals(False)
        self._count()

    def _put(self, row: int, col: int, text: str, change: ListChange) -> None:
        item = QTableWidgetItem(text)
        item.setToolTip(text)
        if col == 0:
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Unchecked if change.like else Qt.CheckState.Checked)
        self.found.setItem(row, col, item)

    @property
    def wanted(self) -> list[ListChange]:
        rows = range(self.found.rowCount())
        items = (self.found.item(row, 0) for row in rows)
        checked = (item is not None and item.checkState() is Qt.CheckState.Checked for item in items)
        return [change for change, yes in zip(self.changes, checked, strict=True) if yes]

    def _count(self) -> None:
        wanted = self.wanted
        fresh = sum(c.before is None for c in wanted)
        changed = len(wanted) - fresh
        said = [f"新增 {fresh} 个"] * bool(fresh) + [f"更新 {changed} 个"] * bool(changed)
        unsure = sum(bool(c.like) for c in self.changes)
        notes = [f"{unsure} 个与已有单位相近，核对后再勾选"] * bool(unsure)
        notes += [f"另有 {self._known} 个名录里已有"] * bool(self._known)
        note = f"（{'；'.join(notes)}）" if notes else ""
        self.head.setText(f"读到 {len(self.changes)} 个单位{note}" if self.changes else self._none or "还没有读到单位")
        self.confirm.setEnabled(bool(wanted))
        self.confirm.setText("，".join(said) if said else "加入名录")

    def _confirm(self) -> None:
        wanted = self.wanted
        if self._bench.do(
            lambda s, now: take_list(s, wanted, now), f"已保存 {len(wanted)} 个单位，按 Ctrl+Z 可以撤销。"
        ):
            self.pasted.clear()
            self.changes = ()
            self._none, self._known = "", 0
            self.found.setRowCount(0)
            self._count()
            self.finished.emit()


def _note(change: ListChange) -> str:
    """What would happen, in a few words."""
    if change.before is None:
        return f"与「{change.like}」相近" if change.like else "新增"
    return "更新：" + "、".join(_differing(change.before, change.after))


def _differing(before: Unit, after: Unit) -> list[str]:
    pairs = {
        "类别": (before.kind, after.kind),
        "简称": (before.aliases, after.aliases),
        "参加的工作": (before.flags, after.flags),
        "联系人": (before.contact, after.contact),
        "电话": (before.phone, after.phone),
    }
    return [words for words, (old, new) in pairs.items() if old != new]
