"""Room: core. The shelf of the summary: where sentences of the 综合稿 came from, and what it said when a round began."""

from collections.abc import Mapping
from typing import Protocol

from core.intake.source import DigestSource


class ReadSummaries(Protocol):
    def sources(self, book_id: int) -> Mapping[int, tuple[DigestSource, ...]]:
        """Task id → its sources, in the order in which they were inserted."""
        ...

    def begun(self, book_id: int, round_: str) -> Mapping[int, str]:
        """Task id → its 综合稿 when work on it began in that round; tasks that nobody touched in it are left out."""
        ...


class Summaries(ReadSummaries, Protocol):
    def add_source(self, source: DigestSource) -> int: ...
    def put_source(self, source: DigestSource) -> None: ...
    def begin(self, task_id: int, round_: str, text: str) -> None:
        """Keep what the 综合稿 said before the round's first edit; nothing where that is kept already."""
        ...
