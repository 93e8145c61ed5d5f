"""Which copies stay: 7 daily, 4 weekly, 12 monthly, and what must never be thinned out."""

from datetime import date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from core.backup import BACKUP_REASON_LABELS, BackupCopy, BackupReason, kept

TODAY = date(2026, 8, 10)
moments = st.datetimes(datetime(2024, 1, 1), datetime(2026, 8, 10, 23, 59))
AUTOMATIC = (BackupReason.START, BackupReason.EXIT, BackupReason.IMPORT)


def copy(at: datetime, reason: BackupReason = BackupReason.EXIT) -> BackupCopy:
    return BackupCopy(f"{at:%Y%m%d-%H%M%S}-{reason}", at, reason)


def daily(days: int) -> list[BackupCopy]:
    """One copy an evening, back from today."""
    return [copy(datetime(2026, 8, 10, 17, 30) - timedelta(days=i)) for i in range(days)]


def test_a_year_of_evenings_leaves_seven_days_four_weeks_and_twelve_months() -> None:
    stays = sorted((c.made_at.date() for c in kept(daily(365), TODAY)), reverse=True)
    week = [TODAY - timedelta(days=i) for i in range(7)]  # Monday back to Tuesday
    sundays = [date(2026, 8, 2), date(2026, 7, 26)]  # weeks of 10 and 3 August are among the days
    month_ends = [date(2026, 7, 31), date(2026, 6, 30), date(2026, 5, 31), date(2026, 4, 30), date(2026, 3, 31)]
    month_ends += [date(2026, 2, 28), date(2026, 1, 31), date(2025, 12, 31), date(2025, 11, 30), date(2025, 10, 31)]
    month_ends += [date(2025, 9, 30)]
    assert stays == sorted([*week, *sundays, *month_ends], reverse=True)


def test_of_a_day_the_last_copy_stays() -> None:
    morning, evening = copy(datetime(2026, 8, 10, 8)), copy(datetime(2026, 8, 10, 17))
    assert kept([morning, evening], TODAY) == {evening}


def test_days_weeks_and_months_without_a_copy_do_not_count() -> None:
    """Somebody who works one day a month keeps a year, not a week."""
    monthly = [copy(datetime(2025 + (i // 12), i % 12 + 1, 5)) for i in range(18)]
    assert kept(monthly, TODAY) == set(monthly[-12:])


def test_manual_copies_and_those_before_a_restore_or_an_upgrade_outlive_the_day() -> None:
    base = datetime(2026, 8, 1, 9)
    safety = [
        copy(base + timedelta(minutes=i), r) for i, r in enumerate((BackupReason.RESTORE, BackupReason.MIGRATION))
    ]
    manual = copy(base + timedelta(minutes=5), BackupReason.MANUAL)
    imported = copy(base + timedelta(minutes=6), BackupReason.IMPORT)
    evening = copy(base + timedelta(hours=8))
    assert kept([*safety, manual, imported, evening], TODAY) == {*safety, manual, evening}
    later = daily(30)
    assert kept([*safety, manual, *later], TODAY + timedelta(days=60)) >= {manual}
    assert not set(safety) & kept([*safety, manual, evening, *later], TODAY + timedelta(days=60))


@given(st.lists(st.builds(copy, moments, st.sampled_from(AUTOMATIC)), max_size=60))
def test_the_newest_always_stays_never_too_many_and_thinning_again_changes_nothing(copies: list[BackupCopy]) -> None:
    stays = kept(copies, TODAY)
    assert stays <= set(copies)
    assert len(stays) <= 7 + 4 + 12
    assert not copies or max(c.made_at for c in copies) in {c.made_at for c in stays}
    assert kept(stays, TODAY) == stays


@given(st.lists(st.builds(copy, moments), min_size=1, max_size=40), st.integers(1, 40))
def test_thinning_day_by_day_keeps_the_last_seven_days_of_work(copies: list[BackupCopy], days: int) -> None:
    """Whatever was thinned out before, the newest copy of each of the last seven working days is there."""
    stays: set[BackupCopy] = set()
    for one in sorted(copies, key=lambda c: c.made_at):
        stays = set(kept({*stays, one}, one.made_at.date()))
    newest_of_day = {c.made_at.date(): c for c in sorted(copies, key=lambda c: c.made_at)}
    for day in sorted(newest_of_day, reverse=True)[:7]:
        assert newest_of_day[day].made_at in {c.made_at for c in stays}


def test_copies_from_a_clock_that_was_ahead_stay() -> None:
    ahead = [copy(datetime(2027, 1, 1, hour)) for hour in range(3)]
    assert kept([*ahead, *daily(3)], TODAY) >= set(ahead)


def test_every_reason_has_a_label_of_its_own() -> None:
    assert set(BACKUP_REASON_LABELS) == set(BackupReason)
    assert len(set(BACKUP_REASON_LABELS.values())) == len(BackupReason)
