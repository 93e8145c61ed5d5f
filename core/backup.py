"""Room: core. Copies of the store: why each was made, and which are kept (7 daily, 4 weekly, 12 monthly)."""

from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

ENDING = ".mzbak"  # what Windows opens with us; backups before version 0.2 end in .db


class BackupReason(StrEnum):
    START = "start"
    EXIT = "exit"
    IMPORT = "import"
    MIGRATION = "migration"
    RESTORE = "restore"
    MANUAL = "manual"


BACKUP_REASON_LABELS = {
    BackupReason.START: "启动时",
    BackupReason.EXIT: "退出时",
    BackupReason.IMPORT: "导入前",
    BackupReason.MIGRATION: "升级前",
    BackupReason.RESTORE: "恢复前",
    BackupReason.MANUAL: "手动",
}

DAILY, WEEKLY, MONTHLY = 7, 4, 12
# A copy made before something that cannot be undone outlives the day's other copies for a month.
SAFETY = frozenset({BackupReason.MIGRATION, BackupReason.RESTORE})
SAFETY_DAYS = 30


@dataclass(frozen=True, slots=True)
class BackupCopy:
    """One copy on disk. `made_at` is local time without a zone; `missing` names kept files that could not be copied."""

    place: str
    made_at: datetime
    reason: BackupReason
    missing: tuple[str, ...] = ()


def kept(copies: Iterable[BackupCopy], today: date) -> frozenset[BackupCopy]:
    """The copies to keep: the newest of each of the last 7 days, 4 weeks and 12 months that have one.

    Beside these the newest of all, every manual one, safety copies of the last 30 days, and any from the future (the
    clock was wrong once; nothing is thrown away for that). Of copies of one second the first given counts as newest.
    """
    newest_first = sorted(copies, key=lambda c: c.made_at, reverse=True)
    keep = {c for c in newest_first if _always(c, today)}
    keep.update(_newest_of_each(newest_first, lambda c: c.made_at.date(), DAILY))
    keep.update(_newest_of_each(newest_first, lambda c: c.made_at.isocalendar()[:2], WEEKLY))
    keep.update(_newest_of_each(newest_first, lambda c: (c.made_at.year, c.made_at.month), MONTHLY))
    return frozenset(keep)


def _always(copy: BackupCopy, today: date) -> bool:
    made_on = copy.made_at.date()
    recent = made_on > today - timedelta(days=SAFETY_DAYS)
    return copy.reason is BackupReason.MANUAL or (copy.reason in SAFETY and recent) or made_on > today


def _newest_of_each(
    newest_first: list[BackupCopy], period: Callable[[BackupCopy], Hashable], count: int
) -> list[BackupCopy]:
    """The first copy of each of the first `count` periods."""
    first: dict[Hashable, BackupCopy] = {}
    for copy in newest_first:
        first.setdefault(period(copy), copy)
    return list(first.values())[:count]
