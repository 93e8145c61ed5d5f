"""Room: storage. The shelf of accepted findings: those of a ledger, and in a table of the same shape those of a report."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from core.accepted import AcceptedFinding
from storage.database.journal import Recorder, of_book
from storage.database.reading import one
from storage.database.session import Session
from storage.database.values import instant, iso, pack, texts


@dataclass(frozen=True, slots=True)
class Shelf:
    """The table, and its column that says whose finding it is."""

    table: str = "accepted"
    of: str = "book_id"

    @property
    def columns(self) -> str:
        return f"id, {self.of}, rule, places, found, reason, accepted_at"


OF_BOOKS = Shelf()


class ReadAcceptances:
    def __init__(self, session: Session, shelf: Shelf = OF_BOOKS) -> None:
        self._session, self._shelf = session, shelf

    def of(self, book_id: int) -> tuple[AcceptedFinding, ...]:
        shelf = self._shelf
        rows = self._session.rows(
            f"SELECT {shelf.columns} FROM {shelf.table} WHERE {shelf.of} = ? ORDER BY id", [book_id]
        )
        return tuple(_accepted(row) for row in rows)

    def get(self, accepted_id: int) -> AcceptedFinding:
        shelf = self._shelf
        return _accepted(one(self._session, f"SELECT {shelf.columns} FROM {shelf.table} WHERE id = ?", accepted_id))


class Acceptances(ReadAcceptances):
    def __init__(
        self, session: Session, recorder: Recorder, shelf: Shelf = OF_BOOKS, owner: Callable[[int], str] = of_book
    ) -> None:
        super().__init__(session, shelf)
        self._recorder, self._owner = recorder, owner

    def add(self, accepted: AcceptedFinding) -> int:
        values = {
            self._shelf.of: accepted.book_id,
            "rule": accepted.rule,
            "places": pack(accepted.where),
            "found": accepted.found,
            "reason": accepted.reason,
            "accepted_at": iso(accepted.accepted_at),
        }
        return self._recorder.insert(self._shelf.table, values, self._owner(accepted.book_id))

    def remove(self, accepted_id: int) -> None:
        self._recorder.delete(self._shelf.table, accepted_id, self._owner(self.get(accepted_id).book_id))


def _accepted(row: tuple[Any, ...]) -> AcceptedFinding:
    accepted_id, owner_id, rule, places, found, reason, accepted_at = row
    return AcceptedFinding(owner_id, rule, texts(places), reason, found, instant(accepted_at), accepted_id)
