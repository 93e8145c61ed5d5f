"""Room: core. Texts that say the same: two tasks of one ledger, and this year's and last year's."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from rapidfuzz import fuzz, process

from core.advice.sheet import SheetRow
from core.finding import Finding, Severity

ALIKE = 90.0  # percent of equal text from which two texts say the same
SHORT = 16  # letters of their own below which likeness means nothing (已按要求完成)
_TITLES = re.compile(r"《[^》]*》|〔[^〕]*〕")
_OPENINGS = re.compile(
    r"^(?:为?(?:深入|全面|认真|严格|扎实)*(?:贯彻|落实|按照|根据|对照|围绕)[^，。]{0,40}[，,]|(?:[\u4e00-\u9fff]{2,12}(?:局|镇|乡|办|街道))?(?:高度重视|严格按照|认真落实)[^，。]{0,30}[，,])"
)


@lru_cache(maxsize=256)  # every text of a ledger is held against every other
def own_words(text: str) -> str:
    """The text without legal titles, fixed openings and white space: these are alike in everybody's texts."""
    return "".join(_OPENINGS.sub("", _TITLES.sub("", text.strip())).split())


def likeness(one: str, other: str) -> float:
    """Equal text in percent, of what both have of their own; 0 where either is too short to tell."""
    a, b = own_words(one), own_words(other)
    return fuzz.ratio(a, b) if min(len(a), len(b)) >= SHORT else 0.0


def likeness_findings(rows: Sequence[SheetRow]) -> Iterator[Finding]:
    told = [row for row in rows if row.said.strip() and not row.not_applicable]
    own = [own_words(row.said) for row in told]
    seen: dict[int, str] = {}
    for i, row in enumerate(told):
        if len(own[i]) >= SHORT:
            best = process.extractOne(own[i], seen, scorer=fuzz.ratio, score_cutoff=ALIKE)
            seen[i] = own[i]
            if best:
                yield _same_text(row, told[best[2]], best[1])
        share = likeness(row.said, row.last_year)
        if share >= ALIKE:
            message = f"第{row.number}项与上年同项内容相似{share:.0f}%，请确认不是照抄。"
            yield Finding(Severity.WARNING, "advice.like_last_year", message, row.where, "", round(share))


def _same_text(row: SheetRow, other: SheetRow, share: float) -> Finding:
    message = f"第{row.number}项与第{other.number}项的进展相似{share:.0f}%，请确认不是误贴，并写出各自的做法。"
    return Finding(Severity.HINT, "advice.same_text", message, (*row.where, *other.where), "", round(share))
