"""Room: gui. Names that need one decision each, as cards; any page that shows printed names can hold them."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from core.actions.deciding import a_group, full_name, new_unit, not_a_unit, same_unit
from core.actions.dispatching import place_of
from core.clauses import Responsibility
from core.plan.decisions import Doubt, NameDecision, name_decisions
from core.units import UnitDirectory
from gui.widgets import Flow, button, column, emptied, label, line
from gui.workbench import Workbench


def tasks_on(bench: Workbench) -> tuple[Responsibility, ...]:
    """The names that the open ledger prints, task by task."""
    return tuple(Responsibility(r.task.lead_units, r.task.responsible_units) for r in bench.rows)


def place_on(bench: Workbench) -> str:
    """The county whose ledger is open (云岭县), "" where neither the title nor the own name tells it."""
    told = place_of("".join(bench.book.title.split())) if bench.book else ""
    scope = bench.directory.bodies.parse(bench.unit).scope if bench.directory and bench.unit else ""
    return told or (scope if len(scope) > 1 else "")


class NameDecisions(QWidget):
    """`count_changed` tells how many are left. An answer is stored at once, can be undone, and is asked no more."""

    count_changed = Signal(int)

    def __init__(self, bench: Workbench, none: str = "没有要确定的名称。", listens: bool = True) -> None:
        """`listens`: shows what is left by itself when units change, else when it is told to."""
        super().__init__()
        self.setObjectName("nameDecisions")
        self._bench, self._none = bench, none
        self._tasks: Sequence[Responsibility] = ()
        self._place = ""
        self.pending: tuple[NameDecision, ...] = ()
        self._box: QVBoxLayout = column(self, spacing=8)
        if listens:
            bench.subjects_touched.connect(self._heard)

    def show_tasks(self, tasks: Sequence[Responsibility], place: str) -> None:
        """`place` is the county that stands before a unit's full name."""
        self._tasks, self._place = tasks, place
        self.refresh()

    def _heard(self, subjects: object) -> None:
        if isinstance(subjects, frozenset) and "units" in subjects:
            self.refresh()

    def refresh(self) -> None:
        directory = self._bench.directory
        pending = name_decisions(self._tasks, directory) if directory else ()
        emptied(self._box)
        self.pending = pending
        for decision in pending if directory else ():
            assert directory is not None
            self._box.addWidget(DecisionCard(self._bench, decision, directory, self._place))
        if not pending:
            self._box.addWidget(label(self._none, "muted", wrap=True))
        self._box.addStretch(1)
        self.count_changed.emit(len(pending))


def sentence_of(decision: NameDecision) -> str:
    """「工业和信息化商务局」出现2次，与「工业和信息化和商务局」相近。"""
    head = f"「{decision.name}」出现 {decision.times} 次"
    names = "、".join(f"「{c}」" for c in decision.choices)
    if decision.doubt is Doubt.ALIKE:
        return f"{head}，与{names}相近。是不是同一个单位？"
    if decision.doubt is Doubt.SEVERAL:
        return f"{head}，可能是{names}中的任何一个。是哪一个？"
    return f"{head}，名录中没有这个单位。"


class DecisionCard(QFrame):
    def __init__(self, bench: Workbench, decision: NameDecision, directory: UnitDirectory, place: str) -> None:
        super().__init__()
        self.setObjectName("decisionCard")
        self.setProperty("look", "warning")
        self._bench, self.decision, self._directory, self._place = bench, decision, directory, place
        words = sentence_of(decision)
        self.setAccessibleName(words)
        self._box = column(self, (12, 8, 12, 8), 6)
        self._box.addWidget(label(words, wrap=True))
        holder = QWidget()
        self._answers = Flow(holder)
        self._box.addWidget(holder)
        self._offer()
        if directory.units:
            self._box.addLayout(self._other_row())
        self._members: QListWidget | None = None

    def _offer(self) -> None:
        name, kind = self.decision.name, self.decision.doubt
        several = len(self.decision.choices) > 1
        for i, choice in enumerate(self.decision.choices):
            words = f"就是「{choice}」" if several or kind is Doubt.SEVERAL else "是同一单位"
            self._answers.addWidget(button(words, f"sameUnit{i}", lambda c=choice: self._same(c)))
        if kind is not Doubt.SEVERAL:
            full = full_name(name, self._directory, self._place)
            words = "另一单位" if kind is Doubt.ALIKE else f"新增「{full}」"
            self._answers.addWidget(button(words, "newUnit", lambda: self._new(full), hint=f"在名录中新增“{full}”"))
        self._answers.addWidget(button("是统称…", "aGroup", self._ask_members, hint="一个名称指许多单位，选出是哪些"))
        self._answers.addWidget(button("不是单位", "notAUnit", self._none_of_ours, hint="以后不再询问，也不发台账"))

    def _other_row(self) -> QHBoxLayout:
        self.known = QComboBox()
        self.known.setObjectName("knownUnits")
        self.known.setAccessibleName("名录中的单位")
        self.known.addItem("名录中的其他单位…")
        for unit in self._directory.units:
            self.known.addItem(unit.name)
        self.known.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.known.setMinimumContentsLength(14)
        return line(label("或者就是", "label"), self.known, button("确定", "chooseKnown", self._chosen), 1)

    # -- answers -----------------------------------------------------------------------------------------------------

    def _same(self, unit: str) -> None:
        name = self.decision.name
        known = any(u.name == unit for u in self._directory.units)
        full = unit if known else full_name(unit, self._directory, self._place)
        self._bench.do(lambda s, now: same_unit(s, name, full, now), f"已记住：「{name}」就是「{full}」。")

    def _chosen(self) -> None:
        if self.known.currentIndex() > 0:
            self._same(self.known.currentText())

    def _new(self, full: str) -> None:
        name = self.decision.name
        self._bench.do(lambda s, now: new_unit(s, name, full, now), f"已在名录中新增「{full}」。")

    def _none_of_ours(self) -> None:
        name = self.decision.name
        self._bench.do(lambda s, now: not_a_unit(s, name, now), f"已记住：「{name}」不是单位，以后不再询问。")

    def _ask_members(self) -> None:
        if self._members is None:
            self._members = members_list([u.name for u in self._directory.units], ())
            self._box.addWidget(label("勾选它包括的单位；一个都不勾，就按“视情涉及”处理。", "label", wrap=True))
            self._box.addWidget(self._members)
            self._box.addLayout(line(button("记住这个统称", "keepGroup", self._keep_group), 1))
        self._members.setFocus()

    def _keep_group(self) -> None:
        assert self._members is not None
        name, members = self.decision.name, ticked(self._members)
        self._bench.do(lambda s, now: a_group(s, name, members, now), f"已记住：「{name}」是统称。")


def members_list(names: Sequence[str], chosen: Sequence[str]) -> QListWidget:
    """Units with a tick each."""
    made = QListWidget()
    made.setObjectName("groupMembers")
    made.setAccessibleName("统称包括的单位")
    made.setFixedHeight(150)
    for name in names:
        item = QListWidgetItem(name)
        item.setSizeHint(QSize(0, made.fontMetrics().height() + 10))  # the look's padding is not counted by itself
        item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
        item.setCheckState(Qt.CheckState.Checked if name in chosen else Qt.CheckState.Unchecked)
        made.addItem(item)
    return made


def ticked(items: QListWidget) -> tuple[str, ...]:
    rows = (items.item(i) for i in range(items.count()))
    return tuple(item.text() for item in rows if item.checkState() is Qt.CheckState.Checked)
