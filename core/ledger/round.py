"""Room: core. Rounds (期次): what was sent when, and what the office sent back."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

from core.errors import LedgerError
from core.ledger.entry import Evidence
from core.ledger.state import Status


class SubmissionState(StrEnum):
    DRAFT = "draft"
    IN_REVIEW = "in_review"
    READY = "ready"
    SENT = "sent"
    RETURNED = "returned"
    ACCEPTED = "accepted"


SUBMISSION_LABELS = {
    SubmissionState.DRAFT: "草稿",
    SubmissionState.IN_REVIEW: "送审中",
    SubmissionState.READY: "待盖章",
    SubmissionState.SENT: "已报送",
    SubmissionState.RETURNED: "退回修改",
    SubmissionState.ACCEPTED: "已接收",
}

_DRAFT, _REVIEW, _READY, _SENT, _RETURNED, _ACCEPTED = SubmissionState
# A small unit sends without a review; the leader may send a draft back; an office may return what it had accepted.
MOVES = {
    _DRAFT: frozenset({_REVIEW, _READY, _SENT}),
    _REVIEW: frozenset({_DRAFT, _READY, _SENT}),
    _READY: frozenset({_DRAFT, _REVIEW, _SENT}),
    _SENT: frozenset({_RETURNED, _ACCEPTED}),
    _RETURNED: frozenset({_DRAFT, _REVIEW, _READY, _SENT}),
    _ACCEPTED: frozenset({_RETURNED}),
}


class FileKind(StrEnum):
    """What a file of a round is."""

    FORM = "form"
    OFD = "ofd"
    PDF = "pdf"
    SEALED = "sealed"
    LIST = "list"
    OTHER = "other"


FILE_KIND_LABELS = {
    FileKind.FORM: "台账",
    FileKind.OFD: "版式文件（OFD）",
    FileKind.PDF: "版式文件（PDF）",
    FileKind.SEALED: "盖章文件",
    FileKind.LIST: "报送清单",
    FileKind.OTHER: "其他",
}


@dataclass(frozen=True, slots=True)
class RoundFile:
    kind: FileKind
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class FrozenRow:
    """What one task said when the round was frozen, as it was printed."""

    task_id: int
    status: Status
    text: str


@dataclass(frozen=True, slots=True)
class Round:
    """One return of a book. `due_on` (报送期限) is the last day that counts as on time."""

    book_id: int
    name: str
    due_on: date | None = None
    state: SubmissionState = SubmissionState.DRAFT
    channel: str = ""
    sent_on: date | None = None
    version_code: str = ""
    frozen_at: datetime | None = None
    files: tuple[RoundFile, ...] = ()
    round_id: int = 0

    @property
    def open(self) -> bool:
        """Still being written or mended; a book has at most one such round."""
        return self.state not in (SubmissionState.SENT, SubmissionState.ACCEPTED)

    def move(self, to: SubmissionState) -> "Round":
        """The round in its next state; a move that offices do not make is refused."""
        if to is self.state:
            return self
        if to not in MOVES[self.state]:
            here, there = SUBMISSION_LABELS[self.state], SUBMISSION_LABELS[to]
            raise LedgerError(f"{self.name}现在是“{here}”，不能直接改为“{there}”。数据没有改动。")
        return replace(self, state=to)


@dataclass(frozen=True, slots=True)
class Remark:
    """One point of a 退回修改单 and what the unit did about it. `task_id` is None where it is about the whole form."""

    round_id: int
    text: str
    task_id: int | None = None
    received_on: date | None = None
    remedy: str = ""
    remedied_on: date | None = None
    remark_id: int = 0
