"""Room: gui. What main.py hands the window: ports, the clock, and rules that are data or may not be there yet."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TypeAlias

from core.actions.documents import Documents
from core.actions.ports import Stores
from core.finding import Finding
from core.ledger.entry import ProgressEntry
from core.ledger.outlook import AddWorkingDays
from core.ledger.record import LedgerBook, TaskRecord
from core.ledger.state import TaskState
from core.notice.kit import NoticeKit
from core.registers.kit import RegisterKit
from core.report.form import Form
from core.settings import Settings
from core.units import UnitDirectory

Clock: TypeAlias = Callable[[], datetime]
WorkingDaysBetween: TypeAlias = Callable[[date, date], int | None]


@dataclass(frozen=True, slots=True)
class Checked:
    """All that a check before sending looks at."""

    book: LedgerBook
    tasks: Sequence[TaskRecord]
    states: Mapping[int, TaskState]
    entries: Mapping[int, Sequence[ProgressEntry]]
    settings: Settings
    concerned: frozenset[int]  # ids of tasks that concern the unit
    today: date
    earlier: Sequence[TaskRecord] = ()  # tasks of the year before, and what was said of them
    earlier_states: Mapping[int, TaskState] = field(default_factory=dict[int, TaskState])
    directory: UnitDirectory | None = None  # with the store's own units; None = the standard one


Check: TypeAlias = Callable[[Checked], Sequence[Finding]]


def no_check(checked: Checked) -> Sequence[Finding]:
    return ()


def no_forms(folder: str) -> Sequence[Form]:
    return ()


@dataclass(frozen=True, slots=True)
class Sample:
    """A ledger of the invented county that the first start offers. `place` is a path as text."""

    name: str
    place: str


@dataclass(frozen=True, slots=True)
class Services:
    stores: Stores
    documents: Documents
    clock: Clock
    directory: UnitDirectory | None = None
    check: Check = no_check
    add_working_days: AddWorkingDays | None = None
    working_days_between: WorkingDaysBetween | None = None
    samples: Sequence[Sample] = field(default=())
    forms: Callable[[str], Sequence[Form]] = no_forms  # of the annual report; takes the data folder with a user's own
    registers: Callable[[str], RegisterKit] | None = None  # takes the data folder with a user's own
    notice: Callable[[str], NoticeKit] | None = None  # template and tables of scores; takes the data folder
    diagnosis: Callable[[], tuple[Mapping[str, object], str]] | None = None  # facts of the system, the run log
    template: str = ""  # the place of the example of a blank form (resources/templates), "" where there is none
    manual: str = ""  # the place of docs/用户手册.md, "" where there is none
