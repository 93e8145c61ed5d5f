"""Room: storage. The shelf of plans: drafts and confirmed versions with their tasks."""

from datetime import date
from typing import Any

from core.actions.failures import Stale
from core.actions.plan_shelf import PlanHead
from core.plan.reporting import PlannedRound
from core.plan.review import PlanReview
from storage.database import plan_values as values
from storage.database.journal import Recorder
from storage.database.kept import register
from storage.database.reading import one
from storage.database.session import Session
from storage.database.values import day, instant, iso

_HEAD = (
    "SELECT p.id, p.year, p.title, p.book_id, p.version, p.confirmed_at,"
    " (SELECT count(*) FROM plan_task t WHERE t.plan_id = p.id) FROM plan p"
)
_COLUMNS = (
    "year, title, issued_on, head, source, marks, rounds, reading, original, original_name, book_id, version,"
    " confirmed_at, changes, last_book_id"
)


def _owner(plan_id: int) -> str:
    return f"plans:{plan_id}"


class ReadPlans:
    def __init__(self, session: Session) -> None:
        self._session = session

    def all(self) -> tuple[PlanHead, ...]:
        order = "ORDER BY p.book_id IS NOT NULL, p.year DESC, p.version DESC, p.id DESC"
        return tuple(_head(row) for row in self._session.rows(f"{_HEAD} {order}"))

    def of_book(self, book_id: int) -> tuple[PlanHead, ...]:
        rows = self._session.rows(f"{_HEAD} WHERE p.book_id = ? ORDER BY p.version", [book_id])
        return tuple(_head(row) for row in rows)

    def get(self, plan_id: int) -> PlanReview:
        row = one(self._session, f"SELECT {_COLUMNS} FROM plan WHERE id = ?", plan_id)
        tasks = self._session.rows(
            "SELECT id, number, content, told, places FROM plan_task WHERE plan_id = ? ORDER BY position", [plan_id]
        )
        return _plan(plan_id, row, tasks)

    def issued_on(self, book_id: int) -> date | None:
        found = self._newest("issued_on", book_id)
        return day(found)

    def rounds(self, book_id: int) -> tuple[PlannedRound, ...]:
        found = self._newest("rounds", book_id)
        return tuple(r for r in values.rounds_of(found or "[]") if r.chosen)

    def _newest(self, column: str, book_id: int) -> str | None:
        rows = self._session.rows(
            f"SELECT {column} FROM plan WHERE book_id = ? ORDER BY version DESC LIMIT 1", [book_id]
        )
        return rows[0][0] if rows else None


class Plans(ReadPlans):
    def __init__(self, session: Session, recorder: Recorder) -> None:
        super().__init__(session)
        self._recorder = recorder

    def add(self, plan: PlanReview) -> int:
        self._register(plan)
        plan_id = self._recorder.insert("plan", _values(plan), own=_owner)
        for position, task in enumerate(plan.tasks):
            self._recorder.insert(
                "plan_task", {"plan_id": plan_id, **values.task_values(task, position)}, _owner(plan_id)
            )
        return plan_id

    def put(self, plan: PlanReview) -> None:
        self._register(plan)
        owner = _owner(plan.plan_id)
        if not self._recorder.update("plan", plan.plan_id, _values(plan), owner):
            raise Stale("这份要点已被删除或撤销，刚才的改动没有保存。请刷新后再试。", f"plan {plan.plan_id}")
        wanted = {t.row_id for t in plan.tasks}
        for (row_id,) in self._session.rows("SELECT id FROM plan_task WHERE plan_id = ?", [plan.plan_id]):
            if row_id not in wanted:
                self._recorder.delete("plan_task", row_id, owner)
        for position, task in enumerate(plan.tasks):
            told = values.task_values(task, position)
            if not (task.row_id and self._recorder.update("plan_task", task.row_id, told, owner)):
                self._recorder.insert("plan_task", {"plan_id": plan.plan_id, **told}, owner)

    def remove(self, plan_id: int) -> None:
        for (row_id,) in self._session.rows("SELECT id FROM plan_task WHERE plan_id = ?", [plan_id]):
            self._recorder.delete("plan_task", row_id, _owner(plan_id))
        self._recorder.delete("plan", plan_id, _owner(plan_id))

    def _register(self, plan: PlanReview) -> None:
        if plan.original:
            register(self._session, plan.original)


def _head(row: tuple[Any, ...]) -> PlanHead:
    plan_id, year, title, book_id, version, confirmed_at, tasks = row
    return PlanHead(plan_id, year, title, book_id or 0, version, instant(confirmed_at), tasks)


def _plan(plan_id: int, row: tuple[Any, ...], tasks: list[tuple[Any, ...]]) -> PlanReview:
    (
        year,
        title,
        issued_on,
        head,
        source,
        marks,
        rounds,
        reading,
        original,
        name,
        book_id,
        version,
        at,
        changes,
        last,
    ) = row
    return PlanReview(
        metadata=values.head_of(title, year, issued_on, head),
        source=source,
        tasks=tuple(values.task_of(task) for task in tasks),
        marks=values.marks_of(marks),
        rounds=values.rounds_of(rounds),
        original=original or "",
        original_name=name,
        plan_id=plan_id,
        book_id=book_id or 0,
        version=version,
        confirmed_at=instant(at),
        changes=values.changes_of(changes),
        last_book_id=last,
        **values.reading_of(reading),
    )


def _values(plan: PlanReview) -> dict[str, Any]:
    told = plan.metadata
    return {
        "year": told.year,
        "title": told.title,
        "issued_on": iso(told.issued_on),
        "head": values.head_text(told),
        "source": plan.source,
        "marks": values.marks_text(plan),
        "rounds": values.rounds_text(plan),
        "reading": values.reading_text(plan),
        "original": plan.original or None,
        "original_name": plan.original_name,
        "book_id": plan.book_id or None,
        "version": plan.version,
        "confirmed_at": iso(plan.confirmed_at),
        "changes": values.changes_text(plan.changes),
        "last_book_id": plan.last_book_id,
    }
