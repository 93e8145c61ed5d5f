"""Room: gui. What a revised form or a Word that came back says otherwise: shown first, confirmed afterwards."""

from collections.abc import Sequence
from html import escape
from typing import cast

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from core.ledger.differing import Piece, differing
from core.ledger.readback import HEAD_LABELS, ReadBack
from core.ledger.record import FormRow, TaskRecord
from core.ledger.revise import FIELD_LABELS, RevisedRow, Revision, UnsureRow
from gui.signals import on_any
from gui.theme import Colours
from gui.widgets import EDGE, column, frame, label, line

MOST_SHOWN = 60


def task_name(task: TaskRecord) -> str:
    words = "　".join(" ".join(t.split()) for t in (task.topic, task.content) if t)
    return f"第{task.label or task.number}项　{words[:48]}"


def as_html(pieces: Sequence[Piece], c: Colours) -> str:
    """Taken out struck through, put in underlined; colour helps, and does not tell it alone."""
    out, put_in = f'<s style="color:{c.late}">{{}}</s>', f'<b style="color:{c.good};text-decoration:underline">{{}}</b>'
    marks = {"same": "{}", "out": out, "in": put_in}
    return "".join(marks[p.kind].format(escape(p.text).replace("\n", "<br>")) for p in pieces)


class RevisionView(QWidget):
    """New, changed and dropped rows; rows that are unsure are decided here, one by one."""

    decided = Signal()

    def __init__(self, revision: Revision, colours: Colours) -> None:
        super().__init__()
        self.setObjectName("revisionView")
        self.revision = revision
        self._choices: dict[int, QComboBox] = {}
        box = column(self, spacing=8)
        counts = f"新增 {len(revision.new)} 项，改动 {len(revision.changed)} 项，取消 {len(revision.dropped)} 项，不变 {len(revision.same)} 项。已填的进展跟着任务走，取消的任务不删除。"
        box.addWidget(label(counts, "bold", "revisionCounts", wrap=True))
        self._add(box, "请逐行确认对应哪项任务", [self._unsure(u) for u in revision.unsure])
        self._add(box, "新增", [_row_card(r) for r in revision.new[:MOST_SHOWN]])
        self._add(box, "改动", [_changed_card(r, colours) for r in revision.changed[:MOST_SHOWN]])
        self._add(box, "取消", [label(task_name(t), wrap=True) for t in revision.dropped[:MOST_SHOWN]])

    def _add(self, box: QVBoxLayout, heading: str, cards: Sequence[QWidget]) -> None:
        if not cards:
            return
        card = frame("card")
        inside = column(card, (EDGE, 10, EDGE, 10), 6)
        inside.addWidget(label(heading, "panel"))
        for each in cards:
            inside.addWidget(each)
        box.addWidget(card)

    def _unsure(self, unsure: UnsureRow) -> QWidget:
        holder = QWidget()
        choice = QComboBox()
        choice.setObjectName(f"unsure{unsure.row.task.position}")
        choice.setAccessibleName(f"{task_name(unsure.row.task)} 对应")
        choice.addItem("请选择……", None)
        for task in unsure.candidates:
            choice.addItem(f"就是{task_name(task)}", task.task_id)
        choice.addItem("是新任务", 0)
        on_any(choice.activated, self.decided.emit)
        self._choices[unsure.row.task.position] = choice
        column(holder, spacing=2).addLayout(line(label(task_name(unsure.row.task), wrap=True), choice))
        return holder

    @property
    def ready(self) -> bool:
        """Every unsure row is decided, and no task chosen twice."""
        chosen = [box.currentData() for box in self._choices.values()]
        taken = [c for c in chosen if c]
        return all(c is not None for c in chosen) and len(taken) == len(set(taken))

    def settled(self) -> Revision:
        return self.revision.settle({position: box.currentData() for position, box in self._choices.items()})


class ReadBackView(QWidget):
    """Texts and head values that differ; what the form does not allow to change is told, and left out."""

    def __init__(self, changes: ReadBack, tasks: Sequence[TaskRecord], colours: Colours) -> None:
        super().__init__()
        self.setObjectName("readBackView")
        self.changes = changes
        by_id = {t.task_id: t for t in tasks}
        box = column(self, spacing=8)
        if changes.changes_nothing:
            box.addWidget(
                label("这份 Word 的进展和表头与台账一致，没有要读回的内容。", "bold", "nothingChanged", wrap=True)
            )
        for change in changes.head:
            words = f"{HEAD_LABELS[change.field]}：{change.before or '空着'} → {change.after or '空着'}"
            box.addWidget(label(words, wrap=True))
        for change in changes.texts:
            box.addWidget(_text_card(task_name(by_id[change.task_id]), change.before, change.after, colours))
        self._warn(box)

    def _warn(self, box: QVBoxLayout) -> None:
        changes = self.changes
        for words in (
            f"有 {len(changes.altered)} 行的任务文字被改动，原表要求不能改，没有读回。" if changes.altered else "",
            f"缺少 {len(changes.missing)} 行：{'、'.join(t.label or str(t.number) for t in changes.missing[:20])}。"
            if changes.missing
            else "",
            f"有 {len(changes.unsure) + len(changes.strange)} 行对应不上任何任务，没有读回。"
            if changes.unsure or changes.strange
            else "",
        ):
            if words:
                card = frame("warning", "readBackWarning")
                column(card, (10, 6, 8, 6)).addWidget(label(words, wrap=True))
                box.addWidget(card)


def _row_card(row: FormRow) -> QWidget:
    holder = QWidget()
    box = column(holder, spacing=0)
    box.addWidget(label(task_name(row.task), wrap=True))
    if row.task.content and row.task.topic:
        box.addWidget(label(row.task.content, "muted", wrap=True))
    return holder


def _changed_card(changed: RevisedRow, colours: Colours) -> QWidget:
    holder = QWidget()
    box = column(holder, spacing=2)
    box.addWidget(label(task_name(changed.row.task), wrap=True))
    for name in changed.changes:
        before, after = _words(getattr(changed.task, name)), _words(getattr(changed.row.task, name))
        box.addWidget(_rich(f"{FIELD_LABELS[name]}：{as_html(differing(before, after), colours)}"))
    return holder


def _text_card(name: str, before: str, after: str, colours: Colours) -> QWidget:
    card = frame("card", "textChange")
    box = column(card, (EDGE, 8, EDGE, 8), 4)
    box.addWidget(label(name, "label"))
    box.addWidget(_rich(as_html(differing(before, after), colours)))
    return card


def _rich(html: str) -> QWidget:
    made = label(wrap=True)
    made.setTextFormat(Qt.TextFormat.RichText)
    made.setText(html)
    return made


def _words(value: object) -> str:
    if isinstance(value, tuple):
        return "、".join(str(getattr(item, "text", item)) for item in cast("tuple[object, ...]", value))
    return str(value)
