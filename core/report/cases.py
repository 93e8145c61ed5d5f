"""Room: core. N5: reviews and lawsuits over disclosure, as the text tells them."""

import re
from collections.abc import Iterator

from core.report.passages import Sentence
from core.report.told import NUMBER, Told, value_of

_REVIEW, _SUITS = ("4.review.total",), ("4.suit.total", "4.suit_after.total")
_WRONGED = ("4.review.corrected", "4.suit.corrected", "4.suit_after.corrected")
_CASE_WORDS = r"(?:申请|案件|案|共|为|有|的|被申请|提起|发生|办理|情况|受理|数量|新增|产生|提出|答复)*"


def cases(sentence: Sentence) -> Iterator[Told]:
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
                clause = match[0] + sentence.clause_before(start)
                heard = "办理" in clause and not re.search("公开|被|提起", clause)  # 复议案件 that it decides
                soft = heard or bool(re.search(r"新[增收发]", clause))
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
