"""Room: core. An annual report as a Document in the official layout (A4 upright, GB/T 9704-2012 look). No hidden data.

Only the tables' own look is set here; fonts and sizes of headings and body are the roles', which the writer knows.
"""

import re
from collections.abc import Iterator, Mapping, Sequence

from core import drafting
from core.document import (
    Align,
    Block,
    Cell,
    Document,
    Paragraph,
    ParagraphLook,
    Role,
    Row,
    Table,
    TextLook,
    VAlign,
    mm,
    paragraph,
)
from core.report.form import Form, FormTable, Printed
from core.report.grid import stands_left
from core.report.report import AnnualReport, ReportSection
from core.report.values import Value

_TITLE_LINE = 20  # characters of 2号 in 156 mm
_DAY = re.compile(r"20\d\d\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日")
_CENTRED, _LEFT = ParagraphLook(Align.CENTER), ParagraphLook(Align.LEFT)
_FIGURES = TextLook(size_pt=10.5)  # 五号
_NARROW = TextLook(size_pt=9)  # 小五, where fifteen columns share a page


def compose_report(report: AnnualReport, form: Form | None = None) -> Document:
    """Title, preface, six sections with their tables. A section without text prints its heading alone."""
    form = form or report.form
    blocks: list[Block] = [drafting.title(_title_lines(report, form))]
    blocks += _paragraphs(report.preamble)
    for shape in form.sections:
        section = report.section(shape.number) or ReportSection(shape.number, shape.title, "")
        blocks.append(drafting.heading(shape.title))
        blocks += _paragraphs(section.text)
        blocks += [compose_table(report, t) for t in form.tables if t.section == shape.number]
    return drafting.draft(blocks, _title(report, form))


def _title(report: AnnualReport, form: Form) -> str:
    return report.title or f"{report.unit}{report.year or ''}{'年' if report.year else ''}{form.title}"


def _title_lines(report: AnnualReport, form: Form) -> str:
    """A title that is longer than a line is broken behind the unit's name, not inside a word."""
    title = _title(report, form)
    width = sum(0.5 if c.isascii() else 1 for c in title)
    broken = width > _TITLE_LINE and report.unit and title.startswith(report.unit)
    return f"{report.unit}\n{title[len(report.unit) :]}" if broken else title


def _paragraphs(text: str) -> Iterator[Paragraph]:
    """One body paragraph a line; a short line that opens with （一） is a heading of the second level; a unit and a
    date that end the text stand to the right (署名、成文日期)."""
    lines = [line for line in text.split("\n") if line.strip()]
    signed = _signed_from(lines)
    for line in lines[:signed]:
        heading = line.lstrip().startswith("（") and len(line) <= 30 and not line.rstrip().endswith("。")
        text = line.strip()
        yield drafting.heading(text, Role.HEADING_2) if heading else drafting.body(text)
    yield from (drafting.signed(line.strip()) for line in lines[signed:])


def put_below(text: str, more: str) -> str:
    """`more` below the text, but above a unit and a date that sign it."""
    lines = [line for line in text.split("\n") if line.strip()]
    signed = _signed_from(lines)
    return "\n".join([*lines[:signed], more, *lines[signed:]])


def _signed_from(lines: Sequence[str]) -> int:
    """The number of the line from which the text is signed; past the end where it is not."""
    return len(lines) - 2 if len(lines) > 2 and _is_signature(*lines[-2:]) else len(lines)


def _is_signature(unit: str, day: str) -> bool:
    return len(unit.strip()) <= 30 and unit.strip()[-1:] not in "。；：，" and bool(_DAY.fullmatch(day.strip()))


def compose_table(report: AnnualReport, table: FormTable) -> Table:
    """One of the three tables as printed, figures as typed where they were typed."""
    wide = len(table.widths_mm) > 10
    rows = tuple(Row(tuple(_cell(report, p, wide) for p in row)) for row in table.rows)
    return Table(rows, tuple(mm(w) for w in table.widths_mm), table.header_rows, align=Align.CENTER)


def _cell(report: AnnualReport, printed: Printed, narrow: bool) -> Cell:
    text = cell_text(report.cells.get(printed.cell), report.typed, printed.cell) if printed.cell else printed.text
    look = _LEFT if not printed.cell and stands_left(printed.text) else _CENTRED
    body = paragraph(text, look=look, font=_NARROW if narrow else _FIGURES)
    return Cell((body,), printed.cols, printed.rows, VAlign.CENTER)


def cell_text(value: Value, typed: Mapping[str, str], cell: str) -> str:
    """What to print: as typed (5062.90 keeps its 0), else the value; a blank stays blank, never 0."""
    return typed.get(cell) or ("" if value is None else str(value))
