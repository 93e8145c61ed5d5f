"""Room: storage. Fills an office's own blank form: placeholders, and a copy of the model row for every task."""

import copy
from itertools import zip_longest

from lxml import etree

from core.document import Document
from core.errors import LedgerError
from core.ledger.fill import CellEdit
from core.ledger.template import TemplateEdits, TemplateRow
from storage.documents.docx_form import fill_cell, fill_lines, repacked
from storage.documents.readers.docx import DocxFile
from storage.documents.readers.docx.names import SDT, SDT_CONTENT, TC, TCPR, TR, TRPR, VAL, W

_AFTER_SPAN = ("vMerge", "tcBorders", "shd", "noWrap", "tcMar", "textDirection", "tcFitText", "vAlign", "hideMark")


class DocxTemplate:
    """One opened template (core.actions.documents.OfficeTemplate); `filled` starts afresh each time."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self.document: Document = DocxFile(data).document

    def filled(self, edits: TemplateEdits) -> bytes:
        """The form of one unit; every part but the main one byte for byte as in the template."""
        file = DocxFile(self._data)
        model, section = _row(file, edits.model), None
        if edits.section_model is not None:
            section = _row(file, edits.section_model)
        at = {origin: _at(model, file, origin) for row in edits.rows for origin, _, _ in row.cells}
        fill_lines(file, edits.lines)
        for row, below in zip_longest(edits.rows, edits.rows[1:]):
            model.addprevious(_section(row, section, model) if row.section else _task(row, below, model, at))
        gone = [model, *([section] if section is not None else []), *(_row(file, o) for o in edits.dropped)]
        for element in dict.fromkeys(gone):
            _remove_row(element)
        return repacked(self._data, file)


def _row(file: DocxFile, origin: object) -> etree._Element:
    """The table row of a cell."""
    if isinstance(origin, int) and 0 <= origin < len(file.cells):
        row = next(file.cells[origin].iterancestors(TR), None)
        if row is not None:
            return row
    raise LedgerError("模板中找不到要填写的一行，没有写入任何文件。请重新选择模板后再试。", detail=f"cell {origin!r}")


def _at(model: etree._Element, file: DocxFile, origin: object) -> int:
    """Which of the model row's cells this is."""
    if not isinstance(origin, int):
        raise LedgerError("模板中找不到要填写的单元格，没有写入任何文件。请重新选择模板后再试。", detail=f"{origin!r}")
    return list(model.iter(TC)).index(file.cells[origin])


def _task(row: TemplateRow, below: TemplateRow | None, model: etree._Element, at: dict[object, int]) -> etree._Element:
    """A copy of the model row; a cell that the row below goes on with starts a merge."""
    made = copy.deepcopy(model)
    cells = list(made.iter(TC))
    _may_break(made)
    for n, (origin, text, goes_on) in enumerate(row.cells):
        cell = cells[at[origin]]
        fill_cell(cell, CellEdit(origin, "" if goes_on else text))
        if goes_on:
            _merge(cell, "continue")
        elif below is not None and not below.section and below.cells[n][2]:
            _merge(cell, "restart")
    return made


def _section(row: TemplateRow, section: etree._Element | None, model: etree._Element) -> etree._Element:
    """The template's own section row, else one made of the model row: its first cell over the whole width."""
    made = copy.deepcopy(model if section is None else section)
    cells = list(made.iter(TC))
    if section is None:
        _span(cells)
    _may_break(made)
    (_, text, _), *_ = row.cells
    fill_cell(cells[0], CellEdit(None, text))
    return made


def _span(cells: list[etree._Element]) -> None:
    first, wide, columns = cells[0], 0, 0
    for cell in cells:
        properties = cell.find(TCPR)
        span = None if properties is None else properties.find(W + "gridSpan")
        width = None if properties is None else properties.find(W + "tcW")
        columns += int(span.get(VAL, "1")) if span is not None else 1
        told = "0" if width is None else width.get(W + "w", "0")
        wide += int(told) if told.isdigit() else 0
    for cell in cells[1:]:
        holder = _holder(cell)
        parent = holder.getparent()
        if parent is not None:
            parent.remove(holder)
    properties = _properties(first)
    for name in ("gridSpan", "vMerge"):
        for old in properties.findall(W + name):
            properties.remove(old)
    width = properties.find(W + "tcW")
    if width is not None and wide:
        width.set(W + "w", str(wide))
    span = etree.Element(W + "gridSpan")
    span.set(VAL, str(columns))
    _put(properties, span, _AFTER_SPAN)


def _holder(cell: etree._Element) -> etree._Element:
    """The cell, or the content control around it."""
    around = cell.getparent()
    if around is not None and around.tag == SDT_CONTENT:
        outer = around.getparent()
        return outer if outer is not None and outer.tag == SDT else cell
    return cell


def _properties(cell: etree._Element) -> etree._Element:
    found = cell.find(TCPR)
    if found is None:
        found = etree.Element(TCPR)
        cell.insert(0, found)
    return found


def _merge(cell: etree._Element, how: str) -> None:
    properties = _properties(cell)
    for old in properties.findall(W + "vMerge"):
        properties.remove(old)
    merge = etree.Element(W + "vMerge")
    merge.set(VAL, how)
    _put(properties, merge, _AFTER_SPAN[1:])


def _put(properties: etree._Element, element: etree._Element, after: tuple[str, ...]) -> None:
    """In the schema's order: before the first of those that follow it."""
    follower = next((c for c in properties if c.tag in {W + n for n in after}), None)
    if follower is None:
        properties.append(element)
    else:
        follower.addprevious(element)


def _may_break(row: etree._Element) -> None:
    """A row of fixed height would hide a long text: it may grow."""
    properties = row.find(TRPR)
    height = None if properties is None else properties.find(W + "trHeight")
    if height is not None and height.get(W + "hRule") == "exact":
        height.set(W + "hRule", "atLeast")


def _remove_row(row: etree._Element) -> None:
    outer = _holder(row)
    parent = outer.getparent()
    if parent is not None:
        parent.remove(outer)
