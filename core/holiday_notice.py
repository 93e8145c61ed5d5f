"""Room: core. A year's 国务院办公厅节假日安排 notice as pasted: which days are off, which weekend days are worked."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from core.errors import LedgerError

ITEM = re.compile(r"(?:^|[。；\n])\s*[一二三四五六七八九十]{1,2}、\s*(?P<name>[^：:，。\n]{2,12})[：:]")
YEAR = re.compile(r"(?P<year>20\d\d)年[^。\n]{0,12}(?:节假日|放假)")
DAY = r"(?:(?P<{0}y>20\d\d)年)?(?:(?P<{0}m>\d{{1,2}})月)?(?P<{0}d>\d{{1,2}})日(?:[（(](?P<{0}w>[^）)]*)[）)])?"
SPAN = re.compile(DAY.format("a") + r"(?:\s*[至到—–\-]+\s*" + DAY.format("b") + ")?")
WEEKDAYS = "一二三四五六日"
LONGEST = 15  # days of one holiday


@dataclass(frozen=True, slots=True)
class HolidayNotice:
    """`doubts`: what to look at before it is taken: a weekday that does not fit, a make-up day on a weekday."""

    year: int
    off: Mapping[date, str]
    make_up: frozenset[date]
    doubts: tuple[str, ...] = ()

    @property
    def mapping(self) -> dict[str, object]:
        """In the shape of resources/calendars, with days as dates."""
        names = dict.fromkeys(self.off.values())
        holidays: list[dict[str, object]] = [
            {"name": name, "off": [d for d, n in self.off.items() if n == name], "make_up": []} for name in names
        ]
        if holidays:
            holidays[0]["make_up"] = sorted(self.make_up)
        return {"year": self.year, "holidays": holidays}


def read_holiday_notice(text: str) -> HolidayNotice:
    """Raises LedgerError where the text tells no year, or fewer holidays than a year has."""
    plain = re.sub(r"[ \t\u3000]", "", text)
    told = YEAR.search(plain)
    if told is None:
        raise LedgerError(
            "没有看到年份。请粘贴放假安排通知的全文（含“关于20××年部分节假日安排的通知”标题）。日历没有改动。"
        )
    year = int(told["year"])
    off: dict[date, str] = {}
    make_up: set[date] = set()
    doubts: list[str] = []
    for name, words in _items(plain):
        for sentence in re.split("[。；\n]", words):
            days = list(_days(sentence, year, doubts))
            if "上班" in sentence:
                make_up |= set(days)
            elif re.search("放假|休息|连休", sentence):
                off |= dict.fromkeys(days, name)
    if len(set(off.values())) < 5:
        raise LedgerError("只看到不足五个节日的放假日期，可能没有粘贴完整。日历没有改动，请粘贴通知全文后再试。")
    doubts += [f"{d.month}月{d.day}日写明上班，但它不是周末，请核对。" for d in sorted(make_up) if d.weekday() < 5]
    return HolidayNotice(year, off, frozenset(make_up), tuple(doubts))


def _items(text: str) -> Iterator[tuple[str, str]]:
    heads = list(ITEM.finditer(text))
    for head, following in zip(heads, [*heads[1:], None], strict=True):
        end = following.start() if following else text.find("节假日期间", head.end())
        yield (
            head["name"].removesuffix("节") if head["name"] in ("清明节", "端午节", "中秋节") else head["name"],
            text[head.end() : end if end > 0 else len(text)],
        )


def _days(sentence: str, year: int, doubts: list[str]) -> Iterator[date]:
    month = 0
    for span in SPAN.finditer(sentence):
        month = int(span["am"] or month)
        first = _date(int(span["ay"] or year), month, int(span["ad"]))
        if first is None:
            continue
        _check_weekday(first, span["aw"] or "", doubts)
        last = first
        if span["bd"]:
            month = int(span["bm"] or month)
            last_year = int(span["by"] or (first.year + (month < first.month)))
            last = _date(last_year, month, int(span["bd"])) or first
            _check_weekday(last, span["bw"] or "", doubts)
        length = (last - first).days
        if 0 <= length < LONGEST:
            yield from (first + timedelta(days=i) for i in range(length + 1))
        else:
            doubts.append(f"“{span[0]}”的起止日期不合理，没有采用。")


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _check_weekday(day: date, note: str, doubts: list[str]) -> None:
    found = re.search("(?:周|星期)([一二三四五六日天])", note)
    if found and WEEKDAYS[day.weekday()] != found[1].replace("天", "日"):
        words = f"通知写{day.month}月{day.day}日是周{found[1]}，{day.year}年这一天是周{WEEKDAYS[day.weekday()]}，请核对年份。"
        doubts.append(words)
