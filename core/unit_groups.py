"""Room: core. Clauses that name many (各乡镇街道、政府有关部门): which kinds of unit they mean, by words that are data."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TypeAlias, cast

Data: TypeAlias = Mapping[str, object]
_JOINTS = re.compile("以及|及其|[和及与]")


@dataclass(frozen=True, slots=True)
class UnitGroup:
    """`includes`: kinds surely meant. `maybe`: kinds for which it hangs on the case (视情涉及)."""

    includes: frozenset[str] = frozenset()
    maybe: frozenset[str] = frozenset()
    any_kind: bool = False  # an unknown phrase: might mean anyone of `maybe`, or, without it, anyone at all

    def means(self, kind: str) -> bool:
        return kind in self.includes

    def may_mean(self, kind: str) -> bool:
        return kind in self.maybe or (self.any_kind and not self.maybe)


def _strings(value: object) -> tuple[str, ...]:
    return tuple(cast("Iterable[str]", value or ()))


@dataclass(frozen=True, slots=True)
class GroupWords:
    """resources/units/groups.toml: a group is made of these words and nothing else."""

    nouns: Mapping[str, UnitGroup]
    filler: frozenset[str]
    conditional: frozenset[str]
    open_endings: tuple[str, ...]
    open_departments: frozenset[str] = frozenset()  # kinds that an unknown phrase on 部门 may mean
    # The same forty names are asked for again at every row of every unit.
    _known: dict[str, UnitGroup | None] = field(
        default_factory=dict[str, "UnitGroup | None"], compare=False, repr=False
    )

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
            frozenset(_strings(groups.get("open_departments"))),
        )

    def read(self, name: str) -> UnitGroup | None:
        """The group that a printed name is; None for one unit's name."""
        if name not in self._known:
            self._known[name] = self._made_of(name)
        return self._known[name]

    def _made_of(self, name: str) -> UnitGroup | None:
        words = self._cut(name)
        if words is None:
            return self._open(name)
        if self.conditional & set(words) and (parts := self._joined(name)):
            includes, maybe = _union(g.includes for g in parts), _union(g.maybe for g in parts)
            return UnitGroup(includes, maybe - includes)
        found = [self.nouns[w] for w in words if w in self.nouns]
        if not found:
            return None
        includes, maybe = _union(g.includes for g in found), _union(g.maybe for g in found)
        if any(w in self.conditional for w in words):
            return UnitGroup(frozenset(), includes | maybe)
        return UnitGroup(includes, maybe - includes)

    def _joined(self, name: str) -> list[UnitGroup]:
        """The groups that 和 and 及 join, where all parts are groups: 有关 in one says nothing of the others."""
        parts = [part for part in _JOINTS.split(name) if part]
        groups = (
            [g for part in parts if part.count("（") == part.count("）") and (g := self.read(part))]
            if len(parts) > 1
            else []
        )
        return groups if len(groups) == len(parts) else []

    def _open(self, name: str) -> UnitGroup | None:
        """A phrase with words that we do not know, by its ending."""
        plain = name.split("（")[0].split("(")[0]
        if not plain.endswith(self.open_endings):
            return None
        if plain.endswith("部门") and self.open_departments:
            return UnitGroup(maybe=self.open_departments, any_kind=True)
        return UnitGroup(any_kind=True)

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
