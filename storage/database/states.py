"""Room: storage. The shelf of states: what was recorded on each task. A state's id is its task's."""

from typing import Any

from core.ledger.state import Status, TaskState
from storage.database.journal import Recorder, of_task
from storage.database.reading import in_bulk, one
from storage.database.session import Session
from storage.database.values import day, iso, pack_steps, work_steps

_COLUMNS = (
    "s.id, s.status, s.progress, s.carried_over, s.not_applicable_reason, s.desk, s.handler,"
    " s.internal_due, s.counted_from, s.steps"
)


class ReadStates:
    def __init__(self, session: Session) -> None:
        self._session = session

    def of(self, book_id: int) -> dict[int, TaskState]:
        sql = f"SELECT {_COLUMNS} FROM task t JOIN state s ON s.id = t.id WHERE t.book_id = ?"
        with in_bulk():
            return {row[0]: _state(row) for row in self._session.rows(sql, [book_id])}

    def get(self, task_id: int) -> TaskState:
        return _state(one(self._session, f"SELECT {_COLUMNS} FROM state s WHERE s.id = ?", task_id))


class States(ReadStates):
    def __init__(self, session: Session, recorder: Recorder) -> None:
        super().__init__(session)
        self._recorder = recorder

    def put(self, state: TaskState) -> None:
        owner = of_task(state.task_id)
        if not self._recorder.update("state", state.task_id, _values(state), owner):
            self._recorder.insert("state", {"id": state.task_id, **_values(state)}, owner)


def _state(row: tuple[Any, ...]) -> TaskState:
    task_id, status, progress, carried_over, reason, desk, handler, internal_due, counted_from, steps = row
    return TaskState(
        task_id,
        Status(status),
        progress,
        bool(carried_over),
        reason,
        desk,
        handler,
        day(internal_due),
        day(counted_from),
        work_steps(steps),
    )


def _values(state: TaskState) -> dict[str, Any]:
    return {
        "status": state.status.value,
        "progress": state.progress,
        "carried_over": int(state.carried_over),
        "not_applicable_reason": state.not_applicable_reason,
        "desk": state.desk,
        "handler": state.handler,
        "internal_due": iso(state.internal_due),
        "counted_from": iso(state.counted_from),
        "steps": pack_steps(state.steps),
    }
