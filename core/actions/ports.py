"""Room: core. What actions and windows need of the store, in core's words; storage satisfies it without inheriting.

Reading is possible at any time, writing only on the Work that a step hands out: one step is one transaction and one
thing to undo. Places on disk are text. Any call may raise LedgerError (core.actions.failures) when the disk refuses.
"""

from collections.abc import Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import datetime
from typing import Protocol

from core.accepted import AcceptedFinding
from core.actions.touched import Touched
from core.backup import BackupCopy, BackupReason
from core.ledger.entry import Evidence, ProgressEntry
from core.ledger.record import LedgerBook, TaskRecord
from core.ledger.round import FrozenRow, Remark, Round
from core.ledger.state import TaskState
from core.settings import Settings


class ReadBooks(Protocol):
    def all(self) -> tuple[LedgerBook, ...]:
        """Newest year first."""
        ...

    def get(self, book_id: int) -> LedgerBook:
        """Stale when it is not stored; so for every `get` below."""
        ...


class Books(ReadBooks, Protocol):
    def add(self, book: LedgerBook) -> int: ...
    def put(self, book: LedgerBook) -> None: ...
    def remove(self, book_id: int) -> None:
        """With its tasks, entries, rounds and acceptances; the kept files stay."""
        ...


class ReadTasks(Protocol):
    def of(self, book_id: int, dropped: bool = False) -> tuple[TaskRecord, ...]:
        """In the form's order; with `dropped` those that a later form no longer has, too."""
        ...

    def get(self, task_id: int) -> TaskRecord: ...

    def search(self, book_id: int, words: str) -> frozenset[int]:
        """Ids of tasks in whose texts, progress, people or entries every word of `words` stands (white space parts)."""
        ...


class Tasks(ReadTasks, Protocol):
    def add(self, task: TaskRecord) -> int: ...
    def put(self, task: TaskRecord) -> None: ...


class ReadStates(Protocol):
    def of(self, book_id: int) -> Mapping[int, TaskState]:
        """By task id, one for every task of the book."""
        ...

    def get(self, task_id: int) -> TaskState: ...


class States(ReadStates, Protocol):
    def put(self, state: TaskState) -> None:
        """Stores it, for a task just added as for one that has a state."""
        ...


class ReadEntries(Protocol):
    def of(self, task_id: int) -> tuple[ProgressEntry, ...]:
        """Oldest first."""
        ...

    def in_book(self, book_id: int) -> Mapping[int, Sequence[ProgressEntry]]:
        """By task id; tasks without an entry are left out."""
        ...

    def get(self, entry_id: int) -> ProgressEntry: ...


class Entries(ReadEntries, Protocol):
    def add(self, entry: ProgressEntry) -> int: ...
    def put(self, entry: ProgressEntry) -> None: ...
    def remove(self, entry_id: int) -> None: ...


class ReadRounds(Protocol):
    def of(self, book_id: int) -> tuple[Round, ...]:
        """In the order in which they were started."""
        ...

    def get(self, round_id: int) -> Round: ...
    def frozen(self, round_id: int) -> Mapping[int, FrozenRow]:
        """By task id; empty before it was frozen."""
        ...

    def remarks(self, book_id: int) -> tuple[Remark, ...]: ...
    def remark(self, remark_id: int) -> Remark: ...


class Rounds(ReadRounds, Protocol):
    def add(self, round_: Round) -> int: ...
    def put(self, round_: Round) -> None: ...
    def freeze(self, round_id: int, rows: Iterable[FrozenRow]) -> None:
        """Replaces what was frozen before."""
        ...

    def add_remark(self, remark: Remark) -> int: ...
    def put_remark(self, remark: Remark) -> None: ...


class ReadAcceptances(Protocol):
    def of(self, book_id: int) -> tuple[AcceptedFinding, ...]: ...
    def get(self, accepted_id: int) -> AcceptedFinding: ...


class Acceptances(ReadAcceptances, Protocol):
    def add(self, accepted: AcceptedFinding) -> int: ...
    def remove(self, accepted_id: int) -> None: ...


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
    def touched(self) -> Touched:
        """What this step has changed so far."""
        ...


class Steps(Protocol):
    def step(self, name: str, now: datetime, merge: str = "") -> AbstractContextManager[Work]:
        """One user action: all of it is saved or none of it is. `name` is Chinese and stands behind 撤销.

        Steps of one `merge` key within a short time are undone together (typing). A step that changed nothing
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

    def restore(self, folder: str, place: str, now: datetime) -> str:
        """Put a backup in the place of a store that cannot be opened. Returns where the damaged files were put."""
        ...
