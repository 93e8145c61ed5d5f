"""Room: gui. 下发: choose what and how on the left, look through the units in the middle, their tasks on the right."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSplitter, QStackedWidget, QWidget

from core.actions.directory import proposed_units
from core.actions.dispatching import (
    BlankForm,
    Dispatched,
    DispatchWish,
    cover_of,
    dispatch_forms,
    place_of,
    read_source,
    template_findings,
    write_forms,
)
from core.actions.documents import OfficeTemplate
from core.document import Document
from core.errors import LedgerError
from core.finding import Finding
from core.ledger.ledger import Ledger
from core.ledger.of_book import ledger_of_book
from core.ledger.template import FormTemplate, read_template
from core.progress import Progress
from core.units import Unit
from gui.dialogs import Dialogs
from gui.dispatch import HANDED_OUT
from gui.dispatch.choices import Choices
from gui.dispatch.folder import free_folder
from gui.dispatch.tables import FormsTable, TasksTable
from gui.finding_card import FindingCard
from gui.signals import on_any
from gui.theme import Theme
from gui.widgets import BETWEEN, EDGE, EmptyPage, button, column, emptied, frame, label, line, scrolled
from gui.workbench import Workbench

if TYPE_CHECKING:
    from gui.preview.laying_out import MakeDocument

DOCX = "Word 文档 (*.docx)"
ASK_FIRST = ("dispatch.unassigned", "dispatch.unreached")


class DispatchPage(QWidget):
    """`preview_asked`: a heading and what makes the document. `units_asked`: the directory is to be opened."""

    preview_asked = Signal(str, object)
    units_asked = Signal()
    import_asked = Signal()
    context_changed = Signal()
    title = "下发"
    undoable = False

    def __init__(self, bench: Workbench, theme: Theme, dialogs: Dialogs) -> None:
        super().__init__()
        self.setObjectName("dispatchPage")
        self._bench, self._theme, self._dialogs = bench, theme, dialogs
        self._file: tuple[str, Ledger] | None = None  # a file chosen here: its name, and what was read
        self._template: tuple[str, OfficeTemplate, FormTemplate] | None = None
        self.ledger: Ledger | None = None
        self.made = Dispatched((), ())
        self.wish = DispatchWish()
        self._asked = 0
        self.preview = button("预览版面", "dispatchPreview", self.show_preview, hint="看选中单位的台账印出来的样子")
        self.write = button("下发到文件夹…", "dispatchWrite", self.hand_out, "primary")
        self.bar: list[QWidget] = [self.preview, self.write]
        self.stack = QStackedWidget()
        column(self).addWidget(self.stack)
        self.stack.addWidget(self._build_empty())
        self.stack.addWidget(self._build_work())
        bench.book_read.connect(self._read_again)

    # -- building ----------------------------------------------------------------------------------------------------

    def _build_empty(self) -> QWidget:
        words = "下发：按工作要点或台账给每个单位生成一份空白台账，外加一份下发清单。先导入本年的要点或台账，也可以直接选一份文件。"
        ask = button("选择要点或台账文件…", "dispatchFirst", self.choose_file, "primary")
        return EmptyPage(words, ask)

    def _build_work(self) -> QWidget:
        self.choices = Choices(self._bench.year)
        recalled = self._bench.store.settings.recall("dispatch_round")
        self.choices.round.setText(recalled)
        self.choices.changed.connect(self.look_again)
        self.choices.file_asked.connect(self.choose_file)
        self.choices.book_asked.connect(self._use_book)
        self.choices.template_asked.connect(self.choose_template)
        self.choices.sample_asked.connect(self.save_sample)
        card = frame("card")
        self._fit_choices(card)
        on_any(self._theme.changed, lambda: self._fit_choices(card))
        column(card, (12, 10, 4, 10)).addWidget(scrolled(self.choices))
        split = QSplitter(Qt.Orientation.Vertical)
        split.setHandleWidth(BETWEEN)
        split.setChildrenCollapsible(False)
        split.addWidget(self._build_forms())
        split.addWidget(self._build_tasks())
        split.setStretchFactor(0, 58)
        split.setStretchFactor(1, 42)
        holder = QWidget()
        row = line(card, split, spacing=BETWEEN)
        row.setStretch(1, 1)
        column(holder, (EDGE, 10, EDGE, 12)).addLayout(row)
        return holder

    def _fit_choices(self, card: QWidget) -> None:
        """As wide as the longest words at this size of text, and their scroll bar."""
        card.setFixedWidth(max(300, self.choices.minimumSizeHint().width() + 30))

    def _build_forms(self) -> QWidget:
        side = QWidget()
        box = column(side, spacing=6)
        self.head = label("", "panel", "formsHead")
        box.addWidget(self.head)
        self.forms = FormsTable()
        self.forms.form_chosen.connect(self._show_form)
        box.addWidget(self.forms, 1)
        self.told = label("", "label", "formsTold", wrap=True)
        box.addWidget(self.told)
        self.to_units = button("整理单位名录", "toUnits", self.units_asked.emit, "link")
        box.addLayout(line(self.to_units, 1))
        return side

    def _build_tasks(self) -> QWidget:
        side = QWidget()
        box = column(side, spacing=6)
        self.unit = label("", "panel", "formUnit", wrap=True)
        box.addWidget(self.unit)
        self.tasks = TasksTable()
        box.addWidget(self.tasks, 1)
        return side

    # -- source ------------------------------------------------------------------------------------------------------

    @property
    def context(self) -> str:
        if not self.made.forms or self.ledger is None:
            return ""
        return f"{len(self.made.forms)} 个单位 · {len(self.ledger.tasks)} 项任务"

    @property
    def start_here(self) -> QWidget:
        return self.forms if self.stack.currentIndex() else self

    def refresh(self) -> None:
        self._read_again()

    def _read_again(self) -> None:
        bench = self._bench
        if self._file is not None:
            self.ledger = self._file[1]
        elif bench.book is not None and bench.rows:
            self.ledger = ledger_of_book(bench.book, [r.task for r in bench.rows])
        else:
            self.ledger = None
        self.choices.due.year = bench.year
        self.stack.setCurrentIndex(1 if self.ledger else 0)
        for part in self.bar:
            part.setEnabled(self.ledger is not None)
        self.choices.back.setVisible(self._file is not None and bench.book is not None)
        name = self._file[0] if self._file else ""
        title = "".join(self.ledger.title.split()) if self.ledger else ""
        self.choices.source.setText(f"文件：{name}" if name else f"打开的台账：{title or '（没有标题）'}")
        self.look_again()

    def choose_file(self) -> None:
        place = self._dialogs.open_file("选择工作要点或台账", self._bench.store.settings.recall("import_folder"))
        if place:
            self.read_file(place)

    def read_file(self, place: str) -> None:
        bench = self._bench
        documents, forms, folder = bench.services.documents, bench.services.forms, bench.store.folder
        name = place.replace("\\", "/").rsplit("/", 1)[-1]

        def job(progress: Progress) -> Ledger:
            progress.step(0, 0, f"正在读取 {name}")
            return read_source(documents, place, forms(folder))

        def done(ledger: Ledger) -> None:
            self._file = name, ledger
            self._read_again()

        bench.worker.run(job, done, self._failed)

    def take_dropped(self, places: Sequence[str]) -> None:
        self.read_file(places[0])

    def _use_book(self) -> None:
        self._file = None
        self._read_again()

    # -- template ----------------------------------------------------------------------------------------------------

    def choose_template(self) -> None:
        folder = self._bench.store.settings.recall("template_folder")
        place = self._dialogs.open_file("选择本单位的台账模板", folder, DOCX)
        if not place:
            return
        name = place.replace("\\", "/").rsplit("/", 1)[-1]
        self._bench.store.settings.remember("template_folder", place.replace("\\", "/").rpartition("/")[0])
        try:
            template = self._bench.services.documents.open_template(place)
            self._template = name, template, read_template(template.document)
        except LedgerError as e:
            self._failed(e)
            return
        self.choices.template.say(name)
        self.choices.template.show()
        self.choices.own_form.setChecked(True)
        self.look_again()

    def save_sample(self) -> None:
        sample, documents = self._bench.services.template, self._bench.services.documents
        place = self._dialogs.save_file("存一份示例模板", "台账模板（示例）.docx", DOCX) if sample else ""
        if place:
            try:
                documents.write(place, documents.read_bytes(sample))
            except LedgerError as e:
                self._failed(e)
                return
            self._bench.told.emit(f"已存到 {place}。改成本单位的样子后，按“选择模板…”选它。")

    # -- what would be handed out ------------------------------------------------------------------------------------

    def look_again(self) -> None:
        """Share the tasks out anew, off the GUI thread."""
        bench, ledger, directory = self._bench, self.ledger, self._bench.directory
        if ledger is None or directory is None:
            return
        choices = self.choices
        if choices.own_form.isChecked() and self._template is None:
            choices.standard.setChecked(True)
            self.choose_template()
            return
        chosen = self._template if choices.own_form.isChecked() else None
        wish = DispatchWish(
            choices.whole.isChecked(), choices.round.text().strip(), choices.due_on, chosen[2] if chosen else None
        )
        self._asked += 1
        asked = self._asked

        def job(progress: Progress) -> Dispatched:
            rows = [t.units for t in ledger.tasks]
            served: Sequence[Unit] = directory.units or proposed_units(rows, directory, place_of(ledger.title))
            if not served:
                raise LedgerError("任务没有写明责任单位，名录也还是空的，不知道发给谁。请先在“单位名录”里添加单位。")
            return dispatch_forms(ledger, directory, served, wish)

        def done(made: Dispatched) -> None:
            if asked == self._asked:
                self.made, self.wish = made, wish
                self._show(template_findings(wish.template) if wish.template else ())

        def failed(error: LedgerError) -> None:
            if asked == self._asked:
                self.made = Dispatched((), ())
                self._show((), error.message)

        bench.worker.run(job, done, failed, quiet=True)

    def _show(self, more: Sequence[Finding], wrong: str = "") -> None:
        forms = self.made.forms
        self.head.setText(f"{len(forms)} 个单位" if forms else "没有可以下发的单位")
        none = self._bench.directory is not None and not self._bench.directory.units
        words = "名录还是空的，以下按任务里列名的单位生成；“各乡镇”一类统称要有名录才能展开。" if none else ""
        self.told.setText(wrong or words)
        self.told.setVisible(bool(self.told.text()))
        self.to_units.setVisible(none or bool(wrong))
        self.forms.show_forms(forms)
        emptied(self.choices.findings)
        for finding in (*more, *self.made.findings):
            self.choices.findings.addWidget(FindingCard(finding))
        self.write.setEnabled(bool(forms))
        self.preview.setEnabled(bool(forms))
        self.context_changed.emit()

    @property
    def chosen(self) -> BlankForm | None:
        row = self.forms.currentRow()
        return self.made.forms[row] if 0 <= row < len(self.made.forms) else None

    def _show_form(self, row: int) -> None:
        form = self.made.forms[row] if 0 <= row < len(self.made.forms) else None
        self.unit.setText(f"{form.unit.name}：{form.tasks} 项" if form else "")
        if self.ledger is not None:
            self.tasks.show_form(self.ledger, form)

    def show_preview(self) -> None:
        form, chosen, documents = self.chosen, self._template, self._bench.services.documents
        if form is None:
            return

        def make(progress: Progress) -> Document:
            if form.edits is not None and chosen is not None:
                return documents.read_data(chosen[1].filled(form.edits), ".docx")
            return form.document

        made: MakeDocument = make
        self.preview_asked.emit(form.unit.name, made)

    # -- out ---------------------------------------------------------------------------------------------------------

    def hand_out(self) -> None:
        made, bench, ledger = self.made, self._bench, self.ledger
        if ledger is None or not made.forms or not self._agreed():
            return
        folder = self._dialogs.choose_folder("台账下发到哪个文件夹", bench.store.settings.recall("dispatch_folder"))
        if not folder:
            return
        bench.store.settings.remember("dispatch_folder", folder)
        bench.store.settings.remember("dispatch_round", self.wish.round_name)
        target, ending = free_folder(folder, ledger, self.wish.round_name), self.choices.ending
        cover = cover_of(made, ledger.title, self.wish, bench.today, ending) if ending else None
        template = self._template[1] if self.wish.template and self._template else None
        documents = bench.services.documents

        def job(progress: Progress) -> tuple[str, ...]:
            return write_forms(documents, made, target, progress, template, cover)

        def done(places: tuple[str, ...]) -> None:
            also = "和下发清单" if cover else ""
            bench.told.emit(f"已写出 {len(made.forms)} 份台账{also}：{target}")
            if self._file is None and bench.book is not None:
                bench.store.settings.remember(HANDED_OUT, str(bench.book.book_id))
            self._dialogs.show(target)

        bench.worker.run(job, done, self._failed)

    def _agreed(self) -> bool:
        """What is unassigned or reaches nobody is told before anything is written."""
        open_ = [f for f in self.made.findings if f.rule in ASK_FIRST]
        if not open_:
            return True
        words = "\n\n".join(f.message for f in open_)
        return self._dialogs.confirm("有的任务还没有着落，仍要下发？", words, "仍要下发")

    def _failed(self, error: LedgerError) -> None:
        self._bench.failed.emit(error.message)
