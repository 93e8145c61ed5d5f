"""Room: core. From rows to cell values: every line of the form matched to its row, and the row's figures taken."""

from collections.abc import Mapping, Sequence

from core.report.cells import Cells, table_name
from core.report.column_heads import own_columns
from core.report.form import Form, FormTable
from core.report.match_rows import match_rows, unlabelled
from core.report.row_figures import by_table, figure_columns, figures_of
from core.report.rows import Entry, Row
from core.report.table_four import read_unlabelled


def read_cells(rows: Sequence[Row], form: Form, *, pasted: bool = False) -> Cells:
    """Every cell of the form; those not found stay None and the table is named in `absent` or a finding.

    `pasted`: a few rows may stand alone; rows that are not there are no finding, and `typed` holds just what was read.
    """
    cells = Cells(form, dict.fromkeys(form.cell_ids))
    matched = match_rows(rows, form)
    taken = {id(row) for row, _ in matched.values()}
    missing: list[str] = []
    for table in form.tables:
        if table is unlabelled(form):
            found = read_unlabelled([r for r in rows if id(r) not in taken], rows, table, cells)
        else:
            found = _read_labelled(rows, matched, table, cells, pasted)
        if not found:
            missing.append(table.table_id)
    cells.absent = tuple(missing)
    return cells


def _read_labelled(
    rows: Sequence[Row], matched: Mapping[str, tuple[Row, Entry]], table: FormTable, cells: Cells, pasted: bool
) -> bool:
    hits = {line.key: hit for line in table.lines if (hit := matched.get(f"{table.table_id}.{line.key}"))}
    if not pasted and len(hits) * 3 < len(table.lines):
        return False
    columns = figure_columns(hits.values(), rows, table)
    own = own_columns(by_table(hits.values(), table), rows, table)
    for line in table.lines:
        if line.key not in hits:
            if not pasted:
                cells.miss(line, table_name(table, line))
            continue
        row, label = hits[line.key]
        cells.use(row)
        texts = figures_of(row, label, line, rows, columns.get(row.table), own.get(row.table))
        if texts is not None:
            cells.put(line.cells, texts)
        else:
            after = [e for e in row.entries if e.col > label.col]
            cells.part(line.cells, after, table_name(table, line), row.table < 0)
    return True
