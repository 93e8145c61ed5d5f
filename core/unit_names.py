"""Room: core. What a unit's name says: the place before it and the body meant, full form or abbreviation (data)."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

_SPACE = re.compile(r"\s+")
_PARTY = re.compile("^(?:中共|中国共产党|国家税务总局|国网)(?=.{3,})")
_YOUTH = re.compile("^(?:中国)?共青团(?P<place>.{0,8}?)委(?:员会)?$")
_OWN_PLACE = (
    "(?<!园)(?<!发)(?<!新)(?<!景)(?<!小)(?<!社)(?<!库)(?<!林)(?<!牧)(?<!假)(?<!范)"  # 园区, 开发区 … are bodies
)
_PLACE = re.compile(
    "(?!县)(?:[一-龥]{2,8}?(?:自治区|省))?(?:[一-龥]{2,7}?(?:自治州|市|州|盟|地区))?"
    f"(?:[一-龥]{{1,7}}?(?:自治县|县|旗|市|{_OWN_PLACE}区))?(?=[一-龥]{{3}})"
)
_RELATIVE = ("自治区", "省", "市", "县", "区", "旗", "州", "镇", "乡")
_NOT_RELATIVE = re.compile("市场|市政|市容|市民|市监|区域|县域|县委|区委|市委|省委|乡村|镇村|州府")
_TOWN = re.compile("^(?P<town>[一-龥]{1,8}?(?:镇|乡|苏木))(?:人民政府|政府|党委|党委政府)?$")
_STREET = re.compile("^(?P<street>[一-龥]{1,8}?街道)(?:办事处|办)?$")
_BRANCH = re.compile("^(?P<body>.+局)(?P<place>[一-龥]{2,6})分局$")
_INNER = re.compile("^(?P<outer>[^（(<＜〈]+)[（(<＜〈](?P<inner>[^）)>＞〉]+)[）)>＞〉](?P<rest>.*)$")


@dataclass(frozen=True, slots=True)
class UnitName:
    """`scope`: "" none, 县 (relative), 云岭县 (a place). `bodies`: every standard body the rest can mean, else itself."""

    scope: str
    bodies: frozenset[str]

    def same_as(self, printed: "UnitName") -> bool:
        """Whether `printed` in a county's document can only mean this unit."""
        return bool(self.bodies & printed.bodies) and _within(self.scope, printed.scope)


@dataclass(frozen=True, slots=True)
class BodyNames:
    """The standard bodies and what they are called (resources/units/names.toml)."""

    meant_by: Mapping[str, frozenset[str]] = field(default_factory=dict[str, frozenset[str]])
    kinds: Mapping[str, str] = field(default_factory=dict[str, str])  # full form → kind
    _parsed: dict[str, UnitName] = field(default_factory=dict[str, UnitName], init=False, compare=False, repr=False)

    @classmethod
    def from_mapping(cls, names: Mapping[str, Mapping[str, Iterable[str]]]) -> "BodyNames":
        """`names`: kind → full form → other names."""
        meant: dict[str, set[str]] = {}
        kinds: dict[str, str] = {}
        for kind, bodies in names.items():
            for full, others in bodies.items():
                kinds[full] = kind
                for name in (full, *others):
                    meant.setdefault(name, set()).add(full)
        return cls({name: frozenset(full) for name, full in meant.items()}, kinds)

    def parse(self, name: str) -> UnitName:
        """Split a printed name. The longest known ending wins, so that 市 stays in 市场监督管理局."""
        if name not in self._parsed:  # a county's few hundred names are asked for again with every task
            self._parsed[name] = self._split(name)
        return self._parsed[name]

    def _split(self, name: str) -> UnitName:
        plain = _YOUTH.sub(r"\g<place>团委", _PARTY.sub("", _SPACE.sub("", name)))
        for cut in range(len(plain)):
            if plain[cut:] in self.meant_by and (cut == 0 or plain[:cut].endswith(_RELATIVE)):
                return UnitName(_scope(plain[:cut]), self.meant_by[plain[cut:]])
        branch = _BRANCH.match(plain)
        if branch:
            return self._branch(branch)
        scope, rest = _without_place(plain)
        town = _TOWN.match(rest) or _STREET.match(rest)
        return UnitName(scope, frozenset({town[1] if town else rest}))

    def _branch(self, m: re.Match[str]) -> UnitName:
        """云岭市市场监督管理局松溪分局 is 松溪's 市场监督管理分局, never 市场监督管理局."""
        bodies = {f"{body[:-1]}分局" for body in self.parse(m["body"]).bodies}
        known = [full for body in bodies for full in self.meant_by.get(body, {body})]
        return UnitName(m["place"], frozenset(known))

    def all_of(self, name: str) -> Iterator[UnitName]:
        """The name itself, and both of 审批局<政务服务中心>."""
        yield self.parse(name)
        inner = _INNER.match(_SPACE.sub("", name))
        if inner:
            yield self.parse(inner["outer"] + inner["rest"])
            yield self.parse(inner["inner"])


def _scope(prefix: str) -> str:
    return "省" if prefix in ("自治区", "省") else prefix


def _without_place(name: str) -> tuple[str, str]:
    """(place, rest) of a name that no list knows: 兴庆区城运中心, 县城运中心."""
    m = _PLACE.match(name)
    if m and m[0]:
        return m[0], name[m.end() :]
    for relative in _RELATIVE:
        rest = name.removeprefix(relative)
        if rest != name and len(rest) >= 3 and not _NOT_RELATIVE.match(name):
            return _scope(relative), rest
    return "", name


def names_its_system(name: str) -> bool:
    """国家税务总局…, 国网…, 中共…: a name that is full as it stands, and no place belongs before it."""
    return bool(_PARTY.match(name))


def is_above(scope: str) -> bool:
    """A province's or a ministry's body: never one of the county's."""
    return scope.endswith(("省", "自治区")) or scope in ("国家", "全国")


def _within(own: str, printed: str) -> bool:
    if not printed:
        return True
    if not own:
        return not is_above(printed)
    if len(printed) == 1:
        return own.endswith(printed)
    if len(own) == 1:
        return printed.endswith(own)
    return own.endswith(printed) or printed.endswith(own) or own.removesuffix(own[-1]) == printed
