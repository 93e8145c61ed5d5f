"""Room: gui. What the panel and 看原文 show of one file, from what was read or from what is stored."""

from collections.abc import Iterator, Mapping

from core.intake.arrived import FileStatus
from core.intake.judge import changes_between
from core.intake.listing import FileRow
from core.intake.rebuilt import loose_rows, placed_rows, with_placed
from core.intake.record import FileState, ReturnedFile
from core.intake.rows import PlacedRows, ReturnedRow
from core.intake.taken import TaskChange
from core.ledger.ledger import Ledger
from gui.intake.desk import IntakeDesk
from gui.intake.panel import Chosen
from gui.intake.panel_parts import LooseRow, task_words
from gui.intake.reading import ReadRow
from gui.workbench import Workbench


def chosen_of(row: FileRow, desk: IntakeDesk, bench: Workbench) -> Chosen:
    plan = desk.plan
    stored = desk.stored(row.key)
    if stored is not None:
        against, changes = _stored_changes(stored, desk)
        loose = tuple(_stored_loose(stored, desk))
        return Chosen(row, desk.terms, bench.year, False, plan.tasks, desk.unit_names, against, changes, loose)
    if desk.read is None:
        return Chosen(row, desk.terms, bench.year, False)
    line = desk.read.line(row.key)
    loose = tuple(_loose(line.file.arrived.rows or PlacedRows(), line.file.placed))
    return Chosen(row, desk.terms, bench.year, True, plan.tasks, desk.unit_names, line.against, line.changes, loose)


def read_rows(key: str, desk: IntakeDesk) -> list[ReadRow]:
    """Every row that was read of a file, in the plan's order, then those without a task."""
    plan, stored = desk.plan, desk.stored(key)
    rows = PlacedRows()
    if stored is not None:
        rows = placed_rows(stored.rows, plan, desk.task_ids)
    elif desk.read is not None:
        file = desk.read.file(key)
        rows = file.arrived.rows or rows
        rows = with_placed(rows, desk.read.plan, file.placed) if file.placed else rows
    return list(_read_rows(rows, plan))


def _read_rows(rows: PlacedRows, plan: Ledger) -> Iterator[ReadRow]:
    for place, row in sorted(rows.on.items()):
        altered = "任务文字有改动" if place in rows.altered else ""
        yield ReadRow(task_words(plan.tasks[place]), row.text, row.progress, altered)
    for row, places in loose_rows(rows):
        problem = "不能确定是哪项，没有计入" if places else "要点里没有，没有计入"
        yield ReadRow(f"原第 {row.number} 行", row.text, row.progress, problem)


def _loose(rows: PlacedRows, placed: Mapping[int, int | None]) -> Iterator[LooseRow]:
    taken = frozenset(rows.on)
    for at, (row, places) in enumerate(loose_rows(rows)):
        chosen = placed.get(at)
        told = (-1 if chosen is None else chosen) if at in placed else None
        yield LooseRow(at, row, places, told, taken)


def _stored_loose(file: ReturnedFile, desk: IntakeDesk) -> Iterator[LooseRow]:
    place_of = {task_id: place for place, task_id in enumerate(desk.task_ids)}
    taken = frozenset(place_of[r.task_id] for r in file.rows if r.task_id in place_of)
    for at, row in enumerate(file.rows):
        if row.task_id is None and (row.text or row.progress).strip():
            places = tuple(place_of[t] for t in row.maybe if t in place_of)
            yield LooseRow(at, ReturnedRow(row.number, row.text, row.progress), places, None, taken)


def _stored_changes(file: ReturnedFile, desk: IntakeDesk) -> tuple[str, tuple[TaskChange, ...]]:
    """Against the version that it took the place of; beside another one, against the one that counts."""
    before = next((f for f in desk.files if f.file_id == file.replaced), None) if file.replaced else None
    if before is None and file.state is FileState.BESIDE and file.status is not FileStatus.SAME:
        before = next((f for f in desk.files if f.unit == file.unit and f.state is FileState.CURRENT), None)
    if before is None or not (file.is_ledger and before.is_ledger):
        return "", ()
    old, new = (placed_rows(f.rows, desk.plan, desk.task_ids) for f in (before, file))
    return before.name, changes_between(old, new, desk.plan)
