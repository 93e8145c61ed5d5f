"""Room: gui. One entry as a form: an edit for every field of the register, each saved when it is left."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QFormLayout, QPlainTextEdit, QWidget

from core.registers.register import YES, Entry, Field, FieldKind, Register
from gui.signals import on, on_any
from gui.widgets import Committing, column, label

LONG_PX = 64
HINTS = {FieldKind.DAY: "如 3月5日", FieldKind.COUNT: "整数"}


class LongEdit(QPlainTextEdit):
    """Several lines, told once when it is left; Tab goes on."""

    committed = Signal(str)

    def __init__(self, name: str, what: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(what)
        self.setTabChangesFocus(True)
        self.setFixedHeight(LONG_PX)

    def commit(self) -> None:
        if self.document().isModified():
            self.document().setModified(False)
            self.committed.emit(self.toPlainText().strip())

    def focusOutEvent(self, e: QFocusEvent) -> None:
        self.commit()
        super().focusOutEvent(e)

    def show_text(self, text: str) -> None:
        if not (self.hasFocus() and self.document().isModified()):
            self.setPlainText(text)


class EntryForm(QWidget):
    """`typed` carries field key and text as typed; what is refused is shown again as it was by `show_entry`."""

    typed = Signal(str, str)
    left = Signal()

    def __init__(self, register: Register) -> None:
        super().__init__()
        self.setObjectName("entryForm")
        self.register = register
        box = column(self, spacing=6)
        form = QFormLayout()
        form.setContentsMargins(0, 0, 0, 0)
        form.setVerticalSpacing(6)
        form.setHorizontalSpacing(10)
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft)
        self.edits = {field.key: self._edit(field) for field in register.fields}
        for field in register.fields:
            words = label(field.label, "label", wrap=True)
            words.setBuddy(self.edits[field.key])
            form.addRow(words, self.edits[field.key])
            if field.hint:
                self.edits[field.key].setToolTip(field.hint)
        box.addLayout(form)

    def _edit(self, field: Field) -> QWidget:
        name = f"field_{field.key}"
        if field.kind is FieldKind.CHOICE:
            choice = QComboBox()
            choice.setObjectName(name)
            choice.setAccessibleName(field.label)
            choice.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            choice.setMinimumContentsLength(8)
            choice.addItem("", "")
            for at, each in enumerate(field.choices, 1):
                choice.addItem(each.label, each.key)
                choice.setItemData(at, each.label, Qt.ItemDataRole.ToolTipRole)
            on_any(choice.activated, lambda: self.typed.emit(field.key, str(choice.currentData() or "")))
            return choice
        if field.kind is FieldKind.TICK:
            tick = QCheckBox("是")
            tick.setObjectName(name)
            tick.setAccessibleName(field.label)
            on(tick.clicked, bool, lambda yes: self.typed.emit(field.key, YES if yes else ""))
            return tick
        if field.kind is FieldKind.LONG:
            long = LongEdit(name, field.label)
            on(long.committed, str, lambda text: self.typed.emit(field.key, text))
            return long
        edit = Committing(name, field.label, HINTS.get(field.kind, ""))
        on(edit.committed, str, lambda text: self.typed.emit(field.key, text))
        return edit

    def show_entry(self, entry: Entry | None) -> None:
        self.setEnabled(entry is not None)
        for field in self.register.fields:
            value = entry.text(field.key) if entry else ""
            edit = self.edits[field.key]
            if isinstance(edit, QComboBox):
                self._show_choice(edit, value)
            elif isinstance(edit, QCheckBox):
                edit.setChecked(value == YES)
            elif isinstance(edit, LongEdit | Committing):
                edit.show_text(field.shown(value))
                if isinstance(edit, Committing) and not edit.hasFocus():
                    edit.setCursorPosition(0)  # a long one is read from its beginning

    def _show_choice(self, box: QComboBox, value: str) -> None:
        at = box.findData(value)
        if at < 0:
            at = 0
            box.setItemText(0, f"（原文：{value}）")
        elif box.itemText(0):
            box.setItemText(0, "")
        box.setCurrentIndex(at)

    def commit(self) -> None:
        for edit in self.edits.values():
            if isinstance(edit, LongEdit):
                edit.commit()
            elif isinstance(edit, Committing) and edit.isModified():
                edit.editingFinished.emit()

    def go_to(self, key: str) -> None:
        edit = self.edits.get(key) or next(iter(self.edits.values()))
        edit.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.commit()
            self.left.emit()
        else:
            super().keyPressEvent(event)
