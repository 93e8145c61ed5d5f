"""Room: core. The units of a county (名录), and what a task that names some of them means for one unit (涉及本单位)."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, cast

from core.own_facts import understood
from core.unit_exceptions import without_exceptions
from core.unit_groups import Data, GroupWords, UnitGroup
from core.unit_meanings import Meaning, NameMeaning
from core.unit_names import BodyNames, UnitName, is_above


class Concern(StrEnum):
    NAMED = "named"
    ALL = "all"
    CONDITIONAL = "conditional"
    UNASSIGNED = "unassigned"
    NONE = "none"


CONCERN_LABELS = {
    Concern.NAMED: "明确列名",
    Concern.ALL: "面向全体",
    Concern.CONDITIONAL: "视情涉及",
    Concern.UNASSIGNED: "待确认",
    Concern.NONE: "未列入本单位",
}
_STRENGTH = (Concern.NAMED, Concern.ALL, Concern.CONDITIONAL)

KIND_LABELS = {
    "department": "政府部门",
    "town": "乡镇",
    "street": "街道",
    "party": "党委部门",
    "mass": "群团",
    "institution": "事业单位",
    "vertical": "垂直管理单位",
    "judiciary": "人大政协法检",
    "park": "园区",
    "company": "企业",
    "village": "村（社区）",
    "desk": "内设股室、站所",
    "county": "县级政府",
}


class Flag(StrEnum):
    """What a unit takes part in."""

    LEDGER = "ledger"
    REPORT = "report"
    ROLL_UP = "roll_up"
    SCORED = "scored"
    VERTICAL = "vertical"
    NOT_ADMINISTRATIVE = "not_administrative"


FLAG_LABELS = {
    Flag.LEDGER: "发台账",
    Flag.REPORT: "编年报",
    Flag.ROLL_UP: "计入汇总",
    Flag.SCORED: "参加考核",
    Flag.VERTICAL: "垂直管理",
    Flag.NOT_ADMINISTRATIVE: "非行政机关",
}


_OF_KIND = {
    "party": frozenset({Flag.LEDGER, Flag.NOT_ADMINISTRATIVE}),
    "mass": frozenset({Flag.LEDGER, Flag.NOT_ADMINISTRATIVE}),
    "judiciary": frozenset({Flag.LEDGER, Flag.NOT_ADMINISTRATIVE}),
    "company": frozenset({Flag.LEDGER, Flag.NOT_ADMINISTRATIVE}),
    "institution": frozenset({Flag.LEDGER, Flag.SCORED, Flag.NOT_ADMINISTRATIVE}),
    "vertical": frozenset({Flag.LEDGER, Flag.REPORT, Flag.VERTICAL}),
    "village": frozenset({Flag.LEDGER}),
    "desk": frozenset({Flag.LEDGER}),
}


def usual_flags(kind: str) -> frozenset[Flag]:
    """What units of a kind usually take part in; the clerk ticks otherwise where the county does otherwise.

    Only administrative bodies make an annual report (条例 49), and 垂直管理 ones stand outside the local sum.
    """
    return _OF_KIND.get(kind, frozenset({Flag.LEDGER, Flag.REPORT, Flag.ROLL_UP, Flag.SCORED}))


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit of the directory. `kind` "" = what the name says. `successors`: who goes on with its figures.

    `since` and `until` are the first and the last year in which it exists, None = always, still. `contact` and `phone`
    are those whom the office calls. `unit_id` is 0 until stored.
    """

    name: str
    kind: str = ""
    aliases: tuple[str, ...] = ()
    flags: frozenset[Flag] = frozenset({Flag.LEDGER, Flag.REPORT, Flag.ROLL_UP, Flag.SCORED})
    successors: tuple[str, ...] = ()
    since: int | None = None
    until: int | None = None
    contact: str = ""
    phone: str = ""
    unit_id: int = 0


@dataclass(frozen=True, slots=True)
class ConcernResult:
    """`because` is the printed name that decided it, "" where none did."""

    concern: Concern
    as_lead: bool = False
    because: str = ""


@dataclass(frozen=True, slots=True)
class Members:
    """Units that a printed name means: surely, and in some cases only."""

    units: tuple[Unit, ...] = ()
    maybe: tuple[Unit, ...] = ()


@dataclass(frozen=True, slots=True)
class UnitDirectory:
    """Standard bodies, kinds and groups (data), the county's own units with their own aliases, and what the office
    decided of names that are no single unit."""

    bodies: BodyNames
    groups: GroupWords
    endings: tuple[tuple[str, str], ...]  # (ending, kind), the first that fits
    units: tuple[Unit, ...] = field(default=())
    meanings: tuple[NameMeaning, ...] = field(default=())
    _owners: dict[str, Unit] = field(default_factory=dict[str, Unit], init=False, compare=False, repr=False)
    _decided: dict[str, NameMeaning] = field(
        default_factory=dict[str, NameMeaning], init=False, compare=False, repr=False
    )

    def __post_init__(self) -> None:
        for unit in self.units:  # looked up for every name of every task and unit
            for alias in unit.aliases:
                self._owners.setdefault(alias, unit)
        self._owners.update({u.name: u for u in reversed(self.units)})
        self._decided.update({m.name: m for m in self.meanings})

    @classmethod
    def from_mapping(cls, *files: Mapping[str, object], units: Iterable[Unit] = ()) -> "UnitDirectory":
        """From the plain mappings of resources/units/*.toml (keys names, suffixes, groups), later files winning.

        LedgerError where a user's own is not understood.
        """
        data: dict[str, object] = {key: value for mapping in files for key, value in mapping.items()}
        suffixes = cast("list[Mapping[str, Any]]", data.get("suffixes", []))
        with understood("单位名称"):
            endings = tuple((str(ending), str(rule["kind"])) for rule in suffixes for ending in rule["endings"])
            names = BodyNames.from_mapping(cast("Mapping[str, Mapping[str, Iterable[str]]]", data.get("names", {})))
            groups = GroupWords.from_mapping(cast("Data", data.get("groups", {})))
        return cls(names, groups, endings, tuple(units))

    def kind_of(self, name: str) -> str:
        """The kind of a unit: as the directory says, as the standard body is, else by the name's ending."""
        own = next((u.kind for u in self.units if u.name == name and u.kind), "")
        if own:
            return own
        known = sorted(self.bodies.kinds[b] for b in self.bodies.parse(name).bodies if b in self.bodies.kinds)
        return known[0] if known else self._kind_by_ending(name)

    def _kind_by_ending(self, name: str) -> str:
        plain = re.sub("[（(<＜〈].*$", "", name)
        return next((kind for ending, kind in self.endings if plain.endswith(ending)), "department")

    def concern(self, unit: str, lead: Sequence[str], responsible: Sequence[str], kind: str = "") -> ConcernResult:
        """What a task means for a unit by the names printed on it. `kind` "" = what the directory or the name says."""
        lead, responsible = self.speaking(lead), self.speaking(responsible)
        if not lead and not responsible:
            return ConcernResult(Concern.UNASSIGNED)
        own, of_kind = self._names_of(unit), kind or self.kind_of(unit)
        asking = _Asking(unit, own, of_kind)
        found = [
            r for as_lead, names in ((True, lead), (False, responsible)) for r in self._judge(asking, names, as_lead)
        ]
        return min(found, key=lambda r: _STRENGTH.index(r.concern), default=ConcernResult(Concern.NONE))

    def _judge(self, asking: "_Asking", names: Sequence[str], as_lead: bool) -> list[ConcernResult]:
        results: list[ConcernResult] = []
        for name, above in self._with_prefix(names):
            concern = Concern.NONE if above else self._of_one(asking, name)
            if concern is not Concern.NONE:
                results.append(ConcernResult(concern, as_lead, name))
        return results

    def _of_one(self, asking: "_Asking", name: str) -> Concern:
        told = self.meaning(name)
        if told:
            everyone = Concern.CONDITIONAL if not told.members else Concern.NONE
            return Concern.ALL if asking.unit in told.members else everyone
        owner = self.owner(name)
        if owner and asking.unit in self._owners:
            return Concern.NAMED if owner.name == asking.unit else Concern.NONE
        name, left_out = without_exceptions(name)
        if any(self._of_one(asking, out) in (Concern.NAMED, Concern.ALL) for out in left_out):
            return Concern.NONE
        name = self._as_body(name)
        printed = [p for part in self.parts(name) for p in self.bodies.all_of(part)]
        if any(o.same_as(p) for o in asking.names for p in printed):
            return Concern.NAMED
        group = self.group(name)
        if group and group.means(asking.kind):
            return Concern.ALL
        return Concern.CONDITIONAL if group and group.may_mean(asking.kind) else Concern.NONE

    def _as_body(self, name: str) -> str:
        """教育部门 is 教育局 where the list has such a body; 执法部门 is made of a group's words and stays one."""
        if not name.endswith("部门") or not self.bodies.parse(f"{name[:-2]}局").bodies & self.bodies.kinds.keys():
            return name
        group = self.groups.read(name)
        return f"{name[:-2]}局" if group and group.any_kind else name

    def meaning(self, name: str) -> NameMeaning | None:
        """What the office decided of this name, None where it is a unit's, a usual group's or undecided."""
        return self._decided.get(name)

    def speaking(self, names: Sequence[str]) -> tuple[str, ...]:
        """The names without those that the office said are no units."""
        return tuple(n for n in names if (m := self.meaning(n)) is None or m.meaning is not Meaning.NOT_A_UNIT)

    def owner(self, name: str) -> Unit | None:
        """The unit that bears exactly this name or has it among its aliases: it wins over others like it."""
        return self._owners.get(name)

    def _with_prefix(self, names: Sequence[str]) -> list[tuple[str, bool]]:
        """Each name and whether it is a province's body: its prefix holds for those after it (省工信厅、财政厅)."""
        above, marked = False, list[tuple[str, bool]]()
        for name in names:
            scope = self.bodies.parse(name).scope
            above = is_above(scope) or (above and not scope and not self.group(name))
            marked.append((name, above))
        return marked

    def parts(self, name: str) -> list[str]:
        """A name, or the two that 和 and 及 join, where both are whole (财政局和审计局)."""
        parts = re.split("[和及与/]", name)
        return parts if len(parts) > 1 and all(self.is_known(p) for p in parts) else [name]

    def is_known(self, name: str) -> bool:
        """Whether a name is a standard body's or stands in the directory."""
        parsed = self.bodies.parse(name)
        return bool(parsed.bodies & self.bodies.kinds.keys()) or any(name in (u.name, *u.aliases) for u in self.units)

    def _names_of(self, unit: str) -> list[UnitName]:
        aliases = next((u.aliases for u in self.units if u.name == unit), ())
        return [p for name in (unit, *aliases) for p in self.bodies.all_of(name)]

    def group(self, name: str) -> UnitGroup | None:
        """The group a printed name is, None for one unit; a standard body's name is never a group."""
        told = self.meaning(name)
        if told and told.meaning is Meaning.GROUP:
            return UnitGroup(any_kind=True)
        name = self._as_body(without_exceptions(name)[0])
        if self.bodies.parse(name).bodies & self.bodies.kinds.keys():
            return None
        return self.groups.read(name)

    def members(self, name: str) -> Members:
        """The directory's units that a printed name means, for the preview of a group."""
        judged = [(u, self.concern(u.name, (), (name,)).concern) for u in self.units]
        return Members(
            tuple(u for u, c in judged if c in (Concern.NAMED, Concern.ALL)),
            tuple(u for u, c in judged if c is Concern.CONDITIONAL),
        )


@dataclass(frozen=True, slots=True)
class _Asking:
    """The unit for which a printed name is judged."""

    unit: str
    names: list[UnitName]
    kind: str
