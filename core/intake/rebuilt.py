"""Room: core. Between what was read of a file and what is kept of it, both ways: places in the plan and ids of tasks."""

from collections.abc import Iterator, Mapping, Sequence

from core.errors import LedgerError
from core.intake.arrived import Arrived
from core.intake.record import Matched, ReturnedFile, StoredRow
from core.intake.rows import PlacedRows, ReturnedRow
from core.intake.versions import TAKEN
from core.ledger.ledger import Ledger
from core.ledger.matching import plain


def loose_rows(rows: PlacedRows) -> tuple[tuple[ReturnedRow, tuple[int, ...]], ...]:
    """Rows without a task, with the places that each may belong to: the unsure ones, then those that belong to none."""
    return (*rows.unsure, *((row, ()) for row in rows.extra))


def with_placed(rows: PlacedRows, plan: Ledger, placed: Mapping[int, int | None]) -> PlacedRows:
    """Loose rows (by index into `loose_rows`) put where a person said; None = they belong to no task."""
    on = dict(rows.on)
    for at, place in placed.items():
        if place is None:
            continue
        if place in on:
            number = plan.tasks[place].number
            raise LedgerError(f"第{number}项已有对应的一行，没有改动。请先核对那一行，或选择另一项任务。")
        on[place] = loose_rows(rows)[at][0]
    left = {i: both for i, both in enumerate(loose_rows(rows)) if placed.get(i) is None}
    unsure = tuple(both for i, both in left.items() if both[1] and i not in placed)
    extra = tuple(row for i, (row, places) in left.items() if not places or i in placed)
    altered = (p for p, row in on.items() if plain(plan.tasks[p].text) != plain(row.text))
    return PlacedRows(dict(sorted(on.items())), tuple(sorted(altered)), unsure, extra)


def stored_rows(rows: PlacedRows, task_ids: Sequence[int], by_hand: frozenset[int]) -> tuple[StoredRow, ...]:
    """`by_hand`: places that a person gave."""
    return (
        *(_on(row, place, rows, task_ids[place], by_hand) for place, row in sorted(rows.on.items())),
        *(
            StoredRow(r.number, r.progress, None, r.text, Matched.UNSURE, tuple(task_ids[p] for p in places))
            for r, places in rows.unsure
        ),
        *(StoredRow(r.number, r.progress, None, r.text, Matched.EXTRA) for r in rows.extra),
    )


def _on(row: ReturnedRow, place: int, rows: PlacedRows, task_id: int, by_hand: frozenset[int]) -> StoredRow:
    altered = place in rows.altered
    how = Matched.BY_HAND if place in by_hand else Matched.ALTERED if altered else Matched.SAME
    return StoredRow(row.number, row.progress, task_id, row.text if altered else "", how)


def placed_rows(stored: Sequence[StoredRow], plan: Ledger, task_ids: Sequence[int]) -> PlacedRows:
    """Of rows whose task the plan no longer has, nothing is lost: they are rows of no task."""
    place_of = {task_id: place for place, task_id in enumerate(task_ids)}
    on: dict[int, ReturnedRow] = {}
    unsure: list[tuple[ReturnedRow, tuple[int, ...]]] = []
    extra: list[ReturnedRow] = []
    for row in stored:
        place = place_of.get(row.task_id) if row.task_id is not None else None
        if place is not None:
            on[place] = ReturnedRow(row.number, row.text or plan.tasks[place].text, row.progress)
        elif maybe := tuple(place_of[task] for task in row.maybe if task in place_of):
            unsure.append((ReturnedRow(row.number, row.text, row.progress), maybe))
        else:
            extra.append(ReturnedRow(row.number, row.text, row.progress))
    altered = (p for p, row in on.items() if plain(plan.tasks[p].text) != plain(row.text))
    return PlacedRows(dict(sorted(on.items())), tuple(sorted(altered)), tuple(unsure), tuple(extra))


def arrived_again(file: ReturnedFile, name: str, plan: Ledger, task_ids: Sequence[int]) -> Arrived:
    """A stored file as it was read; `name` is what it is called among others."""
    return Arrived(
        name=name,
        kind=file.kind,
        problem=file.problem,
        code=file.code,
        head=file.head,
        title=file.title,
        year=file.year,
        told_unit=file.told_unit,
        rows=placed_rows(file.rows, plan, task_ids) if file.is_ledger else None,
        picture=file.picture,
        sealed=file.sealed,
        seals=file.seals,
        seal_findings=file.seal_findings,
        remarks=file.remarks,
        received_on=file.received_on,
        stored=True,
    )


def names_of(files: Sequence[ReturnedFile], taken: frozenset[str]) -> dict[int, str]:
    """File id → a name that no other file here bears, nor one of those that just came (`taken`)."""
    return dict(_named(files, taken))


def _named(files: Sequence[ReturnedFile], fresh: frozenset[str]) -> Iterator[tuple[int, str]]:
    taken = set(fresh)
    for file in files:
        plain = f"{file.name}{TAKEN}" if file.name in fresh else file.name
        name, count = plain, 1
        while name in taken:
            count += 1
            name = f"{plain}（第{count}份）"
        taken.add(name)
        yield file.file_id, name
