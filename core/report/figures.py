"""Room: core. Which figures of a sentence speak of which cells: N1–N6 as patterns, each with the cells it may mean."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from core.report.passages import Sentence

_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"两": 2}
NUMBER = r"(?P<n>\d+|[零一二两三四五六七八九十])(?P<unit>件|项|宗|份|条|起|例|个|次)(?!人|公|月|季)"
_GAP = r"[^\d。；，、：]{0,16}?"
_GOT = r"(?:新收到?|收到|受理|接收|收办|接到|收件|办理)"


@dataclass(frozen=True, slots=True)
class Told:
    """A figure the text tells. `readings` are lists of cells whose sums it may mean, the plain one first.

    A figure equal to a later reading is a softer matter. `soft` weakens a mismatch to a hint.
    """

    rule: str
    value: int
    readings: tuple[tuple[str, ...], ...]
    place: int
    soft: bool = False
    said: str = ""




def figures(sentence: Sentence) -> Iterator[Told]:
    """Every comparable figure of the sentence, each place once for a rule."""
    seen: set[tuple[str, int]] = set()
    for told in _all(sentence):
        if (told.rule, told.place) not in seen:
            seen.add((told.rule, told.place))
            yield told


def _all(sentence: Sentence) -> Iterator[Told]:
    for words, family in _FAMILIES:
        if words.search(sentence.text):
            yield from family(sentence)


def value_of(match: re.Match[str]) -> int:
    digits = match["n"]
    return int(digits) if digits.isdigit() else 10 if digits == "十" else _DIGITS[digits]


def _hits(sentence: Sentence, pattern: str) -> Iterator[re.Match[str]]:
    """Matches whose figure is about requests, exact, of this year and of the whole unit."""
    for match in re.finditer(pattern, sentence.text):
        start, end = match.span("n")
        if sentence.comparable(start, end) and sentence.about_requests(start):
            yield match


def total(*rows: str, column: str = "total") -> tuple[str, ...]:
    return tuple(f"3.{row}.{column}" for row in rows)


_NEW, _IN, _DONE, _OUT = "new", "carried_in", "done", "carried_out"
_PART = re.compile(r"网上|网络|当面|现场|信函|邮寄|邮件|邮箱|传真|线上|线下|在线|书面|平台")
_OUTCOME = re.compile(r"予以公开|部分公开|不予公开|无法提供|不予处理|其他处理|结转|办结|答复|复议|诉讼|维持|纠正|撤回|补正")


def _received(sentence: Sentence) -> Iterator[Told]:
    """N1: requests received."""
    patterns = (rf"{_GOT}{_GAP}{NUMBER}", rf"申请(?:事项|公开)?(?:共有?|共计|合计|总数|数量|总量|为|有|计)*{NUMBER}")
    for pattern in patterns:
        for match in _hits(sentence, pattern):
            clause = sentence.clause_before(match.start("n"))
            if _OUTCOME.search(clause) or "其中" in sentence.text[: match.start("n")] or _by_one_way(clause):
                continue
            readings = [total(_NEW), total(_NEW, _IN)]
            if "办理" in clause:
                readings.append(total(_DONE))
            yield Told("N1", value_of(match), tuple(readings), match.start("n"), said="收到申请")
    yield from _none_received(sentence)


def _by_one_way(clause: str) -> bool:
    """Whether only what came by one channel is counted: 共收到网上申请5件, but not 通过网站、信函共收到5件."""
    piece = clause.rpartition("、")[2]
    return bool(_PART.search(re.split("共|总|合", piece)[-1]))


def _none_received(sentence: Sentence) -> Iterator[Told]:
    pattern = r"(?:未|没有|无|尚未|暂未)(?:收到|接到|受理|接收|有)?[^，。；、\d]{0,16}(?:信息公开(?:的)?申请|依申请公开)(?!.{0,8}(?:结转|复议|诉讼|投诉))"
    for match in re.finditer(pattern, sentence.text):
        told = re.split("[，。；]", sentence.text[match.start() : match.end() + 8])[0]
        aside = re.search(r"引[起发]|因|逾期|结转|超期|复议|诉讼|举报|收费|信息处理费", told)
        if not aside and not sentence.narrower(match.start()) and not sentence.another_time(match.start()):
            yield Told("N1", 0, (total(_NEW),), match.start(), said="收到申请")


_APPLICANTS = {
    "自然人": ("person",),
    "公民": ("person",),
    "法人(?:或|和|及|、)?(?:者)?其他组织": ("business", "research", "charity", "legal", "other"),
    "商业企业": ("business",),
    "科研机构": ("research",),
    "社会公益组织": ("charity",),
    "法律服务机构": ("legal",),
}


def _applicants(sentence: Sentence) -> Iterator[Told]:
    """N2: requests by kind of applicant."""
    for word, columns in _APPLICANTS.items():
        after = rf"{word}(?:申请人?|提出的?|提交的?|申请公开|共|为|有|的)*{NUMBER}"
        before = rf"{NUMBER}(?:申请)?(?:为|系|由|是|均为|全部为|属于){word}"
        for match in (*_hits(sentence, after), *_hits(sentence, before)):
            if _OUTCOME.search(sentence.clause_before(match.start("n"))):
                continue
            cells = tuple(f"3.{_NEW}.{c}" for c in columns)
            with_old = cells + tuple(f"3.{_IN}.{c}" for c in columns)
            yield Told("N2", value_of(match), (cells, with_old), match.start("n"), said="申请人类别")


_DENY = ("deny_secret", "deny_law", "deny_safety", "deny_third", "deny_internal", "deny_process", "deny_case", "deny_query")
_RESULTS = {
    r"(?:予以)?公开(?:及|和|或|与|、)(?:予以)?部分公开": ("grant", "partial"),
    r"(?<!不)予以公开(?!及|和|或|、部分公开(?!\d))": ("grant",),
    r"(?<![和及或与])(?<!公开、)(?:予以)?部分公开": ("partial",),
    r"不予公开": _DENY,
    r"无法提供": ("none_held", "none_make", "none_unclear"),
    r"不予处理": ("skip_petition", "skip_repeat", "skip_publication", "skip_excess", "skip_confirm"),
    r"其他处理": ("other_uncorrected", "other_unpaid", "other_rest"),
}


def _results(sentence: Sentence) -> Iterator[Told]:
    """N3: outcomes."""
    for word, rows in _RESULTS.items():
        after = rf"{word}(?:的|申请|情形|答复|决定|类|信息|政府信息|共|为|有|计|数量|结果)*{NUMBER}"
        before = rf"(?<![开供理]){NUMBER}(?:申请)?(?:依法|均|全部|为|系|属于|作出|答复为|作|按)*{word}(?!、|及|和|或)"
        for match in (*_hits(sentence, after), *_hits(sentence, before)):
            if sentence.section == 1 and re.search(r"引[起发]|复议|诉讼", sentence.clause_before(match.start("n"))):
                continue
            yield Told("N3", value_of(match), (total(*rows),), match.start("n"), said=_plain(word))


def _plain(word: str) -> str:
    return "公开及部分公开" if word.startswith("(?:予以)?公开") else re.sub(r"\(\?[:<].*?\)\??|\(\?.*", "", word) or "予以公开"


def _finished(sentence: Sentence) -> Iterator[Told]:
    """N4: answered or finished, in figures or as “all”."""
    words = r"(?P<word>办结|答复|办理完毕|处理完毕|办理完成|回复)"
    pattern = rf"{words}(?:完成)?(?:的|了|政府信息公开|依申请公开|公开|信息|申请|事项|共|为|有|计|数量|件数|件)*{NUMBER}"
    for match in _hits(sentence, pattern):
        if "其中" in sentence.clause_before(match.start("n")) or "上年结转" in sentence.clause_before(match.start("n")):
            continue
        soft = match["word"] in ("答复", "回复")
        yield Told("N4", value_of(match), (total(_DONE),), match.start("n"), soft, "办结")
    yield from _all_finished(sentence)


_EVERY = re.compile(
    r"(?:均|全部|全都|都)(?:已|依法|依规|按时|按期|及时|按规定|在?法定(?:时限|期限)内?|在?规定(?:时限|期限|时间)内?|给?予以?|完成|作出|进行了?)*"
    r"(?P<word>办结|办理完毕|处理完毕|办理完成|答复|回复)|(?P<rate>办结率|答复率|办复率|回复率)(?:均?达到?|为|均为)?100%"
)


def _all_finished(sentence: Sentence) -> Iterator[Told]:
    """“均已办结” tells that nothing is carried out; “均已答复” may leave those not yet due."""
    if re.search(r"(?<!无)(?<!没有)结转[至到]?(?:下|次|明|20)|结转.{0,12}继续|正在办理|除.{1,20}外", sentence.lead[-160:] + sentence.text):
        return
    for match in _EVERY.finditer(sentence.text):
        place = match.start()
        if sentence.about_requests(place) and not sentence.narrower(place) and not sentence.another_time(place):
            word = match["word"] or match["rate"]
            yield Told("N4", 0, (total(_OUT),), place, "答复" in word or "回复" in word, "全部办结，结转下年度")


def _carried(sentence: Sentence) -> Iterator[Told]:
    """N4: carried in and out."""
    old = r"(?:上一?年度?|去年|往年|20\d\d年度?)(?:未办结)?结转"
    for pattern in (rf"{old}(?:的|至本年|到本年|本年|办理|继续|政府信息公开|信息公开|公开|申请|事项|共|为|有)*{NUMBER}", rf"{NUMBER}(?:申请)?(?:为|系|是|属于)?{old}"):
        for match in re.finditer(pattern, sentence.text):
            if sentence.about_requests(match.start("n")) and not sentence.narrower(match.start("n")):
                yield Told("N4", value_of(match), (total(_IN),), match.start("n"), said="上年结转")
    late = r"结转(?:至|到|为|入)?(?:下一?年度?|次年|明年|20\d\d年度?)"
    for pattern in (rf"{late}(?:的|继续|办理|处理|政府信息公开|信息公开|公开|申请|事项|共|为|有)*{NUMBER}", rf"{NUMBER}(?:申请)?(?:正在办理)?(?:，)?(?:按规定|依法|需|将)?{late}"):
        for match in re.finditer(pattern, sentence.text):
            if sentence.about_requests(match.start("n")) and not sentence.narrower(match.start("n")):
                yield Told("N4", value_of(match), (total(_OUT),), match.start("n"), said="结转下年度")


    for match in re.finditer(r"(?:无|没有|不存在)[^，。；\d]{0,12}结转[至到]?(?:下|次|明)", sentence.text):
        if sentence.about_requests(match.start()) and not sentence.narrower(match.start()):
            yield Told("N4", 0, (total(_OUT),), match.start(), said="结转下年度")


_REVIEW, _SUITS = ("4.review.total",), ("4.suit.total", "4.suit_after.total")
_WRONGED = ("4.review.corrected", "4.suit.corrected", "4.suit_after.corrected")
_CASE_WORDS = r"(?:申请|案件|案|共|为|有|的|被申请|提起|发生|办理|情况|受理|数量|新增|产生|提出|答复)*"


def _cases(sentence: Sentence) -> Iterator[Told]:
    """N5: reviews and lawsuits over disclosure."""
    both = rf"行政复议(?:案件)?(?:、|和|及|与|或|以及)(?:提起)?(?:行政)?诉讼{_CASE_WORDS}{NUMBER}"
    review = rf"(?<!经)行政复议(?!、|和|及|与|或|后|决定|法){_CASE_WORDS}{NUMBER}"
    before = rf"{NUMBER}(?:政府信息公开)?(?:行政)?复议(?!后)"
    suit = rf"(?<!复议和)(?<!复议、)(?<!复议及)(?<!复议与)(?:行政诉讼|提起诉讼|诉讼){_CASE_WORDS}{NUMBER}"
    direct = rf"(?:未经复议)?直接起诉{_CASE_WORDS}{NUMBER}"
    after = rf"复议后起诉{_CASE_WORDS}{NUMBER}"
    for pattern, cells in (
        (both, _REVIEW + _SUITS), (review, _REVIEW), (before, _REVIEW), (suit, _SUITS),
        (direct, _SUITS[:1]), (after, _SUITS[1:]),
    ):  # fmt: skip
        for match in re.finditer(pattern, sentence.text):
            start, end = match.span("n")
            if sentence.comparable(start, end) and _over_disclosure(sentence, start) and "其中" not in match[0]:
                soft = bool(re.search(r"新[增收发]", match[0] + sentence.clause_before(start)))
                yield Told("N5", value_of(match), (cells,), start, soft, "复议、诉讼")
    yield from _no_cases(sentence)


def _over_disclosure(sentence: Sentence, place: int) -> bool:
    return bool(re.search(r"信息公开|政务公开|依申请", sentence.lead[-120:] + sentence.text[: place + 20]))


def _no_cases(sentence: Sentence) -> Iterator[Told]:
    none = r"(?:未|没有|无|零|均无|不存在)(?:发生|出现|收到|引[起发]|产生|涉及|被|因|有)?[^，。；\d]{0,30}?"
    for match in re.finditer(none + r"(?=行政复议|复议|行政诉讼|诉讼)(?P<what>[^，。；\d]{2,16})", sentence.text):
        place = match.start()
        if sentence.narrower(place) or sentence.another_time(place) or not _over_disclosure(sentence, match.end()):
            continue
        if re.search(r"纠错|纠正|败诉|未经|无正当", sentence.text[place : match.end() + 8]):
            continue
        if "复议" in match["what"]:
            yield Told("N5", 0, (_REVIEW,), place, said="行政复议")
        if "诉讼" in match["what"]:
            yield Told("N5", 0, (_SUITS,), place + 1, said="行政诉讼")
    wronged = r"(?:无|未|没有|零)(?:发生|出现|被)?[^，。；\d]{0,14}?(?:纠错|败诉|被纠正)|(?:纠错|败诉)(?:率|案件|数)?(?:均?为)?(?:0(?![.\d])|零)"
    for match in re.finditer(wronged, sentence.text):
        if _over_disclosure(sentence, match.end()) and not sentence.narrower(match.start()):
            yield Told("N5", 0, (_WRONGED,), match.start(), said="被纠错、败诉")


_FAMILIES: tuple[tuple[re.Pattern[str], Callable[[Sentence], Iterator[Told]]], ...] = (
    (re.compile("申请|依申请公开"), _received),
    (re.compile("|".join(_APPLICANTS)), _applicants),
    (re.compile("予以公开|部分公开|不予公开|无法提供|不予处理|其他处理"), _results),
    (re.compile("办结|办理完|处理完|答复|办复|回复"), _finished),
    (re.compile("结转"), _carried),
    (re.compile("复议|诉讼|起诉|败诉|纠错"), _cases),
)
