"""Room: core. Whether two lists of texts say the same, and where they do not.

Texts are matched tolerantly: white space, full and half width, order and where a paragraph is cut do not matter; a
changed, missing or added word does.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from rapidfuzz import fuzz, process
from rapidfuzz.distance import Levenshtein

ALIKE = 60  # of 100: from here on two texts are versions of one another
SHORT = 4  # characters; shorter texts are alike by chance
SHOWN = 40  # characters of a text that a difference shows
AROUND = 12
MAX_JOINED = 4000  # characters; longer leftovers are listed instead of aligned
MAX_PAIRS = 1_000_000  # of texts left on both sides; two documents with more have nothing to do with one another
MAX_ALIGNED = 40_000_000  # product of two texts' lengths
_UNSEEN = re.compile(r"[\s\u00ad\u200b-\u200f\u2028-\u202e\u2060\ufeff]+")


@dataclass(frozen=True, slots=True)
class Sides:
    """What the two documents are called in the differences."""

    left: str = "OFD"
    right: str = "Word"


OFD_AND_WORD = Sides()


def normalised(text: str) -> str:
    """The text without white space and invisible characters, full and half width made one."""
    return _UNSEEN.sub("", unicodedata.normalize("NFKC", text))


def compare_texts(
    left: Iterable[str],
    right: Iterable[str],
    sides: Sides = OFD_AND_WORD,
    repeatable: frozenset[str] = frozenset(),
) -> tuple[str, ...]:
    """Differences between two lists of texts. `repeatable` (normalised) may stand in `left` more often."""
    ours, theirs = _clean(left), _clean(right)
    if "".join(ours) == "".join(theirs):
        return ()
    ours, theirs = _without_common(ours, theirs, repeatable)
    changed: list[str] = []
    if len(ours) * len(theirs) <= MAX_PAIRS:
        ours, theirs = _without_composed(ours, theirs)
        theirs, ours = _without_composed(theirs, ours)
        ours, theirs, changed = _paired(ours, theirs, sides)
    return (*changed, *_rest(ours, theirs, sides))


def _clean(texts: Iterable[str]) -> list[str]:
    return [text for text in map(normalised, texts) if text]


def _without_common(ours: list[str], theirs: list[str], repeatable: frozenset[str]) -> tuple[list[str], list[str]]:
    """Both lists without what stands in both, in order."""
    common = Counter(ours) & Counter(theirs)
    known = repeatable & common.keys()
    return [t for t in _less(ours, common) if t not in known], _less(theirs, common)


def _less(texts: list[str], common: Counter[str]) -> list[str]:
    left = Counter(common)
    kept: list[str] = []
    for text in texts:
        if left[text] > 0:
            left[text] -= 1
        else:
            kept.append(text)
    return kept


def _without_composed(pieces: list[str], wholes: list[str]) -> tuple[list[str], list[str]]:
    """Both lists without the wholes that some pieces, in their order, make up: a paragraph cut by lines or pages."""
    rest: list[str] = []
    for whole in wholes:
        taken: list[int] = []
        at = 0
        for i, piece in enumerate(pieces):
            if at < len(whole) and whole.startswith(piece, at):
                taken.append(i)
                at += len(piece)
        if at < len(whole):
            rest.append(whole)
        else:
            gone = set(taken)
            pieces = [piece for i, piece in enumerate(pieces) if i not in gone]
    return pieces, rest


def _paired(ours: list[str], theirs: list[str], sides: Sides) -> tuple[list[str], list[str], list[str]]:
    """Texts that are versions of one another, told as changed, and what is left on either side."""
    alone: list[str] = []
    changed: list[str] = []
    theirs = list(theirs)
    start = 0
    while start < len(ours):
        best = _version_of(ours[start], theirs)
        if best is None:
            alone.append(ours[start])
            start += 1
            continue
        whole = theirs.pop(best)
        text, start = _lengthened(ours, start, whole)
        changed.append(differ(text, whole, sides))
    return alone, theirs, changed


def _version_of(text: str, others: list[str]) -> int | None:
    """Which of the others is a version of the text. Short ones (figures) are versions of nothing."""
    if len(text) < SHORT:
        return None
    long = {i: other for i, other in enumerate(others) if len(other) >= SHORT}
    best = process.extractOne(text, long, scorer=fuzz.ratio, score_cutoff=ALIKE)
    return best[2] if best else None


def _lengthened(pieces: list[str], start: int, whole: str) -> tuple[str, int]:
    """The piece with those after it that make it more like the whole: a paragraph cut by lines."""
    text, end = pieces[start], start + 1
    score = fuzz.ratio(text, whole)
    while end < len(pieces) and (longer := fuzz.ratio(text + pieces[end], whole)) > score:
        text, score, end = text + pieces[end], longer, end + 1
    return text, end


def _rest(ours: list[str], theirs: list[str], sides: Sides) -> list[str]:
    """What is left: joined texts may be the same, or differ in places; else each stands on one side only."""
    a, b = "".join(ours), "".join(theirs)
    if a == b:
        return []
    if a and b and max(len(a), len(b)) <= MAX_JOINED and Levenshtein.normalized_similarity(a, b) * 100 >= ALIKE:
        return [_differ_at(a, b, spot, sides) for spot in _spots(a, b)]
    alone = [f"仅{sides.left}中有：「{excerpt(text)}」；{sides.right}中没有。" for text in ours]
    return alone + [f"仅{sides.right}中有：「{excerpt(text)}」；{sides.left}中没有。" for text in theirs]


def _spots(a: str, b: str) -> list[tuple[int, int, int, int]]:
    """Differing ranges of both texts, neighbouring ones made one."""
    if len(a) * len(b) > MAX_ALIGNED:
        same = next((i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))
        return [(same, len(a), same, len(b))]
    spots: list[tuple[int, int, int, int]] = []
    for op in Levenshtein.opcodes(a, b):
        if op.tag == "equal":
            continue
        if spots and op.src_start - spots[-1][1] < AROUND // 2:
            spots[-1] = (spots[-1][0], op.src_end, spots[-1][2], op.dest_end)
        else:
            spots.append((op.src_start, op.src_end, op.dest_start, op.dest_end))
    return spots


def _differ_at(a: str, b: str, spot: tuple[int, int, int, int], sides: Sides) -> str:
    ours, theirs = (_around(text, *ends) for text, ends in ((a, spot[:2]), (b, spot[2:])))
    return f"内容不一致：{sides.left}为「{ours}」，{sides.right}为「{theirs}」。"


def differ(a: str, b: str, sides: Sides) -> str:
    """One text in two versions: whole when short, else around the first difference."""
    if max(len(a), len(b)) <= SHOWN:
        return f"内容不一致：{sides.left}为「{a}」，{sides.right}为「{b}」。"
    spots = _spots(a, b)
    spot = (spots[0][0], spots[-1][1], spots[0][2], spots[-1][3])
    if max(spot[1] - spot[0], spot[3] - spot[2]) > SHOWN:
        spot = spots[0]
    return _differ_at(a, b, spot, sides)


def _around(text: str, start: int, end: int) -> str:
    before, after = max(start - AROUND, 0), min(end + AROUND, len(text))
    inside = excerpt(text[start:end], SHOWN)
    return f"{'…' if before else ''}{text[before:start]}{inside}{text[end:after]}{'…' if after < len(text) else ''}"


def excerpt(text: str, limit: int = SHOWN) -> str:
    return text if len(text) <= limit else f"{text[: limit - 10]}…{text[-9:]}"
