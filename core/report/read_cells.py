"""Room: core. From matched rows to cell values: by position, by column where cells are blank, glued digits parted.

What cannot be told apart is left blank and asked about (findings T2, T3); nothing is guessed.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from core.finding import Finding, Severity, Source
from core.report.form import Form, FormTable, Line
from core.report.glued import Check, splits
from core.report.match_rows import match_rows, unlabelled
from core.report.rows import Entry, Row, label_key
from core.report.values import Value, fold, looks_like_value, parse_value


@dataclass(slots=True)
class Cells:
    """What reading the tables gives. `used` are the numbers of the blocks that held them."""

    values: dict[str, Value]
    typed: dict[str, str] = field(default_factory=dict[str, str])
    findings: list[Finding] = field(default_factory=list[Finding])
    used: set[int] = field(default_factory=set[int])
    absent: tuple[str, ...] = ()
    asked: list[str] = field(default_factory=list[str])
    first: dict[str, int] = field(default_factory=dict[str, int])  # table id → first block number

    def put(self, ids: Sequence[str], texts: Sequence[str]) -> None:
        for cell, text in zip(ids, texts, strict=True):
            self.values[cell] = parse_value(text)
            self.typed[cell] = text.strip()

    def ask(self, rule: str, ids: Sequence[str], name: str, row: Row, ways: Iterable[Sequence[int]] = ()) -> None:
        """Leave the cells blank and say what stood there."""
        text = " ".join(e.text.strip() for e in row.filled)[-60:]
        shown = "；".join("，".join(map(str, way)) for way in ways)
        message = f"{name}读到“{text}”，分不清各格是多少，请对照原文填写。"
        message += f"可能是：{shown}。" if shown else ""
        self.findings.append(Finding(Severity.WARNING, rule, message, tuple(ids), "", text, Source.ADVICE))
        self.asked += ids


def read_cells(rows: Sequence[Row], form: Form) -> Cells:
    """Every cell of the form; those not found stay None and the table is named in `absent` or a finding."""
    cells = Cells(dict.fromkeys(form.cell_ids))
    matched = match_rows(rows, form)
    missing: list[str] = []
    for table in form.tables:
        if table is unlabelled(form):
            found = _read_unlabelled(rows, matched, table, form, cells)
        else:
            found = _read_labelled(rows, matched, table, form, cells)
        if not found:
            missing.append(table.table_id)
    cells.absent = tuple(missing)
    return cells


def _read_labelled(
    rows: Sequence[Row], matched: Mapping[str, tuple[Row, Entry]], table: FormTable, form: Form, cells: Cells
) -> bool:
    hits = {line.key: hit for line in table.lines if (hit := matched.get(f"{table.table_id}.{line.key}"))}
    if len(hits) * 3 < len(table.lines):
        return False
    columns = _columns(hits.values(), rows, table)
    for line in table.lines:
        name = f"{table.name}“{line.labels[-1]}”"
        if line.key not in hits:
            _say_missing(line, name, cells)
            continue
        row, label = hits[line.key]
        _note_place(cells, table, row)
        texts = _figures(row, label, line, rows, columns.get(row.table))
        if texts is not None:
            cells.put(line.cells, texts)
        else:
            _part_glued(row, label, line.cells, name, form, cells)
    return True


def _note_place(cells: Cells, table: FormTable, row: Row) -> None:
    cells.used.add(row.line)
    cells.first[table.table_id] = min(row.line, cells.first.get(table.table_id, row.line))


def _say_missing(line: Line, name: str, cells: Cells) -> None:
    message = f"没有找到{name}这一行，请对照原文填写。"
    cells.findings.append(Finding(Severity.WARNING, "T1", message, line.cells, source=Source.OFFICIAL))
    cells.asked += line.cells


def _figures(
    row: Row, label: Entry, line: Line, rows: Sequence[Row], columns: Sequence[int] | None
) -> list[str] | None:
    """The texts of the line's cells, None when they cannot be told apart."""
    count = len(line.cells)
    after = [e for e in row.entries if e.col > label.col]
    filled = [e for e in after if e.text.strip()]
    if len(filled) == count:
        return [e.text for e in filled]
    if columns and not _glued(filled, count):
        by_column = {e.col: e.text for e in after}
        if all(e.col in columns for e in filled):
            return [by_column.get(c, "") for c in columns]
    if len(after) == count and not _glued(filled, count):
        return [e.text for e in after]
    if count == 1:
        return [_decided(filled, row, rows)]
    if (window := _window(after, count)) and not _glued(filled, count):
        return window
    if not filled and row.table >= 0:
        return [""] * count
    return None


def _window(after: Sequence[Entry], count: int) -> list[str] | None:
    """The one run of `count` neighbouring cells that holds everything written, None where several do."""
    texts = [e.text.strip() for e in after]
    starts = [i for i in range(len(texts) - count + 1) if not any(texts[:i]) and not any(texts[i + count :])]
    return texts[starts[0] : starts[0] + count] if len(starts) == 1 and any(texts) else None


def _glued(filled: Sequence[Entry], count: int) -> bool:
    """One cell whose digits are enough for all: they ran together."""
    return len(filled) == 1 and fold(filled[0].text).isdigit() and len(fold(filled[0].text)) >= max(count, 2)


def _decided(filled: Sequence[Entry], row: Row, rows: Sequence[Row]) -> str:
    """A one-figure line under several columns (the trial form's heads): the column of decisions, else the last."""
    if not filled:
        return ""
    heads = [e for other in rows if other.table == row.table and other is not row for e in other.filled]
    wanted = {e.col for e in heads if label_key(e.text).endswith("处理决定数量")}
    at_column = [e for e in filled if e.col in wanted]
    return (at_column or filled)[-1].text


def _columns(hits: Iterable[tuple[Row, Entry]], rows: Sequence[Row], table: FormTable) -> dict[int, list[int]]:
    """Physical table → the grid columns of its figures, where as many can be told as the form has."""
    found: dict[int, list[int]] = {}
    by_table: dict[int, list[tuple[Row, Entry]]] = {}
    for row, label in hits:
        if row.table >= 0 and table.columns:
            by_table.setdefault(row.table, []).append((row, label))
    for number, members in by_table.items():
        columns = _figure_columns(members, rows, number, len(table.columns))
        if columns:
            found[number] = columns
    return found


def _figure_columns(
    members: Sequence[tuple[Row, Entry]], rows: Sequence[Row], number: int, count: int
) -> list[int] | None:
    labels = {label.col for _, label in members}
    starts = Counter(e.col for row, label in members for e in row.entries if e.col > label.col)
    filled = Counter(e.col for row, label in members for e in row.entries if e.col > label.col and e.text.strip())
    valued = sorted(c for c in filled if c not in labels and filled[c] * 3 >= len(members))
    if len(valued) == count:
        return valued
    first = min(rows.index(row) for row, _ in members)
    headed = {e.col for row in rows[:first] if row.table == number for e in row.filled}
    usable = sorted(c for c in starts if c not in labels and (c in headed or c in filled))
    usable = [c for c in usable if starts[c] * 2 >= len(members)]
    return usable if len(usable) == count else None


def _part_glued(row: Row, label: Entry, ids: Sequence[str], name: str, form: Form, cells: Cells) -> None:
    """Digits that ran together, or a page number among them: settled where one way alone adds up, else asked about."""
    tokens = [fold(e.text) for e in row.entries if e.col > label.col and e.text.strip()]
    ways: list[tuple[int, ...]] = []
    if tokens and len(tokens) < len(ids) and all(t.isdigit() for t in tokens):
        ways = splits(tokens, len(ids), _adds_up(ids, form))
    elif len(tokens) == len(ids) + 1 and row.table < 0 and all(t.isdigit() for t in tokens):
        whole = [int(t) for t in tokens]
        ways = [tuple(w) for w in (whole[:-1], whole[1:]) if _adds_up(ids, form)(w)]
    if len(ways) == 1:
        cells.put(ids, [str(v) for v in ways[0]])
    else:
        cells.ask("T2", ids, name, row, ways)


def _adds_up(ids: Sequence[str], form: Form) -> Check:
    """The sum rules that lie wholly inside these cells; none at all accepts nothing but a single way."""
    place = {cell: i for i, cell in enumerate(ids)}
    inside = [s for s in form.sums if all(c in place for c in s.left + s.right)]
    sides = [([place[c] for c in s.left], [place[c] for c in s.right]) for s in inside]
    return lambda way: all(sum(way[i] for i in left) == sum(way[i] for i in right) for left, right in sides)


def _read_unlabelled(
    rows: Sequence[Row], matched: Mapping[str, tuple[Row, Entry]], table: FormTable, form: Form, cells: Cells
) -> bool:
    """Table 四: figures under headings alone, in one table or several pieces, one row or one value a line."""
    taken = {id(row) for row, _ in matched.values()}
    ids = [cell for line in table.lines for cell in line.cells]
    pieces = [row for row in _under_heads(rows, table) if id(row) not in taken]
    texts: list[str] = []
    for row in pieces:
        if len(texts) >= len(ids):
            break
        texts += _piece(row, rows, len(ids) - len(texts))
        _note_place(cells, table, row)
    if len(texts) == len(ids):
        cells.put(ids, texts)
    elif pieces:
        label = Entry(-1, "")
        _part_glued(_joined(texts, pieces[0]), label, ids, table.name, form, cells)
    return bool(pieces)


def _under_heads(rows: Sequence[Row], table: FormTable) -> list[Row]:
    """Rows of figures that follow a row naming at least two of the table's columns."""
    heads = {label_key(label) for _, label in table.columns} - {"总计"}
    found: list[Row] = []
    for i, row in enumerate(rows):
        text = label_key("".join(e.text for e in row.entries if not looks_like_value(e.text)))
        if sum(h in text for h in heads) < 2:
            continue
        if any(looks_like_value(e.text) for e in row.entries):  # text: the heads and their figures in one row
            found.append(row)
            continue
        found += _next_figures(rows, i, heads)
    return list({id(r): r for r in found}.values())


def _next_figures(rows: Sequence[Row], start: int, heads: set[str]) -> list[Row]:
    for row in rows[start + 1 : start + 4]:
        text = label_key("".join(e.text for e in row.entries))
        if any(h in text for h in heads):
            continue
        if any(looks_like_value(e.text) for e in row.entries) or (row.table == rows[start].table >= 0):
            return [row]
    return []


def _piece(row: Row, rows: Sequence[Row], most: int) -> list[str]:
    """The figures of one row. Blank cells count where the row has just as many as wanted, or a heading above them."""
    entries = [e for e in row.entries if looks_like_value(e.text) or not e.text.strip()]
    filled = [e for e in entries if e.text.strip()]
    if len(filled) >= most or row.table < 0:
        return [e.text for e in filled]
    if len(entries) == most or len(entries) % 5 == 0:
        return [e.text for e in entries]
    above = [r for r in rows[: rows.index(row)] if r.table == row.table][-1:]
    headed = {e.col for r in above for e in r.filled}
    return [e.text for e in entries if e.text.strip() or e.col in headed]


def _joined(texts: Sequence[str], row: Row) -> Row:
    return Row(tuple(Entry(i, t) for i, t in enumerate(texts)), row.table, row.line)
