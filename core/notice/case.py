"""Room: core. One case for or against a unit (评分事项): the rule, what happened, the evidence, what a person decided."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

from core.errors import LedgerError
from core.notice.rules import ScoreRule


class CaseState(StrEnum):
    PROPOSED = "proposed"
    CONFIRMED = "confirmed"
    DROPPED = "dropped"
    WAIVED = "waived"


CASE_LABELS = {
    CaseState.PROPOSED: "待确认",
    CaseState.CONFIRMED: "已确认",
    CaseState.DROPPED: "不予采用",
    CaseState.WAIVED: "已免",
}
_NEEDS_REASON = frozenset({CaseState.DROPPED, CaseState.WAIVED})
_NO_REASON = "请写明理由，理由会留存备查。这一条没有改动。"


@dataclass(frozen=True, slots=True)
class ScoreCase:
    """`rule` is as it stood when the case was proposed or decided; `basis` quotes the table and its document.

    `key` tells one case of a rule and a unit from another, and stays the same from intake to intake; "" by hand.
    `task_id` and `task_number` 0, `file` "" where it is about none. `holds` False: a later intake no longer shows it.
    """

    book_id: int
    round: str
    unit: str
    rule: ScoreRule
    basis: str
    happened: str
    evidence: str = ""
    key: str = ""
    task_id: int = 0
    task_number: int = 0
    file: str = ""
    state: CaseState = CaseState.PROPOSED
    reason: str = ""
    reply: str = ""
    replied_on: date | None = None
    by_hand: bool = False
    holds: bool = True
    decided_at: datetime | None = None
    case_id: int = 0

    @property
    def decided(self) -> bool:
        return self.state is not CaseState.PROPOSED

    @property
    def same(self) -> tuple[str, str, str]:
        """Equal for one case seen in two intakes of a round."""
        return self.unit, self.rule.rule_id, self.key

    def decide(self, state: CaseState, reason: str, now: datetime) -> "ScoreCase":
        """Only a person does this. LedgerError where 不予采用 or 免 has no reason, or a case that fell is confirmed."""
        reason = reason.strip()
        if state in _NEEDS_REASON and not reason:
            raise LedgerError(_NO_REASON)
        if state is CaseState.WAIVED and self.rule.points > 0:
            raise LedgerError("加分事项没有可免的扣分，不给这项加分请用“不采用”。这一条没有改动。")
        if state is CaseState.CONFIRMED and not self.holds and not self.decided:
            raise LedgerError("最近一次收件里已没有这个情形，不能确认；如果仍要计分，请手工添加并写明依据。")
        if state is CaseState.PROPOSED:
            return replace(self, state=state, reason="", decided_at=None)
        return replace(self, state=state, reason=reason, decided_at=now)
