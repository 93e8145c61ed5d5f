"""Room: core. One file as it came back: what was read of it, before it is known whose it is and which version."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from core.finding import Finding
from core.intake.rows import PlacedRows
from core.seal import Seal

FIXED = frozenset({"ofd", "pdf"})


class FileStatus(StrEnum):
    FIRST = "first"
    SAME = "same"
    NEWER = "newer"
    CONFLICT = "conflict"
    UNKNOWN = "unknown"


STATUS_LABELS = {
    FileStatus.FIRST: "首次报送",
    FileStatus.SAME: "重复",
    FileStatus.NEWER: "更新",
    FileStatus.CONFLICT: "版本不一致",
    FileStatus.UNKNOWN: "无法识别",
}


@dataclass(frozen=True, slots=True)
class Arrived:
    """`name`: path below the folder, with "/". `kind`: by content (docx, ofd, pdf, image …). Without `rows` it is no
    ledger, and `problem` says what it is instead or why it cannot be read.

    `head`: values of unit, contact, phone as printed. `told_unit`: whose it is by data that it carries.
    `received_on`: 收件日期 of this file, None = that of the whole intake. `stored`: it was taken in earlier.
    """

    name: str
    kind: str = ""
    problem: str = ""
    code: str = ""  # 版本码
    head: Mapping[str, str] = field(default_factory=dict[str, str])
    title: str = ""
    year: int | None = None
    told_unit: str = ""
    rows: PlacedRows | None = None
    remarks: tuple[str, ...] = ()  # what else is to be said of the file, to follow its name
    picture: bool = False  # a scan or a photograph: it can be seen, and nothing of it can be read
    sealed: bool | None = None  # None where the format has no seal to look for
    seals: tuple[Seal, ...] = ()
    seal_findings: tuple[Finding, ...] = ()
    received_on: date | None = None
    stored: bool = False

    @property
    def fixed(self) -> bool:
        return self.kind in FIXED

    @property
    def sealed_on(self) -> date | None:
        """The day of the first seal; a later one is another unit's, or a second look."""
        days = [seal.signed_at.date() for seal in self.seals if seal.signed_at]
        return min(days, default=None)


@dataclass(frozen=True, slots=True)
class FileResult:
    """What the intake made of one file. `unit` "" where nothing tells whose it is."""

    name: str
    unit: str
    status: FileStatus
    reason: str
