"""Room: gui. Beside the table: the chosen unit, what became of it over the years, and its share of the ledger."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QLineEdit, QPlainTextEdit, QSpinBox, QVBoxLayout, QWidget

from core.actions.unit_changes import merge_units, rename_unit, split_unit
from core.plan.dispatch import SENT
from core.unit_years import history_of
from core.units import KIND_LABELS, Concern, Unit
from gui.widgets import Flow, button, column, emptied, label, line, rule, scrolled
from gui.workbench import Workbench


class UnitPanel(QFrame):
    """`remove_asked`, `move_asked` (down?) are done by the page, for all that are selected."""

    remove_asked = Signal()
    move_asked = Signal(bool)

    def __init__(self, bench: Workbench) -> None:
        super().__init__()
        self.setObjectName("unitPanel")
        self.setProperty("look", "card")
        self.setMinimumWidth(250)
        self._bench = bench
        self._chosen: Sequence[Unit] = ()
        inner = QWidget()
        inner.setProperty("look", "surface")
        self._box: QVBoxLayout = column(inner, (0, 0, 8, 0), 6)
        column(self, (12, 10, 4, 10)).addWidget(scrolled(inner))

    def show_units(self, chosen: Sequence[Unit]) -> None:
        """The last of `chosen` is the one told about; merging is of them all."""
        self._chosen = chosen
        emptied(self._box)
        if not chosen:
            self._box.addWidget(label("在左边选一个单位，这里显示它的沿革和任务。", "muted", wrap=True))
            self._box.addStretch(1)
            return
        if len(chosen) > 1:
            self._box.addWidget(label(f"已选 {len(chosen)} 个单位", "panel"))
            self._box.addWidget(label("、".join(u.name for u in chosen), "muted", wrap=True))
        else:
            self._tell(chosen[0])
        self._box.addWidget(rule())
        self._offer(chosen)
        self._box.addStretch(1)

    def _tell(self, unit: Unit) -> None:
        directory = self._bench.directory
        kind = unit.kind or (directory.kind_of(unit.name) if directory else "")
        self._box.addWidget(label(unit.name, "panel", "panelUnit", wrap=True))
        self._box.addLayout(line(label(KIND_LABELS.get(kind, ""), "tag"), 1))
        told = history_of(self._bench.store.units.all(), unit)
        self._box.addWidget(label("沿革", "label"))
        for words in told or ("没有更名、合并、拆分的记录。",):
            self._box.addWidget(label(words, "" if told else "muted", "historyLine", wrap=True))
        if unit.until is None and self._bench.rows and directory:
            self._box.addWidget(label("本台账中的任务", "label"))
            self._box.addWidget(label(self._share(unit), name="unitShare", wrap=True))

    def _share(self, unit: Unit) -> str:
        directory = self._bench.directory
        assert directory is not None
        tasks = (r.task for r in self._bench.rows)
        results = [directory.concern(unit.name, t.lead_units, t.responsible_units) for t in tasks]
        led = sum(r.concern in SENT and r.as_lead for r in results)
        sent = sum(r.concern in SENT for r in results)
        maybe = sum(r.concern is Concern.CONDITIONAL for r in results)
        words = [f"牵头 {led} 项", f"责任 {sent - led} 项"] + ([f"视情涉及 {maybe} 项"] if maybe else [])
        return "，".join(words) if sent or maybe else "没有列名或面向它的任务。"

    # -- changes -----------------------------------------------------------------------------------------------------

    def _offer(self, chosen: Sequence[Unit]) -> None:
        holder = QWidget()
        answers = Flow(holder, 8)
        there = all(u.until is None for u in chosen)
        if there and len(chosen) == 1:
            answers.addWidget(button("更名…", "renameUnit", self._ask_rename, "link"))
            answers.addWidget(button("拆分…", "splitUnit", self._ask_split, "link"))
        if there:
            answers.addWidget(button("合并…", "mergeUnits", self._ask_merge, "link"))
            answers.addWidget(button("上移", "moveUp", lambda: self.move_asked.emit(False), "link"))
            answers.addWidget(button("下移", "moveDown", lambda: self.move_asked.emit(True), "link"))
        answers.addWidget(
            button("删除", "removeUnits", self.remove_asked.emit, "link", "只用于录错的单位；撤并请用合并或拆分")
        )
        self._box.addWidget(holder)
        self._form = QWidget()
        self._form_box = column(self._form, spacing=6)
        self._box.addWidget(self._form)

    def _ask_rename(self) -> None:
        name = _edit("newUnitName", "新名称", self._chosen[0].name)
        unit_id = self._chosen[0].unit_id
        self._show_form(
            "更名后，原名称记为简称，往年的数由新单位承接。",
            name,
            "更名",
            lambda year: self._bench.do(lambda s, now: rename_unit(s, unit_id, name.text(), year, now), "已更名。"),
        )

    def _ask_merge(self) -> None:
        """One alone is merged into another that is named."""
        ids = [u.unit_id for u in self._chosen]
        several = len(ids) > 1
        name = _edit("mergedName", "合并后的名称", self._chosen[0].name if several else "")
        words = (
            "可以是其中一个单位，也可以是新名称。"
            if several
            else f"把“{self._chosen[0].name}”并入哪个单位？写它的全称。"
        )
        done = "已合并，原名称记为合并后单位的简称。"
        self._show_form(
            words,
            name,
            "合并",
            lambda year: self._bench.do(lambda s, now: merge_units(s, ids, name.text(), year, now), done),
        )

    def _ask_split(self) -> None:
        names = QPlainTextEdit()
        names.setObjectName("splitNames")
        names.setAccessibleName("拆分后的单位，每行一个")
        names.setFixedHeight(70)
        names.setTabChangesFocus(True)
        unit_id = self._chosen[0].unit_id
        self._show_form(
            "拆分后的单位，每行一个。原单位继续存在的，也写上原名称。",
            names,
            "拆分",
            lambda year: self._bench.do(
                lambda s, now: split_unit(s, unit_id, names.toPlainText().splitlines(), year, now), "已拆分。"
            ),
        )

    def _show_form(self, words: str, edit: QWidget, verb: str, act: Callable[[int], object]) -> None:
        emptied(self._form_box)
        year = QSpinBox()
        year.setObjectName("changeYear")
        year.setAccessibleName("从哪一年起")
        year.setRange(1990, 2100)
        year.setValue(self._bench.year)
        year.setPrefix("自 ")
        year.setSuffix(" 年起")
        self._form_box.addWidget(label(words, "muted", wrap=True))
        self._form_box.addWidget(edit)
        self._form_box.addLayout(line(year, button(verb, "confirmChange", lambda: act(year.value())), 1))
        edit.setFocus()


def _edit(name: str, what: str, text: str) -> QLineEdit:
    made = QLineEdit(text)
    made.setObjectName(name)
    made.setAccessibleName(what)
    return made
