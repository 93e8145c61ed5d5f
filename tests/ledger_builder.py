"""Builds ledgers as neutral documents from rows of text, for tests."""

from collections.abc import Sequence

from core.document import Cell, Document, Paragraph, Row, Section, Table, paragraph, text_cell

Spec = str | tuple[str, int] | tuple[str, int, int]


def cell(spec: Spec) -> Cell:
    """ "文字", ("文字", 列数) or ("文字", 列数, 行数)."""
    if isinstance(spec, str):
        return text_cell(spec)
    text, cols, *rows = spec
    return text_cell(text, cols, rows[0] if rows else 1)


def table(*rows: Sequence[Spec]) -> Table:
    """Cells get their order as origin, so that tests can tell them apart."""
    made: list[Row] = []
    count = 0
    for row in rows:
        cells: list[Cell] = []
        for spec in row:
            plain = cell(spec)
            cells.append(Cell(plain.blocks, plain.col_span, plain.row_span, plain.valign, count))
            count += 1
        made.append(Row(tuple(cells)))
    return Table(tuple(made))


def document(*blocks: str | Paragraph | Table) -> Document:
    made = [paragraph(b) if isinstance(b, str) else b for b in blocks]
    return Document((Section(tuple(made)),))


HEADER = ("序号", "重点工作", "主要内容", "责任单位", "完成时限", "进展落实情况")
TITLE = "云岭县2026年政务公开工作要点任务落实台账"


def ledger(*rows: Sequence[Spec], header: Sequence[Spec] = HEADER, before: Sequence[str] = (TITLE,)) -> Document:
    """A plain ledger: title, one header, the rows."""
    return document(*before, table(header, *rows))
