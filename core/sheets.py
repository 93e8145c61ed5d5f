"""Room: core. Sheets of a workbook: neutral tables, each with a heading and remarks on single cells."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from core.document import Table


@dataclass(frozen=True, slots=True)
class Remark:
    """What stands on a cell as a comment; `error` paints it red."""

    text: str
    error: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """`remarks` by (row, column) of the table's grid, counted from 0, where the remarked cell starts."""

    name: str
    table: Table
    remarks: Mapping[tuple[int, int], Remark] = field(default_factory=dict[tuple[int, int], Remark])
