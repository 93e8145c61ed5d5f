"""Room: core. A figure the text tells, and the patterns that all families of figures share."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from core.report.passages import Sentence

_NUMERALS = "〇零一二两三四五六七八九十百千万"
_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"两": 2, "〇": 0}
_PLACES = {"十": 10, "百": 100, "千": 1000, "万": 10000}
NUMBER = rf"(?<![{_NUMERALS}\d.])(?P<n>\d+|[{_NUMERALS}]+)(?P<unit>件|项|宗|份|条|起|例|个|次)(?!人|公|月|季)"
OUTCOME = re.compile(
    r"予以公开|部分公开|不予公开|无法提供|不予处理|其他处理|结转|办结|答复|复议|诉讼|维持|纠正|撤回|补正"
)


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


def value_of(match: re.Match[str]) -> int:
    return int(match["n"]) if match["n"].isdecimal() else spelt_number(match["n"])


def spelt_number(text: str) -> int:
    """二十三 → 23, 一百零五 → 105, 一二三 → 123."""
    if not any(c in _PLACES for c in text):
        return int("".join(str(_DIGITS[c]) for c in text))
    total, part, digit = 0, 0, 0
    for c in text:
        if c == "万":
            total, part, digit = (total + part + digit or 1) * _PLACES[c], 0, 0
        elif c in _PLACES:
            part, digit = part + (digit or 1) * _PLACES[c], 0
        else:
            digit = _DIGITS[c]
    return total + part + digit


def hits(sentence: Sentence, pattern: str) -> Iterator[re.Match[str]]:
    """Matches whose figure is about requests, exact, of this year and of the whole unit."""
    for match in re.finditer(pattern, sentence.text):
        start, end = match.span("n")
        if sentence.comparable(start, end) and sentence.about_requests(start):
            yield match


def total(*rows: str, column: str = "total") -> tuple[str, ...]:
    return tuple(f"3.{row}.{column}" for row in rows)
