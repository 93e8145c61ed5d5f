"""Room: core. Holiday notices that were pasted in: kept with the store, and joined to the calendars that came along.

A kept year is one line: 2027 2027-01-01=元旦 … +2027-01-24 (a weekend day that is worked).
"""

from datetime import date

from core.actions.ports import Store
from core.calendar import WorkCalendar
from core.holiday_notice import HolidayNotice

KEY = "holiday_notices"


def keep_notice(store: Store, notice: HolidayNotice) -> None:
    """In place of an earlier notice of the same year."""
    others = [line for line in _kept(store) if line.split(" ", 1)[0] != str(notice.year)]
    off = [f"{day.isoformat()}={name}" for day, name in sorted(notice.off.items())]
    make_up = [f"+{day.isoformat()}" for day in sorted(notice.make_up)]
    store.settings.remember(KEY, "\n".join([*others, " ".join([str(notice.year), *off, *make_up])]))


def with_kept_notices(store: Store, calendar: WorkCalendar) -> WorkCalendar:
    for line in _kept(store):
        year, *days = line.split(" ")
        off = {date.fromisoformat(d): name for d, _, name in (word.partition("=") for word in days) if name}
        make_up = frozenset(date.fromisoformat(word[1:]) for word in days if word.startswith("+"))
        calendar = calendar.joined(WorkCalendar(off, make_up, frozenset({int(year)})))
    return calendar


def _kept(store: Store) -> list[str]:
    return [line for line in store.settings.recall(KEY).split("\n") if line]
