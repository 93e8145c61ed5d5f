"""Room: core. Accepting a finding with a reason (说明理由), and taking that back."""

from datetime import datetime

from core.accepted import AcceptedFinding
from core.actions.ports import Store
from core.actions.touched import Touched
from core.errors import LedgerError
from core.finding import Finding


def accept_finding(store: Store, book_id: int, finding: Finding, reason: str, now: datetime) -> Touched:
    """Keep the reason; an earlier one for the same rule and place is replaced."""
    if not reason.strip():
        raise LedgerError("请填写理由。没有理由的提示会继续显示，数据没有改动。")
    accepted = AcceptedFinding(book_id, finding.rule, finding.where, reason.strip(), str(finding.found), now)
    with store.step("说明理由", now) as work:
        for old in work.acceptances.of(book_id):
            if (old.rule, old.where) == (accepted.rule, accepted.where):
                work.acceptances.remove(old.accepted_id)
        work.acceptances.add(accepted)
    return work.touched


def take_back_acceptance(store: Store, accepted_id: int, now: datetime) -> Touched:
    with store.step("收回理由", now) as work:
        work.acceptances.remove(accepted_id)
    return work.touched
