"""Room: core. 确认收件: what was read and judged is stored, a transaction a file, one thing to undo."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from core.actions.documents import Documents
from core.actions.ports import Store, Work
from core.actions.touched import NOTHING, Touched
from core.errors import LedgerError
from core.intake.judge import rows_of
from core.intake.memory import unit_keys
from core.intake.rebuilt import names_of, stored_rows
from core.intake.record import FileState, IntakeRecord, ReturnedFile
from core.intake.rows import PlacedRows
from core.intake.taken import FileLine, ReadFile, ReadIntake
from core.ledger.entry import Evidence
from core.progress import Progress

# Versions that were replaced already come before the one that counts, and what lies beside it last.
_ORDER = (FileState.SUPERSEDED, FileState.CURRENT, FileState.BESIDE)


def confirm_intake(store: Store, documents: Documents, read: ReadIntake, now: datetime, progress: Progress) -> Touched:
    """确认收件: every storable file in a transaction of its own, the originals kept before; one thing to undo.

    Killed or cancelled in between, whole files are stored or none of them. Where a file changed on the disk since it
    was read, nothing is stored.
    """
    known = {f.sha256 for f in store.intake.files(read.book_id, read.terms.round)}
    lines = [line for line in read.storable if line.file.sha256 not in known]
    if not lines:
        return NOTHING
    kept = _kept(store, documents, lines, progress)
    held = max((i.intake_id for i in store.intake.intakes(read.book_id)), default=0)
    merge = f"all:intake:{read.book_id}:{held}:{now.isoformat()}"  # no two intakes have the same
    name = f"收件（{read.terms.round or '未分期'}，{len(lines)}份）"
    compared = _compared(read)
    intake_id = 0
    for done, line in enumerate(_in_order(lines)):
        progress.step(len(lines) + done, 2 * len(lines), f"正在保存 {line.name}")
        with store.step(name, now, merge) as work:
            intake_id = intake_id or work.intake.add_intake(_record(read, now))
            file = _returned(line, read, kept[line.name], compared.get(line.name, {}))
            _add(work, replace(file, intake_id=intake_id))
            _remember(work, line)
    return Touched(subjects=frozenset({"intake"}))


def undo_intake(store: Store, intake_id: int, now: datetime) -> Touched:
    """The whole intake taken back in one step; versions that it had replaced count again."""
    intake = store.intake.intake(intake_id)
    files = {f.file_id: f for f in store.intake.files(intake.book_id, intake.round)}
    gone = [f for f in files.values() if f.intake_id == intake_id]
    with store.step(f"撤销收件（{intake.round or '未分期'}，{len(gone)}份）", now) as work:
        work.intake.remove_intake(intake_id)
        for file in gone:
            if file.state is FileState.CURRENT:
                _count_again(work, file, files, intake_id)
    return work.touched


def _count_again(work: Work, file: ReturnedFile, files: Mapping[int, ReturnedFile], gone: int) -> None:
    before = files.get(file.replaced)
    while before and before.intake_id == gone:
        before = files.get(before.replaced)
    if before and before.unit == file.unit:
        work.intake.put_file(replace(before, state=FileState.CURRENT))


def _in_order(lines: Sequence[FileLine]) -> list[FileLine]:
    """Units as their files came, each unit's versions from the oldest."""
    first = {line.unit: i for i, line in reversed(tuple(enumerate(lines)))}
    return sorted(lines, key=lambda line: (first[line.unit], _ORDER.index(line.state), _length(line)))


def _length(line: FileLine) -> int:
    """A version that adds to another says more than it."""
    rows = line.file.arrived.rows
    return sum(len(rows.said(place)) for place in rows.filled) if rows else 0


def _kept(store: Store, documents: Documents, lines: Sequence[FileLine], progress: Progress) -> dict[str, Evidence]:
    found: dict[str, Evidence] = {}
    for done, line in enumerate(lines):
        progress.step(done, 2 * len(lines), f"正在留存 {line.name}")
        found[line.name] = _keep(store, documents, line.file)
    return found


def _keep(store: Store, documents: Documents, file: ReadFile) -> Evidence:
    if file.inside:
        name = file.inside.rpartition("/")[2]
        kept = store.kept.keep_bytes(name, documents.opened(file.place, file.inside).data)
    else:
        kept = store.kept.keep(file.place)
    if kept.sha256 != file.sha256:
        raise LedgerError(f"「{file.name}」在读取之后又被改动，没有保存任何文件。请重新读取文件夹，再确认收件。")
    return kept


def _add(work: Work, file: ReturnedFile) -> None:
    """The file that counts takes the place of the one that did, in the same transaction."""
    files = work.intake.of_unit(file.book_id, file.round, file.unit)
    counted = next((f for f in files if f.state is FileState.CURRENT), None)
    if file.state is FileState.BESIDE:
        work.intake.add_file(file)
        return
    passed = [f for f in files if f.intake_id == file.intake_id and f.state is FileState.SUPERSEDED]
    before = passed[-1] if passed else counted
    work.intake.add_file(replace(file, replaced=before.file_id if before else 0))
    if counted and file.state is FileState.CURRENT:
        work.intake.put_file(replace(counted, state=FileState.SUPERSEDED))


def _remember(work: Work, line: FileLine) -> None:
    file = line.file
    if file.unit:
        for key in unit_keys(file.arrived, file.sha256):
            work.intake.remember_unit(key, file.unit)
    if file.mending and file.header:
        work.intake.remember_columns(file.header, file.mending.as_text())


def _record(read: ReadIntake, now: datetime) -> IntakeRecord:
    terms = read.terms
    days = terms.due_on, terms.received_on, terms.issued_on
    return IntakeRecord(read.book_id, terms.round, *days, read.folder, now)


def _returned(
    line: FileLine, read: ReadIntake, kept: Evidence, compared: Mapping[str, tuple[str, ...] | None]
) -> ReturnedFile:
    arrived, rows = line.file.arrived, rows_of(line.file, read.plan)
    by_hand = frozenset(place for place in line.file.placed.values() if place is not None)
    return ReturnedFile(
        book_id=read.book_id,
        round=read.terms.round,
        name=line.name,
        unit=line.unit,
        evidence=kept,
        status=line.status,
        state=line.state,
        unit_reason=line.unit_reason,
        reason=line.reason,
        received_on=line.received_on,
        kind=arrived.kind,
        problem=arrived.problem,
        code=arrived.code,
        head=arrived.head,
        title=arrived.title,
        year=arrived.year,
        told_unit=arrived.told_unit,
        remarks=arrived.remarks,
        picture=arrived.picture,
        sealed=arrived.sealed,
        seals=arrived.seals,
        seal_findings=arrived.seal_findings,
        is_ledger=rows is not None,
        rows=stored_rows(rows or PlacedRows(), read.task_ids, by_hand),
        missing=tuple(read.task_ids[place] for place in line.gaps),
        findings=line.findings,
        compared=compared,
        decided=line.name in read.settled,
    )


def _compared(read: ReadIntake) -> dict[str, dict[str, tuple[str, ...] | None]]:
    """Laid-out file → SHA-256 of the Word → where they differ."""
    stored = names_of(read.before.files, frozenset(f.name for f in read.files))
    shas = {f.name: f.sha256 for f in read.files} | {stored[f.file_id]: f.sha256 for f in read.before.files}
    found: dict[str, dict[str, tuple[str, ...] | None]] = {}
    for (fixed, word), told in read.compared.items():
        if word in shas:
            found.setdefault(fixed, {})[shas[word]] = told
    return found
