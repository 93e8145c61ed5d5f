"""Room: storage. The shelf of progress entries and the evidence tied to them."""

from collections import defaultdict
from typing import Any

from core.ledger.entry import Evidence, ProgressEntry
from storage.database.journal import Recorder, of_task
from storage.database.kept import register
from storage.database.reading import one
from storage.database.session import Session
from storage.database.values import day, figures, pack, pack_figures, texts

_COLUMNS = "e.id, e.task_id, e.on_day, e.text, e.figures, e.links"
_EVIDENCE = "SELECT v.entry_id, v.sha256, v.name, k.size_bytes FROM evidence v JOIN kept_file k USING (sha256)"


class ReadEntries:
    def __init__(self, session: Session) -> None:
        self._session = session

    def of(self, task_id: int) -> tuple[ProgressEntry, ...]:
        return self._entries("WHERE e.task_id = ?", task_id)

    def in_book(self, book_id: int) -> dict[int, tuple[ProgressEntry, ...]]:
        by_task: dict[int, list[ProgressEntry]] = defaultdict(list)
        for entry in self._entries("JOIN task t ON t.id = e.task_id WHERE t.book_id = ?", book_id):
            by_task[entry.task_id].append(entry)
        return {task_id: tuple(entries) for task_id, entries in by_task.items()}

    def get(self, entry_id: int) -> ProgressEntry:
        row = one(self._session, f"SELECT {_COLUMNS} FROM entry e WHERE e.id = ?", entry_id)
        return _entry(row, self._evidence("WHERE v.entry_id = ?", entry_id)[entry_id])

    def _entries(self, where: str, key: int) -> tuple[ProgressEntry, ...]:
        with self._session.lock:
            rows = self._session.rows(f"SELECT {_COLUMNS} FROM entry e {where} ORDER BY e.on_day, e.id", [key])
            evidence = self._evidence(f"WHERE v.entry_id IN (SELECT e.id FROM entry e {where})", key)
        return tuple(_entry(row, evidence[row[0]]) for row in rows)

    def _evidence(self, where: str, key: int) -> dict[int, list[Evidence]]:
        found: dict[int, list[Evidence]] = defaultdict(list)
        for entry_id, *evidence in self._session.rows(f"{_EVIDENCE} {where} ORDER BY v.id", [key]):
            found[entry_id].append(Evidence(*evidence))
        return found


class Entries(ReadEntries):
    def __init__(self, session: Session, recorder: Recorder) -> None:
        super().__init__(session)
        self._recorder = recorder

    def add(self, entry: ProgressEntry) -> int:
        entry_id = self._recorder.insert("entry", _values(entry), of_task(entry.task_id))
        for evidence in entry.evidence:
            self._tie(entry_id, evidence, entry.task_id)
        return entry_id

    def put(self, entry: ProgressEntry) -> None:
        """Only what differs is written, so that the journal holds only that."""
        before = self.get(entry.entry_id)
        self._recorder.update("entry", entry.entry_id, _values(entry), of_task(entry.task_id))
        if [(e.sha256, e.name) for e in before.evidence] == [(e.sha256, e.name) for e in entry.evidence]:
            return
        self._untie(before)
        for evidence in entry.evidence:
            self._tie(entry.entry_id, evidence, entry.task_id)

    def remove(self, entry_id: int) -> None:
        entry = self.get(entry_id)
        self._untie(entry)
        self._recorder.delete("entry", entry_id, of_task(entry.task_id))

    def _tie(self, entry_id: int, evidence: Evidence, task_id: int) -> None:
        register(self._session, evidence.sha256)
        values = {"entry_id": entry_id, "sha256": evidence.sha256, "name": evidence.name}
        self._recorder.insert("evidence", values, of_task(task_id))

    def _untie(self, entry: ProgressEntry) -> None:
        for (row_id,) in self._session.rows("SELECT id FROM evidence WHERE entry_id = ?", [entry.entry_id]):
            self._recorder.delete("evidence", row_id, of_task(entry.task_id))


def _entry(row: tuple[Any, ...], evidence: list[Evidence]) -> ProgressEntry:
    entry_id, task_id, on, text, packed, links = row
    on = day(on)
    assert on is not None
    return ProgressEntry(task_id, on, text, figures(packed), texts(links), tuple(evidence), entry_id)


def _values(entry: ProgressEntry) -> dict[str, Any]:
    return {
        "task_id": entry.task_id,
        "on_day": entry.on.isoformat(),
        "text": entry.text,
        "figures": pack_figures(entry.figures),
        "links": pack(entry.links),
    }
