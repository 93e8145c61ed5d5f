"""Room: core. What actions and windows need of the store, in core's words; storage satisfies it without inheriting.

Reading is possible at any time, writing only on the Work that a step hands out: one step is one transaction and one
thing to undo. Places on disk are text. Any call may raise LedgerError (core.actions.failures) when the disk refuses.
"""

from contextlib import AbstractContextManager
from datetime import datetime
from typing import Protocol

from core.actions.intake_shelf import ReadReturns, Returns
from core.actions.plan_shelf import Plans, ReadPlans
from core.actions.register_shelf import ReadRegisters, Registers
from core.actions.score_shelf import ReadScores, Scores
from core.actions.shelves import (
    Acceptances,
    Books,
    Entries,
    ReadAcceptances,
    ReadBooks,
    ReadEntries,
    ReadReports,
    ReadRounds,
    ReadStates,
    ReadTasks,
    Reports,
    Rounds,
    States,
    Tasks,
)
from core.actions.summary_shelf import ReadSummaries, Summaries
from core.actions.touched import Touched
from core.actions.unit_shelf import ReadUnits, Units
from core.backup import BackupCopy, BackupReason
from core.ledger.entry import Evidence
from core.settings import Settings


class Work(Protocol):
    """The shelves open for writing, inside one step."""

    @property
    def books(self) -> Books: ...
    @property
    def tasks(self) -> Tasks: ...
    @property
    def states(self) -> States: ...
    @property
    def entries(self) -> Entries: ...
    @property
    def rounds(self) -> Rounds: ...
    @property
    def acceptances(self) -> Acceptances: ...
    @property
    def reports(self) -> Reports: ...
    @property
    def intake(self) -> Returns: ...
    @property
    def plans(self) -> Plans: ...
    @property
    def registers(self) -> Registers: ...
    @property
    def units(self) -> Units: ...
    @property
    def scores(self) -> Scores: ...
    @property
    def summary(self) -> Summaries: ...
    @property
    def touched(self) -> Touched:
        """What this step has changed so far."""
        ...


class Steps(Protocol):
    def step(self, name: str, now: datetime, merge: str = "") -> AbstractContextManager[Work]:
        """One user action: all of it is saved or none of it is. `name` is Chinese and stands behind 撤销.

        Steps of one `merge` key within a short time are undone together (typing); so are steps of a key that begins
        with "all:", whatever they hold and however long they take (an intake, a transaction a file). A step that changed nothing
        leaves nothing to undo.
        """
        ...


class Journal(Protocol):
    """Undo and redo, which outlive a restart."""

    @property
    def undo_name(self) -> str:
        """The step that undo would take back, "" for none."""
        ...

    @property
    def redo_name(self) -> str: ...
    @property
    def saved_at(self) -> datetime | None:
        """When something was last saved (已保存 10:32)."""
        ...

    def undo(self, now: datetime) -> Touched: ...
    def redo(self, now: datetime) -> Touched: ...


class KeptFiles(Protocol):
    """Originals and evidence, each kept once under its SHA-256 and never rewritten."""

    def keep(self, place: str) -> Evidence:
        """Keep a copy of the file; to be called before the step that refers to it."""
        ...

    def keep_bytes(self, name: str, content: bytes) -> Evidence: ...
    def read(self, sha256: str) -> bytes:
        """LedgerError when it is gone or no longer what was kept."""
        ...

    def place(self, sha256: str) -> str:
        """Where it lies, to be read there and nothing else."""
        ...

    def copy_out(self, evidence: Evidence, folder: str) -> str:
        """Write a copy under its own name, never over another file, and return its place (to open or hand on)."""
        ...


class SettingsShelf(Protocol):
    def get(self) -> Settings: ...
    def put(self, settings: Settings, now: datetime) -> None: ...
    def recall(self, key: str) -> str:
        """A small thing the window remembers (last folder, size of text), "" for none."""
        ...

    def remember(self, key: str, value: str) -> None: ...


class Backups(Protocol):
    def make(self, reason: BackupReason, now: datetime, folder: str = "") -> BackupCopy | None:
        """A checked copy in `folder` (as set, else 备份 in the data folder), then old copies are thinned out.

        None when nothing has changed since the newest copy there; MANUAL is always made. May run beside the window.
        """
        ...

    def copies(self, folder: str = "") -> tuple[BackupCopy, ...]:
        """Newest first."""
        ...

    def hand_over(self, place: str, listing: bytes, now: datetime) -> tuple[str, ...]:
        """Everything as one file for a successor, with the list to sign; returns the kept files that are lost."""
        ...

    def restore(self, place: str, now: datetime) -> BackupCopy:
        """Put the copy in the store's place. Returns the safety copy of what stood there. Read everything again."""
        ...


class Store(Steps, Journal, Protocol):
    """Everything that outlives the window."""

    @property
    def folder(self) -> str: ...
    @property
    def books(self) -> ReadBooks: ...
    @property
    def tasks(self) -> ReadTasks: ...
    @property
    def states(self) -> ReadStates: ...
    @property
    def entries(self) -> ReadEntries: ...
    @property
    def rounds(self) -> ReadRounds: ...
    @property
    def acceptances(self) -> ReadAcceptances: ...
    @property
    def reports(self) -> ReadReports: ...
    @property
    def intake(self) -> ReadReturns: ...
    @property
    def plans(self) -> ReadPlans: ...
    @property
    def registers(self) -> ReadRegisters: ...
    @property
    def units(self) -> ReadUnits: ...
    @property
    def scores(self) -> ReadScores: ...
    @property
    def summary(self) -> ReadSummaries: ...
    @property
    def kept(self) -> KeptFiles: ...
    @property
    def settings(self) -> SettingsShelf: ...
    @property
    def backups(self) -> Backups: ...
    def close(self) -> None: ...


class Stores(Protocol):
    """Finding, opening and rescuing a store, before one is open."""

    def propose(self) -> str:
        """Where a first start would put its data."""
        ...

    def last_used(self) -> str:
        """The data folder of the last start, "" for none or when it is gone."""
        ...

    def holds_data(self, folder: str) -> bool:
        """Whether 「打开已有数据」 may choose this folder."""
        ...

    def open(self, folder: str, now: datetime) -> Store:
        """Open or create, and remember the folder. StoreInUse, StoreDamaged, StoreNewer, StoreUnavailable."""
        ...

    def copies(self, folder: str) -> tuple[BackupCopy, ...]:
        """The backups of a store that cannot be opened."""
        ...

    def take_over(self, place: str, folder: str, now: datetime) -> None:
        """Put what was handed over into a folder that holds no data yet. LedgerError leaves the folder as it was."""
        ...

    def restore(self, folder: str, place: str, now: datetime) -> str:
        """Put a backup in the place of a store that cannot be opened. Returns where the damaged files were put."""
        ...
