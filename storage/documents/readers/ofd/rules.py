"""Room: storage. Straight rules (lines and thin bars) out of an OFD's paths: what tables are ruled with."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from lxml import etree

from storage.documents.readers.ofd.pieces import Matrix, apply, number

SLANT = 0.3  # mm off the axis that a rule may stray
BAR = 1.2  # mm: a filled rectangle no thicker than this is a rule
SHORT = 1.0  # mm: shorter strokes are marks, not rules
OPERANDS = {"S": 2, "M": 2, "L": 2, "Q": 4, "B": 6, "A": 7, "C": 0}
_TOKEN = re.compile(r"[SMLQBAC]|[^\sSMLQBAC,]+")

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Rule:
    """A horizontal (`flat`) or vertical rule: at `at`, from `start` to `end`, in mm on the page."""

    flat: bool
    at: float
    start: float
    end: float


def path_rules(element: etree._Element, matrix: Matrix) -> Iterator[Rule]:
    """The rules that a PathObject draws. A path that is only filled gives a rule where it is a thin bar."""
    stroked = (element.get("Stroke") or "true").strip().lower() != "false"
    data = next(element.iterchildren("{*}AbbreviatedData"), None)
    for points in _subpaths(data.text if data is not None else ""):
        yield from rules_of([apply(matrix, *point) for point in points], stroked)


def rules_of(corners: list[Point], stroked: bool) -> Iterator[Rule]:
    """The rules of one straight path by its corners in mm on the page."""
    bar = _bar(corners)
    if bar:
        yield bar
    elif stroked:
        yield from (r for a, b in pairwise(corners) if (r := _rule(a, b)))


def _subpaths(text: str | None) -> Iterator[list[Point]]:
    points: list[Point] = []
    for op, values in _operations(text or ""):
        if op in "SM":
            yield points
            points = [(values[0], values[1])]
        elif op == "C" and points:
            points.append(points[0])
        elif op == "L":
            points.append((values[0], values[1]))
        elif op != "C":  # a curve: what came before it ends here, what follows starts at its end
            yield points
            points = [(values[-2], values[-1])]
    yield points


def _operations(text: str) -> Iterator[tuple[str, list[float]]]:
    op, values = "", list[float]()
    for token in _TOKEN.findall(text):
        if token in OPERANDS:
            op, values = token, []
        else:
            values.append(number(token))
        if op and len(values) == OPERANDS[op]:
            yield op, values
            values = []
            op = "" if op == "C" else op


def _bar(corners: list[Point]) -> Rule | None:
    """The middle line of a thin upright rectangle."""
    if len(corners) not in (4, 5):
        return None
    xs, ys = sorted(x for x, _ in corners), sorted(y for _, y in corners)
    wide, high = xs[-1] - xs[0], ys[-1] - ys[0]
    if min(wide, high) > BAR or max(wide, high) < SHORT or not min(wide, high):
        return None
    if high < wide:
        return Rule(True, (ys[0] + ys[-1]) / 2, xs[0], xs[-1])
    return Rule(False, (xs[0] + xs[-1]) / 2, ys[0], ys[-1])


def _rule(a: Point, b: Point) -> Rule | None:
    wide, high = abs(a[0] - b[0]), abs(a[1] - b[1])
    if high <= SLANT and wide >= SHORT:
        return Rule(True, (a[1] + b[1]) / 2, min(a[0], b[0]), max(a[0], b[0]))
    if wide <= SLANT and high >= SHORT:
        return Rule(False, (a[0] + b[0]) / 2, min(a[1], b[1]), max(a[1], b[1]))
    return None
