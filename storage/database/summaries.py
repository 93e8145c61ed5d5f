"""Room: storage. The shelf of the summary: sources of the 综合稿, and its texts as rounds began."""

from collections import defaultdict
from typing import Any

from core.intake.source import DigestSource
from storage.database.journal import Recorder
from storage.database.session import Session

_SOURCE = "s.task_id, s.round, s.unit, s.sentence, s.said, s.file_id, s.sha256, s.id"


class ReadSummaries:
    def __init__(self, session: Session) -> None:
        self._session = session

    def sources(self, book_id: int) -> dict[int, tuple[DigestSource, ...]]:
        sql = f"SELECT {_SOURCE} FROM digest_source s JOIN task t ON t.id = s.task_id WHERE t.book_id = ? ORDER BY s.id"
        found: dict[int, list[DigestSource]] = defaultdict(list)
        for row in self._session.rows(sql, [book_id]):
            found[row[0]].append(DigestSource(*row))
        return {task_id: tuple(sources) for task_id, sources in found.items()}

    def begun(self, book_id: int, round_: str) -> dict[int, str]:
        sql = (
            "SELECT b.task_id, b.text FROM digest_begun b JOIN task t ON t.id = b.task_id"
            " WHERE t.book_id = ? AND b.round = ?"
        )
        return dict(self._session.rows(sql, [book_id, round_]))


class Summaries(ReadSummaries):
    def __init__(self, session: Session, recorder: Recorder) -> None:
        super().__init__(session)
        self._recorder = recorder

    def add_source(self, source: DigestSource) -> int:
        return self._recorder.insert("digest_source", _values(source), _owner(source.task_id))

    def put_source(self, source: DigestSource) -> None:
        self._recorder.update("digest_source", source.source_id, _values(source), _owner(source.task_id))

    def begin(self, task_id: int, round_: str, text: str) -> None:
        sql = "SELECT 1 FROM digest_begun WHERE task_id = ? AND round = ?"
        if not self._session.rows(sql, [task_id, round_]):
            self._recorder.insert("digest_begun", {"task_id": task_id, "round": round_, "text": text}, _owner(task_id))


def _values(source: DigestSource) -> dict[str, Any]:
    return {
        "task_id": source.task_id,
        "round": source.round,
        "unit": source.unit,
        "sentence": source.sentence,
        "said": source.said,
        "file_id": source.file_id,
        "sha256": source.sha256,
    }


def _owner(task_id: int) -> str:
    return f"summary:{task_id}"
