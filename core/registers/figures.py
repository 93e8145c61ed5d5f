"""Room: core. 年度数据: what was counted by channel and form, month by month or once a year, with the entries behind it."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import Any, cast

from core.finding import Finding, Severity
from core.registers.register import Choice, Entry

REGISTER = "figures"
MONTHS = range(1, 13)


@dataclass(frozen=True, slots=True)
class YearFigure:
    """`words`: what the report's narrative calls it. `once`: told at the year's end, months are not added up."""

    key: str
    label: str
    unit: str = ""
    group: str = ""
    words: tuple[str, ...] = ()
    once: bool = False


@dataclass(frozen=True, slots=True)
class YearSum:
    """`value` None where nothing was entered. `whole`: from one entry for the whole year. `entries`: what it adds up."""

    figure: YearFigure
    value: Decimal | None
    entries: tuple[int, ...] = ()
    months: Mapping[int, Decimal] = field(default_factory=dict[int, Decimal])
    whole: bool = False

    @property
    def text(self) -> str:
        return "" if self.value is None else f"{self.value:f}"

    @property
    def told(self) -> str:
        """12篇."""
        return f"{self.text}{self.figure.unit}" if self.value is not None else ""

    @property
    def words(self) -> str:
        """政策解读 12 篇, to put into a sentence."""
        return f"{self.figure.label}{self.told}" if self.value is not None else ""


def figures_from(raw: Mapping[str, Any]) -> tuple[YearFigure, ...]:
    return tuple(
        YearFigure(
            str(f["key"]),
            str(f["label"]),
            str(f.get("unit", "")),
            str(f.get("group", "")),
            tuple(map(str, f.get("words", ()))),
            bool(f.get("once")),
        )
        for f in cast("Sequence[Mapping[str, Any]]", raw.get("figures", ()))
    )


def choices_of_figures(figures: Iterable[YearFigure]) -> tuple[Choice, ...]:
    return tuple(Choice(f.key, f.label, f.words) for f in figures)


def number_in(text: str) -> Decimal | None:
    """A figure as typed, separators and 万 resolved; None where it is none."""
    plain = "".join(text.replace(",", "").replace("，", "").split())
    factor = Decimal(10000) if plain.endswith("万") else Decimal(1)
    try:
        value = Decimal(plain.removesuffix("万")) * factor
    except InvalidOperation:
        return None
    if not value.is_finite():
        return None
    return value.quantize(Decimal(1)) if value == value.to_integral_value() else value


def sum_figures(entries: Iterable[Entry], figures: Sequence[YearFigure], year: int) -> tuple[YearSum, ...]:
    """One sum a figure. An entry for the whole year counts in place of the months (both: `check_figures` tells)."""
    mine: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        if entry.count("year") == year and number_in(entry.text("value")) is not None:
            mine[entry.text("figure")].append(entry)
    return tuple(_sum(figure, mine.get(figure.key, [])) for figure in figures)


def _sum(figure: YearFigure, entries: Sequence[Entry]) -> YearSum:
    whole = [e for e in entries if e.count("month") not in MONTHS]
    months: dict[int, Decimal] = defaultdict(Decimal)
    for entry in entries:
        if entry.count("month") in MONTHS:
            months[entry.count("month")] += number_in(entry.text("value")) or Decimal(0)
    if whole:
        counted, value = whole, sum((number_in(e.text("value")) or Decimal(0) for e in whole), Decimal(0))
    elif figure.once and months:
        last = max(months)
        counted, value = [e for e in entries if e.count("month") == last], months[last]
    else:
        counted, value = list(entries), sum(months.values(), Decimal(0)) if months else None
    return YearSum(figure, value, tuple(e.entry_id for e in counted), dict(months), bool(whole))


def check_figures(entries: Sequence[Entry], figures: Sequence[YearFigure]) -> tuple[Finding, ...]:
    """Values that are no figures, unknown figures, years that lack, a whole year that differs from its months."""
    found: list[Finding] = []
    known = {f.key: f for f in figures}
    for entry in entries:
        place = f"entry:{entry.entry_id}"
        text = entry.text("value")
        if entry.text("figure") not in known:
            found.append(_error("figures.figure", "没有选择指标，未计入合计。", f"{place}.figure"))
        if not entry.count("year"):
            found.append(_error("figures.year", "没有年度，未计入合计。", f"{place}.year"))
        if number_in(text) is None:
            words = f"“{text}”不是数字，未计入合计。" if text else "没有填数值，未计入合计。"
            found.append(_error("figures.value", words, f"{place}.value"))
    years = sorted({e.count("year") for e in entries if e.count("year")})
    for year in years:
        for total in sum_figures(entries, figures, year):
            months = sum(total.months.values(), Decimal(0))
            if total.whole and total.months and not total.figure.once and months != total.value:
                message = (
                    f"{year}年“{total.figure.label}”全年填{total.text}，各月相加{months:f}，以全年数为准，请核对。"
                )
                where = tuple(f"entry:{i}" for i in total.entries)
                found.append(Finding(Severity.WARNING, "figures.sum", message, where, f"{months:f}", total.text))
    return tuple(found)


def _error(rule: str, message: str, place: str) -> Finding:
    return Finding(Severity.ERROR, rule, message, (place,))
