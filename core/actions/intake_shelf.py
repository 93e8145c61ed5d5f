"""Room: core. The shelf of returned files (收件): what can be read at any time, and what a step may write."""

from collections.abc import Mapping
from typing import Protocol

from core.intake.record import IntakeRecord, Remembered, ReturnedFile, TextFound


class ReadReturns(Protocol):
    def intakes(self, book_id: int) -> tuple[IntakeRecord, ...]:
        """Oldest first."""
        ...

    def intake(self, intake_id: int) -> IntakeRecord: ...

    def rounds(self, book_id: int) -> tuple[str, ...]:
        """Names of the rounds that were collected, in the order in which each was first confirmed."""
        ...

    def files(self, book_id: int, round_: str | None = None) -> tuple[ReturnedFile, ...]:
        """In the order in which they were taken in, old versions among them; None = of every round."""
        ...

    def of_unit(self, book_id: int, round_: str, unit: str) -> tuple[ReturnedFile, ...]:
        """The unit's files of a round, in the order in which they were taken in."""
        ...

    def file(self, file_id: int) -> ReturnedFile: ...

    def current(self, book_id: int, round_: str) -> Mapping[str, ReturnedFile]:
        """Unit → the file that counts."""
        ...

    def texts(self, book_id: int, round_: str) -> Mapping[int, Mapping[str, str]]:
        """Task id → unit → what its counting file says; blank ones left out."""
        ...

    def search(self, book_id: int, words: str, limit: int = 200) -> tuple[TextFound, ...]:
        """Rows of counting files whose text holds every word (white space parts them), newest first."""
        ...

    def remembered(self) -> Remembered: ...


class Returns(ReadReturns, Protocol):
    def add_intake(self, intake: IntakeRecord) -> int: ...
    def put_intake(self, intake: IntakeRecord) -> None: ...
    def remove_intake(self, intake_id: int) -> None:
        """With its files; the kept originals stay."""
        ...

    def add_file(self, file: ReturnedFile) -> int: ...
    def put_file(self, file: ReturnedFile) -> None: ...
    def remember_unit(self, key: str, unit: str) -> None:
        """An empty unit forgets."""
        ...

    def remember_columns(self, key: str, mending: str) -> None: ...
