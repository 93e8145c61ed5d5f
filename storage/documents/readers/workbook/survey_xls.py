"""Room: storage. Surveys an .xls or WPS .et ([MS-XLS] records): sizes, formats, passwords, before a library reads it."""

import struct
from collections.abc import Iterator
from io import BytesIO

from storage.documents.readers.doc.binary import u8, u16, u32, utf16
from storage.documents.readers.workbook.formats import BUILT_IN, plain
from storage.documents.readers.workbook.survey import MAX_SHEETS, Sheet, Survey, damaged, locked

BOF, EOF, SHEET, PASSWORD, DATE_1904, FORMAT, STYLE = 0x0809, 0x0A, 0x85, 0x2F, 0x22, 0x41E, 0xE0
# Cells with a value: number, text, flag, formula, text by number; several numbers; column widths; page set-up.
CELLS = frozenset((0x0203, 0x0204, 0x0205, 0x027E, 0x0006, 0x00FD, 0x00D6))
SEVERAL, WIDTHS, PAGE = 0x00BD, 0x007D, 0x00A1
EXCEL_97 = 0x0600
MAX_RECORDS = 3_000_000


def survey_xls(data: bytes) -> Survey:
    """Raises LedgerError for what is damaged, protected with a password or too large."""
    stream = _stream(data)
    found, starts = Survey(), list[int]()
    codes: dict[int, str] = dict(BUILT_IN)
    styles: list[int] = []
    new = u16(stream, 4) >= EXCEL_97
    budget = [MAX_RECORDS]
    for code, body in _records(stream, 0, budget):
        if code == PASSWORD:
            raise locked()
        if code == SHEET and len(starts) <= MAX_SHEETS:
            starts.append(u32(body, 0))
        elif code == DATE_1904:
            found.since_1904 = u16(body, 0) == 1
        elif code == FORMAT:
            codes[u16(body, 0)] = plain(_format(body, new))
        elif code == STYLE:
            styles.append(u16(body, 2))
    formats = [codes.get(number, "") for number in styles]
    found.sheets = [_sheet(stream, start, formats, budget) for start in starts]
    return found.check()


def _stream(data: bytes) -> bytes:
    import olefile

    try:
        with olefile.OleFileIO(BytesIO(data)) as ole:
            for name in ("Workbook", "Book"):
                if ole.exists(name):
                    return ole.openstream(name).read()
    except (OSError, ValueError, LookupError, TypeError, AttributeError, struct.error, RecursionError) as e:
        raise damaged(repr(e)) from e
    raise damaged("no stream Workbook")


def _records(stream: bytes, at: int, budget: list[int]) -> Iterator[tuple[int, bytes]]:
    """Those of one part of the stream: globals, or a sheet with the charts inside it."""
    depth = 0
    while at + 4 <= len(stream):
        budget[0] -= 1
        if budget[0] < 0:
            raise damaged(f"{MAX_RECORDS} records")
        code, size = u16(stream, at), u16(stream, at + 2)
        if code == BOF:
            depth += 1
        elif code == EOF:
            depth -= 1
            if depth <= 0:
                return
        else:
            yield code, stream[at + 4 : at + 4 + size]
        at += 4 + size


def _format(body: bytes, new: bool) -> str:
    if not new:
        return body[3 : 3 + u8(body, 2)].decode("gb18030", "ignore")
    length, wide = u16(body, 2), u8(body, 4) & 1
    return utf16(body[5 : 5 + 2 * length]) if wide else body[5 : 5 + length].decode("latin-1")


def _sheet(stream: bytes, start: int, formats: list[str], budget: list[int]) -> Sheet:
    sheet = Sheet()

    def meet(row: int, column: int, style: int) -> None:
        sheet.meet(row, column)
        if style < len(formats) and formats[style]:
            sheet.formats.setdefault((row, column), formats[style])

    for code, body in _records(stream, start, budget):
        if code in CELLS:
            meet(u16(body, 0), u16(body, 2), u16(body, 4))
        elif code == SEVERAL:
            for i in range((len(body) - 6) // 6):
                meet(u16(body, 0), u16(body, 2) + i, u16(body, 4 + 6 * i))
        elif code == WIDTHS:
            for column in range(u16(body, 0), min(u16(body, 2), 255) + 1):
                sheet.widths[column] = u16(body, 4) / 256
        elif code == PAGE:
            sheet.landscape = not u16(body, 10) & 2
    return sheet
