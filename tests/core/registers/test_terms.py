"""When a request must be answered. The first case is worked by hand in the calendar of 2024."""

from datetime import date

import pytest

from core.registers.term import Waiting, answer_term, explanation
from tests.core.registers.samples import CALENDAR, request


def due(**values: str) -> date | None:
    return answer_term(request(**values), CALENDAR).due


def test_a_request_before_the_national_day_counts_the_make_up_days_and_not_the_holidays() -> None:
    """Received Friday 27 September 2024: 29 September (Sunday) and 12 October (Saturday) are worked, 1-7 October not."""
    term = answer_term(request(channel="in_person", arrived_on="2024-09-27"), CALENDAR)
    assert [(d.day, d.number) for d in term.days if d.number][:8] == [
        (date(2024, 9, 29), 1),
        (date(2024, 9, 30), 2),
        (date(2024, 10, 8), 3),
        (date(2024, 10, 9), 4),
        (date(2024, 10, 10), 5),
        (date(2024, 10, 11), 6),
        (date(2024, 10, 12), 7),
        (date(2024, 10, 14), 8),
    ]
    assert term.due == date(2024, 10, 30)


@pytest.mark.parametrize(
    ("values", "wanted"),
    [
        ({"channel": "in_person", "arrived_on": "2025-03-03"}, date(2025, 3, 31)),
        ({"channel": "signed_mail", "arrived_on": "2025-03-03"}, date(2025, 3, 31)),
        ({"channel": "online", "arrived_on": "2025-03-03", "confirmed_on": "2025-03-04"}, date(2025, 4, 1)),
        ({"channel": "plain_mail", "arrived_on": "2025-03-03"}, None),
        ({"channel": "in_person", "arrived_on": "2025-03-03", "extended_days": "20"}, date(2025, 4, 28)),
        ({"channel": "in_person", "arrived_on": "2025-03-03", "extended_days": "45"}, date(2025, 4, 28)),
    ],
)
def test_the_term_begins_by_the_channel_and_is_lengthened_once(values: dict[str, str], wanted: date | None) -> None:
    assert due(**values) == wanted


def test_the_term_starts_afresh_when_the_correction_arrives_and_after_payment() -> None:
    base = {"channel": "in_person", "arrived_on": "2025-03-03", "correction_sent_on": "2025-03-05"}
    assert answer_term(request(**base), CALENDAR).waiting is Waiting.CORRECTION
    assert due(**base) is None
    assert due(**base, correction_back_on="2025-03-10") == date(2025, 4, 8)  # 4 April is Qingming
    paid = {**base, "correction_back_on": "2025-03-10", "fee_notice_on": "2025-03-12"}
    assert answer_term(request(**paid), CALENDAR).waiting is Waiting.PAYMENT
    assert due(**paid, fee_paid_on="2025-03-17") == date(2025, 4, 15)


def test_time_for_opinions_does_not_count_and_the_explanation_says_so() -> None:
    asked = request(
        channel="in_person", arrived_on="2025-03-03", opinion_sent_on="2025-03-05", opinion_back_on="2025-03-12"
    )
    term = answer_term(asked, CALENDAR)
    assert term.due == date(2025, 4, 8)  # five working days later than 31 March, and 4 April off
    lines = explanation(term)
    assert lines[0] == "3月3日（周一）　收到之日，当日不计入"
    assert "3月6日（周四）至3月7日（周五）　征求意见期间，不计入答复期限" in lines
    assert "4月4日（周五）至4月6日（周日）　清明放假" in lines
    assert lines[-1] == "4月8日（周二）　第20个工作日"


def test_nothing_is_computed_past_the_last_known_year() -> None:
    last = max(CALENDAR.years)
    term = answer_term(request(channel="in_person", arrived_on=f"{last}-12-20"), CALENDAR)
    assert term.due is None
    assert term.unknown_year == last + 1
    assert explanation(term)[-1].startswith(f"{last + 1}年的放假安排还没有登记")
