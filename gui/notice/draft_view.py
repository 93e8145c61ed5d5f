"""Room: gui. 通报稿: every part as the facts have it until a person writes it; days, issuer, template, formats beside."""

from dataclasses import replace
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from core.actions import notices
from core.notice.draft import PART_LABELS, Facts, NoticeDraft, Part, texts_of
from gui.dialogs import Dialogs
from gui.notice.desk import NoticeDesk
from gui.notice.draft_side import DraftSide
from gui.notice.fields import TextArea, panes, text_area
from gui.signals import on, on_day
from gui.widgets import Committing, button, column, frame, label, line, scrolled

HINTS = {
    Part.RETURNS: "留空则不写这一部分",
    Part.PRAISE: "留空则不写这一部分",
    Part.PROBLEMS: "留空则不写这一部分",
    Part.DEMANDS: "留空则不写这一部分",
}
HEIGHTS = {Part.RETURNS: 62, Part.PRAISE: 62, Part.PROBLEMS: 128, Part.DEMANDS: 86}


class DraftView(QWidget):
    changed = Signal()

    def __init__(self, desk: NoticeDesk, dialogs: Dialogs) -> None:
        super().__init__()
        self.setObjectName("draftView")
        self._desk = desk
        self._draft = NoticeDraft(0, "")
        self._facts: Facts | None = None
        self._shown: dict[Part, str] = {}
        self.areas: dict[Part, TextArea] = {}
        self.states: dict[Part, QLabel] = {}
        self.follow: dict[Part, QPushButton] = {}
        self.side = DraftSide(desk, dialogs)
        on(self.side.issuer.committed, str, lambda text: self._put(issuer=text))
        on_day(self.side.dated.day_entered, lambda day: self._put_day("dated_on", day))
        on_day(self.side.mend_by.day_entered, lambda day: self._put_day("mend_by", day))
        self.side.with_scores.clicked.connect(lambda: self._put(with_scores=self.side.with_scores.isChecked()))
        column(self).addWidget(panes(self._build_words(), self.side))

    def _build_words(self) -> QWidget:
        card = frame("card", "noticeWords")
        outer = column(card, (12, 10, 4, 10), 6)
        inner = QWidget()
        inner.setProperty("look", "surface")
        box = column(inner, (0, 0, 8, 0), 4)
        words = "没有改过的部分随收件和已确认的评分变化；改过的按您写的印。一行一段。"
        box.addWidget(label(words, "muted", wrap=True))
        for part in Part:
            self.states[part] = label(look="tag", name=f"partState_{part.value}")
            again = button("按数据重写", f"follow_{part.value}", lambda p=part: self._follow(p), "link")
            self.follow[part] = again
            box.addSpacing(4)
            box.addLayout(line(label(PART_LABELS[part], "bold"), self.states[part], 1, again))
            if part is Part.TITLE:
                self.title_edit = Committing("notice_title", "通报标题")
                on(self.title_edit.committed, str, lambda text: self._write(Part.TITLE, text))
                box.addWidget(self.title_edit)
            else:
                area = text_area(f"notice_{part.value}", PART_LABELS[part], HINTS[part], HEIGHTS[part])
                area.left.connect(self.commit_typing)
                self.areas[part] = area
                area.setMaximumHeight(16_777_215)
                area.setMinimumHeight(HEIGHTS[part])
                box.addWidget(area, 3 if part is Part.PROBLEMS else 1)
        outer.addWidget(scrolled(inner), 1)
        return card

    # -- showing -----------------------------------------------------------------------------------------------------

    def refresh(self) -> None:
        desk = self._desk
        if not desk.book_id:
            return
        self._draft, self._facts = desk.draft, desk.facts
        self._shown = texts_of(self._draft, self._facts)
        self.title_edit.show_text(self._shown[Part.TITLE])
        for part, area in self.areas.items():
            if not area.hasFocus() or not area.document().isModified():
                area.setPlainText(self._shown[part])
                area.document().setModified(False)
        for part in Part:
            written = part in self._draft.written
            self.states[part].setText("已改写" if written else "按数据")
            self.follow[part].setVisible(written)
        self.side.show_draft(self._draft, self._facts)

    # -- acting ------------------------------------------------------------------------------------------------------

    def commit_typing(self) -> None:
        for part, area in self.areas.items():
            if area.document().isModified():
                area.document().setModified(False)
                self._write(part, area.toPlainText())
        if self.title_edit.isModified():
            self.title_edit.setModified(False)
            self._write(Part.TITLE, self.title_edit.text())

    def _write(self, part: Part, text: str) -> None:
        facts, draft = self._facts, self._draft
        if facts is None or text.strip() == self._shown.get(part, "").strip():
            return
        if part is Part.TITLE and not text.strip():
            self._follow(part)
            return
        self._desk.do(lambda s, now: notices.write_part(s, draft, facts, part, text, now))

    def _follow(self, part: Part) -> None:
        if part in self.areas:
            self.areas[part].document().setModified(False)
        draft = self._draft
        self._desk.do(lambda s, now: notices.follow_facts(s, draft, part, now))
        self.refresh()

    def _put_day(self, name: str, day: date | None) -> None:
        self._put(**{name: day})

    def _put(self, **changes: object) -> None:
        changed = replace(self._draft, **changes)  # type: ignore[arg-type]
        self._desk.do(lambda s, now: notices.put_draft(s, changed, now))
