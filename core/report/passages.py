"""Room: core. The narrative cut into sentences that know what they speak of: requests or not, all units or some, which year.

A figure is compared with the tables only where its sentence, or the ones before it in the same paragraph, say that it
is about requests (依申请公开), of the whole unit (not 区本级), in the report's own year.
"""

import re
from bisect import bisect_left
from dataclasses import dataclass
from functools import lru_cache

_FULL = re.compile("[０-９．％]")
_FULL_WIDTH = str.maketrans("０１２３４５６７８９．％", "0123456789.%")
_REQUEST = r"依申请|信息公开申请|申请公开|公开申请|申请人|(?<!初次)申请(?!书|表|执行|条件|标准|救助|补贴|材料)"
_OTHER = r"热线|留言|信箱|工单|建议|提案|诉求|来信|来电|咨询|网民|办件|审批|仲裁|征集|主动公开(?!范围|的)|政策解读|赔偿|许可|处罚|行政执法(?!案卷)"
_TOPIC = re.compile(f"(?P<request>{_REQUEST})|(?P<other>{_OTHER})")
_NARROW = r"[省市县区州盟旗镇乡]本级|局机关|委机关|机关本级|机关本部|[区县市]直|各?乡镇|镇街|各部门|(?<=、)部门|各街道|各县区?|其他单位|下属|所属"
_OWN_OFFICE = r"|本级(?:政府|机关)?|政府办(?:公室)?(?!公开)|本机关(?!不掌握|没有|无相关)|本部门|本办|以[^，。]{2,20}名义"  # all of it, where the unit is one office
_WIDE = r"全[省市县区州盟旗镇乡局委]|我[省市县区州盟旗镇乡局委]|全街道|各级|合计|共计|总计|[各所]有单位"
_PAST = re.compile(
    r"上一?年度?(?!结转)|去年(?!结转)|往年|前年|近[两三四五]年|历年|同期|20\d\d年以来|条例.{0,4}施行以来"
    r"|[一二三四1-4]季度|[上下]半年|\d月份"
)
_GROWTH = re.compile(r"(?:增加|减少|增长|下降|上升|降低|新增加|增|减|多|少|提高|翻)了?(?:约|近)?$")
_ABOUT = re.compile(r"(?:近|约|逾|超|超过|大约|至少|多达|不少于|不超过)$")
_YEAR = re.compile(r"(20\d\d)年(?!度?工作要点)")


_SCOPES = {
    office: re.compile(f"(?P<narrow>{_NARROW + ('' if office else _OWN_OFFICE)})|(?P<wide>{_WIDE})")
    for office in (False, True)
}
Marks = tuple[tuple[int, bool], ...]  # where a word stands, and whether it is of the first kind


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph (with the bare heading before it) and where it names its topics and its scope."""

    text: str
    requests: Marks  # (place, is about requests)
    scopes: Marks  # (place, is about a part)


@dataclass(frozen=True, slots=True)
class Sentence:
    """`text` without blanks, digits half-width; it starts at `start` of its paragraph; `section` 1–6."""

    text: str
    paragraph: Paragraph
    start: int
    section: int
    year: int | None

    @property
    def lead(self) -> str:
        return self.paragraph.text[: self.start]

    @property
    def rest(self) -> str:
        """What follows in the paragraph."""
        return self.paragraph.text[self.start + len(self.text) :]

    def about_requests(self, place: int) -> bool:
        """Whether what is spoken of at `place` is requests for information: by the last topic named before it."""
        at = self.start + place
        before = bisect_left(self.paragraph.requests, (at,))
        ahead = self.paragraph.requests[before : before + 1]
        here = before and self.paragraph.requests[before - 1][0] >= self.start
        if not here and ahead and ahead[0][0] <= at + 14:
            return ahead[0][1]
        return bool(before) and self.paragraph.requests[before - 1][1]

    def narrower(self, place: int) -> bool:
        """Whether only a part of the unit is meant: the last word of scope before `place` in the paragraph says so."""
        before = bisect_left(self.paragraph.scopes, (self.start + place,))
        return bool(before) and self.paragraph.scopes[before - 1][1]

    def another_time(self, place: int) -> bool:
        """Whether the figure is of another year, or a change against one."""
        clause = self.clause_before(place)
        years = _YEAR.findall(clause)
        if years and self.year and int(years[-1]) != self.year:
            return True
        return bool(_PAST.search(clause) or _GROWTH.search(clause))

    def clause_before(self, place: int) -> str:
        """The text from the last comma or stop before `place`."""
        return self.text[max(self.text.rfind(c, 0, place) for c in "，；。：") + 1 : place]

    def inexact(self, start: int, end: int) -> bool:
        """“近50”, “50余”: not a figure to compare."""
        return bool(_ABOUT.search(self.text[:start])) or self.text[end : end + 1] in tuple("余多几左")

    def comparable(self, start: int, end: int) -> bool:
        return not (self.narrower(start) or self.another_time(start) or self.inexact(start, end))

    def quote(self, place: int) -> str:
        """The clause around `place`, cut to be printed in a message."""
        return clause_around(self.text, place)


def clause_around(text: str, place: int) -> str:
    """From comma to comma, at most 40 characters."""
    start = max(text.rfind(c, 0, place) for c in "，；。") + 1
    ends = [i for c in "，；。" if (i := text.find(c, place)) >= 0]
    return text[start : min(ends, default=len(text))][:40]


@lru_cache(maxsize=64)
def sentences(text: str, section: int, year: int | None, office: bool) -> tuple[Sentence, ...]:
    """The sentences of one section. A short line without a stop is a heading and leads the paragraph after it.

    `office`: the unit is one office, so 本机关 is all of it. Kept between checks: typing in a table changes no words.
    """
    found: list[Sentence] = []
    heading = ""
    lines = joined_lines(text)
    for number, plain in enumerate(lines, 1):
        if number < len(lines) and len(plain) <= 30 and not _TELLS.search(plain):
            heading = plain + "。"
            continue
        whole = heading + plain
        paragraph = Paragraph(whole, _marks(_TOPIC, whole, "request"), _marks(_SCOPES[office], whole, "narrow"))
        found += [
            Sentence(part[0], paragraph, part.start(), section, year)
            for part in _SENTENCE.finditer(whole)
            if part.start() >= len(heading)
        ]
        heading = ""
    return tuple(found)


_TELLS = re.compile(r"[。；，]|\d[件条项份宗]")
_SENTENCE = re.compile(r"[^。；！？]+[。；！？]?")
_BEGINS = re.compile(
    r"[（(]?(?:[一二三四五六七八九十]{1,3}|\d{1,2})(?:[、.．)）]|是)|第[一二三四五六七八九十]|附件|[①-⑳]"
)


@lru_cache(maxsize=64)
def joined_lines(text: str) -> tuple[str, ...]:
    """The paragraphs of a text, tidied; one that a page or column cut in two is made whole again."""
    lines: list[str] = []
    for line in text.split("\n"):
        plain = tidy(line)
        prose = bool(lines) and (len(lines[-1]) > 30 or bool(re.search("[。，；]", lines[-1])))
        cut = prose and bool(re.search(r"[\w，、（“]$", lines[-1]))
        if plain and cut and not _BEGINS.match(plain):
            lines[-1] += plain
        elif plain:
            lines.append(plain)
    return tuple(lines)


def _marks(pattern: re.Pattern[str], text: str, first: str) -> Marks:
    return tuple((m.start(), m.lastgroup == first) for m in pattern.finditer(text))


_WIDENED = ((",", "，"), (";", "；"), ("(", "（"), (")", "）"))


@lru_cache(maxsize=256)
def tidy(text: str) -> str:
    """Blanks and thousands separators out, digits half-width, punctuation full-width (but 9:30 stays)."""
    plain = "".join(text.split())
    if _FULL.search(plain):
        plain = plain.translate(_FULL_WIDTH)
    plain = re.sub(r"(?<=\d),(?=\d{3}(?!\d))", "", plain) if "," in plain else plain
    for narrow, wide in _WIDENED:
        plain = plain.replace(narrow, wide)
    return re.sub(r"(?<!\d):", "：", plain) if ":" in plain else plain
