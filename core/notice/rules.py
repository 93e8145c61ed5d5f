"""Room: core. A table of scores as an office published it: rules as data, with what of them can be seen in an intake."""

from collections.abc import Mapping, Sequence
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


class Per(StrEnum):
    CASE = "case"
    ONCE = "once"


@dataclass(frozen=True, slots=True)
class ScoreRule:
    """`points` < 0 deducts, > 0 adds; `cap` is the most that one unit can lose or gain by it, 0 for none."""

    rule_id: str
    what: str
    points: float
    cap: float = 0
    per: Per = Per.CASE
    event: Event = Event.NONE
    source: str = ""


@dataclass(frozen=True, slots=True)
class ScoreTable:
    """`published`: under which document this office published it, "" = not published: then nothing is proposed."""

    table_id: str
    name: str
    published: str
    source: str
    rules: tuple[ScoreRule, ...] = ()

    @property
    def in_force(self) -> bool:
        return bool(self.published.strip())


def score_table(raw: Mapping[str, object]) -> ScoreTable:
    """From the plain mapping of a TOML file. Raises LedgerError where a rule is not understood."""
    try:
        rules = tuple(_rule(r) for r in cast("Sequence[Mapping[str, Any]]", raw.get("rules", ())))
        return ScoreTable(
            str(raw["id"]), str(raw["name"]), str(raw.get("published", "")), str(raw.get("source", "")), rules
        )
    except (KeyError, ValueError, TypeError, AttributeError) as e:
        message = "评分表写得不对，没有采用，已有数据不受影响。每条规则要有 id、what、points，per 写 case 或 once。"
        raise LedgerError(message, detail=repr(e)) from e


def _rule(raw: Mapping[str, Any]) -> ScoreRule:
    return ScoreRule(
        rule_id=str(raw["id"]),
        what=str(raw["what"]),
        points=float(raw["points"]),
        cap=abs(float(raw.get("cap", 0))),
        per=Per(raw.get("per", "case")),
        event=Event(raw.get("event", "")),
        source=str(raw.get("source", "")),
    )
