"""Room: core. What the office decided of a printed name that is no single unit: a group of its own, or none of ours."""

from dataclasses import dataclass
from enum import StrEnum


class Meaning(StrEnum):
    GROUP = "group"  # 领导小组成员单位: these members, or, without any, whoever the case concerns
    NOT_A_UNIT = "not_a_unit"  # 各分管领导: nobody gets a ledger for it


@dataclass(frozen=True, slots=True)
class NameMeaning:
    """One decision, remembered so that it is asked once. `members` are names of units, for a group only."""

    name: str
    meaning: Meaning
    members: tuple[str, ...] = ()
    meaning_id: int = 0
