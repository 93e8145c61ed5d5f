"""Room: gui. Dated notes on a task: what was done, figures, links, evidence; written in place, without a dialog."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QFrame, QPlainTextEdit, QVBoxLayout, QWidget

from core.actions.entries import add_entry, edit_entry, remove_entry
from core.days import shown_day
from core.ledger.entry import Evidence, ProgressEntry
from core.ledger.figures_line import parse_figures, shown_figures
from gui.dialogs import Dialogs
from gui.widgets import Committing, DayEdit, Flow, button, column, emptied, frame, label, line
from gui.workbench import Workbench


class EntryList(QWidget):
    """The notes of one task and, while one is written, its form."""

    def __init__(self, bench: Workbench, dialogs: Dialogs) -> None:
        super().__init__()
        self.setObjectName("entryList")
        self._bench, self._dialogs = bench, dialogs
        self._task_id = 0
        self.entries: tuple[ProgressEntry, ...] = ()
        box = column(self, spacing=4)
        self._head = label(look="label", name="entriesHead")
        box.addWidget(self._head)
        holder = QWidget()
        self._list: QVBoxLayout = column(holder, spacing=2)
        box.addWidget(holder)
        self.form = EntryForm(bench, dialogs)
        self.form.hide()
        self.form.closed.connect(self.form.hide)
        box.addWidget(self.form)

    def show_task(self, task_id: int) -> None:
        if task_id != self._task_id:
            self.form.hide()
        self._task_id = task_id
        self.entries = self._bench.store.entries.of(task_id) if task_id else ()
        files = sum(len(e.evidence) for e in self.entries)
        self._head.setText(f"进展记录 {len(self.entries)} 条 · 佐证材料 {files} 份")
        emptied(self._list)
        for entry in self.entries:
            self._list.addWidget(self._row(entry))

    def write_new(self) -> None:
        if self._task_id:
            self.form.show_entry(ProgressEntry(self._task_id, self._bench.today, ""))

    def _row(self, entry: ProgressEntry) -> QWidget:
        row = frame("", "entryRow")
        box = column(row, (0, 2, 0, 2), 0)
        said = "　".join(t for t in (shown_day(entry.on, self._bench.year), entry.text) if t)
        box.addWidget(label(said, name="entryText", wrap=True))
        links = QWidget()
        flow = Flow(links, 2)
        if entry.figures:
            flow.addWidget(label(shown_figures(entry.figures), "label"))
        for n, link in enumerate(entry.links, 1):
            flow.addWidget(self._link_button(link, n))
        for evidence in entry.evidence:
            flow.addWidget(self._evidence_button(evidence))
        flow.addWidget(button("修改", "editEntryButton", lambda: self.form.show_entry(entry), "link"))
        flow.addWidget(button("删除", "removeEntryButton", lambda: self._remove(entry), "link"))
        box.addWidget(links)
        return row

    def _link_button(self, link: str, n: int) -> QWidget:
        def copy() -> None:
            QApplication.clipboard().setText(link)
            self._bench.told.emit(f"已复制链接：{link}")

        return button(f"链接{n}", "entryLink", copy, "link", f"复制链接 {link}")

    def _evidence_button(self, evidence: Evidence) -> QWidget:
        def show() -> None:
            folder = self._dialogs.choose_folder(f"把“{evidence.name}”另存到")
            if folder:
                place = self._bench.store.kept.copy_out(evidence, folder)
                self._dialogs.show(place)

        return button(evidence.name, "evidenceButton", show, "link", f"另存并打开 {evidence.name}")

    def _remove(self, entry: ProgressEntry) -> None:
        self._bench.do(lambda s, now: remove_entry(s, entry.entry_id, now), "已删除一条记录，按 Ctrl+Z 可以撤销。")


class EntryForm(QFrame):
    """Write or mend one note. Evidence is chosen now and kept when the note is saved."""

    closed = Signal()

    def __init__(self, bench: Workbench, dialogs: Dialogs) -> None:
        super().__init__()
        self.setObjectName("entryForm")
        self.setProperty("look", "unit")
        self._bench, self._dialogs = bench, dialogs
        self._entry = ProgressEntry(0, bench.today, "")
        self._places: list[str] = []
        box = column(self, (10, 8, 10, 8), 6)
        self.day = DayEdit("entryDay", "日期", bench.year)
        box.addLayout(line(label("日期", "label"), self.day, 1))
        self.day.setMaximumWidth(150)
        self.text = QPlainTextEdit()
        self.text.setObjectName("entryTextEdit")
        self.text.setAccessibleName("做了什么")
        self.text.setPlaceholderText("做了什么")
        self.text.setTabChangesFocus(True)
        self.text.setFixedHeight(64)
        box.addWidget(self.text)
        self.figures = Committing("entryFigures", "数据", "数据，如：公开条数12条，征求意见3份")
        self.links = Committing("entryLinks", "链接", "公开链接，多个用空格分开")
        box.addWidget(self.figures)
        box.addWidget(self.links)
        self._files = QWidget()
        self._files_flow = Flow(self._files, 4)
        box.addWidget(self._files)
        add_file = button("添加佐证材料…", "addEvidenceButton", self._add_files)
        save = button("保存本条", "saveEntryButton", self._save, "primary")
        buttons = Flow(spacing=8)
        for each in (add_file, button("取消", "cancelEntryButton", self.closed.emit), save):
            buttons.addWidget(each)
        box.addLayout(buttons)

    def show_entry(self, entry: ProgressEntry) -> None:
        self._entry, self._places = entry, []
        self.day.year = self._bench.year
        self.day.show_day(entry.on)
        self.text.setPlainText(entry.text)
        self.figures.setText(shown_figures(entry.figures))
        self.links.setText(" ".join(entry.links))
        self._show_files()
        self.show()
        self.text.setFocus()

    def _show_files(self) -> None:
        emptied(self._files_flow)
        for evidence in self._entry.evidence:
            self._files_flow.addWidget(
                button(f"移除 {evidence.name}", "dropEvidence", lambda e=evidence: self._drop(e), "link")
            )
        for place in self._places:
            self._files_flow.addWidget(label(place.replace("\\", "/").rsplit("/", 1)[-1], "tag"))
        self._files.setVisible(bool(self._entry.evidence or self._places))

    def _drop(self, evidence: Evidence) -> None:
        kept = tuple(e for e in self._entry.evidence if e.sha256 != evidence.sha256)
        self._entry = replace(self._entry, evidence=kept)
        self._show_files()

    def _add_files(self) -> None:
        self._places += self._dialogs.open_files("选择佐证材料")
        self._show_files()

    def _save(self) -> None:
        day, text = self.day.day, self.text.toPlainText().strip()
        if day is None or not (text or self.figures.text().strip()):
            self._bench.failed.emit("请填写日期和做了什么。这一条还没有保存。")
            (self.text if day else self.day).setFocus()
            return
        entry = replace(
            self._entry,
            on=day,
            text=text,
            figures=parse_figures(self.figures.text()),
            links=tuple(self.links.text().split()),
        )
        if self._store(entry, tuple(self._places)):
            self.closed.emit()

    def _store(self, entry: ProgressEntry, places: Sequence[str]) -> bool:
        if not entry.entry_id:
            return self._bench.do(lambda s, now: add_entry(s, entry, now, places))
        if places:
            kept = tuple(self._bench.store.kept.keep(p) for p in places)
            entry = replace(entry, evidence=entry.evidence + kept)
        return self._bench.do(lambda s, now: edit_entry(s, entry, now))
