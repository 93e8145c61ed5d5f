"""Room: core. Figures that several units give for one task, summed as a suggestion for the office's own text (综合稿).

Only like is added to like: the noun and the unit word are the same. What is not an exact count stays out: ranges,
percentages, 约 and 余, ordinals, what is said of every month. A unit that gives two different figures in the same words
is named and not counted, as nobody but the unit knows which of them holds.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from core.intake.returned import Intake
from core.intake.sentences import sentences

_FIGURE = re.compile(
    r"(?P<name>[\u4e00-\u9fff]{2,16}?)(?:共计|累计|合计|达到|总计|共|计|达|了|有|为)*"
    r"(?<![\d.,\-—–~～至到第约近逾超每各多前后余])(?P<number>\d{1,3}(?:,\d{3})+|\d{1,9}(?:\.\d+)?)"
    r"(?P<measure>亿元|万元|万人次|人次|条次|[条件次个场期份篇项户人元处家名批](?!月|次|员|均|百分|工作日|小时|季|例))"
    r"(?:(?=(?P<after>[\u4e00-\u9fff]{2,8})(?:[，。；、,;！（(]|$)))?"
)
_LEAD = re.compile(
    "^.*(?:截至目前|目前|已经|已|(?<!公)共(?![同享建])|累计|其中|今年以来|以来|年内|全年|上半年|下半年|主动|依法|及时|集中"
    "|(?:网站|公众号|专栏|专题|平台)(?=[\u4e00-\u9fff]{2})|本单位|我单位|[我本全](?:局|镇|乡|县|委|办|街道))"
)
_VERBS = frozenset(
    "公开 发布 开展 举办 制作 编制 受理 办理 答复 解读 回应 召开 印发 收到 办结 更新 推送 组织 接待 培训 整改 新增".split()
)
_UNIT_END = re.compile("^(?:镇(?![街村])|乡(?![村镇])|局(?![部面])|人民政府|街道办事处|街道|政府)(?=..)")
_HALF_WIDTH = str.maketrans("０１２３４５６７８９．％", "0123456789.%")
MOST = 8  # addends that are written out in one line
SAME = 6  # so many last characters of what is counted must be the same: 发布政策信息12条


@dataclass(frozen=True, slots=True)
class Figure:
    """One count in a text. `sentence` is where it stands, as written."""

    name: str
    measure: str
    number: Decimal
    sentence: str


@dataclass(frozen=True, slots=True)
class FigureSum:
    """`parts`: (unit, its figure) in the units' order; `total` is their sum and nothing more. `unsure`: units with
    several figures in these words, which are not counted. `said`: unit → the sentence its figure stands in.
    """

    name: str
    measure: str
    total: Decimal
    parts: tuple[tuple[str, Decimal], ...]
    unsure: tuple[str, ...] = ()
    said: tuple[tuple[str, str], ...] = ()

    @property
    def working(self) -> str:
        """公开 12+8+5＝25 条，涉及 3 个单位"""
        shown = [plain_number(n) for _, n in self.parts]
        added = "+".join(shown if len(shown) <= MOST else [*shown[: MOST - 2], "…", shown[-1]])
        return f"{self.name} {added}＝{plain_number(self.total)} {self.measure}，涉及 {len(self.parts)} 个单位"

    @property
    def behind(self) -> str:
        """Which unit gave which figure, and who is left out."""
        told = "、".join(f"{unit}{plain_number(n)}" for unit, n in self.parts)
        left = f"；{'、'.join(self.unsure)}写了不同的数，没有计入" if self.unsure else ""
        return told + left

    @property
    def shown(self) -> str:
        return f"{self.working}（{self.behind}）"

    @property
    def sentence(self) -> str:
        """What may be put into the 综合稿."""
        return f"{self.name}共{plain_number(self.total)}{self.measure}。"


def figure_sums(intake: Intake, place: int) -> tuple[FigureSum, ...]:
    """Sums of what at least two units count in the same words at this task."""
    return sums_of([(unit.name, unit.said.get(place, "")) for unit in intake.back])


def sums_of(texts: Sequence[tuple[str, str]]) -> tuple[FigureSum, ...]:
    """`texts`: (unit, what it says). Those of most units first, then in the order in which the words first stand."""
    found: dict[tuple[str, str], dict[str, list[Figure]]] = defaultdict(lambda: defaultdict(list))
    for unit, text in texts:
        for figure in figures(text):
            found[figure.name[-SAME:], figure.measure][unit].append(figure)
    made = (_sum(measure, by_unit) for (_, measure), by_unit in found.items())
    return tuple(sorted((each for each in made if len(each.parts) > 1), key=lambda each: -len(each.parts)))


def _sum(measure: str, by_unit: dict[str, list[Figure]]) -> FigureSum:
    name = _shared([f.name for given in by_unit.values() for f in given])
    sure = {unit: given[0] for unit, given in by_unit.items() if len({f.number for f in given}) == 1}
    return FigureSum(
        name,
        measure,
        sum((f.number for f in sure.values()), Decimal()),
        tuple((unit, f.number) for unit, f in sure.items()),
        tuple(unit for unit in by_unit if unit not in sure),
        tuple((unit, f.sentence) for unit, f in sure.items()),
    )


def _shared(names: Sequence[str]) -> str:
    """The words in which all end, without the end of a unit's name before them (云岭镇由…, 白石镇由…)."""
    shortest = min(names, key=len)
    length = next((n for n in range(len(shortest), 0, -1) if all(x.endswith(shortest[-n:]) for x in names)), 0)
    shared = shortest[-length:]
    return _UNIT_END.sub("", shared) if any(len(x) > length for x in names) else shared


def figures(text: str) -> Iterator[Figure]:
    """Exact counts with what they count, in reading order."""
    for sentence in sentences(text):
        for m in _FIGURE.finditer("".join(sentence.translate(_HALF_WIDTH).split())):
            name = _LEAD.sub("", m["name"])
            if name in _VERBS and m["after"]:
                name += m["after"]  # 公开12条政务信息 counts what 公开政务信息12条 counts
            if len(name) > 1 and "每" not in m["name"]:
                yield Figure(name, m["measure"], Decimal(m["number"].replace(",", "")), sentence)


def plain_number(number: Decimal) -> str:
    return f"{number.normalize():f}"
