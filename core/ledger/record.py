"""Room: core. One year's ledger (台账) of a unit as it is kept: the book and its tasks. Ids are 0 until stored."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import cast


@dataclass(frozen=True, slots=True)
class Due:
    """A deadline (完成时限): the phrase as printed, the last day it means, and its kind.

    `on` is None where the phrase gives no day. `kind` is by, in, recurring, relative or ongoing.
    """

    text: str
    on: date | None = None
    kind: str = "by"


@dataclass(frozen=True, slots=True)
class LedgerBook:
    """The head of one ledger. Text fields are "" when blank, `year` is None when the form does not tell it.

    `original` is the SHA-256 of the form as it came, "" where there is none. `reading` holds, in the importer's own
    words, how columns were mended by hand, so that the form is read in the same way when it is filled.
    """

    book_id: int = 0
    year: int | None = None
    title: str = ""
    reporting_unit: str = ""
    contact: str = ""
    phone: str = ""
    original: str = ""
    original_name: str = ""
    reading: str = ""
    imported_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class TaskRecord:
    """One row of the ledger, as the form prints it; units as printed, never resolved.

    `position` counts the form's rows from 0. `dropped`: a later form of the office no longer has it.
    """

    task_id: int = 0
    book_id: int = 0
    position: int = 0
    number: int = 0
    label: str = ""
    section: str = ""
    topic: str = ""
    subtopic: str = ""
    content: str = ""
    indicator: str = ""
    lead_units: tuple[str, ...] = ()
    responsible_units: tuple[str, ...] = ()
    responsibility_text: str = ""
    deadlines: tuple[Due, ...] = ()
    dropped: bool = False


@dataclass(frozen=True, slots=True)
class FormRow:
    """A row read from a file and not stored: the task (ids 0) and what stands in its progress cell."""

    task: TaskRecord
    progress: str = ""


@dataclass(frozen=True, slots=True)
class LedgerForm:
    """A ledger read from a file and not stored; `book.original` is the hash of the bytes that were read, if known."""

    book: LedgerBook
    rows: tuple[FormRow, ...]


def form_from_contract(shown: Mapping[str, object], original: str = "", original_name: str = "") -> LedgerForm:
    """The ledger in a `show --json` mapping (docs: the command line's contract)."""
    year = shown.get("year")
    book = LedgerBook(
        year=year if isinstance(year, int) else None,
        title=_text(shown, "title"),
        reporting_unit=_text(shown, "unit"),
        contact=_text(shown, "contact"),
        phone=_text(shown, "phone"),
        original=original,
        original_name=original_name,
    )
    return LedgerForm(book, tuple(row_from_contract(row, i) for i, row in enumerate(_list(shown, "tasks"))))


def row_from_contract(row: Mapping[str, object], position: int = 0) -> FormRow:
    """One entry of `tasks` in a `show --json` mapping; missing keys are blank."""
    number = row.get("number")
    task = TaskRecord(
        position=position,
        number=number if isinstance(number, int) else 0,
        label=_text(row, "label"),
        section=_text(row, "section"),
        topic=_text(row, "topic"),
        subtopic=_text(row, "subtopic"),
        content=_text(row, "content"),
        indicator=_text(row, "indicator"),
        lead_units=_texts(row, "lead_units"),
        responsible_units=_texts(row, "responsible_units"),
        responsibility_text=_text(row, "responsibility_text"),
        deadlines=tuple(_due(due) for due in _list(row, "deadlines")),
    )
    return FormRow(task, _text(row, "progress"))


def _due(due: Mapping[str, object]) -> Due:
    on = due.get("date")
    return Due(_text(due, "text"), date.fromisoformat(on) if isinstance(on, str) and on else None, _text(due, "kind"))


def _text(row: Mapping[str, object], key: str) -> str:
    value = row.get(key)
    return value if isinstance(value, str) else ""


def _texts(row: Mapping[str, object], key: str) -> tuple[str, ...]:
    return tuple(str(unit) for unit in cast(Iterable[object], row.get(key) or ()))


def _list(row: Mapping[str, object], key: str) -> Iterable[Mapping[str, object]]:
    return cast(Iterable[Mapping[str, object]], row.get(key) or ())
