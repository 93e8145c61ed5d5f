"""Room: storage. Reads workbooks (.xlsx, .xls, WPS .et) into the neutral Document (docs/formats/xlsx.md)."""

from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from core.document import Block, Cell, Document, PageSetup, Row, Section, Table, mm, paragraph, text_cell
from core.errors import LedgerError
from storage.documents.package import SAFE, open_package, read_file
from storage.documents.readers.workbook.formats import shown
from storage.documents.readers.workbook.quiet import quiet
from storage.documents.readers.workbook.survey import Sheet, Survey, damaged, locked
from storage.documents.readers.workbook.survey_xls import survey_xls
from storage.documents.readers.workbook.survey_xlsx import survey_xlsx

WHAT = "Excel 工作簿"
MM_PER_CHARACTER = 2.0
LANDSCAPE = PageSetup(297, 210, 28, 26, 26, 28)

Range = tuple[int, int, int, int]  # first row and column, last row and column


@dataclass(frozen=True, slots=True)
class Values:
    """The values of one sheet: `rows` begin at (row, column)."""

    row: int
    column: int
    rows: list[list]
    merges: list[Range]


def read_workbook(source: bytes | Path) -> Document:
    """One table a visible sheet with values; the sheets' names stand above where there is more than one.

    Merged ranges are spans. Numbers show as typed, dates as 2026年8月1日. A cell's origin is (sheet, row, column), all
    from 0. Raises LedgerError for what cannot be read.
    """
    data = read_file(source, WHAT) if isinstance(source, Path) else source
    survey = survey_xls(data) if data.startswith(b"\xd0\xcf\x11\xe0") else survey_xlsx(open_package(data, WHAT))
    found: list[tuple[str, Table, Sheet]] = []
    for number, (name, values) in _sheets(data).items():
        sheet = survey.sheets[number] if number < len(survey.sheets) else Sheet()
        table = _table(values, sheet, survey, number)
        if table is not None:
            found.append((name, table, sheet))
    if not found:
        raise LedgerError(f"该工作簿没有任何内容。{SAFE}请核对是否选错了文件。")
    return Document(tuple(_section(name if len(found) > 1 else "", table, sheet) for name, table, sheet in found))


def _sheets(data: bytes) -> dict[int, tuple[str, Values]]:
    """Visible sheets by their number."""
    from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetVisibleEnum

    try:
        with quiet():
            book = CalamineWorkbook.from_filelike(BytesIO(data))
            meta = book.sheets_metadata
            visible = [i for i, sheet in enumerate(meta) if sheet.visible == SheetVisibleEnum.Visible]
            return {i: (meta[i].name, _values(book.get_sheet_by_index(i))) for i in visible or range(len(meta))}
    except PasswordError as e:
        raise locked() from e
    except (CalamineError, OSError, ValueError, TypeError, LookupError) as e:
        raise damaged(repr(e)) from e
    except BaseException as e:
        # What the library's Rust code gives up on is no Exception.
        if type(e).__name__ == "PanicException":
            raise damaged(repr(e)) from e
        raise


def _values(sheet) -> Values:
    row, column = sheet.start or (0, 0)
    merges = [(*first, *last) for first, last in sheet.merged_cell_ranges or ()]
    return Values(row, column, sheet.to_python(), merges)


def _table(values: Values, sheet: Sheet, survey: Survey, number: int) -> Table | None:
    """Up to the last row and column that show something."""
    texts = [
        [shown(v, sheet.formats.get((values.row + r, values.column + c), ""), survey.since_1904) for c, v in cells]
        for r, cells in ((r, list(enumerate(row))) for r, row in enumerate(values.rows))
    ]
    height = max((r + 1 for r, row in enumerate(texts) if any(t.strip() for t in row)), default=0)
    width = max((c + 1 for row in texts for c, t in enumerate(row) if t.strip()), default=0)
    if not height:
        return None
    spans, covered = _spans(values, height, width)
    rows: list[Row] = []
    for r in range(height):
        cells: list[Cell] = []
        for c in range(width):
            if (r, c) not in covered:
                text = texts[r][c] if c < len(texts[r]) else ""
                cells.append(_cell(text, spans.get((r, c), (1, 1)), (number, values.row + r, values.column + c)))
        rows.append(Row(tuple(cells)))
    return Table(tuple(rows), _widths(sheet, values.column, width))


def _cell(text: str, span: tuple[int, int], origin: tuple[int, int, int]) -> Cell:
    plain = text_cell(text, span[1], span[0])
    return Cell(plain.blocks, plain.col_span, plain.row_span, plain.valign, origin)


Spans = dict[tuple[int, int], tuple[int, int]]


def _spans(values: Values, height: int, width: int) -> tuple[Spans, set[tuple[int, int]]]:
    """Merged ranges cut to the table: rows and columns by their first cell, and the places that they cover. A damaged
    file's ranges may cross: the later one does not count."""
    spans: Spans = {}
    covered: set[tuple[int, int]] = set()
    for top, left, bottom, right in values.merges:
        first, start = max(top - values.row, 0), max(left - values.column, 0)
        last, end = min(bottom - values.row, height - 1), min(right - values.column, width - 1)
        if first > last or start > end:
            continue
        if len(covered) + (last - first + 1) * (end - start + 1) > height * width:
            continue
        places = {(r, c) for r in range(first, last + 1) for c in range(start, end + 1)}
        if len(places) > 1 and not places & covered and not places & spans.keys():
            spans[first, start] = last - first + 1, end - start + 1
            covered |= places - {(first, start)}
    return spans, covered


def _widths(sheet: Sheet, column: int, width: int) -> tuple[float, ...]:
    """In mm; () where the file gives none. A hidden column keeps a little, since its text is kept too."""
    if not sheet.widths:
        return ()
    return tuple(mm(max(sheet.widths.get(column + c, 8.43), 1) * MM_PER_CHARACTER) for c in range(width))


def _section(name: str, table: Table, sheet: Sheet) -> Section:
    blocks: tuple[Block, ...] = (paragraph(name), table) if name else (table,)
    return Section(blocks, LANDSCAPE if sheet.landscape else PageSetup())
