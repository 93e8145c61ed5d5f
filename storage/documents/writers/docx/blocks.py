"""Room: storage. Blocks as WordprocessingML: tables with their grid, spans and header rows."""

from collections.abc import Iterator, Sequence

from core.document import EMPTY, Align, Block, Cell, Paragraph, Placed, Table, VAlign, grid_of
from storage.documents.writers.docx.text import SPACER, paragraph_xml

TWIPS_PER_MM = 1440 / 25.4
EDGES = ("top", "left", "bottom", "right", "insideH", "insideV")
LINE = "".join(f'<w:{edge} w:val="single" w:sz="4" w:space="0" w:color="000000"/>' for edge in EDGES)
NO_LINE = "".join(f'<w:{edge} w:val="nil"/>' for edge in EDGES)
EMPTY_CELL = Cell((EMPTY,))
MARGINS = '<w:tblCellMar><w:left w:w="85" w:type="dxa"/><w:right w:w="85" w:type="dxa"/></w:tblCellMar>'


def blocks_xml(blocks: Sequence[Block], in_table: bool = False, followed: bool = False) -> str:
    """`followed`: a paragraph comes after the last block, so that a table may end them."""
    found: list[str] = []
    after_table = False
    for block in blocks:
        if isinstance(block, Paragraph):
            found.append(paragraph_xml(block, in_table))
        else:
            found.append((SPACER if after_table else "") + table_xml(block))
        after_table = isinstance(block, Table)
    if after_table and not followed:
        found.append(SPACER)
    return "".join(found)


def table_xml(table: Table) -> str:
    grid = grid_of(table)
    widths = [twips(w) for w in table.widths_mm]
    columns = len(grid[0]) if grid else 0
    cols = "".join([f'<w:gridCol w:w="{w}"/>' for w in widths]) + "<w:gridCol/>" * (columns - len(widths))
    rows = "".join([_row(table, grid, r, widths) for r in range(len(grid))])
    return f"<w:tbl><w:tblPr>{_properties(table, sum(widths))}</w:tblPr><w:tblGrid>{cols}</w:tblGrid>{rows}</w:tbl>"


def twips(millimetres: float) -> int:
    return round(millimetres * TWIPS_PER_MM)


def _properties(table: Table, width: int) -> str:
    size = f'<w:tblW w:w="{width}" w:type="dxa"/>' if width else '<w:tblW w:w="5000" w:type="pct"/>'
    align = {Align.CENTER: "center", Align.RIGHT: "right", Align.JUSTIFY: "both"}.get(table.align)
    stands = f'<w:jc w:val="{align}"/>' if align else ""
    layout = '<w:tblLayout w:type="fixed"/>' if width else ""
    return f"{size}{stands}<w:tblBorders>{LINE if table.borders else NO_LINE}</w:tblBorders>{layout}{MARGINS}"


def _row(table: Table, grid: list[list[Placed | None]], r: int, widths: list[int]) -> str:
    found: list[str] = []
    after = 0
    for col, span, placed in _stretches(grid[r]):
        after = span if placed is None else 0
        width = sum(widths[col : col + span])
        if placed is None or (placed.row == r and placed.col != col):
            found.append(_cell(EMPTY_CELL, span, "", width))  # a hole, or what a cell above left of one cut in two
        elif placed.row < r:
            found.append(_cell(EMPTY_CELL, span, "<w:vMerge/>", width))
        else:
            below = r + 1 < len(grid) and grid[r + 1][col] is placed
            found.append(_cell(placed.cell, span, '<w:vMerge w:val="restart"/>' if below else "", width))
    if after and len(found) > 1:  # a row that is short stays short
        found.pop()
    else:
        after = 0
    properties = _row_properties(after, table.rows[r].height_mm, r < table.header_rows)
    return f"<w:tr>{properties}{''.join(found)}</w:tr>"


def _stretches(row: list[Placed | None]) -> Iterator[tuple[int, int, Placed | None]]:
    """(first column, columns, cell) of what stands side by side in a row of the grid."""
    col = 0
    while col < len(row):
        end = col + 1
        while end < len(row) and row[end] is row[col]:
            end += 1
        yield col, end - col, row[col]
        col = end


def _row_properties(after: int, height_mm: float, header: bool) -> str:
    found = f'<w:gridAfter w:val="{after}"/>' if after else ""
    if height_mm:
        found += f'<w:trHeight w:val="{twips(height_mm)}" w:hRule="atLeast"/>'
    if header:
        found += "<w:tblHeader/>"
    return f"<w:trPr>{found}</w:trPr>" if found else ""


def _cell(cell: Cell, span: int, merge: str, width: int) -> str:
    found = f'<w:tcW w:w="{width}" w:type="dxa"/>' if width else '<w:tcW w:w="0" w:type="auto"/>'
    if span > 1:
        found += f'<w:gridSpan w:val="{span}"/>'
    found += merge
    if cell.valign is not VAlign.TOP:
        found += f'<w:vAlign w:val="{cell.valign}"/>'
    return f"<w:tc><w:tcPr>{found}</w:tcPr>{blocks_xml(cell.blocks, in_table=True) or '<w:p/>'}</w:tc>"
