"""Room: storage. Fills an office's own .docx form: as XML inside the zip, every other part byte for byte as it was."""

import copy
from collections.abc import Iterable
from pathlib import Path

from lxml import etree

from core.document import Document
from core.errors import LedgerError
from core.ledger.fill import CellEdit, FormEdits, LineEdit, fitted
from storage.documents.readers.docx import DocxFile
from storage.documents.readers.docx.names import (
    PPR,
    RPR,
    SDT,
    SDT_CONTENT,
    SDT_PR,
    STRICT,
    TC,
    TCPR,
    P,
    R,
    T,
    W,
)
from storage.documents.rezip import rezipped

XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
# Text that Word shows at one place of a line; everything else in a paragraph has no width there.
SHOWN: dict[str, str | None] = {T: None, W + "tab": "\t", W + "br": "\n", W + "cr": "\n", W + "noBreakHyphen": "-"}
HIDDEN_INSIDE = frozenset((W + "del", W + "moveFrom", W + "rt", W + "txbxContent"))
# What a cell's text brings along besides its runs, and what goes with it when the text is replaced.
TRACKING = frozenset(W + n for n in ("rPrChange", "pPrChange", "ins", "del", "moveTo", "moveFrom"))


class DocxForm:
    """One opened form (core.actions.documents.Form). `filled` may be called more than once; each starts afresh."""

    ending = ".docx"

    def __init__(self, source: bytes | Path, rewritten: str = "") -> None:
        self.rewritten = rewritten
        self._data = source.read_bytes() if isinstance(source, Path) else source
        self.document: Document = DocxFile(self._data).document

    def filled(self, edits: FormEdits) -> bytes:
        """The file with these edits.

        Raises LedgerError when an edit points to a place that the file does not have.
        """
        file = DocxFile(self._data)
        fill_lines(file, edits.lines)
        likes = {origin: _typing(_cell(file, origin)) for cell in edits.cells for origin in cell.like[:1]}
        for cell in edits.cells:
            fill_cell(_cell(file, cell.cell), cell, next((likes[o] for o in cell.like[:1]), None))
        return repacked(self._data, file)


def fill_lines(file: DocxFile, lines: Iterable[LineEdit]) -> None:
    """Put the texts into their lines, the last of a line first, so that the others' places stay."""
    by_line: dict[object, list[tuple[LineEdit, etree._Element]]] = {}
    for edit in lines:
        p = _line(file, edit)
        by_line.setdefault(p, []).append((edit, p))
    for group in by_line.values():
        for edit, p in sorted(group, key=lambda pair: -pair[0].start):
            _replace_in_line(p, edit)


def _cell(file: DocxFile, origin: object) -> etree._Element:
    if not isinstance(origin, int) or not 0 <= origin < len(file.cells):
        raise LedgerError(
            "原表中找不到要填写的单元格，原文件未作改动。请重新导入这份表后再试。", detail=f"cell {origin!r}"
        )
    return file.cells[origin]


def _line(file: DocxFile, edit: LineEdit) -> etree._Element:
    if edit.cell is not None:
        lines = [e for e in _content_of(_cell(file, edit.cell)) if e.tag == P]
        if edit.line < len(lines):
            return lines[edit.line]
    elif isinstance(edit.paragraph, int) and 0 <= edit.paragraph < len(file.paragraphs):
        return file.paragraphs[edit.paragraph]
    raise LedgerError("原表中找不到要填写的表头栏目，原文件未作改动。请重新导入这份表后再试。", detail=repr(edit))


def _content_of(cell: etree._Element) -> list[etree._Element]:
    """The cell's own paragraphs and tables, content controls and insertions opened."""
    found: list[etree._Element] = []
    for child in cell:
        if child.tag == SDT:
            content = child.find(SDT_CONTENT)
            found += [] if content is None else _content_of(content)
        elif child.tag in (W + "ins", W + "customXml", W + "smartTag"):
            found += _content_of(child)
        elif child.tag in (P, W + "tbl"):
            found.append(child)
    return found


# ---- one line ---------------------------------------------------------------------------------------------------


def _replace_in_line(p: etree._Element, edit: LineEdit) -> None:
    """Put `edit.text` in place of the line's characters [start, end), into the run where they begin."""
    spots = _spots(p)
    value = fitted(edit.text, "".join(text for _, text in spots)[edit.start : edit.end])
    touched: list[tuple[etree._Element, str, str]] = []  # element, its text before and behind the stretch
    before: etree._Element | None = None
    at = 0
    for element, text in spots:
        first, last = max(edit.start - at, 0), min(edit.end - at, len(text))
        if first < last:
            touched.append((element, text[:first], text[last:]))
        elif at + len(text) == edit.start and element.tag == T:
            before = element
        at += len(text)
    target = next((element for element, _, _ in touched if element.tag == T), None)
    for element, head, tail in touched:
        if element.tag == T:
            _set_text(element, head + (value if element is target else "") + tail)
        else:
            _remove(element)
    if target is None and before is not None:
        _set_text(before, (before.text or "") + value)
    elif target is None:
        _append_run(p, value)


def _spots(p: etree._Element) -> list[tuple[etree._Element, str]]:
    """The elements that make the line's text, in order, with the characters that each shows."""
    spots: list[tuple[etree._Element, str]] = []
    for element in p.iter(*SHOWN):
        inside = False
        for above in element.iterancestors():
            if above is p:
                break
            inside = inside or above.tag in HIDDEN_INSIDE or above.tag in (PPR, RPR)
        if not inside and not (element.tag == W + "br" and element.get(W + "type", "textWrapping") != "textWrapping"):
            spots.append((element, SHOWN[str(element.tag)] or element.text or ""))
    return spots


def _remove(element: etree._Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def _set_text(element: etree._Element, text: str) -> None:
    element.text = text
    if text != text.strip() or "  " in text:
        element.set(XML_SPACE, "preserve")


def _append_run(p: etree._Element, text: str) -> None:
    runs = [r for r in p.iter(R) if r.find(T) is not None]
    run = etree.SubElement(p, R)
    look = runs[-1].find(RPR) if runs else _mark_look(p)
    if look is not None:
        run.append(_clean(look))
    _set_text(etree.SubElement(run, T), text)


# ---- one cell ---------------------------------------------------------------------------------------------------


class _Typing:
    """How text stands in a cell: the properties of its first paragraph and run that have any."""

    def __init__(self, ppr: etree._Element | None, rpr: etree._Element | None) -> None:
        self.ppr = ppr
        self.rpr = rpr


def _typing(cell: etree._Element) -> _Typing:
    paragraphs = [e for e in _content_of(cell) if e.tag == P]
    ppr = next((x for p in paragraphs if (x := p.find(PPR)) is not None), None)
    looks = [x for p in paragraphs for r in p.iter(R) if (x := r.find(RPR)) is not None and _shows(r)]
    looks += [x for p in paragraphs for r in p.iter(R) if (x := r.find(RPR)) is not None]
    rpr = next(iter(looks), None)
    if rpr is None:
        rpr = next((x for p in paragraphs if (x := _mark_look(p)) is not None), None)
    return _Typing(ppr, rpr)


def _shows(run: etree._Element) -> bool:
    """Not deleted, and no placeholder: their looks (struck, grey) are not how the form is typed."""
    style = run.find(f"{RPR}/{W}rStyle")
    grey = style is not None and "placeholder" in style.get(W + "val", "").lower()
    return not grey and not any(a.tag in HIDDEN_INSIDE for a in run.iterancestors())


def _mark_look(p: etree._Element) -> etree._Element | None:
    return p.find(f"{PPR}/{RPR}")


def fill_cell(cell: etree._Element, edit: CellEdit, like: _Typing | None = None) -> None:
    """Replace the cell's content; content controls around it stay, their placeholders and bindings go."""
    own = _typing(cell)
    typing = own if own.rpr is not None else (like or _beside(cell) or own)
    holder = _holder(cell)
    for child in list(holder):
        if child.tag not in (TCPR, SDT_PR):
            holder.remove(child)
    ppr = own.ppr if own.ppr is not None else typing.ppr
    for line in edit.text.split("\n"):
        holder.append(_paragraph(line, ppr, typing.rpr))


def _holder(cell: etree._Element) -> etree._Element:
    """Where the cell's text belongs: inside the one content control that fills it, else the cell itself."""
    around = cell.getparent()
    if around is not None and around.tag == SDT_CONTENT:
        _unbind(around.getparent())
    inner = [child for child in cell if child.tag != TCPR]
    content = inner[0].find(SDT_CONTENT) if len(inner) == 1 and inner[0].tag == SDT else None
    if content is None:
        return cell
    _unbind(inner[0])
    return content


def _unbind(sdt: etree._Element | None) -> None:
    """A placeholder would be shown grey and a bound control overwritten by Word at the next opening."""
    properties = None if sdt is None else sdt.find(SDT_PR)
    if properties is None:
        return
    for name in ("showingPlcHdr", "dataBinding"):
        for element in properties.findall(W + name):
            properties.remove(element)


def _beside(cell: etree._Element) -> _Typing | None:
    """The typing of the nearest cell to the left, then above, that has text: how this form is typed."""
    row = cell.getparent()
    while row is not None and row.tag != W + "tr":
        row = row.getparent()
    if row is None:
        return None
    cells = list(row.iter(TC))
    left = cells[: cells.index(cell)][::-1] if cell in cells else []
    above = [list(r.iter(TC)) for r in row.itersiblings(W + "tr", preceding=True)]
    for other in [*left, *(c[-1] for c in above if c)]:
        typing = _typing(other)
        if typing.rpr is not None:
            return typing
    return None


def _paragraph(line: str, ppr: etree._Element | None, rpr: etree._Element | None) -> etree._Element:
    p = etree.Element(P)
    if ppr is not None:
        kept = _clean(ppr)
        for name in ("numPr", "sectPr"):
            for element in kept.findall(W + name):
                kept.remove(element)
        p.append(kept)
    run = etree.SubElement(p, R)
    if rpr is not None:
        run.append(_clean(rpr))
    for i, part in enumerate(line.split("\t")):
        if i:
            etree.SubElement(run, W + "tab")
        if part or i == 0:
            _set_text(etree.SubElement(run, T), part)
    return p


def _clean(properties: etree._Element) -> etree._Element:
    """A copy without marks of tracked changes, hiding, and the look of placeholders."""
    kept = copy.deepcopy(properties)
    for element in [e for e in kept.iter() if e.tag in TRACKING]:
        _remove(element)
    for rpr in [kept] if kept.tag == RPR else kept.findall(RPR):
        for name in ("vanish", "rStyle"):
            for element in rpr.findall(W + name):
                if name == "vanish" or "placeholder" in element.get(W + "val", "").lower():
                    rpr.remove(element)
    return kept


# ---- the package ------------------------------------------------------------------------------------------------


def repacked(data: bytes, file: DocxFile) -> bytes:
    """The package with the main part as it now stands."""
    return rezipped(data, {file.main: _serialised(file, file.package.read(file.main))})


def _serialised(file: DocxFile, before: bytes) -> bytes:
    """The part's XML with the declaration as it was; Word's strict names are put back."""
    body = etree.tostring(file.root, encoding="UTF-8", xml_declaration=False)
    declaration = before[: before.find(b"?>") + 2] if before.lstrip(b"\xef\xbb\xbf").startswith(b"<?xml") else b""
    if b"utf-8" not in declaration.lower() and declaration:
        declaration = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    gap = b"\r\n" if before[len(declaration) :].startswith(b"\r\n") else b"\n" if declaration else b""
    for strict, usual in STRICT.items():
        if strict in before:
            body = body.replace(usual, strict)
    return declaration + gap + body
