"""Room: gui. A section's words: the text, how long it is, what it should tell, and figures to put in. No sentences."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence, QShowEvent, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from core.registers.figures import YearSum
from core.registers.told_figures import SECTIONS
from core.report.checklist import questions
from core.report.form import FormSection
from core.report.report import AnnualReport
from core.report.values import shown
from gui.one_step import put_at_cursor
from gui.signals import on
from gui.widgets import Flow, button, column, emptied, frame, label, line, relook, scrolled

SAVE_AFTER_MS = 900
_FIGURE = re.compile(r"([\u4e00-\u9fff]{0,8})\{([\w.]+)\}([件项条起]|万元)?")


@dataclass(frozen=True, slots=True)
class Insertable:
    """A figure to put into the text: what the button says, and what is put in."""

    said: str
    text: str
    cell: str


def insertables(question: str, report: AnnualReport) -> list[Insertable]:
    """The figures that a question of the form names ({3.new.total}), those that are filled in."""
    found: list[Insertable] = []
    for before, cell, unit in _FIGURE.findall(question):
        value = report.cells.get(cell)
        if value is not None:
            figure = f"{shown(value)}{unit}"
            name = re.split(r"[，、。：为]", before)[-1]
            found.append(Insertable(f"{name} {figure}".strip(), figure, cell))
    return found


def word_count(text: str) -> int:
    return len("".join(text.split()))


class WordsEditor(QPlainTextEdit):
    """Saves itself: `committed` comes a moment after typing stops, and when the place is left."""

    committed = Signal(str)
    typed = Signal()
    undo_asked = Signal()
    redo_asked = Signal()

    def __init__(self, name: str, what: str, hint: str = "") -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(what)
        self.setPlaceholderText(hint)
        self.setTabChangesFocus(True)
        self._stored = ""
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(SAVE_AFTER_MS)
        self._soon.timeout.connect(self.commit)
        self.textChanged.connect(self._note)

    def show_text(self, text: str) -> None:
        """Show what is stored; what is being typed and not yet stored stays."""
        typing = self.toPlainText() != self._stored and self.hasFocus()
        self._stored = text
        if text != self.toPlainText() and not typing:
            self.setPlainText(text)
            self._soon.stop()

    def commit(self) -> None:
        self._soon.stop()
        text = self.toPlainText()
        if text != self._stored:
            self._stored = text
            self.committed.emit(text)

    def forget(self) -> None:
        """Another report is shown: what was here is stored already."""
        self._soon.stop()
        self._stored = self.toPlainText()

    def _note(self) -> None:
        self.typed.emit()
        if self.toPlainText() != self._stored:
            self._soon.start()

    def keyPressEvent(self, e: QKeyEvent) -> None:
        """Its own undo first; when that has nothing left, the report's."""
        if e.matches(QKeySequence.StandardKey.Undo) and not self.document().isUndoAvailable():
            self.undo_asked.emit()
        elif e.matches(QKeySequence.StandardKey.Redo) and not self.document().isRedoAvailable():
            self.redo_asked.emit()
        else:
            super().keyPressEvent(e)

    def focusOutEvent(self, e: QFocusEvent) -> None:
        self.commit()
        super().focusOutEvent(e)


class SectionWords(QWidget):
    """The text of one section with its questions. `small`: beneath a table, where few have words."""

    written = Signal(int, str)
    draft_asked = Signal()

    def __init__(self, section: FormSection, small: bool = False) -> None:
        super().__init__()
        self.section = section
        self._report: AnnualReport | None = None
        self._asked: object = None
        self._year: Sequence[YearSum] = ()
        hint = "本部分以表格为主，如有需要说明的文字写在这里。" if small else "在这里写，或从 Word 粘贴文字。"
        self.editor = WordsEditor(f"words{section.number}", section.title, hint)
        on(self.editor.committed, str, lambda text: self.written.emit(section.number, text))
        self.editor.typed.connect(self._count)
        self.count = label(look="label", name=f"count{section.number}")
        box = column(self, spacing=6)
        self.draft = button("由台账进展起草（一）要点落实情况…", "draftButton", self.draft_asked.emit, "link")
        box.addLayout(line(self.count, 1, self.draft))
        self.draft.setVisible(section.number == 6)
        box.addWidget(self.editor, 3)
        self._questions = frame("card", "questionsCard")
        inside = column(self._questions, (12, 8, 12, 8), 2)
        head = label("要写什么", "bold")
        inside.addLayout(line(head, label("点数字插入到光标处；不提供现成句子，避免雷同", "label"), 1))
        holder = QWidget()
        holder.setProperty("look", "surface")
        self._lines = column(holder, spacing=4)
        inside.addWidget(scrolled(holder, "questionsScroll"), 1)
        box.addWidget(self._questions, 2)
        self._questions.setVisible(bool(section.questions) and not small)
        if small:
            self.setMaximumHeight(120)

    def show_figures(self, sums: Sequence[YearSum]) -> None:
        """Of the year's register; shown with the next report."""
        self._year = sums if self.section.number in SECTIONS else ()

    def show_report(self, report: AnnualReport) -> None:
        section = report.section(self.section.number)
        self.editor.show_text(section.text if section else "")
        self._count()
        self._report = report
        if self.isVisible():
            self._show_questions()

    def _show_questions(self) -> None:
        """With the figures as they stand; made anew only where they can be seen and have changed."""
        report = self._report
        asked = questions(report, self.section.number) if report else []
        wanted = asked, tuple(self._year)
        if report is None or wanted == self._asked:
            return
        self._asked = wanted
        emptied(self._lines)
        for template, filled in zip(self.section.questions, asked, strict=False):
            self._add_question(template, filled, report)
            self._add_year_figures(first=template is self.section.questions[0])
        self._lines.addStretch(1)

    def _add_year_figures(self, first: bool) -> None:
        """Below the first question, which asks how much was published."""
        if first and self._year:
            self._lines.addWidget(label("年度数据登记簿里的数：", "label", "yearDataHead"))
            self._add_links([Insertable(s.words, s.words, s.figure.label) for s in self._year], "insertYearFigure")

    def _add_question(self, template: str, filled: str, report: AnnualReport) -> None:
        self._lines.addWidget(label(filled, wrap=True))
        figures = insertables(template, report)
        if figures:
            named = [replace(f, cell=report.form.names.get(f.cell, "")) for f in figures]
            self._add_links(named, "insertFigure")

    def _add_links(self, figures: Sequence[Insertable], name: str) -> None:
        """`cell` of each is what the hint calls it."""
        holder = QWidget()
        flow = Flow(holder, 4)
        for figure in figures:
            hint = f"插入 {figure.text}（{figure.cell}）"
            flow.addWidget(button(f"插入 {figure.said}", name, lambda f=figure: self.insert(f.text), "link", hint))
        self._lines.addWidget(holder)

    def insert(self, text: str) -> None:
        put_at_cursor(self.editor, text)
        self.editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_choice(self, text: str) -> None:
        """Go to what has just been put in, and choose it."""
        start = self.editor.toPlainText().rfind(text)
        if start < 0:
            return
        cursor = self.editor.textCursor()
        cursor.setPosition(start)
        self.editor.setTextCursor(cursor)  # its beginning into sight
        cursor.setPosition(start + len(text), QTextCursor.MoveMode.KeepAnchor)
        self.editor.setTextCursor(cursor)
        self.editor.ensureCursorVisible()
        self.editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._show_questions()

    def _count(self) -> None:
        words, most = word_count(self.editor.toPlainText()), self.section.max_chars
        self.count.setText(f"{words} 字" + (f"（原则上不超过 {most} 字）" if most else ""))
        relook(self.count, "tag-soon" if most and words > most else "label")
