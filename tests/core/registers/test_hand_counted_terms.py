"""Answer terms counted by hand, day by day, with the 国务院办公厅 notice of the year beside them (off days and worked
weekend days): 2024 春节 2/10-17 (+2/4, 2/18), 清明 4/4-6 (+4/7), 劳动节 5/1-5 (+4/28, 5/11), 端午 6/10, 中秋 9/15-17 (+9/14),
国庆 10/1-7 (+9/29, 10/12); 2025 元旦 1/1, 春节 1/28-2/4 (+1/26, 2/8), 清明 4/4-6, 劳动节 5/1-5 (+4/27), 端午 5/31-6/2,
国庆中秋 10/1-8 (+9/28, 10/11); 2026 元旦 1/1-3 (+1/4), 春节 2/15-23 (+2/14, 2/28), 清明 4/4-6, 劳动节 5/1-5 (+5/9),
端午 6/19-21, 中秋 9/25-27, 国庆 10/1-7 (+9/20, 10/10)."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.registers.term import answer_term, due_term
from tests.core.registers.samples import CALENDAR, request

# (handed over in person on, last of 20 working days, how it was counted: "to" the day, number reached)
BY_HAND = [
    ("2024-01-02", "2024-01-30", "3-5:3 8-12:8 15-19:13 22-26:18 29-30:20"),
    ("2024-01-22", "2024-02-22", "26:4 2/2:9 Sun 2/4:10 9:15 Sun 18:16 19-22:20"),
    ("2024-03-25", "2024-04-23", "29:4 4/1-3:7 Sun 7:8 12:13 19:18 22-23:20"),
    ("2024-04-15", "2024-05-14", "19:4 26:9 Sun 28:10 30:12 5/6-10:17 Sat 11:18 13-14:20"),
    ("2024-05-27", "2024-06-25", "31:4 6/7:9 11-14:13 21:18 24-25:20"),
    ("2024-09-02", "2024-09-30", "6:4 13:9 Sat 14:10 18-20:13 27:18 Sun 29:19 30:20"),
    ("2024-09-27", "2024-10-30", "Sun 29:1 30:2 10/8-11:6 Sat 12:7 18:12 25:17 28-30:20"),
    ("2024-12-10", "2025-01-08", "13:3 20:8 27:13 30-31:15 1/2-3:17 6-8:20"),
    ("2025-01-06", "2025-02-08", "10:4 17:9 24:14 Sun 26:15 27:16 2/5-7:19 Sat 8:20"),
    ("2025-01-27", "2025-03-03", "2/5-7:3 Sat 8:4 14:9 21:14 28:19 3/3:20"),
    ("2025-03-03", "2025-03-31", "7:4 14:9 21:14 28:19 31:20"),
    ("2025-03-20", "2025-04-18", "21:1 28:6 4/3:10 7-11:15 14-18:20"),
    ("2025-04-18", "2025-05-20", "25:5 Sun 27:6 28-30:9 5/6-9:13 16:18 19-20:20"),
    ("2025-05-20", "2025-06-18", "23:3 30:8 6/3-6:12 13:17 16-18:20"),
    ("2025-09-15", "2025-10-17", "19:4 26:9 Sun 28:10 29-30:12 10/9-10:14 Sat 11:15 13-17:20"),
    ("2025-09-30", "2025-11-04", "10/9-10:2 Sat 11:3 17:8 24:13 31:18 11/3-4:20"),
    ("2025-10-04", "2025-11-04", "received within the holiday: as on 30 September"),
    ("2025-12-15", "2026-01-13", "19:4 26:9 29-31:12 Sun 1/4:13 9:18 12-13:20"),
    ("2026-01-30", "2026-03-05", "2/6:5 13:10 Sat 14:11 24-27:15 Sat 28:16 3/2-5:20"),
    ("2026-03-16", "2026-04-14", "20:4 27:9 4/3:14 7-10:18 13-14:20"),
    ("2026-04-20", "2026-05-20", "24:4 30:8 5/6-8:11 Sat 9:12 15:17 18-20:20"),
    ("2026-06-08", "2026-07-07", "12:4 15-18:8 26:13 7/3:18 6-7:20"),
    ("2026-09-07", "2026-10-10", "11:4 18:9 Sun 20:10 21-24:14 28-30:17 10/8-9:19 Sat 10:20"),
    ("2026-12-03", "2026-12-31", "4:1 11:6 18:11 25:16 28-31:20, the last day of a known year"),
]

OTHERS = [
    ({"channel": "online", "arrived_on": "2026-02-13", "confirmed_on": "2026-02-14"}, "2026-03-20"),  # 24-27:4 28:5 …
    ({"arrived_on": "2025-04-18", "extended_days": "10"}, "2025-06-04"),  # 5/20:20 23:23 30:28 6/3-4:30
    (
        {"arrived_on": "2026-01-26", "correction_sent_on": "2026-01-28", "correction_back_on": "2026-02-12"},
        "2026-03-18",  # 13:1 Sat 14:2 24-27:6 Sat 28:7 3/6:12 13:17 16-18:20
    ),
    (
        {"arrived_on": "2025-09-22", "opinion_sent_on": "2025-09-24", "opinion_back_on": "2025-10-10"},
        "2025-11-04",  # 23:1 24:2, not counted to 10/10, Sat 11:3 17:8 24:13 31:18 11/3-4:20
    ),
    (
        {"arrived_on": "2026-04-13", "fee_notice_on": "2026-04-20", "fee_paid_on": "2026-04-30"},
        "2026-06-01",  # 5/6-8:3 Sat 9:4 15:9 22:14 29:19 6/1:20
    ),
    ({"arrived_on": "2025-03-03", "reason_asked_on": "2025-03-10", "delayed_until": "2025-06-30"}, "2025-06-30"),
    ({"arrived_on": "2025-03-03", "delayed_until": "2025-03-20"}, "2025-03-31"),  # no earlier than the term itself
    ({"arrived_on": "2026-12-04"}, None),  # 19 working days are left in the last known year
]


@pytest.mark.parametrize(("received", "last", "counted"), BY_HAND)
def test_the_twentieth_working_day_is_the_one_counted_by_hand(received: str, last: str, counted: str) -> None:
    assert answer_term(request(channel="in_person", arrived_on=received), CALENDAR).due == date.fromisoformat(last)


@pytest.mark.parametrize(("values", "last"), OTHERS)
def test_terms_that_stop_and_start_again(values: dict[str, str], last: str | None) -> None:
    due = answer_term(request(**{"channel": "in_person", **values}), CALENDAR).due
    assert due == (date.fromisoformat(last) if last else None)


@given(st.dates(date(2024, 1, 1), date(2026, 12, 31)), st.integers(-5, 40), st.integers(0, 60), st.integers(0, 30))
def test_the_quick_count_and_the_explained_one_end_on_the_same_day(day: date, sent: int, back: int, more: int) -> None:
    from datetime import timedelta

    asked = day + timedelta(days=sent)
    values = {
        "channel": "in_person",
        "arrived_on": day.isoformat(),
        "opinion_sent_on": asked.isoformat(),
        "opinion_back_on": (asked + timedelta(days=back)).isoformat(),
        "extended_days": str(more),
        "answered_on": "2030-01-01",
    }
    whole, quick = answer_term(request(**values), CALENDAR), due_term(request(**values), CALENDAR)
    assert (whole.due, whole.unknown_year) == (quick.due, quick.unknown_year)
    if whole.due:
        assert whole.days[-1].day == whole.due
        assert whole.days[-1].number == whole.length
