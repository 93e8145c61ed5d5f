"""Room: storage. The shelf of units (单位名录), in the office's own order, and of names that were decided."""

from collections.abc import Iterable
from typing import Any

from core.unit_meanings import Meaning, NameMeaning
from core.units import Flag, Unit
from storage.database.journal import Recorder
from storage.database.reading import one
from storage.database.session import Session
from storage.database.values import pack, texts

_UNIT = "SELECT id, name, kind, aliases, flags, successors, since, until, contact, phone FROM unit"
_MEANING = "SELECT id, name, meaning, members FROM name_meaning"


class ReadUnits:
    def __init__(self, session: Session) -> None:
        self._session = session

    def all(self) -> tuple[Unit, ...]:
        return tuple(_unit(row) for row in self._session.rows(f"{_UNIT} ORDER BY position, id"))

    def get(self, unit_id: int) -> Unit:
        return _unit(one(self._session, f"{_UNIT} WHERE id = ?", unit_id))

    def meanings(self) -> tuple[NameMeaning, ...]:
        rows = self._session.rows(f"{_MEANING} ORDER BY id")
        return tuple(NameMeaning(name, Meaning(meaning), texts(members), i) for i, name, meaning, members in rows)


class Units(ReadUnits):
    def __init__(self, session: Session, recorder: Recorder) -> None:
        super().__init__(session)
        self._recorder = recorder

    def add(self, unit: Unit) -> int:
        last = self._session.rows("SELECT coalesce(max(position), 0) FROM unit")[0][0]
        values = {"position": last + 1, **_values(unit)}
        return self._recorder.insert("unit", values, own=_owner)

    def put(self, unit: Unit) -> None:
        if not self._recorder.update("unit", unit.unit_id, _values(unit), _owner(unit.unit_id)):
            self.get(unit.unit_id)

    def remove(self, unit_id: int) -> None:
        self.get(unit_id)
        self._recorder.delete("unit", unit_id, _owner(unit_id))

    def order(self, unit_ids: Iterable[int]) -> None:
        for position, unit_id in enumerate(unit_ids, 1):
            self._recorder.update("unit", unit_id, {"position": position}, _owner(unit_id))

    def decide(self, meaning: NameMeaning) -> None:
        self.forget(meaning.name)
        values = {"name": meaning.name, "meaning": meaning.meaning.value, "members": pack(meaning.members)}
        self._recorder.insert("name_meaning", values, own=_owner)

    def forget(self, name: str) -> None:
        for (row_id,) in self._session.rows("SELECT id FROM name_meaning WHERE name = ?", [name]):
            self._recorder.delete("name_meaning", row_id, _owner(row_id))


def _owner(unit_id: int) -> str:
    return f"units:{unit_id}"


def _unit(row: tuple[Any, ...]) -> Unit:
    unit_id, name, kind, aliases, flags, successors, since, until, contact, phone = row
    known = frozenset(Flag(flag) for flag in texts(flags))
    return Unit(name, kind, texts(aliases), known, texts(successors), since, until, contact, phone, unit_id)


def _values(unit: Unit) -> dict[str, Any]:
    return {
        "name": unit.name,
        "kind": unit.kind,
        "aliases": pack(unit.aliases),
        "flags": pack([flag.value for flag in Flag if flag in unit.flags]),
        "successors": pack(unit.successors),
        "since": unit.since,
        "until": unit.until,
        "contact": unit.contact,
        "phone": unit.phone,
    }
