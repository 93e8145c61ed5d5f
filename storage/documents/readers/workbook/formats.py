"""Room: storage. What a sheet shows of a number, from its format: dates as Chinese offices write them, percentages.

Excel and WPS turn a typed 「2026年8月」 into the first of that month and only the format remembers what was meant.
"""

import re
from datetime import date, datetime, time, timedelta
from math import isfinite

_QUOTED = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|_.|\*.')
_PERCENT = re.compile(r"(?:\.([0#?]+))?%")
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_PADDED = re.compile(r"0{2,20}")
# Built-in formats have no text in the file; these are those of Chinese Excel.
_DATE, _MONTH, _DAY, _TIME = "yyyy-m-d", "yyyy-m", "m-d", "h:mm"
BUILT_IN = {
    **dict.fromkeys((14, 15, 30, 31), _DATE),
    **dict.fromkeys((17, 27, 36, 50, 52, 57), _MONTH),
    **dict.fromkeys((16, 28, 29, 51, 53, 54, 58), _DAY),
    **dict.fromkeys((18, 20, 32, 34, 55), _TIME),
    **dict.fromkeys((19, 21, 33, 35, 46, 56), "h:mm:ss"),
    9: "0%",
    10: "0.00%",
    22: f"{_DATE} {_TIME}",
    45: "mm:ss",
}
SECONDS = 86400
LAST_DAY = 2_958_466  # 9999-12-31


def plain(code: str) -> str:
    """What of a format's text shows numbers: "" where they show as typed."""
    bare = _QUOTED.sub("", code.partition(";")[0]).strip().lower()
    if bare in ("", "general", "@") or "general" in bare or "通用" in bare:
        return ""
    return bare if set(bare) & set("ymdhs%") or _PADDED.fullmatch(bare) else ""


def shown(value: object, code: str = "", since_1904: bool = False) -> str:
    """The text of a cell's value. `code` is its format as of `plain`. Digits are never rounded away."""
    if isinstance(value, str):
        return _text(value)
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, int | float):
        return _number(float(value), code, since_1904)
    if isinstance(value, timedelta):
        return _number(value.total_seconds() / SECONDS, code or _TIME, since_1904)
    if isinstance(value, datetime):
        return _moment(value, code or (_DATE if value.time() == time() else f"{_DATE} {_TIME}"))
    if isinstance(value, date):
        return _moment(datetime(value.year, value.month, value.day), code or _DATE)
    return _moment(datetime.combine(date(1900, 1, 1), value), code or _TIME) if isinstance(value, time) else ""


def _text(value: str) -> str:
    """Line ends as one sign; characters that Excel wrote as _x000D_ put back or left out."""
    found = _ESCAPED.sub(lambda m: chr(int(m[1], 16)), value)
    return _UNSEEN.sub("", found.replace("\r\n", "\n").replace("\r", "\n"))


def _number(value: float, code: str, since_1904: bool) -> str:
    if set(code) & set("ymdhs"):
        moment = _from_serial(value, since_1904)
        return _moment(moment, code) if moment else _digits(value)
    percent = _PERCENT.search(code)
    if percent and isfinite(value):
        return _percentage(value, len(percent[1] or ""))
    digits = _digits(value)
    return digits.zfill(len(code)) if _PADDED.fullmatch(code) else digits


def _digits(value: float) -> str:
    """As typed: 15 digits are what a workbook keeps."""
    if not isfinite(value):
        return ""
    if value == int(value) and abs(value) < 1e15:
        return str(int(value))
    return f"{value:.15g}".upper()


def _percentage(value: float, places: int) -> str:
    """With all its digits, and with as many places as the format has."""
    whole, _, rest = _digits(round(value * 100, 10)).partition(".")
    rest = rest.ljust(places, "0")
    return f"{whole}.{rest}%" if rest else f"{whole}%"


def _from_serial(value: float, since_1904: bool) -> datetime | None:
    """Days since 1900, with the 29 February 1900 that Excel believes in."""
    if not 0 <= value < LAST_DAY:
        return None
    start = datetime(1904, 1, 1) if since_1904 else datetime(1899, 12, 31 if value < 60 else 30)
    try:
        return start + timedelta(seconds=round(value * SECONDS))
    except OverflowError:
        return None


def _moment(moment: datetime, code: str) -> str:
    """The parts of the date that the format shows, in the Chinese way."""
    has_day, has_year = "d" in code, "y" in code
    has_month = "m" in code and (has_year or has_day or ("h" not in code and "s" not in code))
    words = f"{moment.year}年" if has_year else ""
    words += f"{moment.month}月" if has_month else ""
    words += f"{moment.day}日" if has_day else ""
    clock = f"{moment.hour}:{moment.minute:02d}" if "h" in code else ""
    if "s" in code:
        clock += f":{moment.second:02d}" if clock else f"{moment.minute}:{moment.second:02d}"
    return " ".join(part for part in (words, clock) if part)
