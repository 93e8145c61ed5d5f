"""Room: gui. 年度得分: what every unit has after all rounds, and behind each figure the cases that make it."""

import os

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from core.actions import notices, scoring
from core.errors import LedgerError
from core.notice.case import CaseState, ScoreCase
from core.notice.sheets import year_summary
from core.notice.tally import UnitScore, counted, with_sign
from core.progress import Progress
from gui.dialogs import Dialogs
from gui.notice.desk import NoticeDesk
from gui.notice.fields import panes
from gui.notice.lines import Line, Lines
from gui.notice.shapes import words_of
from gui.theme import Theme
from gui.widgets import button, column, emptied, frame, label, line, scrolled

HEADS = ("单位", "基础分", "加分", "扣分", "得分", "待确认")


class YearView(QWidget):
    case_asked = Signal(int)

    def __init__(self, desk: NoticeDesk, theme: Theme, dialogs: Dialogs) -> None:
        super().__init__()
        self.setObjectName("yearView")
        self._desk, self._theme, self._dialogs = desk, theme, dialogs
        self.scores: tuple[UnitScore, ...] = ()
        box = column(self, spacing=8)
        self.words = label(look="muted", name="yearWords", wrap=True)
        self.ranked = QCheckBox("按得分排名")
        self.ranked.setObjectName("rankedBox")
        self.ranked.toggled.connect(self.refresh)
        self.out = button("导出得分表…", "exportYear", self.export, hint="写成 Excel 工作簿：得分、评分事项、整改销号")
        top = line(self.words, self.ranked, self.out)
        top.setStretch(0, 1)
        box.addLayout(top)
        self.lines = Lines(theme, "yearTable", "年度得分", HEADS, wide=(0,), figures=(1, 2, 3, 4, 5))
        self.lines.chosen.connect(self._show_unit)
        box.addWidget(panes(self.lines, self._build_side()), 1)

    def _build_side(self) -> QWidget:
        side = frame("card", "yearSide")
        side.setMinimumWidth(280)
        box = column(side, (12, 10, 4, 10), 6)
        self.head = label(look="panel", name="yearUnit", wrap=True)
        box.addWidget(self.head)
        inner = QWidget()
        inner.setProperty("look", "surface")
        self._cases: QVBoxLayout = column(inner, (0, 0, 8, 0), 6)
        box.addWidget(scrolled(inner), 1)
        return side

    def refresh(self) -> None:
        desk = self._desk
        self.scores = scoring.scores_of(desk.store, desk.book_id, desk.directory, self.ranked.isChecked())
        base = desk.table.base if desk.table else 0
        waiting = f"，还有 {desk.waiting} 条待确认没有计入" if desk.waiting else ""
        self.words.setText(f"基础分 {base:g}，只计入已确认的事项，各期合计，每条规则不超过全年上限{waiting}。")
        self.lines.show_lines(self._line(s) for s in self.scores)
        self.out.setEnabled(bool(self.scores))

    def _line(self, score: UnitScore) -> Line:
        name = f"{score.rank}　{score.unit}" if score.rank else score.unit
        deducted = f"{-score.deducted:g}" if score.deducted else "0"
        figures = (f"{score.base:g}", f"{score.added:g}", deducted, f"{score.total:g}", str(score.waiting))
        return Line(score.unit, (name, *figures))

    def _show_unit(self) -> None:
        emptied(self._cases)
        unit = str(next(iter(self.lines.keys), ""))
        score = next((s for s in self.scores if s.unit == unit), None)
        self.head.setText(f"{unit}　{score.total:g} 分" if score else "各单位得分")
        mine = [c for c in self._desk.all_cases if c.unit == unit]
        points = counted(self._desk.all_cases)
        for case in mine:
            self._cases.addWidget(self._card(case, points.get(case.case_id)))
        if not mine:
            words = "这个单位没有评分事项。" if score else "单位名录里还没有参加考核的单位，也没有评分事项。"
            self._cases.addWidget(label(words, "muted", wrap=True))
        self._cases.addStretch(1)

    def _card(self, case: ScoreCase, points: float | None) -> QWidget:
        card = frame("unit")
        box = column(card, (10, 6, 8, 6), 2)
        told = with_sign(points) if points is not None else "不计入"
        words = label(f"{case.round}　{case.happened}", wrap=True)
        row = line(words, label(told, "bold" if points is not None else "muted"))
        row.setStretch(0, 1)
        box.addLayout(row)
        state = label(f"{words_of(case)}　规则 {case.rule.rule_id}", "label")
        see = button("查看", "seeYearCase", lambda: self.case_asked.emit(case.case_id), "link")
        box.addLayout(line(state, 1, see))
        if case.reason and case.state is not CaseState.CONFIRMED:
            box.addWidget(label(f"理由：{case.reason}", "label", wrap=True))
        return card

    def export(self) -> None:
        bench, desk = self._desk.bench, self._desk
        folder = self._dialogs.choose_folder("得分表写到哪个文件夹", bench.store.settings.recall("export_folder"))
        if not folder:
            return
        bench.store.settings.remember("export_folder", folder)
        year = bench.book.year if bench.book else None
        summary = year_summary(year, self.scores, desk.all_cases, desk.items, bench.today)
        wish, documents = notices.NoticeWish(folder, exists=os.path.exists), bench.services.documents

        def job(progress: Progress) -> str:
            return notices.write_year_scores(documents, summary, wish)

        def done(place: str) -> None:
            name = place.replace("\\", "/").rsplit("/", 1)[-1]
            bench.told.emit(f"已写出《{name}》，在 {folder}。")

        def failed(error: LedgerError) -> None:
            bench.failed.emit(error.message)

        bench.worker.run(job, done, failed)
