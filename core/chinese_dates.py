"""Room: core. One point in time as Chinese offices write it (2023年10月, 十月底前, 第三季度末, 10.31), and its date."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date

_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "○": 0, "O": 0, "两": 2}
_MONTH = "(?:1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九元])"
_DAY = "(?:3[01]|[12][0-9]|0?[1-9]|三十一?|二?十[一二三四五六七八九]?|[一二三四五六七八九])"
_NO_NUMBER = r"(?<![0-9.〇○零一二三四五六七八九十第])"
_SPELT_YEAR = "(?:(?:19|20)[0-9]{2}|(?<![0-9])[0-9]{2}(?=年[0-9]{1,2}月)|二[〇○O零][〇○O零一二三四五六七八九]{2})年"
_YEAR = rf"(?:{_SPELT_YEAR}|[今本当次翌明来下]年|下一年|本年)度?"
_OTHER_YEAR = "[0-9一二三四五六七八九十两几数半去往近历多全整每任学周常前后壮青少成余]"  # 三年内, 去年底, 每年底
_TO = "[-—–－~～至到]{1,2}"
_EDGE = r"(?:[之以]?前(?![0-9后往来三两几期端沿述置款])|(?<=[年月度])[之以]?内)"

RANGE = re.compile(_TO)
POINT = re.compile(
    rf"""(?P<lead>截至|截止[到至]?|不[晚迟]于|[最至]迟)?
    (?:
      {_NO_NUMBER}(?P<dots>20[0-9]{{2}})(?P<sep>[-./])(?P<dm>1[0-2]|0?[1-9])
          (?:(?P=sep)(?P<dd>3[01]|[12][0-9]|0?[1-9]))?(?![0-9])日?
    | (?<![0-9])(?P<packed>20[0-9]{{2}}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01]))(?![0-9])
    | (?P<year>(?<![0-9])(?:{_YEAR}))?(?:的)?
      (?:
        (?<![.〇○零一二三四五六七八九十第])(?:(?<![0-9])|(?<=年))(?:{_MONTH}月?{_TO})?(?P<month>{_MONTH})月份?
            (?:(?P<day>{_DAY})[日号]|(?P<part>上旬|中旬|下旬|[底末初]))?
      | (?:前(?=三季))?第?(?P<quarter>[一二三四1-4])季度[底末]?
      | (?P<half>[上下])半年[底末]?
      | (?P<yearpart>(?<!{_OTHER_YEAR})年[底末内中]|(?(year)[底末内中]|(?!)))
      )
    | (?:(?<![0-9])20[0-9]{{2}}年?{_TO})?(?P<only>(?<![0-9])(?:{_YEAR}))
    | {_NO_NUMBER}(?P<mm>1[0-2]|0?[1-9])[./](?P<md>3[01]|[12][0-9]|0?[1-9])(?![0-9.%])日?
    )(?P<edge>{_EDGE})?""",
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Point:
    """`edge` is 前 or 内 where the text says so; `whole` where it names a span (a month), not a day."""

    start: int
    end: int
    date: date | None
    year: int | None  # where the phrase itself tells the year
    edge: str
    whole: bool
    ended: bool  # 底 or 末: the end of the span is meant
    lead: str
    weak: bool  # nothing but a year, or 10.31: a date only where dates are expected


def number(text: str) -> int:
    """Arabic or Chinese numerals up to 99, and years digit by digit."""
    if text.isascii() and text.isdigit():
        return int(text)
    if text == "元":
        return 1
    tens, ten, units = text.partition("十")
    if not ten:
        return int("".join(str(_DIGITS[c]) for c in text))
    return (_DIGITS[tens] if tens else 1) * 10 + (_DIGITS[units] if units else 0)


def day_of(year: int | None, month: int, day: int) -> date | None:
    """The date; day 0 = the month's last. None without a year and for a day that does not exist."""
    if year is None:
        return None
    last = monthrange(year, month)[1]
    return date(year, month, day or last) if day <= last else None


def _spelt_year(text: str, year: int | None) -> tuple[int | None, bool]:
    """(year meant, whether it was spelt out in figures)."""
    spelt = text.rstrip("度").removesuffix("年")
    if not spelt or spelt in "今本当":
        return year, False
    if spelt in ("次", "翌", "明", "来", "下", "下一"):
        return (None if year is None else year + 1), False
    value = number(spelt)
    return (value + 2000 if value < 100 else value), True


def _last_month(m: re.Match[str]) -> int:
    if m["quarter"]:
        return number(m["quarter"]) * 3
    if m["half"]:
        return 6 if m["half"] == "上" else 12
    return 6 if (m["yearpart"] or "").endswith("中") else 12


def _month_and_day(m: re.Match[str]) -> tuple[int, int]:
    month, day = m["month"] or m["dm"] or m["mm"], m["day"] or m["dd"] or m["md"]
    if m["packed"]:
        month, day = m["packed"][4:6], m["packed"][6:]
    if not month:
        return _last_month(m), 0
    parts = {"上旬": 10, "中旬": 20, "初": 10}
    return number(month), number(day) if day else parts.get(m["part"] or "", 0)


def point_of(m: re.Match[str], year: int | None) -> Point:
    """What a match of POINT means where `year` holds unless the phrase has its own."""
    spelt = m["dots"] or (m["packed"] or "")[:4]
    meant, own = (int(spelt), True) if spelt else _spelt_year(m["year"] or m["only"] or "", year)
    month, day = _month_and_day(m)
    on = day_of(meant, month, day)
    return Point(
        start=m.start(),
        end=m.end(),
        date=on,
        year=meant if own else None,
        edge=(m["edge"] or ("内" if (m["yearpart"] or "").endswith("内") else ""))[-1:],
        whole=not (m["day"] or m["dd"] or m["md"] or m["packed"]),
        ended=bool(re.search("[底末]", m[0])),
        lead=m["lead"] or "",
        weak=bool(m["only"] or m["mm"] or (m["dots"] and not m["dd"])),
    )
