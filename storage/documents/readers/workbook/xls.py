"""Room: storage. The sheets of an .xls or WPS .et, out of its records ([MS-XLS] 2.3).

An own reader: the libraries that read it set memory aside as a damaged file tells them, and end the whole program.
"""

import struct
from collections.abc import Iterator
from io import BytesIO

from storage.documents.readers.doc.binary import u8, u16, u32
from storage.documents.readers.workbook.formats import BUILT_IN, plain, shown
from storage.documents.readers.workbook.sheet import WIDTHS, Sheet, checked, damaged, locked
from storage.documents.readers.workbook.xls_strings import Strings, short_text, text_at

BOF, EOF, CONTINUE = 0x0809, 0x0A, 0x3C
SHEET, PASSWORD, DATE_1904, FORMAT, STYLE, STRINGS = 0x85, 0x2F, 0x22, 0x41E, 0xE0, 0xFC
NUMBER, LABEL, RICH, FLAG, RK, FORMULA, BY_NUMBER = 0x0203, 0x0204, 0x00D6, 0x0205, 0x027E, 0x0006, 0x00FD
SEVERAL, RESULT, MERGES, COLUMNS, PAGE = 0x00BD, 0x0207, 0x00E5, 0x007D, 0x00A1
EXCEL_97 = 0x0600
WORKSHEET = 0
MAX_RECORDS = 3_000_000
ERRORS = {0: "#NULL!", 7: "#DIV/0!", 15: "#VALUE!", 23: "#REF!", 29: "#NAME?", 36: "#NUM!", 42: "#N/A"}

Record = tuple[int, list[bytes]]  # code, and the body with those of the records that continue it


def sheets_of_xls(data: bytes) -> list[Sheet]:
    """Raises LedgerError for what is damaged, protected with a password or too large."""
    return _Book(_stream(data)).sheets()


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


class _Book:
    def __init__(self, stream: bytes) -> None:
        self._stream = stream
        self._new = u16(stream, 4) >= EXCEL_97
        self._budget = MAX_RECORDS
        self._strings = Strings()
        self._formats: list[str] = []
        self._since_1904 = False
        self._codes: dict[int, str] = dict(BUILT_IN)
        self._found: list[tuple[int, Sheet]] = []
        styles: list[int] = []
        for code, bodies in self._records(0):
            body = bodies[0]
            if code == PASSWORD:
                raise locked()
            if code == STYLE:
                styles.append(u16(body, 2))
            else:
                self._global(code, bodies)
        self._formats = [self._codes.get(number, "") for number in styles]

    def _global(self, code: int, bodies: list[bytes]) -> None:
        body = bodies[0]
        if code == SHEET and u8(body, 5) == WORKSHEET:
            sheet = Sheet(short_text(body, 6, self._new), bool(u8(body, 4) & 3))
            self._found.append((u32(body, 0), sheet))
        elif code == DATE_1904:
            self._since_1904 = u16(body, 0) == 1
        elif code == FORMAT:
            self._codes[u16(body, 0)] = plain(text_at(bodies, 2) if self._new else short_text(body, 2, False))
        elif code == STRINGS:
            self._strings = Strings(bodies)

    def sheets(self) -> list[Sheet]:
        found: list[Sheet] = []
        for start, sheet in self._found:
            self._read(start, sheet)
            found.append(sheet)
            checked(found)
        return found

    def _records(self, at: int) -> Iterator[Record]:
        """Those of one part of the stream: globals, or a sheet. Charts inside a sheet are passed over."""
        depth = 0
        pending: Record | None = None
        while at + 4 <= len(self._stream):
            self._budget -= 1
            if self._budget < 0:
                raise damaged(f"{MAX_RECORDS} records")
            code, size = u16(self._stream, at), u16(self._stream, at + 2)
            body = self._stream[at + 4 : at + 4 + size]
            at += 4 + size
            if code == CONTINUE and pending:
                pending[1].append(body)
                continue
            if pending:
                yield pending
            pending = None
            depth += (code == BOF) - (code == EOF)
            if depth <= 0:
                return
            if depth == 1 and code != BOF:
                pending = code, [body]
        if pending:
            yield pending

    def _read(self, start: int, sheet: Sheet) -> None:
        waiting: tuple[int, int] | None = None  # a formula whose text follows
        for code, bodies in self._records(start):
            body = bodies[0]
            row, column = u16(body, 0), u16(body, 2)
            if code == FORMULA:
                waiting = (row, column) if body[12:14] == b"\xff\xff" and not u8(body, 6) else None
                sheet.put(row, column, self._formula(body))
            elif code == RESULT and waiting:
                sheet.put(*waiting, shown(self._text(bodies, 0)))
            elif code == SEVERAL:
                for i in range((len(body) - 6) // 6):
                    style, value = u16(body, 4 + 6 * i), _rk(u32(body, 6 + 6 * i))
                    sheet.put(row, column + i, self._number(value, style))
            elif code in _CELLS:
                sheet.put(row, column, self._cell(code, bodies))
            elif code == MERGES:
                merges = struct.iter_unpack("<4H", body[2 : 2 + (len(body) - 2) // 8 * 8])
                sheet.merges += ((top, left, bottom, right) for top, bottom, left, right in merges)
            elif code == COLUMNS:
                for number in range(row, min(column, WIDTHS - 1) + 1):
                    sheet.widths[number] = u16(body, 4) / 256
            elif code == PAGE:
                sheet.landscape = not u16(body, 10) & 2

    def _cell(self, code: int, bodies: list[bytes]) -> str:
        body = bodies[0]
        if code == BY_NUMBER:
            return shown(self._strings.get(u32(body, 6)))
        if code in (LABEL, RICH):
            return shown(self._text(bodies, 6))
        if code == FLAG:
            return ERRORS.get(u8(body, 6), "") if u8(body, 7) else shown(bool(u8(body, 6)))
        return self._number(_rk(u32(body, 6)) if code == RK else _double(body, 6), u16(body, 4))

    def _formula(self, body: bytes) -> str:
        if body[12:14] != b"\xff\xff":
            return self._number(_double(body, 6), u16(body, 4))
        kind = u8(body, 6)
        return {1: shown(bool(u8(body, 8))), 2: ERRORS.get(u8(body, 8), "")}.get(kind, "")

    def _text(self, bodies: list[bytes], at: int) -> str:
        if self._new:
            return text_at(bodies, at)
        length = u16(bodies[0], at)
        return bodies[0][at + 2 : at + 2 + length].decode("gb18030", "ignore")

    def _number(self, value: float, style: int) -> str:
        return shown(value, self._formats[style] if style < len(self._formats) else "", self._since_1904)


_CELLS = frozenset((NUMBER, LABEL, RICH, FLAG, RK, BY_NUMBER))


def _double(body: bytes, at: int) -> float:
    return struct.unpack_from("<d", body, at)[0] if at + 8 <= len(body) else 0.0


def _rk(value: int) -> float:
    """A number in four bytes: an integer or the upper half of a double, perhaps a hundredth of it."""
    if value & 2:
        number = float((value >> 2) - (1 << 30 if value & 0x80000000 else 0))
    else:
        number = struct.unpack("<d", struct.pack("<II", 0, value & 0xFFFFFFFC))[0]
    return number / 100 if value & 1 else number
