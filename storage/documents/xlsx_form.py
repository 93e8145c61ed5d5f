"""Room: storage. Fills an office's own .xlsx form: as XML inside the zip, every other part byte for byte as it was.

Not with openpyxl, which writes the whole workbook anew and loses shapes, pictures and settings it does not know.
"""

import copy
from pathlib import Path

from lxml import etree

from core.document import Document, tables_of
from core.errors import LedgerError
from core.ledger.fill import FormEdits, LineEdit, columns_wide, fitted
from storage.documents.package import Package, open_package
from storage.documents.readers.workbook import WHAT, read_workbook
from storage.documents.readers.workbook.formats import shown
from storage.documents.readers.workbook.xlsx import sheet_parts
from storage.documents.rezip import rezipped
from storage.documents.xlsx_sheet import FormSheet, Place, name_of
from storage.documents.xlsx_styles import STYLES, Wrapping

SPACE = "{http://www.w3.org/XML/1998/namespace}space"
MAX_TEXT = 32_767  # what Excel and WPS hold in a cell
LINE_PT = 18.0  # a line of 11 pt Chinese type, with a little room
STRINGS, CHAIN = "xl/sharedStrings.xml", "xl/calcChain.xml"


class XlsxForm:
    """One opened form (core.actions.documents.Form). `filled` may be called more than once; each starts afresh."""

    def __init__(self, source: bytes | Path, rewritten: str = "") -> None:
        self.rewritten = rewritten
        self._data = source.read_bytes() if isinstance(source, Path) else source
        self.document: Document = read_workbook(self._data)
        macros = any(name.endswith("vbaProject.bin") for name in open_package(self._data, WHAT).names)
        self.ending = ".xlsm" if macros else ".xlsx"

    def filled(self, edits: FormEdits) -> bytes:
        """The file with these edits.

        Raises LedgerError when an edit points to a place that the file does not have, or is longer than a cell holds.
        """
        book = _Book(open_package(self._data, WHAT), self.document)
        by_cell: dict[object, list[LineEdit]] = {}
        for line in edits.lines:
            by_cell.setdefault(line.cell, []).append(line)
        for origin, lines in by_cell.items():
            book.edit_lines(_place(origin), lines)
        for cell in edits.cells:
            book.fill(_place(cell.cell), cell.text, [_place(origin) for origin in cell.like[:1]])
        return rezipped(self._data, book.parts())


def _place(origin: object) -> Place:
    if isinstance(origin, tuple) and len(origin) == 3 and all(isinstance(n, int) and n >= 0 for n in origin):
        return origin
    raise LedgerError("原表中找不到要填写的单元格，原文件未作改动。请重新导入这份表后再试。", detail=repr(origin))


class _Book:
    """The parts that are being changed."""

    def __init__(self, package: Package, document: Document) -> None:
        self._package = package
        cells = (c for t in tables_of(document.blocks) for r in t.rows for c in r.cells if c.row_span == 1)
        self._texts = {_place(cell.origin): cell.text for cell in cells}
        self._names = sheet_parts(package)
        self._sheets: dict[int, FormSheet] = {}
        self._strings: list[etree._Element] | None = None
        self._wrapping = Wrapping(package)
        self._chain: etree._Element | None = None

    def edit_lines(self, place: Place, lines: list[LineEdit]) -> None:
        sheet = self._sheet(place)
        holder = self._text_of(sheet.cell(place))
        for line in sorted(lines, key=lambda e: (-e.line, -e.start)):
            _replace(holder, line)
        self._put(place, holder)

    def fill(self, place: Place, text: str, like: list[Place]) -> None:
        if len(text) > MAX_TEXT:
            message = f"有一项进展超过{MAX_TEXT}字，Excel 单元格放不下，没有写入任何文件。请精简后再试。"
            raise LedgerError(message, detail=f"{len(text)} characters at {place}")
        sheet = self._sheet(place)
        cell = sheet.cell(place)
        if cell.get("s") is None and like:
            sheet.take_style(cell, self._sheet(like[0]).cell(like[0]))
        holder = etree.Element(f"{{{sheet.uri}}}is")
        _set(etree.SubElement(holder, f"{{{sheet.uri}}}t"), text)
        self._put(place, holder)
        if _lines(text, sheet.width(place)) > 1:
            cell.set("s", self._wrapping.wrapped(cell.get("s", "0")))
            self._texts[place] = text
            row = [(text, sheet.width(at)) for at, text in self._texts.items() if at[:2] == place[:2]]
            sheet.make_room(place, max(_lines(text, wide) for text, wide in row) * LINE_PT)

    def _put(self, place: Place, holder: etree._Element) -> None:
        cell = self._sheet(place).cell(place)
        if cell.find("{*}f") is not None:
            self._forget_formula(place)
        for child in list(cell):
            cell.remove(child)
        cell.set("t", "inlineStr")
        cell.append(holder)

    def _text_of(self, cell: etree._Element) -> etree._Element:
        """The cell's text as an <is>, its runs kept."""
        uri = etree.QName(cell).namespace
        holder = etree.Element(f"{{{uri}}}is")
        value, kind = cell.findtext("{*}v") or "", cell.get("t", "n")
        inline = cell.find("{*}is")
        if kind == "inlineStr" and inline is not None:
            holder.extend(copy.deepcopy(child) for child in inline)
        elif kind == "s" and value.isdecimal() and int(value) < len(self._shared()):
            holder.extend(copy.deepcopy(child) for child in self._shared()[int(value)])
        else:
            _set(etree.SubElement(holder, f"{{{uri}}}t"), value)
        for element in holder.findall("{*}rPh") + holder.findall("{*}phoneticPr"):
            holder.remove(element)
        for element in holder.iter("{*}t"):
            _set(element, shown(element.text or ""))
        return holder

    def _shared(self) -> list[etree._Element]:
        if self._strings is None:
            known = STRINGS in self._package
            self._strings = list(self._package.xml(STRINGS).iterchildren("{*}si")) if known else []
        return self._strings

    def _sheet(self, place: Place) -> FormSheet:
        number = place[0]
        if number not in self._sheets:
            if number >= len(self._names) or self._names[number] not in self._package:
                _place(None)
            self._sheets[number] = FormSheet(self._package.xml(self._names[number]))
        return self._sheets[number]

    def _forget_formula(self, place: Place) -> None:
        """A formula that is no more may not stand in the list of formulas: Excel would call the file damaged."""
        if CHAIN not in self._package:
            return
        self._chain = self._package.xml(CHAIN) if self._chain is None else self._chain
        for entry in list(self._chain):
            if entry.get("r") == name_of(place) and len(self._chain) > 1:
                self._chain.remove(entry)

    def parts(self) -> dict[str, bytes]:
        changed = {self._names[number]: sheet.root for number, sheet in self._sheets.items()}
        if self._wrapping.changed and self._wrapping.root is not None:
            changed[STYLES] = self._wrapping.root
        if self._chain is not None:
            changed[CHAIN] = self._chain
        return {
            name: etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
            for name, root in changed.items()
        }


def _lines(text: str, width: float) -> int:
    """How many lines a text takes in a cell of so many half-width characters."""
    room = max(int(width) - 1, 1)
    return sum(max(-(-columns_wide(line) // room), 1) for line in text.split("\n"))


def _replace(holder: etree._Element, edit: LineEdit) -> None:
    """Put `edit.text` in place of the line's characters [start, end), into the run where they begin."""
    spots = [(element, element.text or "") for element in holder.iter("{*}t")]
    whole = "".join(text for _, text in spots)
    lines = whole.split("\n")
    base = sum(len(line) + 1 for line in lines[: edit.line])
    start, end = base + edit.start, base + edit.end
    value = fitted(edit.text, whole[start:end])
    at, written = 0, False
    for number, (element, text) in enumerate(spots):
        first, last = max(start - at, 0), min(end - at, len(text))
        here = not written and (start < at + len(text) or number == len(spots) - 1 or start == end == at + len(text))
        if here or first < last:
            _set(element, text[:first] + (value if here else "") + text[max(last, first) :])
            written = written or here
        at += len(text)


def _set(element: etree._Element, text: str) -> None:
    element.text = text
    if text != text.strip() or "  " in text or "\n" in text:
        element.set(SPACE, "preserve")
