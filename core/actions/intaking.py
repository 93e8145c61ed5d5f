"""Room: core. 收件: a folder read and judged in memory, mended there, and stored file by file when confirmed."""

from collections.abc import Sequence
from datetime import date, datetime

from core.actions.documents import Documents
from core.actions.ports import Store
from core.actions.touched import Touched
from core.intake.returned import Intake, Terms
from core.intake.taken import ReadIntake
from core.ledger.mending import HeaderSeen, Mending
from core.progress import Progress
from core.units import UnitDirectory


def read_intake(
    store: Store,
    documents: Documents,
    places: Sequence[str],
    book_id: int,
    directory: UnitDirectory,
    terms: Terms,
    progress: Progress,
) -> ReadIntake:
    """Read the folders and files at `places` against the book's plan and what is stored. Nothing is stored.

    A broken file is a line with its problem. Raises LedgerError where `places` hold no file; Cancelled.
    """
    raise NotImplementedError


def give_unit(read: ReadIntake, name: str, unit: str) -> ReadIntake:
    """Whose the file is, by hand; "" = as the file itself tells. Remembered when the intake is confirmed."""
    raise NotImplementedError


def give_day(read: ReadIntake, name: str, received_on: date | None) -> ReadIntake:
    """收件日期 of one file; None = that of the whole intake (`give_terms`)."""
    raise NotImplementedError


def give_terms(read: ReadIntake, terms: Terms) -> ReadIntake:
    """Other terms for the whole intake; the same round only, as another one is read against other files."""
    raise NotImplementedError


def header_of(documents: Documents, read: ReadIntake, name: str) -> HeaderSeen | None:
    """The file's table header as it was read, to choose columns by hand."""
    raise NotImplementedError


def choose_columns(documents: Documents, read: ReadIntake, name: str, mending: Mending | None) -> ReadIntake:
    """Read the file again with these columns. Remembered when the intake is confirmed."""
    raise NotImplementedError


def place_row(read: ReadIntake, name: str, row: int, place: int | None) -> ReadIntake:
    """Put a loose row (index into `loose_rows` of its file) on a task of the plan (place 0…), None = on none."""
    raise NotImplementedError


def adopt(read: ReadIntake, name: str) -> ReadIntake:
    """采用新版: this file counts for its unit."""
    raise NotImplementedError


def keep_old(read: ReadIntake, name: str) -> ReadIntake:
    """保留旧版: this file stays beside the one that counts."""
    raise NotImplementedError


def leave_out(read: ReadIntake, name: str, out: bool = True) -> ReadIntake:
    """Do not store this file (or do, after all)."""
    raise NotImplementedError


def confirm_intake(store: Store, documents: Documents, read: ReadIntake, now: datetime, progress: Progress) -> Touched:
    """确认收件: every storable file in a transaction of its own, its original kept first; one thing to undo.

    Killed or cancelled in between, whole files are stored or none of them. A file that changed on the disk since it
    was read is refused.
    """
    raise NotImplementedError


def undo_intake(store: Store, intake_id: int, now: datetime) -> Touched:
    """The whole intake taken back in one step; versions that it had replaced count again."""
    raise NotImplementedError


def stored_intake(store: Store, book_id: int, round_: str, directory: UnitDirectory) -> Intake:
    """Everything collected for the round, rebuilt from the store, for summary, 通报, 退回修改单 and drafts."""
    raise NotImplementedError
