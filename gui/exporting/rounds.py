"""Room: gui. Rounds (期次): start the next one, move it on, register what was sent, take what came back."""

from datetime import date
from functools import partial

from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from core.actions.rounds import (
    changed_since,
    edit_round,
    mark_accepted,
    mark_returned,
    mark_sent,
    move_round,
    start_round,
)
from core.days import shown_day
from core.ledger.round import FILE_KIND_LABELS, MOVES, SUBMISSION_LABELS, Remark, Round, RoundFile, SubmissionState
from gui.dialogs import Dialogs
from gui.ledger.remarks import RemarkList
from gui.signals import on_day
from gui.widgets import EDGE, Committing, DayEdit, Flow, button, column, emptied, frame, label, line
from gui.workbench import Workbench

ORDINALS = "一二三四五六七八九十"
NEXT_WORDS = {
    SubmissionState.DRAFT: "退回草稿",
    SubmissionState.IN_REVIEW: "改为送审中",
    SubmissionState.READY: "改为待盖章",
    SubmissionState.SENT: "登记报送…",
    SubmissionState.RETURNED: "登记退回…",
    SubmissionState.ACCEPTED: "登记已接收",
}


def proposed_name(rounds: int) -> str:
    return f"第{ORDINALS[rounds]}期" if rounds < len(ORDINALS) else f"第{rounds + 1}期"


class RoundsCard(QFrame):
    def __init__(self, bench: Workbench, dialogs: Dialogs) -> None:
        super().__init__()
        self.setObjectName("roundsCard")
        self.setProperty("look", "card")
        self._bench, self._dialogs = bench, dialogs
        self._shown: object = None
        self._box = column(self, (EDGE, 10, EDGE, 12), 6)
        self._box.addWidget(label("期次", "panel"))
        holder = QWidget()
        self._rounds: QVBoxLayout = column(holder, spacing=8)
        self._box.addWidget(holder)
        self.new = self._new_row()
        self._box.addWidget(self.new)
        self.sent_form = SentForm(bench, dialogs)
        self.return_form = ReturnForm(bench)
        for form in (self.sent_form, self.return_form):
            form.hide()
            self._box.addWidget(form)
        self.remarks = RemarkList(bench)
        self._box.addWidget(self.remarks)

    def _new_row(self) -> QWidget:
        row = QWidget()
        self.name = QLineEdit()
        self.name.setObjectName("roundName")
        self.name.setAccessibleName("期次名称")
        self.name.setMaximumWidth(120)
        self.due = DayEdit("roundDue", "报送期限", self._bench.year)
        self.due.setMaximumWidth(140)
        start = button("开始这一期", "startRoundButton", self.start_next)
        row.setLayout(line(self.name, label("报送期限", "label"), self.due, start, 1))
        return row

    def refresh(self) -> None:
        bench = self._bench
        self.due.year = bench.year
        changed = self._changed_since()
        wanted = (bench.rounds, bench.remarks, changed, bench.year)
        if wanted == self._shown:
            return
        self._shown = wanted
        emptied(self._rounds)
        for round_ in bench.rounds:
            self._rounds.addWidget(self._row(round_, changed if round_.open else 0))
        self.new.setVisible(bench.open_round is None)
        if not self.name.isModified():
            self.name.setText(proposed_name(len(bench.rounds)))
        self.remarks.show_task(None)

    def _changed_since(self) -> int:
        current = self._bench.open_round
        if current is None or current.frozen_at is None:
            return 0
        frozen = self._bench.store.rounds.frozen(current.round_id)
        return len(changed_since(frozen, {r.task.task_id: r.state for r in self._bench.rows}))

    def _row(self, round_: Round, changed: int) -> QWidget:
        row = frame("unit", f"round{round_.round_id}")
        box = column(row, (12, 8, 12, 8), 4)
        state = label(SUBMISSION_LABELS[round_.state], "tag-strong" if round_.open else "tag", "roundState")
        top = line(label(round_.name, "bold"), state)
        if round_.open:
            due = DayEdit("roundDueEdit", "报送期限", self._bench.year)
            due.setMaximumWidth(130)
            due.show_day(round_.due_on)
            on_day(due.day_entered, partial(self._set_due, round_))
            top.addWidget(label("报送期限", "label"))
            top.addWidget(due)
        top.addStretch(1)
        self._add_moves(top, round_)
        box.addLayout(top)
        told = self._told(round_)
        if told:
            box.addWidget(label(told, "muted", wrap=True))
        if round_.files:
            box.addWidget(self._files(round_))
        if changed:
            warning = frame("warning", "changedSince")
            words = f"导出之后又改了 {changed} 项，送出前请重新导出。"
            column(warning, (10, 4, 8, 4)).addWidget(label(words, wrap=True))
            box.addWidget(warning)
        return row

    def _set_due(self, round_: Round, day: date | None) -> None:
        self._bench.do(lambda s, now: edit_round(s, round_.round_id, round_.name, day, now))

    def _told(self, round_: Round) -> str:
        year = self._bench.year
        said = [
            f"{shown_day(round_.frozen_at.date(), year)} {round_.frozen_at:%H:%M}导出" if round_.frozen_at else "",
            f"版本码 {round_.version_code}" if round_.version_code else "",
            f"{shown_day(round_.sent_on, year)}报送" if round_.sent_on else "",
            round_.channel,
        ]
        return " · ".join(t for t in said if t)

    def _files(self, round_: Round) -> QWidget:
        holder = QWidget()
        flow = Flow(holder, 4)
        for file in round_.files:
            words = f"{FILE_KIND_LABELS[file.kind]}：{file.evidence.name}"
            flow.addWidget(
                button(words, "roundFile", lambda f=file: self._take_out(f), "link", f"另存 {file.evidence.name}")
            )
        return holder

    def _take_out(self, file: RoundFile) -> None:
        folder = self._dialogs.choose_folder(f"把“{file.evidence.name}”另存到")
        if folder:
            self._dialogs.show(self._bench.store.kept.copy_out(file.evidence, folder))

    # -- moving on ---------------------------------------------------------------------------------------------------

    def _add_moves(self, row: QHBoxLayout, round_: Round) -> None:
        is_latest = self._bench.rounds and self._bench.rounds[-1].round_id == round_.round_id
        if not is_latest:
            return
        for to in SubmissionState:
            if to in MOVES[round_.state]:
                row.addWidget(button(NEXT_WORDS[to], f"move_{to.value}", lambda t=to: self._move(round_, t), "link"))

    def _move(self, round_: Round, to: SubmissionState) -> None:
        self.sent_form.hide()
        self.return_form.hide()
        if to is SubmissionState.SENT:
            self.sent_form.ask(round_)
        elif to is SubmissionState.RETURNED:
            self.return_form.ask(round_)
        elif to is SubmissionState.ACCEPTED:
            self._bench.do(lambda s, now: mark_accepted(s, round_.round_id, now))
        else:
            self._bench.do(lambda s, now: move_round(s, round_.round_id, to, now))

    def start_next(self) -> bool:
        """Start the round that is written in the row; False when it was refused."""
        book, name = self._bench.book, self.name.text().strip() or proposed_name(len(self._bench.rounds))
        if book is None or self.due.wrong:
            return False
        day = self.due.day
        self.name.setModified(False)
        done = self._bench.do(lambda s, now: start_round(s, book.book_id, name, day, now))
        if done:
            self.due.show_day(None)
        return done


class SentForm(QFrame):
    """登记报送: day, channel, and the sealed file on wish."""

    def __init__(self, bench: Workbench, dialogs: Dialogs) -> None:
        super().__init__()
        self.setObjectName("sentForm")
        self.setProperty("look", "hint")
        self._bench, self._dialogs = bench, dialogs
        self._round: Round | None = None
        self._sealed: list[str] = []
        box = column(self, (12, 8, 12, 8), 6)
        self.day = DayEdit("sentDay", "报送日期", bench.year)
        self.day.setMaximumWidth(130)
        self.channel = Committing("sentChannel", "报送方式", "报送方式，如 政务OA")
        box.addLayout(line(label("报送日期", "label"), self.day, label("方式", "label"), self.channel))
        self.sealed = label(look="muted", name="sealedNames", wrap=True)
        box.addWidget(self.sealed)
        add = button("添加盖章文件…", "addSealedButton", self._add_sealed)
        keep = button("登记报送", "keepSentButton", self._keep, "primary")
        box.addLayout(line(add, 1, button("取消", "cancelSentButton", self.hide), keep))

    def ask(self, round_: Round) -> None:
        self._round, self._sealed = round_, []
        self.day.year = self._bench.year
        self.day.show_day(self._bench.today)
        self.channel.setText(round_.channel or self._bench.settings.channel)
        self.sealed.setText("盖章文件可以以后再补，也可以不留。")
        self.show()
        self.day.setFocus()

    def _add_sealed(self) -> None:
        self._sealed += self._dialogs.open_files("选择盖章后的文件")
        self.sealed.setText("、".join(p.replace("\\", "/").rsplit("/", 1)[-1] for p in self._sealed))

    def _keep(self) -> None:
        round_, day = self._round, self.day.day
        if round_ is None or day is None:
            self.day.setFocus()
            return
        channel, sealed = self.channel.text(), tuple(self._sealed)
        if self._bench.do(
            lambda s, now: mark_sent(s, round_.round_id, day, channel, now, sealed), f"已登记{round_.name}报送。"
        ):
            self.hide()


class ReturnForm(QFrame):
    """登记退回: the office's points, one a line, each for a task or for the whole form."""

    def __init__(self, bench: Workbench) -> None:
        super().__init__()
        self.setObjectName("returnForm")
        self.setProperty("look", "hint")
        self._bench = bench
        self._round: Round | None = None
        self._remarks: list[Remark] = []
        box = column(self, (12, 8, 12, 8), 6)
        box.addWidget(label("把退回修改单上的意见逐条抄在这里。", "label"))
        self.task = QComboBox()
        self.task.setObjectName("returnTask")
        self.task.setAccessibleName("哪项任务")
        self.text = QPlainTextEdit()
        self.text.setObjectName("returnText")
        self.text.setAccessibleName("退回意见")
        self.text.setPlaceholderText("退回意见")
        self.text.setTabChangesFocus(True)
        self.text.setFixedHeight(56)
        box.addWidget(self.task)
        box.addWidget(self.text)
        self.listed = label(name="returnListed", wrap=True)
        box.addWidget(self.listed)
        another = button("再加一条", "addRemarkButton", self._add)
        keep = button("登记退回", "keepReturnButton", self._keep, "primary")
        box.addLayout(line(another, 1, button("取消", "cancelReturnButton", self.hide), keep))

    def ask(self, round_: Round) -> None:
        self._round, self._remarks = round_, []
        self.task.clear()
        self.task.addItem("整份台账", None)
        for row in self._bench.rows:
            self.task.addItem(f"第{row.label}项　{(row.topic or row.content)[:30]}", row.task.task_id)
        self.text.clear()
        self._list()
        self.show()
        self.text.setFocus()

    def _list(self) -> None:
        self.listed.setText("\n".join(f"· {r.text}" for r in self._remarks))
        self.listed.setVisible(bool(self._remarks))

    def _add(self) -> None:
        text, round_ = self.text.toPlainText().strip(), self._round
        if text and round_:
            self._remarks.append(Remark(round_.round_id, text, self.task.currentData(), self._bench.today))
            self.text.clear()
            self._list()

    def _keep(self) -> None:
        self._add()
        round_, remarks = self._round, tuple(self._remarks)
        if round_ is None:
            return
        words = f"已登记退回，{len(remarks)} 条意见已标到任务上。"
        if self._bench.do(lambda s, now: mark_returned(s, round_.round_id, remarks, now), words):
            self.hide()
