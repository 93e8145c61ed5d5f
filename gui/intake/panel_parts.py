"""Room: gui. What the panel beside the files is made of: changes against the earlier version, seals, loose rows."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLabel, QWidget

from core.days import shown_day
from core.intake.rows import ReturnedRow
from core.intake.taken import TaskChange
from core.ledger.differing import differing
from core.ledger.ledger import LedgerTask
from core.seal import Seal
from gui.imports.differences import as_html
from gui.theme import Colours
from gui.widgets import button, column, frame, label, line

MOST_CHANGES = 40
NAME_LENGTH = 18


@dataclass(frozen=True, slots=True)
class LooseRow:
    """A row that no task was found for. `places`: tasks of the plan that it may belong to, best first; `chosen`: what a
    person said, -1 for none of them, None for nothing yet. `taken`: tasks that have a row already."""

    at: int
    row: ReturnedRow
    places: tuple[int, ...]
    chosen: int | None = None
    taken: frozenset[int] = frozenset()


def heading(words: str) -> QLabel:
    made = label(words, "label", wrap=True)
    made.setContentsMargins(0, 6, 0, 0)
    return made


def rich(html: str, name: str = "") -> QLabel:
    made = label(wrap=True, name=name)
    made.setTextFormat(Qt.TextFormat.RichText)
    made.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    made.setText(html)
    return made


def change_block(change: TaskChange, colours: Colours) -> QWidget:
    """One task: what was taken out struck through, what was put in bold and underlined."""
    block = QWidget()
    block.setObjectName("versionChange")
    box = column(block, spacing=0)
    what = "" if change.before and change.after else "（新填）" if change.after else "（删去）"
    box.addWidget(heading(f"第 {change.number} 项 进展落实情况{what}"))
    box.addWidget(rich(as_html(differing(change.before, change.after), colours)))
    return block


def seal_block(seal: Seal, due_words: str) -> QWidget:
    """`due_words`: whether the seal's time is on time, in brackets."""
    block = QWidget()
    block.setObjectName("sealFacts")
    box = column(block, spacing=0)
    when = f"{seal.signed_at:%Y-%m-%d %H:%M}{due_words}" if seal.signed_at else "没有写时间"
    kind = "（数字签名，没有印章图形）" if seal.digital_only else "（骑缝章）" if seal.straddles else ""
    for words in (f"名称：{seal.name or '没有写名称'}{kind}", f"时间：{when}"):
        made = label(words, wrap=True)
        made.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        box.addWidget(made)
    return block


def task_words(task: LedgerTask) -> str:
    name = " ".join((task.subtopic or task.topic or task.content).split())
    return f"第 {task.label or task.number} 项 {name[:NAME_LENGTH]}"


class LooseRowCard(QWidget):
    """A row to be decided: on which task it is counted, or on none."""

    def __init__(
        self, loose: LooseRow, tasks: Sequence[LedgerTask], placed: Callable[[int, int | None], object]
    ) -> None:
        super().__init__()
        self.setObjectName("looseRow")
        self._loose, self._placed = loose, placed
        card = frame("warning" if loose.chosen is None and loose.places else "hint")
        column(self).addWidget(card)
        box = column(card, (10, 6, 8, 8), 4)
        words = " ".join((loose.row.text or loose.row.progress).split())
        box.addWidget(label(f"第 {loose.row.number} 行　{words}", wrap=True))
        if loose.row.text and loose.row.progress:
            box.addWidget(label(f"填的是：{' '.join(loose.row.progress.split())}", "muted", wrap=True))
        self.choice = QComboBox()
        self.choice.setObjectName(f"placeRow{loose.at}")
        self.choice.setAccessibleName(f"第 {loose.row.number} 行对应的任务")
        self.choice.setMinimumContentsLength(10)
        self.choice.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.choice.addItem("请选择对应的任务……", None)
        others = [p for p in range(len(tasks)) if p not in loose.places and p not in loose.taken]
        for place in (*loose.places, *others):
            self.choice.addItem(f"{'可能：' if place in loose.places else ''}{task_words(tasks[place])}", place)
        self.choice.insertItem(1 + len(loose.places), "哪项都不是，不计入", -1)
        if loose.chosen is not None:
            self.choice.setCurrentIndex(self.choice.findData(loose.chosen))
        self.choice.activated.connect(self._choose)
        box.addWidget(self.choice)

    def _choose(self) -> None:
        place = self.choice.currentData()
        if place is not None:
            self._placed(self._loose.at, None if place == -1 else int(place))


class UnitChoice(QWidget):
    """Whose the file is: chosen from the directory or typed."""

    def __init__(self, units: Sequence[str], chosen: str, given: Callable[[str], object]) -> None:
        super().__init__()
        self.setObjectName("unitChoice")
        self._given = given
        self.box = QComboBox()
        self.box.setObjectName("unitBox")
        self.box.setAccessibleName("这份文件是哪个单位报的")
        self.box.setEditable(True)
        self.box.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.box.setMinimumContentsLength(4)
        self.box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        for unit in dict.fromkeys((*units, chosen)):
            if unit:
                self.box.addItem(unit)
        self.box.setCurrentIndex(self.box.findText(chosen) if chosen else -1)
        edit = self.box.lineEdit()
        if edit is not None:
            edit.setPlaceholderText("从名录里选，或输入单位名称")
            edit.returnPressed.connect(self._give)
        completer = self.box.completer()
        if completer is not None:
            completer.setFilterMode(Qt.MatchFlag.MatchContains)
            completer.setCompletionMode(completer.CompletionMode.PopupCompletion)
        row = line(self.box, button("指定", "giveUnitButton", self._give), spacing=6)
        row.setStretch(0, 1)
        self.setLayout(row)

    def _give(self) -> None:
        unit = self.box.currentText().strip()
        if unit:
            self._given(unit)


def late_words(day: date | None, due: date | None) -> str:
    """（按时）, （迟报）, "" where either is not known."""
    if day is None or due is None:
        return ""
    return "（按时）" if day <= due else f"（迟报，期限{shown_day(due, day.year)}）"
