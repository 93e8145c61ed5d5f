"""Room: core. Table 四: figures under headings alone, in one table or several pieces, one row or one value a line."""

from collections.abc import Sequence

from core.report.cells import Cells
from core.report.form import FormTable
from core.report.rows import Entry, Row, label_key
from core.report.values import looks_like_value


def read_unlabelled(free: Sequence[Row], rows: Sequence[Row], table: FormTable, cells: Cells) -> bool:
    """Put the figures of the rows under the table's heads; `free` are rows that no label has taken."""
    ids = [cell for line in table.lines for cell in line.cells]
    if turned := _turned(free, table):
        for group, row in turned.items():
            cells.put(
                [c for c in ids if c.split(".")[1] == group], [e.text for e in row.entries[-len(table.columns) :]]
            )
            cells.use(row)
        return True
    known = {id(row) for row in free}
    pieces = [row for row in _under_heads(rows, table) if id(row) in known]
    texts: list[str] = []
    for row in pieces:
        if len(texts) >= len(ids):
            break
        texts += _piece(row, rows, len(ids) - len(texts))
        cells.use(row)
    if len(texts) == len(ids):
        cells.put(ids, texts)
    elif pieces:
        of_text = pieces[0].table < 0
        cells.part(ids, [Entry(i, t) for i, t in enumerate(texts)], table.name, of_text)
    return bool(pieces)


def _turned(free: Sequence[Row], table: FormTable) -> dict[str, Row]:
    """Each group on a row of its own, where a unit has turned the table; all groups or none."""
    keys = {group: label_key(label.rpartition("·")[2]) for group, label in table.groups}
    found: dict[str, Row] = {}
    for row in free:
        figures, words = row.entries[-len(table.columns) :], row.entries[: -len(table.columns)]
        if not words or not all(looks_like_value(e.text) or not e.text.strip() for e in figures):
            continue
        label = label_key(words[-1].text)
        hits = [group for group, key in keys.items() if key and key in label and group not in found]
        if hits:
            found[max(hits, key=lambda g: len(keys[g]))] = row
    return found if len(found) == len(keys) else {}


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
    """The first row of figures soon after a row of heads; where there is none, the blank row that stands for it."""
    after: list[Row] = []
    for row in rows[start + 1 : start + 7]:
        if sum(h in label_key("".join(e.text for e in row.entries)) for h in heads) < 2:
            after.append(row)
    figures = [r for r in after[:5] if any(looks_like_value(e.text) for e in r.entries)]
    blank = [r for r in after[:2] if r.table == rows[start].table >= 0 and not r.filled]
    return (figures or blank)[:1]


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
