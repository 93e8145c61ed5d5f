"""Room: storage. The shelf of returned files: intakes, files with their rows, and what a person mended once."""

from collections import defaultdict
from typing import Any

from core.intake.arrived import FileStatus
from core.intake.record import FileState, IntakeRecord, Remembered, ReturnedFile, TextFound
from core.ledger.entry import Evidence
from storage.database.journal import Recorder
from storage.database.kept import register
from storage.database.reading import in_bulk, one
from storage.database.returns_values import facts_of, lines_with, may_hold, pack_facts, pack_rows, unpack_rows
from storage.database.session import Session
from storage.database.values import day, instant, iso

_INTAKE = "SELECT id, book_id, round, due_on, received_on, issued_on, folder, confirmed_at FROM intake"
_FILE = """SELECT f.id, f.intake_id, f.book_id, f.round, f.name, f.unit, f.sha256, k.size_bytes, f.status, f.state,
  f.received_on, f.replaced, f.decided, f.facts, f.rows FROM returned_file f JOIN kept_file k USING (sha256)"""
_CURRENT = f"state = '{FileState.CURRENT.value}'"
_UNIT, _COLUMNS = "unit", "columns"
_AT_ONCE = 200  # files that a search takes up at a time
_ABOVE_ALL = 1 << 62
# "+" keeps the index out: in the order of ids nothing is sorted. SQLite's own instr takes longer than Python on bytes.
_NEWEST = f"""SELECT id, round, unit, CAST(rows AS BLOB) FROM returned_file
  WHERE id < ? AND +book_id = ? AND {_CURRENT} ORDER BY id DESC LIMIT {_AT_ONCE}"""


class ReadReturns:
    def __init__(self, session: Session) -> None:
        self._session = session

    def intakes(self, book_id: int) -> tuple[IntakeRecord, ...]:
        return tuple(_intake(row) for row in self._session.rows(f"{_INTAKE} WHERE book_id = ? ORDER BY id", [book_id]))

    def intake(self, intake_id: int) -> IntakeRecord:
        return _intake(one(self._session, f"{_INTAKE} WHERE id = ?", intake_id))

    def rounds(self, book_id: int) -> tuple[str, ...]:
        rows = self._session.rows("SELECT round FROM intake WHERE book_id = ? ORDER BY id", [book_id])
        return tuple(dict.fromkeys(name for (name,) in rows))

    def files(self, book_id: int, round_: str | None = None) -> tuple[ReturnedFile, ...]:
        where, keys = ("", [book_id]) if round_ is None else (" AND f.round = ?", [book_id, round_])
        rows = self._session.rows(f"{_FILE} WHERE f.book_id = ?{where} ORDER BY f.id", keys)
        with in_bulk():
            return tuple(_file(row) for row in rows)

    def of_unit(self, book_id: int, round_: str, unit: str) -> tuple[ReturnedFile, ...]:
        sql = f"{_FILE} WHERE f.book_id = ? AND f.round = ? AND f.unit = ? ORDER BY f.id"
        return tuple(_file(row) for row in self._session.rows(sql, [book_id, round_, unit]))

    def file(self, file_id: int) -> ReturnedFile:
        return _file(one(self._session, f"{_FILE} WHERE f.id = ?", file_id))

    def current(self, book_id: int, round_: str) -> dict[str, ReturnedFile]:
        sql = f"{_FILE} WHERE f.book_id = ? AND f.round = ? AND f.{_CURRENT} ORDER BY f.id"
        return {file.unit: file for file in map(_file, self._session.rows(sql, [book_id, round_]))}

    def texts(self, book_id: int, round_: str) -> dict[int, dict[str, str]]:
        sql = f"SELECT unit, rows FROM returned_file WHERE book_id = ? AND round = ? AND {_CURRENT} ORDER BY id"
        found: dict[int, dict[str, str]] = defaultdict(dict)
        for unit, packed in self._session.rows(sql, [book_id, round_]):
            for row in unpack_rows(packed):
                if row.task_id is not None and row.progress.strip():
                    found[row.task_id][unit] = row.progress
        return dict(found)

    def search(self, book_id: int, words: str, limit: int = 200) -> tuple[TextFound, ...]:
        wanted = words.casefold().split()
        found: list[TextFound] = []
        above = _ABOVE_ALL
        while wanted and above and len(found) < limit:
            files = self._session.rows(_NEWEST, [above, book_id])
            above = files[-1][0] if len(files) == _AT_ONCE else 0
            for file_id, round_, unit, packed in files:
                if may_hold(packed, wanted):
                    rows = lines_with(packed.decode(), wanted)
                    found += (TextFound(file_id, round_, unit, task, said) for task, said in rows)
        return tuple(found[:limit])

    def remembered(self) -> Remembered:
        found: dict[str, dict[str, str]] = {_UNIT: {}, _COLUMNS: {}}
        for kind, key, value in self._session.rows("SELECT kind, key, value FROM intake_memory ORDER BY id"):
            found[kind][key] = value
        return Remembered(found[_UNIT], found[_COLUMNS])


class Returns(ReadReturns):
    def __init__(self, session: Session, recorder: Recorder) -> None:
        super().__init__(session)
        self._recorder = recorder

    def add_intake(self, intake: IntakeRecord) -> int:
        return self._recorder.insert("intake", _intake_values(intake), own=_owner)

    def put_intake(self, intake: IntakeRecord) -> None:
        self.intake(intake.intake_id)
        self._recorder.update("intake", intake.intake_id, _intake_values(intake), _owner(intake.intake_id))

    def remove_intake(self, intake_id: int) -> None:
        self.intake(intake_id)
        for (file_id,) in self._session.rows("SELECT id FROM returned_file WHERE intake_id = ?", [intake_id]):
            self._recorder.delete("returned_file", file_id, _owner(intake_id))
        self._recorder.delete("intake", intake_id, _owner(intake_id))

    def add_file(self, file: ReturnedFile) -> int:
        register(self._session, file.sha256)
        return self._recorder.insert("returned_file", _file_values(file), _owner(file.intake_id))

    def put_file(self, file: ReturnedFile) -> None:
        self.file(file.file_id)
        self._recorder.update("returned_file", file.file_id, _file_values(file), _owner(file.intake_id))

    def remember_unit(self, key: str, unit: str) -> None:
        self._remember(_UNIT, key, unit)

    def remember_columns(self, key: str, mending: str) -> None:
        self._remember(_COLUMNS, key, mending)

    def _remember(self, kind: str, key: str, value: str) -> None:
        known = self._session.rows("SELECT id FROM intake_memory WHERE kind = ? AND key = ?", [kind, key])
        if known and value:
            self._recorder.update("intake_memory", known[0][0], {"value": value}, _owner(0))
        elif known:
            self._recorder.delete("intake_memory", known[0][0], _owner(0))
        elif value:
            self._recorder.insert("intake_memory", {"kind": kind, "key": key, "value": value}, _owner(0))


def _owner(intake_id: int) -> str:
    return f"intake:{intake_id}"


def _intake(row: tuple[Any, ...]) -> IntakeRecord:
    intake_id, book_id, round_, due_on, received_on, issued_on, folder, confirmed_at = row
    days = day(due_on), day(received_on), day(issued_on)
    return IntakeRecord(book_id, round_, *days, folder, instant(confirmed_at), intake_id)


def _intake_values(intake: IntakeRecord) -> dict[str, Any]:
    return {
        "book_id": intake.book_id,
        "round": intake.round,
        "due_on": iso(intake.due_on),
        "received_on": iso(intake.received_on),
        "issued_on": iso(intake.issued_on),
        "folder": intake.folder,
        "confirmed_at": iso(intake.confirmed_at),
    }


def _file(row: tuple[Any, ...]) -> ReturnedFile:
    file_id, intake_id, book_id, round_, name, unit, sha256, size, status, state, received_on, replaced, decided = row[
        :13
    ]
    return ReturnedFile(
        book_id,
        round_,
        name,
        unit,
        Evidence(sha256, name.rpartition("/")[2], size),
        FileStatus(status),
        FileState(state),
        received_on=day(received_on),
        rows=unpack_rows(row[14]),
        replaced=replaced,
        decided=bool(decided),
        intake_id=intake_id,
        file_id=file_id,
        **facts_of(row[13]),
    )


def _file_values(file: ReturnedFile) -> dict[str, Any]:
    return {
        "intake_id": file.intake_id,
        "book_id": file.book_id,
        "round": file.round,
        "name": file.name,
        "unit": file.unit,
        "sha256": file.sha256,
        "status": file.status.value,
        "state": file.state.value,
        "received_on": iso(file.received_on),
        "replaced": file.replaced,
        "decided": int(file.decided),
        "facts": pack_facts(file),
        "rows": pack_rows(file.rows),
    }
