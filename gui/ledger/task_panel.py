"""Room: gui. The selected task on the right: what it asks, what is written of it, what is doubtful, who does it."""

from html import escape

from PySide6.QtCore import QPoint, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QComboBox, QFrame, QMenu, QVBoxLayout, QWidget

from core.actions.accepting import accept_finding, take_back_acceptance
from core.actions.recording import confirm_carried_over, record_progress, set_not_applicable, set_status
from core.finding import Finding
from core.ledger.compose import compose_progress
from core.ledger.emphasis import Emphasis, emphasised, pieces
from core.ledger.listing import ListedTask
from core.ledger.outlook import Urgency
from core.ledger.state import STATUS_LABELS, Status
from core.units import CONCERN_LABELS
from gui.dialogs import Dialogs
from gui.finding_card import AnsweredCard, FindingCard
from gui.icons import SHAPE_OF_STATUS, colour_of_status, icon
from gui.ledger.entries import EntryList
from gui.ledger.people import AssignmentFields, StepList
from gui.ledger.progress_editor import ProgressEditor
from gui.ledger.remarks import RemarkList
from gui.ledger.table_model import concern_tip
from gui.registers.year_data import YearData
from gui.signals import on_any
from gui.theme import Theme
from gui.widgets import EDGE, Committing, EmptyPage, Flow, button, column, emptied, frame, label, line, scrolled
from gui.workbench import Workbench


class TaskPanel(QFrame):
    left = Signal()  # Esc: back to the list
    step_asked = Signal(int)

    def __init__(self, bench: Workbench, theme: Theme, dialogs: Dialogs) -> None:
        super().__init__()
        self.setObjectName("taskPanel")
        self.setProperty("look", "card")
        self._bench, self._theme, self._dialogs = bench, theme, dialogs
        self.row: ListedTask | None = None
        self._shown_findings: object = None
        outer = column(self, (1, 1, 1, 1), 0)
        self._nothing = EmptyPage("在左边选一项任务，这里显示它的要求、进展和提示。", name="noTask")
        outer.addWidget(self._nothing, 1)
        self._task = self._build_task()
        outer.addWidget(self._task, 1)
        self._task.hide()
        theme.changed.connect(self._show_content)

    # -- building ----------------------------------------------------------------------------------------------------

    def _build_task(self) -> QWidget:
        whole = QWidget()
        outer = column(whole, spacing=0)
        inner = QWidget()
        inner.setProperty("look", "surface")
        box = column(inner, (EDGE, 12, EDGE, 12), 8)
        self._add_head(box)
        self._add_writing(box)
        self._add_findings(box)
        self.remarks = RemarkList(self._bench)
        box.addWidget(self.remarks)
        self.entries = EntryList(self._bench, self._dialogs)
        box.addWidget(self.entries)
        box.addWidget(label("内部分工", "label"))
        self.assignment = AssignmentFields(self._bench)
        box.addWidget(self.assignment)
        box.addWidget(label("步骤", "label"))
        self.steps = StepList(self._bench)
        box.addWidget(self.steps)
        box.addStretch(1)
        self.area = scrolled(inner, "taskScroll")
        self._see_soon = QTimer(self)  # once the form that was opened has its size
        self._see_soon.setSingleShot(True)
        self._see_soon.timeout.connect(lambda: self.area.ensureWidgetVisible(self.entries.form))
        outer.addWidget(self.area, 1)
        outer.addWidget(self._foot())
        return whole

    def _add_head(self, box: QVBoxLayout) -> None:
        self.head = label(look="panel", name="taskHead", wrap=True)
        box.addWidget(self.head)
        tags = QWidget()
        self._tags = Flow(tags, 4)
        box.addWidget(tags)
        box.addWidget(label("主要内容", "label"))
        self.content = label(name="taskContent", wrap=True)
        self.content.setMinimumWidth(1)
        self.content.setTextFormat(Qt.TextFormat.RichText)
        self.content.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        box.addWidget(self.content)
        self.indicator_label = label("量化指标", "label")
        self.indicator = label(name="taskIndicator", wrap=True)
        self.indicator.setTextFormat(Qt.TextFormat.RichText)
        box.addWidget(self.indicator_label)
        box.addWidget(self.indicator)

    def _add_writing(self, box: QVBoxLayout) -> None:
        self.status = QComboBox()
        self.status.setObjectName("statusBox")
        self.status.setAccessibleName("状态")
        self.status.setIconSize(QSize(12, 12))
        for status in Status:
            self.status.addItem(STATUS_LABELS[status], status)
        self.status.activated.connect(self._choose_status)
        head = line(label("进展落实情况（写入报送表）", "label", wrap=True), self.status)
        head.setStretch(0, 1)
        box.addLayout(head)
        self.carried = QWidget()
        confirm = button("确认沿用", "confirmCarriedButton", self._confirm_carried, "link")
        self.carried.setLayout(line(label("沿用上次的文字，尚未核对。", "muted"), confirm, 1))
        box.addWidget(self.carried)
        self.reason = Committing("notApplicableReason", "不涉及的理由", "不涉及的理由，报送表里写作“不涉及：理由”")
        self.reason.committed.connect(self._leave_out)
        box.addWidget(self.reason)
        self.editor = ProgressEditor()
        self.editor.committed.connect(self._record)
        self.editor.undo_asked.connect(self._bench.undo)
        self.editor.redo_asked.connect(self._bench.redo)
        self.editor.step_asked.connect(self.step_asked)
        self.editor.left_by_escape.connect(self.left)
        box.addWidget(self.editor)
        self._add_year_figures(box)

    def _add_year_figures(self, box: QVBoxLayout) -> None:
        self._year_data = YearData(self._bench)
        menu = QMenu(self)
        menu.setObjectName("yearFigureMenu")
        on_any(menu.aboutToShow, lambda: self.fill_figures(menu))
        hint = "把登记簿“年度数据”的数放到光标处"
        self.figures = button("插入年度数据", "yearFigureButton", lambda: self._open_figures(menu), "link", hint)
        box.addLayout(line(self.figures, 1))

    def _open_figures(self, menu: QMenu) -> None:
        menu.popup(self.figures.mapToGlobal(QPoint(0, self.figures.height())))

    def _add_findings(self, box: QVBoxLayout) -> None:
        holder = QWidget()
        holder.setObjectName("taskFindings")
        self._cards = column(holder, spacing=6)
        box.addWidget(holder)

    def _foot(self) -> QWidget:
        foot = frame("", "taskFoot")
        row = Flow(foot, 8)
        row.setContentsMargins(EDGE, 8, EDGE, 10)
        new = button("＋ 记一条", "newEntryButton", self.write_entry, hint="记一条进展")
        self.entries.form.closed.connect(new.setFocus)
        row.addWidget(new)
        self.compose = button("由记录生成文字", "composeButton", self._compose)
        row.addWidget(self.compose)
        return foot

    def fill_figures(self, menu: QMenu) -> None:
        """The year's figures as they stand now."""
        menu.clear()
        self._year_data.forget()
        sums = self._year_data.sums(self._bench.year)
        for each in sums:
            on_any(menu.addAction(each.words).triggered, lambda s=each: self.editor.insert_here(s.words))
        if not sums:
            menu.addAction(f"{self._bench.year}年还没有登记年度数据，请到“登记簿”登记").setEnabled(False)

    # -- showing -----------------------------------------------------------------------------------------------------

    def show_task(self, row: ListedTask | None) -> None:
        """Show a task; what is being typed into the one shown before is saved first."""
        other = (row and row.task.task_id) != (self.row and self.row.task.task_id)
        if other:
            self.editor.commit()
        self.row = row
        self._nothing.setVisible(row is None)
        self._task.setVisible(row is not None)
        if row is None:
            self.editor.show_task(0, "")
            return
        self._show_head(row)
        self._show_state(row)
        self.entries.show_task(row.task.task_id)
        self.compose.setEnabled(bool(self.entries.entries))
        self.remarks.show_task(row.task.task_id)
        self.assignment.show_task(row)
        self.steps.show_task(row)
        self.show_findings()
        if other:
            self.area.verticalScrollBar().setValue(0)

    def _show_head(self, row: ListedTask) -> None:
        self.head.setText(" · ".join(t for t in (row.label, row.topic or row.content[:20]) if t))
        emptied(self._tags)
        mine = label(CONCERN_LABELS[row.concern.concern], "tag-strong" if row.concern.as_lead else "tag")
        mine.setToolTip(concern_tip(row))
        mine.setAccessibleName(concern_tip(row))
        self._tags.addWidget(mine)
        due = " ".join(t for t in (row.outlook.short_text, row.outlook.words) if t)
        if due:
            look = {Urgency.LATE: "tag-late", Urgency.SOON: "tag-soon"}.get(row.outlook.urgency, "tag")
            tag = label(due if len(due) <= 22 else f"{due[:21]}…", look)
            tag.setToolTip(f"完成时限：{row.outlook.text}")
            tag.setAccessibleName(f"完成时限：{due}")
            self._tags.addWidget(tag)
        for words, names in (("牵头", row.task.lead_units), ("责任", row.task.responsible_units)):
            if names:
                self._tags.addWidget(self._unit_tag(words, names))
        self._show_content()

    def _unit_tag(self, words: str, names: tuple[str, ...]) -> QWidget:
        whole = f"{words}：{'、'.join(names)}"
        tag = label(whole if len(whole) <= 22 else f"{whole[:21]}…", "tag")
        tag.setToolTip(whole)
        tag.setAccessibleName(whole)
        return tag

    def _show_content(self) -> None:
        row = self.row
        if row is None:
            return
        self.content.setText(self._marked(row.task.content or row.topic, row))
        own = bool(row.task.indicator) and bool(row.task.content)
        self.indicator.setVisible(own)
        self.indicator_label.setVisible(own)
        self.indicator.setText(self._marked(row.task.indicator, row))
        for at, status in enumerate(Status):
            shape = SHAPE_OF_STATUS[status]
            self.status.setItemIcon(at, icon(shape, colour_of_status(status, self._theme.colours), 12))

    def _marked(self, text: str, row: ListedTask) -> str:
        c = self._theme.colours
        late = row.outlook.urgency is Urgency.LATE
        styles = {
            Emphasis.DEADLINE: f"color:{c.late if late else c.accent};font-weight:bold",
            Emphasis.TARGET: "font-weight:bold",
        }
        marked = "".join(
            f'<span style="{styles[kind]}">{escape(part)}</span>' if kind else escape(part)
            for part, kind in pieces(text, emphasised(text, self._bench.year))
        )
        natural = QFontMetrics(self._theme.font()).height()
        height = round(100 * 1.6 * self._theme.base_px / natural)
        return f'<div style="line-height:{height}%">{marked.replace(chr(10), "<br>")}</div>'

    def _show_state(self, row: ListedTask) -> None:
        state = row.state
        self.status.setCurrentIndex(list(Status).index(state.status))
        out = state.status is Status.NOT_APPLICABLE
        self.reason.setVisible(out)
        self.reason.show_text(state.not_applicable_reason)
        self.editor.setVisible(not out)
        self.figures.setVisible(not out)
        self.carried.setVisible(state.carried_over)
        self.editor.show_task(row.task.task_id, state.progress)

    def show_findings(self) -> None:
        """Cards of this task; those on screen stay while nothing about them has changed."""
        row = self.row
        if row is None:
            return
        place = f"task:{row.task.number}"
        answered = [(f, a) for f, a in self._bench.answered if place in f.where]
        wanted = (row.task.task_id, row.findings, tuple(answered))
        if wanted == self._shown_findings:
            return
        self._shown_findings = wanted
        emptied(self._cards)
        for finding in row.findings:
            self._cards.addWidget(FindingCard(finding, None, self._accept))
        for finding, accepted in answered:
            self._cards.addWidget(AnsweredCard(finding, accepted, self._take_back))

    # -- what the clerk does -----------------------------------------------------------------------------------------

    @property
    def _ids(self) -> list[int]:
        return [self.row.task.task_id] if self.row else []

    def write_here(self) -> None:
        """Put the cursor where the text goes."""
        place = self.reason if self.editor.isHidden() else self.editor
        place.setFocus()
        self.area.ensureWidgetVisible(place, 0, 60)

    def write_entry(self) -> None:
        self.entries.write_new()
        self._see_soon.start()

    def _record(self, task_id: int, text: str) -> None:
        self._bench.do(lambda s, now: record_progress(s, task_id, text, now))

    def _choose_status(self, at: int) -> None:
        self.editor.commit()
        status, ids = list(Status)[at], self._ids
        if status is Status.NOT_APPLICABLE:
            self._leave_out(self.reason.text())
            self.reason.setFocus()
        else:
            self._bench.do(lambda s, now: set_status(s, ids, status, now))

    def _leave_out(self, reason: str) -> None:
        ids = self._ids
        self._bench.do(lambda s, now: set_not_applicable(s, ids, reason, now))

    def _confirm_carried(self) -> None:
        ids = self._ids
        self._bench.do(lambda s, now: confirm_carried_over(s, ids, now))

    def _compose(self) -> None:
        text = compose_progress(self.entries.entries, self._bench.year)
        self.editor.setFocus()
        self.editor.put(text)
        self._bench.told.emit(
            f"已由 {len(self.entries.entries)} 条记录生成文字，请核对后报送；按 Ctrl+Z 恢复原来的文字。"
        )

    def _accept(self, finding: Finding, reason: str) -> None:
        book = self._bench.book
        if book:
            self._bench.do(
                lambda s, now: accept_finding(s, book.book_id, finding, reason, now), "已记下理由，这条提示不再计入。"
            )

    def _take_back(self, accepted_id: int) -> None:
        self._bench.do(lambda s, now: take_back_acceptance(s, accepted_id, now))
