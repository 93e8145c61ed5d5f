"""Room: core. Which figures of a sentence speak of which cells (N1–N5): all families, each where its words stand."""

import re
from collections.abc import Callable, Iterator
from functools import lru_cache

from core.report.cases import cases
from core.report.outcomes import SUB_ROWS, carried, finished, results, sub_rows
from core.report.passages import Sentence
from core.report.received import APPLICANTS, applicants, received
from core.report.told import Told

_FAMILIES: tuple[tuple[re.Pattern[str], Callable[[Sentence], Iterator[Told]]], ...] = (
    (re.compile("申请|依申请公开"), received),
    (re.compile("|".join(APPLICANTS)), applicants),
    (re.compile("予以公开|部分公开|不予公开|无法提供|不予处理|其他处理"), results),
    (re.compile("|".join(SUB_ROWS)), sub_rows),
    (re.compile("办结|办理完|处理完|答复|办复|回复"), finished),
    (re.compile("结转"), carried),
    (re.compile("复议|诉讼|起诉|败诉|纠错"), cases),
)


@lru_cache(maxsize=1024)
def figures(sentence: Sentence) -> tuple[Told, ...]:
    """Every comparable figure of the sentence, each place once for a rule. Kept between checks, as the sentences are."""
    found: dict[tuple[str, int], Told] = {}
    for words, family in _FAMILIES:
        for told in family(sentence) if words.search(sentence.text) else ():
            found.setdefault((told.rule, told.place), told)
    return tuple(found.values())
