"""Room: core. Where a unit is spoken of by its name: in the directory, and in all that was collected from it."""

from collections.abc import Iterable
from dataclasses import replace

from core.actions.ports import Work
from core.intake.arrived import FileStatus
from core.intake.record import FileState


def rename_mentions(work: Work, before: str, after: str) -> None:
    """The name was written wrong: everything that bears it follows. What was collected under it stays one unit's."""
    renamed_in_directory(work, before, after)
    for book in work.books.all():
        for round_ in work.intake.rounds(book.book_id):
            _rename_returned(work, book.book_id, round_, before, after)
        _rename_scored(work, book.book_id, before, after)
        for sources in work.summary.sources(book.book_id).values():
            for source in sources:
                if source.unit == before:
                    work.summary.put_source(replace(source, unit=after))
    for key, unit in work.intake.remembered().units.items():
        if unit == before:
            work.intake.remember_unit(key, after)


def renamed_in_directory(work: Work, before: str, after: str) -> None:
    """Where other units or groups speak of it; `after` "" = it is gone, and what it returned stays under its name."""
    for unit in work.units.all():
        if before in unit.successors:
            work.units.put(replace(unit, successors=_renamed(unit.successors, before, after)))
    for meaning in work.units.meanings():
        if before in meaning.members:
            work.units.decide(replace(meaning, members=_renamed(meaning.members, before, after)))


def _rename_returned(work: Work, book_id: int, round_: str, before: str, after: str) -> None:
    """Where files were collected under both names, the one that counts for `after` goes on counting; a person decides."""
    taken = any(f.state is FileState.CURRENT for f in work.intake.of_unit(book_id, round_, after))
    for file in work.intake.of_unit(book_id, round_, before):
        moved = replace(file, unit=after)
        if taken and file.state is FileState.CURRENT:
            moved = replace(moved, state=FileState.BESIDE, status=FileStatus.CONFLICT, decided=False)
        work.intake.put_file(moved)


def _rename_scored(work: Work, book_id: int, before: str, after: str) -> None:
    for case in work.scores.cases(book_id):
        if case.unit == before:
            work.scores.put_case(replace(case, unit=after))
    for item in work.scores.items(book_id):
        if item.unit == before:
            work.scores.put_item(replace(item, unit=after))


def _renamed(names: Iterable[str], before: str, after: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(n for name in names if (n := after if name == before else name)))
