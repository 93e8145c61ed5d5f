"""Room: core. How far a unit has come with one task, and what it says of it in the form."""

import re
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum


class Status(StrEnum):
    NOT_STARTED = "not_started"
    UNDER_WAY = "under_way"
    ONGOING = "ongoing"  # never done, never overdue
    DONE = "done"
    NOT_APPLICABLE = "not_applicable"


STATUS_LABELS = {
    Status.NOT_STARTED: "未启动",
    Status.UNDER_WAY: "推进中",
    Status.ONGOING: "持续推进",
    Status.DONE: "已完成",
    Status.NOT_APPLICABLE: "不涉及",
}

# What a form's progress cell says when the unit has nothing to do with the task; a sentence that goes on after
# the first word (不涉及本单位的事项已…) is progress like any other.
_NOT_APPLICABLE = re.compile(r"不涉及(?:本单位|我单位)?(?:[：:，,；;](?P<reason>.*))?[。.]?", re.DOTALL)


@dataclass(frozen=True, slots=True)
class WorkStep:
    """One step inside the unit (方案, 公告, 实施, 报送结果): until when, and the day it was done."""

    name: str
    due_on: date | None = None
    done_on: date | None = None


@dataclass(frozen=True, slots=True)
class TaskState:
    """What the unit recorded on a task. `progress` is the text for the form.

    `carried_over` (沿用上次): the text is the last round's and nobody has looked at it since.
    `counted_from` (起算日): the day from which a relative deadline counts.
    """

    task_id: int = 0
    status: Status = Status.NOT_STARTED
    progress: str = ""
    carried_over: bool = False
    not_applicable_reason: str = ""
    desk: str = ""
    handler: str = ""
    internal_due: date | None = None
    counted_from: date | None = None
    steps: tuple[WorkStep, ...] = ()

    @property
    def printed(self) -> str:
        """What goes into the form's progress cell."""
        if self.status is not Status.NOT_APPLICABLE:
            return self.progress
        return f"不涉及：{self.not_applicable_reason}" if self.not_applicable_reason else "不涉及"

    def write(self, text: str) -> "TaskState":
        """The text is the unit's own from now on; a task with something to tell has been started."""
        if text == self.progress:
            return self
        starts = self.status is Status.NOT_STARTED and says_something(text)
        return replace(self, progress=text, carried_over=False, status=Status.UNDER_WAY if starts else self.status)

    def leave_out(self, reason: str) -> "TaskState":
        """不涉及, with its reason. A text written before stays, should the task concern the unit after all."""
        reason = reason.strip()
        return replace(self, status=Status.NOT_APPLICABLE, not_applicable_reason=reason, carried_over=False)

    def take(self, text: str) -> "TaskState":
        """The state after a form says `text` of this task (imported, or changed in Word by the leader)."""
        if text == self.printed:
            return self
        said = _NOT_APPLICABLE.fullmatch(text.strip())
        if said:
            return self.leave_out(said["reason"] or "")
        back = Status.NOT_STARTED if self.status is Status.NOT_APPLICABLE else self.status
        return replace(self, status=back).write(text)


def says_something(text: str) -> bool:
    """Whether a progress cell holds more than blanks and strokes (／, —)."""
    return any(c.isalnum() for c in text)
