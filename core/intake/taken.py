"""Room: core. An intake that was read and judged and is not yet stored: every file with what is to be known of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from core.errors import LedgerError
from core.finding import Finding
from core.intake.arrived import Arrived, FileStatus
from core.intake.record import FileState, Remembered, ReturnedFile
from core.intake.returned import Intake, Terms
from core.ledger.ledger import Ledger
from core.ledger.mending import Mending
from core.report.report import AnnualReport
from core.units import UnitDirectory


@dataclass(frozen=True, slots=True)
class ReadFile:
    """A file that lies at `place` and was read. `arrived.name` is its path below the folder and its key in the intake.

    `unit`: set by hand or remembered, "" = as read; `unit_told`: how (人工指定、上次指定). `received_on` None = as the
    whole intake. `mending`: columns set by hand or remembered; `header`: key of its header. `inside`: its name inside
    an archive. `left_out`: it is not to be stored. `placed`: index of a loose row → place in the plan, None = none.
    """

    place: str
    sha256: str
    size_bytes: int
    arrived: Arrived
    inside: str = ""
    unit: str = ""
    unit_told: str = ""
    received_on: date | None = None
    mending: Mending | None = None
    mending_told: str = ""
    header: str = ""
    left_out: bool = False
    placed: Mapping[int, int | None] = field(default_factory=dict[int, "int | None"])

    @property
    def name(self) -> str:
        return self.arrived.name


@dataclass(frozen=True, slots=True)
class TaskChange:
    """One task where this file says otherwise than the version before it."""

    place: int
    number: int
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class FileLine:
    """One file as the table shows it. `known`: this very file was stored before, nothing will be added.

    Counts are of rows: `matched` of `total` tasks of the unit; `missing` tasks due that it has not. `against`: name of
    the version before it, `changes` what differs from it. `fresh_remembered`: told by what a person mended earlier.
    """

    file: ReadFile
    unit: str
    unit_reason: str
    status: FileStatus
    reason: str
    state: FileState
    received_on: date | None
    known: bool = False
    total: int = 0
    matched: int = 0
    altered: int = 0
    missing: int = 0
    unsure: int = 0
    extra: int = 0
    filled: int = 0
    against: str = ""
    changes: tuple[TaskChange, ...] = ()
    gaps: tuple[int, ...] = ()  # places of the plan that are `missing`
    findings: tuple[Finding, ...] = ()

    @property
    def name(self) -> str:
        return self.file.name

    @property
    def storable(self) -> bool:
        """Whosever it is: a file of nobody yet is kept too, and counts nowhere until a person says whose it is."""
        return bool(self.file.sha256) and not self.known and not self.file.left_out


@dataclass(frozen=True, slots=True)
class Before:
    """What the store knew: this round's files; other rounds' texts by unit and place; last year's; annual reports.

    `reports`: unit → its annual report of the plan's year. `earlier`: SHA-256 → round in which that file came before.
    """

    files: tuple[ReturnedFile, ...] = ()
    remembered: Remembered = field(default_factory=Remembered)
    last_year: Mapping[str, Mapping[int, tuple[str, ...]]] = field(
        default_factory=dict[str, Mapping[int, tuple[str, ...]]]
    )
    earlier: Mapping[str, str] = field(default_factory=dict[str, str])
    reports: Mapping[str, AnnualReport] = field(default_factory=dict[str, AnnualReport])


@dataclass(frozen=True, slots=True)
class ReadIntake:
    """All files of a folder, read; `lines` and `judged` follow from the rest (core.intake.judge).

    `chosen`: unit → name of the file that a person chose to count (采用新版); `settled`: names of those for which a
    person decided (采用新版, 保留旧版). `compared`: (fixed-layout file, Word) → where they differ.
    """

    book_id: int
    plan: Ledger
    task_ids: tuple[int, ...]
    directory: UnitDirectory
    terms: Terms
    files: tuple[ReadFile, ...]
    folder: str = ""
    before: Before = field(default_factory=Before)
    chosen: Mapping[str, str] = field(default_factory=dict[str, str])
    settled: frozenset[str] = frozenset()
    compared: Mapping[tuple[str, str], tuple[str, ...] | None] = field(
        default_factory=dict[tuple[str, str], "tuple[str, ...] | None"]
    )
    lines: tuple[FileLine, ...] = ()
    judged: Intake | None = None

    def file(self, name: str) -> ReadFile:
        found = next((f for f in self.files if f.name == name), None)
        if found is None:
            raise LedgerError(f"本次收件中没有「{name}」，没有改动。请重新选择文件。")
        return found

    def line(self, name: str) -> FileLine:
        found = next((line for line in self.lines if line.name == name), None)
        if found is None:
            raise LedgerError(f"本次收件中没有「{name}」，没有改动。请重新选择文件。")
        return found

    @property
    def storable(self) -> tuple[FileLine, ...]:
        """What 确认收件 would store; nothing where no file is a ledger or a unit's: it is the wrong folder."""
        if not any(line.unit or line.file.arrived.rows for line in self.lines):
            return ()
        return tuple(line for line in self.lines if line.storable)
