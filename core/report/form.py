"""Room: core. The report's form as data: sections, printed tables, cell ids and rules (form_build.py makes one).

A printed table is rows of `Printed` cells with spans;
those with an id are filled in. A `Line` is one row to fill in, with the labels that stand left of it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from core.errors import LedgerError
from core.finding import Severity, Source

Raw = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Printed:
    """One cell as the form prints it; `cell` is its id where a figure belongs into it, else ""."""

    text: str = ""
    cols: int = 1
    rows: int = 1
    cell: str = ""
    kind: str = "count"  # count | money | signed
    alias: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """One row to fill in. `labels` from outer to inner, () in table 四; `heads` one printed heading a cell."""

    key: str
    labels: tuple[str, ...]
    alias: tuple[str, ...]
    cells: tuple[str, ...]
    heads: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FormTable:
    table_id: str
    section: int
    name: str  # 表二
    rows: tuple[tuple[Printed, ...], ...]
    lines: tuple[Line, ...]
    columns: tuple[tuple[str, str], ...] = ()  # (id, label)
    groups: tuple[tuple[str, str], ...] = ()
    header_rows: int = 0
    widths_mm: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class FormSection:
    number: int
    title: str
    heads: tuple[str, ...]
    max_chars: int = 0  # 0 = no limit
    questions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Rule:
    """`params` holds what belongs to the rule's kind alone; `message` is a template with named places."""

    rule_id: str
    kind: str
    label: str
    source: Source
    severity: Severity
    message: str = ""
    params: Raw = field(default_factory=dict[str, Any])


@dataclass(frozen=True, slots=True)
class SumRule:
    """One expanded sum rule: the cells of `left` and those of `right` add up to the same figure."""

    rule: Rule
    place: str
    left: tuple[str, ...]
    right: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Form:
    form_id: str
    title: str
    basis: str
    first_year: int
    last_year: int
    marks: tuple[str, ...]
    vertical: tuple[str, ...]
    sections: tuple[FormSection, ...]
    tables: tuple[FormTable, ...]
    rules: tuple[Rule, ...]
    names: Mapping[str, str]  # cell id → 表三“…”·自然人
    kinds: Mapping[str, str]
    sums: tuple[SumRule, ...]

    @property
    def cell_ids(self) -> tuple[str, ...]:
        return tuple(self.names)

    def rule(self, rule_id: str) -> Rule | None:
        """The rule of that id, None when the form leaves it out: then it is not checked."""
        return next((r for r in self.rules if r.rule_id == rule_id), None)

    def section(self, number: int) -> FormSection | None:
        return next((s for s in self.sections if s.number == number), None)


def choose_form(forms: Sequence[Form], year: int | None, text: str) -> Form:
    """The form of the report's year, unless the text holds none of its marks and most of another's; then that one."""
    if not forms:
        raise LedgerError("没有可用的报告格式文件，请恢复程序自带的 resources/forms。")

    def share(form: Form) -> float:
        return sum(m in text for m in form.marks) / max(len(form.marks), 1)

    by_marks = max(forms, key=lambda f: (share(f), f.first_year))
    of_year = [f for f in forms if year is not None and f.first_year <= year <= f.last_year]
    if not of_year:
        return by_marks
    right = max(of_year, key=lambda f: f.first_year)
    return by_marks if share(right) == 0 and share(by_marks) > 0.5 else right
