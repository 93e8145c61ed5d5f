"""Room: storage. Reads workbooks (.xlsx, .xls, WPS .et) into the neutral Document (docs/formats/xlsx.md)."""

from pathlib import Path

from core.document import Block, Cell, Document, PageSetup, Row, Section, Table, mm, paragraph, text_cell
from core.errors import LedgerError
from storage.documents.package import SAFE, open_package, read_file
from storage.documents.readers.workbook.sheet import Range, Sheet
from storage.documents.readers.workbook.xls import sheets_of_xls
from storage.documents.readers.workbook.xlsx import sheets_of_xlsx

WHAT = "Excel 工作簿"
OLE = b"\xd0\xcf\x11\xe0"
MM_PER_CHARACTER = 2.0
USUAL_WIDTH = 8.43  # characters, of a column without a width
CROSSING = 4  # merged ranges together cover no more than so often the filled area
_BLANK = text_cell("")
LANDSCAPE = PageSetup(297, 210, 28, 26, 26, 28)


def read_workbook(source: bytes | Path) -> Document:
    """One table a visible sheet with values; the sheets' names stand above where there is more than one.

    Merged ranges are spans. Numbers show as typed, dates as 2026年8月1日. A cell's origin is (sheet, row, column), all
    from 0. Raises LedgerError for what cannot be read.
    """
    data = read_file(source) if isinstance(source, Path) else source
    sheets = sheets_of_xls(data) if data.startswith(OLE) else sheets_of_xlsx(open_package(data, WHAT))
    filled = [(number, sheet) for number, sheet in enumerate(sheets) if sheet.texts]
    shown = [(number, sheet) for number, sheet in filled if not sheet.hidden] or filled
    if not shown:
        raise LedgerError(f"该工作簿没有任何内容。{SAFE}请核对是否选错了文件。")
    return Document(tuple(_section(number, sheet, named=len(shown) > 1) for number, sheet in shown))


def _section(number: int, sheet: Sheet, *, named: bool) -> Section:
    table = _table(number, sheet)
    blocks: tuple[Block, ...] = (paragraph(sheet.name), table) if named else (table,)
    return Section(blocks, LANDSCAPE if sheet.landscape else PageSetup())


def _table(number: int, sheet: Sheet) -> Table:
    top, left, bottom, right = sheet.area
    spans, covered = _spans(sheet)
    rows: list[Row] = []
    for r in range(top, bottom + 1):
        cells: list[Cell] = []
        for c in range(left, right + 1):
            if (r, c) not in covered:
                down, across = spans.get((r, c), (1, 1))
                text = sheet.texts.get((r, c))
                plain = text_cell(text) if text else _BLANK
                cells.append(Cell(plain.blocks, across, down, plain.valign, (number, r, c)))
        rows.append(Row(tuple(cells)))
    return Table(tuple(rows), _widths(sheet, left, right))


Spans = dict[tuple[int, int], tuple[int, int]]


def _spans(sheet: Sheet) -> tuple[Spans, set[tuple[int, int]]]:
    """Merged ranges cut to the filled area: (rows, columns) by their first cell, and the places that they cover. A
    damaged file's ranges may cross: the later one does not count."""
    spans: Spans = {}
    covered: set[tuple[int, int]] = set()
    area = sheet.area
    budget = CROSSING * _size(area)
    for merge in sheet.merges:
        places = _places(merge, area) if budget > 0 else []
        budget -= len(places)
        if len(places) > 1 and covered.isdisjoint(places) and spans.keys().isdisjoint(places):
            (top, left), (bottom, right) = places[0], places[-1]
            spans[top, left] = bottom - top + 1, right - left + 1
            covered.update(places[1:])
    return spans, covered


def _places(merge: Range, area: Range) -> list[tuple[int, int]]:
    top, left = max(merge[0], area[0]), max(merge[1], area[1])
    bottom, right = min(merge[2], area[2]), min(merge[3], area[3])
    return [(r, c) for r in range(top, bottom + 1) for c in range(left, right + 1)]


def _size(area: Range) -> int:
    return (area[2] - area[0] + 1) * (area[3] - area[1] + 1)


def _widths(sheet: Sheet, left: int, right: int) -> tuple[float, ...]:
    """In mm; () where the file gives none. A hidden column keeps a little, since its text is kept too."""
    if not sheet.widths:
        return ()
    wide = (sheet.widths.get(column, USUAL_WIDTH) for column in range(left, right + 1))
    return tuple(mm(max(width, 1) * MM_PER_CHARACTER) for width in wide)
