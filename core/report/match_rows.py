"""Room: core. Which row of the document is which line of the form: labels compared, order kept.

A monotone alignment over all lines of all tables at once, so tables split by a page break, run together, or without
their heads are read alike. Table 四 has no labels and is found by what stands above it (`four`).
"""

from collections.abc import Collection, Mapping, Sequence
from functools import lru_cache

from rapidfuzz import fuzz

from core.report.form import Form, FormTable, Line
from core.report.rows import Entry, Row, label_key
from core.report.values import looks_like_value

_ENOUGH = 0.72


def match_rows(rows: Sequence[Row], form: Form) -> dict[str, tuple[Row, Entry]]:
    """Line id (table.line) → its row and the label's entry in it."""
    lines = [(f"{t.table_id}.{line.key}", _keys(line)) for t in form.tables for line in t.lines if line.labels]
    scores = [_row_scores(row, [keys for _, keys in lines]) for row in rows]
    known = {label_key(text) for t in form.tables for line in t.lines for text in line.labels}
    return {lines[j][0]: (rows[i], _last_label(rows[i], scores[i][j][1], known)) for i, j in _align(scores, len(lines))}


def _last_label(row: Row, label: Entry, known: Collection[str]) -> Entry:
    """The label entry furthest right: lost merges may put an outer label (（四）无法提供) behind the inner one."""
    return max((label, *(e for e in row.filled if label_key(e.text) in known)), key=lambda e: e.col)


def _keys(line: Line) -> tuple[str, ...]:
    return tuple(label_key(text) for text in (line.labels[-1], *line.alias))


def _row_scores(row: Row, lines: Sequence[tuple[str, ...]]) -> dict[int, tuple[float, Entry]]:
    """Line number → how well the row's label fits it."""
    found: dict[int, tuple[float, Entry]] = {}
    for entry, weight in _labels(row):
        key = label_key(entry.text)
        for j, keys in enumerate(lines):
            score = max(_alike(key, own) for own in keys) * weight
            if score >= _ENOUGH and score > found.get(j, (0.0, entry))[0]:
                found[j] = (score, entry)
    return found


def _labels(row: Row) -> list[tuple[Entry, float]]:
    """The row's labels, the one next to the figures weighing most; none in a row of headings."""
    words: list[Entry] = []
    for entry in row.entries:
        if looks_like_value(entry.text):
            break
        if entry.text.strip():
            words.append(entry)
    valued = len(words) < len(row.filled)
    if len(words) > 4 or (not valued and len(words) > 3):
        return []
    weight = 1.0 if valued else 0.85
    return [(e, weight * (1 - 0.05 * i)) for i, e in enumerate(reversed(words))]


@lru_cache(maxsize=8192)
def _alike(key: str, own: str) -> float:
    if key == own:
        return 1.0
    if len(own) < 4:
        # a short label (其他, 规章) joined to what stood before it in a text, but never part of 其他处理
        return 0.8 if len(key) > 8 and key.endswith(own) else 0.0
    if own in key:
        return 0.95 if len(key) < 4 * len(own) else 0.85 if key.endswith(own) else 0.75
    if len(key) >= 4 and key in own:
        return 0.9
    return fuzz.ratio(key, own) / 100 * 0.98


def _align(scores: Sequence[Mapping[int, tuple[float, Entry]]], width: int) -> list[tuple[int, int]]:
    """Best monotone matching of rows to lines by total score (dynamic programme over sparse scores)."""
    best: list[tuple[float, tuple[tuple[int, int], ...]]] = [(0.0, ())] * (width + 1)
    for i, row in enumerate(scores):
        if not row:
            continue
        previous = best[:]
        for j in range(width):
            if j in row:
                total = previous[j][0] + row[j][0]
                if total > best[j + 1][0]:
                    best[j + 1] = (total, (*previous[j][1], (i, j)))
        for j in range(width):
            if best[j][0] > best[j + 1][0]:
                best[j + 1] = best[j]
    return list(best[width][1])


def unlabelled(form: Form) -> FormTable | None:
    """The form's table whose figures stand under headings alone (table 四)."""
    return next((t for t in form.tables if t.lines and not t.lines[0].labels), None)
