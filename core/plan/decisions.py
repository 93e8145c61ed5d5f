"""Room: core. Names in a plan that need one decision each: nearly the same as another, or known to nobody."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from rapidfuzz import fuzz, process

from core.clauses import Responsibility
from core.unit_names import names_its_system
from core.units import Concern, Unit, UnitDirectory

ALIKE = 84.0  # likeness in percent from which two names may be one unit's


class Doubt(StrEnum):
    ALIKE = "alike"  # 工业和信息化商务局, 工业和信息化和商务局
    UNKNOWN = "unknown"
    SEVERAL = "several"  # 文旅局 where the directory has two bodies that it can mean


DOUBT_LABELS = {
    Doubt.ALIKE: "名称相近，请确认是否同一单位",
    Doubt.UNKNOWN: "名录中没有这个单位",
    Doubt.SEVERAL: "名录中有不止一个单位可能是它",
}


@dataclass(frozen=True, slots=True)
class NameDecision:
    """A printed name to decide on. `choices`: units or printed names it may mean, the likeliest first."""

    name: str
    times: int
    doubt: Doubt
    choices: tuple[str, ...] = ()


def printed_names(tasks: Iterable[Responsibility]) -> Counter[str]:
    """How often each name is printed, in the order of its first place."""
    return Counter(name for task in tasks for name in task.names)


def name_decisions(tasks: Sequence[Responsibility], directory: UnitDirectory) -> tuple[NameDecision, ...]:
    """Names that no unit of the directory bears, and pairs printed two ways. One decided is an alias, and asked no more."""
    printed = printed_names(tasks)
    single = [name for name in directory.speaking(tuple(printed)) if directory.group(name) is None]
    answered = {name: _answering(name, directory) for name in single}
    unknown = [name for name in single if not answered[name]]
    decisions = [
        NameDecision(name, printed[name], Doubt.SEVERAL, units)
        for name, units in answered.items()
        if len(units) > 1 and _means_one(name, directory)
    ]
    for name in unknown:
        choices = _alike(name, [u.name for u in directory.units], directory)
        choices += [other for other in _alike(name, single, directory) if other not in choices]
        if choices and not any(d.name in choices and name in d.choices for d in decisions):
            decisions.append(NameDecision(name, printed[name], Doubt.ALIKE, tuple(choices)))
        elif directory.units and not choices:
            decisions.append(NameDecision(name, printed[name], Doubt.UNKNOWN))
    return tuple(decisions)


def _answering(name: str, directory: UnitDirectory) -> tuple[str, ...]:
    owner = directory.owner(name)
    if owner:
        return (owner.name,)
    named = (u.name for u in directory.units if directory.concern(u.name, (), (name,)).concern is Concern.NAMED)
    return tuple(named)


def _means_one(name: str, directory: UnitDirectory) -> bool:
    """审批局<政务服务中心> and 财政局和审计局 rightly mean two."""
    return len(directory.parts(name)) == 1 and len(list(directory.bodies.all_of(name))) == 1


def _alike(name: str, others: Sequence[str], directory: UnitDirectory) -> list[str]:
    """The name most like it, if it is like enough and surely no other body of the standard list."""
    own = directory.bodies.parse(name)
    free = [
        o
        for o in others
        if o != name and not own.same_as(directory.bodies.parse(o)) and not _two_bodies(name, o, directory)
    ]
    plain = [_bare(o, directory) for o in free]
    best = process.extractOne(_bare(name, directory), plain, scorer=fuzz.ratio, score_cutoff=ALIKE)
    return [free[best[2]]] if best else []


def _bare(name: str, directory: UnitDirectory) -> str:
    """The name without the place before it."""
    return name.removeprefix(directory.bodies.parse(name).scope)


def _two_bodies(one: str, other: str, directory: UnitDirectory) -> bool:
    """Two different bodies of the standard list (财政局, 民政局) are alike by accident; so are two towns."""
    known = directory.bodies.kinds.keys()
    first, second = (directory.bodies.parse(n).bodies for n in (one, other))
    if first & known and second & known:
        return True
    towns = ("town", "street", "village")
    return directory.kind_of(one) in towns or directory.kind_of(other) in towns or one[-1] != other[-1]


def decide(units: Sequence[Unit], name: str, unit: str) -> tuple[Unit, ...]:
    """Remember that `name` means `unit`: an alias of it from now on."""
    return tuple(
        replace(u, aliases=(*u.aliases, name)) if u.name == unit and name not in u.aliases else u for u in units
    )


def propose_units(tasks: Iterable[Responsibility], directory: UnitDirectory, place: str = "") -> tuple[Unit, ...]:
    """A first directory from a plan: every single unit it names, once, in full (place + standard form) where known."""
    found: dict[str, Unit] = {}
    for name in printed_names(tasks):
        if directory.group(name) is None:
            full = _in_full(name, directory, place)
            before = found.get(full, Unit(full, directory.kind_of(full)))
            told = directory.bodies.parse(full).same_as(directory.bodies.parse(name)) or name in before.aliases
            found[full] = before if told else replace(before, aliases=(*before.aliases, name))
    return tuple(found.values())


def _in_full(name: str, directory: UnitDirectory, place: str) -> str:
    """With the place before it, an abbreviation written out; 档案馆 is no short form of 档案局, nor 国网… of anything."""
    parsed, bare = directory.bodies.parse(name), _bare(name, directory)
    if not place or len(parsed.scope) > 1 or names_its_system(name):
        return name
    (body,) = parsed.bodies if len(parsed.bodies) == 1 else (bare,)
    return place + (body if len(body) > len(bare) else bare)
