"""Room: gui. One section of the report: its table with its words below, or its words alone."""

from collections.abc import Sequence

from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QApplication, QWidget

from core.errors import LedgerError
from core.finding import Finding
from core.report.form import FormSection
from gui.dialogs import Dialogs
from gui.report.copying import pasting
from gui.report.desk import ReportDesk
from gui.report.draft_card import DraftCard
from gui.report.head_words import HeadWords
from gui.report.sheet import Sheet
from gui.report.words import SectionWords
from gui.report.zeros import ZerosRow
from gui.theme import Theme
from gui.widgets import Elided, button, column, frame, line

FIRST, LAST = 1, 6


class SectionView(QWidget):
    def __init__(self, desk: ReportDesk, section: FormSection, theme: Theme, dialogs: Dialogs) -> None:
        super().__init__()
        self.setObjectName(f"section{section.number}")
        self._desk, self.section = desk, section
        assert desk.report is not None
        table = next((t for t in desk.report.form.tables if t.section == section.number), None)
        box = column(self, spacing=0)
        card = frame("card")
        inside = column(card, (8, 8, 8, 8), 6)
        box.addWidget(card)
        self.sheet = Sheet(table, desk.state, theme) if table else None
        self.head = HeadWords(desk) if section.number == FIRST else None
        self.words = SectionWords(section, small=table is not None)
        self.words.written.connect(desk.write)
        for editor in (self.words.editor, *([self.head.preamble] if self.head else [])):
            editor.undo_asked.connect(desk.bench.undo)
            editor.redo_asked.connect(desk.bench.redo)
        self.draft = DraftCard(desk, dialogs) if section.number == LAST else None
        if self.draft:
            self.words.draft_asked.connect(self._offer_draft)
            self.draft.chosen.connect(self._put_draft)
            inside.addWidget(self.draft)
        if self.sheet:
            self._connect_sheet(self.sheet)
            inside.addWidget(self.sheet, 1)
            inside.addWidget(self._foot())
            self.zeros = ZerosRow(desk, section.number)
            inside.addWidget(self.zeros)
            self.words.hide()
        if self.head:
            inside.addWidget(self.head)
        inside.addWidget(self.words, 0 if self.sheet else 1)

    def _connect_sheet(self, sheet: Sheet) -> None:
        desk, body = self._desk, sheet.body
        body.sheet.typed.connect(desk.type_cell)
        body.emptied.connect(self._empty)
        body.pasted.connect(self.paste)
        body.chosen.connect(self._show_cell)
        body.total_asked.connect(self._take_total)

    def _foot(self) -> QWidget:
        """Which cell, what stands there, what it was last year, what its parts add up to."""
        holder = QWidget()
        self.told = Elided(look="label", name=f"cellLine{self.section.number}")
        self.show_words = button(
            "本部分文字…", "showWordsButton", self._toggle_words, "link", "表格之外还有文字说明时在这里写"
        )
        row = line(self.told, self.show_words)
        row.setStretch(0, 1)
        holder.setLayout(row)
        return holder

    @property
    def first_place(self) -> QWidget:
        return self.sheet.body if self.sheet else self.words.editor

    def show_report(self, anew: bool = False) -> None:
        report = self._desk.report
        if report is None:
            return
        if anew:
            self.words.editor.forget()
        self.words.show_figures(self._desk.year_figures)
        self.words.show_report(report)
        if self.head:
            self.head.show_report(anew)
        section = report.section(self.section.number)
        if self.sheet and section and section.text.strip():
            self.words.show()
        self.refresh()

    def refresh(self) -> None:
        if self.sheet:
            self.sheet.refresh()
            self.sheet.show_first_cell()
            self.zeros.refresh()
            self._show_cell(self.sheet.body.cell)

    def commit(self) -> None:
        if self.sheet:
            self.sheet.body.commit()
        self.words.editor.commit()
        if self.head:
            self.head.commit()

    def go_to(self, cell: str) -> None:
        if self.sheet:
            self.sheet.body.go_to(cell)
            self.sheet.body.setFocus()

    def _offer_draft(self) -> None:
        self.commit()
        if self.draft:
            self.draft.open()

    def _put_draft(self, text: str) -> None:
        self.commit()
        if self._desk.put_draft(self.section.number, text):
            self.words.show_choice(text)

    def find_words(self, finding: Finding) -> None:
        """Choose the words that a finding quotes, as far as they stand there in one piece."""
        editor = self.head.preamble if self.head and "head:" in "".join(finding.where[:1]) else self.words.editor
        if editor is self.words.editor:
            self.words.show()
        quoted = finding.message.split("“", 1)[-1].split("”", 1)[0]
        for text in (quoted, str(finding.found), quoted[:8]):
            cursor = editor.document().find(text) if text else QTextCursor()
            if not cursor.isNull():
                editor.setTextCursor(cursor)
                break
        editor.setFocus()

    def paste(self) -> None:
        if self.sheet is None or self._desk.report is None:
            return
        body = self.sheet.body
        data, documents = QApplication.clipboard().mimeData(), self._desk.bench.services.documents
        try:
            found = pasting(data, documents, self._desk.report.form, body.sheet.grid, body.cell)
        except LedgerError as e:
            self._desk.tell(e)
            return
        self._desk.put_cells(found.texts, "粘贴")
        way = "按行名" if found.by_labels else "从光标处"
        said = f"已{way}粘贴 {len(found.texts)} 格。" if found.texts else "没有可以粘贴的数字。"
        if found.lost:
            said += f"另有 {found.lost} 个数字超出了表格，没有粘贴。"
        self._desk.bench.told.emit(said + "".join(found.messages[:3]))

    def _empty(self, cells: Sequence[str]) -> None:
        self._desk.put_cells(dict.fromkeys(cells, ""), "清除")

    def _toggle_words(self) -> None:
        self.words.setVisible(self.words.isHidden())
        if self.words.isVisible():
            self.words.editor.setFocus()

    def _take_total(self, cell: str) -> None:
        """“=”: put in what the parts add up to."""
        computed = self._desk.state.computed.get(cell)
        if computed is not None:
            self._desk.put_cells({cell: str(computed)}, "填入总计")

    def _show_cell(self, cell: str) -> None:
        state = self._desk.state
        if not cell:
            self.told.say("")
            return
        parts = [f"{state.names.get(cell, cell)}：{state.texts.get(cell) or '空白'}"]
        if cell in state.last_year:
            parts.append(f"上年 {state.last_year[cell]}")
        if cell in state.computed:
            parts.append(f"各项相加 {state.computed[cell]}" + ("（按 = 填入）" if state.differs(cell) else ""))
        elif cell in state.so_far:
            parts.append(f"已填各项相加 {state.so_far[cell]}")
        self.told.say("　".join(parts))
