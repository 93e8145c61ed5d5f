"""A row that a page cuts in two is one row again, also beside a merged cell whose text stands pages before."""

from core.document import Row, Table, grid_of, text_cell
from storage.documents.readers.ofd.blocks import PageTable
from storage.documents.readers.ofd.joined import joined_tables

XS = (10.0, 40.0, 120.0, 140.0)


def part(page: int, *rows: tuple[str, ...]) -> PageTable:
    """A page's part of a table whose first column is one merged cell."""
    first = text_cell(rows[0][0], row_span=len(rows))
    made = [Row((*((first,) if i == 0 else ()), *(text_cell(t) for t in row[1:]))) for i, row in enumerate(rows)]
    return PageTable(Table(tuple(made)), page, 20.0, XS)


def test_a_label_cut_by_a_page_beside_a_merged_cell_stays_with_its_figure() -> None:
    first = part(0, ("办理结果", "1.信访", "3"), ("", "2.重复", "4"))
    second = part(1, ("", "3.要求提供", "5"), ("", "4.申请人", "6"))
    third = part(2, ("", "逾期未缴费", ""), ("", "5.其他", "7"))
    (table,) = (t for t in joined_tables([first, second, third]) if isinstance(t, Table))
    shown = [tuple("".join(p.cell.text.split()) for p in row[1:] if p) for row in grid_of(table)]
    assert shown == [
        ("1.信访", "3"),
        ("2.重复", "4"),
        ("3.要求提供", "5"),
        ("4.申请人逾期未缴费", "6"),
        ("5.其他", "7"),
    ]
