"""Room: storage. The shelf of rounds: what was sent, with its files and frozen texts, and the office's remarks."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from core.ledger.entry import Evidence
from core.ledger.round import FileKind, FrozenRow, Remark, Round, RoundFile, SubmissionState
from core.ledger.state import Status
from storage.database.journal import Recorder, of_book
from storage.database.kept import register
from storage.database.reading import one
from storage.database.session import Session
from storage.database.values import day, instant, iso

_ROUND = "SELECT id, book_id, name, due_on, state, channel, sent_on, version_code, frozen_at FROM round"
_REMARK = "SELECT m.id, m.round_id, m.task_id, m.text, m.received_on, m.remedy, m.remedied_on FROM remark m"
_FILES = """SELECT f.round_id, f.kind, f.sha256, f.name, k.size_bytes
  FROM round_file f JOIN kept_file k USING (sha256) JOIN round r ON r.id = f.round_id"""


class ReadRounds:
    def __init__(self, session: Session) -> None:
        self._session = session

    def of(self, book_id: int) -> tuple[Round, ...]:
        with self._session.lock:
            files = self._files("r.book_id = ?", book_id)
            rows = self._session.rows(f"{_ROUND} WHERE book_id = ? ORDER BY id", [book_id])
        return tuple(_round(row, files[row[0]]) for row in rows)

    def get(self, round_id: int) -> Round:
        return _round(
            one(self._session, f"{_ROUND} WHERE id = ?", round_id), self._files("r.id = ?", round_id)[round_id]
        )

    def frozen(self, round_id: int) -> dict[int, FrozenRow]:
        rows = self._session.rows("SELECT task_id, status, text FROM frozen WHERE round_id = ?", [round_id])
        return {task_id: FrozenRow(task_id, Status(status), text) for task_id, status, text in rows}

    def remarks(self, book_id: int) -> tuple[Remark, ...]:
        sql = f"{_REMARK} JOIN round r ON r.id = m.round_id WHERE r.book_id = ? ORDER BY m.round_id, m.id"
        return tuple(_remark(row) for row in self._session.rows(sql, [book_id]))

    def remark(self, remark_id: int) -> Remark:
        return _remark(one(self._session, f"{_REMARK} WHERE m.id = ?", remark_id))

    def _files(self, where: str, key: int) -> dict[int, list[RoundFile]]:
        found: dict[int, list[RoundFile]] = defaultdict(list)
        for round_id, kind, *evidence in self._session.rows(f"{_FILES} WHERE {where} ORDER BY f.id", [key]):
            found[round_id].append(RoundFile(FileKind(kind), Evidence(*evidence)))
        return found


class Rounds(ReadRounds):
    def __init__(self, session: Session, recorder: Recorder) -> None:
        super().__init__(session)
        self._recorder = recorder

    def add(self, round_: Round) -> int:
        owner = of_book(round_.book_id)
        round_id = self._recorder.insert("round", {"book_id": round_.book_id, **_values(round_)}, owner)
        self._put_files(round_id, round_.files, owner)
        return round_id

    def put(self, round_: Round) -> None:
        before = self.get(round_.round_id)
        owner = of_book(round_.book_id)
        self._recorder.update("round", round_.round_id, _values(round_), owner)
        if before.files != round_.files:
            self._clear("round_file", round_.round_id, owner)
            self._put_files(round_.round_id, round_.files, owner)

    def freeze(self, round_id: int, rows: Iterable[FrozenRow]) -> None:
        rows = tuple(rows)
        if {row.task_id: row for row in rows} == self.frozen(round_id):
            return
        owner = of_book(self.get(round_id).book_id)
        self._clear("frozen", round_id, owner)
        for row in rows:
            values = {"round_id": round_id, "task_id": row.task_id, "status": row.status.value, "text": row.text}
            self._recorder.insert("frozen", values, owner)

    def add_remark(self, remark: Remark) -> int:
        owner = of_book(self.get(remark.round_id).book_id)
        return self._recorder.insert("remark", {"round_id": remark.round_id, **_remark_values(remark)}, owner)

    def put_remark(self, remark: Remark) -> None:
        owner = of_book(self.get(self.remark(remark.remark_id).round_id).book_id)
        self._recorder.update("remark", remark.remark_id, _remark_values(remark), owner)

    def _put_files(self, round_id: int, files: Iterable[RoundFile], owner: str) -> None:
        for file in files:
            register(self._session, file.evidence.sha256)
            values = {"round_id": round_id, "kind": file.kind.value, "sha256": file.evidence.sha256}
            self._recorder.insert("round_file", {**values, "name": file.evidence.name}, owner)

    def _clear(self, table: str, round_id: int, owner: str) -> None:
        for (row_id,) in self._session.rows(f"SELECT id FROM {table} WHERE round_id = ?", [round_id]):
            self._recorder.delete(table, row_id, owner)


def _round(row: tuple[Any, ...], files: list[RoundFile]) -> Round:
    round_id, book_id, name, due_on, state, channel, sent_on, version_code, frozen_at = row
    return Round(
        book_id,
        name,
        day(due_on),
        SubmissionState(state),
        channel,
        day(sent_on),
        version_code,
        instant(frozen_at),
        tuple(files),
        round_id,
    )


def _remark(row: tuple[Any, ...]) -> Remark:
    remark_id, round_id, task_id, text, received_on, remedy, remedied_on = row
    return Remark(round_id, text, task_id, day(received_on), remedy, day(remedied_on), remark_id)


def _values(round_: Round) -> dict[str, Any]:
    return {
        "name": round_.name,
        "due_on": iso(round_.due_on),
        "state": round_.state.value,
        "channel": round_.channel,
        "sent_on": iso(round_.sent_on),
        "version_code": round_.version_code,
        "frozen_at": iso(round_.frozen_at),
    }


def _remark_values(remark: Remark) -> dict[str, Any]:
    return {
        "task_id": remark.task_id,
        "text": remark.text,
        "received_on": iso(remark.received_on),
        "remedy": remark.remedy,
        "remedied_on": iso(remark.remedied_on),
    }
