"""Room: gui. Beside the words of the 通报: issuer and days, what goes in, the template, which files to write."""

from PySide6.QtWidgets import QCheckBox, QFrame, QGridLayout, QVBoxLayout, QWidget

from core.actions import notices
from core.actions.touched import Touched
from core.finding import Finding
from core.notice.draft import Facts, NoticeDraft
from gui.dialogs import Dialogs
from gui.finding_card import FindingCard
from gui.notice.desk import NoticeDesk
from gui.widgets import Committing, DayEdit, Flow, button, column, emptied, frame, label, line, scrolled

NOT_HERE = "本程序不盖章、不发文。文号留空，由办文程序编号；写出的是送审稿。"


class DraftSide(QFrame):
    def __init__(self, desk: NoticeDesk, dialogs: Dialogs) -> None:
        super().__init__()
        self.setObjectName("draftSide")
        self.setProperty("look", "card")
        self.setMinimumWidth(270)
        self._desk, self._dialogs = desk, dialogs
        outer = column(self, (12, 10, 4, 10), 6)
        inner = QWidget()
        inner.setProperty("look", "surface")
        box = column(inner, (0, 0, 8, 0), 6)
        box.addLayout(self._build_end())
        self._build_choices(box)
        self._build_template(box)
        results = QWidget()
        self._results: QVBoxLayout = column(results, spacing=6)
        box.addWidget(results)
        box.addWidget(label(NOT_HERE, "muted", wrap=True))
        box.addStretch(1)
        outer.addWidget(scrolled(inner), 1)

    def _build_end(self) -> QGridLayout:
        year = self._desk.bench.year
        self.issuer = Committing("noticeIssuer", "发文机关", "如 云岭县人民政府办公室")
        self.mend_by = DayEdit("noticeMendBy", "整改期限", year)
        self.dated = DayEdit("noticeDated", "成文日期", year)
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(2)
        grid.addWidget(label("发文机关", "label"), 0, 0, 1, 2)
        grid.addWidget(self.issuer, 1, 0, 1, 2)
        for col, (words, edit) in enumerate((("整改期限", self.mend_by), ("成文日期", self.dated))):
            grid.addWidget(label(words, "label"), 2, col)
            grid.addWidget(edit, 3, col)
        return grid

    def _build_choices(self, box: QVBoxLayout) -> None:
        self.with_scores = QCheckBox("附已确认的评分")
        self.with_scores.setObjectName("withScores")
        self.working = QCheckBox("工作稿：另附待确认的评分")
        self.working.setObjectName("workingDraft")
        self.working.setToolTip("只供内部核对；通报只写已确认的")
        self.told = label(look="muted", name="noticeTold", wrap=True)
        for each in (self.with_scores, self.working, self.told):
            box.addWidget(each)
        box.addWidget(label("写出哪些文件", "label"))
        holder = QWidget()
        flow = Flow(holder, 12)
        self.formats: dict[str, QCheckBox] = {}
        for ending, words in notices.FORMATS.items():
            if ending in self._desk.bench.services.documents.endings:
                choice = self.formats[ending] = QCheckBox(words)
                choice.setObjectName(f"noticeFormat{ending}")
                choice.setChecked(ending == notices.DOCX)
                flow.addWidget(choice)
        box.addWidget(holder)

    def _build_template(self, box: QVBoxLayout) -> None:
        box.addSpacing(4)
        self.template = label(name="templateName", wrap=True)
        box.addWidget(label("模板", "label"))
        box.addWidget(self.template)
        holder = QWidget()
        flow = Flow(holder, 2)
        flow.addWidget(button("另存模板…", "templateOut", self._template_out, "link", "写出现在用的模板，在 Word 里改"))
        flow.addWidget(button("换用模板…", "templateIn", self._template_in, "link", "选择改好的 .docx 作为本单位模板"))
        self.usual = button("恢复自带", "templateUsual", self._usual, "link", "不再用本单位的模板")
        flow.addWidget(self.usual)
        box.addWidget(holder)
        wrong = QWidget()
        self._wrong: QVBoxLayout = column(wrong, spacing=4)
        box.addWidget(wrong)

    # -- showing -----------------------------------------------------------------------------------------------------

    def show_draft(self, draft: NoticeDraft, facts: Facts) -> None:
        self.issuer.show_text(draft.issuer)
        unit = self._desk.bench.unit
        self.issuer.setPlaceholderText(f"按设置写“{unit}”" if unit else "如 云岭县人民政府办公室")
        for edit in (self.mend_by, self.dated):
            edit.year = self._desk.bench.year
        self.mend_by.show_day(draft.mend_by)
        self.dated.show_day(draft.dated_on)
        self.with_scores.setChecked(draft.with_scores)
        confirmed, waiting = len(facts.confirmed), len(facts.waiting)
        waits = f"，待确认 {waiting} 条（不写入通报）" if waiting else ""
        self.told.setText(f"{facts.round}已确认 {confirmed} 条{waits}。")
        own = self._desk.store.scores.template()
        self.template.setText(f"本单位模板：{own.name}" if own else "程序自带的模板")
        self.usual.setVisible(own is not None)

    def show_written(self, places: dict[str, tuple[Finding, ...]]) -> None:
        emptied(self._results)
        done = frame("hint", "noticeWritten")
        box = column(done, (10, 8, 8, 8), 4)
        box.addWidget(label(f"已写出 {len(places)} 个文件", "bold"))
        for place in places:
            name = place.replace("\\", "/").rsplit("/", 1)[-1]
            show = button(name, "openNotice", lambda p=place: self._dialogs.show(p), "link", f"打开 {name}")
            box.addLayout(line(show, 1))
        self._results.addWidget(done)
        for finding in dict.fromkeys(f for found in places.values() for f in found):
            self._results.addWidget(FindingCard(finding))

    # -- template ----------------------------------------------------------------------------------------------------

    def _template_out(self) -> None:
        bench = self._desk.bench
        place = self._dialogs.save_file("模板另存为", "通报模板.docx", "Word 文档 (*.docx)")
        if not place:
            return

        def write() -> Touched:
            notices.template_out(bench.store, bench.services.documents, self._desk.kit.template, place)
            return Touched()

        if bench.attempt(write) is not None:
            bench.told.emit("已写出模板。在 Word 里改好后，用“换用模板…”选它。可用的位置见使用手册。")

    def _template_in(self) -> None:
        bench = self._desk.bench
        place = self._dialogs.open_file("选择本单位的通报模板", "", "Word 文档 (*.docx)")
        if not place:
            return
        told: list[Finding] = []

        def take() -> Touched:
            touched, found = notices.take_template(bench.store, bench.services.documents, place, bench.now)
            told.extend(found)
            return touched

        touched = bench.attempt(take)
        emptied(self._wrong)
        if touched is not None:
            bench.look_again(touched)
            bench.told.emit("已采用本单位的通报模板。" + (f"有 {len(told)} 处请留意。" if told else ""))
            for finding in told:
                self._wrong.addWidget(FindingCard(finding))

    def _usual(self) -> None:
        emptied(self._wrong)
        self._desk.do(notices.usual_template, "已恢复程序自带的模板。")
