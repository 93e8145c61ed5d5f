"""Room: core. 收件: a folder read and judged in memory, and mended there. Nothing is stored before 确认收件."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from core.actions.documents import Documents
from core.actions.intake_known import known_before
from core.actions.intake_reading import compared, places_of, read_files, read_with_columns
from core.actions.intake_stored import stored_intake
from core.actions.ports import Store
from core.actions.taking_in import confirm_intake, undo_intake
from core.errors import LedgerError
from core.intake.judge import judge, wanted_comparisons
from core.intake.rebuilt import loose_rows, names_of, with_placed
from core.intake.record import FileState
from core.intake.returned import Terms
from core.intake.taken import ReadFile, ReadIntake
from core.ledger.mending import HeaderSeen, Mending, header_seen
from core.ledger.of_book import ledger_of_book
from core.progress import Progress
from core.report.form import Form
from core.units import UnitDirectory

__all__ = [
    "adopt",
    "choose_columns",
    "confirm_intake",
    "give_day",
    "give_terms",
    "give_unit",
    "header_of",
    "keep_old",
    "leave_out",
    "place_row",
    "read_intake",
    "stored_intake",
    "undo_intake",
]


def read_intake(
    store: Store,
    documents: Documents,
    places: Sequence[str],
    book_id: int,
    directory: UnitDirectory,
    terms: Terms,
    progress: Progress,
    forms: Sequence[Form] = (),
) -> ReadIntake:
    """Read the folders and files at `places` against the book's plan and what is stored. Nothing is stored.

    A broken file is a line with its problem. `forms`: those of annual reports, to hold figures against the units'
    reports. Raises LedgerError where `places` hold no file; Cancelled.
    """
    tasks = store.tasks.of(book_id)
    plan = ledger_of_book(store.books.get(book_id), tasks)
    before = known_before(store, book_id, terms.round, forms)
    names = places_of(documents, places)
    files = tuple(read_files(documents, names, plan, before.remembered, progress))
    ids = tuple(t.task_id for t in tasks)
    read = ReadIntake(book_id, plan, ids, directory, terms, files, places[0], before)
    progress.step(len(names), len(names), "正在核对")
    return judge(_compared(store, documents, read))


def _compared(store: Store, documents: Documents, read: ReadIntake) -> ReadIntake:
    """With every sealed file held against the Word that it came with, where their rows say otherwise."""
    places = {f.name: (f.place, f.inside) for f in read.files}
    stored = names_of(read.before.files, frozenset(places))
    by_id = {f.file_id: f for f in read.before.files}
    places |= {name: (store.kept.place(by_id[i].sha256), "") for i, name in stored.items()}
    told = {stored[f.file_id]: f.compared for f in read.before.files}
    shas = {name: by_id[i].sha256 for i, name in stored.items()}
    found = dict(read.compared)
    for fixed, earlier in told.items():
        found |= {(fixed, word): earlier[sha] for word, sha in shas.items() if sha in earlier}
    for fixed, word in wanted_comparisons(replace(read, compared=found)):
        if (fixed, word) not in found:
            found[fixed, word] = compared(documents, places[fixed], places[word])
    return replace(read, compared=found)


def give_unit(read: ReadIntake, name: str, unit: str) -> ReadIntake:
    """Whose the file is, by hand; "" = as the file itself tells. Remembered when the intake is confirmed."""
    return _with(read, replace(read.file(name), unit=unit.strip()))


def give_day(read: ReadIntake, name: str, received_on: date | None) -> ReadIntake:
    """收件日期 of one file; None = that of the whole intake (`give_terms`)."""
    return _with(read, replace(read.file(name), received_on=received_on))


def give_terms(read: ReadIntake, terms: Terms) -> ReadIntake:
    """Other terms for the whole intake; the same round only, as another one is read against other files."""
    if terms.round != read.terms.round:
        raise LedgerError("换期次需要重新读取文件。没有改动，请重新选择文件夹并选好期次。")
    return judge(replace(read, terms=terms))


def header_of(documents: Documents, read: ReadIntake, name: str) -> HeaderSeen | None:
    """The file's table header as it was read, to choose columns by hand."""
    file = read.file(name)
    at = (file.mending.table, file.mending.row) if file.mending else (None, None)
    return header_seen(documents.opened(file.place, file.inside).document(), *at)


def choose_columns(documents: Documents, read: ReadIntake, name: str, mending: Mending | None) -> ReadIntake:
    """Read the file again with these columns. Remembered when the intake is confirmed."""
    file = read.file(name)
    again = read_with_columns(documents.opened(file.place, file.inside), file, read.plan, mending)
    return _with(read, again)


def place_row(read: ReadIntake, name: str, row: int, place: int | None) -> ReadIntake:
    """Put a loose row (index into `loose_rows` of its file) on a task of the plan (place 0…), None = on none."""
    file = read.file(name)
    rows = file.arrived.rows
    if rows is None or not 0 <= row < len(loose_rows(rows)):
        raise LedgerError("这一行已不在待确定的行里，没有改动。请重新选择。")
    placed = {**file.placed, row: place}
    with_placed(rows, read.plan, placed)
    return _with(read, replace(file, placed=placed))


def adopt(read: ReadIntake, name: str) -> ReadIntake:
    """采用新版: this file counts for its unit."""
    line = read.line(name)
    if not line.unit or line.known or line.file.arrived.rows is None:
        raise LedgerError(f"「{name}」不是能计入的台账，没有改动。请先指定单位，或选择另一份文件。")
    chosen = {**read.chosen, line.unit: name}
    return judge(replace(read, chosen=chosen, settled=read.settled | {name, *_rivals(read, line.unit)}))


def keep_old(read: ReadIntake, name: str) -> ReadIntake:
    """保留旧版: this file stays beside the one that counts."""
    line = read.line(name)
    chosen = {unit: taken for unit, taken in read.chosen.items() if taken != name}
    read = judge(replace(read, chosen=chosen, settled=read.settled | {name}))
    if read.line(name).state is FileState.CURRENT and line.against:
        return judge(replace(read, chosen={**chosen, line.unit: line.against}))
    return read


def leave_out(read: ReadIntake, name: str, out: bool = True) -> ReadIntake:
    """Do not store this file (or do, after all)."""
    return _with(read, replace(read.file(name), left_out=out))


def _rivals(read: ReadIntake, unit: str) -> set[str]:
    return {line.name for line in read.lines if line.unit == unit}


def _with(read: ReadIntake, file: ReadFile) -> ReadIntake:
    return judge(replace(read, files=tuple(file if f.name == file.name else f for f in read.files)))
