"""Room: core. The rows of the page 收件, read or stored: a Word and the OFD or scan that came with it are one row."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from core.finding import Finding, Severity
from core.intake.arrived import FIXED, STATUS_LABELS, FileStatus
from core.intake.rebuilt import names_of
from core.intake.record import FileState, ReturnedFile
from core.intake.returned import Intake
from core.intake.taken import FileLine
from core.seal import Seal

_GRAVEST = list(Severity)


class SealState(StrEnum):
    SEALED = "sealed"
    DOUBTFUL = "doubtful"
    UNSEALED = "unsealed"
    SCANNED = "scanned"
    UNPROVEN = "unproven"  # a PDF: its seal, if any, is not verified here
    NO_FIXED = "no_fixed"
    NONE = "none"


SEAL_LABELS = {
    SealState.SEALED: "已盖章",
    SealState.DOUBTFUL: "印章有问题",
    SealState.UNSEALED: "未盖章",
    SealState.SCANNED: "扫描件",
    SealState.UNPROVEN: "PDF，未核验",
    SealState.NO_FIXED: "无 OFD",
    SealState.NONE: "—",
}


@dataclass(frozen=True, slots=True)
class FilePart:
    """One file as the list needs it. `key` is unique among all that are shown; `place` "" where it is only kept."""

    key: str
    name: str
    unit: str
    basis: str
    status: FileStatus
    state: FileState
    note: str
    kind: str
    is_ledger: bool
    picture: bool
    problem: str = ""
    place: str = ""
    sealed: bool | None = None
    seals: tuple[Seal, ...] = ()
    seal_findings: tuple[Finding, ...] = ()
    findings: tuple[Finding, ...] = ()
    received_on: date | None = None
    matched: int = 0
    total: int = 0
    filled: int = 0
    waiting: int = 0  # loose rows that a person may decide
    known: bool = False
    left_out: bool = False
    old: bool = False  # another one counts since

    @property
    def fixed(self) -> bool:
        return self.kind in FIXED


@dataclass(frozen=True, slots=True)
class FileRow:
    """One row: `parts` are one return, the one that is read first. `findings`: the gravest first."""

    parts: tuple[FilePart, ...]
    status: FileStatus
    seal: SealState
    findings: tuple[Finding, ...]

    @property
    def first(self) -> FilePart:
        return self.parts[0]

    @property
    def key(self) -> str:
        return self.first.key

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(p.name for p in self.parts)

    @property
    def unit(self) -> str:
        return self.first.unit

    @property
    def scan(self) -> bool:
        """Seen and kept as the unit's 盖章件, not read."""
        return self.first.picture and bool(self.unit)

    @property
    def old(self) -> bool:
        return self.first.old

    @property
    def sealed_at(self) -> datetime | None:
        return min((s.signed_at for p in self.parts for s in p.seals if s.signed_at), default=None)

    @property
    def status_label(self) -> str:
        if self.first.left_out:
            return "不收"
        if self.old:
            return "旧版"
        return "盖章件" if self.scan else STATUS_LABELS[self.status]

    @property
    def troubled(self) -> bool:
        """Somebody must look before it can be counted, or an error stands in it."""
        if self.old or self.first.left_out:
            return False
        open_ = self.status in (FileStatus.CONFLICT, FileStatus.UNKNOWN) and not self.scan
        doubtful = self.seal is SealState.DOUBTFUL or self.gravest is Severity.ERROR
        return open_ or doubtful or self.first.waiting > 0

    @property
    def gravest(self) -> Severity | None:
        return self.findings[0].severity if self.findings else None


def part_of_line(line: FileLine) -> FilePart:
    """A file that was read and is not stored yet."""
    read = line.file.arrived
    return FilePart(
        key=line.name,
        name=line.name,
        unit=line.unit,
        basis=line.unit_reason,
        status=line.status,
        state=line.state,
        note=line.reason,
        kind=read.kind,
        is_ledger=read.rows is not None,
        picture=read.picture,
        problem=read.problem,
        place=line.file.place,
        sealed=read.sealed,
        seals=read.seals,
        seal_findings=read.seal_findings,
        findings=line.findings,
        received_on=line.received_on,
        matched=line.matched,
        total=line.total,
        filled=line.filled,
        waiting=line.unsure,
        known=line.known,
        left_out=line.file.left_out,
    )


def parts_of_stored(files: Sequence[ReturnedFile], intake: Intake) -> tuple[FilePart, ...]:
    """Of one round, in the store's order. What is said of each is what `intake`, rebuilt from them, says today."""
    names, told = names_of(files, frozenset()), _by_file(intake)
    return tuple(_part_of_stored(f, told.get(names[f.file_id], ())) for f in files)


def _part_of_stored(file: ReturnedFile, findings: Sequence[Finding]) -> FilePart:
    return FilePart(
        key=f"#{file.file_id}",
        name=file.name,
        unit=file.unit,
        basis=file.unit_reason,
        status=file.status,
        state=file.state,
        note=file.reason,
        kind=file.kind,
        is_ledger=file.is_ledger,
        picture=file.picture,
        problem=file.problem,
        sealed=file.sealed,
        seals=file.seals,
        seal_findings=file.seal_findings,
        findings=tuple(findings),
        received_on=file.received_on,
        matched=file.matched,
        total=file.matched + len(file.missing),
        filled=len(file.said),
        old=file.state is FileState.SUPERSEDED,
    )


def list_files(parts: Sequence[FilePart], intake: Intake) -> tuple[FileRow, ...]:
    """In the order of `parts`; what belongs to a unit's Word stands in its row. `intake`: all judged together."""
    of_unit: dict[str, list[FilePart]] = defaultdict(list)
    for part in parts:
        old = "old:" if part.old else ""
        of_unit[f"{old}{part.unit}" if part.unit else f"?{part.key}"].append(part)
    general = _of_unit(intake)
    order = {p.key: at for at, p in enumerate(parts)}
    rows = [_row(group, general) for found in of_unit.values() for group in _groups(found)]
    return tuple(sorted(rows, key=lambda r: order[r.key]))


def hint_of(row: FileRow) -> str:
    """What stands in the row's last column, whole: what it is beside another version, then the gravest finding."""
    told = [shown_message(f, row) for f in row.findings[:1]] or [row.first.problem]
    beside = row.status in (FileStatus.SAME, FileStatus.NEWER) or row.first.known or row.first.left_out
    if row.first.note and beside:
        told.insert(0, row.first.note.rstrip("。") + "。")
    more = len(row.findings) - 1
    return " ".join(t for t in told if t) + (f" 另有 {more} 条。" if more > 0 else "")


def shown_message(finding: Finding, row: FileRow) -> str:
    """Without what the row says anyway: its unit, its file's name."""
    said = finding.message.removeprefix(f"“{row.unit}”").removeprefix("的").lstrip()
    for name in row.names:
        said = said.removeprefix(f"「{name}」").removeprefix("的")
    return said.removeprefix("未计入：").removeprefix(f"可能是“{row.unit}”的，")


def _groups(parts: Sequence[FilePart]) -> list[list[FilePart]]:
    """Each readable Word with the fixed files of its own name; the others go to the file that counts."""
    main = [p for p in parts if p.is_ledger and not p.fixed] or [p for p in parts if p.is_ledger]
    if not main:
        return [[p] for p in parts]
    groups = {p.key: [p] for p in main}
    counts = next((p.key for p in main if p.state is FileState.CURRENT), main[0].key)
    stems = {_stem(p.name): p.key for p in reversed(main)}
    alone: list[list[FilePart]] = []
    for part in parts:
        if part.key in groups:
            continue
        if part.picture or (part.fixed and part.is_ledger):
            groups[stems.get(_stem(part.name), counts)].append(part)
        else:
            alone.append([part])
    return [*groups.values(), *alone]


def _stem(name: str) -> str:
    return name.rpartition(".")[0]


def _of_unit(intake: Intake) -> Mapping[str, Sequence[Finding]]:
    """Unit → findings that name it and no file."""
    told: dict[str, list[Finding]] = defaultdict(list)
    for finding in intake.findings:
        if not any(w.startswith("file:") for w in finding.where):
            for place in finding.where:
                if place.startswith("unit:"):
                    told[place[5:]].append(finding)
    return told


def _by_file(intake: Intake) -> Mapping[str, Sequence[Finding]]:
    told: dict[str, list[Finding]] = defaultdict(list)
    for finding in intake.findings:
        for place in finding.where:
            if place.startswith("file:"):
                told[place[5:]].append(finding)
    return told


def _row(parts: Sequence[FilePart], general: Mapping[str, Sequence[Finding]]) -> FileRow:
    first = parts[0]
    findings = [f for p in parts for f in p.findings]
    if first.unit and first.state is FileState.CURRENT:
        findings += general.get(first.unit, ())
    findings = sorted({id(f): f for f in findings}.values(), key=lambda f: _GRAVEST.index(f.severity))
    conflict = any(p.status is FileStatus.CONFLICT for p in parts)
    status = FileStatus.CONFLICT if conflict else first.status
    return FileRow(tuple(parts), status, _seal(parts, findings), tuple(findings))


def _seal(parts: Sequence[FilePart], findings: Iterable[Finding]) -> SealState:
    sealed = [p for p in parts if p.sealed]
    wrong = [*(f for p in sealed for f in p.seal_findings), *(f for f in findings if f.rule == "intake.seal_name")]
    if sealed:
        bad = any(found.severity is Severity.ERROR for found in wrong)
        return SealState.DOUBTFUL if bad else SealState.SEALED
    if any(p.sealed is False for p in parts):
        return SealState.UNSEALED
    if any(p.picture for p in parts):
        return SealState.SCANNED
    if any(p.fixed and p.is_ledger for p in parts):
        return SealState.UNPROVEN
    return SealState.NO_FIXED if parts[0].is_ledger else SealState.NONE
