"""Room: gui. The head of the form: who fills it in and who answers the telephone."""

from dataclasses import replace
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QGridLayout

from gui.signals import on
from gui.widgets import EDGE, Committing, column, label
from gui.workbench import Workbench

FIELDS = (("reporting_unit", "填报单位"), ("contact", "联系人"), ("phone", "联系电话"))


class HeadCard(QFrame):
    changed = Signal(object)

    def __init__(self, bench: Workbench) -> None:
        super().__init__()
        self.setObjectName("headCard")
        self.setProperty("look", "card")
        self._bench = bench
        box = column(self, (EDGE, 10, EDGE, 12), 6)
        box.addWidget(label("表头", "panel"))
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(2)
        box.addLayout(grid)
        self.fields: dict[str, Committing] = {}
        for at, (name, words) in enumerate(FIELDS):
            edit = Committing(f"head_{name}", words)
            on(edit.committed, str, partial(self._keep, name))
            grid.addWidget(label(words, "label"), 0, at)
            grid.addWidget(edit, 1, at)
            grid.setColumnStretch(at, 2 if at == 0 else 1)
            self.fields[name] = edit

    def refresh(self) -> None:
        book, settings = self._bench.book, self._bench.settings
        if book is None:
            return
        usual = {"reporting_unit": settings.unit_name, "contact": settings.contact, "phone": settings.phone}
        for name, edit in self.fields.items():
            edit.show_text(getattr(book, name))
            edit.setPlaceholderText(f"按设置写“{usual[name]}”" if usual[name] else "还没有填写")

    def _keep(self, name: str, text: str) -> None:
        if self._bench.book:
            self.changed.emit(replace(self._bench.book, **{name: text}))
