"""Room: storage. The shelf of the registers' entries."""

import json
from functools import lru_cache

from core.actions.failures import Stale
from core.registers.register import Entry
from storage.database.journal import Recorder
from storage.database.reading import in_bulk, one
from storage.database.session import Session
from storage.database.values import pack


def _owner(register: str) -> str:
    return f"registers:{register}"


class ReadRegisters:
    def __init__(self, session: Session) -> None:
        self._session = session

    def of(self, register: str) -> tuple[Entry, ...]:
        with in_bulk():
            rows = self._session.rows(
                "SELECT register, content, id FROM register_entry WHERE register = ? ORDER BY id", [register]
            )
            return tuple(_entry(*row) for row in rows)

    def get(self, entry_id: int) -> Entry:
        return _entry(*one(self._session, "SELECT register, content, id FROM register_entry WHERE id = ?", entry_id))


class Registers(ReadRegisters):
    def __init__(self, session: Session, recorder: Recorder) -> None:
        super().__init__(session)
        self._recorder = recorder

    def add(self, entry: Entry) -> int:
        values = {"register": entry.register, "content": pack(dict(entry.values))}
        return self._recorder.insert("register_entry", values, _owner(entry.register))

    def put(self, entry: Entry) -> None:
        values = {"content": pack(dict(entry.values))}
        if not self._recorder.update("register_entry", entry.entry_id, values, _owner(entry.register)):
            raise Stale("这一条登记已被删除或撤销，刚才的改动没有保存。请刷新后再试。", f"entry {entry.entry_id}")

    def remove(self, entry_id: int) -> None:
        self._recorder.delete("register_entry", entry_id, _owner(self.get(entry_id).register))


@lru_cache(maxsize=20_000)
def _entry(register: str, content: str, entry_id: int) -> Entry:
    """The same entry again while its text is the same: a long list is judged anew only where it changed."""
    return Entry(register, json.loads(content), entry_id)
