"""Room: gui. What is mended by hand in 收件: in memory while nothing is stored, in the store afterwards (one undo each)."""

from collections.abc import Callable
from datetime import date, datetime

from core.actions import intaking
from core.actions.intake_stored import (
    adopt_returned,
    keep_returned,
    move_returned,
    place_returned,
    redate_returned,
)
from core.actions.ports import Store
from core.actions.touched import Touched
from core.ledger.mending import Mending
from gui.intake.desk import IntakeDesk
from gui.workbench import Workbench


class Mender:
    """A key is a file's name among those just read, or #id of a stored one."""

    def __init__(self, bench: Workbench, desk: IntakeDesk) -> None:
        self._bench, self._desk = bench, desk

    def give_unit(self, key: str, unit: str) -> None:
        if not self._stored(key, lambda s, i, now: move_returned(s, i, unit, now), f"已改为{unit}的报送，以后会记住。"):
            self._desk.mend(lambda read: intaking.give_unit(read, key, unit))

    def give_day(self, key: str, day: date | None) -> None:
        if not self._stored(key, lambda s, i, now: redate_returned(s, i, day, now)):
            self._desk.mend(lambda read: intaking.give_day(read, key, day))

    def place_row(self, key: str, at: int, place: int | None) -> None:
        task_id = None if place is None else self._desk.task_ids[place]
        if not self._stored(key, lambda s, i, now: place_returned(s, i, at, task_id, now)):
            self._desk.mend(lambda read: intaking.place_row(read, key, at, place))

    def adopt(self, key: str) -> None:
        if not self._stored(key, adopt_returned):
            self._desk.mend(lambda read: intaking.adopt(read, key))

    def keep_old(self, key: str) -> None:
        if not self._stored(key, keep_returned):
            self._desk.mend(lambda read: intaking.keep_old(read, key))

    def leave_out(self, key: str, out: bool) -> None:
        self._desk.mend(lambda read: intaking.leave_out(read, key, out))

    def choose_columns(self, key: str, mending: Mending | None) -> None:
        documents = self._bench.services.documents
        self._desk.mend(lambda read: intaking.choose_columns(documents, read, key, mending))

    def _stored(self, key: str, action: Callable[[Store, int, datetime], Touched], said: str = "") -> bool:
        """Run on the stored file; False where it is not stored yet."""
        file = self._desk.stored(key)
        if file is None:
            return False
        self._bench.do(lambda store, now: action(store, file.file_id, now), said)
        return True
