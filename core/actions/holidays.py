"""Room: core. Holiday notices that were pasted in: kept with the store, and joined to the calendars that came along."""

import json
from datetime import date
from typing import cast

from core.actions.ports import Store
from core.calendar import WorkCalendar
from core.holiday_notice import HolidayNotice

KEY = "holiday_notices"


def keep_notice(store: Store, notice: HolidayNotice) -> None:
    """In place of an earlier notice of the same year."""
    kept = {year: raw for year, raw in _kept(store).items() if year != str(notice.year)}
    kept[str(notice.year)] = {
        "off": {day.isoformat(): name for day, name in notice.off.items()},
        "make_up": [day.isoformat() for day in sorted(notice.make_up)],
    }
    store.settings.remember(KEY, json.dumps(kept, ensure_ascii=False))


def with_kept_notices(store: Store, calendar: WorkCalendar) -> WorkCalendar:
    for year, raw in _kept(store).items():
        off = {date.fromisoformat(day): name for day, name in cast("dict[str, str]", raw["off"]).items()}
        make_up = frozenset(map(date.fromisoformat, cast("list[str]", raw["make_up"])))
        calendar = calendar.joined(WorkCalendar(off, make_up, frozenset({int(year)})))
    return calendar


def _kept(store: Store) -> dict[str, dict[str, object]]:
    kept = store.settings.recall(KEY)
    return cast("dict[str, dict[str, object]]", json.loads(kept)) if kept else {}
