"""Room: storage. Settings and the small things a window remembers. Neither is part of undo."""

import json
from dataclasses import asdict, fields
from datetime import datetime

from core.settings import Settings, UserRole
from storage.database.journal import saved
from storage.database.session import Session
from storage.database.values import pack


class SettingsShelf:
    def __init__(self, session: Session) -> None:
        self._session = session

    def get(self) -> Settings:
        """Keys that this version does not know are left alone."""
        known = {field.name for field in fields(Settings)}
        stored = {key: json.loads(value) for key, value in self._session.rows("SELECT key, value FROM setting")}
        values = {key: value for key, value in stored.items() if key in known}
        values["role"] = UserRole(values.get("role", UserRole.UNIT))
        values["unit_aliases"] = tuple(values.get("unit_aliases", ()))
        return Settings(**values)

    def put(self, settings: Settings, now: datetime) -> None:
        if settings == self.get():
            return
        with self._session.writing() as conn:
            rows = [(key, pack(value)) for key, value in asdict(settings).items()]
            conn.executemany("INSERT OR REPLACE INTO setting (key, value) VALUES (?, ?)", rows)
            saved(conn, now)

    def recall(self, key: str) -> str:
        rows = self._session.rows("SELECT value FROM remembered WHERE key = ?", [key])
        return rows[0][0] if rows else ""

    def remember(self, key: str, value: str) -> None:
        if self.recall(key) == value:
            return
        with self._session.writing() as conn:
            conn.execute("INSERT OR REPLACE INTO remembered (key, value) VALUES (?, ?)", [key, value])
