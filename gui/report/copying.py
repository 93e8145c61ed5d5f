"""Room: gui. Cells to and from the clipboard: what Excel, WPS and Word put there, and what they take."""

import html
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QMimeData

from core.actions.documents import Documents
from core.document import Document, grid_of, tables_of
from core.errors import LedgerError
from core.report.form import Form
from core.report.grid import Grid
from core.report.live import tidy
from core.report.read import read_pasted
from core.report.values import looks_like_value

Rows = Sequence[Sequence[str]]


@dataclass(frozen=True, slots=True)
class Pasting:
    """`texts` by cell id. `by_labels`: placed by the rows' own labels, not where the cursor stands. `lost` figures
    had no cell to stand in; `messages` tell what could not be read."""

    texts: Mapping[str, str]
    by_labels: bool = False
    lost: int = 0
    messages: tuple[str, ...] = ()


def copied(grid: Grid, cells: Sequence[str], texts: Mapping[str, str]) -> tuple[str, str]:
    """(text with tabs, HTML table) of a block of cells."""
    rows: dict[int, list[str]] = {}
    for cell in cells:
        rows.setdefault(grid.of_cell[cell].row, []).append(texts.get(cell, ""))
    plain = "\n".join("\t".join(row) for _, row in sorted(rows.items()))
    lines = ("".join(f"<td>{html.escape(t)}</td>" for t in row) for _, row in sorted(rows.items()))
    return plain, "<table>" + "".join(f"<tr>{line}</tr>" for line in lines) + "</table>"


def pasting(data: QMimeData, documents: Documents, form: Form, grid: Grid, at: str) -> Pasting:
    """Where the clipboard's figures go. Raises LedgerError for what is no table and no text."""
    document, rows = _clipboard(data, documents)
    if document is not None and _has_words(rows):
        texts, findings = read_pasted(document, form)
        if texts:
            messages = tuple(f.message for f in findings)
            return Pasting({c: tidy(t) for c, t in texts.items()}, True, messages=messages)
    return _from_cursor(rows, grid, at)


def _clipboard(data: QMimeData, documents: Documents) -> tuple[Document | None, Rows]:
    """HTML first: it knows of merged cells; then text with tabs."""
    if data.hasHtml() and "<t" in data.html().lower():
        document = documents.read_data(data.html().encode(), ".html")
        tables = list(tables_of(document.blocks))
        if tables:
            return document, [row for table in tables for row in _texts(table)]
    if not data.hasText():
        raise LedgerError("剪贴板里没有文字或表格，没有粘贴。请在 Excel、WPS 或 Word 里选中表格后复制。")
    text = data.text().replace("\r\n", "\n").strip("\n")
    return documents.read_data(text.encode(), ".txt"), [line.split("\t") for line in text.split("\n")]


def _texts(table: object) -> Rows:
    """Rows of texts; what a merged cell covers is blank."""
    return [
        ["" if p is None or (p.row, p.col) != (r, c) else " ".join(p.cell.text.split()) for c, p in enumerate(row)]
        for r, row in enumerate(grid_of(table))  # type: ignore[arg-type]
    ]


def _has_words(rows: Rows) -> bool:
    return any(t.strip() and not looks_like_value(t) and len(t.strip()) > 1 for row in rows for t in row)


def _from_cursor(rows: Rows, grid: Grid, at: str) -> Pasting:
    """The block's left top goes where the cursor stands; row by row of the cells that are filled in."""
    start = grid.of_cell.get(at)
    if start is None:
        return Pasting({}, lost=sum(1 for row in rows for t in row if t.strip()))
    below = [r for r in grid.fill_rows if r >= start.row]
    texts: dict[str, str] = {}
    lost = 0
    for i, row in enumerate(rows):
        for j, text in enumerate(row):
            cell = grid.cell_at(below[i], start.col + j) if i < len(below) else ""
            if cell:
                texts[cell] = tidy(text)
            else:
                lost += bool(text.strip())
    return Pasting(texts, lost=lost)
