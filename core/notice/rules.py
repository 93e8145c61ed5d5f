"""Room: core. A table of scores as an office published it: rules as data, with what of them can be seen in an intake."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, cast

from core.errors import LedgerError


class Event(StrEnum):
    """What the program can see by itself; every other rule is for people alone."""

    NONE = ""
    MISSING = "missing"  # nothing came by the last day
    LATE = "late"
    UNFILLED = "unfilled"  # a task that names the unit, its day past, and no word on it
    COMPLETE = "complete"  # on time, with a word on every task that names the unit


EVENT_LABELS = {
    Event.NONE: "由人认定",
    Event.MISSING: "未报送",
    Event.LATE: "逾期报送",
    Event.UNFILLED: "到期任务没有填报",
    Event.COMPLETE: "按时报送且填全",
}


class Per(StrEnum):
    CASE = "case"
    ONCE = "once"


PER_LABELS = {Per.CASE: "每次", Per.ONCE: "只计一次"}


@dataclass(frozen=True, slots=True)
class ScoreRule:
    """`points` < 0 deducts, > 0 adds; `cap` is the most that one unit can lose or gain by it in a year, 0 for none.

    Rules of one `group` share their cap (年报 10 分: five rules of 5 points each).
    """

    rule_id: str
    what: str
    points: float
    cap: float = 0
    per: Per = Per.CASE
    event: Event = Event.NONE
    source: str = ""
    group: str = ""


@dataclass(frozen=True, slots=True)
class ScoreTable:
    """`published`: under which document this office published it, "" = not published: then nothing is proposed.

    `base`: the points that every unit starts the year with.
    """

    table_id: str
    name: str
    published: str
    source: str
    rules: tuple[ScoreRule, ...] = ()
    base: float = 0

    @property
    def in_force(self) -> bool:
        return bool(self.published.strip())

    @property
    def basis(self) -> str:
        """As a 通报 quotes it: 《考核办法》（云政办发〔2026〕1号）."""
        return f"《{self.name}》（{self.published.strip()}）" if self.in_force else ""

    def rule(self, rule_id: str) -> ScoreRule | None:
        return next((r for r in self.rules if r.rule_id == rule_id), None)


def score_table(raw: Mapping[str, object]) -> ScoreTable:
    """From the plain mapping of a TOML file. Raises LedgerError where a rule is not understood."""
    try:
        rules = tuple(_rule(r) for r in cast("Sequence[Mapping[str, Any]]", raw.get("rules", ())))
        return ScoreTable(
            str(raw["id"]),
            str(raw["name"]),
            str(raw.get("published", "")),
            str(raw.get("source", "")),
            rules,
            float(cast("float", raw.get("base", 0))),
        )
    except (KeyError, ValueError, TypeError, AttributeError) as e:
        message = "评分表写得不对，没有采用，已有数据不受影响。每条规则要有 id、what、points，per 写 case 或 once。"
        raise LedgerError(message, detail=repr(e)) from e


def wrong_in(rules: Iterable[ScoreRule]) -> tuple[str, ...]:
    """What keeps rules from being used, each as a sentence; () where nothing does."""
    rules = tuple(rules)
    numbers = Counter(r.rule_id for r in rules)
    told = [f"编号“{n}”用了{count}次，请改成不同的编号。" for n, count in numbers.items() if n and count > 1]
    for rule in rules:
        name = f"“{rule.rule_id or rule.what or '未编号'}”"
        if not rule.rule_id.strip():
            told.append(f"规则{name}没有编号。")
        if not rule.what.strip():
            told.append(f"规则{name}没有写什么情形。")
        if rule.points == 0:
            told.append(f"规则{name}没有分值，扣分写负数，加分写正数。")
        elif rule.cap and rule.cap < abs(rule.points):
            told.append(f"规则{name}的上限{rule.cap:g}小于一次的分值{abs(rule.points):g}。")
    return tuple(told)


def _rule(raw: Mapping[str, Any]) -> ScoreRule:
    return ScoreRule(
        rule_id=str(raw["id"]),
        what=str(raw["what"]),
        points=float(raw["points"]),
        cap=abs(float(raw.get("cap", 0))),
        per=Per(raw.get("per", "case")),
        event=Event(raw.get("event", "")),
        source=str(raw.get("source", "")),
        group=str(raw.get("group", "")),
    )
