"""Times as seal software writes them."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.seal_time import CHINA, parse_seal_time, parse_utc_time


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("20201010151120", "2020-10-10T15:11:20+08:00"),
        ("20201004072855.302Z", "2020-10-04T15:28:55+08:00"),
        ("20200817231329Z", "2020-08-18T07:13:29+08:00"),
        ("2020-10-10 15:11:20", "2020-10-10T15:11:20+08:00"),
        ("2020-10-10T15:11:20.5+08:00", "2020-10-10T15:11:20+08:00"),
        ("20201010151120+0000", "2020-10-10T23:11:20+08:00"),
        ("2020/10/10 15:11", "2020-10-10T15:11:00+08:00"),
        ("2020年10月1日", "2020-10-01T00:00:00+08:00"),
    ],
)
def test_each_way_of_writing_gives_the_civil_time_of_china(text: str, told: str) -> None:
    moment = parse_seal_time(text)
    assert moment is not None
    assert moment.isoformat(timespec="seconds") == told


@pytest.mark.parametrize("text", ["", "昨天", "20201310", "20200230", "2020", "99999999999999", "00010101000000+2300"])
def test_what_is_no_time_is_none(text: str) -> None:
    assert parse_seal_time(text) is None


def test_utc_time_has_a_century_of_its_own() -> None:
    assert parse_utc_time("191011000000Z") == parse_seal_time("20191011000000Z")
    assert parse_utc_time("991011000000Z") == parse_seal_time("19991011000000Z")
    assert parse_utc_time("1910110000Z") == parse_seal_time("20191011000000Z")


@given(st.datetimes(timezones=st.just(CHINA)).map(lambda d: d.replace(microsecond=0)))
def test_what_was_written_is_read_back(moment) -> None:  # type: ignore[no-untyped-def]
    assert parse_seal_time(moment.strftime("%Y-%m-%d %H:%M:%S").rjust(19, "0")) == moment
    assert moment.utcoffset() == timedelta(hours=8)


@given(st.text(max_size=30))
def test_no_text_breaks_it(text: str) -> None:
    assert parse_seal_time(text) is None or text
