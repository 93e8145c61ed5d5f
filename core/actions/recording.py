"""Room: core. Recording on tasks: text, status, 不涉及, who does it, until when, in which steps."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from core.actions.ports import Store
from core.actions.touched import Touched
from core.errors import LedgerError
from core.ledger.record import TaskRecord
from core.ledger.state import Status, TaskState, WorkStep


@dataclass(frozen=True, slots=True)
class Assignment:
    """Who does it inside the unit (承办股室/站所、承办人) and until when (内部时限)."""

    desk: str = ""
    handler: str = ""
    internal_due: date | None = None


def record_progress(store: Store, task_id: int, text: str, now: datetime) -> Touched:
    """Store the text for the form. Edits of one task in quick succession are undone together."""
    return _change(store, "填写进展", [task_id], lambda s: s.write(text), now, merge=f"progress:{task_id}")


def confirm_carried_over(store: Store, task_ids: Sequence[int], now: datetime) -> Touched:
    """The text of the last round still holds: 「沿用上次」 goes, the text stays."""
    return _change(store, "确认沿用", task_ids, lambda s: replace(s, carried_over=False), now)


def set_status(store: Store, task_ids: Sequence[int], status: Status, now: datetime) -> Touched:
    """不涉及 is set with its reason: `set_not_applicable`."""
    if status is Status.NOT_APPLICABLE:
        raise LedgerError("标记“不涉及”需要填写理由。数据没有改动。")
    return _change(store, "修改状态", task_ids, lambda s: replace(s, status=status), now)


def set_not_applicable(store: Store, task_ids: Sequence[int], reason: str, now: datetime) -> Touched:
    """Printed as 「不涉及：理由」. A blank reason is stored; the check before sending asks for it."""
    return _change(store, "标记不涉及", task_ids, lambda s: s.leave_out(reason), now)


def assign(store: Store, task_ids: Sequence[int], assignment: Assignment, now: datetime) -> Touched:
    return assign_each(store, dict.fromkeys(task_ids, assignment), now)


def assign_each(store: Store, assignments: Mapping[int, Assignment], now: datetime) -> Touched:
    """What a 《内部任务分工表》 says when it is read back: one step for all."""

    def assigned(state: TaskState) -> TaskState:
        to = assignments[state.task_id]
        return replace(state, desk=to.desk, handler=to.handler, internal_due=to.internal_due)

    return _change(store, "内部分工", tuple(assignments), assigned, now)


def set_counted_from(store: Store, task_ids: Sequence[int], day: date | None, now: datetime) -> Touched:
    """起算日: the day from which a relative deadline counts; None takes it away."""
    return _change(store, "设置起算日", task_ids, lambda s: replace(s, counted_from=day), now)


def set_steps(store: Store, task_id: int, steps: Sequence[WorkStep], now: datetime) -> Touched:
    return _change(store, "修改步骤", [task_id], lambda s: replace(s, steps=tuple(steps)), now)


def edit_task(store: Store, task: TaskRecord, now: datetime) -> Touched:
    """Mend by hand what was misread in the form."""
    with store.step(named(store, "修改任务", [task.task_id]), now) as work:
        work.tasks.put(task)
    return work.touched


def named(store: Store, what: str, task_ids: Sequence[int]) -> str:
    """A step's name: 填写进展（第16项）, 修改状态（5项）."""
    if len(task_ids) != 1:
        return f"{what}（{len(task_ids)}项）"
    task = store.tasks.get(task_ids[0])
    return f"{what}（第{task.label or task.number}项）"


def _change(
    store: Store,
    what: str,
    task_ids: Sequence[int],
    change: Callable[[TaskState], TaskState],
    now: datetime,
    merge: str = "",
) -> Touched:
    with store.step(named(store, what, task_ids), now, merge) as work:
        for task_id in task_ids:
            work.states.put(change(work.states.get(task_id)))
    return work.touched
