"""Room: storage. The sheets of an .xlsx, out of its XML (ECMA-376 part 1, 18.3)."""

import posixpath
import re

from core.errors import LedgerError
from storage.documents.package import SAFE, Package
from storage.documents.readers.workbook.formats import BUILT_IN, plain, shown
from storage.documents.readers.workbook.sheet import SAVE_AS, WIDTHS, Sheet, checked, damaged

RELATIONS = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
MAIN, STRINGS, STYLES = "xl/workbook.xml", "xl/sharedStrings.xml", "xl/styles.xml"
_PLACE = re.compile(r"\$?([A-Za-z]{1,3})\$?([0-9]{1,7})")


def sheets_of_xlsx(package: Package) -> list[Sheet]:
    """In the order of the workbook's list. Raises LedgerError for what is no .xlsx, damaged, or too large."""
    if MAIN not in package:
        raise LedgerError(f"该工作簿不是 .xlsx 格式，或者缺少部件，无法读取。{SAFE}{SAVE_AS}")
    book = package.xml(MAIN)
    since_1904 = any(e.get("date1904") in ("1", "true") for e in book.iter("{*}workbookPr"))
    reader = _Reader(_strings(package), _formats(package), since_1904)
    found: list[Sheet] = []
    for element, part in zip(book.iterfind("{*}sheets/{*}sheet"), sheet_parts(package), strict=True):
        sheet = Sheet(element.get("name", ""), element.get("state", "visible") != "visible")
        if part in package:
            reader.read(package.xml(part), sheet)
        found.append(sheet)
        checked(found)
    return found


def sheet_parts(package: Package) -> list[str]:
    """The sheets' parts in the order of the workbook's list; "" where one is lost."""
    rels = "xl/_rels/workbook.xml.rels"
    known = package.xml(rels).iter(RELATIONS) if rels in package else ()
    targets = {e.get("Id", ""): _part(e.get("Target", "")) for e in known}
    sheets = package.xml(MAIN).iterfind("{*}sheets/{*}sheet")
    return [targets.get(next((v for k, v in sheet.items() if k.endswith("}id")), ""), "") for sheet in sheets]


def place_of(name: str) -> tuple[int, int]:
    """AB3 → (2, 27). Raises LedgerError for what is no place."""
    match = _PLACE.fullmatch(name)
    if not match:
        raise damaged(f"cell {name!r}")
    number = 0
    for letter in match[1].upper():
        number = number * 26 + ord(letter) - 64
    return int(match[2]) - 1, number - 1


def text_of(element) -> str:
    """The text of a string with its runs; readings above Chinese characters are left out."""
    if element is None:
        return ""
    parts = [t.text or "" for t in element.iter("{*}t") if not t.getparent().tag.endswith("}rPh")]
    return shown("".join(parts))


def _part(target: str) -> str:
    return target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join("xl", target))


def _strings(package: Package) -> list[str]:
    return [text_of(si) for si in package.xml(STRINGS).iterchildren("{*}si")] if STRINGS in package else []


def _formats(package: Package) -> list[str]:
    """Format by number of the cell style, as of `plain`."""
    if STYLES not in package:
        return []
    root = package.xml(STYLES)
    codes = {e.get("numFmtId", ""): e.get("formatCode", "") for e in root.iterfind("{*}numFmts/{*}numFmt")}
    numbers = [e.get("numFmtId", "0") for e in root.iterfind("{*}cellXfs/{*}xf")]
    return [plain(codes[n]) if n in codes else BUILT_IN.get(whole(n), "") for n in numbers]


class _Reader:
    def __init__(self, strings: list[str], formats: list[str], since_1904: bool) -> None:
        self._strings = strings
        self._formats = formats
        self._since_1904 = since_1904

    def read(self, root, sheet: Sheet) -> None:
        row = -1
        for element in root.iterfind("{*}sheetData/{*}row"):
            row = whole(element.get("r", ""), row + 2) - 1
            column = -1
            for cell in element.iterchildren("{*}c"):
                name = cell.get("r")
                at, column = place_of(name) if name else (row, column + 1)
                sheet.put(at, column, self._text(cell))
        for merge in root.iterfind("{*}mergeCells/{*}mergeCell"):
            first, _, last = merge.get("ref", "").partition(":")
            sheet.merges.append((*place_of(first), *place_of(last or first)))
        for col in root.iterfind("{*}cols/{*}col"):
            first, last = whole(col.get("min", "")), whole(col.get("max", ""))
            for column in range(max(first, 1), min(last, WIDTHS) + 1):
                sheet.widths[column - 1] = decimal(col.get("width"))
        page = root.find("{*}pageSetup")
        sheet.landscape = page is not None and page.get("orientation") == "landscape"

    def _text(self, cell) -> str:
        kind = cell.get("t", "n")
        if kind == "inlineStr":
            return text_of(cell.find("{*}is"))
        value = cell.findtext("{*}v")
        if value is None:
            return ""
        if kind == "s":
            number = whole(value, -1)
            return self._strings[number] if 0 <= number < len(self._strings) else ""
        if kind == "b":
            return shown(value.strip() == "1")
        return self._number(value, cell.get("s", "")) if kind == "n" else shown(value)

    def _number(self, value: str, style: str) -> str:
        try:
            number = float(value)
        except ValueError:
            return shown(value)
        index = whole(style)
        return shown(number, self._formats[index] if index < len(self._formats) else "", self._since_1904)


def whole(text: str | None, default: int = 0) -> int:
    digits = (text or "").strip()
    return int(digits) if digits.isascii() and digits.isdigit() and len(digits) < 8 else default


def decimal(text: str | None) -> float:
    """Within reason, 0 for what is no number."""
    try:
        return min(max(float(text or "0"), 0.0), 1000.0)
    except ValueError:
        return 0.0
