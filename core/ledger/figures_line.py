"""Room: core. Figures of an entry on one line, as a clerk types them: 公开条数12条，征求意见3份."""

import re
from collections.abc import Iterable

from core.ledger.entry import Figure

_CUT = re.compile(r"[，,；;、\n]+")
_FIGURE = re.compile(r"(?P<name>.*?)\s*[:：]?\s*(?P<value>\d[\d,.，]*(?:\.\d+)?)\s*(?P<unit>\D*)")


def parse_figures(line: str) -> tuple[Figure, ...]:
    """Digits stay as typed. A part without a number is a figure without a value, so that nothing typed is lost."""
    return tuple(_figure(part.strip()) for part in _CUT.split(line) if part.strip())


def shown_figures(figures: Iterable[Figure]) -> str:
    return "，".join(f"{f.name}{f.value}{f.unit}" for f in figures)


def _figure(part: str) -> Figure:
    found = _FIGURE.fullmatch(part)
    if found is None:
        return Figure(part, "")
    return Figure(found["name"].strip(), found["value"], found["unit"].strip())
