"""Room: storage. Writes the neutral Document as a plain HTML page: headings, paragraphs and tables, little style."""

import re
from html import escape

from core.document import (
    EMPTY,
    FLUSH,
    Align,
    Block,
    Cell,
    Document,
    Paragraph,
    ParagraphLook,
    Role,
    Run,
    Table,
    VAlign,
    grid_of,
)

TAGS = {Role.TITLE: "h1", Role.HEADING_1: "h2", Role.HEADING_2: "h3", Role.HEADING_3: "h4", Role.HEADING_4: "h5"}
STYLE = """body { margin: 2em auto; max-width: 60em; font-family: FangSong, 仿宋, serif; line-height: 1.6; }
h1, h2, h3, h4, h5 { font-family: SimHei, 黑体, sans-serif; font-weight: normal; }
p, h1, h2, h3, h4, h5 { margin: 0.3em 0; }
table { border-collapse: collapse; margin: 0.6em 0; }
td, th { border: 1px solid #000; padding: 0.2em 0.4em; font-weight: normal; text-align: left; vertical-align: top; }
.plain > * > tr > * { border: none; }
"""
_NOT_HTML = re.compile("[^\t\n\x20-\x7e\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_LOSES_BLANKS = re.compile("^ |\t|  | $| \n|\n ")


def write_html(document: Document, title: str = "") -> bytes:
    """UTF-8. Headers, footers and page set-up are left out: a web page has no pages."""
    body = "\n".join(_block(block) for section in document.sections for block in section.blocks)
    head = f'<meta charset="utf-8">\n<title>{_escaped(title or document.title)}</title>\n<style>\n{STYLE}</style>'
    page = f'<!DOCTYPE html>\n<html lang="zh-CN">\n<head>\n{head}\n</head>\n<body>\n{body}\n</body>\n</html>\n'
    return page.encode()


def _escaped(text: str) -> str:
    return escape(_NOT_HTML.sub("", text), quote=False)


def _block(block: Block) -> str:
    return _paragraph(block) if isinstance(block, Paragraph) else _table(block)


def _paragraph(paragraph: Paragraph) -> str:
    tag = TAGS.get(paragraph.role, "p")
    return f"<{tag}{_style(paragraph)}>{_words(paragraph)}</{tag}>"


def _style(paragraph: Paragraph, more: str = "") -> str:
    look = paragraph.look
    found = f"text-align: {look.align}; " if look.align is not Align.LEFT else ""
    found += "".join(_length(name, points) for name, points in _lengths(look).items())
    if _LOSES_BLANKS.search(paragraph.text):
        found += "white-space: pre-wrap; "
    found = (found + more).strip()
    return f' style="{found}"' if found else ""


def _lengths(look: ParagraphLook) -> dict[str, float]:
    return {"text-indent": look.first_line_pt, "margin-left": look.left_pt, "margin-right": look.right_pt}


def _length(name: str, points: float) -> str:
    return f"{name}: {points:g}pt; " if points else ""


def _words(paragraph: Paragraph) -> str:
    """A line break at the very end shows nothing in a browser, so that an empty last line takes two."""
    text = paragraph.text
    return "".join(map(_run, paragraph.runs)) + ("<br>" if not text or text.endswith("\n") else "")


def _run(run: Run) -> str:
    found = _escaped(run.text).replace("\n", "<br>")
    for tag, on in (("u", run.look.underline), ("i", run.look.italic), ("b", run.look.bold)):
        found = f"<{tag}>{found}</{tag}>" if on else found
    return found


def _table(table: Table) -> str:
    kind = "" if table.borders else ' class="plain"'
    align = ' style="margin: 0.6em auto;"' if table.align is Align.CENTER else ""
    header = _header_rows(table)
    rows = [_row(table, index, index < header) for index in range(len(table.rows))]
    head = f"<thead>\n{''.join(rows[:header])}</thead>\n" if header else ""
    return f"<table{kind}{align}>\n{head}<tbody>\n{''.join(rows[header:])}</tbody>\n</table>"


def _header_rows(table: Table) -> int:
    """0 where a cell reaches from the header into the body: browsers would cut it."""
    grid, header = grid_of(table), table.header_rows
    if 0 < header < len(grid):
        crosses = any(p is not None and p.row < header for p in grid[header])
        return 0 if crosses else header
    return header


def _row(table: Table, index: int, header: bool) -> str:
    cells = "".join(_cell(cell, "th" if header else "td") for cell in table.rows[index].cells)
    return f"<tr>{cells}</tr>\n"


def _cell(cell: Cell, tag: str) -> str:
    spans = f' colspan="{cell.col_span}"' if cell.col_span > 1 else ""
    spans += f' rowspan="{cell.row_span}"' if cell.row_span > 1 else ""
    valign = f"vertical-align: {_VALIGNS[cell.valign]}; " if cell.valign is not VAlign.TOP else ""
    only = cell.blocks[0] if len(cell.blocks) == 1 else None
    if isinstance(only, Paragraph) and only.role is Role.BODY:
        text = "" if only == EMPTY or (not only.text and only.look == FLUSH) else _words(only)
        return f"<{tag}{spans}{_style(only, valign)}>{text}</{tag}>"
    style = f' style="{valign.strip()}"' if valign else ""
    return f"<{tag}{spans}{style}>{''.join(map(_block, cell.blocks))}</{tag}>"


_VALIGNS = {VAlign.CENTER: "middle", VAlign.BOTTOM: "bottom"}
