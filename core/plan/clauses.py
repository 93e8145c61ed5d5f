"""Room: core. Where a plan's paragraph says who does it and by when: lines of their own, brackets, last sentences."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from core.clauses import LABEL, Responsibility, looks_like_unit, read_units
from core.squeezed import Squeezed, squeeze

_ROLE = "(?:牵头|负责|落实|分工|承办|协办|配合|参与|主办)"
_ROLE_AT_END = re.compile(rf"{_ROLE}(?=$|[，,；;。)])")
_CHARGED = re.compile("牵头|负责|具体落实|分工|承办")
_OTHER = re.compile(
    "(?P<deadline>(?:完成|办结|落实|推进|工作|整改)?(?:时限|时间节点|完成时间|期限)(?:要求)?[:：]"
    "|完成时限(?=[0-9每全长持年]))"
    "|(?P<indicator>(?:量化|考核|目标|评价|评估)?(?:指标|目标清单|考核标准|验收标准)[:：])"
    "|(?P<person>(?:牵头|责任|分管|包抓|联系|主管|县级|区级|市级)(?:的?[县区市]?领导|人员?)[:：])"
)
_BARE_LABEL = re.compile("(?:牵头|责任|配合|承办|协办|主办)(?:单位|部门|科室)|(?:完成|办结|落实)(?:时限|时间|期限)")
_PAIRS = {"(": ")", "【": "】", "[": "]", "<": ">"}
_BRACKETS = str.maketrans("〔〕[]［］", "()()()")
_NAMES_TOO = re.compile("[；;，,。](?:牵头|责任|配合|承办|协办|落实|主办)(?:单位|部门|科室|股室)[:：]")
_ASKS = re.compile("^请|抓好|做好|抓紧")
_AFTER_NAME = re.compile("(?:局|办公室|办|中心|委|委员会|部门|单位|乡|镇|街道|村|政府|园区)$")
_BOUNDARY = "。；;！？!?”)】—-–"


class ClauseKind(StrEnum):
    UNITS = "units"
    DEADLINE = "deadline"
    INDICATOR = "indicator"
    PERSON = "person"


@dataclass(frozen=True, slots=True)
class Clause:
    """A place [start, end) of the source that tells units, a deadline or an indicator, its brackets included."""

    kind: ClauseKind
    start: int
    end: int
    text: str
    units: Responsibility = field(default_factory=Responsibility)


def find_clauses(
    source: str, start: int, end: int, *, first_leads: bool = False, numbered: bool = False
) -> list[Clause]:
    """Clauses in one paragraph source[start:end], in order, none overlapping.

    `numbered`: a number stands before it, so that it is no mere list of names (（一）办好政府网站).
    """
    squeezed = squeeze(source[start:end].translate(_BRACKETS))
    found: list[Clause] = []
    for kind, a, b in _spans(squeezed.text, numbered=numbered):
        if any(squeezed.span(a, b)[0] + start < c.end and c.start < squeezed.span(a, b)[1] + start for c in found):
            continue
        found.append(_clause(source, squeezed, start, kind, a, b, first_leads))
    return sorted(found, key=lambda c: c.start)


def _clause(
    source: str, squeezed: Squeezed, offset: int, kind: ClauseKind, a: int, b: int, first_leads: bool
) -> Clause:
    start, end = squeezed.span(a, b)
    text = source[start + offset : end + offset]
    units = read_units(text, first_leads=first_leads) if kind is ClauseKind.UNITS else Responsibility()
    return Clause(kind, start + offset, end + offset, text.strip(), units)


def is_clause_line(text: str) -> bool:
    """Whether a line is nothing but a clause: 责任单位：…, or names alone."""
    plain = squeeze(text.translate(_BRACKETS)).text
    return any(a == 0 and b >= len(plain.rstrip("。")) for _, a, b in _spans(plain)) or wants_value(text)


def ends_with_label(text: str) -> bool:
    """Whether a line of prose ends with a labelled clause: …。责任单位：县财政局."""
    plain = squeeze(text.translate(_BRACKETS)).text
    end = len(plain.rstrip("。"))
    return any(a > 0 and b >= end and plain[a] not in _PAIRS for _, a, b in _labels(plain))


def has_label(text: str) -> bool:
    """Whether a line begins with a label of its own."""
    plain = squeeze(text.translate(_BRACKETS)).text
    return bool(plain) and (_label_at(plain, 0) is not None or wants_value(text))


def wants_value(text: str) -> bool:
    """A label whose value stands on the next line."""
    plain = squeeze(text).text
    if _BARE_LABEL.fullmatch(plain):
        return True
    m = LABEL.match(plain) or _OTHER.match(plain)
    return bool(m and m.end() == len(plain) and plain[-1] in ":：】")


def _spans(text: str, *, numbered: bool = False) -> Iterator[tuple[ClauseKind, int, int]]:
    """(kind, start, end) in squeezed text; earlier ones win where they overlap."""
    if not text:
        return
    if text[0] != "(" and _label_at(text, 0):
        yield from _labels(text)
    if not numbered and _are_names_alone(text.rstrip("。")):
        yield ClauseKind.UNITS, 0, len(text)
    yield from _brackets(text)
    yield from _labels(text)
    yield from _sentences(text)


def _are_names_alone(text: str) -> bool:
    """A line without a label that holds names and nothing else: 县财政局、县审计局; 请各部门抓好落实 asks, it assigns nothing."""
    long_enough = len(text) > 3 or text.endswith(("乡", "镇", "局"))
    return long_enough and not _ASKS.search(text) and _all_units(text)


def _labels(text: str) -> Iterator[tuple[ClauseKind, int, int]]:
    """Labels with what follows them, to the next label or the end of the sentence; an indicator may have several."""
    starts = {0} | {m.start() for m in _OTHER.finditer(text)}
    starts |= {m.start() for m in LABEL.finditer(text) if not m["other"] and m[0][-1] in ":：】"}
    places = sorted(starts)
    after_label = False
    for a, following in zip(places, [*places[1:], len(text)], strict=True):
        kind = _label_at(text, a)
        if kind is None:
            after_label = False
            continue
        stop = text.find("。", a, following) + 1
        b = stop if stop and not (a == 0 and kind is ClauseKind.INDICATOR) else following
        loose = a > 0 and text[a - 1] not in _BOUNDARY and kind is ClauseKind.UNITS and not after_label
        after_label = True
        if not loose or _all_units(text[a:b].rstrip("。；;")):
            yield kind, a, b


def _label_at(text: str, at: int) -> ClauseKind | None:
    other = _OTHER.match(text, at)
    if other:
        return ClauseKind(str(other.lastgroup))
    label = LABEL.match(text, at)
    if label is None or label["other"]:
        return None
    sure = label[0][-1] in ":：】])" or (label[0][-1] == "为" and _all_units(text[label.end() :].rstrip("。")))
    return ClauseKind.UNITS if sure or _all_units(text[label.end() :].rstrip("。")) else None


def _brackets(text: str) -> Iterator[tuple[ClauseKind, int, int]]:
    stack: list[int] = []
    for i, char in enumerate(text):
        if char in _PAIRS:
            stack.append(i)
        elif char in _PAIRS.values():
            while stack and _PAIRS[text[stack[-1]]] != char:
                stack.pop()
            if stack:
                start = stack.pop()
                kind = _bracket_kind(text, start, i + 1, text[start + 1 : i])
                if kind:
                    yield kind, start, i + 1
            else:
                yield from _half(text, max(text.rfind("。", 0, i), text.rfind("；", 0, i)) + 1, i + 1)
    if stack:
        yield from _half(text, stack[0], len(text))


def _half(text: str, start: int, end: int) -> Iterator[tuple[ClauseKind, int, int]]:
    inside = text[start:end].strip("()。")
    if inside and (_label_at(inside, 0) or (_all_units(inside) and _ROLE_AT_END.search(inside))):
        yield ClauseKind.UNITS, start, end


def _bracket_kind(text: str, start: int, end: int, inside: str) -> ClauseKind | None:
    """A bracket is a clause when it says so (label, 牵头, 负责), or when it stands after a sentence and holds names only."""
    labelled = _label_at(inside, 0) if text[start] != "<" else None
    if labelled:
        return ClauseKind.UNITS if _NAMES_TOO.search(inside) else labelled
    if text[start] not in "(【" or not _all_units(inside.rstrip("。")):
        return None
    if _ROLE_AT_END.search(inside) and len(inside) > 4:
        return ClauseKind.UNITS
    before, after = text[max(start - 4, 0) : start], text[end : end + 1]
    if after and after not in "。；;(":
        return None
    after_sentence = before.endswith(tuple(_BOUNDARY))
    return ClauseKind.UNITS if after_sentence or (len(inside) > 2 and not _AFTER_NAME.search(before)) else None


def _sentences(text: str) -> Iterator[tuple[ClauseKind, int, int]]:
    """A sentence that is nothing but units in charge: 各乡镇人民政府、政府各部门负责落实."""
    for m in re.finditer("[^。；;]+(?:；[^。；;]+(?:配合|参与|落实))*", text):
        if _CHARGED.search(m[0]) and _ROLE_AT_END.search(m[0]) and _all_units(m[0]):
            yield ClauseKind.UNITS, m.start(), m.end() + (text[m.end() : m.end() + 1] == "。")


def _all_units(text: str) -> bool:
    names = read_units(text).names if 1 < len(text) <= 400 else ()
    return bool(names) and all(looks_like_unit(name) for name in names)
