"""Room: gui. The selected file: what changed, its seals, what is to be mended by hand, what was found, what to do."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from html import escape

from PySide6.QtCore import Qt, QTimer, Signal, SignalInstance
from PySide6.QtWidgets import QFrame, QPushButton, QVBoxLayout, QWidget

from core.finding import Finding
from core.intake.arrived import FileStatus
from core.intake.listing import FileRow, shown_message
from core.intake.record import FileState
from core.intake.returned import Terms
from core.intake.taken import TaskChange
from core.ledger.ledger import LedgerTask
from core.seal_findings import GOOD
from gui.finding_card import FindingCard
from gui.intake.panel_parts import (
    MOST_CHANGES,
    LooseRow,
    LooseRowCard,
    UnitChoice,
    change_block,
    heading,
    late_words,
    seal_block,
)
from gui.signals import on_day
from gui.theme import Theme
from gui.widgets import DayEdit, Flow, button, column, emptied, label, line, scrolled

MOST_FINDINGS = 8


@dataclass(frozen=True, slots=True)
class Chosen:
    """What the panel shows. `pending`: read and not stored yet, so it can be mended. `against`: the version before."""

    row: FileRow
    terms: Terms
    year: int
    pending: bool
    tasks: Sequence[LedgerTask] = ()
    units: Sequence[str] = ()
    against: str = ""
    changes: tuple[TaskChange, ...] = ()
    loose: tuple[LooseRow, ...] = field(default=())

    @property
    def to_choose(self) -> bool:
        """Another version stands against it, and a person says which counts."""
        first = self.row.first
        open_ = self.row.status in (FileStatus.CONFLICT, FileStatus.NEWER) or first.old
        return open_ and first.is_ledger and not first.known and not first.left_out


class FilePanel(QFrame):
    unit_given = Signal(str, str)  # key, unit
    day_given = Signal(str, object)  # key, date | None
    row_placed = Signal(str, int, object)  # key, which loose row, place | None
    adopted = Signal(str)
    old_kept = Signal(str)
    left_out = Signal(str, bool)
    columns_asked = Signal(str)
    original_asked = Signal(str)
    send_back_asked = Signal(str)  # unit
    verify_asked = Signal(str)  # key of the sealed file

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("filePanel")
        self.setProperty("look", "card")
        self.setMinimumWidth(300)
        self._theme = theme
        self.chosen: Chosen | None = None
        box = column(self, (14, 10, 4, 10), 6)
        self.title = label(look="panel", name="filePanelTitle", wrap=True)
        self.files = label(look="label", name="filePanelFiles", wrap=True)
        self.original = button(
            "看原文", "originalButton", lambda: self._tell(self.original_asked), "link", "读到的内容与原文对照（Enter）"
        )
        head = line(self.title, self.original)
        head.setStretch(0, 1)
        head.setAlignment(self.original, Qt.AlignmentFlag.AlignTop)
        head.setContentsMargins(0, 0, 10, 0)
        box.addLayout(head)
        self.files.setContentsMargins(0, 0, 10, 0)
        self.files.setTextFormat(Qt.TextFormat.RichText)
        self.files.setTextInteractionFlags(
            Qt.TextInteractionFlag.LinksAccessibleByKeyboard | Qt.TextInteractionFlag.LinksAccessibleByMouse
        )
        self.files.linkActivated.connect(self._open_part)
        box.addWidget(self.files)
        inner = QWidget()
        inner.setProperty("look", "surface")
        self._box: QVBoxLayout = column(inner, (0, 0, 10, 0), 6)
        self.area = scrolled(inner, "filePanelScroll")
        box.addWidget(self.area, 1)
        self._foot = QWidget()
        self._buttons = Flow(self._foot, 6)
        self.adopt = self._add("采用新版", "adoptButton", lambda: self._tell(self.adopted), "primary")
        self.keep = self._add("保留旧版", "keepOldButton", lambda: self._tell(self.old_kept))
        self.send_back = self._add("退回修改…", "sendBackButton", self._send_back)
        box.addWidget(self._foot)
        theme.changed.connect(self._show)
        self.show_file(None)

    def _add(self, words: str, name: str, pressed: Callable[[], object], look: str = "") -> QPushButton:
        made = button(words, name, pressed, look)
        self._buttons.addWidget(made)
        return made

    def show_file(self, chosen: Chosen | None) -> None:
        other = self.chosen is None or chosen is None or chosen.row.key != self.chosen.row.key
        self.chosen = chosen
        self._show()
        if other:
            self.area.verticalScrollBar().setValue(0)

    def _show(self) -> None:
        emptied(self._box)
        chosen = self.chosen
        self._foot.setVisible(chosen is not None)
        self.original.setVisible(chosen is not None)
        self.files.setVisible(chosen is not None)
        if chosen is None:
            self.title.setText("没有选中文件")
            return
        row = chosen.row
        self.title.setText(row.unit or row.first.name.rpartition("/")[2])
        self.files.setText(self._names(row))
        self.files.setVisible(bool(row.unit) or len(row.names) > 1 or "/" in row.first.name)
        self._add_unit(chosen)
        self._add_changes(chosen)
        self._add_loose(chosen)
        self._add_seals(chosen)
        self._add_findings(chosen)
        self._add_tools(chosen)
        self._box.addStretch(1)
        self._let_use(chosen)

    def _let_use(self, chosen: Chosen) -> None:
        row = chosen.row
        for choice in (self.adopt, self.keep):
            choice.setVisible(chosen.to_choose)
        self.adopt.setEnabled(row.first.state is not FileState.CURRENT)
        self.keep.setEnabled(not row.old)
        self.original.setEnabled(row.first.is_ledger or row.first.picture or bool(row.first.problem))
        self.send_back.setVisible(bool(row.unit) and not row.old)

    def _names(self, row: FileRow) -> str:
        """Each file of a return leads to its own original."""
        if len(row.parts) == 1:
            return escape(row.first.name)
        link = f'<a href="{{}}" style="color:{self._theme.colours.accent}">{{}}</a>'
        return "<br>".join(link.format(at, escape(p.name)) for at, p in enumerate(row.parts))

    def _open_part(self, at: str) -> None:
        if self.chosen:
            self.original_asked.emit(self.chosen.row.parts[int(at)].key)

    # -- parts -------------------------------------------------------------------------------------------------------

    def _add_unit(self, chosen: Chosen) -> None:
        row = chosen.row
        if not row.unit:
            if row.first.problem and not row.findings:
                self._box.addWidget(label(row.first.problem, wrap=True))
            if row.first.known:
                self._box.addWidget(label(row.first.note, wrap=True))
            elif row.first.is_ledger or row.first.picture:
                self._box.addWidget(heading("看不出是哪个单位报的，请指定。指定后以后会记住。"))
                self._box.addWidget(UnitChoice(chosen.units, "", self._give_unit))
            return
        known = label(f"单位依据：{row.first.basis or '—'}", "muted", "unitBasis", wrap=True)
        self._box.addWidget(known)
        if row.first.problem and not row.first.is_ledger and not row.findings:
            self._box.addWidget(label(row.first.problem, wrap=True))
        if row.first.note and not chosen.against:
            self._box.addWidget(label(row.first.note, "muted", wrap=True))
        if not row.first.known and not row.first.left_out:
            self._add_mending(chosen)

    def _add_mending(self, chosen: Chosen) -> None:
        choice = UnitChoice(chosen.units, chosen.row.unit, self._give_unit)
        choice.hide()

        def open_choice() -> None:
            choice.setVisible(choice.isHidden())
            choice.box.setFocus()

        day = DayEdit("fileReceived", "这份文件的收件日期", chosen.year)
        day.setFixedWidth(96)
        day.show_day(chosen.row.first.received_on)
        on_day(day.day_entered, lambda d: self._later(lambda: self.day_given.emit(chosen.row.key, d)))
        wrong = button("单位不对？", "mendUnitButton", open_choice, "link")
        self._box.addLayout(line(label("收件日期", "label"), day, 1, wrong, spacing=6))
        self._box.addWidget(choice)

    def _add_changes(self, chosen: Chosen) -> None:
        if not chosen.against:
            return
        name = chosen.against.rpartition("/")[2]
        self._box.addWidget(label(f"与「{name}」的不同", "bold", "changesHead", wrap=True))
        if not chosen.changes:
            self._box.addWidget(label("各项进展一字不差。", "muted"))
        for change in chosen.changes[:MOST_CHANGES]:
            self._box.addWidget(change_block(change, self._theme.colours))
        more = len(chosen.changes) - MOST_CHANGES
        if more > 0:
            self._box.addWidget(label(f"另有 {more} 项不同，请看原文。", "label"))

    def _add_loose(self, chosen: Chosen) -> None:
        if not chosen.loose:
            return
        self._box.addWidget(label("对不上任务的行", "bold"))
        key = chosen.row.key

        def placed(at: int, place: int | None) -> None:
            self._later(lambda: self.row_placed.emit(key, at, place))

        for loose in chosen.loose:
            self._box.addWidget(LooseRowCard(loose, chosen.tasks, placed))

    def _add_seals(self, chosen: Chosen) -> None:
        seals = [seal for part in chosen.row.parts for seal in part.seals]
        if not seals:
            return
        self._box.addWidget(label("印章", "bold"))
        for seal in seals:
            due = late_words(seal.signed_at.date() if seal.signed_at else None, chosen.terms.due_on)
            self._box.addWidget(seal_block(seal, due))
        if not any(part.seal_findings for part in chosen.row.parts):
            self._box.addWidget(label(GOOD, "muted", wrap=True))
        key = next(part.key for part in chosen.row.parts if part.seals)
        steps = button(
            "逐步核验…", "verifyPartButton", lambda: self.verify_asked.emit(key), "link", "打开验章页，看每一步"
        )
        self._box.addLayout(line(steps, 1))

    def _add_findings(self, chosen: Chosen) -> None:
        found = chosen.row.findings
        if not found:
            if chosen.row.first.is_ledger:
                self._box.addWidget(label("没有发现问题。", "muted", "noFindings"))
            return
        self._box.addWidget(label(f"提示 {len(found)} 条", "bold"))
        self._add_cards(chosen.row, found[:MOST_FINDINGS])
        rest = found[MOST_FINDINGS:]
        if rest:
            more = button(f"显示其余 {len(rest)} 条", "moreFindingsButton", lambda: show_rest(), "link")
            at = self._box.count()
            self._box.addLayout(line(more, 1))

            def show_rest() -> None:
                more.hide()
                self._add_cards(chosen.row, rest, at)

    def _add_cards(self, row: FileRow, found: Sequence[Finding], at: int = -1) -> None:
        for number, finding in enumerate(found):
            card = FindingCard(replace(finding, message=shown_message(finding, row)))
            self._box.insertWidget(at + number if at >= 0 else -1, card)

    def _add_tools(self, chosen: Chosen) -> None:
        first = chosen.row.first
        if not chosen.pending or first.known:
            return
        tools = QWidget()
        flow = Flow(tools, 8)
        if not first.fixed and not first.picture:
            hint = "表头没有认出来，或列认错了：逐列指定后重新读取，以后会记住"
            columns = button("各列读得不对？逐列指定", "mendColumnsButton", self._ask_columns, "link", hint)
            flow.addWidget(columns)
        words = "还是收这份" if first.left_out else "不收这份"
        flow.addWidget(button(words, "leaveOutButton", lambda: self._leave_out(not first.left_out), "link"))
        self._box.addWidget(tools)

    # -- telling -----------------------------------------------------------------------------------------------------

    def _tell(self, signal: SignalInstance) -> None:
        if self.chosen:
            signal.emit(self.chosen.row.key)

    def _send_back(self) -> None:
        if self.chosen:
            self.send_back_asked.emit(self.chosen.row.unit)

    def _give_unit(self, unit: str) -> None:
        key = self.chosen.row.key if self.chosen else ""
        self._later(lambda: self.unit_given.emit(key, unit))

    def _ask_columns(self) -> None:
        key = self.chosen.row.key if self.chosen else ""
        self._later(lambda: self.columns_asked.emit(key))

    def _leave_out(self, out: bool) -> None:
        key = self.chosen.row.key if self.chosen else ""
        self._later(lambda: self.left_out.emit(key, out))

    def _later(self, tell: Callable[[], object]) -> None:
        """Mending empties this panel; the widget that was pressed must first be done with its own event."""
        QTimer.singleShot(0, self, tell)  # pyright: ignore[reportUnknownMemberType]
