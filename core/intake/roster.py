"""Room: core. Which unit a name means: the plan's own units first; two spellings of one unit are one unit."""

import re
import unicodedata
from collections.abc import Iterable, Iterator

from core.clause_text import looks_like_unit
from core.unit_names import UnitName
from core.units import Unit, UnitDirectory

_SEAL_WORDS = re.compile(r"[（(][^）)]*[）)]|(?:电子)?(?:公章|印章|签章)$|(?:\S{0,6})?专用章$")
_BRACKETED_MARK = re.compile(r"[（(](?:盖章|公章|签章|章)[）)]|[\s\u3000_＿]+")
_BREAK = re.compile(r"[^\u4e00-\u9fff]+")
_ENDINGS = "人民政府|政府|街道办事处|街道办|街道|委员会|办公室|服务局|局|中心|镇|乡|委|办|院|站|所|社区|村|管委会|公司"
_IN_WORDS = re.compile(
    rf"(?P<name>[\u4e00-\u9fff]{{1,18}}?(?:{_ENDINGS}))"
    r"(?=$|[（(]|政务|信息公开|台账|年|上半年|下半年|第|报送|上报|落实|工作|任务|填报|盖章|进展|情况|最终|终稿|定稿|修改|的|表|扫描|正式|版)"
)
_FORMAL = ("人民政府", "办事处", "委员会", "办公室")
_COMMITTEE = re.compile("(?:村民委员会|居民委员会|居委会|(?<=村)委会)$")
SHORTEST = 3  # characters of a name that may be looked for inside a file's name


def _village(name: str) -> str:
    """王家村 of 王家村村民委员会, 王家村委会 and 王家村 alike; "" for what is no village or neighbourhood."""
    plain = _COMMITTEE.sub("", name)
    return plain if plain.endswith(("村", "社区")) else ""


class Roster:
    """`named`: units that the plan names; others come in as their files do and keep the first full spelling seen.

    `title` is the plan's own, which may begin with the office that issued it.
    """

    def __init__(self, directory: UnitDirectory, named: Iterable[Unit] = (), place: str = "", title: str = "") -> None:
        self._directory, self._place = directory, place
        self._known: dict[str, list[UnitName]] = {}
        self._words: dict[str, str] = {}
        for unit in named:
            self._add(unit.name, unit.aliases)
        self._issuer = self.in_words(title)

    def _add(self, name: str, aliases: Iterable[str] = ()) -> None:
        bodies = self._directory.bodies
        self._known[name] = [p for n in (name, *aliases) for p in bodies.all_of(n)]
        for word in {name, *aliases, *(b for p in self._known[name] for b in p.bodies), *self._short_forms(name)}:
            if len(word) >= SHORTEST:
                self._words.setdefault(word, name)

    def _short_forms(self, name: str) -> Iterator[str]:
        meant = self._directory.bodies.parse(name).bodies
        return (word for word, bodies in self._directory.bodies.meant_by.items() if bodies & meant)

    def resolve(self, name: str) -> str:
        """The unit that `name` means, in full; "" where it is no unit's name. A new one is remembered."""
        plain = _BRACKETED_MARK.sub("", unicodedata.normalize("NFKC", name)).strip("《》“”\"'.,;:、，。；：")
        if len(plain) < 2 or self._directory.group(plain):
            return ""
        for known in self._known:
            if self.same(known, plain):
                return known
        if not (looks_like_unit(plain) or self._directory.is_known(plain)):
            return ""
        full = self._in_full(plain)
        self._add(full, (plain,))
        return full

    def same(self, one: str, other: str) -> bool:
        """Whether two names are one unit's: 县医保局, 云岭县医疗保障局."""
        if one == other or (_village(one) and _village(one) == _village(other)):
            return True
        ours = self._known.get(one) or list(self._directory.bodies.all_of(one))
        theirs = self._known.get(other) or list(self._directory.bodies.all_of(other))
        return any(a.same_as(b) or b.same_as(a) for a in ours for b in theirs)

    def alike(self, one: str, other: str) -> bool:
        """The same, or one is the end of the other but for the place: 供电公司, 云岭供电公司."""
        ours, theirs = (name.removeprefix(self._place) for name in (one, other))
        return self.same(one, other) or ours.endswith(theirs) or theirs.endswith(ours)

    def same_as_seal(self, unit: str, seal: str) -> bool:
        """A seal's name may bear (1), 电子公章, or the place above the unit."""
        plain = _SEAL_WORDS.sub("", "".join(seal.split()))
        return self.same(unit, plain) or plain.endswith(unit) or unit.endswith(plain)

    def in_title(self, title: str) -> str:
        """The unit of a title; whoever issued the form stands in everybody's."""
        unit = self.in_words(title)
        return "" if unit == self._issuer else unit

    def in_words(self, words: str) -> str:
        """The one unit that a file's or a folder's name, or a title, speaks of; "" where none or several."""
        text = unicodedata.normalize("NFKC", words)
        found = list(dict.fromkeys(self._spoken_of(text)))
        return found[0] if len(found) == 1 else ""

    def _spoken_of(self, text: str) -> Iterator[str]:
        for piece in _BREAK.split(text):
            known = [word for word in self._words if word in piece]
            longest = max(known, key=len, default="")
            if longest:
                yield from dict.fromkeys(self._words[w] for w in known if len(w) == len(longest) or w not in longest)
                continue
            m = _IN_WORDS.match(piece)
            if m and m["name"] != self._place and (unit := self._new(m["name"])):
                yield unit

    def _new(self, name: str) -> str:
        kind = self._directory.kind_of(name)
        sure = self._directory.is_known(name) or (
            kind not in ("department", "desk", "county") and len(name) >= SHORTEST
        )
        return self.resolve(name) if sure or (looks_like_unit(name) and name.endswith(("局", "委员会"))) else ""

    def _in_full(self, name: str) -> str:
        """An abbreviation of a standard body in full, a town's or a street's name with its formal ending."""
        parsed = self._directory.bodies.parse(name)
        kind = self._directory.kind_of(name)
        if kind in ("town", "street") and not name.endswith(_FORMAL):
            stem = re.sub("(?:政府|办)$", "", name)
            return stem + ("人民政府" if kind == "town" else "办事处")
        body = next(iter(parsed.bodies)) if len(parsed.bodies) == 1 else ""
        if not self._place or len(parsed.scope) > 1 or body not in self._directory.bodies.kinds:
            return name
        return self._place + body
