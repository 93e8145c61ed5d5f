"""Room: core. What 通报与评分 is given as data: the template's place, tables of scores to start from."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class NoticeKit:
    """`template`: place of the .docx, the user's own in DATA/resources/templates first. `tables` as score_table reads."""

    template: str = ""
    tables: Sequence[Mapping[str, object]] = ()
