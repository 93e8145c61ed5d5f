"""Room: gui. What 汇总台账 works on: a round of the year's ledger, rebuilt from the store off the GUI thread."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from PySide6.QtCore import QObject, Signal

from core.actions.digesting import insert_sentence, source_from, sources_of_sum, write_digest
from core.actions.intaking import stored_intake
from core.actions.summary_out import OwnTexts
from core.errors import LedgerError
from core.intake.by_task import TaskLine, TaskTexts, list_by_task, texts_at
from core.intake.digest import FigureSum, figure_sums
from core.intake.returned import Intake
from core.intake.source import DigestSource, ShownSource, shown_sources
from core.ledger.record import TaskRecord
from core.ledger.state import TaskState
from core.progress import Progress
from gui.signals import on, on_any
from gui.workbench import Workbench

Texts = Mapping[int, Mapping[str, str]]  # task id → unit → what it says


class SummaryDesk(QObject):
    """`intake` None: nothing was collected of the round, or it is still being read."""

    changed = Signal()

    def __init__(self, bench: Workbench, shown: Callable[[], bool], parent: QObject | None = None) -> None:
        """`shown`: whether anybody looks; the intake is rebuilt only then."""
        super().__init__(parent)
        self._bench, self._shown = bench, shown
        self.round = ""
        self.rounds: tuple[str, ...] = ()
        self.intake: Intake | None = None
        self.lines: tuple[TaskLine, ...] = ()
        self.sources: dict[int, tuple[ShownSource, ...]] = {}
        self.begun: Mapping[int, str] = {}
        self.reading = False
        self._book_read: int = 0
        self._texts: dict[str, Texts] = {}
        self._stale = True
        self._asked = 0
        on_any(bench.book_read, self.look_anew)
        on_any(bench.tasks_read, self.relist)
        on(bench.subjects_touched, frozenset, self._hear)

    # -- what there is -----------------------------------------------------------------------------------------------

    @property
    def book_id(self) -> int:
        return self._bench.book.book_id if self._bench.book else 0

    @property
    def tasks(self) -> tuple[TaskRecord, ...]:
        return tuple(r.task for r in self._bench.rows)

    @property
    def states(self) -> dict[int, TaskState]:
        return {r.task.task_id: r.state for r in self._bench.rows}

    @property
    def own(self) -> OwnTexts | None:
        book = self._bench.book
        return OwnTexts(book, self.tasks, self.states) if book else None

    @property
    def round_before(self) -> str:
        """ "" in the first one."""
        at = self.rounds.index(self.round) if self.round in self.rounds else 0
        return self.rounds[at - 1] if at else ""

    def line(self, task_id: int) -> TaskLine | None:
        return next((each for each in self.lines if each.task.task_id == task_id), None)

    def state(self, task_id: int) -> TaskState:
        row = self._bench.row(task_id)
        return row.state if row else TaskState(task_id)

    def texts(self, line: TaskLine) -> TaskTexts:
        before = self._texts_of(self.round_before).get(line.task.task_id, {}) if self.round_before else None
        return texts_at(self.intake, line.place, self._bench.directory, before) if self.intake else TaskTexts()

    def sums(self, line: TaskLine) -> tuple[FigureSum, ...]:
        return figure_sums(self.intake, line.place) if self.intake else ()

    def text_before(self, task_id: int) -> str:
        """The last round's 综合稿: what it said when this round's work on it began."""
        return self.begun.get(task_id, self.state(task_id).progress if self.round_before else "")

    def searched(self, line: TaskLine) -> str:
        """All words that a search looks through."""
        task, said = line.task, self._texts_of(self.round).get(line.task.task_id, {})
        own = self.state(task.task_id).printed
        head = (task.label or str(task.number), task.topic, task.subtopic, task.content, own)
        return "\n".join((*head, *said, *said.values()))

    # -- reading -----------------------------------------------------------------------------------------------------

    def _hear(self, subjects: frozenset[str]) -> None:
        if subjects & {"intake", "units"}:
            self.look_anew()
        elif "summary" in subjects:
            self.relist()

    def look_anew(self) -> None:
        self._stale = True
        self.wake()

    def wake(self) -> None:
        """Read what is stored, where it has changed and somebody looks."""
        if self._stale and self._shown():
            self._stale = False
            self._look()

    def show_round(self, name: str) -> None:
        if name and name != self.round:
            self.round, self.intake = name, None
            self._look()

    def _look(self) -> None:
        store, book_id, directory = self._bench.store, self.book_id, self._bench.directory
        if book_id != self._book_read:
            self._book_read, self.round, self.intake = book_id, "", None
            self.lines, self.sources = (), {}
        self.rounds = store.intake.rounds(book_id) if book_id else ()
        if self.round not in self.rounds:
            self.round = self.rounds[-1] if self.rounds else ""
        self._asked += 1
        self.reading = bool(self.round) and directory is not None
        if not self.reading or directory is None:
            self._take(self._asked, None)
            return
        self.changed.emit()
        bench, round_, asked = self._bench, self.round, self._asked

        def job(progress: Progress) -> Intake:
            return stored_intake(store, book_id, round_, directory, bench.services.forms(store.folder))

        bench.worker.run(job, partial(self._take, asked), partial(self._fail, asked), quiet=True)

    def _take(self, asked: int, intake: Intake | None) -> None:
        if asked == self._asked:
            self.intake, self.reading = intake, False
            self._texts = {}
            self.relist()

    def _fail(self, asked: int, error: LedgerError) -> None:
        self.reading = self.reading and asked != self._asked
        self._bench.failed.emit(error.message)
        self.changed.emit()

    def relist(self) -> None:
        """The lines anew, from what is in memory and the sources as they are stored."""
        intake, store = self.intake, self._bench.store
        if intake is None or len(intake.plan.tasks) != len(self._bench.rows):
            self.lines, self.sources = (), {}
        else:
            states = self.states
            self.begun = store.summary.begun(self.book_id, self.round)
            kept = store.summary.sources(self.book_id)
            self.sources = {i: self._shown_sources(states[i], kept[i]) for i in kept if i in states}
            first = not self.round_before
            self.lines = list_by_task(intake, self.tasks, states, self.begun, first, self.sources)
        self.changed.emit()

    def _shown_sources(self, state: TaskState, kept: Sequence[DigestSource]) -> tuple[ShownSource, ...]:
        by_round = dict.fromkeys(s.round for s in kept)
        shown = [
            each
            for name in by_round
            for each in shown_sources(
                state.progress,
                [s for s in kept if s.round == name],
                self._texts_of(name).get(state.task_id, {}),
            )
        ]
        return tuple(sorted(shown, key=lambda s: (s.rewritten, s.start)))

    def _texts_of(self, round_: str) -> Texts:
        if round_ not in self._texts:
            self._texts[round_] = self._bench.store.intake.texts(self.book_id, round_)
        return self._texts[round_]

    # -- writing -----------------------------------------------------------------------------------------------------

    def write(self, task_id: int, text: str) -> None:
        self._bench.do(lambda s, now: write_digest(s, task_id, self.round, text, now))

    def insert(self, task_id: int, text: str, unit: str, sentence: str) -> None:
        """`text`: the whole 综合稿 with the unit's sentence in it."""
        file = self._bench.store.intake.current(self.book_id, self.round).get(unit)
        source = source_from(task_id, self.round, unit, sentence, file)
        self._insert(task_id, text, (source,))

    def insert_sum(self, task_id: int, text: str, figure: FigureSum) -> None:
        self._insert(task_id, text, sources_of_sum(self._bench.store, self.book_id, task_id, self.round, figure))

    def _insert(self, task_id: int, text: str, sources: Sequence[DigestSource]) -> None:
        self._bench.do(lambda s, now: insert_sentence(s, task_id, self.round, text, sources, now))
