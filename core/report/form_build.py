"""Room: core. Builds a Form from the plain mapping that a TOML file under resources/forms holds."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import cast

from core.errors import LedgerError
from core.finding import Severity, Source
from core.report.form import Form, FormSection, FormTable, Line, Printed, Raw, Rule, SumRule


def form_from(raw: Raw) -> Form:
    """Build a Form; LedgerError names the file's fault when the mapping is not a report form."""
    try:
        return _form(raw)
    except (KeyError, TypeError, ValueError, AttributeError) as e:
        name = raw.get("id", "（未写 id）")
        raise LedgerError(f"报告格式文件“{name}”有误，请检查或改用程序自带的格式。已有数据不受影响。", repr(e)) from e


def forms_from(raws: Iterable[Raw]) -> list[Form]:
    """The newest form first. Of two with one id the later file's counts: the user's own come last."""
    found = {form.form_id: form for form in map(form_from, raws)}
    return sorted(found.values(), key=lambda f: f.first_year, reverse=True)


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
    for rule in rules:
        _complete(rule)
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


# What the code that judges a kind of rule asks of it: a gap is told when the file is read, not in the midst of a check.
_NEEDED = {
    "carry": ("table", "now", "before"), "stock": ("items",), "stock_floor": ("items",), "no_rules": ("items",),
    "jump": ("items", "times"), "yuan": ("cells",), "direct_suit": ("cells", "first_year"), "old_heads": ("phrases",),
    "likeness": ("sections", "limit"), "fee_told": ("section",),
}  # fmt: skip


def _complete(rule: Rule) -> None:
    missing = [name for name in _NEEDED.get(rule.kind, ()) if name not in rule.params]
    if missing:
        raise ValueError(f"rule {rule.rule_id} lacks {missing}")


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
    table = {t.table_id: t for t in tables}[cast(str, rule.params["table"])]
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
