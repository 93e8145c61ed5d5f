"""Room: gui. What 通报与评分 works on: the year's plan, a round, its cases and what the last intake would change."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QObject, Signal

from core.actions import notices, scoring
from core.actions.intaking import stored_intake
from core.actions.ports import Store
from core.actions.touched import Touched
from core.errors import LedgerError
from core.intake.returned import Intake
from core.notice.case import CaseState, ScoreCase
from core.notice.draft import Facts, NoticeDraft
from core.notice.kit import NoticeKit
from core.notice.reconcile import Reconciled
from core.notice.rectification import Rectification
from core.notice.rules import ScoreTable
from core.progress import Progress
from core.units import UnitDirectory
from gui.signals import on
from gui.workbench import Workbench

FIRST_ROUND = "第一期"
READING = "正在读取这一期的收件，请稍候再按一次。"
SUBJECTS = frozenset({"scores", "intake", "units"})


class NoticeDesk(QObject):
    """`intake` None: nothing was collected for the round here, or it is still being read."""

    read = Signal()
    round_changed = Signal()

    def __init__(self, bench: Workbench, shown: Callable[[], bool], parent: QObject | None = None) -> None:
        """`shown`: whether anybody looks; the intake is rebuilt only then."""
        super().__init__(parent)
        self.bench, self._shown = bench, shown
        self.round = ""
        self.rounds: tuple[str, ...] = ()
        self._begun = ""  # a round that a person has named and that holds nothing yet
        self.table: ScoreTable | None = None
        self.all_cases: tuple[ScoreCase, ...] = ()
        self.items: tuple[Rectification, ...] = ()
        self.intake: Intake | None = None
        self.fresh = Reconciled()
        self._kit: NoticeKit | None = None
        self._asked = 0
        self._stale = True  # the intake has to be read again
        self.reading = False
        bench.book_read.connect(lambda: self.look(intake_too=True))
        on(bench.subjects_touched, frozenset, self._hear)

    # -- what there is -----------------------------------------------------------------------------------------------

    @property
    def book_id(self) -> int:
        return self.bench.book.book_id if self.bench.book else 0

    @property
    def store(self) -> Store:
        return self.bench.store

    @property
    def directory(self) -> UnitDirectory | None:
        return self.bench.directory

    @property
    def kit(self) -> NoticeKit:
        if self._kit is None:
            make = self.bench.services.notice
            self._kit = make(self.store.folder) if make else NoticeKit()
        return self._kit

    @property
    def cases(self) -> tuple[ScoreCase, ...]:
        """Of the round that is shown."""
        return tuple(c for c in self.all_cases if c.round == self.round)

    @property
    def waiting(self) -> int:
        return sum(c.state is CaseState.PROPOSED and c.holds for c in self.all_cases)

    @property
    def units(self) -> list[str]:
        """To choose from: those that take part, and any that a case names."""
        names = [u.name for u in scoring.scored_units(self.directory)]
        left = scoring.left_out_of(self.directory)
        seen = [u.name for u in self.intake.units if u.name not in left] if self.intake else []
        return list(dict.fromkeys((*names, *seen, *(c.unit for c in self.all_cases))))

    @property
    def left_out(self) -> frozenset[str]:
        return scoring.left_out_of(self.directory)

    @property
    def draft(self) -> NoticeDraft:
        return self.store.scores.draft(self.book_id, self.round)

    @property
    def facts(self) -> Facts:
        return notices.facts_of(self.store, self.book_id, self.round, self.intake)

    # -- reading -----------------------------------------------------------------------------------------------------

    def _hear(self, subjects: frozenset[str]) -> None:
        if subjects & SUBJECTS:
            self.look(intake_too=bool(subjects & {"intake", "units"}))

    def look(self, intake_too: bool = False) -> None:
        """Read what is stored; the intake is rebuilt off the GUI thread."""
        scores, book_id = self.store.scores, self.book_id
        self.table = scores.table(book_id) if book_id else None
        self.all_cases = scores.cases(book_id) if book_id else ()
        self.items = scores.items(book_id) if book_id else ()
        collected = self.store.intake.rounds(book_id) if book_id else ()
        drafted = [d.round for d in scores.drafts(book_id)] if book_id else []
        begun = [self._begun] if self._begun else []
        used = (*collected, *(c.round for c in self.all_cases), *drafted, *begun)
        self.rounds = tuple(dict.fromkeys(used)) or (FIRST_ROUND,)
        if self.round not in self.rounds:
            self.round, intake_too = self.rounds[-1], True
        self._stale = self._stale or intake_too
        self.wake()
        self._compare()
        self.read.emit()

    def wake(self) -> None:
        """Read the intake, where it has changed and somebody looks."""
        if self._stale and self._shown():
            self._stale = False
            self._read_intake()

    def show_round(self, name: str) -> None:
        if name != self.round:
            self.round = name
            if name not in self.rounds:
                self._begun, self.rounds = name, (*self.rounds, name)
            self.intake = None
            self._read_intake()
            self._compare()
            self.round_changed.emit()
            self.read.emit()

    def _read_intake(self) -> None:
        self._asked += 1
        asked, store, book_id, round_, directory = self._asked, self.store, self.book_id, self.round, self.directory
        self.reading = bool(book_id) and directory is not None and round_ in store.intake.rounds(book_id)
        if not self.reading or directory is None:
            self.intake = None
            return

        def job(progress: Progress) -> Intake:
            return stored_intake(store, book_id, round_, directory)

        def done(intake: Intake) -> None:
            if asked == self._asked:
                self.take_intake(intake)

        def failed(error: LedgerError) -> None:
            self.reading = self.reading and asked != self._asked
            self.bench.failed.emit(error.message)

        self.bench.worker.run(job, done, failed, quiet=True)

    def take_intake(self, intake: Intake) -> None:
        self.intake, self.reading = intake, False
        self._compare()
        self.read.emit()

    def _compare(self) -> None:
        self.fresh = Reconciled()
        if self.intake and self.table and self.table.in_force:
            self.fresh = scoring.look_for_cases(self.store, self.book_id, self.intake, self.left_out)

    # -- acting ------------------------------------------------------------------------------------------------------

    def do(self, action: Callable[[Store, datetime], Touched], said: str = "") -> bool:
        return self.bench.do(action, said)

    def propose(self) -> None:
        intake, words = self.intake, self.fresh.words
        if self.table is None or not self.table.in_force:
            self.bench.failed.emit(scoring.NOT_PUBLISHED)
        elif self.reading:
            self.bench.told.emit(READING)
        elif intake is None:
            self.bench.failed.emit(f"{self.round}还没有收件，没有可以核对的内容。可以手工添加评分事项。")
        elif not self.fresh:
            self.bench.told.emit("已按评分规则核对，没有新的评分事项。")
        else:
            self.do(
                lambda s, now: scoring.propose_cases(s, self.book_id, intake, self.left_out, now),
                f"已按评分规则核对：{words}。程序只提建议，请逐条确认。",
            )
