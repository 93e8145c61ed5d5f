"""Room: gui. 评分: the cases of a round by unit, filtered by state; one or several are decided in the panel beside."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QLineEdit, QStackedWidget, QWidget

from core.notice.case import CASE_LABELS, CaseState, ScoreCase
from gui.chips import Chips
from gui.notice.add_case import AddCase
from gui.notice.case_panel import CasePanel
from gui.notice.desk import NoticeDesk
from gui.notice.fields import panes
from gui.notice.lines import Line, Lines
from gui.notice.shapes import of_case, words_of
from gui.signals import on_any
from gui.theme import Theme
from gui.widgets import EmptyPage, button, column, frame, label, line

HEADS = ("单位", "规则", "事项", "分值", "状态")
FALLEN = "fallen"
KINDS = {"": "全部", **{s.value: words for s, words in CASE_LABELS.items()}, FALLEN: "已不成立"}
WHY_NOTHING = (
    "还没有本单位印发的评分规则，所以程序不提出任何评分建议。\n"
    "先在“评分规则”里建立规则表，写明印发文件；程序只按它提建议，每一条都由人确认。"
)
NOT_PUBLISHED = (
    "评分表还没有登记印发依据（本单位印发的文件和文号），所以程序不提出任何评分建议。\n请在“评分规则”里填写印发依据。"
)
NO_CASES = "这一期还没有评分事项。收件后按“核对评分事项”，程序按规则提出建议；也可以手工添加。"
NONE_LIKE_THIS = "没有这一类评分事项。"
TABLE, EMPTY = range(2)


class CasesView(QWidget):
    rules_asked = Signal()

    def __init__(self, desk: NoticeDesk, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("casesView")
        self._desk, self._theme = desk, theme
        self._filter = ""
        box = column(self, spacing=8)
        box.addWidget(self._build_fresh())
        self.chips = Chips[str](self._show_filter)
        for key, words in KINDS.items():
            self.chips.add(key, words, f"caseChip_{key or 'all'}")
        self.add = button("手工添加…", "addCaseButton", self.show_adding, hint="添加只有人能看出的评分事项")
        self.search = QLineEdit()
        self.search.setObjectName("caseSearch")
        self.search.setAccessibleName("查找评分事项")
        self.search.setPlaceholderText("查单位、事项、规则")
        self.search.setClearButtonEnabled(True)
        self.search.setFixedWidth(180)
        on_any(self.search.textChanged, self.refresh)
        top = line(self.chips, self.search, self.add)
        top.setStretch(0, 1)
        for each in (self.search, self.add):
            top.setAlignment(each, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignRight)
        box.addLayout(top)
        self.lines = Lines(theme, "casesTable", "评分事项", HEADS, wide=(2,), figures=(3,), many=True)
        self.lines.chosen.connect(self._show_chosen)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.lines)
        self.to_rules = button("去评分规则", "toRulesButton", self.rules_asked.emit, "primary")
        self.empty = EmptyPage("", self.to_rules, "noCases")
        self.stack.addWidget(self.empty)
        self.side = QStackedWidget()
        self.side.setMinimumWidth(300)
        self.panel, self.adding = CasePanel(desk, theme), AddCase(desk)
        self.adding.left.connect(self._stop_adding)
        self.side.addWidget(self.panel)
        self.side.addWidget(self.adding)
        box.addWidget(panes(self.stack, self.side), 1)
        self._keys()

    def _build_fresh(self) -> QWidget:
        self.fresh = frame("hint", "freshCases")
        self.fresh_words = label(name="freshWords", wrap=True)
        update = button("更新建议", "freshButton", self._desk.propose)
        row = line(self.fresh_words, update)
        row.setStretch(0, 1)
        row.setContentsMargins(10, 4, 8, 4)
        self.fresh.setLayout(row)
        return self.fresh

    def _keys(self) -> None:
        for keys, does in (
            ("Ctrl+Return", self.panel.confirm),
            ("Ctrl+Backspace", self.panel.back),
            ("Delete", self.panel.ask_drop),
        ):
            shortcut = QShortcut(QKeySequence(keys), self.lines)
            shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
            shortcut.activated.connect(does)

    # -- showing -----------------------------------------------------------------------------------------------------

    def refresh(self) -> None:
        desk = self._desk
        self.fresh.setVisible(bool(desk.fresh))
        self.fresh_words.setText(f"按现在的收件和规则核对：{desk.fresh.words}。已作的决定不会改变。")
        for key in KINDS:
            count = sum(self._is_like(c, key) for c in desk.cases)
            self.chips.show_count(key, count, key != FALLEN or count > 0)
        words = self.search.text().split()
        shown = [c for c in desk.cases if self._is_like(c, self._filter) and _says(c, words)]
        by_unit = {u: i for i, u in enumerate(desk.units)}
        shown.sort(key=lambda c: (by_unit.get(c.unit, len(by_unit)), c.case_id))
        self.lines.show_lines(self._line(c) for c in shown)
        self._show_empty(bool(shown))
        self.add.setVisible(bool(desk.table and desk.table.in_force))

    def _line(self, case: ScoreCase) -> Line:
        shape, colour = of_case(case, self._theme.colours)
        texts = (case.unit, case.rule.rule_id, case.happened, f"{case.rule.points:+g}", words_of(case))
        return Line(case.case_id, texts, shape, colour)

    def _show_empty(self, some: bool) -> None:
        table = self._desk.table
        in_force = bool(table and table.in_force)
        words = NO_CASES if in_force else NOT_PUBLISHED if table else WHY_NOTHING
        self.empty.say(NONE_LIKE_THIS if self._desk.cases and in_force else words)
        self.to_rules.setVisible(not in_force)
        self.stack.setCurrentIndex(TABLE if some else EMPTY)
        self.chips.setVisible(bool(self._desk.cases))
        self.search.setVisible(bool(self._desk.cases))
        self._show_side()

    def _is_like(self, case: ScoreCase, key: str) -> bool:
        if key == FALLEN:
            return not case.holds
        return not key or case.state is CaseState(key)

    def _show_filter(self, key: str) -> None:
        self._filter = key
        self.refresh()

    def _show_chosen(self) -> None:
        keys = set(self.lines.keys)
        self.panel.show_cases([c for c in self._desk.cases if c.case_id in keys])

    def _show_side(self) -> None:
        adding = self.side.currentWidget() is self.adding
        self.side.setVisible(bool(self._desk.cases) or adding)

    @property
    def start_here(self) -> QWidget:
        if self.stack.currentIndex() == TABLE:
            return self.lines
        return self.to_rules if self.to_rules.isVisibleTo(self) else self.add

    def show_adding(self) -> None:
        self.adding.start(next((c.unit for c in self.panel.cases), ""))
        self.side.setCurrentWidget(self.adding)
        self._show_side()
        self.adding.unit.setFocus()

    def _stop_adding(self) -> None:
        self.side.setCurrentWidget(self.panel)
        self._show_side()
        self.lines.setFocus()

    def commit_typing(self) -> None:
        self.panel.commit_typing()

    def show_all(self) -> None:
        self.chips.choose("")
        self.search.clear()
        self._show_filter("")

    def find_here(self) -> None:
        self.search.setFocus()
        self.search.selectAll()


def _says(case: ScoreCase, words: list[str]) -> bool:
    text = f"{case.unit} {case.rule.rule_id} {case.rule.what} {case.happened} {case.evidence} {case.reply}"
    return all(word in text for word in words)
