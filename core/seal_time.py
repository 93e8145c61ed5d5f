"""Room: core. The time on a seal, in the many ways in which seal software writes it, as China's civil time."""

import re
from datetime import datetime, timedelta, timezone

CHINA = timezone(timedelta(hours=8), "CST")

_TIME = re.compile(
    r"""(?P<year>\d{4})[-/年]?(?P<month>\d{1,2})[-/月]?(?P<day>\d{1,2})日?
    (?:[T\s]*(?P<hour>\d{2}):?(?P<minute>\d{2})(?::?(?P<second>\d{2}))?(?:[.,]\d+)?)?
    \s*(?P<zone>Z|[+-]\d{2}:?'?(?:\d{2})?'?)?""",
    re.VERBOSE | re.ASCII,
)


def parse_seal_time(text: str) -> datetime | None:
    """20201010151120, 20201004072855.302Z, 2020-10-10 15:11:20, ISO 8601; None where it is no time.

    A time without a zone is China's (that is what the sealing PC's clock showed); Z is UTC, as real files confirm.
    """
    match = _TIME.fullmatch(text.strip())
    if match is None:
        return None
    numbers = [int(match[part] or 0) for part in ("year", "month", "day", "hour", "minute", "second")]
    try:
        return datetime(*numbers, tzinfo=_zone(match["zone"])).astimezone(CHINA)  # type: ignore[arg-type,misc]
    except (ValueError, OverflowError):
        return None


def parse_utc_time(text: str) -> datetime | None:
    """ASN.1 UTCTime, whose year has two digits: 50 to 99 is the last century (X.509)."""
    century = "19" if text[:1] in set("56789") else "20"
    padded = text if len(text.rstrip("Z")) >= 12 else text.replace("Z", "00Z")
    return parse_seal_time(century + padded)


def _zone(text: str | None) -> timezone:
    if text is None:
        return CHINA
    digits = re.sub(r"\D", "", text)
    offset = timedelta(hours=int(digits[:2] or 0), minutes=int(digits[2:4] or 0))
    return timezone(-offset if text.startswith("-") else offset)
