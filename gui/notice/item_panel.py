"""Room: gui. One 整改 item: its words and days are kept as they are typed; 销号, and later 回头看."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFrame, QGridLayout, QLineEdit, QVBoxLayout, QWidget

from core.actions import closing_out
from core.actions.ports import Store
from core.actions.touched import Touched
from core.days import shown_day
from core.notice.rectification import STANDING_LABELS, Rectification, standing
from gui.notice.desk import NoticeDesk
from gui.notice.fields import chooser, field, offer, text_area
from gui.signals import on_day
from gui.widgets import DayEdit, Flow, button, column, emptied, label, scrolled

SAVE_AFTER_MS = 600


class ItemPanel(QFrame):
    """`item` None: nothing is chosen; its id 0: a new one that is stored when 添加 is pressed."""

    def __init__(self, desk: NoticeDesk) -> None:
        super().__init__()
        self.setObjectName("itemPanel")
        self.setProperty("look", "card")
        self.setMinimumWidth(300)
        self._desk = desk
        self.item: Rectification | None = None
        box = column(self, (12, 10, 4, 10), 6)
        self.nothing = label("在左边选一条整改事项，或添加新的。", "muted", wrap=True)
        box.addWidget(self.nothing)
        inner = QWidget()
        inner.setProperty("look", "surface")
        self._form: QVBoxLayout = column(inner, (0, 0, 8, 0), 4)
        self._build_form()
        self.area = scrolled(inner)
        box.addWidget(self.area, 1)
        self.acts = QWidget()
        self._build_acts()
        box.addWidget(self.acts)
        self._save_soon = QTimer(self)
        self._save_soon.setSingleShot(True)
        self._save_soon.setInterval(SAVE_AFTER_MS)
        self._save_soon.timeout.connect(self.commit_typing)
        self.show_item(None)

    def _build_form(self) -> None:
        self.head = label(look="panel", name="itemHead", wrap=True)
        self._form.addWidget(self.head)
        self.unit = chooser("itemUnit", "单位", editable=True)
        field(self._form, "单位", self.unit)
        self.what = text_area("itemWhat", "整改事项", "要改什么", 60)
        field(self._form, "整改事项", self.what)
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(2)
        year = self._desk.bench.year
        self.due = DayEdit("itemDue", "整改期限", year)
        self.done = DayEdit("itemDone", "完成日期", year)
        for col, (words, edit) in enumerate((("整改期限", self.due), ("完成日期", self.done))):
            grid.addWidget(label(words, "label"), 0, col)
            grid.addWidget(edit, 1, col)
            on_day(edit.day_entered, lambda day: self._save())
        self._form.addLayout(grid)
        self.evidence = text_area("itemEvidence", "佐证", "整改后的网址、文件或截图名称", 60)
        field(self._form, "佐证", self.evidence)
        for area in (self.what, self.evidence):
            area.textChanged.connect(lambda: self._save_soon.start())
        self.looks_holder = QWidget()
        self._looks: QVBoxLayout = column(self.looks_holder, (0, 6, 0, 0), 4)
        self._form.addWidget(self.looks_holder)
        self._form.addStretch(1)

    def _build_acts(self) -> None:
        box = column(self.acts, (0, 0, 8, 0), 6)
        self.note = QLineEdit()
        self.note.setObjectName("lookBackNote")
        self.note.setAccessibleName("回头看情况")
        self.note.setPlaceholderText("回头看看到的情况")
        box.addWidget(self.note)
        holder = QWidget()
        flow = Flow(holder)
        self.keep = button("添加", "keepItem", self._add, "primary")
        self.close_out = button("销号", "closeItem", self._close_out, "primary", "整改完成并有佐证，销号（今天）")
        self.stays = button("仍已整改", "lookStays", lambda: self._look(stays=True))
        self.relapsed = button("问题又出现", "lookRelapsed", lambda: self._look(stays=False), hint="重新列为未销号")
        self.again = button("取消销号", "reopenItem", lambda: self._act(closing_out.open_again), "link")
        self.remove = button("删除", "removeItem", self._remove, "link", "删除这条整改事项")
        for each in (self.keep, self.close_out, self.stays, self.relapsed, self.again, self.remove):
            flow.addWidget(each)
        box.addWidget(holder)

    @property
    def adding(self) -> bool:
        return self.item is not None and self.item.item_id == 0

    # -- showing -----------------------------------------------------------------------------------------------------

    def show_item(self, item: Rectification | None) -> None:
        if self.item and (item is None or item.item_id != self.item.item_id):
            self.commit_typing()
        self.item = item
        for widget, there in (
            (self.nothing, item is None),
            (self.area, item is not None),
            (self.acts, item is not None),
        ):
            widget.setVisible(there)
        if item:
            self._fill(item)

    def start_new(self) -> None:
        book_id, round_ = self._desk.book_id, self._desk.round
        self.show_item(Rectification(book_id, round_, "", "", self._desk.draft.mend_by))
        self.unit.setFocus()

    def _fill(self, item: Rectification) -> None:
        new, today = item.item_id == 0, self._desk.bench.today
        self.head.setText("添加整改事项" if new else f"{item.round}　{STANDING_LABELS[standing(item, today)]}")
        offer(self.unit, [(name, name) for name in self._desk.units])
        self.unit.setEditText(item.unit)
        self.unit.setEnabled(new)
        for area, text in ((self.what, item.what), (self.evidence, item.evidence)):
            if area.toPlainText().strip() != text and not (area.hasFocus() and not new):
                area.blockSignals(True)
                area.setPlainText(text)
                area.blockSignals(False)
            area.setReadOnly(not item.open)
        for edit in (self.due, self.done):
            edit.year = self._desk.bench.year
        self.due.show_day(item.due_on)
        self.done.show_day(item.done_on)
        for edit in (self.due, self.done):
            edit.setEnabled(item.open)
        self._show_looks(item)
        for widget, there in (
            (self.keep, new),
            (self.close_out, item.open and not new),
            (self.stays, not item.open),
            (self.relapsed, not item.open),
            (self.note, not item.open),
            (self.again, not item.open),
            (self.remove, not new),
        ):
            widget.setVisible(there)

    def _show_looks(self, item: Rectification) -> None:
        emptied(self._looks)
        year = self._desk.bench.year
        if item.closed_on:
            self._looks.addWidget(label(f"{shown_day(item.closed_on, year)}销号", "bold"))
        for look in item.look_backs:
            told = "仍已整改" if look.stays else "问题又出现"
            words = f"{shown_day(look.on, year)}回头看：{told}{f'，{look.note}' if look.note else ''}"
            self._looks.addWidget(label(words, wrap=True))
        self.looks_holder.setVisible(bool(item.closed_on or item.look_backs))

    # -- acting ------------------------------------------------------------------------------------------------------

    def _typed(self, item: Rectification) -> Rectification:
        return replace(
            item,
            unit=self.unit.currentText().strip() if item.item_id == 0 else item.unit,
            what=self.what.toPlainText().strip(),
            due_on=self.due.day,
            done_on=self.done.day,
            evidence=self.evidence.toPlainText().strip(),
        )

    def commit_typing(self) -> None:
        self._save_soon.stop()
        self._save()

    def _save(self) -> None:
        item = self.item
        if item is None or item.item_id == 0 or not item.open:
            return
        typed = self._typed(item)
        if typed != item and typed.what:
            self.item = typed
            self._desk.do(lambda s, now: closing_out.edit_item(s, typed, now))

    def _add(self) -> None:
        if self.item is None:
            return
        typed = self._typed(self.item)
        if self._desk.do(lambda s, now: closing_out.add_item(s, typed, now), f"已添加{typed.unit}的整改事项。"):
            self._desk.read.emit()

    def _close_out(self) -> None:
        self.commit_typing()
        self._act(lambda s, i, now: closing_out.close_out(s, i, self._desk.bench.today, now), "已销号。")

    def _look(self, stays: bool) -> None:
        note, today = self.note.text(), self._desk.bench.today
        said = "已登记回头看：仍已整改。" if stays else "已登记回头看：问题又出现，已重新列为未销号。"
        if self._act(lambda s, i, now: closing_out.look_back(s, i, today, stays, note, now), said):
            self.note.clear()

    def _remove(self) -> None:
        self._act(closing_out.remove_item, "已删除这条整改事项，可以撤销。")

    def _act(self, action: Callable[[Store, int, datetime], Touched], said: str = "") -> bool:
        item = self.item
        return bool(item) and self._desk.do(lambda s, now: action(s, item.item_id, now), said)
