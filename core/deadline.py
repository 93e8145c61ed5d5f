"""Room: core. Deadline phrases (完成时限) in a table's column or in running prose: as printed, and the date meant."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from itertools import pairwise

from core.chinese_dates import POINT, RANGE, Point, point_of
from core.squeezed import Squeezed, squeeze


class DeadlineKind(StrEnum):
    BY = "by"  # a last day: 10月底前
    IN = "in"  # a span, its last day counts: 2023年10月
    RECURRING = "recurring"  # 每季度最后一个月15日前
    RELATIVE = "relative"  # 决策出台后10个工作日内
    ONGOING = "ongoing"  # 持续推进


@dataclass(frozen=True, slots=True)
class Deadline:
    """`text` as printed without line breaks; it stands at [start, end) of what was read.

    `date` is None where none follows from the text and the year: recurring, relative and ongoing terms, an unknown
    year, and a day that does not exist (6月31日).
    """

    text: str
    date: date | None
    kind: DeadlineKind
    start: int
    end: int


_COUNT = "(?:[0-9]+|[一二三四五六七八九十两半]+)"
_MONTH = "(?:1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])月份?"
_DAY = "(?:3[01]|[12]?[0-9]|二?十[一二三四五六七八九]?|三十一?)[日号]"
_EACH = "(?:每个?|[按逐分])(?:半年|年度?|季度?|月度?|周|双月|[两二]个?月|学期)"
_STEP = (
    "(?:的?(?:结束|开学|开始|终了|最后[一1]个?月|末月|首月|次月|第[一二三1-3]个?月|第?[一二三四1-4]季度|[上下]半年"
    f"|{_MONTH}|[月年]|的?(?:星期|周)?[一二三四五六日天]))"
)
_UNIT = "(?:个?工作日|个?自然日|个月|个?星期|日|天|周|年|个?小时)"

RECURRING = re.compile(
    rf"(?<!首)(?P<each>{_EACH}){_STEP}?后?(?:{_COUNT}{_UNIT})?(?:{_DAY}|[底末初]|[上中下]旬)?"
    rf"(?:[、和及]{_MONTH}(?:{_DAY}|[底末])?)*(?P<edge>[之以]?[前内](?!后))?"
)
RELATIVE = re.compile(
    rf"(?<![0-9.近续去往第上下月])(?P<after>[之以]?后|之日起?|起)?的?(?!20[0-9]{{2}}年)"
    rf"(?:{_COUNT}{_UNIT}[之以]?内|{_COUNT}个?工作日(?=前|办结|答复|回复|反馈)前?)"
    rf"|提前(?:至少)?{_COUNT}{_UNIT}|(?:[次下当本]月(?:{_DAY}|[底末])?|(?<![0-9一二三四五六七八九十元每])月[底末])[之以]?前"
)
_ANCHOR = re.compile(r"自?[^，,。；;：:、（()）“”\s于在自从应须需并将对要\x1f]{1,16}$")
_EVENT = re.compile(
    r"自?[^，,。；;：:、（()）“”\s于在自从应须需并将对要\x1f]{0,12}(?:印发|公布|公开|形成|变更|发布|通过|出台|批准|结束|签发|施行|收到|作出|受理)$"
)
_STANDING = (
    "(?:(?:长期|持续|常态化?|全年|常年|贯穿全年|日常|动态|实时|即时|适时|随时|及时|立即|按需|经常性?)"
    "(?:地?(?:坚持|推进|开展|进行|落实|实施|更新|推动|做好|保持|抓好|公开|办理|调整|维护|执行|完成|任务|工作)|性)*)"
)
ONGOING = re.compile(rf"(?:(?:19|20)[0-9]{{2}}年)?{_STANDING}(?:[并、和且]?{_STANDING})*")
_ALONE = re.compile(rf"(?<=[(（，,。；;：:]){ONGOING.pattern}(?=[)）。；;]|$)")
_TITLES = re.compile("《[^》]*》|〔[^〕]*〕")
_LABEL = re.compile(
    r"(?:完\s*成|办\s*结|落\s*实|推\s*进|工\s*作|整\s*改)?\s*(?:时\s*限|时\s*间|期\s*限)\s*(?:要\s*求)?(?:\s*[:：]\s*|\s+(?=[0-9０-９每全长持年]))"
    r"(?P<value>[^。；;）)】\n]*)"
)
_DONE = re.compile("(?:全[面部])?(?:完成|实现|报送|上报|报|建成|上线|落实到位|公布|公开)(?!了|的|情况)")
_FINISHED = re.compile("(?:全[面部]|基本)?完成(?!了|的|情况)")
_PAST = re.compile("[，,]?(?:的|已|以来)")
_JOINT = re.compile("[、和及与]?(?:于)?")
_SPLIT_DIGITS = re.compile(r"(?<!\d)(\d{1,3})(\s*\n\s*)(\d{1,3})(?!\d)(?=\s*([年月日]))")
_NOTHING = re.compile(r"[/／\\—–\-－无\s.。]*")


def find_deadlines(text: str, year: int | None, *, column: bool) -> list[Deadline]:
    """Deadlines in printed order, none overlapping.

    `column`: the text of a 完成时限 column, where everything is one, even a bare month; what cannot be placed in time
    (按上级要求) is one relative deadline. In prose only phrases that set a term count. `year` (the title's) holds where
    a phrase names none.
    """
    if column:
        return _in_column(text, year)
    labelled = [d for m in _LABEL.finditer(text) for d in _shifted(_in_column(m["value"], year), m.start("value"))]
    taken = [m.span("value") for m in _LABEL.finditer(text)]
    found = [d for d in _in_prose(text, year) if not _overlaps((d.start, d.end), taken)]
    return sorted(labelled + found, key=lambda d: d.start)


def _shifted(deadlines: Iterable[Deadline], by: int) -> Iterator[Deadline]:
    return (replace(d, start=d.start + by, end=d.end + by) for d in deadlines)


def _overlaps(span: tuple[int, int], others: Iterable[tuple[int, int]]) -> bool:
    return any(span[0] < end and start < span[1] for start, end in others)


class _Reading:
    """Collects deadlines in one squeezed text; what is claimed once is not read again."""

    def __init__(self, source: str, squeezed: Squeezed, claimed: list[tuple[int, int]]) -> None:
        self.source, self.squeezed, self.claimed = source, squeezed, claimed
        self.found: list[Deadline] = []

    def free(self, span: tuple[int, int]) -> bool:
        return not _overlaps(span, self.claimed)

    def add(self, span: tuple[int, int], on: date | None, kind: DeadlineKind) -> None:
        start, end = self.squeezed.span(*span)
        printed = re.sub(r"[\r\n\v\f\u2028]+", "", self.source[start:end])
        self.found.append(Deadline(printed, on, kind, start, end))
        self.claimed.append(span)

    def result(self) -> list[Deadline]:
        return sorted(self.found, key=lambda d: d.start)


def _in_column(text: str, year: int | None) -> list[Deadline]:
    squeezed = squeeze(text, frozenset(m.start(2) for m in _SPLIT_DIGITS.finditer(text) if _one_number(m)))
    if _NOTHING.fullmatch(squeezed.text):
        return []
    reading = _Reading(text, squeezed, [])
    _add_recurring(reading, column=True)
    _add_relative(reading)
    _add_ongoing(reading, ONGOING)
    for group in _groups(reading, year):
        _add_group(reading, group, by=group[-1].edge == "前" or None)
    if not reading.found:
        reading.add((0, len(squeezed.text)), None, DeadlineKind.RELATIVE)
    return reading.result()


def _one_number(m: re.Match[str]) -> bool:
    """Digits that a narrow column broke: 20⏎23年, 1⏎0月; never 2023.10⏎12月."""
    whole = m[1] + m[3]
    return len(whole) == 4 if m[4] == "年" else len(whole) == 2 and int(whole) <= (12 if m[4] == "月" else 31)


def _in_prose(text: str, year: int | None) -> list[Deadline]:
    squeezed = squeeze(text)
    reading = _Reading(text, squeezed, [m.span() for m in _TITLES.finditer(squeezed.text)])
    _add_recurring(reading, column=False)
    _add_relative(reading)
    for group in _groups(reading, year):
        if _sets_a_term(group[-1], squeezed.text, year):
            _add_group(reading, group, by=group[-1].edge == "前" or None)
    _add_ongoing(reading, _ALONE)
    return reading.result()


def _add_ongoing(reading: _Reading, pattern: re.Pattern[str]) -> None:
    for m in pattern.finditer(reading.squeezed.text):
        if reading.free(m.span()):
            reading.add(m.span(), None, DeadlineKind.ONGOING)


def _add_recurring(reading: _Reading, *, column: bool) -> None:
    for m in RECURRING.finditer(reading.squeezed.text):
        yearly = m["each"].startswith("每") and re.search(f"年{_MONTH}", m[0])
        if reading.free(m.span()) and (column or yearly or (m["edge"] and not m["each"].startswith("分"))):
            reading.add(m.span(), None, DeadlineKind.RECURRING)


def _add_relative(reading: _Reading) -> None:
    for m in RELATIVE.finditer(reading.squeezed.text):
        start = m.start()
        if m["after"]:
            anchor = _ANCHOR.search(reading.squeezed.text[:start])
            start = anchor.start() if anchor else start + len(m["after"])
        elif m[0].startswith("的"):  # 自公布的5个工作日内
            anchor = _EVENT.search(reading.squeezed.text[:start])
            start = anchor.start() if anchor else start + 1
        span = start, m.end()
        if reading.free(span):
            reading.add(span, None, DeadlineKind.RELATIVE)


def _groups(reading: _Reading, year: int | None) -> Iterator[list[Point]]:
    """Points that one list names (8月10日、12月1日前); a year told in it holds for those after it."""
    group: list[Point] = []
    for m in POINT.finditer(reading.squeezed.text):
        if not reading.free(m.span()):
            continue
        between = reading.squeezed.text[group[-1].end : m.start()] if group else ""
        joined = bool(group) and not group[-1].edge and (_JOINT.fullmatch(between) or RANGE.fullmatch(between))
        if group and not joined:
            yield group
            group = []
        told = next((p.year for p in reversed(group) if p.year), year)
        group.append(point_of(m, told))
    if group:
        yield group


def _ranges(group: list[Point], text: str) -> Iterator[list[Point]]:
    """Cut a list of points into single ones and ranges (3月至10月)."""
    run = group[:1]
    for before, after in pairwise(group):
        if RANGE.fullmatch(text[before.end : after.start]):
            run.append(after)
        else:
            yield run
            run = [after]
    yield run


def _add_group(reading: _Reading, group: list[Point], *, by: bool | None) -> None:
    """`by` None: each point by its own form. A 前 at a list's end holds for all of it."""
    for points in _ranges(group, reading.squeezed.text):
        last, single = points[-1], len(points) == 1
        is_by = by if by is not None else single and (not last.whole or bool(last.lead) or last.ended)
        reading.add((points[0].start, last.end), last.date, DeadlineKind.BY if is_by else DeadlineKind.IN)


def _sets_a_term(point: Point, text: str, year: int | None) -> bool:
    """In prose a date is a term by 前 or 内, by 截至, or where what ends then must be done; never a date gone by."""
    before, after = text[: point.start], text[point.end :]
    gone = bool(point.date and year and point.date.year < year)
    if _PAST.match(after) or (gone and (point.weak or not point.edge)):
        return False
    if point.edge or point.lead:
        return True
    if point.ended and (before.endswith(("到", "至")) or _DONE.match(after)):
        return True
    return bool(_FINISHED.match(after)) and not point.weak
