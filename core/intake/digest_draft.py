"""Room: core. The 综合稿 as a document: the office's own texts by section and task, as they are kept."""

import re
from collections.abc import Iterable, Iterator, Mapping

from core.document import Block, Document, Role
from core.drafting import body, draft, heading, mark, title
from core.intake.returned import blank_title
from core.ledger.record import LedgerBook, TaskRecord
from core.ledger.state import Status, TaskState, says_something

DRAFT_MARK = "送审稿"
_TABLE_NAME = re.compile(r"(?:任务)?(?:落实|分解|进展)?(?:情况)?(?:台账|清单|分解表|分工表|表)$")
_NUMBERED = re.compile(r"^(?:[（(]?[一二三四五六七八九十]+[）)、.．]|\d+[.．、])")


def written_tasks(tasks: Iterable[TaskRecord], states: Mapping[int, TaskState]) -> list[tuple[TaskRecord, str]]:
    """Tasks that the office has written on, with the text; 不涉及 is left out."""
    told = ((t, states[t.task_id]) for t in tasks)
    return [(t, s.progress) for t, s in told if s.status is not Status.NOT_APPLICABLE and says_something(s.progress)]


def digest_document(book: LedgerBook, tasks: Iterable[TaskRecord], states: Mapping[int, TaskState]) -> Document:
    """Only what is written: a task without a text of the office's is left out."""
    name = digest_title(book)
    return draft((mark(DRAFT_MARK), title(name), *_blocks(written_tasks(tasks, states))), name)


def digest_title(book: LedgerBook) -> str:
    of = _TABLE_NAME.sub("", blank_title(book.title).strip())
    return f"{of or '政务公开工作要点'}落实情况"


def _blocks(written: Iterable[tuple[TaskRecord, str]]) -> Iterator[Block]:
    section = topic = ""
    for task, text in written:
        if task.section != section:
            section, topic = task.section, ""
            yield heading(section)
        if task.topic and task.topic != topic:
            topic = task.topic
            yield heading(topic, Role.HEADING_2)
        lines = [line for line in text.splitlines() if line.strip()]
        name = f"{task.subtopic.strip().rstrip('。')}。" if task.subtopic.strip() else ""
        yield body(f"{task.label or task.number}{_dot(task)}{name}{lines[0].strip()}")
        yield from (body(line.strip()) for line in lines[1:])


def _dot(task: TaskRecord) -> str:
    """A printed （一） or 1. has its own."""
    return "" if task.label and _NUMBERED.match(task.label) else "."
