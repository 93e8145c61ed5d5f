"""Room: core. Units' exported 年度数据 found among their reports, and summed with the units behind each sum."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from core.document import Document, Row, Table, text_cell
from core.errors import LedgerError
from core.registers.figures import REGISTER, YearFigure, YearSum, sum_figures
from core.registers.kit import RegisterKit
from core.registers.register import Entry
from core.registers.table import read_entries
from core.sheets import Sheet

NEEDED = frozenset({"figure", "year", "value"})
SHEET = "年度数据"


@dataclass(frozen=True, slots=True)
class CountySum:
    """`shares`: unit → its sum; a unit that entered nothing for the figure is not among them."""

    figure: YearFigure
    value: Decimal | None
    shares: Mapping[str, YearSum]

    @property
    def text(self) -> str:
        return "" if self.value is None else f"{self.value:f}"


def figure_entries(document: Document, kit: RegisterKit) -> tuple[Entry, ...]:
    """The entries where the document is an exported register of the year's figures; () for any other document."""
    register = kit.register(REGISTER)
    try:
        read = read_entries(document, register, 0)
    except LedgerError:
        return ()
    if not set(read.mapping.values()) >= NEEDED:
        return ()
    return tuple(Entry(REGISTER, row.values, number) for number, row in enumerate(read.rows, 1))


def unit_in_name(name: str) -> str:
    """云岭镇人民政府年度数据登记簿.xlsx → 云岭镇人民政府; the whole name where nothing is left."""
    stem = name.rpartition(".")[0] or name
    unit = re.sub(r"(?:20\d\d年?(?:度)?)?(?:年度数据|登记簿).*$", "", stem).strip(" 　-_—－·.（(【[")
    return re.sub(r"^[\d\s._、-]+", "", unit) or stem


def county_sums(entries: Mapping[str, Sequence[Entry]], kit: RegisterKit, year: int) -> tuple[CountySum, ...]:
    """One a figure, in the register's order; years of other entries are left out."""
    by_unit = {unit: {s.figure.key: s for s in sum_figures(own, kit.figures, year)} for unit, own in entries.items()}
    found: list[CountySum] = []
    for figure in kit.figures:
        shares = {u: sums[figure.key] for u, sums in by_unit.items() if sums[figure.key].value is not None}
        values = [s.value for s in shares.values() if s.value is not None]
        found.append(CountySum(figure, sum(values, Decimal(0)) if values else None, shares))
    return tuple(found)


def figures_sheet(sums: Sequence[CountySum], units: Sequence[str]) -> Sheet:
    """A row a figure: its sum, then every unit's; blank where a unit entered nothing."""
    rows = [Row(tuple(text_cell(t) for t in ("指标", "计量单位", "各单位合计", *units)))]
    for each in sums:
        shares = [each.shares[u].text if u in each.shares else "" for u in units]
        rows.append(Row(tuple(text_cell(t) for t in (each.figure.label, each.figure.unit, each.text, *shares))))
    return Sheet(SHEET, Table(tuple(rows), (60.0, 20.0, 24.0, *(24.0 for _ in units)), 1))
