"""Room: core. What was said a year ago of the same tasks, from the ledger of the year before."""

from collections.abc import Mapping, Sequence

from core.ledger.matching import match
from core.ledger.record import TaskRecord
from core.ledger.revise import key_of
from core.ledger.state import TaskState


def said_last_year(
    tasks: Sequence[TaskRecord], earlier: Sequence[TaskRecord], states: Mapping[int, TaskState]
) -> dict[int, str]:
    """Task id → the text of the task of the earlier ledger that it surely is."""
    if not earlier:
        return {}
    pairs = match([key_of(t) for t in earlier], [key_of(t) for t in tasks]).pairs
    return {tasks[i].task_id: states[earlier[j].task_id].printed for i, (j, _) in pairs.items()}
