"""Room: gui. 评分规则: the office's own table, edited rule by rule; without the document it was published under nothing is proposed."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QStackedWidget, QWidget

from core.actions import score_tables
from core.errors import LedgerError
from core.notice.rules import EVENT_LABELS, PER_LABELS, ScoreRule, ScoreTable, wrong_in
from gui.notice.desk import NoticeDesk
from gui.notice.fields import chooser, panes
from gui.notice.lines import Line, Lines
from gui.notice.rule_panel import RulePanel, number_of
from gui.signals import on
from gui.theme import Theme
from gui.widgets import EDGE, Committing, button, column, frame, label, line

HEADS = ("编号", "情形", "分值", "上限", "计次", "何时提出")
BEGIN = (
    "评分规则由本单位自己定。选一个开头建立规则表，改成本单位印发的条款，再写明印发文件；\n"
    "没有写明印发文件的规则表，程序不据此提出任何建议。例子是别处公开发布的标准，只供参照写法。"
)
START, WORK = range(2)


class RulesView(QWidget):
    def __init__(self, desk: NoticeDesk, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("rulesView")
        self._desk = desk
        self._starts: tuple[tuple[str, ScoreTable], ...] = ()
        self.stack = QStackedWidget()
        self.stack.addWidget(self._build_start())
        self.stack.addWidget(self._build_work(theme))
        column(self).addWidget(self.stack)

    def _build_start(self) -> QWidget:
        page = QWidget()
        box = column(page)
        box.addStretch(2)
        words = label(BEGIN, "muted", wrap=True)
        words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        box.addWidget(words)
        self.starts = chooser("startTable", "从哪里开始")
        self.starts.setMinimumWidth(300)
        begin = button("建立规则表", "beginTable", self.begin, "primary")
        box.addSpacing(8)
        box.addLayout(line(1, self.starts, begin, 1))
        box.addStretch(3)
        return page

    def _build_work(self, theme: Theme) -> QWidget:
        page = QWidget()
        box = column(page, spacing=8)
        box.addWidget(self._build_head())
        left = QWidget()
        inner = column(left, spacing=6)
        self.lines = Lines(theme, "rulesTable", "评分规则", HEADS, wide=(1,), figures=(2, 3))
        self.lines.chosen.connect(self._show_chosen)
        inner.addWidget(self.lines, 1)
        self.up = button("上移", "ruleUp", lambda: self._move(-1))
        self.down = button("下移", "ruleDown", lambda: self._move(1))
        add = button("添加规则", "addRule", self.add)
        self.remove = button("删除规则", "removeRule", self._remove)
        inner.addLayout(line(add, self.remove, self.up, self.down, 1))
        self.panel = RulePanel()
        on(self.panel.edited, ScoreRule, self._keep_rule)
        box.addWidget(panes(left, self.panel), 1)
        return page

    def _build_head(self) -> QWidget:
        card = frame("card", "tableHead")
        box = column(card, (EDGE, 8, EDGE, 10), 4)
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(2)
        self.name = Committing("tableName", "规则表名称", "如 政务公开工作考核办法")
        self.published = Committing("tablePublished", "印发文件", "本单位印发的文件和文号，如 云政办发〔2026〕1号")
        self.base = Committing("tableBase", "基础分", "如 100")
        for col, (words, edit) in enumerate(
            (("名称", self.name), ("印发文件（文号）", self.published), ("基础分", self.base))
        ):
            grid.addWidget(label(words, "label"), 0, col)
            grid.addWidget(edit, 1, col)
            grid.setColumnStretch(col, (3, 3, 1)[col])
            edit.committed.connect(self._keep_head)
        box.addLayout(grid)
        self.told = label(look="muted", name="tableTold", wrap=True)
        box.addWidget(self.told)
        return card

    # -- showing -----------------------------------------------------------------------------------------------------

    def refresh(self) -> None:
        table = self._desk.table
        self.stack.setCurrentIndex(WORK if table else START)
        if table is None:
            self._offer_starts()
            return
        self.name.show_text(table.name)
        self.published.show_text(table.published)
        self.base.show_text(f"{table.base:g}")
        self.told.setText(_told(table))
        self.lines.show_lines(_line(i, r) for i, r in enumerate(table.rules))

    def _offer_starts(self) -> None:
        desk = self._desk
        try:
            self._starts = score_tables.starting_tables(desk.store, desk.book_id, desk.kit.tables)
        except LedgerError as e:
            desk.bench.failed.emit(e.message)
            self._starts = score_tables.starting_tables(desk.store, desk.book_id, ())
        before = self.starts.currentText()
        self.starts.clear()
        for words, _ in self._starts:
            self.starts.addItem(words)
        self.starts.setCurrentText(before)

    @property
    def _at(self) -> int:
        return int(next(iter(self.lines.keys), -1))

    def _show_chosen(self) -> None:
        table, at = self._desk.table, self._at
        there = table is not None and 0 <= at < len(table.rules)
        self.panel.show_rule(table.rules[at] if table and there else None)
        self.remove.setEnabled(there)
        self.up.setEnabled(there and at > 0)
        self.down.setEnabled(bool(there and table and at < len(table.rules) - 1))

    # -- acting ------------------------------------------------------------------------------------------------------

    def begin(self) -> None:
        start, desk = self._starts[max(self.starts.currentIndex(), 0)][1], self._desk
        said = "已建立规则表。请逐条改成本单位印发的规则，再写明印发文件。"
        desk.do(lambda s, now: score_tables.begin_table(s, desk.book_id, start, now), said)

    def _keep_head(self) -> None:
        desk, base = self._desk, number_of(self.base.text())
        if base is None:
            desk.bench.failed.emit("基础分请填数字，如 100。没有改动。")
            return
        name, published = self.name.text(), self.published.text()
        if not desk.do(lambda s, now: score_tables.edit_head(s, desk.book_id, name, published, base, now)):
            self.published.setModified(False)
            self.refresh()

    def _keep_rule(self, rule: ScoreRule) -> None:
        desk, at = self._desk, self._at
        if at >= 0 and not desk.do(lambda s, now: score_tables.put_rule(s, desk.book_id, at, rule, now)):
            self.refresh()

    def add(self) -> None:
        desk, table = self._desk, self._desk.table
        if table is None:
            return
        points = -1.0
        rule = ScoreRule(score_tables.next_number(table), "新规则，请写明什么情形", points)
        if desk.do(lambda s, now: score_tables.put_rule(s, desk.book_id, len(table.rules), rule, now)):
            self.lines.choose(len(table.rules))
            self.panel.what.setFocus()
            self.panel.what.selectAll()

    def _remove(self) -> None:
        desk, at = self._desk, self._at
        desk.do(lambda s, now: score_tables.remove_rule(s, desk.book_id, at, now), "已删除这条规则，可以撤销。")

    def _move(self, by: int) -> None:
        desk, at = self._desk, self._at
        if desk.do(lambda s, now: score_tables.move_rule(s, desk.book_id, at, at + by, now)):
            self.lines.choose(at + by)

    def commit_typing(self) -> None:
        self.panel.commit_typing()


def _told(table: ScoreTable) -> str:
    wrong = wrong_in(table.rules)
    if wrong:
        return "".join(wrong[:3])
    if not table.in_force:
        return "还没有写明印发文件，程序不据此提出任何建议。规则改好后，在上面填写文号。"
    return f"依据{table.basis}提出建议，每一条都由人确认。改动规则后，已作的决定不变。"


def _line(at: int, rule: ScoreRule) -> Line:
    cap = f"{rule.cap:g}" if rule.cap else "不限"
    return Line(at, (rule.rule_id, rule.what, f"{rule.points:+g}", cap, PER_LABELS[rule.per], EVENT_LABELS[rule.event]))
