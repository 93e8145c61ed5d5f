"""Room: core. The shelves of the store, one a subject: what can be read at any time, and what a step may write.

A `get` raises Stale (core.actions.failures) when the thing is not stored; so does writing to it.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol

from core.accepted import AcceptedFinding
from core.ledger.entry import ProgressEntry
from core.ledger.record import LedgerBook, TaskRecord
from core.ledger.round import FrozenRow, Remark, Round
from core.ledger.state import TaskState


class ReadBooks(Protocol):
    def all(self) -> tuple[LedgerBook, ...]:
        """Newest year first."""
        ...

    def get(self, book_id: int) -> LedgerBook: ...


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
