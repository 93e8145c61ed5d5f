"""Room: core. Where a sentence of the 综合稿 came from, and whether the unit still says it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from rapidfuzz import fuzz

from core.ledger.matching import plain

STILL_THERE = 60.0  # percent of a sentence that must be left in the 综合稿 to call it rewritten, not taken out


class SourceState(StrEnum):
    """`UPDATED`: a newer version of the unit no longer says it; `WITHDRAWN`: the unit says nothing any more."""

    HOLDS = "holds"
    UPDATED = "updated"
    WITHDRAWN = "withdrawn"


SOURCE_STATE_LABELS = {
    SourceState.HOLDS: "与来源一致",
    SourceState.UPDATED: "来源已更新",
    SourceState.WITHDRAWN: "来源已撤回",
}


@dataclass(frozen=True, slots=True)
class DigestSource:
    """`sentence` as it was inserted; `said` the unit's own words behind it (the same, but for a sum); `file_id` and
    `sha256` the returned file that counted then."""

    task_id: int
    round: str
    unit: str
    sentence: str
    said: str
    file_id: int = 0
    sha256: str = ""
    source_id: int = 0


@dataclass(frozen=True, slots=True)
class ShownSource:
    """A source beside the text: `start` and `end` of the sentence in it, both −1 where it was rewritten."""

    source: DigestSource
    state: SourceState
    start: int = -1
    end: int = -1

    @property
    def rewritten(self) -> bool:
        return self.start < 0


@dataclass(frozen=True, slots=True)
class SourcedSentence:
    """One sentence of the 综合稿 and all the units behind it (a sum has several)."""

    shown: tuple[ShownSource, ...]

    @property
    def first(self) -> ShownSource:
        return self.shown[0]

    @property
    def units(self) -> str:
        """北坡乡人民政府, or 北坡乡人民政府等 13 个单位."""
        more = f"等 {len(self.shown)} 个单位" if len(self.shown) > 1 else ""
        return self.first.source.unit + more

    @property
    def outdated(self) -> tuple[ShownSource, ...]:
        return tuple(s for s in self.shown if s.state is not SourceState.HOLDS)


def by_sentence(shown: Iterable[ShownSource]) -> tuple[SourcedSentence, ...]:
    found: dict[tuple[int, str], list[ShownSource]] = {}
    for each in shown:
        found.setdefault((each.start, each.source.sentence), []).append(each)
    return tuple(SourcedSentence(tuple(together)) for together in found.values())


def state_of(source: DigestSource, texts: Mapping[str, str]) -> SourceState:
    """`texts`: unit → what its counting file says of the task in the source's round."""
    text = plain(texts.get(source.unit, ""))
    if not text:
        return SourceState.WITHDRAWN
    return SourceState.HOLDS if plain(source.said) in text else SourceState.UPDATED


def shown_sources(text: str, sources: Iterable[DigestSource], texts: Mapping[str, str]) -> tuple[ShownSource, ...]:
    """Of the sources those that the text still has, in the order of the text; rewritten ones last, each once."""
    found: list[ShownSource] = []
    seen: set[tuple[str, str]] = set()
    for source in sources:
        if (source.unit, source.sentence) in seen or not source.sentence:
            continue
        seen.add((source.unit, source.sentence))
        start, state = text.find(source.sentence), state_of(source, texts)
        if start >= 0:
            found.append(ShownSource(source, state, start, start + len(source.sentence)))
        elif text.strip() and fuzz.partial_ratio(source.sentence, text) >= STILL_THERE:
            found.append(ShownSource(source, state))
    return tuple(sorted(found, key=lambda s: (s.rewritten, s.start)))
