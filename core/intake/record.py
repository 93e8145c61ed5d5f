"""Room: core. What the office keeps of a returned file: whose, which version, its rows by task. Ids are 0 until stored."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from core.finding import Finding
from core.intake.arrived import FileStatus
from core.ledger.entry import Evidence
from core.seal import Seal


class FileState(StrEnum):
    """CURRENT counts for its unit; BESIDE is kept with it (its OFD, a scan, a copy, another version not taken)."""

    CURRENT = "current"
    BESIDE = "beside"
    SUPERSEDED = "superseded"


class Matched(StrEnum):
    """How a row of a file came to its task, or why it has none."""

    SAME = "same"  # the task's text is the plan's
    ALTERED = "altered"
    BY_HAND = "by_hand"
    UNSURE = "unsure"
    EXTRA = "extra"


@dataclass(frozen=True, slots=True)
class StoredRow:
    """One row of a returned file. `number` as it bears there; `progress` is what the unit said, "" where blank.

    `text`: the task's text as the unit returned it, "" where it is the plan's. `task_id` None where no task was
    found; `maybe`: tasks that it may belong to, best first.
    """

    number: int
    progress: str
    task_id: int | None = None
    text: str = ""
    how: Matched = Matched.SAME
    maybe: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class IntakeRecord:
    """One 确认收件. `round`: the name of the 期次 that was collected, which is not the office's own round upward."""

    book_id: int
    round: str
    due_on: date | None = None
    received_on: date | None = None
    issued_on: date | None = None  # the plan's 印发日期
    folder: str = ""
    confirmed_at: datetime | None = None
    intake_id: int = 0


@dataclass(frozen=True, slots=True)
class ReturnedFile:
    """One file as it was taken in. `name`: path below the folder; `unit` and `unit_reason`: whose it is and by what.

    `received_on` is what a person said, never the file's own time. `findings`: what was said of it when it came.
    `compared`: SHA-256 of the Word beside this OFD → where they differ, None where it could not be told.
    `replaced`: the file of the same unit and round that it took the place of. `decided`: a person chose the version.
    """

    book_id: int
    round: str
    name: str
    unit: str
    evidence: Evidence
    status: FileStatus = FileStatus.FIRST
    state: FileState = FileState.CURRENT
    unit_reason: str = ""
    reason: str = ""
    received_on: date | None = None
    kind: str = ""
    problem: str = ""
    code: str = ""  # 版本码
    head: Mapping[str, str] = field(default_factory=dict[str, str])
    title: str = ""
    year: int | None = None
    told_unit: str = ""
    remarks: tuple[str, ...] = ()
    picture: bool = False
    sealed: bool | None = None
    seals: tuple[Seal, ...] = ()
    seal_findings: tuple[Finding, ...] = ()
    is_ledger: bool = False
    rows: tuple[StoredRow, ...] = ()
    missing: tuple[int, ...] = ()  # tasks that the unit must report on and that its file does not have
    findings: tuple[Finding, ...] = ()
    compared: Mapping[str, tuple[str, ...] | None] = field(default_factory=dict[str, tuple[str, ...] | None])
    replaced: int = 0
    decided: bool = False
    intake_id: int = 0
    file_id: int = 0

    @property
    def sha256(self) -> str:
        return self.evidence.sha256

    @property
    def said(self) -> dict[int, str]:
        """Task id → what the unit says of it, blank ones left out."""
        return {r.task_id: r.progress for r in self.rows if r.task_id is not None and r.progress.strip()}

    def count(self, *how: Matched) -> int:
        return sum(r.how in how for r in self.rows)

    @property
    def matched(self) -> int:
        return sum(r.task_id is not None for r in self.rows)

    @property
    def altered(self) -> int:
        return self.count(Matched.ALTERED)


@dataclass(frozen=True, slots=True)
class TextFound:
    """A place where searched words stand in returned texts."""

    file_id: int
    round: str
    unit: str
    task_id: int | None
    text: str


@dataclass(frozen=True, slots=True)
class Remembered:
    """What a person mended once. `units`: key of a file (core.intake.memory) → unit; `columns`: key of a header →
    a Mending as text."""

    units: Mapping[str, str] = field(default_factory=dict[str, str])
    columns: Mapping[str, str] = field(default_factory=dict[str, str])
