"""Room: core. What catches the eye in a task's text: its dates and its figures, as spans."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from core.deadline import find_deadlines

_TARGET = re.compile(
    r"(?:不(?:少|低|高|超)(?:于|过)|至少|达到?|超过)?\s*\d+(?:\.\d+)?\s*"
    r"(?:%|％|个百分点|(?:余|多)?(?:次|场|条|件|篇|期|批|人次|个?工作日|家|份|部|处)(?:以上)?)"
)


class Emphasis(StrEnum):
    DEADLINE = "deadline"
    TARGET = "target"


@dataclass(frozen=True, slots=True)
class Span:
    """[start, end) of the text."""

    start: int
    end: int
    kind: Emphasis


def emphasised(text: str, year: int | None) -> list[Span]:
    """Spans in order; none overlaps another."""
    spans = [Span(d.start, d.end, Emphasis.DEADLINE) for d in find_deadlines(text, year, column=False)]
    for found in _TARGET.finditer(text):
        if not any(s.start < found.end() and found.start() < s.end for s in spans):
            spans.append(Span(found.start(), found.end(), Emphasis.TARGET))
    return sorted(spans, key=lambda s: s.start)


def pieces(text: str, spans: Sequence[Span]) -> list[tuple[str, Emphasis | None]]:
    """The whole text cut at the spans."""
    cut: list[tuple[str, Emphasis | None]] = []
    at = 0
    for span in spans:
        if span.start > at:
            cut.append((text[at : span.start], None))
        cut.append((text[span.start : span.end], span.kind))
        at = span.end
    if at < len(text):
        cut.append((text[at:], None))
    return cut
