"""Room: gui. 首页 of the office: who returned what in the latest round, read off the GUI thread; a line leads to 收件."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QWidget

from core.actions.intaking import stored_intake
from core.days import shown_day
from core.errors import LedgerError
from core.intake.listing import list_files, parts_of_stored
from core.intake.tally import STANDING_LABELS, UnitStanding
from core.office_round import RoundStand, UnitStand, round_stand
from core.progress import Progress
from core.units import UnitDirectory
from gui.icons import icon
from gui.theme import Theme
from gui.widgets import EDGE, button, column, emptied, label, line
from gui.workbench import Workbench

MOST_LINES = 10
TARGET = "page:intake"
SHAPES = {
    UnitStanding.ON_TIME: "check",
    UnitStanding.UNDATED: "check",
    UnitStanding.LATE: "diamond",
    UnitStanding.TO_DO: "cross",
    UnitStanding.MISSING: "ring",
}


class RoundCard(QFrame):
    """`stand` is what was read last: None while nobody collects here, or before the first reading."""

    asked = Signal(str)
    changed = Signal()

    def __init__(self, bench: Workbench, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("roundCard")
        self.setProperty("look", "card")
        self._bench, self._theme = bench, theme
        self.stand: RoundStand | None = None
        self._asked = 0
        box = column(self, (EDGE, 12, EDGE, 12), 6)
        self.head = label(look="panel", name="roundHead", wrap=True)
        see = button("去收件", "homeIntake", lambda: self.asked.emit(TARGET), "link")
        row = line(self.head, see)
        row.setStretch(0, 1)
        box.addLayout(row)
        holder = QWidget()
        self._lines = QGridLayout(holder)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setHorizontalSpacing(16)
        self._lines.setVerticalSpacing(2)
        self._lines.setColumnStretch(3, 1)
        box.addWidget(holder)
        self.hide()

    # -- reading -----------------------------------------------------------------------------------------------------

    def read(self) -> None:
        """The latest round that was collected, else the next one of the plan."""
        bench = self._bench
        book_id, directory = bench.book.book_id if bench.book else 0, bench.directory
        rounds = bench.store.intake.rounds(book_id) if book_id else ()
        self._asked += 1
        if not rounds or directory is None:
            self._show(self._planned(book_id))
            return
        job = partial(_read, bench, book_id, rounds[-1], directory)
        bench.worker.run(job, partial(self._take, self._asked), self._fail, quiet=True)

    def _planned(self, book_id: int) -> RoundStand | None:
        planned = self._bench.store.plans.rounds(book_id) if book_id else ()
        return next((RoundStand(r.name, r.due_on) for r in planned if r.name), None)

    def _take(self, asked: int, stand: RoundStand) -> None:
        if asked == self._asked:
            self._show(stand)

    def _fail(self, error: LedgerError) -> None:
        self._bench.failed.emit(error.message)

    # -- showing -----------------------------------------------------------------------------------------------------

    def _show(self, stand: RoundStand | None) -> None:
        told = stand != self.stand
        self.stand = stand
        self.redraw()
        if told:
            self.changed.emit()

    def redraw(self) -> None:
        stand = self.stand
        emptied(self._lines)
        self.setVisible(bool(stand and stand.units))
        if stand is None:
            return
        self.head.setText(_heading(stand, self._bench.year))
        for at, unit in enumerate(stand.units[:MOST_LINES]):
            self._add(at, unit)
        if len(stand.units) > MOST_LINES:
            words = f"另有 {len(stand.units) - MOST_LINES} 个单位，见“收件”。"
            self._lines.addWidget(label(words, "label"), MOST_LINES, 0, 1, 4)

    def _add(self, at: int, unit: UnitStand) -> None:
        c, words = self._theme.colours, STANDING_LABELS[unit.standing]
        good = (UnitStanding.ON_TIME, UnitStanding.UNDATED)
        troubled = {UnitStanding.LATE: c.soon, UnitStanding.TO_DO: c.late}
        colour = c.good if unit.standing in good else troubled.get(unit.standing, c.muted)
        name = button(unit.name, "homeUnit", lambda: self.asked.emit(TARGET), "link", f"{unit.name}：{words}，去收件")
        mark = label()
        mark.setPixmap(icon(SHAPES[unit.standing], colour, 12).pixmap(12, 12))
        filled = f"应报 {unit.due} 项，已填 {unit.filled} 项" if unit.standing is not UnitStanding.MISSING else ""
        self._lines.addWidget(name, at, 0)
        self._lines.addLayout(line(mark, label(words, "label"), 1, spacing=4), at, 1)
        self._lines.addWidget(label(filled, "label"), at, 2)


def _read(bench: Workbench, book_id: int, round_: str, directory: UnitDirectory, progress: Progress) -> RoundStand:
    forms = bench.services.forms(bench.store.folder)
    intake = stored_intake(bench.store, book_id, round_, directory, forms)
    files = bench.store.intake.files(book_id, round_)
    return round_stand(intake, list_files(parts_of_stored(files, intake), intake))


def _heading(stand: RoundStand, year: int) -> str:
    due = f"（{shown_day(stand.due_on, year)}前报送）" if stand.due_on else ""
    missing = f"，还有 {len(stand.missing)} 个没有报" if stand.missing else "，已经收齐"
    return f"{stand.name}{due}：{len(stand.units)} 个单位，已报 {stand.arrived} 个{missing}"
