"""Room: storage. The shelf of accepted findings."""

from typing import Any

from core.accepted import AcceptedFinding
from storage.database.journal import Recorder, of_book
from storage.database.reading import one
from storage.database.session import Session
from storage.database.values import instant, iso, pack, texts

_COLUMNS = "id, book_id, rule, places, found, reason, accepted_at"


class ReadAcceptances:
    def __init__(self, session: Session) -> None:
        self._session = session

    def of(self, book_id: int) -> tuple[AcceptedFinding, ...]:
        rows = self._session.rows(f"SELECT {_COLUMNS} FROM accepted WHERE book_id = ? ORDER BY id", [book_id])
        return tuple(_accepted(row) for row in rows)

    def get(self, accepted_id: int) -> AcceptedFinding:
        return _accepted(one(self._session, f"SELECT {_COLUMNS} FROM accepted WHERE id = ?", accepted_id))


class Acceptances(ReadAcceptances):
    def __init__(self, session: Session, recorder: Recorder) -> None:
        super().__init__(session)
        self._recorder = recorder

    def add(self, accepted: AcceptedFinding) -> int:
        values = {
            "book_id": accepted.book_id,
            "rule": accepted.rule,
            "places": pack(accepted.where),
            "found": accepted.found,
            "reason": accepted.reason,
            "accepted_at": iso(accepted.accepted_at),
        }
        return self._recorder.insert("accepted", values, of_book(accepted.book_id))

    def remove(self, accepted_id: int) -> None:
        self._recorder.delete("accepted", accepted_id, of_book(self.get(accepted_id).book_id))


def _accepted(row: tuple[Any, ...]) -> AcceptedFinding:
    accepted_id, book_id, rule, places, found, reason, accepted_at = row
    return AcceptedFinding(book_id, rule, texts(places), reason, found, instant(accepted_at), accepted_id)
