"""Room: storage. The shelf of tasks, and the search over everything recorded on them."""

from typing import Any

from core.ledger.record import TaskRecord
from storage.database.journal import Recorder, of_book
from storage.database.reading import in_bulk, one
from storage.database.session import Session
from storage.database.values import dues, pack, pack_dues, texts

_COLUMNS = (
    "id, book_id, position, number, label, section, topic, subtopic, content, indicator,"
    " lead_units, responsible_units, responsibility_text, deadlines, dropped"
)

# FTS5's trigram table finds no two-character Chinese word in SQLite 3.40, and says nothing; plain LIKE finds all.
# char(10) between the columns keeps a word from being found across two of them.
_HAYSTACK = "||char(10)||".join(
    (
        *("t.number", "t.label", "t.section", "t.topic", "t.subtopic", "t.content", "t.indicator"),
        *("t.lead_units", "t.responsible_units", "t.responsibility_text"),
        *("s.progress", "s.not_applicable_reason", "s.desk", "s.handler"),
    )
)
_HAS_WORD = f"""({_HAYSTACK} LIKE :w{{0}} ESCAPE '\\' OR t.id IN (
  SELECT e.task_id FROM entry e WHERE e.text LIKE :w{{0}} ESCAPE '\\'
  UNION SELECT e.task_id FROM entry e JOIN evidence v ON v.entry_id = e.id WHERE v.name LIKE :w{{0}} ESCAPE '\\'))"""


class ReadTasks:
    def __init__(self, session: Session) -> None:
        self._session = session

    def of(self, book_id: int, dropped: bool = False) -> tuple[TaskRecord, ...]:
        sql = f"SELECT {_COLUMNS} FROM task WHERE book_id = ? AND dropped <= ? ORDER BY dropped, position, id"
        with in_bulk():
            return tuple(_task(row) for row in self._session.rows(sql, [book_id, int(dropped)]))

    def get(self, task_id: int) -> TaskRecord:
        return _task(one(self._session, f"SELECT {_COLUMNS} FROM task WHERE id = ?", task_id))

    def search(self, book_id: int, words: str) -> frozenset[int]:
        found = words.split()
        wheres = " AND ".join(_HAS_WORD.format(i) for i in range(len(found))) or "1"
        parameters = {f"w{i}": f"%{_escaped(word)}%" for i, word in enumerate(found)} | {"book": book_id}
        sql = f"SELECT t.id FROM task t JOIN state s ON s.id = t.id WHERE t.book_id = :book AND {wheres}"
        return frozenset(row[0] for row in self._session.rows(sql, parameters))


class Tasks(ReadTasks):
    def __init__(self, session: Session, recorder: Recorder) -> None:
        super().__init__(session)
        self._recorder = recorder

    def add(self, task: TaskRecord) -> int:
        return self._recorder.insert("task", _values(task), of_book(task.book_id))

    def put(self, task: TaskRecord) -> None:
        self.get(task.task_id)
        self._recorder.update("task", task.task_id, _values(task), of_book(task.book_id))


def _escaped(word: str) -> str:
    return word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")


def _task(row: tuple[Any, ...]) -> TaskRecord:
    """Columns in the order of TaskRecord's fields; the last five are packed."""
    return TaskRecord(*row[:10], texts(row[10]), texts(row[11]), row[12], dues(row[13]), bool(row[14]))  # pyright: ignore[reportCallIssue]


def _values(task: TaskRecord) -> dict[str, Any]:
    return {
        "book_id": task.book_id,
        "position": task.position,
        "number": task.number,
        "label": task.label,
        "section": task.section,
        "topic": task.topic,
        "subtopic": task.subtopic,
        "content": task.content,
        "indicator": task.indicator,
        "lead_units": pack(task.lead_units),
        "responsible_units": pack(task.responsible_units),
        "responsibility_text": task.responsibility_text,
        "deadlines": pack_dues(task.deadlines),
        "dropped": int(task.dropped),
    }
