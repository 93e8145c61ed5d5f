"""Room: core. Days as a clerk writes and reads them: 8月10日, 2026年8月10日, 2026-08-10, 8.10."""

import re
from datetime import date

_DAY = re.compile(r"(?:(?P<year>(?:19|20)\d\d)\s*[年./-]\s*)?(?P<month>\d{1,2})\s*[月./-]\s*(?P<day>\d{1,2})\s*[日号]?")


def shown_day(day: date | None, year: int | None = None) -> str:
    """8月10日 in `year`, 2025年8月10日 in another; "" for no day."""
    if day is None:
        return ""
    short = f"{day.month}月{day.day}日"
    return short if day.year == year else f"{day.year}年{short}"


def parse_day(text: str, year: int) -> date | None:
    """The day that was typed; `year` where the text has none. None for blank, ValueError for what is no day."""
    if not text.strip():
        return None
    found = _DAY.fullmatch(text.strip())
    if found is None:
        raise ValueError(text)
    return date(int(found["year"] or year), int(found["month"]), int(found["day"]))
