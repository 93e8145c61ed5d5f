"""A holiday notice pasted as text gives the same calendar as the file that was made of it."""

from datetime import date

import pytest

from core.calendar import WorkCalendar
from core.errors import LedgerError
from core.holiday_notice import read_holiday_notice
from tests.core.registers.samples import CALENDAR

# The facts of 2025 in words of our own, in the manner of such a notice.
NOTICE = """关于2025年部分节假日安排的通知
各单位：现将有关安排通知如下。
一、元旦：1月1日（周三）放假1天，不调休。
二、春节：1月28日（农历除夕、周二）至2月4日（农历正月初七、周二）放假调休，共8天。1月26日（周日）、2月8日（周六）上班。
三、清明节：4月4日（周五）至6日（周日）放假，共3天。
四、劳动节：5月1日（周四）至5日（周一）放假调休，共5天。4月27日（周日）上班。
五、端午节：5月31日（周六）至6月2日（周一）放假，共3天。
六、国庆节、中秋节：10月1日（周三）至8日（周三）放假调休，共8天。9月28日（周日）、10月11日（周六）上班。
节假日期间，各单位要妥善安排好值班，12月31日前报告。
"""


def test_a_pasted_notice_gives_the_days_of_the_shipped_calendar() -> None:
    notice = read_holiday_notice(NOTICE)
    assert notice.doubts == ()
    pasted = WorkCalendar.from_mappings([notice.mapping])
    for number in range(365):
        day = date.fromordinal(date(2025, 1, 1).toordinal() + number)
        assert pasted.is_working_day(day) == CALENDAR.is_working_day(day), day


def test_a_holiday_that_begins_in_the_year_before_is_read_over_the_turn() -> None:
    text = NOTICE.replace("1月1日（周三）放假1天，不调休", "2024年12月31日（周二）至2025年1月1日（周三）放假，共2天")
    assert date(2024, 12, 31) in read_holiday_notice(text).off


def test_a_weekday_that_does_not_fit_is_told() -> None:
    (doubt,) = read_holiday_notice(NOTICE.replace("1月1日（周三）", "1月1日（周四）")).doubts
    assert "2025年这一天是周三" in doubt


@pytest.mark.parametrize("text", ["", "元旦放假", NOTICE[:80]])
def test_what_is_no_whole_notice_changes_nothing(text: str) -> None:
    with pytest.raises(LedgerError, match="日历没有改动"):
        read_holiday_notice(text)
