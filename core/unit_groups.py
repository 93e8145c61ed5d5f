"""Room: core. Clauses that name many (各乡镇街道、政府有关部门): which kinds of unit they mean, by words that are data."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TypeAlias, cast

Data: TypeAlias = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class UnitGroup:
    """`includes`: kinds surely meant. `maybe`: kinds for which it hangs on the case (视情涉及)."""

    includes: frozenset[str] = frozenset()
    maybe: frozenset[str] = frozenset()
    any_kind: bool = False  # an unknown phrase: might mean anyone

    def means(self, kind: str) -> bool:
        return kind in self.includes

    def may_mean(self, kind: str) -> bool:
        return self.any_kind or kind in self.maybe


def _strings(value: object) -> tuple[str, ...]:
    return tuple(cast("Iterable[str]", value or ()))


@dataclass(frozen=True, slots=True)
class GroupWords:
    """resources/units/groups.toml: a group is made of these words and nothing else."""

    nouns: Mapping[str, UnitGroup]
    filler: frozenset[str]
    conditional: frozenset[str]
    open_endings: tuple[str, ...]

    @classmethod
    def from_mapping(cls, groups: Data) -> "GroupWords":
        words = cast("list[Data]", groups.get("words", []))
        nouns = {
            text: UnitGroup(frozenset(_strings(word.get("includes"))), frozenset(_strings(word.get("maybe"))))
            for word in words
            for text in _strings(word.get("texts"))
        }
        return cls(
            nouns,
            frozenset(_strings(groups.get("filler"))),
            frozenset(_strings(groups.get("conditional"))),
            _strings(groups.get("open_endings")),
        )

    def read(self, name: str) -> UnitGroup | None:
        """The group that a printed name is; None for one unit's name."""
        words = self._cut(name)
        if words is None:
            return UnitGroup(any_kind=True) if self._is_open(name) else None
        found = [self.nouns[w] for w in words if w in self.nouns]
        if not found:
            return None
        includes, maybe = _union(g.includes for g in found), _union(g.maybe for g in found)
        if any(w in self.conditional for w in words):
            return UnitGroup(frozenset(), includes | maybe)
        return UnitGroup(includes, maybe - includes)

    def _is_open(self, name: str) -> bool:
        plain = name.split("（")[0].split("(")[0]
        return plain.endswith(self.open_endings)

    def _cut(self, name: str) -> list[str] | None:
        """Words that make up all of the name, the longest first at each place; None where there is another word."""
        known = self.nouns.keys() | self.filler | self.conditional
        longest = max(map(len, known), default=0)
        best: list[list[str] | None] = [None] * len(name) + [[]]
        for start in range(len(name) - 1, -1, -1):
            for size in range(min(longest, len(name) - start), 0, -1):
                tail = best[start + size]
                if tail is not None and name[start : start + size] in known:
                    best[start] = [name[start : start + size], *tail]
                    break
        return best[0] if name else None


def _union(sets: Iterable[frozenset[str]]) -> frozenset[str]:
    return frozenset[str]().union(*sets)
