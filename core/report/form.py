"""Room: core. The report's form as data: sections, printed tables, cell ids and rules, built from a plain mapping.

The mapping is what a TOML file under resources/forms holds. A printed table is rows of `Printed` cells with spans;
those with an id are filled in. A `Line` is one row to fill in, with the labels that stand left of it.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, cast

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


def form_from(raw: Raw) -> Form:
    """Build a Form; LedgerError names the file's fault when the mapping is not a report form."""
    try:
        return _form(raw)
    except (KeyError, TypeError, ValueError) as e:
        name = raw.get("id", "（未写 id）")
        raise LedgerError(f"报告格式文件“{name}”有误，请检查或改用程序自带的格式。", detail=repr(e)) from e


def choose_form(forms: Sequence[Form], year: int | None, text: str) -> Form:
    """The form whose marks the text holds most of; by the report's year where that does not decide."""
    if not forms:
        raise LedgerError("没有可用的报告格式文件，请恢复程序自带的 resources/forms。")

    def fit(form: Form) -> tuple[float, bool, int]:
        share = sum(m in text for m in form.marks) / max(len(form.marks), 1)
        return share, year is not None and form.first_year <= year <= form.last_year, form.first_year

    return max(forms, key=fit)


def _form(raw: Raw) -> Form:
    tables = tuple(_table(t) for t in raw["tables"])
    rules = tuple(_rule(r) for r in raw["rules"])
    names: dict[str, str] = {}
    kinds: dict[str, str] = {}
    for table in tables:
        names.update(_names(table))
        kinds.update({p.cell: p.kind for row in table.rows for p in row if p.cell})
    sums = tuple(s for rule in rules if rule.kind == "sum" for s in _sums(rule, tables))
    _known(names, (c for s in sums for c in s.left + s.right))
    return Form(
        form_id=raw["id"], title=raw["title"], basis=raw["basis"],
        first_year=raw["first_year"], last_year=raw.get("last_year", 9999),
        marks=_texts(raw, "marks"), vertical=_texts(raw, "vertical"),
        sections=tuple(_section(s) for s in raw["sections"]),
        tables=tables, rules=rules, names=names, kinds=kinds, sums=sums,
    )  # fmt: skip


def _known(names: Mapping[str, str], cells: Iterator[str]) -> None:
    unknown = {c for c in cells if c not in names}
    if unknown:
        raise ValueError(f"rules name cells that no table has: {sorted(unknown)}")


def _texts(raw: Raw, key: str) -> tuple[str, ...]:
    return tuple(cast(Sequence[str], raw.get(key, ())))


def _section(raw: Raw) -> FormSection:
    return FormSection(
        raw["number"], raw["title"], _texts(raw, "heads"), raw.get("max_chars", 0), _texts(raw, "questions")
    )


def _rule(raw: Raw) -> Rule:
    known = {"id", "kind", "label", "source", "severity", "message"}
    params = {k: v for k, v in raw.items() if k not in known}
    severity, source = Severity(raw["severity"]), Source(raw["source"])
    return Rule(raw["id"], raw["kind"], raw["label"], source, severity, raw.get("message", ""), params)


def _table(raw: Raw) -> FormTable:
    columns = tuple((c["id"], c["label"]) for c in raw.get("columns", ()))
    rows = tuple(tuple(p for c in row for p in _printed(c, columns)) for row in raw["rows"])
    groups = tuple((k, v) for k, v in raw.get("groups", {}).items())
    return FormTable(
        raw["id"], raw["section"], raw["name"], rows, tuple(_lines(rows)), columns, groups,
        raw.get("header_rows", 0), tuple(raw.get("widths_mm", ())),
    )  # fmt: skip


def _printed(raw: Raw, columns: Sequence[tuple[str, str]]) -> Iterator[Printed]:
    if "cells" in raw:
        yield from (Printed(cell=f"{raw['cells']}.{column}", text="", kind=_kind(raw)) for column, _ in columns)
        return
    alias = _texts(raw, "alias")
    yield Printed(raw.get("text", ""), raw.get("cols", 1), raw.get("rows", 1), raw.get("cell", ""), _kind(raw), alias)


def _kind(raw: Raw) -> str:
    return raw.get("kind", "count")


def _lines(rows: Sequence[Sequence[Printed]]) -> Iterator[Line]:
    """Rows that hold cells, each with the labels in force there (row spans carry them down)."""
    open_labels: list[tuple[int, str]] = []  # (rows left, text)
    heads: list[Printed] = []
    for row in rows:
        own = [p for p in row if not p.cell and p.text]
        cells = [p for p in row if p.cell]
        if not cells:
            heads = own
            continue
        labels = [text for _, text in open_labels] + [p.text for p in own]
        alias = tuple(a for p in own for a in p.alias)
        ids = tuple(p.cell for p in cells)
        yield Line(_line_key(ids), tuple(labels), alias, ids, tuple(p.text for p in heads[1:]))
        open_labels += [(p.rows, p.text) for p in own]
        open_labels = [(left - 1, text) for left, text in open_labels if left > 1]


def _line_key(ids: Sequence[str]) -> str:
    return ids[0].split(".")[1]


def _names(table: FormTable) -> Iterator[tuple[str, str]]:
    columns, groups = dict(table.columns), dict(table.groups)
    for line in table.lines:
        for i, cell in enumerate(line.cells):
            parts = cell.split(".")
            head = columns.get(parts[-1]) or (line.heads[i] if len(line.cells) > 1 and i < len(line.heads) else "")
            label = groups.get(parts[1], "") or "".join(line.labels[-1:])
            yield cell, f"{table.name}“{label}”" + (f"·{head}" if head else "")


def _sums(rule: Rule, tables: Sequence[FormTable]) -> Iterator[SumRule]:
    table = next(t for t in tables if t.table_id == rule.params["table"])
    for name, ident, place in _each(rule.params["each"], table):
        left = tuple(c.format(**{name: ident}) for c in cast(Sequence[str], rule.params["left"]))
        right = tuple(c.format(**{name: ident}) for c in cast(Sequence[str], rule.params["right"]))
        yield SumRule(rule, table.name + place, left, right)


def _each(each: str, table: FormTable) -> Iterator[tuple[str, str, str]]:
    """(name to fill in, its value, how the place reads)."""
    if each == "columns":
        yield from (("col", ident, f"“{label}”列") for ident, label in table.columns)
    elif each == "groups":
        yield from (("group", ident, f"“{label}”") for ident, label in table.groups)
    else:
        yield from (("row", line.key, f"“{line.labels[-1]}”") for line in table.lines)
