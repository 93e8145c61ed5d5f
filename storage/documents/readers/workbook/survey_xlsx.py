"""Room: storage. Surveys an .xlsx without building its trees: one pass over the text of each sheet."""

import posixpath
import re

from core.errors import LedgerError
from storage.documents.package import SAFE, Package
from storage.documents.readers.workbook.formats import BUILT_IN, plain
from storage.documents.readers.workbook.survey import MAX_COLUMNS, SAVE_AS, Sheet, Survey, damaged

RELATIONS = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
MAIN = "xl/workbook.xml"
_MARK = re.compile(
    rb"<(?:[\w.-]+:)?(row|c|v|is|f|col|pageSetup)((?:\s+[\w:.-]+\s*=\s*(?:\"[^\"<]*\"|'[^'<]*'))*)\s*(/?)>"
)
_CELL = re.compile(rb"<(?:[\w.-]+:)?c[\s/>]")
_ATTRIBUTE = re.compile(rb"([\w:]+)\s*=\s*[\"']([^\"']*)[\"']")
_PLACE = re.compile(rb"([A-Za-z]{1,3})(\d{1,7})")


def survey_xlsx(package: Package) -> Survey:
    """Raises LedgerError for what is no .xlsx, or too large. Sheets are in the order of the workbook's list."""
    if MAIN not in package:
        raise LedgerError(f"该工作簿不是 .xlsx 格式，或者缺少部件，无法读取。{SAFE}{SAVE_AS}")
    book = package.xml(MAIN)
    targets = _targets(package)
    formats = _formats(package)
    found = Survey()
    found.since_1904 = any(e.get("date1904") in ("1", "true") for e in book.iter("{*}workbookPr"))
    for sheet in book.iterfind("{*}sheets/{*}sheet"):
        key = next((v for k, v in sheet.items() if k.endswith("}id")), "")
        part = targets.get(key, "")
        found.sheets.append(_sheet(package.read(part), formats) if part in package else Sheet())
    return found.check()


def _targets(package: Package) -> dict[str, str]:
    rels = "xl/_rels/workbook.xml.rels"
    if rels not in package:
        return {}
    return {e.get("Id", ""): _part(e.get("Target", "")) for e in package.xml(rels).iter(RELATIONS)}


def _part(target: str) -> str:
    return target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join("xl", target))


def _formats(package: Package) -> list[str]:
    """Format by number of the cell style, as of `plain`."""
    if "xl/styles.xml" not in package:
        return []
    root = package.xml("xl/styles.xml")
    codes = {e.get("numFmtId", ""): e.get("formatCode", "") for e in root.iterfind("{*}numFmts/{*}numFmt")}
    numbers = [e.get("numFmtId", "0") for e in root.iterfind("{*}cellXfs/{*}xf")]
    return [plain(codes[n]) if n in codes else BUILT_IN.get(int(n) if n.isdecimal() else 0, "") for n in numbers]


def _sheet(data: bytes, formats: list[str]) -> Sheet:
    """Only cells with a value count; style alone often reaches to the last row."""
    sheet = Sheet()
    row, column, style, is_open, cells = -1, -1, 0, False, 0
    for match in _MARK.finditer(data):
        name = match[1]
        if name == b"c":
            cells += 1
            told = dict(_ATTRIBUTE.findall(match[2]))
            place = _PLACE.fullmatch(told.get(b"r", b""))
            if b"r" in told and not place:
                raise damaged(f"cell {told[b'r']!r}")
            column = _column(place[1]) if place else column + 1
            row = int(place[2]) - 1 if place else max(row, 0)
            style, is_open = _whole(told.get(b"s", b"")), not match[3]
        elif name == b"row":
            told = dict(_ATTRIBUTE.findall(match[2]))
            row, column, is_open = _whole(told.get(b"r", b""), row + 2) - 1, -1, False
        elif name in (b"v", b"is", b"f"):
            if is_open:
                sheet.meet(row, column)
                if style < len(formats) and formats[style]:
                    sheet.formats[row, column] = formats[style]
        elif name == b"col":
            _width(sheet, dict(_ATTRIBUTE.findall(match[2])))
        else:
            sheet.landscape = b"landscape" in match[2]
    # What was not understood here might be a far cell to the library that reads the values.
    if cells != len(_CELL.findall(data)) or b"\x00" in data:
        raise damaged("cells that are not well formed")
    return sheet


def _width(sheet: Sheet, told: dict[bytes, bytes]) -> None:
    try:
        width = float(told.get(b"width", b"0"))
    except ValueError:
        return
    first, last = _whole(told.get(b"min", b"")), _whole(told.get(b"max", b""))
    for column in range(max(first, 1), min(last, 256, MAX_COLUMNS) + 1):
        sheet.widths[column - 1] = width


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number - 1


def _whole(text: bytes, default: int = 0) -> int:
    return int(text) if text.isdigit() and len(text) < 8 else default
