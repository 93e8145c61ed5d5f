"""Working days with 调休, by hand-worked cases and against the published notices."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.calendar import WorkCalendar
from storage.resources import load_folder


@pytest.fixture(scope="module")
def calendar() -> WorkCalendar:
    return WorkCalendar.from_mappings(load_folder("calendars"))


# (start = day 0, working days, last day), each counted by hand with the year's notice beside it.
CASES = [
    ("2024-09-27", 1, "2024-09-29"),  # Sunday, worked in exchange for 国庆
    ("2024-09-27", 2, "2024-09-30"),
    ("2024-09-27", 3, "2024-10-08"),
    ("2024-09-27", 7, "2024-10-12"),  # Saturday, worked
    ("2024-09-27", 20, "2024-10-30"),
    ("2024-02-09", 1, "2024-02-18"),  # 春节 to 17 February; Sunday the 18th is worked
    ("2024-02-04", 5, "2024-02-09"),
    ("2024-04-30", 1, "2024-05-06"),
    ("2024-05-10", 1, "2024-05-11"),  # Saturday, worked in exchange for 劳动节
    ("2025-01-24", 1, "2025-01-26"),  # Sunday, worked
    ("2025-01-26", 1, "2025-01-27"),
    ("2025-01-27", 1, "2025-02-05"),
    ("2025-02-07", 1, "2025-02-08"),  # Saturday, worked
    ("2025-04-25", 1, "2025-04-27"),  # Sunday, worked
    ("2025-09-26", 1, "2025-09-28"),  # Sunday, worked
    ("2025-09-30", 1, "2025-10-09"),
    ("2025-10-10", 1, "2025-10-11"),  # Saturday, worked
    ("2026-02-13", 1, "2026-02-14"),  # Saturday, worked
    ("2026-02-14", 1, "2026-02-24"),
    ("2026-02-27", 1, "2026-02-28"),  # Saturday, worked
    ("2026-09-18", 1, "2026-09-20"),  # Sunday, worked
    ("2026-09-30", 1, "2026-10-08"),
    ("2026-03-02", 20, "2026-03-30"),
    ("2026-06-18", 1, "2026-06-22"),
]


@pytest.mark.parametrize(("start", "count", "last"), CASES)
def test_a_term_ends_on_the_day_counted_by_hand(calendar: WorkCalendar, start: str, count: int, last: str) -> None:
    assert calendar.add(date.fromisoformat(start), count) == date.fromisoformat(last)


def test_nothing_is_computed_across_a_year_without_a_notice(calendar: WorkCalendar) -> None:
    last = max(calendar.years)
    assert calendar.add(date(last, 12, 20), 20) is None
    assert calendar.between(date(last, 12, 30), date(last + 1, 1, 5)) is None
    assert calendar.is_working_day(date(last + 1, 1, 4)) is None


def test_a_count_is_explained_day_by_day(calendar: WorkCalendar) -> None:
    told = list(calendar.explain(date(2024, 9, 27), 3))
    assert [(d.day.day, d.number, d.why) for d in told if d][:4] == [
        (28, 0, "周末"), (29, 1, "调休上班"), (30, 2, "工作日"), (1, 0, "国庆节放假"),
    ]  # fmt: skip


@given(st.dates(date(2019, 1, 1), date(2025, 6, 30)), st.integers(0, 60))
def test_what_is_added_lies_between(start: date, count: int) -> None:
    calendar = WorkCalendar.from_mappings(load_folder("calendars"))
    last = calendar.add(start, count)
    assert last is not None
    assert calendar.between(start, last) == count
    assert calendar.between(last, start) == -count
    assert count == 0 or calendar.is_working_day(last)


def test_make_up_days_are_weekends_and_days_off_are_told_apart(calendar: WorkCalendar) -> None:
    assert all(day.weekday() >= 5 for day in calendar.make_up)
    assert not calendar.make_up & set(calendar.off)
    assert all(calendar.is_working_day(day) for day in calendar.make_up)
    assert not any(calendar.is_working_day(day) for day in calendar.off)
    assert calendar.is_working_day(date(2026, 11, 20) + timedelta(days=3))
